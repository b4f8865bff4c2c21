import { describe, expect, it } from '@jest/globals';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import type { Lock } from '../../../../../shared/vmcore/locks/locks.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import {
  busyDisk,
  complete,
  hang,
  mount,
  PF_KTHREAD,
  scene,
  superBlock,
  worker,
} from '../../../../support/waiting-kernel.ts';

const LOCK = 0xffff_8880_0000_1000n;
const UPTIME = { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 };

/** What a task waits for that waits for a lock, of which `more` is known. */
async function lockWaitOf(
  { kernel, tasks, sleepers }: ReturnType<typeof scene>,
  [waiter, owner]: readonly [string, string | undefined],
  more: Partial<Lock>,
) {
  tasks.writeIds();
  const opened = await kernel.open();
  const list = await readTasks(opened);
  const named = (comm: string | undefined) => list.tasks.find((task) => task.comm === comm);
  const task = named(waiter);
  if (task === undefined) throw new Error(`no task ${waiter}`);
  const lock: Lock = {
    ...{ address: LOCK, kind: 'rwsem', symbol: 'the_lock', owner: named(owner) },
    waits: [{ task, kind: 'rwsem', lock: LOCK, mode: undefined }],
    ...more,
  };
  const waits = await findWaits(opened, list, await sleepers.traces(opened, list), [lock], UPTIME);
  const { holders, guessed, unknown } = waits.find((wait) => wait.task === task)?.for ?? {};
  return { holders: holders?.map(({ comm }) => comm), guessed: guessed === true, unknown };
}

async function waitsOf({ kernel, tasks, sleepers }: ReturnType<typeof scene>) {
  tasks.writeIds();
  const opened = await kernel.open();
  const list = await readTasks(opened);
  const waits = await findWaits(opened, list, await sleepers.traces(opened, list), [], UPTIME);
  return Object.fromEntries(
    waits.map((wait) => {
      const { kind, what, mode, holders, cause, unknown } = waitInfo(wait);
      return [wait.task.comm, { kind, what, mode, holders: holders.map(({ comm }) => comm), cause, unknown }];
    }),
  );
}

describe('waits for locks', () => {
  /** Somebody sleeps elsewhere with the address of the lock among his variables. */
  function beside() {
    const world = scene();
    world.sleepers.add('waiter', ['rwsem_down_write_slowpath', 'change']);
    world.sleepers.add('reader', ['msleep', 'read_it']);
    world.kernel.word(world.sleepers.add('other', ['msleep', 'use_it']).room + 136n, LOCK);
    return world;
  }

  it.each<[string, string | undefined, Partial<Lock>, unknown]>([
    ['a writer, and of that one it is sure', 'reader', {}, { holders: ['reader'], guessed: false, unknown: undefined }],
    [
      'one reader, of whom it is as sure as the kernel',
      'reader',
      { readers: 1, unknown: 'one reader has it' },
      { holders: ['reader'], guessed: false, unknown: 'one reader has it' },
    ],
    [
      'several readers, one of whom it names',
      'reader',
      { readers: 2, unknown: '2 readers have it' },
      { holders: ['reader'], guessed: true, unknown: '2 readers have it' },
    ],
    [
      'somebody who is not named, and who else leads to it',
      undefined,
      { unnamed: true, unknown: 'nobody knows' },
      {
        holders: ['other'],
        guessed: true,
        unknown: 'nobody knows; its address is on the stack of other (pid 103)',
      },
    ],
    [
      'nobody, whoever leads to it',
      undefined,
      { unknown: 'nobody has it' },
      { holders: [], guessed: false, unknown: 'nobody has it' },
    ],
  ])('end at %s', async (_, owner, lock, expected) => {
    expect(await lockWaitOf(beside(), ['waiter', owner], lock)).toEqual(expected);
  });
});

