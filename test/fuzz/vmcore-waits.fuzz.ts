/**
 * What tasks wait for, in a kernel whose memory is corrupted. An input is a list of changes, eight bytes each: which page, where in it,
 * what goes there. Whatever lists lead to, the graph has an end, and nothing but typed errors comes out.
 */
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';
import { readTasks } from '../../shared/vmcore/tasks/tasks.ts';
import { waitGraph } from '../../shared/vmcore/waits/chains.ts';
import { findWaits } from '../../shared/vmcore/waits/find-waits.ts';
import { Runners } from '../support/running-tasks.ts';
import {
  busyDisk,
  complete,
  futex,
  hang,
  mount,
  PF_KTHREAD,
  process,
  scene,
  superBlock,
  worker,
} from '../support/waiting-kernel.ts';
import { CHANGE_BYTES, corrupted, openWorld } from './corrupted-dump.ts';

export const name = 'vmcore-waits';

const MAX_CHANGES = 32;
/** Tasks of this world of which it can be told what they wait for. */
const WAITS = 13;

const parts = scene();
const runners = new Runners(parts.tasks);
const world = await openWorld(hangs(), async (dump) => {
  const found = await follow(dump);
  // A world in which nothing waits would have nothing to break.
  if (found < WAITS) throw new Error(`${found} waits of ${WAITS} were found in what is not corrupted`);
});

