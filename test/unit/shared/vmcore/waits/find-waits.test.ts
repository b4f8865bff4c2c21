import { describe, expect, it } from '@jest/globals';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import { defineTasks, Tasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';
import { Sleepers } from '../../../../support/sleeping-tasks.ts';

const PF_KTHREAD = 0x0020_0000;
const PF_WQ_WORKER = 0x20;
const UPTIME = { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 };

/** The structs of v6.12 as far as they are looked at; the members before them are there to be stepped over. */
function scene(): { kernel: KernelWriter; tasks: Tasks; sleepers: Sleepers } {
  const kernel = new KernelWriter();
  defineTasks(kernel, { extra: { worker_private: 'ptr', vfork_done: 'ptr', journal_info: 'ptr' } });
  kernel.btf
    .struct('wait_queue_head', { lock: 'u32', head: 'struct list_head' })
    .struct('wait_queue_entry', { flags: 'u32', private: 'ptr', func: 'ptr', entry: 'struct list_head' })
    .struct('swait_queue_head', { lock: 'u32', task_list: 'struct list_head' })
    .struct('swait_queue', { task: 'ptr', task_list: 'struct list_head' })
    .struct('completion', { done: 'u32', wait: 'struct swait_queue_head' })
    .struct('rcuwait', { task: 'ptr' })
    .struct('percpu_rw_semaphore', { writer: 'struct rcuwait', waiters: 'struct wait_queue_head', block: 'u32' })
    .struct('sb_writers', {
      frozen: 'u16',
      freeze_kcount: 's32',
      freeze_ucount: 's32',
      rw_sem: 'struct percpu_rw_semaphore[3]',
    })
    .struct('file_system_type', { name: 'ptr' })
    .struct('super_block', {
      s_list: 'struct list_head',
      s_type: 'ptr',
      s_bdev: 'ptr',
      s_writers: 'struct sb_writers',
      s_id: 'char[32]',
    })
    .struct('wait_page_queue', { folio: 'ptr', bit_nr: 's32', wait: 'struct wait_queue_entry' })
    .struct('page', { flags: 'u64', mapping: 'ptr' })
    .struct('address_space', { host: 'ptr' })
    .struct('inode', { i_mode: 'u16', i_sb: 'ptr' })
    .struct('block_device', { bd_disk: 'ptr' })
    .struct('bdev_inode', { bdev: 'struct block_device', vfs_inode: 'struct inode' })
    .struct('gendisk', { major: 's32', disk_name: 'char[32]', queue: 'ptr' })
    .struct('request_queue', { mq_ops: 'ptr', hctx_table: 'struct xarray' })
    .struct('blk_mq_ops', { queue_rq: 'ptr' })
    .struct('blk_mq_hw_ctx', { lock: 'u32', tags: 'ptr' })
    .struct('blk_mq_tags', { nr_tags: 'u32', rqs: 'ptr' })
    .struct('request', {
      q: 'ptr',
      cmd_flags: 'u32',
      __data_len: 'u32',
      __sector: 'u64',
      start_time_ns: 'u64',
      state: 'u32',
    })
    .struct('kthread', {
      flags: 'u64',
      data: 'ptr',
      parked: 'struct completion',
      exited: 'struct completion',
    })
    .struct('work_struct', { data: 'u64', entry: 'struct list_head', func: 'ptr' })
    .struct('wq_barrier', { work: 'struct work_struct', done: 'struct completion', task: 'ptr' })
    .struct('worker', {
      entry: 'struct list_head',
      current_work: 'ptr',
      current_func: 'ptr',
      current_pwq: 'ptr',
      scheduled: 'struct list_head',
      task: 'ptr',
      pool: 'ptr',
    })
    .struct('worker_pool', { lock: 'u32', worklist: 'struct list_head' })
    .struct('pool_workqueue', { pool: 'ptr', wq: 'ptr', inactive_works: 'struct list_head' })
    .struct('workqueue_struct', { flags: 'u32', name: 'char[24]' })
    .enum('pageflags', { PG_locked: 0, PG_writeback: 1 });
  const tasks = new Tasks(kernel);
  return { kernel, tasks, sleepers: new Sleepers(tasks) };
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

/** An entry in a queue, on the stack of the task that hangs there. */
function hang(kernel: KernelWriter, sleeper: { task: bigint; room: bigint }, wake: bigint, at = 72n): bigint {
  kernel.set('wait_queue_entry', sleeper.room + at, { private: sleeper.task, func: wake });
  return kernel.member('wait_queue_entry', 'entry', sleeper.room + at);
}

function superBlock(kernel: KernelWriter, type: string, id: string, values = {}): bigint {
  return kernel.make('super_block', {
    s_type: kernel.make('file_system_type', { name: kernel.text(type) }),
    s_id: id,
    ...values,
  });
}

function mount(kernel: KernelWriter, ...all: readonly bigint[]): void {
  kernel.list(kernel.symbol('super_blocks', 16), all);
}

/** A worker of the queue that executes a work item. */
function worker(kernel: KernelWriter, sleepers: Sleepers, queue: string, frames: readonly string[]) {
  const kthread = kernel.make('kthread', {});
  const flags = PF_KTHREAD | PF_WQ_WORKER;
  const own = sleepers.add('kworker/u8:1', frames, { flags, worker_private: kthread });
  const pool = kernel.make('worker_pool');
  const queues = kernel.make('pool_workqueue', { pool, wq: kernel.make('workqueue_struct', { name: queue }) });
  kernel.list(kernel.member('pool_workqueue', 'inactive_works', queues), []);
  const address = kernel.make('worker', { current_work: 0x1000n, current_pwq: queues, task: own.task, pool });
  kernel.list(kernel.member('worker', 'scheduled', address), []);
  kernel.set('kthread', kthread, { data: address });
  return { ...own, address, pool, queues };
}

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
    ['the worker that does the work of a loop device', 'loop1', { holders: ['kworker/u8:1'], cause: undefined }],
    [
      'the device that has not answered',
      'events',
      { holders: [], cause: 'loop1 (take_request) has not answered 1 request, the oldest for 60 s' },
    ],
  ])('follows a page under write-back to %s', async (_, queueName, expected) => {
    const world = scene();
    const { kernel, sleepers } = world;
    const wake = kernel.code('wake_page_function', 0x100);
    const bdev = superBlock(kernel, 'bdev', 'bdev');
    mount(kernel, bdev);
    worker(kernel, sleepers, queueName, ['loop_process_work']);
    const ops = kernel.make('blk_mq_ops', { queue_rq: kernel.code('take_request', 0x200) });
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

  /** Waits for a completion at `done`. */
  function complete(kernel: KernelWriter, sleeper: { task: bigint; room: bigint }, done: bigint): void {
    kernel.set('swait_queue', sleeper.room + 72n, { task: sleeper.task });
    const node = kernel.member('swait_queue', 'task_list', sleeper.room + 72n);
    kernel.list(kernel.member('completion', 'wait.task_list', done), [node]);
  }

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
