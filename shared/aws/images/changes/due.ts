/** Changes whose time has come: they take effect whenever somebody asks for what they change. */
import { carryOut } from './carry-out.ts';
import type { ChangeDeps, Executor } from './ports.ts';
import { recentChanges } from './propose.ts';
import { isDue } from './rules.ts';
import type { StoredChange } from './store.ts';

/** Oldest first. */
export async function dueChanges(
  kinds: Executor['kinds'],
  deps: Pick<ChangeDeps, 'changes' | 'now'>,
): Promise<readonly StoredChange[]> {
  const due: StoredChange[] = [];
  for await (const change of recentChanges(deps)) {
    if (kinds.includes(change.proposal.kind) && isDue(change, deps.now())) due.unshift(change);
  }
  return due;
}

export async function carryOutDue(deps: ChangeDeps, executor: Executor): Promise<void> {
  for (const change of await dueChanges(executor.kinds, deps)) await carryOut(change, deps, executor);
}
