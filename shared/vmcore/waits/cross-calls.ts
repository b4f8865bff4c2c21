/**
 * Processors that have called a function on others and wait until it is done (v6.12 kernel/smp.c). One that has its interrupts off never
 * hears of it, and so whoever flushes a TLB or loads a module is found to hang in its place.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import type { WaitTarget } from './target.ts';

const CALLS = /^(smp_call_function_(many_cond|many|single)|generic_exec_single|csd_lock_wait|__csd_lock_wait)$/;
/** `CSD_FLAG_LOCK` (v6.12 include/linux/smp_types.h): it has been sent and not been done. */
const LOCKED = 1;
const SINGLE = 'smp_call_function_single';
/** Calls in the queue of one processor: every other has a few at most. */
const MAX_QUEUED = 65_536;

/** Which frame of a task waits for other processors, if one does; -1 for none. */
export function callDepth({ frames }: TaskTrace): number {
  return frames.findIndex(({ symbol, reliable }) => reliable && CALLS.test(symbol?.replace(/\..*/, '') ?? ''));
}

export async function crossCallWait(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const { runningOn: caller } = trace;
  if (caller === undefined || callDepth(trace) < 0) return undefined;
  const cpus = await unanswered(kernel, caller, trace);
  if (cpus === undefined || cpus.length === 0) {
    const unknown = cpus === undefined ? 'its calls could not be read' : nobodyLeft(trace);
    return { kind: 'ipi', what: 'other processors to answer', holders: [], unknown };
  }
  const names = cpus.map((cpu) => `CPU ${cpu}`).join(', ');
  const wait = { kind: 'ipi', what: `${names} to answer an interrupt`, key: `ipi ${caller}` } as const;
  const running = cpus.flatMap((cpu) => list.byAddress.get(list.runQueues.get(cpu)?.current ?? 0n) ?? []);
  const holders = running.filter((task) => task.pid !== 0 && task !== trace.task);
  if (holders.length > 0) return { ...wait, holders };
  if (running.length < cpus.length) return { ...wait, holders: [], unknown: 'what runs there is not in the dump' };
  const text = `${names} ${cpus.length === 1 ? 'idles and answers' : 'idle and answer'} no interrupt`;
  return { ...wait, holders: [], cause: { kind: 'cpu', key: `ipi ${cpus.join(' ')}`, text } };
}

/** Why nobody is waited for, as far as can be seen. */
function nobodyLeft({ frames }: TaskTrace): string {
  return frames.some(({ symbol }) => symbol === SINGLE)
    ? 'its call hangs in no queue: the processor that was called may be at it'
    : 'every call of this processor has been answered';
}

/** The processors that have not done what this one called for; undefined where that can't be read. */
async function unanswered(kernel: Kernel, caller: number, trace: TaskTrace): Promise<number[] | undefined> {
  // Whether one is online says nothing: a panic takes every other offline.
  const others = [...kernel.cpus.perCpuOffset].filter(([cpu]) => cpu !== caller);
  const [locked, queued] = await Promise.all([lockedCalls(kernel, caller, others), queuedCalls(kernel, others, trace)]);
  const found = [...new Set([...(locked ?? []), ...queued])];
  return locked === undefined && found.length === 0 ? undefined : found;
}

type Cpus = readonly (readonly [cpu: number, offset: bigint])[];

/** For a call on many each processor has one that is its own; undefined where one can't be read and no other tells. */
async function lockedCalls(kernel: Kernel, caller: number, others: Cpus): Promise<number[] | undefined> {
  const type = kernel.types.find('call_function_data');
  // A structure around each until 6.3.
  const pointer = type?.field('csd') ?? type?.field('pcpu');
  const call = kernel.types.find('__call_single_data') ?? kernel.types.find('call_single_data');
  const flags = call?.field('node.u_flags') ?? call?.field('flags');
  const data = kernel.perCpu('cfd_data', caller);
  if (pointer === undefined || flags === undefined || data === undefined) return undefined;
  const base = await kernel.memory.word(data + BigInt(pointer.offsetBytes));
  if (base === undefined) return undefined;
  const reads = await kernel.memory.read(
    others.map(([, offset]) => ({
      address: BigInt.asUintN(64, base + offset + BigInt(flags.offsetBytes)),
      length: 4,
    })),
  );
  const found = others.flatMap(([cpu], i) => {
    const bytes = reads[i]?.bytes;
    return bytes !== undefined && (new LittleEndian(bytes).u32(0) & LOCKED) !== 0 ? [cpu] : [];
  });
  return found.length === 0 && reads.some(({ bytes }) => bytes === undefined) ? undefined : found;
}

/**
 * A call on one processor hangs in that one's queue until it begins with it: whoever waits for the end has it on his stack, who does not
 * waits for the one before it, which is this processor's own. Which processor was called is written down only for debugging.
 */
async function queuedCalls(kernel: Kernel, others: Cpus, { image, runningOn }: TaskTrace): Promise<number[]> {
  const single = runningOn === undefined ? undefined : kernel.perCpu('csd_data', runningOn);
  const isOwn = (node: bigint): boolean => node === single || image?.has(node) === true;
  const found = await Promise.all(
    others.map(async ([cpu]) => {
      const queue = kernel.perCpu('call_single_queue', cpu);
      const seen = new Set<bigint>();
      let next = queue && (await kernel.memory.word(queue));
      while (next !== undefined && next !== 0n && !seen.has(next) && seen.size < MAX_QUEUED) {
        if (isOwn(next)) return [cpu];
        seen.add(next);
        next = await kernel.memory.word(next);
      }
      return [];
    }),
  );
  return found.flat();
}
