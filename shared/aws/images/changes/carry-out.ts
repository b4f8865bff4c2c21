/** A change takes effect. */
import { ConflictError } from '../../../errors.ts';
import { contentOf } from './content.ts';
import { announceChange, logChange } from './journal.ts';
import type { ChangeDeps, Executor } from './ports.ts';
import { approvalsNeeded, approvalsOf, isDue } from './rules.ts';
import type { StoredChange } from './store.ts';

/**
 * Has an approved change take effect whose time has come. May be called by anybody, and again after a fault.
 *
 * @throws {ConflictError} for one that is not approved, or not due
 */
export async function carryOut(change: StoredChange, deps: ChangeDeps, executor: Executor): Promise<StoredChange> {
  if (change.state === 'in-force') return announceInForce(change, deps);
  if (change.state !== 'approved') throw new ConflictError(`the change is ${change.state}`);
  if (!isDue(change, deps.now())) throw new ConflictError(`the change takes effect at ${change.effectiveAt ?? '?'}`);
  const objection = objectionToStored(change) ?? (await executor.execute(change));
  if (objection !== undefined) return refuseChange(change, objection, 'purgatory', deps);
  const done = await deps.changes.update({ ...change, state: 'in-force', inForceSince: deps.now().toISOString() });
  return announceInForce(done, deps);
}

/** What is stored is held against what was approved, and by how many, once more. */
function objectionToStored(change: StoredChange): string | undefined {
  if (contentOf(change.proposal) !== change.content) return 'what is stored is not what was approved';
  if (change.emergency) return undefined;
  const needed = approvalsNeeded(change.approvalsNeeded, {});
  return approvalsOf(change) < needed ? `${needed} approvals are needed, ${approvalsOf(change)} were given` : undefined;
}

/** Done again it changes nothing. */
export async function announceInForce(change: StoredChange, deps: ChangeDeps): Promise<StoredChange> {
  await announceChange('change.in-force', change, change.proposedBy, deps);
  return change;
}

/** Ends a change without effect; the reason is logged for good. */
export async function refuseChange(
  change: StoredChange,
  outcome: string,
  by: string,
  deps: ChangeDeps,
): Promise<StoredChange> {
  await logChange('change-refused', change, by, deps, outcome);
  const refused = await deps.changes.update({ ...change, state: 'refused', outcome });
  return announceRefused(refused, by, deps);
}

export async function announceRefused(change: StoredChange, by: string, deps: ChangeDeps): Promise<StoredChange> {
  await announceChange('change.refused', change, by, deps);
  return change;
}
