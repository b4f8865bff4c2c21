/** Which lock with priority inheritance a task waits for. */
import type { Kernel } from '../kernel/kernel.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { LockWait } from './lock-wait.ts';

/** Frames of the waiter's own function and of what it calls to sleep. */
export const MAX_DEPTH = 12;
/** In the owner of an rtmutex (kernel/locking/rtmutex_common.h). */
const RT_HAS_WAITERS = 1n;

/** Functions of an rwsem; those of a rwlock, which PREEMPT_RT makes of the same parts, are called by others. */
const TAKES_RWSEM = /^(__)?(rwbase|down)_(read|write)/;
const TAKES_RWLOCK = /^(__)?rt_(read|write)_lock/;
const READS = /^(__)?(rwbase|down)_read/;

/**
 * `pi_blocked_on`: the waiter of a mutex with priority inheritance names its lock. On PREEMPT_RT all sleeping locks are such; an
 * rwsem has one inside, which readers wait for while a writer has it or waits, and writers too.
 */
export async function rtMutexWait(kernel: Kernel, { task, frames }: TaskTrace): Promise<LockWait | undefined> {
  const waiter = task.row.has('rtWaiter') ? task.row.pointer('rtWaiter') : 0n;
  const field = kernel.types.find('rt_mutex_waiter')?.field('lock');
  if (waiter === 0n || field === undefined) return undefined;
  const lock = await kernel.memory.word(waiter + BigInt(field.offsetBytes));
  if (lock === undefined || lock === 0n) return undefined;
  const inside = kernel.types.find('rw_semaphore')?.field('rwbase.rtmutex')?.offsetBytes;
  const names = frames.slice(0, MAX_DEPTH).map(({ symbol }) => symbol ?? '');
  const takes = names.find((name) => TAKES_RWSEM.test(name));
  if (inside === undefined || takes === undefined || names.some((name) => TAKES_RWLOCK.test(name))) {
    return { task, kind: 'rtmutex', lock, mode: undefined };
  }
  return { task, kind: 'rwsem', lock: lock - BigInt(inside), mode: READS.test(takes) ? 'read' : 'write' };
}

const WRITES = /^(rwbase_write_lock|(__)?down_write)/;

/**
 * PREEMPT_RT's writer that waits for readers to leave: it has the lock's rtmutex by then, so nothing names what it waits for
 * (kernel/locking/rwbase_rt.c `rwbase_write_lock()`, 6.1 to 7.2). The lock is at hand, with the waiting task as its owner.
 */
export async function rtWriterWait(kernel: Kernel, trace: TaskTrace): Promise<LockWait | undefined> {
  const { task, image, frames, unwound } = trace;
  const owner = kernel.types.find('rw_semaphore')?.field('rwbase.rtmutex.owner')?.offsetBytes;
  const depth = frames.slice(0, MAX_DEPTH).findLastIndex((frame) => WRITES.test(frame.symbol ?? ''));
  if (owner === undefined || image === undefined || depth < 0) return undefined;
  const words = image.wordsBetween(unwound.frames[0]?.sp ?? image.start, unwound.frames[depth + 2]?.sp ?? image.end);
  const candidates = [...new Set(words.map(({ word }) => word))].filter(mayBeLock);
  const owners = await kernel.memory.words(candidates.map((lock) => lock + BigInt(owner)));
  const lock = candidates.find((_, i) => ((owners[i] ?? 0n) & ~RT_HAS_WAITERS) === task.address);
  return lock === undefined ? undefined : { task, kind: 'rwsem', lock, mode: 'write' };
}

/** An address in the kernel's half where a lock may be. */
export function mayBeLock(word: bigint): boolean {
  return word > 0xff00_0000_0000_0000n && word % 8n === 0n;
}
