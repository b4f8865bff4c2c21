import { architectureOf } from '../../arch/index.ts';
import { Machine, type DumpNote } from '../dump.ts';

const NT_PRSTATUS = 1;
/** `pr_reg` in `struct elf_prstatus` (v6.12 include/linux/elfcore.h), and what comes behind the registers. */
const PR_REG = 112;
const PR_TAIL_BYTES = 8;
/** Selectors of the kernel and of programs (v6.12 arch/x86/include/asm/segment.h). */
const KERNEL = { cs: 0x10n, ss: 0x18n };
const USER = { cs: 0x33n, ss: 0x2bn };
const KERNEL_HALF = 1n << 63n;

/**
 * Registers as a crashed kernel would have left them. The selectors are not among them: where the processor stood says whether it ran
 * the kernel. Undefined where it is not known where it stood.
 */
export function prstatusNote(registers: ReadonlyMap<string, bigint>): DumpNote | undefined {
  const rip = registers.get('rip');
  if (rip === undefined || registers.get('rsp') === undefined) return undefined;
  const selectors = rip >= KERNEL_HALF ? KERNEL : USER;
  const { names } = architectureOf(Machine.X86_64).registers;
  const values = new Map<string, bigint>([...registers, ['cs', selectors.cs], ['ss', selectors.ss]]);
  const desc = Buffer.alloc(PR_REG + names.length * 8 + PR_TAIL_BYTES);
  names.forEach((name, i) => {
    desc.writeBigUInt64LE(BigInt.asUintN(64, values.get(name) ?? 0n), PR_REG + i * 8);
  });
  return { name: 'CORE', type: NT_PRSTATUS, desc };
}
