/**
 * Processors that spin for a lock. Nothing of that hangs in a list on a stack: the lock's address is in the registers of the
 * processor, the lock's own word says that it is held and who is last in its queue, and the queue nodes of each processor lead there.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { TaskTrace, TaskTraces } from '../stacks/task-stacks.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';

/** The slow paths of queued locks, and the functions that call them (v6.12 kernel/locking/{qspinlock,qrwlock,spinlock}.c). */
const SPINS =
  /^((native_|__pv_)?queued_spin_lock_slowpath|queued_(read|write)_lock_slowpath|_raw_(spin|read|write)_lock(_bh|_irq|_irqsave|_nested)?|do_raw_(spin|read|write)_lock)$/;
const READ = /read_lock/;
const WRITE = /write_lock/;
const KERNEL_HALF = 1n << 63n;
/** Words of the slow path's own frame and of its caller's. */
const MAX_WORDS = 64;
/** One for a task, and one for each kind of interrupt that may come upon it (`MAX_NODES`, v6.12 kernel/locking/qspinlock.c). */
const NESTED = 4;

/** One processor that spins. */
export interface Spin {
  readonly task: Task;
  readonly cpu: number;
  readonly kind: 'spinlock' | 'rwlock';
  readonly mode: 'read' | 'write' | undefined;
  /** Which of the task's frames spins. */
  readonly depth: number;
  /** Undefined where no register and no word near holds the address of a lock that is held and wanted. */
  readonly lock: bigint | undefined;
  /** How many are behind it in the lock's queue; undefined for one that stands in none: it is the next. */
  readonly behind: number | undefined;
}

/** Every processor that spins, with the lock. */
export async function readSpins(kernel: Kernel, list: TaskList, traces: TaskTraces): Promise<Spin[]> {
  const queue = new SpinQueue(kernel);
  const spins = await Promise.all(
    [...list.runQueues].map(async ([cpu, { current }]) => {
      const trace = traces.byAddress.get(current);
      return trace === undefined ? undefined : spinOf(kernel, queue, cpu, trace);
    }),
  );
  return spins.filter((spin) => spin !== undefined);
}

async function spinOf(kernel: Kernel, queue: SpinQueue, cpu: number, trace: TaskTrace): Promise<Spin | undefined> {
  const depth = spinDepth(trace);
  if (depth < 0) return undefined;
  const names = trace.frames.slice(depth, depth + 2).map(({ symbol }) => symbol ?? '');
  const mode = names.some((name) => READ.test(name))
    ? 'read'
    : names.some((name) => WRITE.test(name))
      ? 'write'
      : undefined;
  const spin = { task: trace.task, cpu, kind: mode === undefined ? 'spinlock' : 'rwlock', mode, depth } as const;
  const registers = registersAt(trace, depth);
  const candidates = pointersTo([...registers, ...(await wordsAt(kernel, trace, depth))]);
  const reads = await kernel.memory.read(candidates.map((address) => ({ address, length: 8 })));
  const own = mode === undefined ? await queue.nodeOf(cpu) : undefined;
  for (const [i, { bytes }] of reads.entries()) {
    if (bytes === undefined) continue;
    const view = new LittleEndian(bytes);
    if (mode !== undefined) {
      if (isWantedRwlock(view)) return { ...spin, lock: candidates[i], behind: undefined };
      continue;
    }
    const behind = queue.placeIn(view.u32(0), own);
    if (behind !== undefined) return { ...spin, lock: candidates[i], behind: behind < 0 ? undefined : behind };
  }
  // A guest whose hypervisor does not help with spinlocks queues for none: it tries again and again (`virt_spin_lock()`).
  const near = pointersTo(registers);
  const taken = candidates.filter((address, i) => {
    const bytes = reads[i]?.bytes;
    return near.includes(address) && bytes !== undefined && new LittleEndian(bytes).u32(0) === 1;
  });
  const lock = mode === undefined && taken.length === 1 ? taken[0] : undefined;
  return { ...spin, lock, behind: undefined };
}

/** Which frame of a task spins for a lock, if one does; -1 for none. */
export function spinDepth({ frames }: TaskTrace): number {
  return frames.findIndex(({ symbol, reliable }) => reliable && SPINS.test(symbol?.replace(/\..*/, '') ?? ''));
}

/** Registers as they were where the processor spun. */
function registersAt({ unwound, start }: TaskTrace, depth: number): bigint[] {
  const interrupted = unwound.frames.slice(0, depth).findLast((frame) => frame.interrupted !== undefined)?.interrupted;
  return [...((interrupted ?? start?.registers)?.values.values() ?? [])];
}

