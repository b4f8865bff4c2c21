import type { RegisterLayout } from '../architecture.ts';

/** Order of the registers in NT_PRSTATUS: `struct user_regs_struct` of x86-64. */
const NAMES = [
  'r15',
  'r14',
  'r13',
  'r12',
  'rbp',
  'rbx',
  'r11',
  'r10',
  'r9',
  'r8',
  'rax',
  'rcx',
  'rdx',
  'rsi',
  'rdi',
  'orig_rax',
  'rip',
  'cs',
  'eflags',
  'rsp',
  'ss',
  'fs_base',
  'gs_base',
  'ds',
  'es',
  'fs',
  'gs',
] as const;

/** `struct pt_regs` is the first of them: what an exception leaves on the stack. */
export const X86_PT_REGS_WORDS = 21;
const USER_RING = 3n;
const EFLAGS_IF = 0x200n;

export const x86Registers: RegisterLayout = {
  names: NAMES,
  ptRegs: NAMES.slice(0, X86_PT_REGS_WORDS),
  interpret: (of) => ({
    pc: of('rip'),
    sp: of('rsp'),
    fp: of('rbp'),
    user: (of('cs') & USER_RING) === USER_RING,
    interruptsOff: (of('eflags') & EFLAGS_IF) === 0n,
  }),
};
