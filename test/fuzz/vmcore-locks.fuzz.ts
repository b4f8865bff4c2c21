/**
 * Locks of PREEMPT_RT, and return addresses that are kept apart from the stack, in a kernel whose memory is corrupted. An input is a list of
 * changes, eight bytes each: which page, where in it, what goes there. Nothing but typed errors comes out, and no more than was asked for.
 */
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import { lockCycles, lockInfos, readLocks } from '../../shared/vmcore/locks/locks.ts';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';
import { readShadowStack } from '../../shared/vmcore/stacks/shadow-stack.ts';
import { readTasks } from '../../shared/vmcore/tasks/tasks.ts';
import { defineTasks, Tasks } from '../support/kernel-shapes.ts';
import { KernelWriter } from '../support/kernel-writer.ts';
import { Sleepers } from '../support/sleeping-tasks.ts';
import { CHANGE_BYTES, corrupted, openWorld } from './corrupted-dump.ts';

export const name = 'vmcore-locks';

const MAX_CHANGES = 32;
const PAGE = 4096;
/** As many as a page holds. */
const MAX_RETURNS = PAGE / 8;
/** Locks that somebody waits for in this world, and return addresses that are kept apart. */
const [LOCKS, RETURNS] = [3, 4];

const kernel = new KernelWriter();
defineTasks(kernel, { extra: { pi_blocked_on: 'ptr' }, shadow: true });
const tasks = new Tasks(kernel);
const sleepers = new Sleepers(tasks);
const world = await openWorld(waiting(), async (dump) => {
  const found = await follow(dump);
  if (found.locks !== LOCKS || found.returns !== RETURNS) {
    throw new Error(`${found.locks} locks and ${found.returns} return addresses were found in what is not corrupted`);
  }
});

/** One waits for an rtmutex, one behind a writer of an rwsem, and that writer for its readers. */
function waiting(): Dump {
  kernel.btf
    .struct('atomic_t', { counter: 's32' })
    .struct('rt_mutex_base', { wait_lock: 'u32', waiters: 'ptr', owner: 'ptr' })
    .struct('rt_mutex_waiter', { tree: 'u64[3]', task: 'ptr', lock: 'ptr' })
    .struct('rwbase_rt', { readers: 'struct atomic_t', rtmutex: 'struct rt_mutex_base' })
    .struct('rw_semaphore', { rwbase: 'struct rwbase_rt' });
  const kept = kernel.alloc(PAGE, PAGE);
  for (let i = 0; i < RETURNS; i++) kernel.word(kept + BigInt(i * 8), 0x1000 + i);
  const holder = tasks.add(5, 'holder', {
    'thread_info.scs_base': kept,
    'thread_info.scs_sp': kept + BigInt(RETURNS * 8),
  });
  const mutex = kernel.make('rt_mutex_base', { owner: holder | 1n });
  const waits = (comm: string, frame: string, lock: bigint) =>
    sleepers.add(comm, [frame], { pi_blocked_on: kernel.make('rt_mutex_waiter', { lock }) });
  waits('waiter', 'rt_mutex_slowlock', mutex);
  const owned = kernel.symbol('owned', 64);
  kernel.set('rw_semaphore', owned, { 'rwbase.readers.counter': 0x4000_0000, 'rwbase.rtmutex.owner': holder | 1n });
  waits('reader', '__rwbase_read_lock', kernel.member('rw_semaphore', 'rwbase.rtmutex', owned));
  const read = kernel.symbol('read', 64);
  const writer = sleepers.add('writer', ['rwbase_write_lock', 'down_write']);
  kernel.set('rw_semaphore', read, { 'rwbase.readers.counter': 2, 'rwbase.rtmutex.owner': writer.task | 1n });
  kernel.word(writer.room + 136n, read);
  tasks.writeIds();
  return kernel.dump();
}

async function follow(from: Dump): Promise<{ readonly locks: number; readonly returns: number }> {
  const opened = await openKernel(from, new Sections());
  const list = await readTasks(opened);
  const locks = await readLocks(opened, list, await sleepers.traces(opened, list));
  lockInfos(locks);
  lockCycles(locks);
  let returns = 0;
  for (const { address } of list.tasks) {
    const kept = await readShadowStack(opened, address);
    if (kept.length > MAX_RETURNS) throw new Error(`${kept.length} return addresses are more than a page holds`);
    returns += kept.length;
  }
  return { locks: locks.length, returns };
}

export const seeds: readonly Uint8Array[] = Array.from({ length: 8 }, (_, kind) =>
  Buffer.from(
    Array.from({ length: 8 * CHANGE_BYTES }, (_unused, i) => (i % 8 === 4 ? kind : (i * 43 + kind * 89) & 0xff)),
  ),
);

export async function fuzz(bytes: Uint8Array): Promise<void> {
  await follow(corrupted(world, bytes, MAX_CHANGES));
}