/** What lies on the stack of the function that spins, and of its caller. */
async function wordsAt(kernel: Kernel, { unwound }: TaskTrace, depth: number): Promise<bigint[]> {
  const from = unwound.frames[depth]?.sp;
  const to = unwound.frames[depth + 2]?.sp;
  if (from === undefined || to === undefined || to <= from) return [];
  const count = Math.min(Number((to - from) / 8n), MAX_WORDS);
  const words = await kernel.memory.words(Array.from({ length: count }, (_, i) => (from & ~7n) + BigInt(i * 8)));
  return words.filter((word) => word !== undefined);
}

/** Addresses among words that a lock may have. */
function pointersTo(words: readonly bigint[]): bigint[] {
  return [...new Set(words)].filter((word) => word >= KERNEL_HALF && word % 4n === 0n);
}

/** Whoever is in a slow path has the lock's inner spinlock, or waits for it (v6.12 kernel/locking/qrwlock.c). */
function isWantedRwlock(view: LittleEndian): boolean {
  return view.u32(0) !== 0 && (view.u32(4) & 0xff) === 1;
}

interface QueueNode {
  readonly address: bigint;
  /** Nodes from it to the end of its queue, itself among them. */
  readonly chain: readonly bigint[];
}

/** The queues of spinlocks: nodes of each processor, linked from the head of a queue to its tail (an MCS lock). */
class SpinQueue {
  readonly #kernel: Kernel;
  readonly #variable: 'qnodes' | 'mcs_nodes';
  readonly #bytes: number;
  readonly #next: number | undefined;
  readonly #count: number | undefined;
  readonly #isQueued: boolean;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    // A bare `mcs_spinlock` until 5.0.
    const wrapped = kernel.types.find('qnode');
    const node = wrapped ?? kernel.types.find('mcs_spinlock');
    this.#variable = kernel.symbol('qnodes') === undefined ? 'mcs_nodes' : 'qnodes';
    this.#bytes = node?.sizeBytes ?? 0;
    this.#next = node?.field(wrapped === undefined ? 'next' : 'mcs.next')?.offsetBytes;
    this.#count = node?.field(wrapped === undefined ? 'count' : 'mcs.count')?.offsetBytes;
    this.#isQueued = kernel.types.has('qspinlock');
  }

  /** The node with which a processor stands in a queue; undefined where it stands in none. */
  async nodeOf(cpu: number): Promise<QueueNode | undefined> {
    const { memory } = this.#kernel;
    const base = this.#kernel.perCpu(this.#variable, cpu);
    if (base === undefined || this.#count === undefined || this.#next === undefined) return undefined;
    const [used] = await memory.read([{ address: base + BigInt(this.#count), length: 4 }]);
    const count = used?.bytes === undefined ? 0 : new LittleEndian(used.bytes).u32(0);
    if (count === 0 || count > NESTED) return undefined;
    const address = base + BigInt((count - 1) * this.#bytes);
    const chain = [address];
    while (chain.length <= this.#kernel.cpus.ids.length) {
      const next = await memory.word((chain.at(-1) ?? 0n) + BigInt(this.#next));
      if (next === undefined || next === 0n || chain.includes(next)) break;
      chain.push(next);
    }
    return { address, chain };
  }

  /**
   * Whether a lock's word says that a processor with this node waits for it: undefined where it does not, -1 where the processor is
   * the next to have it without standing in the queue, else how many stand behind it.
   *
   * v6.12 include/asm-generic/qspinlock_types.h: bits 0 to 7 locked, 8 pending, 16 and 17 which node of a processor, from 18
   * on its number and one. Of a ticket lock the lower half is whose turn it is, the upper half the next that is given out.
   */
  placeIn(word: number, node: QueueNode | undefined): number | undefined {
    if (!this.#isQueued) {
      const tickets = ((word >>> 16) - (word & 0xffff)) & 0xffff;
      return tickets >= 2 && tickets <= this.#kernel.cpus.ids.length * NESTED ? -1 : undefined;
    }
    const tailCpu = (word >>> 18) - 1;
    if (node === undefined) return (word & 0x1ff) === 0x101 && tailCpu < this.#kernel.cpus.ids.length ? -1 : undefined;
    const base = tailCpu < 0 ? undefined : this.#kernel.perCpu(this.#variable, tailCpu);
    const tail = base === undefined ? undefined : base + BigInt(((word >>> 16) & 3) * this.#bytes);
    return tail !== undefined && node.chain.at(-1) === tail ? node.chain.length - 1 : undefined;
  }
}
