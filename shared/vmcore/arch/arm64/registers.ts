import type { RegisterLayout } from '../architecture.ts';

/** The same in NT_PRSTATUS and at the beginning of `struct pt_regs`. */
const NAMES = [...Array.from({ length: 31 }, (_, i) => `x${i}`), 'sp', 'pc', 'pstate'];
/** PSTATE (Arm ARM C5.2): the mode in the low bits, EL0 is 0; bit 7 masks interrupts. */
const MODE = 0xfn;
const IRQ_MASKED = 0x80n;

export const arm64Registers: RegisterLayout = {
  names: NAMES,
  ptRegs: NAMES,
  interpret: (of) => ({
    pc: of('pc'),
    sp: of('sp'),
    fp: of('x29'),
    user: (of('pstate') & MODE) === 0n,
    interruptsOff: (of('pstate') & IRQ_MASKED) !== 0n,
  }),
};
