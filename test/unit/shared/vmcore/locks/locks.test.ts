import { describe, expect, it } from '@jest/globals';
import type { Frame, LockInfo } from '../../../../../shared/contract/report.ts';
import { lockCycles, lockInfos, readLocks } from '../../../../../shared/vmcore/locks/locks.ts';
import { readStacks } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import type { TaskTraces } from '../../../../../shared/vmcore/stacks/task-stacks.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { defineTasks, Tasks, THREAD_BYTES } from '../../../../support/kernel-shapes.ts';
import { ModuleMap } from '../../../../../shared/vmcore/symbols/module-map.ts';
import type { LoadedModule } from '../../../../../shared/vmcore/symbols/module-map.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const FRAMES = ['__schedule', 'schedule', '__mutex_lock.constprop.0', 'worker'] as const;
const DEPTH = 0x200;

/** Traces of tasks that sleep in a lock, without unwinding: their frames lie 64 bytes apart. */
async function traces(kernel: Kernel, list: Awaited<ReturnType<typeof readTasks>>, wait: string): Promise<TaskTraces> {
  const tasks = list.tasks.filter((task) => task.stack !== 0n);
  const images = await readStacks(
    kernel.memory,
    tasks.map((task) => task.stack),
    THREAD_BYTES,
  );
  const byAddress = new Map(
    tasks.map((task, i) => {
      const image = images[i];
      const sp = (image?.end ?? 0n) - BigInt(DEPTH);
      const names = FRAMES.map((name) => (name.startsWith('__mutex') ? wait : name));
      const frames = names.map((symbol): Frame => ({ address: '0x1', symbol, offset: 1, reliable: true }));
      const raw = names.map((_, n) => ({ pc: 1n, sp: sp + BigInt(n * 64), exact: false, reliable: true, user: false }));
      const trace = {
        task,
        image,
        start: undefined,
        unwound: { frames: raw },
        frames,
        runningOn: undefined,
        note: undefined,
      };
      return [task.address, trace];
    }),
  );
  return { byAddress, threadBytes: THREAD_BYTES } as unknown as TaskTraces;
}

interface Shape {
  readonly lock: 'mutex' | 'rw_semaphore';
  readonly ring?: boolean;
}

function define(kernel: KernelWriter, { lock, ring = false }: Shape): void {
  defineTasks(kernel);
  const waits = ring ? { first_waiter: 'ptr' } : { wait_list: 'struct list_head' };
  kernel.btf
    .struct('atomic_long_t', { counter: 's64' })
    .struct('mutex_waiter', { list: 'struct list_head', task: 'ptr', ww_ctx: 'ptr' })
    .struct('rwsem_waiter', { list: 'struct list_head', task: 'ptr', type: 'u32' });
  if (lock === 'mutex') kernel.btf.struct('mutex', { owner: 'struct atomic_long_t', wait_lock: 'u32', ...waits });
  else kernel.btf.struct('rw_semaphore', { count: 'struct atomic_long_t', owner: 'struct atomic_long_t', ...waits });
}

/** Two tasks that each hold a lock and wait for the other's, as a kernel leaves them on their stacks. */
function abba(kernel: KernelWriter, shape: Shape): { locks: bigint[]; tasks: bigint[] } {
  const tasks = new Tasks(kernel);
  const waiterType = shape.lock === 'mutex' ? 'mutex_waiter' : 'rwsem_waiter';
  const stacks = [tasks.stack(), tasks.stack()];
  const own = stacks.map(({ base }, i) => tasks.add(100 + i, `task${i}`, { __state: 2, stack: base }));
  const locks = own.map((task, i) => {
    const lock = kernel.symbol(`lock_${i}`, kernel.btf.sizeOf(`struct ${shape.lock}`));
    // A reader stands there with a bit, and is counted from the ninth bit on.
    kernel.set(shape.lock, lock, { 'owner.counter': task | 1n });
    if (shape.lock === 'rw_semaphore') kernel.set(shape.lock, lock, { 'count.counter': 0x102n });
    return lock;
  });
  own.forEach((task, i) => {
    const lock = locks[1 - i] ?? 0n;
    const waiter = (stacks[i]?.base ?? 0n) + BigInt(THREAD_BYTES - DEPTH + 144);
    kernel.set(waiterType, waiter, { task });
    if (shape.lock === 'rw_semaphore') kernel.set(waiterType, waiter, { type: 1 });
    if (shape.ring === true) {
      kernel.list(waiter, []);
      kernel.set(shape.lock, lock, { first_waiter: waiter });
      kernel.word(waiter - 16n, lock);
    } else kernel.list(kernel.member(shape.lock, 'wait_list', lock), [waiter]);
  });
  tasks.writeIds();
  return { locks, tasks: own };
}

