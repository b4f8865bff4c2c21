/** Asking for a change, and reading what was asked for. */
import { ChangeRecord, type ChangePage, type Proposal } from '../../../contract/changes.ts';
import type { Person } from '../../../contract/people.ts';
import { nameOf } from '../../../contract/roles.ts';
import { ConflictError, InputError } from '../../../errors.ts';
import { carryOut } from './carry-out.ts';
import { contentOf } from './content.ts';
import { expireIfDue } from './decide.ts';
import { announceChange, logChange } from './journal.ts';
import type { ChangeDeps, Executor } from './ports.ts';
import { approvalsNeeded, checkEmergency, yourApproval } from './rules.ts';
import type { StoredChange } from './store.ts';

const HOUR_MS = 3_600_000;
/** What one person may have waiting: nobody buries a change under others. */
const MAX_WAITING = 20;
/** What a table's item holds, with room for the rest of it. */
const MAX_CONTENT_BYTES = 256 * 1024;

interface Wish {
  readonly proposal: Proposal;
  readonly reason: string;
  readonly emergency?: boolean | undefined;
}

/**
 * Asks for a change. Nothing of it is in force before somebody else approves it, but in an emergency, where the operator allows that.
 * Asking again for the same, while it waits, changes nothing.
 */
export async function proposeChange(
  by: Person,
  wish: Wish,
  deps: ChangeDeps,
  executor: Executor,
): Promise<StoredChange> {
  const { proposal, reason } = wish;
  const emergency = wish.emergency === true;
  if (emergency) checkEmergency(proposal, deps.twoPeople);
  if (JSON.stringify(proposal).length > MAX_CONTENT_BYTES) {
    throw new InputError(`the change is longer than ${MAX_CONTENT_BYTES} characters`, { field: 'proposal' });
  }
  const content = contentOf(proposal);
  const own = await openOf(by, deps);
  const same = own.find((change) => change.content === content && change.emergency === emergency);
  if (same !== undefined) return tell(same, by, deps, executor);
  const waiting = own.filter(({ state }) => state !== 'in-force').length;
  if (waiting >= MAX_WAITING && !emergency) {
    throw new ConflictError(`${waiting} of your changes wait already: withdraw some of them`);
  }
  const described = await executor.describe(proposal);
  const policy = await deps.settings.policy();
  const now = deps.now();
  const change: StoredChange = {
    id: deps.newId(now),
    proposal,
    content,
    state: emergency ? 'approved' : 'pending',
    reason,
    proposedBy: nameOf(by),
    proposerSubject: by.subject,
    proposedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + policy.requestHours * HOUR_MS).toISOString(),
    ...described,
    approvalsNeeded: emergency ? 0 : approvalsNeeded(1, policy),
    approvals: [],
    ...(emergency ? { effectiveAt: now.toISOString() } : {}),
    emergency,
    revision: 0,
  };
  // Before it is there to be approved, or takes effect.
  await logChange(emergency ? 'break-glass' : 'change-requested', change, nameOf(by), deps);
  return tell(await deps.changes.create(change), by, deps, executor);
}

async function tell(change: StoredChange, by: Person, deps: ChangeDeps, executor: Executor): Promise<StoredChange> {
  await announceChange(change.emergency ? 'change.forced' : 'change.requested', change, nameOf(by), deps);
  return change.emergency ? carryOut(change, deps, executor) : change;
}

/** Somebody who repeats an emergency within so long does not know that it worked. */
const REPEAT_MS = 600_000;

/** What somebody asked for that is open still, and emergencies of a moment ago. */
async function openOf(by: Person, deps: ChangeDeps): Promise<readonly StoredChange[]> {
  const open: StoredChange[] = [];
  for await (const change of recentChanges(deps)) {
    if (change.proposerSubject !== by.subject) continue;
    const { state, emergency, proposedAt } = await expireIfDue(change, deps);
    const isRepeated = emergency && deps.now().getTime() - Date.parse(proposedAt) < REPEAT_MS;
    if (state === 'pending' || state === 'approved' || (state === 'in-force' && isRepeated)) open.push(change);
  }
  return open;
}

/** No change is open longer: requests wait 30 days at most, delays are bounded by the deployment's settings. */
const OPEN_DAYS = 62;
const PAGE = 100;

/** Newest first, back to the last that may be open. */
export async function* recentChanges(deps: Pick<ChangeDeps, 'changes' | 'now'>): AsyncGenerator<StoredChange> {
  const oldest = deps.now().getTime() - OPEN_DAYS * 24 * HOUR_MS;
  let before: string | undefined;
  do {
    const { changes, next } = await deps.changes.page({ limit: PAGE, before });
    for (const change of changes) {
      if (Date.parse(change.proposedAt) < oldest) return;
      yield change;
    }
    before = next;
  } while (before !== undefined);
}

export async function showChange(by: Person, id: string, deps: ChangeDeps): Promise<ChangeRecord> {
  return publicChange(by, await expireIfDue(await deps.changes.require(id), deps), deps);
}

export async function publicChange(by: Person, change: StoredChange, deps: ChangeDeps): Promise<ChangeRecord> {
  return ChangeRecord.parse({ ...change, ...yourApproval(by, change, await deps.settings.policy()) });
}

export async function listChanges(
  by: Person,
  page: { readonly limit: number; readonly before?: string | undefined },
  deps: ChangeDeps,
): Promise<ChangePage> {
  const { changes, next } = await deps.changes.page(page);
  const policy = await deps.settings.policy();
  const shown: ChangeRecord[] = [];
  for (const change of changes) {
    const current = await expireIfDue(change, deps);
    shown.push(ChangeRecord.parse({ ...current, ...yourApproval(by, current, policy) }));
  }
  return { changes: shown, ...(next === undefined ? {} : { next }) };
}
