/** Which lock with priority inheritance a task waits for. */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Task } from '../tasks/tasks.ts';
import type { LockWait } from './lock-wait.ts';

/** Frames of the waiter's own function and of what it calls to sleep. */
export const MAX_DEPTH = 12;
/** In the owner of an rtmutex (kernel/locking/rtmutex_common.h). */
const RT_HAS_WAITERS = 1n;

/** `pi_blocked_on`: the waiter of a mutex with priority inheritance names its lock. On PREEMPT_RT all sleeping locks are such. */
export async function rtMutexWait(kernel: Kernel, task: Task): Promise<LockWait | undefined> {
  const waiter = task.row.has('rtWaiter') ? task.row.pointer('rtWaiter') : 0n;
  const field = kernel.types.find('rt_mutex_waiter')?.field('lock');
  if (waiter === 0n || field === undefined) return undefined;
  const [result] = await kernel.memory.read([{ address: waiter + BigInt(field.offsetBytes), length: 8 }]);
  if (result?.bytes === undefined) return undefined;
  const lock = new LittleEndian(result.bytes).u64(0);
  return lock === 0n ? undefined : { task, kind: 'rtmutex', lock, mode: undefined };
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
  const found = new Set<bigint>();
  const to = unwound.frames[depth + 2]?.sp ?? image.end;
  for (let at = (unwound.frames[0]?.sp ?? image.start) & ~7n; at < to && at < image.end; at += 8n) {
    const word = image.word(at);
    if (word !== undefined && mayBeLock(word)) found.add(word);
  }
  const candidates = [...found];
  const owners = await kernel.memory.words(candidates.map((lock) => lock + BigInt(owner)));
  const lock = candidates.find((_, i) => ((owners[i] ?? 0n) & ~RT_HAS_WAITERS) === task.address);
  return lock === undefined ? undefined : { task, kind: 'rwsem', lock, mode: 'write' };
}

/** An address in the kernel's half where a lock may be. */
export function mayBeLock(word: bigint): boolean {
  return word > 0xff00_0000_0000_0000n && word % 8n === 0n;
}
