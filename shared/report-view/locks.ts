/** Who waits for what, and who has it, in words. */
import type { LockInfo, Report, WaitInfo } from '../contract/report.ts';
import { present } from './present.ts';

/** `sync (187) waits for write-back of loop1: kworker/u8:1 (30)` */
function waitText({ pid, comm, what, holders, cause, unknown }: WaitInfo): string {
  const who = holders.map((holder) => `${holder.comm} (${holder.pid})`).join(', ');
  const end = present([who, cause, unknown]).join('; ');
  return `${comm} (${pid}) waits for ${what}${end === '' ? '' : `: ${end}`}`;
}

/** Waits for something else than a lock, which the list of locks does not hold. */
export function otherWaits({ locks = [], waits = [] }: Pick<Report, 'locks' | 'waits'>): WaitInfo[] {
  const shown = new Set(locks.flatMap((lock) => lock.waiters.map(({ pid }) => pid)));
  return waits.filter(({ pid }) => !shown.has(pid));
}

/** `rwsem ext4_lock: held by jbd2 (41), wanted by sync (77, write), tar (90, read)`. */
function lockText(lock: LockInfo): string {
  const waiters = lock.waiters
    .map(({ comm, pid, mode }) => `${comm} (${pid}${mode === undefined ? '' : `, ${mode}`})`)
    .join(', ');
  const [had, comma] = ownerText(lock);
  return `${lock.kind} ${lock.symbol ?? lock.address}: ${had}${waiters === '' ? '' : `${comma} wanted by ${waiters}`}`;
}

/** @returns also what parts it from the waiters */
function ownerText({ owner, unknown }: LockInfo): [string, string] {
  if (owner === null) return [unknown ?? 'owner unknown', ';'];
  const who = `${owner.comm} (${owner.pid})`;
  return unknown === undefined ? [`held by ${who}`, ','] : [`${who} may have it, ${unknown}`, ';'];
}

/** One line of what waits for what; `cycle` are the pids of a deadlock, in order. */
export interface WaitSaying {
  readonly text: string;
  readonly cycle?: readonly number[] | undefined;
}

/** Locks with their waiters first, then who waits for something else. Undefined where the report says nothing of either. */
export function waitSayings(report: Pick<Report, 'locks' | 'waits'>): WaitSaying[] | undefined {
  const { locks, waits } = report;
  if (locks === undefined && waits === undefined) return undefined;
  const said = [
    ...(locks ?? []).map((lock) => ({ text: lockText(lock), cycle: lock.cycle })),
    ...otherWaits(report).map((wait) => ({ text: waitText(wait) })),
  ];
  if (said.length > 0) return said;
  return [{ text: locks === undefined ? 'no task was found waiting' : 'no task waits for a lock' }];
}

/** `77 → 90 → 77`: a ring ends where it begins. */
export function ringText(cycle: readonly number[]): string {
  return [...cycle, ...cycle.slice(0, 1)].join(' → ');
}
