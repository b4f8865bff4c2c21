import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../symbols/shape.ts';
import { throwIfNothing } from '../kernel/modules.ts';
import { walkList, type WalkProblem } from '../kernel/walks.ts';
import { findRelatives } from './relatives.ts';
import { walkXarray } from '../kernel/xarray.ts';

/** PID_MAX_LIMIT, include/linux/threads.h: 2^22; a report of more tasks helps nobody. */
const MAX_TASKS = 2 ** 20;
const PF_KTHREAD = 0x0020_0000;

const PATHS = {
  pid: 'pid',
  tgid: 'tgid',
  comm: 'comm',
  state: ['__state', 'state'],
  exitState: 'exit_state',
  flags: 'flags',
  stack: 'stack',
  cpu: ['thread_info.cpu', 'cpu'],
  onCpu: 'on_cpu',
  parent: 'real_parent',
  mm: 'mm',
  cred: 'real_cred',
  startTime: 'start_time',
  execStart: 'se.exec_start',
  lastArrival: 'sched_info.last_arrival',
  sp: 'thread.sp',
  returnAddress: 'thread.ra',
  framePointer: 'thread.s[0]',
  context: 'thread.cpu_context',
  blockedOn: 'blocked_on',
  blocker: 'blocker',
  rtWaiter: 'pi_blocked_on',
  policy: 'policy',
  prio: 'prio',
  kthread: ['worker_private', 'set_child_tid'],
  vforkDone: 'vfork_done',
  journalInfo: 'journal_info',
} as const;
export type TaskKey = keyof typeof PATHS;

/** A task as the kernel keeps it. */
export interface Task {
  readonly address: bigint;
  readonly pid: number;
  readonly tgid: number;
  readonly comm: string;
  readonly state: string;
  readonly kernelThread: boolean;
  /** The processor it runs on, or ran on last. */
  readonly cpu: number | undefined;
  readonly stack: bigint;
  readonly row: Row<TaskKey>;
}

export interface TaskList {
  /** By pid; idle tasks, pid 0, one a processor, are apart. */
  readonly tasks: readonly Task[];
  readonly idle: ReadonlyMap<number, Task>;
  readonly byAddress: ReadonlyMap<bigint, Task>;
  readonly runQueues: ReadonlyMap<number, RunQueue>;
  readonly problems: readonly WalkProblem[];
  /** Tasks to which only their neighbours led. */
  readonly recovered?: number;
}

/** Its `mm_struct`; 0 for a thread of the kernel's own. */
export function addressSpaceOf({ row }: Task): bigint {
  return row.has('mm') ? row.pointer('mm') : 0n;
}

/** `struct rq` of one processor. */
export interface RunQueue {
  readonly running: number;
  readonly current: bigint;
  readonly idle: bigint;
  readonly clockNs: number;
  readonly uninterruptible: number;
}

/**
 * All tasks: by the map of process ids (`init_pid_ns.idr`), level by level, which holds every thread; and by the list of
 * tasks where that map can't be read whole. The idle tasks are in neither: the run queues name them.
 */
export async function readTasks(kernel: Kernel): Promise<TaskList> {
  const shape = kernel.shape('task_struct', PATHS).need('pid', 'comm');
  const [runQueues, found] = await Promise.all([readRunQueues(kernel), findTasks(kernel)]);
  const problems = [...found.problems];
  const addresses = new Set(found.addresses);
  for (const queue of runQueues.values()) {
    for (const address of [queue.current, queue.idle]) if (address !== 0n) addresses.add(address);
  }
  const rows = await shape.readGood(kernel.memory, [...addresses].slice(0, MAX_TASKS), (failure, address) => {
    problems.push({ address, problem: 'a task that cannot be read', failure });
  });
  throwIfNothing(rows, problems, 'tasks');
  const byAddress = new Map(rows.map((row) => [row.address, taskOf(row)]));
  const idle = new Map<number, Task>();
  for (const [cpu, queue] of runQueues) {
    const task = byAddress.get(queue.idle);
    if (task?.pid === 0) idle.set(cpu, task);
  }
  const tasks = [...byAddress.values()].filter((task) => task.pid !== 0).sort((a, b) => a.pid - b.pid);
  const numbers = new Set(tasks.map(({ pid }) => pid));
  for (const [pid, problem] of found.lost) if (!numbers.has(pid)) problems.push(problem);
  const recovered = tasks.filter(({ address }) => found.relatives.has(address)).length;
  return { tasks, idle, byAddress, runQueues, problems, recovered };
}

