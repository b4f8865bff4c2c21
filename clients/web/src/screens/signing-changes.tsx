/** Changes of what signing rests on: what each would make different, for whoever decides. */
import type { JSX } from 'preact';
import type { ChangePage, ChangeRecord } from '../../../../shared/contract/changes.ts';
import { changePath, changeTitle, isOpenChange, mayApprove } from '../logic/signing.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Empty, Facts, Time } from '../ui/parts.tsx';
import { useRoles } from '../ui/session.ts';
import { DecisionForm } from './signing-decision.tsx';

const STATES: Record<ChangeRecord['state'], string> = {
  pending: 'waits for another person',
  approved: 'approved, waits for its time',
  'in-force': 'in force',
  refused: 'refused',
  expired: 'expired',
};

function Decide({ change, onDone }: { change: ChangeRecord; onDone: () => void }): JSX.Element | null {
  const roles = useRoles();
  if (!mayApprove(roles) || !isOpenChange(change)) return null;
  const { content, yourApproval } = change;
  return (
    <>
      {yourApproval?.allowed === false && <p class="quiet">Not yours to approve: {yourApproval.reason}.</p>}
      <DecisionForm
        path={`${changePath(change)}/decisions`}
        about={{ content }}
        approve={yourApproval?.allowed === true ? 'Approve this change' : undefined}
        refuse="Refuse or withdraw"
        onDone={onDone}
      />
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

export function ChangeCard({ change, onDone }: { change: ChangeRecord; onDone: () => void }): JSX.Element {
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
