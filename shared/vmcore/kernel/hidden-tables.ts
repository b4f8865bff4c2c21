/**
 * Where run queues, pools of workers, huge pages and what changes the running code are written down, where no symbol names
 * them: see `hidden-symbols.ts`. Members are those of v5.10 to v7.3.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { firstEntry } from './hidden-basics.ts';
import type { Recipe } from './hidden-symbols.ts';
import type { Kernel } from './kernel.ts';
import { walkChain } from './walks.ts';
import { walkXarray } from './xarray.ts';

const MAX_OPS = 256;
/** The standard pools of the first processors are the first that there are. */
const POOLS = 4;
/** `KPROBE_TABLE_SIZE` (kernel/kprobes.c). */
const KPROBE_LISTS = 64;
/** More sizes of huge pages than any machine has. */
const MAX_HUGE_SIZES = 16;
const HUGE_NAME = /^hugepages-\d+kB$/;

export const TABLE_RECIPES: readonly Recipe[] = [
  {
    name: 'runqueues',
    functions: [
      'idle_cpu',
      'available_idle_cpu',
      'resched_cpu',
      'idle_task',
      'task_curr',
      'nr_iowait_cpu',
      'sched_tick',
    ],
    test: isRunQueue,
  },
  {
    name: 'worker_pool_idr',
    functions: [
      'show_workqueue_state',
      'show_all_workqueues',
      'wq_watchdog_timer_fn',
      'workqueue_online_cpu',
      'work_busy',
    ],
    test: isPools,
  },
  {
    name: 'bpf_kallsyms',
    functions: ['bpf_get_kallsym', 'bpf_ksym_add', 'bpf_ksym_del', 'bpf_prog_kallsyms_add'],
    test: isBpfSymbols,
  },
  {
    name: 'kprobe_table',
    functions: ['get_kprobe', 'register_kprobe', 'kprobes_module_callback', '__get_valid_kprobe'],
    test: isKprobeTable,
  },
  {
    name: 'ftrace_ops_list',
    functions: ['ftrace_ops_list_func', 'arch_ftrace_ops_list_func', 'is_ftrace_trampoline', 'update_ftrace_function'],
    test: isOpsList,
  },
  {
    name: 'hstates',
    functions: ['size_to_hstate', 'hugetlb_report_meminfo', 'hugetlb_show_meminfo', 'hugetlb_total_pages'],
    test: isHugeSizes,
  },
];

/** What only the variables of {@link TABLE_RECIPES} can prove. */
export const DEPENDENT_RECIPES: readonly Recipe[] = [
  {
    name: 'ftrace_list_end',
    functions: ['ftrace_ops_list_func', 'arch_ftrace_ops_list_func', 'is_ftrace_trampoline', 'update_ftrace_function'],
    test: isEndOfOps,
  },
  {
    name: 'hugetlb_max_hstate',
    functions: ['size_to_hstate', 'hugetlb_report_meminfo', 'hugetlb_show_meminfo', 'hugetlb_total_pages'],
    test: isHugeCount,
  },
];

/** A `struct rq` of every processor, that knows its processor, and whose idle task is process 0. */
async function isRunQueue(kernel: Kernel, address: bigint): Promise<boolean> {
  const { ids, perCpuOffset } = kernel.cpus;
  const queues = ids.map((cpu) => BigInt.asUintN(64, address + (perCpuOffset.get(cpu) ?? 0n)));
  const shape = kernel.shape('rq', { cpu: 'cpu', idle: 'idle', current: 'curr' }).need('cpu', 'idle', 'current');
  const rows = await shape.readGood(kernel.memory, queues);
  if (ids.length === 0 || rows.length < ids.length || rows.some((row, i) => row.int('cpu') !== ids[i])) return false;
  const tasks = await kernel
    .shape('task_struct', { pid: 'pid', comm: 'comm' })
    .need('pid', 'comm')
    .readGood(
      kernel.memory,
      rows.map((row) => row.pointer('idle')),
    );
  return (
    tasks.length === ids.length && tasks.every((row) => row.int('pid') === 0 && row.text('comm').startsWith('swapper'))
  );
}

/** A `struct idr` whose entries are pools that know their numbers. */
async function isPools(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const tree = kernel.types.struct('idr').offsetOf('idr_rt');
  const { entries } = await walkXarray(kernel, address + BigInt(tree), { maxEntries: POOLS });
  const shape = kernel
    .shape('worker_pool', { id: 'id', cpu: 'cpu', workers: 'nr_workers' })
    .need('id', 'cpu', 'workers');
  const rows = await shape.readGood(
    kernel.memory,
    entries.map(({ value }) => value),
  );
  return (
    entries.length >= 2 &&
    rows.length === entries.length &&
    rows.every((row, i) => BigInt(row.int('id')) === BigInt(entries[i]?.index ?? -1) && isSmall(row.int('workers'))) &&
    rows.slice(0, 2).every((row) => kernel.cpus.ids.includes(row.int('cpu')))
  );
}