function taskOf(row: Row<TaskKey>): Task {
  const flags = row.has('flags') ? row.int('flags') : 0;
  return {
    address: row.address,
    pid: row.int('pid'),
    tgid: row.has('tgid') ? row.int('tgid') : row.int('pid'),
    comm: row.text('comm'),
    state: stateLetter(row.has('state') ? row.int('state') : 0, row.has('exitState') ? row.int('exitState') : 0),
    kernelThread: (flags & PF_KTHREAD) !== 0,
    cpu: row.has('cpu') ? row.int('cpu') : undefined,
    stack: row.has('stack') ? row.pointer('stack') : 0n,
    row,
  };
}

/** TASK_REPORT and TASK_IDLE (include/linux/sched.h): the bits that `ps` tells apart, lowest first. */
const STATE_LETTERS = ['R', 'S', 'D', 'T', 't', 'X', 'Z', 'P'] as const;
const TASK_REPORT = 0x7f;
const TASK_IDLE = 0x402;
const TASK_RTLOCK_WAIT = 0x1000;

/** The letter that `ps` prints, as `task_state_to_char` gives it. */
export function stateLetter(state: number, exitState: number): string {
  if ((state & TASK_IDLE) === TASK_IDLE) return 'I';
  const all = (state | exitState) & TASK_REPORT;
  if (all === 0 && (state & TASK_RTLOCK_WAIT) !== 0) return 'D';
  return STATE_LETTERS[32 - Math.clz32(all)] ?? 'R';
}

async function readRunQueues(kernel: Kernel): Promise<Map<number, RunQueue>> {
  const queues = new Map<number, RunQueue>();
  if (!kernel.types.has('rq')) return queues;
  const shape = kernel.shape('rq', {
    running: 'nr_running',
    current: 'curr',
    idle: 'idle',
    clock: 'clock',
    uninterruptible: 'nr_uninterruptible',
  });
  const places = kernel.cpus.ids.flatMap((cpu) => {
    const address = kernel.perCpu('runqueues', cpu);
    return address === undefined ? [] : [{ cpu, address }];
  });
  const rows = await shape.readGood(
    kernel.memory,
    places.map((place) => place.address),
  );
  for (const row of rows) {
    const cpu = places.find((place) => place.address === row.address)?.cpu;
    if (cpu === undefined) continue;
    queues.set(cpu, {
      running: row.has('running') ? row.int('running') : 0,
      current: row.has('current') ? row.pointer('current') : 0n,
      idle: row.has('idle') ? row.pointer('idle') : 0n,
      clockNs: row.has('clock') ? row.int('clock') : 0,
      uninterruptible: row.has('uninterruptible') ? row.int('uninterruptible') | 0 : 0,
    });
  }
  return queues;
}

interface AllFound extends Found {
  /** Process ids that lead to no task, by number. */
  readonly lost: ReadonlyMap<number, WalkProblem>;
  readonly relatives: ReadonlySet<bigint>;
}

interface Found {
  readonly addresses: readonly bigint[];
  readonly problems: readonly WalkProblem[];
}

async function findTasks(kernel: Kernel): Promise<AllFound> {
  const byId = await tasksById(kernel);
  if (byId.addresses.length > 0 && byId.problems.length === 0 && byId.lost.size === 0) {
    return { ...byId, relatives: new Set() };
  }
  const byList = await tasksByList(kernel);
  const known = [...new Set([...byId.addresses, ...byList.addresses])];
  const isWhole = byId.pids.size > 0 && byId.problems.length === 0;
  const relatives = await findRelatives(kernel, known, isWhole ? byId.pids : undefined);
  return {
    addresses: [...known, ...relatives],
    problems: [...byId.problems, ...byList.problems],
    lost: byId.lost,
    relatives: new Set(relatives),
  };
}

