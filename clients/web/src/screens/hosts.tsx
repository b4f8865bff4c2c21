/** Hosts that were enrolled: until when their tokens are good, and what they last had. */
import type { JSX } from 'preact';
import type { Host, HostPage } from '../../../../shared/contract/roles.ts';
import type { Silence } from '../../../../shared/contract/silences.ts';
import { formatRoute } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, Empty, LoadMore, Time } from '../ui/parts.tsx';
import { useRows } from '../ui/rows.ts';
import { useRoles } from '../ui/session.ts';
import { useTitle } from '../ui/title.ts';
import { EnrolForm, TokenBadge } from './host-token.tsx';
import { SilenceBadge, useSilences } from './silence.tsx';

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
