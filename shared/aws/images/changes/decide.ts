/** Approving and refusing a change. */
import type { ChangeDecision } from '../../../contract/changes.ts';
import type { Person } from '../../../contract/people.ts';
import { nameOf } from '../../../contract/roles.ts';
import { ConflictError } from '../../../errors.ts';
import { announceInForce, carryOut, refuseChange, announceRefused } from './carry-out.ts';
import { announceChange, logChange } from './journal.ts';
import type { ChangeDeps, Executor } from './ports.ts';
import { approvalsNeeded, approvalsOf, checkMayApprove, effectiveAt, isDue } from './rules.ts';
import type { StoredChange } from './store.ts';

/** A change that nobody decided on in time is over: found out whenever somebody looks at it. */
export async function expireIfDue(change: StoredChange, deps: ChangeDeps): Promise<StoredChange> {
  if (change.state !== 'pending' || new Date(change.expiresAt) > deps.now()) return change;
  const outcome = `nobody decided until ${change.expiresAt}`;
  await logChange('expired', change, 'purgatory', deps, outcome);
  return deps.changes.update({ ...change, state: 'expired', outcome });
}

/**
 * One person's decision. The last approval that is needed has the change take effect, at once or when its time comes. Whoever may
 * decide can refuse until then, who asked for it too. Done again it completes what was begun.
 */
export async function decideChange(
  by: Person,
  id: string,
  decision: ChangeDecision,
  deps: ChangeDeps,
  executor: Executor,
): Promise<StoredChange> {
  const change = await expireIfDue(await deps.changes.require(id), deps);
  const { kind } = change.proposal;
  if (!executor.kinds.includes(kind)) throw new ConflictError(`a ${kind} is not decided on here`);
  if (decision.content !== change.content) {
    throw new ConflictError(`the change has the content ${change.content}, the decision is for ${decision.content}`);
  }
  const repeated = change.approvals.some(
    ({ subject, decision: earlier }) => subject === by.subject && earlier === decision.decision,
  );
  if (change.state === 'in-force' && repeated) return announceInForce(change, deps);
  if (change.state === 'refused' && repeated) return announceRefused(change, nameOf(by), deps);
  if (decision.decision === 'refuse') return refuseAsked(by, change, decision, deps);
  if (change.state !== 'pending' && !(change.state === 'approved' && repeated)) {
    throw new ConflictError(`the change is ${change.state}`);
  }
  const policy = await deps.settings.policy();
  checkMayApprove(by, change, policy);
  const approved = repeated ? change : await addApproval(by, change, decision, deps);
  await announceChange('change.approved', approved, nameOf(by), deps);
  const settled = await settle(approved, approvalsNeeded(approved.approvalsNeeded, policy), deps);
  return isDue(settled, deps.now()) ? carryOut(settled, deps, executor) : settled;
}

async function addApproval(
  by: Person,
  change: StoredChange,
  decision: ChangeDecision,
  deps: ChangeDeps,
): Promise<StoredChange> {
  await logChange('change-approved', change, nameOf(by), deps, decision.comment);
  return deps.changes.update({ ...change, approvals: [...change.approvals, approvalBy(by, decision, deps.now())] });
}

/** With the last approval its time is set. */
async function settle(change: StoredChange, needed: number, deps: ChangeDeps): Promise<StoredChange> {
  if (change.state !== 'pending' || approvalsOf(change) < needed) return change;
  const at = effectiveAt(change.proposal, deps.now(), deps.twoPeople);
  return deps.changes.update({ ...change, state: 'approved', effectiveAt: at });
}

async function refuseAsked(
  by: Person,
  change: StoredChange,
  decision: ChangeDecision,
  deps: ChangeDeps,
): Promise<StoredChange> {
  const stoppable = change.state === 'pending' || (change.state === 'approved' && !isDue(change, deps.now()));
  if (!stoppable) throw new ConflictError(`the change is ${change.state}`);
  const withdrawn = by.subject === change.proposerSubject ? 'withdrawn' : `refused by ${nameOf(by)}`;
  const approvals = [...change.approvals, approvalBy(by, decision, deps.now())];
  return refuseChange({ ...change, approvals }, decision.comment ?? withdrawn, nameOf(by), deps);
}

function approvalBy(by: Person, { decision, comment }: ChangeDecision, now: Date): StoredChange['approvals'][number] {
  return {
    by: nameOf(by),
    subject: by.subject,
    at: now.toISOString(),
    decision,
    ...(comment === undefined ? {} : { comment }),
  };
}
