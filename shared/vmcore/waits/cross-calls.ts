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

/** Which frame of a task waits for other processors, if one does; -1 for none. */
export function callDepth({ frames }: TaskTrace): number {
  return frames.findIndex(({ symbol, reliable }) => reliable && CALLS.test(symbol?.replace(/\..*/, '') ?? ''));
}

export async function crossCallWait(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const { runningOn: caller } = trace;
  if (caller === undefined || callDepth(trace) < 0) return undefined;
  const cpus = await unanswered(kernel, caller);
  if (cpus === undefined || cpus.length === 0) {
    const unknown =
      cpus === undefined ? 'its calls could not be read' : 'every call of this processor has been answered';
    return { kind: 'ipi', what: 'other processors to answer', holders: [], unknown };
  }
  const what = `${cpus.map((cpu) => `CPU ${cpu}`).join(', ')} to answer an interrupt`;
  const running = cpus.map((cpu) => list.byAddress.get(list.runQueues.get(cpu)?.current ?? 0n));
  const holders = running.filter((task) => task !== undefined && task.pid !== 0 && task !== trace.task);
  if (holders.length > 0)
    return { kind: 'ipi', what, key: `ipi ${caller}`, holders: holders.filter((task) => task !== undefined) };
  const text = `${cpus.map((cpu) => `CPU ${cpu}`).join(', ')} idles and answers no interrupt`;
  return {
    kind: 'ipi',
    what,
    key: `ipi ${caller}`,
    holders: [],
    cause: { kind: 'cpu', key: `ipi ${cpus.join(' ')}`, text },
  };
}

/** The processors that have not done what this one called for; undefined where that can't be read. */
async function unanswered(kernel: Kernel, caller: number): Promise<number[] | undefined> {
  const type = kernel.types.find('call_function_data');
  // A structure around each until 6.3.
  const pointer = type?.field('csd') ?? type?.field('pcpu');
  const call = kernel.types.find('__call_single_data') ?? kernel.types.find('call_single_data');
  const flags = call?.field('node.u_flags') ?? call?.field('flags');
  const data = kernel.perCpu('cfd_data', caller);
  if (pointer === undefined || flags === undefined || data === undefined) return undefined;
  const base = await kernel.memory.word(data + BigInt(pointer.offsetBytes));
  if (base === undefined) return undefined;
  // Whether one is online says nothing: a panic takes every other offline.
  const others = [...kernel.cpus.perCpuOffset].filter(([cpu]) => cpu !== caller);
  const destination = call?.field('node.dst');
  const single = kernel.perCpu('csd_data', caller);
  const reads = await kernel.memory.read([
    ...others.map(([, offset]) => ({
      address: BigInt.asUintN(64, base + offset + BigInt(flags.offsetBytes)),
      length: 4,
    })),
    ...(single === undefined || destination === undefined
      ? []
      : [
          { address: single + BigInt(flags.offsetBytes), length: 4 },
          { address: single + BigInt(destination.offsetBytes), length: 2 },
        ]),
  ]);
  const isLocked = (i: number): boolean => {
    const bytes = reads[i]?.bytes;
    return bytes !== undefined && (new LittleEndian(bytes).u32(0) & LOCKED) !== 0;
  };
  const found = others.filter((_, i) => isLocked(i)).map(([cpu]) => cpu);
  const to = reads[others.length + 1]?.bytes;
  if (to !== undefined && isLocked(others.length)) found.push(new LittleEndian(to).u16(0));
  return [...new Set(found)];
}
