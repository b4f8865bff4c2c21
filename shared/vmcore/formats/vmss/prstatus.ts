import { architectureOf } from '../../arch/index.ts';
import { Machine, type DumpNote } from '../dump.ts';
import { prstatus } from '../prstatus.ts';

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
  return prstatus(names, values);
}
