/** Changes of what signing rests on: what each would make different, for whoever decides. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChangePage, ChangeRecord } from '../../../../shared/contract/changes.ts';
import { send } from '../logic/api.ts';
import { changePath, changeTitle, isOpenChange } from '../logic/signing.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Empty, Facts, Problem, Time } from '../ui/parts.tsx';
import { useRoles } from '../ui/session.ts';

const STATES: Record<ChangeRecord['state'], string> = {
  pending: 'waits for another person',
  approved: 'approved, waits for its time',
  'in-force': 'in force',
  refused: 'refused',
  expired: 'expired',
};

function Decide({ change, onDone }: { change: ChangeRecord; onDone: () => void }): JSX.Element | null {
  const mayDecide = useRoles().some((role) => role === 'admin' || role === 'approver');
  const [comment, setComment] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState('');
  if (!mayDecide || !isOpenChange(change)) return null;
  const decide = (decision: 'approve' | 'refuse'): void => {
    setProblem('');
    setWaiting(true);
    const body = { decision, content: change.content, ...(comment === '' ? {} : { comment }) };
    send('POST', `${changePath(change)}/decisions`, body).then(
      () => {
        setWaiting(false);
        onDone();
      },
      (error: unknown) => {
        setWaiting(false);
        setProblem(error instanceof Error ? error.message : String(error));
      },
    );
  };
  const button = (decision: 'approve' | 'refuse', label: string, className: string): JSX.Element => (
    <button
      type="button"
      class={className}
      disabled={waiting}
      onClick={() => {
        decide(decision);
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      {change.yourApproval?.allowed === false && (
        <p class="quiet">Not yours to approve: {change.yourApproval.reason}.</p>
      )}
      <form
        class="actions"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        {change.yourApproval?.allowed === true && button('approve', 'Approve this change', 'primary')}
        {button('refuse', 'Refuse or withdraw', '')}
        <label>
          Comment, kept in the log for good{' '}
          <input
            value={comment}
            maxLength={1000}
            onInput={(event) => {
              setComment(event.currentTarget.value);
            }}
          />
        </label>
      </form>
      {waiting && <p class="waiting">Deciding…</p>}
      <Problem text={problem} />
    </>
  );
}

function Difference({ change }: { change: ChangeRecord }): JSX.Element | null {
  if (change.changes.length === 0) return null;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {change.changes.map(({ field, before, after }, index) => (
          <tr key={index}>
            <td>{field}</td>
            <td data-name="now">{before ?? 'none'}</td>
            <td data-name="then">{after ?? 'none'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ChangeCard({ change, onDone }: { change: ChangeRecord; onDone: () => void }): JSX.Element {
  const title = changeTitle(change.proposal);
  const approved = change.approvals.filter(({ decision }) => decision === 'approve').map(({ by }) => by);
  return (
    <article class="request" aria-label={title}>
      <h3>
        {title} <span class="quiet">{STATES[change.state]}</span>{' '}
        {change.emergency && <span class="badge critical">without a second person</span>}
      </h3>
      <p class="note">{change.reason}</p>
      {change.warnings.length > 0 && (
        <ul class="problem">
          {change.warnings.map((warning, index) => (
            <li key={index}>{warning}</li>
          ))}
        </ul>
      )}
      <Difference change={change} />
      <Facts
        facts={[
          ['asked for by', change.proposedBy],
          ['asked', <Time iso={change.proposedAt} />],
          ['approved by', approved.join(', ')],
          ['expires', change.state === 'pending' && <Time iso={change.expiresAt} />],
          ['in force at', change.state === 'approved' && change.effectiveAt && <Time iso={change.effectiveAt} />],
          ['in force since', change.inForceSince && <Time iso={change.inForceSince} />],
          ['outcome', change.outcome],
          ['content', <code>{change.content}</code>],
        ]}
      />
      <Decide change={change} onDone={onDone} />
    </article>
  );
}

export function ChangesSection(): JSX.Element {
  const loaded = useApi<ChangePage>('changes?limit=50');
  return (
    <Await loaded={loaded} what="the changes">
      {({ changes }) => {
        const open = changes.filter(isOpenChange);
        return changes.length === 0 ? (
          <Empty
            title="No change was ever asked for"
            text="An administrator asks for another policy, another certificate or a revocation; somebody else approves it here:"
            commands={['purgatory keys policy policy.json --reason "…"']}
          />
        ) : (
          <>
            {[...open, ...changes.filter((change) => !open.includes(change))].map((change) => (
              <ChangeCard key={change.id} change={change} onDone={loaded.reload} />
            ))}
          </>
        );
      }}
    </Await>
  );
}
