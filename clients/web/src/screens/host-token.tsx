/** A host gets a token, and what it has is made void. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Host, HostToken } from '../../../../shared/contract/roles.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { tokenState } from '../logic/hosts.ts';
import { CopyButton, Problem } from '../ui/parts.tsx';

function Enrolled({ token }: { token: HostToken }): JSX.Element {
  const commands = () =>
    [
      `install -d -m 0755 /etc/purgatory`,
      `printf '%s\\n' '${token.token}' | install -m 0600 /dev/stdin /etc/purgatory/token`,
      `grep -qs '^URL=' /etc/purgatory/agent.conf || echo 'URL=${serviceUrl()}' >> /etc/purgatory/agent.conf`,
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

/** Where the agent finds this service: beside this page. */
const serviceUrl = (): string => new URL('.', location.href).href.replace(/\/$/, '');

/**
 * @param host of a page of its own
 * @param again whether it is enrolled already: it gets another token
 */
export function EnrolForm({
  host,
  again = false,
  onDone,
}: {
  host?: string;
  again?: boolean;
  onDone: () => void;
}): JSX.Element {
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
          Tags <input name="tags" placeholder={again ? 'as they are' : 'storage eu'} />
        </label>
        <label>
          Days <input name="days" type="number" min={1} max={3650} size={5} placeholder="longest" />
        </label>
        <button type="submit">{again ? 'Make another token' : 'Enrol'}</button>
      </form>
      <Problem text={problem} />
      {token !== undefined && <Enrolled token={token} />}
    </>
  );
}

export function TokenBadge({ host }: { host: Host }): JSX.Element {
  const { words, alarming } = tokenState(host, new Date());
  return (
    <span class={`badge ${alarming ? 'state-open' : 'state-resolved'}`} title={host.tokenExpiresAt}>
      {words}
    </span>
  );
}

export function Revoke({ host, onDone }: { host: string; onDone: () => void }): JSX.Element {
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
                    onDone();
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