describe('findWaits', () => {
  it('names the file system that is frozen, whatever hangs in the same queue before', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('percpu_rwsem_wake_function', 0x100);
    const frozen = superBlock(kernel, 'ext4', 'vda1', { 's_writers.frozen': 4, 's_writers.freeze_ucount': 1 });
    mount(kernel, superBlock(kernel, 'proc', 'proc'), frozen);
    const frames = ['percpu_rwsem_wait', '__percpu_down_read', 'mnt_want_write'];
    const nodes = ['first', 'second'].map((comm) => hang(kernel, sleepers.add(comm, frames), wake));
    kernel.list(kernel.member('super_block', 's_writers.rw_sem[0].waiters.head', frozen), nodes);
    const expected = {
      kind: 'freeze',
      what: 'permission to write to ext4 on vda1',
      mode: 'read',
      holders: [],
      cause: 'ext4 on vda1 is frozen from user space, and nobody has thawed it',
      unknown: undefined,
    };
    await expect(waitsOf(world)).resolves.toEqual({ first: expected, second: expected });
  });

  it('names the task that is still freezing it, and the semaphore of a variable', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('percpu_rwsem_wake_function', 0x100);
    const freezing = superBlock(kernel, 'xfs', 'vdb', { 's_writers.frozen': 1 });
    mount(kernel, freezing);
    const frames = ['percpu_rwsem_wait', '__percpu_down_read'];
    const node = hang(kernel, sleepers.add('writer', frames), wake);
    kernel.list(kernel.member('super_block', 's_writers.rw_sem[0].waiters.head', freezing), [node]);
    const freezer = sleepers.add('fsfreeze', ['percpu_down_write', 'freeze_super']);
    kernel.word(freezer.room + 96n, freezing);
    kernel.set('super_block', freezing, { 's_writers.rw_sem[0].writer.task': freezer.task });
    kernel.word(freezer.room + 104n, kernel.member('super_block', 's_writers.rw_sem[0]', freezing));
    const lock = kernel.symbol('cpu_hotplug_lock', kernel.btf.sizeOf('struct percpu_rw_semaphore'));
    const down = sleepers.add('offline', ['percpu_down_write', 'cpus_write_lock']);
    kernel.set('percpu_rw_semaphore', lock, { 'writer.task': down.task });
    const waits = await waitsOf(world);
    expect(waits['writer']).toMatchObject({ kind: 'freeze', holders: ['fsfreeze'], cause: undefined });
    expect(waits['fsfreeze']).toMatchObject({ what: 'the last writers of xfs on vdb, to freeze it', mode: 'write' });
    expect(waits['offline']).toEqual({
      kind: 'percpu-rwsem',
      what: 'percpu_rw_semaphore cpu_hotplug_lock',
      mode: 'write',
      holders: [],
      cause: undefined,
      unknown: 'its readers are counted, not named',
    });
  });

  it.each([
    ['the worker that does the work of a loop device', 'loop1', [], { holders: ['kworker/u8:1'], cause: undefined }],
    ['the loop device’s own thread (5.13 and before)', 'events', ['loop1'], { holders: ['loop1'], cause: undefined }],
    [
      'the device that has not answered',
      'events',
      ['loop10'],
      { holders: [], cause: 'loop1 (take) has not answered 1 request, the oldest for 60 s' },
    ],
  ])('follows a page under write-back to %s', async (_, queueName, threads, expected) => {
    const world = scene();
    const { kernel, sleepers } = world;
    for (const name of threads) sleepers.add(name, ['loop_queue_work', 'kthread_worker_fn'], { flags: PF_KTHREAD });
    const wake = kernel.code('wake_page_function', 0x100);
    const bdev = superBlock(kernel, 'bdev', 'bdev');
    mount(kernel, bdev);
    worker(kernel, sleepers, queueName, ['loop_process_work']);
    const ops = kernel.make('blk_mq_ops', { queue_rq: kernel.code('take_queue_rq', 0x200) });
    const queue = kernel.make('request_queue', { mq_ops: ops });
    const request = kernel.make('request', { q: queue, state: 1, cmd_flags: 1, start_time_ns: 40_000_000_000n });
    const done = kernel.make('request', { q: queue, state: 2, start_time_ns: 1n });
    const other = kernel.make('request', { q: 0x77n, state: 1, start_time_ns: 1n });
    const rqs = kernel.alloc(32);
    [request, done, other, 0n].forEach((at, i) => {
      kernel.word(rqs + BigInt(i * 8), at);
    });
    const tags = kernel.make('blk_mq_tags', { nr_tags: 4, rqs });
    kernel.set('request_queue', queue, { 'hctx_table.xa_head': kernel.make('blk_mq_hw_ctx', { tags }) });
    const disk = kernel.make('gendisk', { disk_name: 'loop1', queue });
    const node = kernel.make('bdev_inode', { 'bdev.bd_disk': disk, 'vfs_inode.i_sb': bdev });
    const host = kernel.member('bdev_inode', 'vfs_inode', node);
    const folio = kernel.make('page', { mapping: kernel.make('address_space', { host }) });
    const sync = sleepers.add('sync', ['io_schedule', 'folio_wait_bit_common', 'folio_wait_writeback']);
    kernel.set('wait_page_queue', sync.room + 56n, { folio, bit_nr: 1 });
    kernel.list(kernel.symbol('folio_wait_table', 24) + 8n, [hang(kernel, sync, wake)]);
    const { sync: found } = await waitsOf(world);
    expect(found).toEqual({
      kind: 'writeback',
      what: 'write-back of a page of loop1',
      mode: undefined,
      unknown: undefined,
      ...expected,
    });
  });

  it('follows who froze a device’s queue to its requests, and who wants in to who froze it', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('autoremove_wake_function', 0x100);
    const queue = kernel.make('request_queue');
    const request = kernel.make('request', { q: queue, state: 1, start_time_ns: 30_000_000_000n });
    const rqs = kernel.alloc(8);
    kernel.word(rqs, request);
    const tags = kernel.make('blk_mq_tags', { nr_tags: 1, rqs });
    kernel.set('request_queue', queue, {
      disk: kernel.make('gendisk', { disk_name: 'vda', queue }),
      'hctx_table.xa_head': kernel.make('blk_mq_hw_ctx', { tags }),
    });
    const remover = sleepers.add('remover', ['blk_mq_freeze_queue_wait', 'del_gendisk', 'virtblk_remove']);
    kernel.word(remover.room + 160n, queue);
    const writer = sleepers.add('writer', ['__bio_queue_enter', 'submit_bio_noacct']);
    // Who only uses the queue has its address as well.
    kernel.word(sleepers.add('user', ['msleep', 'sd_revalidate_disk']).room + 160n, queue);
    // Another queue of the same kernel, which no disk has.
    const [lost, early] = [
      kernel.make('request_queue'),
      sleepers.add('early', ['blk_queue_enter', 'scsi_execute_cmd']),
    ];
    kernel.list(kernel.member('request_queue', 'mq_freeze_wq.head', lost), [hang(kernel, early, wake)]);
    kernel.list(
      kernel.member('request_queue', 'mq_freeze_wq.head', queue),
      [remover, writer].map((sleeper) => hang(kernel, sleeper, wake)),
    );
    const waits = await waitsOf(world);
    expect(waits['remover']).toMatchObject({
      kind: 'io',
      what: 'all requests of vda to end',
      holders: [],
      cause: 'vda has not answered 1 request, the oldest for 70 s',
    });
    expect(waits['writer']).toMatchObject({ what: 'vda, whose queue is frozen,', holders: ['remover'] });
    expect(waits['early']).toMatchObject({
      what: 'a device whose queue is frozen',
      holders: [],
      unknown: 'who froze the queue is not written down',
    });
  });

  it('finds the worker that runs the work item that is flushed, by the barrier behind it', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const own = worker(kernel, sleepers, 'fs_flush', ['do_work']);
    kernel.set('worker', own.address, { current_func: kernel.code('flush_fn', 0x300) });
    const frames = ['schedule_timeout', '__wait_for_common', '__flush_work'];
    const flusher = sleepers.add('flusher', frames);
    const barrier = flusher.room + 128n;
    kernel.set('wq_barrier', barrier, { 'work.func': kernel.code('wq_barrier_func', 0x400), task: flusher.task });
    complete(kernel, flusher, kernel.member('wq_barrier', 'done', barrier));
    kernel.list(kernel.member('worker', 'scheduled', own.address), [
      kernel.member('wq_barrier', 'work.entry', barrier),
    ]);
    const { flusher: found } = await waitsOf(world);
    expect(found).toMatchObject({
      kind: 'workqueue',
      what: 'work item flush_fn on workqueue fs_flush',
      holders: ['kworker/u8:1'],
    });
  });

  it('says that a work item has not begun where its queue runs no more at a time', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const own = worker(kernel, sleepers, 'fs_flush', ['do_work']);
    const flusher = sleepers.add('flusher', ['__wait_for_common', '__flush_work']);
    const barrier = flusher.room + 128n;
    kernel.set('wq_barrier', barrier, { 'work.func': kernel.code('wq_barrier_func', 0x400), task: flusher.task });
    complete(kernel, flusher, kernel.member('wq_barrier', 'done', barrier));
    const inactive = kernel.member('pool_workqueue', 'inactive_works', own.queues);
    kernel.list(inactive, [kernel.member('wq_barrier', 'work.entry', barrier)]);
    const { flusher: found } = await waitsOf(world);
    expect(found).toMatchObject({
      what: 'a work item that has not begun: workqueue fs_flush runs no more at a time',
      holders: ['kworker/u8:1'],
    });
  });

  it('names those that run in the pool of a work item that has not begun', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const own = worker(kernel, sleepers, 'fs_flush', ['do_work']);
    const flusher = sleepers.add('flusher', ['__wait_for_common', '__flush_work']);
    const barrier = flusher.room + 128n;
    kernel.set('wq_barrier', barrier, { 'work.func': kernel.code('wq_barrier_func', 0x400), task: flusher.task });
    complete(kernel, flusher, kernel.member('wq_barrier', 'done', barrier));
    const pending = kernel.member('worker_pool', 'worklist', own.pool);
    kernel.list(pending, [kernel.member('wq_barrier', 'work.entry', barrier)]);
    const { flusher: found } = await waitsOf(world);
    expect(found).toMatchObject({
      kind: 'workqueue',
      what: 'a work item that has not begun, behind 1 that run in its pool',
      holders: ['kworker/u8:1'],
    });
  });

  it.each([
    ['exited', 'kthread_stop', 'to end'],
    ['parked', 'kthread_park', 'to park'],
  ])('knows a thread by its completion %s', async (member, caller, end) => {
    const world = scene();
    const { kernel, sleepers } = world;
    const [own, other] = [kernel.make('kthread'), kernel.make('kthread')];
    sleepers.add('other', ['msleep'], { flags: PF_KTHREAD, worker_private: other });
    sleepers.add('stubborn', ['msleep'], { flags: PF_KTHREAD, worker_private: own });
    complete(kernel, sleepers.add('waiter', ['__wait_for_common', caller]), kernel.member('kthread', member, own));
    const { waiter: found } = await waitsOf(world);
    expect(found).toMatchObject({
      kind: 'kthread',
      what: `thread stubborn (pid 102) ${end}`,
      holders: ['stubborn'],
    });
  });

  it('waits for kthreadd where a kernel thread is made', async () => {
    const world = scene();
    const { kernel, tasks, sleepers } = world;
    tasks.add(2, 'kthreadd', { flags: PF_KTHREAD });
    const maker = sleepers.add('modprobe', ['__wait_for_common', '__kthread_create_on_node']);
    complete(kernel, maker, maker.room + 160n);
    const { modprobe } = await waitsOf(world);
    expect(modprobe).toMatchObject({ kind: 'kthread', what: 'a new kernel thread', holders: ['kthreadd'] });
  });

  it('knows the thread that is to end, and the child of a vfork', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const kthread = kernel.make('kthread');
    sleepers.add('stubborn', ['msleep'], { flags: PF_KTHREAD, worker_private: kthread });
    const stopper = sleepers.add('rmmod', ['__wait_for_common', 'kthread_stop']);
    complete(kernel, stopper, kernel.member('kthread', 'exited', kthread));
    const parent = sleepers.add('make', ['__wait_for_common', 'kernel_clone']);
    const done = parent.room + 160n;
    complete(kernel, parent, done);
    sleepers.add('child', ['do_wait'], { vfork_done: done });
    const waits = await waitsOf(world);
    expect(waits['rmmod']).toMatchObject({
      kind: 'kthread',
      what: 'thread stubborn (pid 101) to end',
      holders: ['stubborn'],
    });
    expect(waits['make']).toMatchObject({ kind: 'child', holders: ['child'] });
  });

  const unanswered = (name: string) => `${name} has not answered 1 request, the oldest for 10 s`;

  it('follows a bio that is waited for where it was sent, and direct I/O, to the device', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const flush = sleepers.add('flush', ['__wait_for_common', 'submit_bio_wait', 'blkdev_issue_flush']);
    const done = flush.room + 160n;
    complete(kernel, flush, done);
    kernel.word(flush.room + 152n, kernel.make('bio', { bi_private: done, bi_bdev: busyDisk(kernel, 'vda') }));
    const direct = sleepers.add('direct', ['io_schedule', '__blkdev_direct_IO_simple', 'blkdev_read_iter']);
    kernel.set('bio', direct.room + 96n, { bi_private: direct.task, bi_bdev: busyDisk(kernel, 'vdb') });
    const waits = await waitsOf(world);
    expect(waits['flush']).toMatchObject({ kind: 'io', what: 'I/O on vda', cause: unanswered('vda') });
    expect(waits['direct']).toMatchObject({ kind: 'io', what: 'I/O on vdb', cause: unanswered('vdb') });
  });

  it('follows a buffer to its device, and names any other bit', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('wake_bit_function', 0x100);
    const entry = kernel.btf.place('wait_bit_queue_entry', 'wq_entry').offset;
    const wait = (sleeper: { task: bigint; room: bigint }, flags: bigint): void => {
      kernel.set('wait_bit_queue_entry', sleeper.room + 72n - BigInt(entry), { 'key.flags': flags, 'key.bit_nr': 2 });
      kernel.list(kernel.alloc(64) + 8n, [hang(kernel, sleeper, wake)]);
    };
    const frames = ['bit_wait_io', '__wait_on_bit', 'out_of_line_wait_on_bit'];
    const buffer = kernel.make('buffer_head', { b_blocknr: 77, b_bdev: busyDisk(kernel, 'vda') });
    wait(sleepers.add('reader', [...frames, '__wait_on_buffer']), buffer);
    wait(sleepers.add('other', frames), kernel.symbol('some_flags', 8));
    const waits = await waitsOf(world);
    expect(waits['reader']).toMatchObject({ kind: 'buffer', what: 'block 77 of vda', cause: unanswered('vda') });
    expect(waits['other']).toMatchObject({ kind: 'bit', what: 'bit 2 of some_flags', unknown: 'a bit has no owner' });
  });

  it.each([
    ['the task that was preempted while it read', { gp: true, qsmask: 0 }, ['reader']],
    ['what runs on the processor that has not reported', { gp: false, qsmask: 2 }, ['hog']],
    ['nobody, where none holds one up', { gp: false, qsmask: 0 }, []],
  ])('finds who holds up a grace period of RCU: %s', async (_, { gp, qsmask }, holders) => {
    const world = scene();
    const { kernel, tasks, sleepers } = world;
    const node = kernel.make('rcu_node', { qsmask, gp_seq: 5 });
    kernel.perCpu('rcu_data', 'struct rcu_data').forEach((place, cpu) => {
      kernel.set('rcu_data', place, { mynode: node, grpmask: 1 << cpu });
    });
    const [early, reader] = ['early', 'reader'].map((comm) => sleepers.add(comm, ['preempt_schedule']).task);
    const links = [reader ?? 0n, early ?? 0n].map((task) => kernel.member('task_struct', 'rcu_node_entry', task));
    kernel.list(kernel.member('rcu_node', 'blkd_tasks', node), links.toReversed());
    if (gp) kernel.set('rcu_node', node, { gp_tasks: links[0] ?? 0n });
    const hog = tasks.add(90, 'hog', { __state: 0, on_cpu: 1 });
    kernel.set('rq', tasks.queues[1] ?? 0n, { curr: hog });
    const waiter = sleepers.add('waiter', ['__wait_for_common', '__wait_rcu_gp', 'synchronize_rcu']);
    complete(kernel, waiter, waiter.room + 160n);
    expect((await waitsOf(world))['waiter']).toMatchObject({ kind: 'rcu', what: 'a grace period of RCU', holders });
  });

  it.each(['synchronize_rcu', 'rcu_barrier', 'synchronize_rcu_expedited', 'synchronize_net'])(
    'takes what waits in %s for a waiter for RCU',
    async (caller) => {
      const world = scene();
      const { kernel, sleepers } = world;
      const done = kernel.symbol('some_completion', kernel.btf.sizeOf('struct completion'));
      complete(kernel, sleepers.add('waiter', ['__wait_for_common', caller]), done);
      expect((await waitsOf(world))['waiter']).toMatchObject({
        kind: 'rcu',
        what: 'a grace period of RCU',
      });
    },
  );

  it('looks at the kernel’s part of a stack alone: a program’s frames have theirs elsewhere', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const lock = kernel.symbol('some_rwsem', kernel.btf.sizeOf('struct percpu_rw_semaphore'));
    const wake = kernel.code('percpu_rwsem_wake_function', 0x100);
    mount(kernel);
    const reader = sleepers.add('reader', ['percpu_rwsem_wait', '__percpu_down_read'], {}, { program: true });
    kernel.list(kernel.member('percpu_rw_semaphore', 'waiters.head', lock), [hang(kernel, reader, wake)]);
    expect((await waitsOf(world))['reader']).toMatchObject({ what: 'percpu_rw_semaphore some_rwsem' });
  });

  it('follows a journal to its thread, and that to the task that has a handle open', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('autoremove_wake_function', 0x100);
    const journal = kernel.alloc(1024);
    const kthread = kernel.make('kthread', { data: journal });
    const thread = sleepers.add('jbd2/vda1-8', ['jbd2_journal_commit_transaction'], {
      flags: PF_KTHREAD,
      worker_private: kthread,
    });
    const caller = sleepers.add('postgres', ['jbd2_log_wait_commit', 'ext4_sync_file']);
    kernel.list(journal + 0x88n, [hang(kernel, caller, wake)]);
    kernel.list(journal + 0xa8n, [hang(kernel, thread, wake)]);
    const transaction = kernel.alloc(64);
    kernel.word(transaction, journal);
    const handle = kernel.alloc(64);
    kernel.word(handle, transaction);
    sleepers.add('holder', ['some_io'], { journal_info: handle });
    const waits = await waitsOf(world);
    expect(waits['postgres']).toMatchObject({ what: 'a commit of the journal of vda1', holders: ['jbd2/vda1-8'] });
    expect(waits['jbd2/vda1-8']).toMatchObject({ what: 'open handles of the journal of vda1', holders: ['holder'] });
  });

  it('says of what nobody is written down for that nobody is, and who has its address', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const done = kernel.symbol('the_answer', 32);
    complete(kernel, sleepers.add('asker', ['__wait_for_common', 'ask']), done);
    await expect(waitsOf(world)).resolves.toEqual({
      asker: {
        kind: 'completion',
        what: 'completion the_answer',
        mode: undefined,
        holders: [],
        cause: undefined,
        unknown: 'who completes it is not written down',
      },
    });
    const other = scene();
    complete(
      other.kernel,
      other.sleepers.add('asker', ['__wait_for_common', 'ask']),
      other.kernel.symbol('answer', 32),
    );
    const server = other.sleepers.add('server', ['msleep', 'serve']);
    other.kernel.word(server.room + 80n, other.kernel.symbol('answer2', 32));
    expect((await waitsOf(other))['asker']?.holders).toEqual([]);
  });

  it('takes nobody for a holder who waits for the same', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('percpu_rwsem_wake_function', 0x100);
    mount(kernel);
    const lock = kernel.symbol('some_rwsem', kernel.btf.sizeOf('struct percpu_rw_semaphore'));
    const writer = sleepers.add('writer', ['percpu_down_write', 'change']);
    kernel.word(writer.room + 104n, lock);
    kernel.set('percpu_rw_semaphore', lock, { 'writer.task': writer.task });
    const reader = sleepers.add('reader', ['percpu_rwsem_wait', '__percpu_down_read']);
    kernel.word(reader.room + 136n, lock);
    kernel.list(kernel.member('percpu_rw_semaphore', 'waiters.head', lock), [hang(kernel, reader, wake)]);
    const waits = await waitsOf(world);
    expect(waits['writer']).toMatchObject({ holders: [], unknown: 'its readers are counted, not named' });
    expect(waits['reader']).toMatchObject({ holders: ['writer'] });
  });

  it('takes the only other task that has its address for one that may hold it', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    mount(kernel);
    const lock = kernel.symbol('some_rwsem', kernel.btf.sizeOf('struct percpu_rw_semaphore'));
    const writer = sleepers.add('writer', ['percpu_down_write', 'change']);
    kernel.word(writer.room + 104n, lock);
    kernel.set('percpu_rw_semaphore', lock, { 'writer.task': writer.task });
    kernel.word(sleepers.add('reader', ['msleep', 'read_it']).room + 136n, lock);
    expect((await waitsOf(world))['writer']).toMatchObject({
      holders: ['reader'],
      unknown: 'its readers are counted, not named; its address is on the stack of reader (pid 102)',
    });
  });

  it('says of an edge that leads nowhere that it does, and follows the others', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('percpu_rwsem_wake_function', 0x100);
    mount(kernel);
    const lock = kernel.symbol('some_rwsem', kernel.btf.sizeOf('struct percpu_rw_semaphore'));
    const reader = sleepers.add('reader', ['percpu_rwsem_wait', '__percpu_down_read']);
    kernel.list(kernel.member('percpu_rw_semaphore', 'waiters.head', lock), [hang(kernel, reader, wake)]);
    const flusher = sleepers.add('flusher', ['__wait_for_common', '__flush_work']);
    const barrier = flusher.room + 128n;
    kernel.set('wq_barrier', barrier, { 'work.func': kernel.code('wq_barrier_func', 0x400), task: flusher.task });
    complete(kernel, flusher, kernel.member('wq_barrier', 'done', barrier));
    const waits = await waitsOf(world);
    expect(waits['reader']).toMatchObject({ kind: 'percpu-rwsem', what: 'percpu_rw_semaphore some_rwsem' });
    expect(waits['flusher']).toMatchObject({
      kind: 'workqueue',
      unknown: 'the list that it hangs in leads to no worker',
    });
  });

  it('takes no stale word for an entry: its neighbours have to point back', async () => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('percpu_rwsem_wake_function', 0x100);
    const sleeper = sleepers.add('sleeper', ['msleep']);
    const node = hang(kernel, sleeper, wake);
    const queue = kernel.alloc(64);
    kernel.word(node, queue);
    kernel.word(node + 8n, queue);
    await expect(waitsOf(world)).resolves.toEqual({});
  });
});
