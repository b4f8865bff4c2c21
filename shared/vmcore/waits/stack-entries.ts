/** The entries by which a sleeping task hangs in queues: they lie on its own stack, and each names the task. */
import type { Kernel } from '../kernel/kernel.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { TaskList } from '../tasks/tasks.ts';

/** Frames of the function that waits, and of what it calls to sleep. */
const MAX_DEPTH = 12;
const MAX_NODES = 4096;
const KERNEL_HALF = 1n << 63n;

/** One entry on a task's stack. */
export interface StackEntry {
  /** `wait_queue_entry`, or the `swait_queue` of a completion. */
  readonly type: 'wait' | 'swait';
  readonly address: bigint;
  /** Its `list_head`. */
  readonly node: bigint;
  /** The function that is called to wake it, without what a compiler adds to its name. */
  readonly wake: string | undefined;
}

/** The words on a task's stack that belong to the functions it waits in, lowest first. */
export function waitingWords(trace: TaskTrace): { readonly at: bigint; readonly word: bigint }[] {
  const { image, unwound, frames } = trace;
  if (image === undefined) return [];
  const from = unwound.frames[0]?.sp ?? image.start;
  // What comes after the kernel's frames has its stack elsewhere.
  const after = unwound.frames[Math.min(frames.length - 1, MAX_DEPTH)];
  const to = after !== undefined && image.has(after.sp) ? after.sp : image.end;
  return image.wordsBetween(from, to);
}

/** Addresses among words, each once. */
export function pointersIn(words: readonly { readonly word: bigint }[]): bigint[] {
  return [...new Set(words.map(({ word }) => word))].filter((word) => word >= KERNEL_HALF && word % 8n === 0n);
}

/** Every entry that the task has in a queue: both neighbours of its node point back to it. */
export async function stackEntries(kernel: Kernel, trace: TaskTrace): Promise<StackEntry[]> {
  const { image, task } = trace;
  const wait = kernel.types.find('wait_queue_entry');
  const swait = kernel.types.find('swait_queue');
  const at = {
    private: wait?.field('private')?.offsetBytes,
    func: wait?.field('func')?.offsetBytes,
    entry: wait?.field('entry')?.offsetBytes,
    task: swait?.field('task')?.offsetBytes,
    list: swait?.field('task_list')?.offsetBytes,
  };
  const found: StackEntry[] = [];
  for (const { at: place, word } of waitingWords(trace)) {
    if (word !== task.address || image === undefined) continue;
    if (at.private !== undefined && at.func !== undefined && at.entry !== undefined) {
      const address = place - BigInt(at.private);
      const func = image.word(address + BigInt(at.func));
      const node = address + BigInt(at.entry);
      if (func !== undefined && kernel.isText(func) && (await isLinked(kernel, node))) {
        const wake = kernel.symbolize(func)?.symbol.replace(/\..*/, '');
        found.push({ type: 'wait', address, node, wake });
        continue;
      }
    }
    if (at.task === undefined || at.list === undefined) continue;
    const address = place - BigInt(at.task);
    const node = address + BigInt(at.list);
    if (await isLinked(kernel, node)) found.push({ type: 'swait', address, node, wake: undefined });
  }
  return found;
}

/** Both neighbours of a list's node point back to it; one that is alone hangs in no list. */
export async function isLinked(kernel: Kernel, node: bigint): Promise<boolean> {
  const [next, previous] = await kernel.memory.words([node, node + 8n]);
  if (next === undefined || previous === undefined || next < KERNEL_HALF || previous < KERNEL_HALF) return false;
  if (next === node) return false;
  const [back, forth] = await kernel.memory.words([next + 8n, previous]);
  return back === node && forth === node;
}

/**
 * The `list_head` of the queue that a node hangs in. Before the node of an entry stands the task or the function that wakes it; before
 * a queue's own head stands its lock.
 */
export async function headOf(kernel: Kernel, list: TaskList, node: bigint): Promise<bigint | undefined> {
  const seen = new Set<bigint>();
  let at = await kernel.memory.word(node);
  while (at !== undefined && at !== node && !seen.has(at) && seen.size < MAX_NODES) {
    seen.add(at);
    const [before, next]: (bigint | undefined)[] = await kernel.memory.words([at - 8n, at]);
    if (before === undefined) return undefined;
    if (!list.byAddress.has(before) && !mayBeTask(before) && !(before >= KERNEL_HALF && kernel.isText(before)))
      return at;
    at = next;
  }
  return undefined;
}

/** A task that is not in the dump still has an address; the lock of a queue, with whatever fills the word, looks like none. */
function mayBeTask(word: bigint): boolean {
  return word >= KERNEL_HALF && word % 64n === 0n && BigInt.asUintN(32, word) !== 0n;
}

/** The first of some addresses that has `value` so many bytes on. */
export async function whichHolds(
  kernel: Kernel,
  addresses: readonly bigint[],
  offsetBytes: number | undefined,
  value: bigint,
): Promise<bigint | undefined> {
  if (offsetBytes === undefined) return undefined;
  const words = await kernel.memory.words(addresses.map((address) => address + BigInt(offsetBytes)));
  return addresses[words.findIndex((word) => word === value)];
}
