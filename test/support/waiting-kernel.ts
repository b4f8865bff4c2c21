/** A kernel of tasks that wait: the structs that waiting leads through, and small parts to put a hang together from. */
import { defineTasks, Tasks } from './kernel-shapes.ts';
import { DIRECT_MAP, KernelWriter, type KernelOptions } from './kernel-writer.ts';
import { Sleepers } from './sleeping-tasks.ts';

export const PF_KTHREAD = 0x0020_0000;
const PF_WQ_WORKER = 0x20;

/**
 * The structs of v6.12 as far as they are looked at; the members before them are there to be stepped over.
 *
 * @param options.tickets its spinlocks are no queues: who spins has a number
 */
export function scene({ tickets = false, ...options }: KernelOptions & { readonly tickets?: boolean } = {}): {
  kernel: KernelWriter;
  tasks: Tasks;
  sleepers: Sleepers;
} {
  const kernel = new KernelWriter(options);
  defineTasks(kernel, {
    extra: { worker_private: 'ptr', vfork_done: 'ptr', journal_info: 'ptr', rcu_node_entry: 'struct list_head' },
  });
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
      s_fs_info: 'ptr',
      s_id: 'char[32]',
    })
    .struct('wait_page_queue', { folio: 'ptr', bit_nr: 's32', wait: 'struct wait_queue_entry' })
    .struct('page', { flags: 'u64', mapping: 'ptr' })
    .struct('address_space', { host: 'ptr' })
    .struct('inode', { i_mode: 'u16', i_sb: 'ptr' })
    .struct('block_device', { bd_disk: 'ptr' })
    .struct('bdev_inode', { bdev: 'struct block_device', vfs_inode: 'struct inode' })
    .struct('gendisk', { major: 's32', disk_name: 'char[32]', queue: 'ptr' })
    .struct('request_queue', {
      mq_ops: 'ptr',
      hctx_table: 'struct xarray',
      disk: 'ptr',
      mq_freeze_wq: 'struct wait_queue_head',
    })
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
    .struct('bio', { bi_next: 'ptr', bi_bdev: 'ptr', bi_opf: 'u32', bi_private: 'ptr' })
    .struct('wait_bit_key', { flags: 'ptr', bit_nr: 's32', timeout: 'u64' })
    .struct('wait_bit_queue_entry', { key: 'struct wait_bit_key', wq_entry: 'struct wait_queue_entry' })
    .struct('buffer_head', { b_state: 'u64', b_blocknr: 'u64', b_bdev: 'ptr' })
    .struct('rcu_node', {
      qsmask: 'u64',
      expmask: 'u64',
      gp_seq: 'u64',
      blkd_tasks: 'struct list_head',
      gp_tasks: 'ptr',
    })
    .struct('rcu_data', { mynode: 'ptr', grpmask: 'u64' })
    .struct('mcs_spinlock', { next: 'ptr', locked: 's32', count: 's32' })
    .struct('qnode', { mcs: 'struct mcs_spinlock', reserved: 'u64[2]' })
    .struct('__call_single_node', { next: 'ptr', u_flags: 'u32', src: 'u16', dst: 'u16' })
    .struct('__call_single_data', { node: 'struct __call_single_node', func: 'ptr', info: 'ptr' })
    .struct('call_function_data', { csd: 'ptr', cpumask: 'ptr' })
    .struct('plist_node', { prio: 's32', prio_list: 'struct list_head', node_list: 'struct list_head' })
    .struct('futex_both', { ptr: 'u64', word: 'u64', offset: 'u32' })
    .struct('futex_key', { both: 'struct futex_both' })
    .struct('futex_q', { list: 'struct plist_node', task: 'ptr', lock_ptr: 'ptr', key: 'struct futex_key' })
    .struct('mm_struct', { count: 'u64', pgd: 'ptr' })
    .enum('pageflags', { PG_locked: 0, PG_writeback: 1 });
  if (!tickets) kernel.btf.struct('qspinlock', { val: 'u32' });
  const tasks = new Tasks(kernel);
  return { kernel, tasks, sleepers: new Sleepers(tasks) };
}

/** An entry in a queue, on the stack of the task that hangs there. */
export function hang(kernel: KernelWriter, sleeper: { task: bigint; room: bigint }, wake: bigint, at = 72n): bigint {
  kernel.set('wait_queue_entry', sleeper.room + at, { private: sleeper.task, func: wake });
  return kernel.member('wait_queue_entry', 'entry', sleeper.room + at);
}

export function superBlock(kernel: KernelWriter, type: string, id: string, values = {}): bigint {
  return kernel.make('super_block', {
    s_type: kernel.make('file_system_type', { name: kernel.text(type) }),
    s_id: id,
    ...values,
  });
}

export function mount(kernel: KernelWriter, ...all: readonly bigint[]): void {
  kernel.list(kernel.symbol('super_blocks', 16), all);
}

/** A worker of the queue that executes a work item. */
export function worker(kernel: KernelWriter, sleepers: Sleepers, queue: string, frames: readonly string[]) {
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

/** Waits for a completion at `done`. */
export function complete(kernel: KernelWriter, sleeper: { task: bigint; room: bigint }, done: bigint): void {
  kernel.set('swait_queue', sleeper.room + 72n, { task: sleeper.task });
  const node = kernel.member('swait_queue', 'task_list', sleeper.room + 72n);
  kernel.list(kernel.member('completion', 'wait.task_list', done), [node]);
}

/** A device that has one request, and its own driver. */
export function busyDisk(kernel: KernelWriter, name: string): bigint {
  const queue = kernel.make('request_queue');
  const rqs = kernel.alloc(8);
  kernel.word(rqs, kernel.make('request', { q: queue, state: 1, start_time_ns: 90_000_000_000n }));
  const tags = kernel.make('blk_mq_tags', { nr_tags: 1, rqs });
  kernel.set('request_queue', queue, { 'hctx_table.xa_head': kernel.make('blk_mq_hw_ctx', { tags }) });
  return kernel.make('block_device', { bd_disk: kernel.make('gendisk', { disk_name: name, queue }) });
}

/** A process with one page of its own, at `address`; answers its `mm_struct`. */
export function process(kernel: KernelWriter, address: bigint, words: Readonly<Record<number, number>>): bigint {
  const physical = (at: bigint): bigint => at - DIRECT_MAP;
  const page = kernel.alloc(4096, 4096);
  for (const [offset, word] of Object.entries(words)) kernel.word(page + BigInt(offset), word, 4);
  let below = page;
  for (const shift of [12n, 21n, 30n, 39n]) {
    const table = kernel.alloc(4096, 4096);
    kernel.word(table + ((address >> shift) & 511n) * 8n, physical(below) | 7n);
    below = table;
  }
  return kernel.make('mm_struct', { pgd: below });
}

/** Waits for a futex of its process, or of a file that it has mapped. */
export function futex(
  kernel: KernelWriter,
  sleeper: { task: bigint; room: bigint },
  { ptr = 1n, address, file = false }: { readonly ptr?: bigint; readonly address: bigint; readonly file?: boolean },
): void {
  const offset = Number(address & 0xfffn);
  kernel.set('futex_q', sleeper.room + 16n, {
    task: sleeper.task,
    'key.both.ptr': ptr,
    'key.both.word': address & ~0xfffn,
    'key.both.offset': file ? offset | 1 : offset,
  });
  kernel.list(kernel.alloc(64) + 16n, [kernel.member('futex_q', 'list.node_list', sleeper.room + 16n)]);
}