/** A frozen file system, a page under write-back, a work item that is flushed, a thread to end, a journal, a bio, a futex, a spinlock, a file of sysfs and a disk that are removed. */
function hangs(): Dump {
  const { kernel, sleepers, tasks } = parts;
  kernel.btf
    .struct('atomic_t', { counter: 's32' })
    .struct('kernfs_node', { count: 's32', active: 'struct atomic_t', __parent: 'ptr', name: 'ptr' })
    .struct('kernfs_open_file', { kn: 'ptr', file: 'ptr' })
    .struct('seq_file', { buf: 'ptr', private: 'ptr' });
  const percpu = kernel.code('percpu_rwsem_wake_function', 0x100);
  const page = kernel.code('wake_page_function', 0x200);
  const other = kernel.code('autoremove_wake_function', 0x300);
  const frozen = superBlock(kernel, 'ext4', 'vda1', { 's_writers.frozen': 4 });
  const bdev = superBlock(kernel, 'bdev', 'bdev');
  mount(kernel, frozen, bdev);
  const frames = ['percpu_rwsem_wait', '__percpu_down_read', 'mnt_want_write'];
  const writers = ['first', 'second'].map((comm) => hang(kernel, sleepers.add(comm, frames), percpu));
  kernel.list(kernel.member('super_block', 's_writers.rw_sem[0].waiters.head', frozen), writers);
  const own = worker(kernel, sleepers, 'vda', ['do_work']);
  const flusher = sleepers.add('flusher', ['__wait_for_common', '__flush_work']);
  const barrier = flusher.room + 128n;
  kernel.set('wq_barrier', barrier, { 'work.func': kernel.code('wq_barrier_func', 0x400), task: flusher.task });
  complete(kernel, flusher, kernel.member('wq_barrier', 'done', barrier));
  kernel.list(kernel.member('worker', 'scheduled', own.address), [kernel.member('wq_barrier', 'work.entry', barrier)]);
  const kthread = kernel.make('kthread', { data: kernel.alloc(512) });
  sleepers.add('jbd2/vda1-8', ['jbd2_journal_commit'], { flags: PF_KTHREAD, worker_private: kthread });
  complete(kernel, sleepers.add('stop', ['kthread_stop']), kernel.member('kthread', 'exited', kthread));
  const flush = sleepers.add('flush', ['__wait_for_common', 'submit_bio_wait']);
  complete(kernel, flush, flush.room + 160n);
  const bi_bdev = busyDisk(kernel, 'vda');
  kernel.word(flush.room + 152n, kernel.make('bio', { bi_private: flush.room + 160n, bi_bdev }));
  const host = kernel.make('inode', { i_sb: frozen });
  const folio = kernel.make('page', { mapping: kernel.make('address_space', { host }) });
  const sync = sleepers.add('sync', ['folio_wait_bit_common', 'folio_wait_writeback']);
  kernel.set('wait_page_queue', sync.room + 56n, { folio, bit_nr: 1 });
  kernel.list(kernel.symbol('folio_wait_table', 24) + 8n, [hang(kernel, sync, page)]);
  kernel.list(kernel.alloc(64) + 8n, [hang(kernel, sleepers.add('queue', ['wait_woken']), other)]);
  const file = removedFile(kernel);
  const rmmod = sleepers.add('rmmod', ['kernfs_drain', '__kernfs_remove', 'acme_exit']);
  kernel.list(kernel.symbol('the_queue', 64) + 8n, [hang(kernel, rmmod, other)]);
  kernel.word(rmmod.room + 136n, file);
  const cat = sleepers.add('cat', ['msleep', 'slow_show', 'sysfs_kf_seq_show', 'seq_read_iter']);
  const open = kernel.make('kernfs_open_file', { kn: file });
  kernel.word(cat.room + 200n, kernel.make('seq_file', { private: open }));
  const queue = kernel.make('request_queue', { disk: kernel.make('gendisk', { disk_name: 'vdb' }) });
  const remover = sleepers.add('remover', ['blk_mq_freeze_queue_wait', 'del_gendisk']);
  kernel.word(remover.room + 160n, queue);
  const entering = sleepers.add('entering', ['__bio_queue_enter', 'submit_bio_noacct']);
  kernel.list(
    kernel.member('request_queue', 'mq_freeze_wq.head', queue),
    [remover, entering].map((sleeper) => hang(kernel, sleeper, other)),
  );
  const page0 = 0x7f00_1234_5000n;
  const mm = process(kernel, page0, { 0x40: 2, 0x48: 111 });
  futex(kernel, sleepers.add('waiter', ['futex_wait_queue'], { mm }), { ptr: mm, address: page0 + 0x40n });
  sleepers.add('owner', ['msleep'], { mm });
  const lock = kernel.symbol('the_lock', 8);
  const nodes = kernel.perCpu('qnodes', 'struct qnode[4]');
  for (const node of nodes) kernel.set('qnode', node, { 'mcs.count': 1 });
  kernel.set('qnode', nodes[0] ?? 0n, { 'mcs.next': nodes[1] ?? 0n });
  kernel.word(lock, 1 | (2 << 18), 4);
  for (const cpu of [0, 1]) {
    runners.add(cpu, `spins${cpu}`, [
      { symbol: 'sysvec_reboot', interrupted: { rdi: lock } },
      { symbol: 'queued_spin_lock_slowpath' },
      { symbol: 'wants' },
    ]);
  }
  tasks.writeIds();
  return kernel.dump();
}

/** `module/slow`, which one task still uses. */
function removedFile(kernel: typeof parts.kernel): bigint {
  const node = (text: string, __parent: bigint, active = 0): bigint =>
    kernel.make('kernfs_node', { __parent, name: kernel.text(text), 'active.counter': active });
  return node('slow', node('module', node('', 0n)), -0x7fff_fffe);
}

async function follow(from: Dump): Promise<number> {
  const kernel = await openKernel(from, new Sections());
  const list = await readTasks(kernel);
  const traces = await runners.traces(kernel, list, await parts.sleepers.traces(kernel, list));
  const time = { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 };
  const graph = waitGraph(await findWaits(kernel, list, traces, [], time));
  for (const { chain } of graph.hangs) {
    if (new Set(chain).size !== chain.length) throw new Error('a chain comes back to where it was');
  }
  return graph.byTask.size;
}

export const seeds: readonly Uint8Array[] = Array.from({ length: 8 }, (_, kind) =>
  Buffer.from(
    Array.from({ length: 8 * CHANGE_BYTES }, (_unused, i) => (i % 8 === 4 ? kind : (i * 41 + kind * 97) & 0xff)),
  ),
);

export async function fuzz(bytes: Uint8Array): Promise<void> {
  await follow(corrupted(world, bytes, MAX_CHANGES));
}
