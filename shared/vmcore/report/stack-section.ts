/** What the stacks tell: who ran what, where the kernel panicked, which locks are held, and who waits for whom. */
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelTime } from '../kernel/time.ts';
import { readLocks, type Lock } from '../locks/locks.ts';
import { traceCpus } from '../stacks/cpu-traces.ts';
import type { SavedRegisters } from '../stacks/registers.ts';
import { traceTasks, type TaskTraces } from '../stacks/task-stacks.ts';
import type { TaskList } from '../tasks/tasks.ts';
import { findWaits } from '../waits/find-waits.ts';
import { findPanic, type PanicPlace } from './panic.ts';
import type { Sections } from './sections.ts';

export interface Stacks {
  /** Of processors that ran this kernel or a program of its: those of its guests left out. */
  readonly registers: ReadonlyMap<number, SavedRegisters>;
  readonly traces: TaskTraces | undefined;
  /** Of processors whose task is not known. */
  readonly bare: Awaited<ReturnType<typeof traceCpus>> | undefined;
  readonly panic: PanicPlace | undefined;
  readonly locks: readonly Lock[] | undefined;
  readonly waits: Awaited<ReturnType<typeof findWaits>> | undefined;
}

/** One after the other: each step needs what the one before has found. Modules are to be known. */
export async function examineStacks(
  kernel: Kernel,
  sections: Sections,
  list: TaskList | undefined,
  saved: ReadonlyMap<number, SavedRegisters>,
  time: KernelTime | undefined,
): Promise<Stacks> {
  const traces = list && (await sections.run('stacks', () => traceTasks(kernel, list, saved)));
  const guests = new Set(
    [...(traces?.byAddress.values() ?? [])].flatMap((one) => (one.ranGuest ? [one.runningOn] : [])),
  );
  const registers = new Map([...saved].filter(([cpu]) => !guests.has(cpu)));
  const guessed = traces?.tracer.problem;
  if (guessed !== undefined) sections.note('stacks', guessed, { partial: true });
  const unknown = [...registers].filter(
    ([cpu]) => traces?.byAddress.has(list?.runQueues.get(cpu)?.current ?? 0n) !== true,
  );
  const bare = await sections.run('cpus', () => traceCpus(kernel, new Map(unknown)));
  const [panic, locks] = await Promise.all([
    sections.run('panic', () => findPanic(kernel, list, traces, registers, bare)),
    list && traces && sections.run('locks', () => readLocks(kernel, list, traces)),
  ]);
  const waits =
    list && traces && (await sections.run('waits', () => findWaits(kernel, list, traces, locks ?? [], time)));
  return { registers, traces, bare, panic, locks, waits };
}