interface Had {
  readonly count: bigint;
  readonly owner?: number | undefined;
  readonly flags?: bigint;
}

/** How a waiting task marks what it waits for. */
const BLOCKER = { mutex: 0n, semaphore: 1n, rwsem: 3n };

/** What is told of a lock that a task of 6.16 and later names as the one that it waits for. */
async function blockedOn(
  kind: keyof typeof BLOCKER,
  fill?: (writer: KernelWriter, lock: bigint, tasks: { readonly owner: bigint; readonly waiter: bigint }) => void,
): Promise<LockInfo> {
  const writer = new KernelWriter();
  define(writer, { lock: kind === 'rwsem' ? 'rw_semaphore' : 'mutex' });
  writer.btf.struct('semaphore', { lock: 'u32', count: 'u32', wait_list: 'struct list_head', last_holder: 'u64' });
  defineTasks(writer, { extra: { blocker: 'u64' } });
  const tasks = new Tasks(writer);
  const owner = tasks.add(5, 'holder');
  const lock = fill === undefined ? 0xffff_c900_dead_0000n : writer.symbol('the_lock', 64);
  const waiter = tasks.add(6, 'waiter', { __state: 2, stack: tasks.stack().base, blocker: lock | BLOCKER[kind] });
  fill?.(writer, lock, { owner, waiter });
  tasks.writeIds();
  const kernel = await writer.open();
  const list = await readTasks(kernel);
  const [info] = lockInfos(await readLocks(kernel, list, await traces(kernel, list, 'anything')));
  if (info === undefined) throw new Error('no lock is told of');
  return info;
}

