import type { Frame } from '../../contract/report.ts';
import { architectureOf } from '../arch/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { SavedRegisters } from './registers.ts';
import { readStacks, threadSize } from './stack-memory.ts';
import { startRunning } from './task-stacks.ts';
import { Tracer } from './tracer.ts';
import type { Unwound } from './unwind.ts';

/** What a processor was doing, by its registers alone. */
export interface CpuTrace {
  readonly unwound: Unwound;
  readonly frames: readonly Frame[];
}

/**
 * Unwinds processors of which it is not known what task they ran: of a kernel without types, or where the task is not in the
 * dump. Stacks are as large as they are aligned, so the stack pointer tells where the stack is.
 */
export async function traceCpus(
  kernel: Kernel,
  saved: ReadonlyMap<number, SavedRegisters>,
): Promise<ReadonlyMap<number, CpuTrace>> {
  const running = [...saved].filter(([, { registers }]) => !registers.user);
  if (running.length === 0) return new Map();
  const threadBytes = threadSize(kernel, []);
  const special = await architectureOf(kernel.machine).stacks.special(kernel, threadBytes);
  const starts = running.map(([, { registers }]) => registers.sp - (registers.sp % BigInt(threadBytes)));
  const [tracer, images] = await Promise.all([
    Tracer.open(kernel, special),
    readStacks(kernel.memory, starts, threadBytes),
  ]);
  await tracer.prepare(
    images,
    running.map(([, { registers }]) => registers.pc),
  );
  const traces = await Promise.all(
    running.map(async ([cpu, { registers }], i): Promise<[number, CpuTrace]> => {
      const isSpecial = special.some(({ start, end }) => registers.sp >= start && registers.sp < end);
      const image = isSpecial ? undefined : images[i];
      const unwound = await tracer.unwind(startRunning(registers), image);
      return [cpu, { unwound, frames: tracer.frames(unwound, image) }];
    }),
  );
  return new Map(traces);
}
