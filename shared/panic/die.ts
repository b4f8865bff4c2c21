/**
 * What die() of each machine says: `Oops: 0000 [#1] SMP`, `illegal operation: 0001 ilc:1 [#1]`, `Oops - load access fault [#1]`,
 * `Reserved instruction in kernel code[#1]:`. v6.12 arch/x86/kernel/dumpstack.c `__die_header()`, arch/s390/kernel/dumpstack.c,
 * arch/powerpc/kernel/traps.c `__die()`, arch/riscv/kernel/traps.c, arch/mips/kernel/traps.c, arch/loongarch/kernel/traps.c.
 */
import type { PanicKind } from '../contract/triage.ts';
import { isHex } from './frames.ts';
import { isDigit } from './head/line.ts';

/** The trap's name as the line gives it; null where it is no numbered oops. */
export function oopsName(text: string): string | null {
  const number = text.indexOf('[#');
  if (number < 0 || !isDigit(text.charCodeAt(number + 2))) return null;
  const end = text.indexOf(']', number);
  if (end < 0 || end - number > 8) return null;
  // ppc adds the signal, sparc and alpha put the task before: `acmed(1021): Oops [#1]`.
  const said = text
    .slice(0, number)
    .replace(/, sig: \d{1,3}/, '')
    .replace(/^\S{1,16}\(\d{1,9}\): /, '')
    .trim();
  if (said.startsWith('Oops - ')) return isName(withoutCode(said)) ? withoutCode(said) : 'Oops';
  if (said.startsWith('Oops')) {
    // Since v6.10 x86 says `Oops: int3: 0000 [#1]`.
    const inner = withoutCode(said.slice('Oops'.length).replace(/^: /, ''));
    return isName(inner) ? inner : 'Oops';
  }
  const name = withoutCode(said);
  return isName(name) ? name : null;
}

function withoutCode(said: string): string {
  const colon = said.indexOf(':');
  return colon < 0 ? said : said.slice(0, colon);
}

/** `store (or AMO) access fault`, `do_fpu invoked from kernel context!`, `unexpected #NM exception`. */
const PUNCTUATION = ' -_()/#!';

/** Words, not a code. */
function isName(text: string): boolean {
  if (text === '' || text.length > 60 || /^(?: |[0-9a-f]{1,8} )/.test(text)) return false;
  let hexOnly = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isHex(code)) hexOnly = false;
    const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    if (!letter && !isDigit(code) && !PUNCTUATION.includes(text[i] ?? '')) return false;
  }
  return !hexOnly;
}

/** In the order in which they are tried. */
const KINDS: readonly (readonly [RegExp, PanicKind])[] = [
  [/\bUBSAN\b/, 'ubsan'],
  [/\bKASAN\b/, 'kasan'],
  // s390's BUG() is one, v6.12 arch/s390/include/asm/bug.h.
  [/^illegal operation/, 'bug'],
  [/machine check/i, 'machine-check'],
  [/external abort|bus error|parity|cache error|SError|\bECC\b|uncorrected/i, 'hardware-error'],
  // A program check that no BUG() or WARN() raised, v6.12 arch/powerpc/kernel/traps.c `do_program_check()`.
  [
    /sig: 4\b|illegal (?:instr|op)|undefined instr|reserved instr|invalid opcode|\bBTI\b|FPAC|privileged|int3/i,
    'invalid-opcode',
  ],
  [/stack (?:overflow|guard)|bad kernel stack/i, 'stack-overflow'],
  [/double fault/i, 'double-fault'],
  [/divi[ds]|fixed point/i, 'divide-error'],
  [/access|page fault|align|address error|translation|addressing|protection exception|kernel pointer/i, 'page-fault'],
  [/system reset|non-maskable|\bNMI\b/i, 'nmi'],
  // Without another name it was a fault: do_page_fault() of every machine dies so.
  [/^(?:\[[^\]]*\] ?)?Oops ?(?::? ?\[#|:? [0-9a-f]{4,16}\b|$)/, 'page-fault'],
];

/** The kind of a trap, by its name; a bug where the name says nothing. */
export function kindOfDeath(name: string): PanicKind {
  return KINDS.find(([words]) => words.test(name))?.[1] ?? 'bug';
}
