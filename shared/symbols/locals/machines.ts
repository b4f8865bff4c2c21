/** How debug information numbers the registers of a machine, and which of them a function leaves as they were. */

export interface RegisterNumbers {
  /** By number; as the registers of an exception are named. */
  readonly names: readonly string[];
  readonly stackPointer: number;
  readonly framePointer: number;
  /** The unwinder goes by tables that tell the stack pointer of every frame; else it follows frame pointers, and does not know it. */
  readonly tellsStackPointer: boolean;
  /** What a function that says nothing of them has not touched. */
  readonly kept: ReadonlySet<number>;
}

const X86_64: RegisterNumbers = {
  names: [
    ...['rax', 'rdx', 'rcx', 'rbx', 'rsi', 'rdi', 'rbp', 'rsp'],
    ...['r8', 'r9', 'r10', 'r11', 'r12', 'r13', 'r14', 'r15', 'rip'],
  ],
  stackPointer: 7,
  framePointer: 6,
  tellsStackPointer: true,
  kept: new Set([3, 6, 12, 13, 14, 15]),
};

const AARCH64: RegisterNumbers = {
  names: [...Array.from({ length: 31 }, (_, i) => `x${i}`), 'sp'],
  stackPointer: 31,
  framePointer: 29,
  tellsStackPointer: false,
  kept: new Set([19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]),
};

const RISCV64: RegisterNumbers = {
  names: [
    ...['zero', 'ra', 'sp', 'gp', 'tp', 't0', 't1', 't2', 's0', 's1'],
    ...Array.from({ length: 8 }, (_, i) => `a${i}`),
    ...Array.from({ length: 10 }, (_, i) => `s${i + 2}`),
    ...['t3', 't4', 't5', 't6'],
  ],
  stackPointer: 2,
  framePointer: 8,
  tellsStackPointer: false,
  kept: new Set([3, 4, 8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27]),
};

/**
 * By the machine of an ELF file.
 *
 * @see System V ABI AMD64, figure 3.36; DWARF for the Arm 64-bit architecture, section 4.1; RISC-V DWARF specification
 */
export const REGISTER_NUMBERS: ReadonlyMap<number, RegisterNumbers> = new Map([
  [62, X86_64],
  [183, AARCH64],
  [243, RISCV64],
]);
