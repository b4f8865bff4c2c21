import type { RegisterSet } from '../arch/register-set.ts';
import type { StackImage, StackRange } from './stack-memory.ts';

/** One frame as an unwinder finds it, innermost first. */
export interface RawFrame {
  readonly pc: bigint;
  /** Where the frame's stack begins. */
  readonly sp: bigint;
  /** `pc` is the instruction itself, not the one after a call. */
  readonly exact: boolean;
  /** False where the frame was guessed by scanning the stack. */
  readonly reliable: boolean;
  readonly user: boolean;
  /** An address of a KVM guest that the processor ran: nothing of this kernel names it. */
  readonly guest?: boolean;
  /** Where exceptions enter the kernel, or a stack begins: written in assembly. */
  readonly assembly?: boolean;
  /** The frame pointer's register there, where unwind tables tell it. */
  readonly framePointer?: bigint | undefined;
  /** The registers that an exception left here: those of the next frame outward. */
  readonly interrupted?: RegisterSet | undefined;
}

/** Where unwinding begins. */
export interface UnwindStart {
  readonly pc: bigint;
  readonly sp: bigint;
  readonly fp: bigint;
  /** `pc` is where the processor stood; else it is a return address. */
  readonly exact: boolean;
  /** All registers, where they are known. */
  readonly registers?: RegisterSet | undefined;
  /** Those that a switch of tasks has saved, by name. */
  readonly saved?: ReadonlyMap<string, bigint> | undefined;
}

export interface Unwound {
  readonly frames: readonly RawFrame[];
  /** Why it ended early; absent where it came to the end of the stack. */
  readonly stopped?: string | undefined;
}

export const MAX_FRAMES = 1024;
/** Task, softirq, irq, exception, NMI and entry stacks, some of them more than once. */
export const MAX_STACK_SWITCHES = 16;

/** The stacks an unwinder may come across; what is not the task's own is read as it is met. */
export interface Stacks {
  readonly task: StackImage | undefined;
  readonly special: readonly StackRange[];
  /**
   * The true return address where tracing has replaced it by `pc`, taken from the place `slot`; `pc` itself where it has not.
   * Undefined where `pc` is a trampoline of the tracers and nothing tells what it stands for.
   */
  recover?(pc: bigint, slot: bigint): Promise<bigint | undefined>;
  /** Return addresses that the kernel keeps apart from the stack of a task that is switched out, innermost first. */
  shadow?(): Promise<readonly bigint[]>;
  /** A word of any stack. */
  word(address: bigint): Promise<bigint | undefined>;
}

/** The stack that an address lies on. */
export function stackAt(stacks: Stacks, address: bigint): StackRange | undefined {
  if (stacks.task?.has(address) === true) {
    return { start: stacks.task.start, end: stacks.task.end, kind: 'task' };
  }
  return stacks.special.find((stack) => address >= stack.start && address < stack.end);
}
