/**
 * What differs between machines, in one place: nothing outside this folder asks which machine a dump is of.
 *
 * To add one: give it a name in {@link Machine}, write a folder and a file beside those that are here, and enter it in
 * `index.ts`. The types of both tables keep the compiler complaining until it is whole.
 */
import type { DumpHeader, Machine, PhysicalMemory } from '../formats/dump.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { Tables } from '../integrity/patch-sites.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelMemory } from '../memory/kernel-memory.ts';
import type { AddressSpace, LinearMap } from '../memory/virtual-memory.ts';
import type { RegisterSet } from './register-set.ts';
import type { StackImage, StackRange } from '../stacks/stack-memory.ts';
import type { Stacks, Unwound, UnwindStart } from '../stacks/unwind.ts';
import type { OrcLayout } from '../symbols/orc.ts';
import type { Task } from '../tasks/tasks.ts';

/** Addresses from the first up to, and without, the second. */
export type AddressRange = readonly [start: bigint, end: bigint];

export interface Architecture {
  readonly machine: Machine;
  readonly addresses: AddressLayout;
  readonly registers: RegisterLayout;
  readonly stacks: StackLayout;
  readonly code: CodeReader;
}

/** Where things are in the kernel's address space. */
export interface AddressLayout {
  /** VMCOREINFO that only this machine's kernels write. */
  describes(info: VmcoreInfo): boolean;
  /** The physical address of something in the kernel's image, by what VMCOREINFO says of the image's place. */
  imagePhysical(info: VmcoreInfo, address: bigint): bigint | undefined;
  /** Where physical memory may begin, other than at 0: for memory that was written down without saying. */
  memoryStarts(info: VmcoreInfo): readonly bigint[];
  /** How addresses are translated, as far as VMCOREINFO and the header tell; nothing where they do not say enough. */
  space(info: VmcoreInfo, header: DumpHeader, memory: PhysicalMemory): AddressSpace | undefined;
  /** The direct map of all memory where only the kernel's variables tell where it is. */
  directMap(kernel: Kernel): Promise<LinearMap | undefined>;
  /** Where modules may be. */
  moduleRegions(base: KernelMemory): readonly AddressRange[];
  /** Where vmalloc begins; `kernel` is undefined before its symbols are known. */
  vmallocStart(base: KernelMemory, kernel: Kernel | undefined): Promise<bigint | undefined>;
}

export interface RegisterLayout {
  /** In the order of NT_PRSTATUS, `struct user_regs_struct`. */
  readonly names: readonly string[];
  /** Those of them that an exception leaves on the stack, `struct pt_regs`. */
  readonly ptRegs: readonly string[];
  /** What unwinding and the report ask of them. */
  interpret(of: (name: string) => bigint): Omit<RegisterSet, 'values'>;
  /**
   * The number that each processor has outside of the kernel, by the kernel's own number: a hypervisor's notes are in that order.
   * Absent where both count alike; nothing where memory does not say.
   */
  hardwareNumbers?(kernel: Kernel): Promise<ReadonlyMap<number, bigint> | undefined>;
}

/** Where a task stood as it was switched out, as far as its `task_struct` says. */
export interface SwitchedOut {
  readonly sp: bigint;
  readonly fp: bigint;
  /** 0 where it is on the stack. */
  readonly pc: bigint;
  /** Registers that were kept with them, by name. */
  readonly saved?: ReadonlyMap<string, bigint>;
}

export interface StackLayout {
  /** The stacks of a processor besides those of tasks. */
  special(kernel: Kernel, threadBytes: number): Promise<StackRange[]>;
  switchedOut(task: Task): SwitchedOut | undefined;
  /** Where unwinding begins of a task that was switched out: on its stack. */
  asleep(kernel: Kernel, out: SwitchedOut, image: StackImage): UnwindStart | undefined;
  /** @throws {MemoryReadError} {FormatError} where the kernel's own tables can't be read */
  openUnwinder(kernel: Kernel): Promise<Unwinder>;
}

export interface Unwinder {
  unwind(stacks: Stacks, start: UnwindStart): Promise<Unwound>;
  /** Why frames can only be guessed, if they can. */
  readonly problem?: string | undefined;
  /** The layout of modules' own tables, where unwinding needs them. */
  readonly moduleTables: OrcLayout | undefined;
}

export interface CodeReader {
  /**
   * Marks the code that the kernel rewrites itself, by the tables that it carries.
   *
   * @returns names of those that a kernel like this has and that were not found: comparing the rest would accuse what is sound
   */
  markSites(tables: Tables): string[];
  /**
   * Addresses of data that a function's code may refer to: for finding a variable that no table names. There are more of
   * them than the code really uses; whoever asks has to test what is found.
   */
  dataReferences(start: bigint, code: Uint8Array): bigint[];
  /** Whether the code names an address: by a distance from itself, or in full. */
  mentions(start: bigint, code: Uint8Array, address: bigint): boolean;
  /**
   * Bytes of the aligned unit around a difference that the kernel rewrites as it is seen to be; 0 where it does not. Absent
   * where tables tell of every place.
   *
   * @param offset that KASLR added to the image's addresses
   */
  readonly rewrites: ((offset: bigint) => Rewrites) | undefined;
}

export type Rewrites = (expected: Uint8Array, at: number, found: Uint8Array, i: number) => number;

/** Where the code of a machine names addresses in no other way than by {@link CodeReader.dataReferences}. */
export function mentionedIn(references: CodeReader['dataReferences']): CodeReader['mentions'] {
  return (start, code, address) => references(start, code).includes(address);
}
