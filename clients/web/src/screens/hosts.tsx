/** Hosts that were enrolled: until when their tokens are good, and what they last had. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OccurrencePage } from '../../../../shared/contract/crashes.ts';
import type { Host, HostPage, HostToken } from '../../../../shared/contract/roles.ts';
import type { Silence } from '../../../../shared/contract/silences.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { tokenState } from '../logic/hosts.ts';
import { formatRoute } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, CopyButton, Empty, LoadMore, Problem, Time } from '../ui/parts.tsx';
import { useRows } from '../ui/rows.ts';
import { mayRespond, useRoles } from '../ui/session.ts';
import { useTitle } from '../ui/title.ts';
import { SilenceBadge, Silencing, useSilences } from './silence.tsx';

function Enrolled({ token }: { token: HostToken }): JSX.Element {
  const commands = () =>
    [
      `install -d -m 0755 /etc/purgatory`,
      `printf '%s\n' '${token.token}' | install -m 0600 /dev/stdin /etc/purgatory/token`,
    ].join('\n');
  return (
    <section class="merged" aria-label="The token">
      <p>
        <strong>The token of {token.host}</strong>, good until {token.expiresAt.slice(0, 10)}. It is shown this once:
        put it on the host, as root, then run <code>purgatory-agent doctor</code> there.
      </p>
      <pre class="wrap">{commands()}</pre>
      <CopyButton label="Copy" text={commands} />
    </section>
  );
}

/** @param host of one that is enrolled already: it gets another token */
function EnrolForm({ host, onDone }: { host?: string; onDone: () => void }): JSX.Element {
  const [problem, setProblem] = useState('');
  const [token, setToken] = useState<HostToken>();
  const enrol = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const field = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const tags = field('tags')
      .split(/[\s,]+/)
      .filter((tag) => tag !== '');
    setProblem('');
    send<HostToken>('POST', 'hosts', {
      host: host ?? field('host'),
      ...(tags.length === 0 ? {} : { tags }),
      ...(field('days') === '' ? {} : { days: Number(field('days')) }),
    }).then(
      (made) => {
        setToken(made);
        form.reset();
        onDone();
      },
      (error: unknown) => {
        setProblem(messageOf(error));
      },
    );
  };
  return (
    <>
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
          enrol(event.currentTarget);
        }}
      >
        {host === undefined && (
          <label>
            Host <input name="host" required placeholder="web-1" />
          </label>
        )}
        <label>
          Tags <input name="tags" placeholder={host === undefined ? 'storage eu' : 'as they are'} />
        </label>
        <label>
          Days <input name="days" type="number" min={1} max={3650} size={5} placeholder="longest" />
        </label>
        <button type="submit">{host === undefined ? 'Enrol' : 'Make another token'}</button>
      </form>
      <Problem text={problem} />
      {token !== undefined && <Enrolled token={token} />}
    </>
  );
}

function TokenBadge({ host }: { host: Host }): JSX.Element {
  const { words, alarming } = tokenState(host, new Date());
  return (
    <span class={`badge ${alarming ? 'state-open' : 'state-resolved'}`} title={host.tokenExpiresAt}>
      {words}
    </span>
  );
}

