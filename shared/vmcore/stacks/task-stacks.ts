import { hex } from '../../bytes/cursor.ts';
import type { Frame, TaskInfo } from '../../contract/report.ts';
import { architectureOf } from '../arch/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readPanicCpu } from '../kernel/panic-cpu.ts';
import type { RegisterSet } from '../arch/register-set.ts';
import type { SavedRegisters } from './registers.ts';
import { readStacks, STACK_END_MAGIC, threadSize, type StackImage } from './stack-memory.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';
import { Tracer } from './tracer.ts';
import { guestFrame, isGuests, startBelowGuest } from './guests.ts';
import { startWithoutRegisters } from './without-registers.ts';
import type { Unwound, UnwindStart } from './unwind.ts';

/** A task's stack and what is on it. */
export interface TaskTrace {
  readonly task: Task;
  readonly image: StackImage | undefined;
  readonly start: UnwindStart | undefined;
  readonly unwound: Unwound;
  readonly frames: readonly Frame[];
  /** The processor it runs on, where it does. */
  readonly runningOn: number | undefined;
  /** The processor ran a guest of KVM for it: the registers that were saved are that guest's. */
  readonly ranGuest: boolean;
  readonly note: string | undefined;
}

export interface TaskTraces {
  readonly byAddress: ReadonlyMap<bigint, TaskTrace>;
  readonly tracer: Tracer;
  readonly threadBytes: number;
}

/** Unwinds every task: those that run from the registers of their processor, the others from where they were switched out. */
export async function traceTasks(
  kernel: Kernel,
  list: TaskList,
  saved: ReadonlyMap<number, SavedRegisters>,
): Promise<TaskTraces> {
  const tasks = [...list.byAddress.values()];
  const { stacks } = architectureOf(kernel.machine);
  const depths = tasks.map((task) => Number((stacks.switchedOut(task)?.sp ?? task.stack) - task.stack));
  const threadBytes = threadSize(kernel, depths);
  const [special, panicCpu] = await Promise.all([stacks.special(kernel, threadBytes), readPanicCpu(kernel)]);
  const withStack = tasks.filter((task) => task.stack !== 0n);
  const [tracer, images] = await Promise.all([
    Tracer.open(kernel, special),
    readStacks(
      kernel.memory,
      withStack.map((task) => task.stack),
      threadBytes,
    ),
  ]);
  const imageOf = new Map(withStack.map((task, i) => [task.address, images[i]]));
  await tracer.prepare(
    images,
    [...saved.values()].map(({ registers }) => registers.pc),
  );
  const running = runningTasks(list);
  const traces = await Promise.all(
    tasks.map((task) => traceTask(tracer, task, imageOf.get(task.address), running.get(task.address), saved, panicCpu)),
  );
  return { byAddress: new Map(traces.map((trace) => [trace.task.address, trace])), tracer, threadBytes };
}

/** The task that runs on each processor, by its address. */
function runningTasks(list: TaskList): Map<bigint, number> {
  return new Map([...list.runQueues].map(([cpu, queue]) => [queue.current, cpu]));
}

async function traceTask(
  tracer: Tracer,
  task: Task,
  image: StackImage | undefined,
  runningOn: number | undefined,
  saved: ReadonlyMap<number, SavedRegisters>,
  panicCpu: number | undefined,
): Promise<TaskTrace> {
  const own = runningOn === undefined ? undefined : saved.get(runningOn);
  const ranGuest =
    own !== undefined && isGuests(own, task, [...tracer.special, ...(image === undefined ? [] : [image])]);
  const registers = ranGuest ? undefined : own?.registers;
  const start =
    registers !== undefined
      ? startRunning(registers)
      : runningOn === undefined
        ? startAsleep(tracer, task, image)
        : ranGuest
          ? startBelowGuest(tracer, image)
          : await startWithoutRegisters(tracer, image, runningOn === panicCpu);
  const guest = ranGuest ? [guestFrame(own.registers)] : [];
  const none = { task, image, start, ...framesOf(tracer, { frames: guest }, image), runningOn, ranGuest };
  if (image?.readable !== true && registers === undefined) {
    const reason = task.state === 'Z' || task.state === 'X' ? 'it has ended: its stack was freed' : 'not in the dump';
    return { ...none, ...(await lastInstruction(tracer, task)), note: `no stack: ${reason}` };
  }
  if (start === undefined) {
    const isRunning = runningOn !== undefined && registers === undefined;
    const note = ranGuest
      ? 'it ran a guest, and where the kernel entered that is not on its stack'
      : isRunning
        ? 'it ran, and its registers were not saved'
        : 'the saved stack pointer is not on its stack';
    return { ...none, note };
  }
  const below = await tracer.unwind(start, image, task.address);
  const unwound = { ...below, frames: [...guest, ...below.frames] };
  const note = unwound.stopped === undefined ? undefined : `unwinding: ${unwound.stopped}`;
  return { ...none, ...framesOf(tracer, unwound, image), note };
}

