/**
 * What is a crash only where the log says nothing better: oopses of machines and kinds without a header of their own, reports whose
 * header is lost. See die() of v6.12 arch/x86/kernel/dumpstack.c, arch/s390/kernel/dumpstack.c, arch/powerpc/kernel/traps.c,
 * arch/mips/kernel/traps.c; kernel/watchdog_perf.c; mm/slub.c `slab_bug()`.
 */
import { isHex } from '../frames.ts';
import { isDigit } from '../head/line.ts';
import { blames, says, textAt, WAYS, type Rule } from '../rule.ts';

/** `Oops: 0000 [#1] SMP` -> `Oops`, `illegal operation: 0001 ilc:1 [#1]` -> `illegal operation`; null for no oops. */
function oopsName(text: string): string | null {
  const number = text.indexOf('[#');
  if (number < 0 || !isDigit(text.charCodeAt(number + 2))) return null;
  const end = text.indexOf(']', number);
  if (end < 0 || end - number > 8) return null;
  const said = text.slice(0, number).trim();
  if (said.startsWith('Oops')) {
    // Since v6.10 x86 says `Oops: int3: 0000 [#1]`.
    const inner = said.slice('Oops'.length).replace(/^: /, '');
    const colon = inner.indexOf(':');
    return colon > 0 && isName(inner.slice(0, colon)) ? inner.slice(0, colon) : 'Oops';
  }
  const colon = said.indexOf(':');
  const name = colon < 0 ? said : said.slice(0, colon);
  return isName(name) ? name : null;
}

/** Words, not a code. */
function isName(text: string): boolean {
  if (text === '' || text.length > 60) return false;
  let hexOnly = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isHex(code)) hexOnly = false;
    const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
    if (!letter && !isDigit(code) && code !== 0x20 && code !== 0x2d && code !== 0x5f) return false;
  }
  return !hexOnly;
}

export const WEAK_RULES: readonly Rule[] = [
  says({
    name: 'machine-check',
    kind: 'machine-check',
    head: 'Machine Check Exception:',
    title: 'Machine Check Exception',
    noTrace: true,
  }),
  says({
    name: 'sysrq-crash',
    kind: 'sysrq',
    head: ': Trigger a crash',
    title: 'sysrq triggered crash',
    noTrace: true,
  }),
  blames({
    name: 'oops',
    kind: 'bug',
    head: '[#',
    title: (scene) => {
      const name = oopsName(textAt(scene, 0));
      if (name === null) return null;
      // ppc's die() says so below any fault's own header, arch/powerpc/kernel/traps.c `bad_page_fault()`.
      return textAt(scene, 0).includes('Kernel access of bad area')
        ? 'BUG: unable to handle kernel access in %'
        : `${name} in %`;
    },
    ways: [WAYS.pointerThenTrace, WAYS.callTrace],
  }),
];

/** What is left of a report whose header is lost: registers and a trace. */
export const ORPHAN_RULES: readonly Rule[] = [
  blames({
    name: 'orphan',
    kind: 'unknown',
    head: '',
    title: (scene) =>
      scene.lines.some(({ text }) => text.includes('Kernel access of bad area'))
        ? 'BUG: unable to handle kernel access in %'
        : 'kernel oops in %',
    ways: [WAYS.pointer, WAYS.callTrace],
  }),
];