function HostRow({
  host,
  silence,
  chosen,
  onChoose,
}: {
  host: Host;
  silence: Silence | undefined;
  chosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { lastCrash } = host;
  return (
    <tr class={chosen ? 'chosen' : ''} onMouseDown={onChoose}>
      <td>
        <a class="title" href={formatRoute({ screen: 'hosts', id: host.host })}>
          {host.host}
        </a>{' '}
        <span class="quiet">{(host.tags ?? []).join(' ')}</span> <SilenceBadge silence={silence} />
      </td>
      <td>
        <TokenBadge host={host} />
      </td>
      <td>
        {lastCrash === undefined ? (
          <span class="quiet">never crashed</span>
        ) : (
          <>
            <a href={formatRoute({ screen: 'dumps', id: lastCrash.uploadId })}>{lastCrash.title}</a>{' '}
            <Time iso={lastCrash.at} />
          </>
        )}
      </td>
      <td>{lastCrash?.kernelRelease}</td>
      <td class="wide">{lastCrash?.agent}</td>
      <td class="wide">
        <Time iso={host.enrolledAt} /> <span class="quiet">by {host.enrolledBy}</span>
      </td>
    </tr>
  );
}

export function HostsScreen(): JSX.Element {
  useTitle('Hosts');
  const { first, pages, more, problem } = usePages<HostPage>('hosts?limit=100', 60_000);
  const hosts = pages.flatMap((page) => page.hosts);
  const silences = useSilences();
  const isAdmin = useRoles().includes('admin');
  const { at, choose } = useRows(hosts.length, (index) => {
    const host = hosts[index];
    if (host) go({ screen: 'hosts', id: host.host });
  });
  return (
    <>
      <h1>Hosts</h1>
      {isAdmin ? (
        <EnrolForm onDone={first.reload} />
      ) : (
        <p class="quiet">An administrator enrols hosts and revokes them; your roles only look.</p>
      )}
      <Await loaded={first} what="the hosts">
        {() =>
          hosts.length === 0 ? (
            <Empty title="No host yet" text="An administrator enrols one:" commands={['purgatory hosts enroll NAME']} />
          ) : (
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Host</th>
                  <th scope="col">Token</th>
                  <th scope="col">Last crash</th>
                  <th scope="col">Kernel then</th>
                  <th scope="col" class="wide">
                    Agent
                  </th>
                  <th scope="col" class="wide">
                    Enrolled
                  </th>
                </tr>
              </thead>
              <tbody>
                {hosts.map((host, index) => (
                  <HostRow
                    key={host.host}
                    host={host}
                    silence={silences.value?.silences.find((each) => each.host === host.host)}
                    chosen={index === at}
                    onChoose={() => {
                      choose(index);
                    }}
                  />
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
      <LoadMore more={more} problem={problem} />
    </>
  );
}

function Revoke({ host }: { host: string }): JSX.Element {
  const [state, setState] = useState<'' | 'asked' | 'done'>('');
  const [problem, setProblem] = useState('');
  if (state === 'done')
    return <p role="status">Its tokens are void; one that was just used is good for a minute more.</p>;
  return (
    <>
      <p class="actions">
        {state === '' ? (
          <button
            type="button"
            onClick={() => {
              setState('asked');
            }}
          >
            Revoke its tokens
          </button>
        ) : (
          <>
            <span>It will send no crash until it has another token.</span>
            <button
              type="button"
              class="primary"
              onClick={() => {
                send('DELETE', `hosts/${encodeURIComponent(host)}`).then(
                  () => {
                    setState('done');
                  },
                  (error: unknown) => {
                    setProblem(messageOf(error));
                  },
                );
              }}
            >
              Revoke
            </button>
            <button
              type="button"
              onClick={() => {
                setState('');
              }}
            >
              Leave it
            </button>
          </>
        )}
      </p>
      <Problem text={problem} />
    </>
  );
}

export function HostScreen({ host }: { host: string }): JSX.Element {
  useTitle(host);
  const path = `hosts/${encodeURIComponent(host)}/occurrences?limit=50`;
  const { first, pages, more, problem } = usePages<OccurrencePage>(path, 60_000);
  const crashes = pages.flatMap((page) => page.occurrences);
  const roles = useRoles();
  const isAdmin = roles.includes('admin');
  return (
    <>
      <p class="back">
        <a href={formatRoute({ screen: 'hosts' })}>Hosts</a>
      </p>
      <h1>{host}</h1>
      <Silencing host={host} mayAct={mayRespond(roles)} />
      {isAdmin && (
        <>
          <EnrolForm host={host} onDone={first.reload} />
          <Revoke host={host} />
        </>
      )}
      <h2>What it had</h2>
      <Await loaded={first} what="its crashes">
        {() =>
          crashes.length === 0 ? (
            <p class="quiet">Nothing that is remembered.</p>
          ) : (
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Crash</th>
                  <th scope="col">Kernel</th>
                  <th scope="col">When</th>
                  <th scope="col">Dump</th>
                </tr>
              </thead>
              <tbody>
                {crashes.map(({ uploadId, crashId, title, kernelRelease, capturedAt }) => (
                  <tr key={uploadId}>
                    <td>
                      {crashId === undefined ? (
                        title
                      ) : (
                        <a class="title" href={formatRoute({ screen: 'crashes', id: crashId })}>
                          {title}
                        </a>
                      )}
                    </td>
                    <td>{kernelRelease}</td>
                    <td>
                      <Time iso={capturedAt} />
                    </td>
                    <td>
                      <a href={formatRoute({ screen: 'dumps', id: uploadId })}>
                        log, dump<span class="visually-hidden"> of {capturedAt}</span>
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
      <LoadMore more={more} problem={problem} />
    </>
  );
}
