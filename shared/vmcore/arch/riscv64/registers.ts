import type { RegisterLayout } from '../architecture.ts';
import { hartNumbers } from './harts.ts';

/** `struct user_regs_struct`, which is how `struct pt_regs` begins (arch/riscv/include/asm/ptrace.h, linux v6.12). */
const USER_NAMES = [
  ...['pc', 'ra', 'sp', 'gp', 'tp', 't0', 't1', 't2', 's0', 's1'],
  ...['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'],
  ...['s2', 's3', 's4', 's5', 's6', 's7', 's8', 's9', 's10', 's11'],
  ...['t3', 't4', 't5', 't6'],
];
/** What an exception adds to them. */
const EXCEPTION_NAMES = ['status', 'badaddr', 'cause', 'orig_a0'];

export const RISCV_PT_REGS_WORDS = USER_NAMES.length + EXCEPTION_NAMES.length;

/** `sstatus`: what ran before the exception, and whether interrupts were on. */
const SPP = 0x100n;
const SPIE = 0x20n;
/** A note of NT_PRSTATUS has no status: what stands in its place is small. */
const IS_STATUS = ~0xffn;

export const riscvRegisters: RegisterLayout = {
  names: [...USER_NAMES, ...EXCEPTION_NAMES],
  ptRegs: USER_NAMES,
  hardwareNumbers: hartNumbers,
  interpret(of) {
    const status = of('status');
    const isKnown = (status & IS_STATUS) !== 0n;
    const pc = of('pc');
    return {
      pc,
      sp: of('sp'),
      fp: of('s0'),
      user: isKnown ? (status & SPP) === 0n : pc >> 63n === 0n,
      interruptsOff: isKnown && (status & SPIE) === 0n,
    };
  },
};