describe('readLocks', () => {
  it.each([
    ['a list that goes through the mutex', { lock: 'mutex' }, '__mutex_lock.constprop.0'],
    ['a ring that the mutex points to (7.1 and later)', { lock: 'mutex', ring: true }, '__mutex_lock'],
    ['a list that goes through the rwsem', { lock: 'rw_semaphore' }, 'rwsem_down_read_slowpath'],
  ] as const)('finds owners and the ring of waits by %s', async (_, shape, wait) => {
    const writer = new KernelWriter();
    define(writer, shape);
    abba(writer, shape);
    const kernel = await writer.open();
    const list = await readTasks(kernel);
    const infos = lockInfos(await readLocks(kernel, list, await traces(kernel, list, wait)));
    const kind = shape.lock === 'mutex' ? 'mutex' : 'rwsem';
    const mode = shape.lock === 'mutex' ? {} : { mode: 'read' };
    expect(
      infos.map(({ kind: found, symbol, owner, waiters, cycle }) => ({
        found,
        symbol,
        owner: owner?.pid,
        waiters,
        cycle,
      })),
    ).toEqual(
      expect.arrayContaining([
        {
          found: kind,
          symbol: 'lock_1',
          owner: 101,
          waiters: [{ pid: 100, comm: 'task0', ...mode }],
          cycle: [100, 101],
        },
        {
          found: kind,
          symbol: 'lock_0',
          owner: 100,
          waiters: [{ pid: 101, comm: 'task1', ...mode }],
          cycle: [100, 101],
        },
      ]),
    );
  });

  it('takes the lock that a task of 6.16 and later names itself', async () => {
    const writer = new KernelWriter();
    define(writer, { lock: 'rw_semaphore' });
    defineTasks(writer, { extra: { blocker: 'u64' } });
    const tasks = new Tasks(writer);
    const owner = tasks.add(5, 'holder');
    const lock = writer.symbol('the_lock', 64);
    writer.set('rw_semaphore', lock, { 'owner.counter': owner, 'count.counter': 3n });
    tasks.add(6, 'reader', { __state: 2, stack: tasks.stack().base, blocker: lock | 2n });
    tasks.writeIds();
    const kernel = await writer.open();
    const list = await readTasks(kernel);
    const [info] = lockInfos(await readLocks(kernel, list, await traces(kernel, list, 'anything')));
    expect(info).toMatchObject({
      kind: 'rwsem',
      symbol: 'the_lock',
      owner: { pid: 5, comm: 'holder' },
      waiters: [{ pid: 6, mode: 'read' }],
    });
  });

  const LET_GO = 'nobody has it: it was let go, and who is next has not taken it yet';
  it.each([
    ['a writer', { count: 3n, owner: 5 }, { owner: 5 }],
    ['a writer that has only just come', { count: 3n }, { unknown: 'a writer has it: who is not written down yet' }],
    [
      'one reader',
      { count: 0x102n, owner: 5, flags: 1n },
      { owner: 5, readers: 1, unknown: 'one reader has it: who came last is written down, and may have gone since' },
    ],
    [
      'readers',
      { count: 0x302n, owner: 5, flags: 3n },
      { owner: 5, readers: 3, unknown: '3 readers have it: who came last is written down, and may have gone since' },
    ],
    [
      'readers of whom the last is not in the dump',
      { count: 0x302n, owner: undefined, flags: 0x7001n },
      { readers: 3, unknown: '3 readers have it: who is not written down' },
    ],
    ['nobody, where a reader was there last', { count: 2n, owner: 5, flags: 1n }, { unknown: LET_GO }],
    ['nobody at all', { count: 2n }, { unknown: LET_GO }],
    [
      'more readers than there can be tasks',
      { count: 0x7fff_ffff_ffff_ff02n, owner: 5, flags: 1n },
      { unknown: "its count of readers can't be: 0x7fffffffffffff02" },
    ],
    [
      'a task that is not in the dump',
      { count: 3n, flags: 0x7000n },
      { unknown: 'its owner, the task at 0x7000, is not in the dump' },
    ],
  ])('tells an rwsem that %s has', async (_, { count, owner, flags = 0n }: Had, expected) => {
    const info = await blockedOn('rwsem', (writer, lock, { owner: task }) => {
      writer.set('rw_semaphore', lock, {
        'owner.counter': (owner === undefined ? 0n : task) | flags,
        'count.counter': count,
      });
    });
    const { owner: found, readers, unknown } = info;
    expect({ owner: found?.pid, readers, unknown }).toEqual({
      owner: undefined,
      readers: undefined,
      unknown: undefined,
      ...expected,
    });
  });

  it.each([
    ['nobody has', 4n, LET_GO],
    ['one has who is not in the dump', 0x7001n, 'its owner, the task at 0x7000, is not in the dump'],
  ])('tells a mutex that %s', async (_, word, unknown) => {
    const info = await blockedOn('mutex', (writer, lock) => {
      writer.set('mutex', lock, { 'owner.counter': word });
    });
    expect(info).toMatchObject({ owner: null, unknown });
  });

  it('takes whoever came last to a semaphore for one that may have it', async () => {
    const had = await blockedOn('semaphore', (writer, lock, { owner }) => {
      writer.set('semaphore', lock, { last_holder: owner });
    });
    expect(had).toMatchObject({ owner: { pid: 5 }, unknown: 'who took it last is written down' });
    const free = await blockedOn('semaphore', (writer, lock) => {
      writer.set('semaphore', lock, { last_holder: 0n });
    });
    expect(free).toMatchObject({ owner: null, unknown: 'the kernel notes no owner of it' });
  });

  it('makes no ring of a reader that waits for what it may have let go', async () => {
    const info = await blockedOn('rwsem', (writer, lock, { waiter }) => {
      writer.set('rw_semaphore', lock, { 'owner.counter': waiter | 1n, 'count.counter': 0x102n });
    });
    expect(info).toMatchObject({ owner: { pid: 6 }, waiters: [{ pid: 6 }] });
    expect(info.cycle).toBeUndefined();
  });

  it('tells a lock that is not in the dump from one that nobody has', async () => {
    expect(await blockedOn('mutex')).toMatchObject({ owner: null, unknown: "its owner can't be read" });
  });

  it.each([
    ['one reader', 0x102n, 1],
    ['several readers', 0x202n, 0],
  ])('makes a ring by %s that wait themselves only where it is sure who they are', async (_, count, rings) => {
    const writer = new KernelWriter();
    define(writer, { lock: 'rw_semaphore' });
    const { locks } = abba(writer, { lock: 'rw_semaphore' });
    writer.set('rw_semaphore', locks[0] ?? 0n, { 'count.counter': count });
    const kernel = await writer.open();
    const list = await readTasks(kernel);
    const found = await readLocks(kernel, list, await traces(kernel, list, 'rwsem_down_read_slowpath'));
    expect(lockCycles(found)).toHaveLength(rings);
  });

  it('takes the lock of a waiter with priority inheritance, as PREEMPT_RT has everywhere', async () => {
    const writer = new KernelWriter();
    defineTasks(writer, { extra: { pi_blocked_on: 'ptr' } });
    writer.btf
      .struct('rt_mutex_base', { wait_lock: 'u32', waiters: 'ptr', owner: 'ptr' })
      .struct('rt_mutex_waiter', { tree: 'u64[3]', task: 'ptr', lock: 'ptr' });
    const tasks = new Tasks(writer);
    const owner = tasks.add(5, 'holder');
    const lock = writer.make('rt_mutex_base', { owner: owner | 1n });
    const waiter = writer.make('rt_mutex_waiter', { lock });
    tasks.add(6, 'waiter', { __state: 2, stack: tasks.stack().base, pi_blocked_on: waiter });
    tasks.writeIds();
    const kernel = await writer.open();
    const list = await readTasks(kernel);
    const [info] = lockInfos(await readLocks(kernel, list, await traces(kernel, list, 'rt_mutex_slowlock')));
    expect(info).toMatchObject({ kind: 'rtmutex', owner: { pid: 5 }, waiters: [{ pid: 6 }] });
  });

  describe('of PREEMPT_RT', () => {
    /** A writer that has the lock's rtmutex, and waits for those who read. */
    async function written(readers: number, frame = 'rwbase_write_lock', other = false) {
      const writer = new KernelWriter();
      defineTasks(writer, { extra: { pi_blocked_on: 'ptr' } });
      writer.btf
        .struct('atomic_t', { counter: 's32' })
        .struct('rt_mutex_base', { wait_lock: 'u32', waiters: 'ptr', owner: 'ptr' })
        .struct('rt_mutex_waiter', { tree: 'u64[3]', task: 'ptr', lock: 'ptr' })
        .struct('rwbase_rt', { readers: 'struct atomic_t', rtmutex: 'struct rt_mutex_base' })
        .struct('rw_semaphore', { rwbase: 'struct rwbase_rt' });
      const tasks = new Tasks(writer);
      const { base } = tasks.stack();
      const task = tasks.add(6, 'writer', { __state: 2, stack: base });
      const [lock, stranger] = ['the_lock', 'other'].map((name) => writer.symbol(name, 64)) as [bigint, bigint];
      writer.set('rw_semaphore', lock, {
        'rwbase.readers.counter': readers,
        'rwbase.rtmutex.owner': other ? task + 64n : task | 1n,
      });
      writer.word(base + BigInt(THREAD_BYTES - DEPTH + 136), stranger);
      writer.word(base + BigInt(THREAD_BYTES - DEPTH + 144), lock);
      tasks.writeIds();
      const kernel = await writer.open();
      const list = await readTasks(kernel);
      return lockInfos(await readLocks(kernel, list, await traces(kernel, list, frame)));
    }

    it.each([
      [1, { readers: 1, unknown: 'one reader has it: who is not written down' }],
      [2, { readers: 2, unknown: '2 readers have it: who is not written down' }],
      [0, { unknown: LET_GO }],
      [-0x8000_0000, { unknown: "its count of readers can't be: 0x80000000" }],
    ])('tells a writer that waits for %d readers, and not that it waits for itself', async (readers, expected) => {
      const waiters = [{ pid: 6, comm: 'writer', mode: 'write' }];
      expect(await written(readers)).toEqual([
        { kind: 'rwsem', address: expect.any(String), symbol: 'the_lock', owner: null, waiters, ...expected },
      ]);
    });

    /** Somebody waits for the rtmutex within the lock, which a writer has or waits for readers with. */
    async function behind(frame: string, readers = 0x4000_0000) {
      const writer = new KernelWriter();
      defineTasks(writer, { extra: { pi_blocked_on: 'ptr' } });
      writer.btf
        .struct('atomic_t', { counter: 's32' })
        .struct('rt_mutex_base', { wait_lock: 'u32', waiters: 'ptr', owner: 'ptr' })
        .struct('rt_mutex_waiter', { tree: 'u64[3]', task: 'ptr', lock: 'ptr' })
        .struct('rwbase_rt', { readers: 'struct atomic_t', rtmutex: 'struct rt_mutex_base' })
        .struct('rw_semaphore', { rwbase: 'struct rwbase_rt' });
      const tasks = new Tasks(writer);
      const owner = tasks.add(5, 'holder');
      const lock = writer.symbol('the_lock', 64);
      writer.set('rw_semaphore', lock, { 'rwbase.readers.counter': readers, 'rwbase.rtmutex.owner': owner | 1n });
      const waiter = writer.make('rt_mutex_waiter', { lock: writer.member('rw_semaphore', 'rwbase.rtmutex', lock) });
      tasks.add(6, 'waiter', { __state: 2, stack: tasks.stack().base, pi_blocked_on: waiter });
      tasks.writeIds();
      const kernel = await writer.open();
      const list = await readTasks(kernel);
      const infos = lockInfos(await readLocks(kernel, list, await traces(kernel, list, frame)));
      return infos.map(({ kind, symbol, owner: by, waiters }) => [kind, symbol, by?.pid, waiters[0]?.mode]);
    }

    it.each([
      ['__rwbase_read_lock', ['rwsem', 'the_lock', 5, 'read']],
      ['rwbase_write_lock', ['rwsem', 'the_lock', 5, 'write']],
      ['down_write_killable', ['rwsem', 'the_lock', 5, 'write']],
      ['rt_read_lock', ['rtmutex', 'the_lock+0x8', 5, undefined]],
      ['rt_mutex_slowlock', ['rtmutex', 'the_lock+0x8', 5, undefined]],
    ])('tells who waits in %s behind a writer', async (frame, expected) => {
      expect(await behind(frame)).toEqual([expected]);
    });

    it('knows none of a task that stands in no such function, or at a lock that another has', async () => {
      expect(await written(1, 'down_read')).toEqual([]);
      expect(await written(1, 'down_write', true)).toEqual([]);
      expect(await written(1, 'down_write')).toHaveLength(1);
    });
  });

  it.each([
    [0x40, undefined],
    [0x200, 'drv_data+0x100'],
  ])('names the lock by a symbol of %d bytes at 256 bytes before it only if it lies within', async (size, name) => {
    const writer = new KernelWriter();
    defineTasks(writer, { extra: { blocker: 'u64' } });
    const tasks = new Tasks(writer);
    const lock = writer.symbol('padding', 0x200) + 0x100n;
    tasks.add(6, 'waiter', { __state: 2, stack: tasks.stack().base, blocker: lock });
    tasks.writeIds();
    const kernel = await writer.open();
    const drv: LoadedModule = {
      address: 1n,
      name: 'drv',
      regions: [{ start: lock - 0x100n, end: lock + 0x100n }],
      kallsyms: 0n,
      orc: undefined,
      symbols: {
        addresses: BigUint64Array.of(lock - 0x100n),
        sizes: Float64Array.of(size),
        nameOffsets: Uint32Array.of(0),
        strings: Buffer.from('drv_data\0'),
      },
    };
    kernel.modules = new ModuleMap([drv]);
    kernel.inImage = () => false;
    const list = await readTasks(kernel);
    const [info] = lockInfos(await readLocks(kernel, list, await traces(kernel, list, 'anything')));
    expect(info?.symbol).toBe(name);
  });

  it('does not take stale bytes on a stack for a waiter', async () => {
    const writer = new KernelWriter();
    define(writer, { lock: 'mutex' });
    const tasks = new Tasks(writer);
    const { base } = tasks.stack();
    const task = tasks.add(9, 'sleeper', { __state: 2, stack: base });
    const waiter = base + BigInt(THREAD_BYTES - DEPTH + 144);
    writer.set('mutex_waiter', waiter, { task, 'list.next': base + 64n, 'list.prev': base + 128n });
    tasks.writeIds();
    const kernel = await writer.open();
    const list = await readTasks(kernel);
    await expect(readLocks(kernel, list, await traces(kernel, list, '__mutex_lock'))).resolves.toEqual([]);
  });
});