function isSmall(count: number): boolean {
  return count >= 0 && count < 2 ** 16;
}

async function isBpfSymbols(kernel: Kernel, head: bigint): Promise<boolean> {
  const entry = await firstEntry(kernel, head, 'bpf_ksym', 'lnode');
  if (entry === undefined) return false;
  const shape = kernel.shape('bpf_ksym', { start: 'start', end: 'end', name: 'name' }).need('start', 'end', 'name');
  const [row] = await shape.readGood(kernel.memory, [entry]);
  return row !== undefined && row.big('end') > row.big('start') && /^bpf_[\x21-\x7e]+$/.test(row.text('name'));
}

/** Lists whose first entries point back to them, and are probes of code; where there is no probe at all, nothing tells the table. */
async function isKprobeTable(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const view = new LittleEndian(await kernel.memory.bytes(address, KPROBE_LISTS * 8, 'a candidate'));
  const used = Array.from({ length: KPROBE_LISTS }, (_, i) => ({
    head: address + BigInt(i * 8),
    first: view.u64(i * 8),
  }));
  const lists = used.filter(({ first }) => first !== 0n);
  const shape = kernel
    .shape('kprobe', { link: 'hlist', back: 'hlist.pprev', place: 'addr' })
    .need('link', 'back', 'place');
  const link = BigInt(shape.field('link')?.offsetBytes ?? 0);
  const rows = await shape.readGood(
    kernel.memory,
    lists.map(({ first }) => first - link),
  );
  const isProbe = (row: (typeof rows)[number], head: bigint | undefined): boolean =>
    row.pointer('back') === head && row.pointer('place') >> 63n === 1n;
  return lists.length > 0 && rows.length === lists.length && rows.every((row, i) => isProbe(row, lists[i]?.head));
}

/** The last of the users of the function tracer that `address` points to the first of. */
async function lastOfOps(kernel: Kernel, address: bigint): Promise<bigint | undefined> {
  const next = kernel.types.find('ftrace_ops')?.field('next');
  const first = address % 8n === 0n ? await kernel.memory.word(address) : undefined;
  if (next === undefined || first === undefined || first >> 63n !== 1n) return undefined;
  const { nodes, problems } = await walkChain(kernel.memory, first, next.offsetBytes, { maxNodes: MAX_OPS });
  return problems.length > 0 ? undefined : nodes.at(-1);
}

/** They end with one that does nothing. */
async function isOpsList(kernel: Kernel, address: bigint): Promise<boolean> {
  const last = await lastOfOps(kernel, address);
  const func = kernel.types.find('ftrace_ops')?.field('func');
  if (last === undefined || func === undefined) return false;
  const stub = await kernel.memory.word(last + BigInt(func.offsetBytes));
  return stub !== undefined && stub === kernel.symbol('ftrace_stub');
}

async function isEndOfOps(kernel: Kernel, address: bigint): Promise<boolean> {
  const list = kernel.symbol('ftrace_ops_list');
  return list !== undefined && (await lastOfOps(kernel, list)) === address;
}

/** How many sizes of huge pages have a name, from `address` on. */
async function namedSizes(kernel: Kernel, address: bigint): Promise<number> {
  const shape = kernel.shape('hstate', { name: 'name' }).need('name');
  const size = BigInt(shape.type.sizeBytes);
  const places = Array.from({ length: MAX_HUGE_SIZES }, (_, i) => address + BigInt(i) * size);
  const names = (await shape.readGood(kernel.memory, places)).map((row) => row.text('name'));
  const end = names.findIndex((name) => !HUGE_NAME.test(name));
  return end < 0 ? names.length : end;
}

/** The first of them: what stands before it has no such name. */
async function isHugeSizes(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n || (await namedSizes(kernel, address)) === 0) return false;
  return (await namedSizes(kernel, address - BigInt(kernel.types.struct('hstate').sizeBytes))) === 0;
}

async function isHugeCount(kernel: Kernel, address: bigint): Promise<boolean> {
  const states = kernel.symbol('hstates');
  if (states === undefined || address % 4n !== 0n) return false;
  const count = new LittleEndian(await kernel.memory.bytes(address, 4, 'a candidate')).u32(0);
  return count > 0 && count === (await namedSizes(kernel, states));
}
