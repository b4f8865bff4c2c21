/** Definitions that tests of several sections share: the structs of a kernel, in the shapes that versions have had. */
import type { KernelWriter, Value } from './kernel-writer.ts';

export interface TaskShape {
  /** `__state` since 5.14. */
  readonly state?: 'state' | '__state';
  /** `thread_group` until 6.6. */
  readonly threads?: 'thread_node' | 'thread_group';
  /** The processor: in `thread_info` since 5.16 on x86-64. */
  readonly cpu?: 'thread_info' | 'task';
  /** Further members. */
  /** Return addresses are kept apart from the stack. */
  readonly shadow?: boolean;
  readonly extra?: Readonly<Record<string, string>>;
}

/** In the direct map, and far beyond all pages that a test makes. */
const NOT_IN_THE_DUMP = 0xffff_8880_4000_0000n;
export const THREAD_BYTES = 16_384;

/** Types of tasks, process ids and run queues. */
export function defineTasks(kernel: KernelWriter, shape: TaskShape = {}): void {
  const { state = '__state', threads = 'thread_node', cpu = 'thread_info' } = shape;
  kernel.btf
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('hlist_node', { next: 'ptr', pprev: 'ptr' })
    .struct('hlist_head', { first: 'ptr' })
    .struct('xarray', { xa_lock: 'u32', xa_flags: 'u32', xa_head: 'ptr' })
    .struct('xa_node', { shift: 'u8', offset: 'u8', count: 'u8', nr_values: 'u8', parent: 'ptr', slots: 'ptr[64]' })
    .struct('idr', { idr_rt: 'struct xarray', idr_base: 'u32', idr_next: 'u32' })
    .struct('pid_namespace', { idr: 'struct idr' })
    .struct('pid', { count: 'u32', level: 'u32', tasks: 'struct hlist_head[4]' })
    .struct('thread_info', {
      flags: 'u64',
      ...(shape.shadow === true ? { scs_base: 'ptr', scs_sp: 'ptr' } : {}),
      ...(cpu === 'thread_info' ? { cpu: 'u32' } : {}),
    })
    .struct('thread_struct', { sp: 'u64' })
    .struct('sched_info', { last_arrival: 'u64' })
    .struct('sched_entity', { exec_start: 'u64' })
    .struct('signal_struct', { nr: 'u32', thread_head: 'struct list_head' })
    .struct('task_struct', {
      thread_info: 'struct thread_info',
      [state]: 'u32',
      stack: 'ptr',
      flags: 'u32',
      on_cpu: 's32',
      se: 'struct sched_entity',
      sched_info: 'struct sched_info',
      tasks: 'struct list_head',
      mm: 'ptr',
      exit_state: 's32',
      pid: 's32',
      tgid: 's32',
      real_parent: 'ptr',
      pid_links: 'struct hlist_node[4]',
      [threads]: 'struct list_head',
      signal: 'ptr',
      start_time: 'u64',
      comm: 'char[16]',
      ...(cpu === 'task' ? { cpu: 'u32' } : {}),
      thread: 'struct thread_struct',
      ...shape.extra,
    })
    .struct('inactive_task_frame', {
      r15: 'u64',
      r14: 'u64',
      r13: 'u64',
      r12: 'u64',
      bx: 'u64',
      bp: 'u64',
      ret_addr: 'u64',
    })
    .struct('thread_union', { stack: `u64[${THREAD_BYTES / 8}]` })
    .struct('rq', { nr_running: 'u32', curr: 'ptr', idle: 'ptr', clock: 'u64' });
}

/** Tasks, each with a process id in `init_pid_ns`, and an idle task on every processor's run queue. */
export class Tasks {
  readonly kernel: KernelWriter;
  readonly #pids: { pid: number; address: bigint }[] = [];
  readonly idle: bigint[] = [];
  readonly queues: bigint[];

  constructor(kernel: KernelWriter) {
    this.kernel = kernel;
    this.queues = kernel.perCpu('runqueues', 'struct rq');
    this.queues.forEach((queue, cpu) => {
      const task = kernel.make('task_struct', { pid: 0, comm: `swapper/${cpu}` });
      this.idle.push(task);
      kernel.set('rq', queue, { curr: task, idle: task, clock: 1_000_000_000_000 });
    });
  }

  add(pid: number, comm: string, values: Readonly<Record<string, Value>> = {}): bigint {
    const { kernel } = this;
    const task = kernel.make('task_struct', { pid, tgid: pid, comm, ...values });
    const id = kernel.make('pid', { 'tasks[0].first': kernel.member('task_struct', 'pid_links[0]', task) });
    this.#pids.push({ pid, address: id });
    return task;
  }

  /** A task whose process id stands in the map, and is not in the dump. */
  addLost(pid: number, comm: string, values: Readonly<Record<string, Value>> = {}): bigint {
    const task = this.kernel.make('task_struct', { pid, tgid: pid, comm, ...values });
    this.#pids.push({ pid, address: NOT_IN_THE_DUMP });
    return task;
  }

  /** A stack, with the words that stand on it by their distance from its top. */
  stack(words: Readonly<Record<number, bigint>> = {}, sp = 0): { readonly base: bigint; readonly sp: bigint } {
    const base = this.kernel.alloc(THREAD_BYTES, THREAD_BYTES);
    this.kernel.word(base, 0x57ac_6e9dn);
    const top = base + BigInt(THREAD_BYTES);
    for (const [fromTop, word] of Object.entries(words)) this.kernel.word(top - BigInt(fromTop), word);
    return { base, sp: top - BigInt(sp) };
  }

  /** Writes `init_pid_ns`: one node of 64 slots for every 64 ids, below one at the root. */
  writeIds(): void {
    const { kernel } = this;
    const leaves = new Map<number, bigint>();
    const root = kernel.make('xa_node', { shift: 6 });
    for (const { pid, address } of this.#pids) {
      const index = Math.floor(pid / 64);
      const leaf = leaves.get(index) ?? kernel.make('xa_node', { shift: 0 });
      leaves.set(index, leaf);
      kernel.set('xa_node', root, { [`slots[${index}]`]: leaf + 2n });
      kernel.set('xa_node', leaf, { [`slots[${pid % 64}]`]: address });
    }
    const namespace = kernel.symbol('init_pid_ns', kernel.btf.sizeOf('struct pid_namespace'));
    kernel.set('pid_namespace', namespace, { 'idr.idr_rt.xa_head': root + 2n });
  }
}
