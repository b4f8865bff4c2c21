/** What a responder can do about a crash, each with a reason for whoever looks at it later. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CrashAction, CrashGroup } from '../../../../shared/contract/crashes.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { useKeys } from '../ui/keys.ts';
import { Problem } from '../ui/parts.tsx';

const HOUR_MS = 3_600_000;

/** What the links of an alert ask for. They lead here and wait for a click: whatever opens a link changes nothing yet. */
function askedFor(route: Route): { readonly name: string; readonly action: () => CrashAction } | undefined {
  const hours = Math.min(168, Math.max(1, Number(route.query['hours']) || 1));
  switch (route.query['do']) {
    case 'acknowledge':
      return { name: 'Acknowledge', action: () => ({ action: 'acknowledge' }) };
    case 'mute':
      return { name: `Mute for ${String(hours)} h`, action: () => mute(hours) };
    default:
      return undefined;
  }
}

export function mute(hours: number): CrashAction {
  return { action: 'ignore', until: new Date(Date.now() + hours * HOUR_MS).toISOString() };
}

function Asked({
  group,
  asked,
  act,
}: {
  group: CrashGroup;
  asked: NonNullable<ReturnType<typeof askedFor>>;
  act: (action: CrashAction) => void;
}): JSX.Element {
  return (
    <p class="actions">
      <button
        type="button"
        class="primary"
        onClick={() => {
          act(asked.action());
          go({ screen: 'crashes', id: group.id }, { replace: true });
        }}
      >
        {asked.name}
      </button>
      <a href={formatRoute({ screen: 'crashes', id: group.id })}>Leave it as it is</a>
    </p>
  );
}

/** @param act is given the action with the reason that was written, if any */
export function ActionButtons({
  open,
  act,
}: {
  /** Some of those that are meant are open; some are not. */
  open: { readonly some: boolean; readonly others: boolean };
  act: (action: CrashAction) => void;
}): JSX.Element {
  const [reason, setReason] = useState('');
  const [release, setRelease] = useState('');
  const why = reason.trim();
  const say = (action: CrashAction): void => {
    act(why === '' ? action : { ...action, reason: why });
    setReason('');
  };
  return (
    <form
      class="actions"
      onSubmit={(event) => {
        event.preventDefault();
        say(release === '' ? { action: 'resolve' } : { action: 'resolve', release });
      }}
    >
      {open.some && (
        <button
          type="button"
          class="primary"
          onClick={() => {
            say({ action: 'acknowledge' });
          }}
        >
          Acknowledge
        </button>
      )}
      {open.others && (
        <button
          type="button"
          onClick={() => {
            say({ action: 'reopen' });
          }}
        >
          Open again
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          say(mute(1));
        }}
      >
        Mute 1 h
      </button>
      <button
        type="button"
        onClick={() => {
          say(mute(7 * 24));
        }}
      >
        Ignore for a week
      </button>
      <label>
        Resolved in release{' '}
        <input
          size={9}
          value={release}
          placeholder="6.12.120"
          onInput={(event) => {
            setRelease(event.currentTarget.value);
          }}
        />
      </label>
      <button type="submit">Resolve</button>
      <label>
        Why{' '}
        <input
          value={reason}
          maxLength={500}
          placeholder="for whoever comes next"
          onInput={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
      </label>
    </form>
  );
}

export function Actions({
  group,
  route,
  onDone,
}: {
  group: CrashGroup;
  route: Route;
  onDone: () => void;
}): JSX.Element {
  const [problem, setProblem] = useState('');
  const act = (action: CrashAction): void => {
    setProblem('');
    send('POST', `crashes/${group.id}/actions`, action).then(onDone, (error: unknown) => {
      setProblem(messageOf(error));
    });
  };
  useKeys({
    a: () => {
      act({ action: 'acknowledge' });
    },
  });
  const asked = askedFor(route);
  const isOpen = group.status.state === 'open';
  return (
    <>
      {asked === undefined ? (
        <ActionButtons open={{ some: isOpen, others: !isOpen }} act={act} />
      ) : (
        <Asked group={group} asked={asked} act={act} />
      )}
      <Problem text={problem} />
    </>
  );
}
