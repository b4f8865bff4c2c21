/** A host that stays in its crash kernel: who keeps it, for how long, and the way to let it go. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import type { HeldHost } from '../../../../shared/contract/held.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { heldFor, mayRelease } from '../logic/held.ts';
import { bytes } from '../../../../shared/report-view/units.ts';
import { Time } from '../ui/parts.tsx';
import { useRoles } from '../ui/session.ts';

export function HeldPanel({ dump, onChange }: { dump: DumpDetail; onChange: () => void }): JSX.Element | null {
  const { held, host, id } = dump;
  if (held === undefined) return null;
  return (
    <section class={`held ${held.state}`} aria-label="The host">
      {held.state === 'held' ? (
        <>
          <p>
            <strong>{host} waits in its crash kernel</strong> for <Countdown until={held.until} />: ask its memory for
            what was not sent ({bytes(held.bytesLeft)} at most). <AskedLast held={held} />
          </p>
          <Release id={id} host={host} onChange={onChange} />
        </>
      ) : (
        <Gone host={host} held={held} />
      )}
    </section>
  );
}

function Countdown({ until }: { until: string }): JSX.Element {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(new Date());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <time dateTime={until} title={until}>
      {heldFor(until, now)}
    </time>
  );
}

function AskedLast({ held: { askedBy, askedAt } }: { held: HeldHost }): JSX.Element {
  if (askedBy === undefined || askedAt === undefined) return <>Nobody has asked it yet.</>;
  return (
    <>
      Asked last by {askedBy}, <Time iso={askedAt} />.
    </>
  );
}

function Gone({ host, held }: { host: string; held: HeldHost }): JSX.Element {
  const { state, releasedBy, seenAt } = held;
  if (state === 'released') {
    return (
      <p>
        {releasedBy ?? 'Somebody'} let {host} go: it reboots.
      </p>
    );
  }
  if (state === 'over') return <p>The time for which {host} was held is over: it reboots.</p>;
  return (
    <p>
      {host} has not been heard of since <Time iso={seenAt} />: it is gone, it seems.
    </p>
  );
}

function Release({ id, host, onChange }: { id: string; host: string; onChange: () => void }): JSX.Element | null {
  const [problem, setProblem] = useState('');
  const [asked, setAsked] = useState(false);
  if (!mayRelease(useRoles())) return null;
  return (
    <p class="actions">
      <button
        type="button"
        disabled={asked}
        onClick={() => {
          setAsked(true);
          send('POST', `uploads/${encodeURIComponent(id)}/release`, {}).then(onChange, (error: unknown) => {
            setAsked(false);
            setProblem(messageOf(error));
          });
        }}
      >
        Let {host} go
      </button>
      {problem !== '' && <span role="alert">{problem}</span>}
    </p>
  );
}
