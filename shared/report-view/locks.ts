/** Who waits for what, and who has it, in words. */
import type { LockInfo, Report, WaitInfo } from '../contract/report.ts';

/** `sync (187) waits for write-back of loop1: kworker/u8:1 (30)` */
export function waitText({ pid, comm, what, holders, cause, unknown }: WaitInfo): string {
  const who = holders.map((holder) => `${holder.comm} (${holder.pid})`).join(', ');
  const end = [who, cause, unknown].filter((part) => part !== undefined && part !== '').join('; ');
  return `${comm} (${pid}) waits for ${what}${end === '' ? '' : `: ${end}`}`;
}

/** Waits for something else than a lock, which the list of locks does not hold. */
export function otherWaits({ locks = [], waits = [] }: Pick<Report, 'locks' | 'waits'>): WaitInfo[] {
  const shown = new Set(locks.flatMap((lock) => lock.waiters.map(({ pid }) => pid)));
  return waits.filter(({ pid }) => !shown.has(pid));
}

/** `mutex ext4_lock held by jbd2 (41), wanted by sync (77, 2 more)`. */
export function lockText(lock: LockInfo): string {
  const owner = lock.owner === null ? 'owner unknown' : `held by ${lock.owner.comm} (${lock.owner.pid})`;
  const waiters = lock.waiters
    .map(({ comm, pid, mode }) => `${comm} (${pid}${mode === undefined ? '' : `, ${mode}`})`)
    .join(', ');
  return `${lock.kind} ${lock.symbol ?? lock.address}: ${owner}${waiters === '' ? '' : `, wanted by ${waiters}`}`;
}
