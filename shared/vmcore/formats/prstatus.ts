import type { DumpNote } from './dump.ts';

const NT_PRSTATUS = 1;
/** `pr_reg` in `struct elf_prstatus` (v6.12 include/linux/elfcore.h), and what comes behind the registers. */
const PR_REG = 112;
const PR_TAIL_BYTES = 8;

/** Registers as a crashed kernel would have left them, `names` in the order of `struct user_regs_struct`; what is not known is 0. */
export function prstatus(names: readonly string[], values: ReadonlyMap<string, bigint>): DumpNote {
  const desc = Buffer.alloc(PR_REG + names.length * 8 + PR_TAIL_BYTES);
  names.forEach((name, i) => {
    desc.writeBigUInt64LE(BigInt.asUintN(64, values.get(name) ?? 0n), PR_REG + i * 8);
  });
  return { name: 'CORE', type: NT_PRSTATUS, desc };
}