/** `init_pid_ns.idr` -> `struct pid` -> the task whose own id it is. */
async function tasksById(
  kernel: Kernel,
): Promise<Omit<AllFound, 'relatives'> & { readonly pids: ReadonlySet<number> }> {
  const namespace = kernel.symbol('init_pid_ns');
  const idr = kernel.types.find('pid_namespace')?.field('idr.idr_rt');
  const head = kernel.types.find('pid')?.field('tasks[0]');
  const link = pidLink(kernel);
  if (namespace === undefined || idr === undefined || head === undefined || link === undefined) {
    const problems = [{ address: 0n, problem: 'the map of process ids is not known' }];
    return { addresses: [], problems, pids: new Set(), lost: new Map() };
  }
  const walk = await walkXarray(kernel, namespace + BigInt(idr.offsetBytes), { maxEntries: MAX_TASKS });
  const heads = await kernel.memory.read(
    walk.entries.map(({ value }) => ({ address: value + BigInt(head.offsetBytes), length: 8 })),
  );
  const problems = [...walk.problems];
  const addresses: bigint[] = [];
  const lost = new Map<number, WalkProblem>();
  heads.forEach(({ bytes, failure }, i) => {
    if (bytes === undefined) {
      const { index, value } = walk.entries[i] ?? { index: 0, value: 0n };
      lost.set(index, { address: value, problem: 'a process id that cannot be read', failure });
      return;
    }
    const first = new LittleEndian(bytes).u64(0);
    if (first !== 0n) addresses.push(first - BigInt(link));
  });
  return { addresses, problems, lost, pids: new Set(walk.entries.map(({ index }) => index)) };
}

/** Where in a task the link stands by which its `struct pid` holds it. */
function pidLink(kernel: Kernel): number | undefined {
  const task = kernel.types.find('task_struct');
  return (task?.field('pid_links[0]') ?? task?.field('pids[0].node'))?.offsetBytes;
}

/** `init_task.tasks` holds the leaders, each process its threads. */
async function tasksByList(kernel: Kernel): Promise<Found> {
  const first = kernel.symbol('init_task');
  const type = kernel.types.struct('task_struct');
  const link = type.field('tasks');
  if (first === undefined || link === undefined) return { addresses: [], problems: [] };
  const at = BigInt(link.offsetBytes);
  const walk = await walkList(kernel.memory, first + at, { maxNodes: MAX_TASKS });
  const leaders = walk.nodes.map((node) => node - at);
  const problems = [...walk.problems];
  const threads = await Promise.all(leaders.map((leader) => threadsOf(kernel, leader, problems)));
  return { addresses: [...leaders, ...threads.flat()], problems };
}

/** Threads of a process: `signal->thread_head` of `thread_node`s, or until 6.6 also the ring of `thread_group`. */
async function threadsOf(kernel: Kernel, leader: bigint, problems: WalkProblem[]): Promise<bigint[]> {
  const type = kernel.types.struct('task_struct');
  const node = type.field('thread_node');
  const head = kernel.types.find('signal_struct')?.field('thread_head');
  const signal = type.field('signal');
  if (node !== undefined && head !== undefined && signal !== undefined) {
    const [pointer] = await kernel.memory.read([{ address: leader + BigInt(signal.offsetBytes), length: 8 }]);
    if (pointer?.bytes === undefined) return [];
    const address = new LittleEndian(pointer.bytes).u64(0);
    if (address === 0n) return [];
    const walk = await walkList(kernel.memory, address + BigInt(head.offsetBytes), { maxNodes: MAX_TASKS });
    problems.push(...walk.problems);
    return walk.nodes.map((thread) => thread - BigInt(node.offsetBytes));
  }
  const group = type.field('thread_group');
  if (group === undefined) return [];
  const walk = await walkList(kernel.memory, leader + BigInt(group.offsetBytes), { maxNodes: MAX_TASKS });
  problems.push(...walk.problems);
  return walk.nodes.map((thread) => thread - BigInt(group.offsetBytes));
}