function framesOf(
  tracer: Tracer,
  unwound: Unwound,
  image: StackImage | undefined,
): Pick<TaskTrace, 'unwound' | 'frames'> {
  return { unwound, frames: tracer.frames(unwound, image) };
}

/** Where a task without a stack was switched out: arm64 keeps that in the task itself. */
async function lastInstruction(tracer: Tracer, task: Task): Promise<Pick<TaskTrace, 'unwound' | 'frames'> | undefined> {
  const out = architectureOf(tracer.kernel.machine).stacks.switchedOut(task);
  if (out === undefined || !tracer.kernel.isText(out.pc)) return undefined;
  const unwound = await tracer.unwind({ pc: out.pc, sp: out.sp, fp: 0n, exact: false }, undefined);
  return { unwound, frames: tracer.frames(unwound, undefined) };
}

/** Where a processor stood. */
export function startRunning(registers: RegisterSet): UnwindStart {
  return { pc: registers.pc, sp: registers.sp, fp: registers.fp, exact: true, registers };
}

/** Where `__switch_to` left it. */
function startAsleep(tracer: Tracer, task: Task, image: StackImage | undefined): UnwindStart | undefined {
  const { stacks } = architectureOf(tracer.kernel.machine);
  const out = stacks.switchedOut(task);
  if (out === undefined || image?.has(out.sp - 1n) !== true) return undefined;
  return stacks.asleep(tracer.kernel, out, image);
}

/** What {@link STACK_END_MAGIC} takes. */
const END_BYTES = 8;

/** What the report says of a task's stack. */
export function stackInfo(trace: TaskTrace, threadBytes: number): TaskInfo['stack'] {
  const { image, start } = trace;
  if (image?.readable !== true) return undefined;
  const sp = start?.sp;
  const lowest = image.wordAt(0);
  const deepest = deepestOf(trace, image);
  const onStack = sp !== undefined && sp > image.start && sp <= image.end;
  // A stack pointer just below the stack has run into its guard page; on another stack it says nothing of this one.
  const overflowed = overflowOf(trace, threadBytes);
  return {
    address: hex(image.start),
    sizeBytes: threadBytes,
    ...(onStack ? { usedBytes: Number(image.end - sp) } : {}),
    ...(deepest === undefined ? {} : { highWaterBytes: threadBytes - deepest }),
    ...(lowest === undefined ? {} : { endMagicIntact: (lowest & 0xffff_ffffn) === STACK_END_MAGIC }),
    ...(overflowed ? { overflowed: true } : {}),
  };
}

/**
 * Offset of the deepest word that the stack was ever used to. The first task's stack is a part of the image, which a linker may
 * have filled with instructions that do nothing (GNU ld 2.47 does, in Debian's 7.2 for amd64): then nobody knows.
 */
function deepestOf({ task }: TaskTrace, image: StackImage): number | undefined {
  const deepest = image.deepest(END_BYTES);
  return deepest === END_BYTES && task.pid === 0 && image.wordAt(2 * END_BYTES) !== 0n ? undefined : deepest;
}

/** Some frame's stack pointer lies in the guard page below the stack. */
export function overflowOf(trace: TaskTrace, threadBytes: number): boolean {
  const { image, unwound, start } = trace;
  if (image === undefined) return false;
  const guard = image.start - BigInt(threadBytes);
  const below = (sp: bigint): boolean => sp >= guard && sp <= image.start;
  if (start !== undefined && below(start.sp)) return true;
  return unwound.frames.some(
    (frame) => below(frame.sp) || (frame.interrupted !== undefined && below(frame.interrupted.sp)),
  );
}
