/** Who may decide on a change, and when it takes effect. Pure. */
import type { ChangeRecord, Proposal } from '../../../contract/changes.ts';
import type { SigningPolicy } from '../../../contract/images.ts';
import { isAmong, type Person } from '../../../contract/people.ts';
import { AccessError } from '../../../errors.ts';
import type { TwoPeople } from './ports.ts';
import type { StoredChange } from './store.ts';

/** By people other than who proposed it, each once. */
export function approvalsOf({ approvals, proposerSubject }: StoredChange): number {
  const people = approvals
    .filter(({ decision, subject }) => decision === 'approve' && subject !== proposerSubject)
    .map(({ subject }) => subject);
  return new Set(people).size;
}

/** As many as when it was asked for, or as the policy wants now, where those are more: one at least. */
export function approvalsNeeded(asked: number, { changes }: Pick<SigningPolicy, 'changes'>): number {
  return Math.max(1, asked, changes?.approvals ?? 1);
}

/** @throws {AccessError} forbidden */
export function checkMayApprove(by: Person, change: StoredChange, policy: SigningPolicy): void {
  if (by.subject === change.proposerSubject) {
    throw new AccessError('forbidden', 'nobody approves what they asked for themselves');
  }
  const approvers = policy.changes?.approvers;
  if (approvers !== undefined && !isAmong(approvers, by)) {
    throw new AccessError('forbidden', `the signing policy does not let ${by.name} approve changes`);
  }
}

/** Whether `by` may approve, so that nobody is offered what would be refused. */
export function yourApproval(
  by: Person,
  change: StoredChange,
  policy: SigningPolicy,
): Pick<ChangeRecord, 'yourApproval'> {
  const refused = (reason: string) => ({ yourApproval: { allowed: false, reason } });
  if (change.state !== 'pending') return {};
  if (change.approvals.some(({ subject }) => subject === by.subject)) return refused('you approved it already');
  try {
    checkMayApprove(by, change, policy);
    return { yourApproval: { allowed: true } };
  } catch (error) {
    if (error instanceof AccessError) return refused(error.message);
    throw error;
  }
}

/** @throws {AccessError} forbidden where the operator lets nobody do this alone */
export function checkEmergency({ kind }: Pick<Proposal, 'kind'>, { breakGlass }: TwoPeople): void {
  if (breakGlass === 'all' || (breakGlass === 'revocations' && kind === 'revocation')) return;
  const what = breakGlass === 'none' ? 'nothing' : 'revocations alone';
  throw new AccessError(
    'forbidden',
    `the operator of this deployment lets one person do ${what} in an emergency (breakGlass)`,
  );
}

export function effectiveAt(proposal: Pick<Proposal, 'kind'>, approvedAt: Date, rules: TwoPeople): string {
  const minutes = proposal.kind === 'revocation' ? rules.revocationDelayMinutes : rules.delayMinutes;
  return new Date(approvedAt.getTime() + minutes * 60_000).toISOString();
}

/** Approved, and its time has come. */
export function isDue(change: StoredChange, now: Date): boolean {
  return change.state === 'approved' && change.effectiveAt !== undefined && new Date(change.effectiveAt) <= now;
}
