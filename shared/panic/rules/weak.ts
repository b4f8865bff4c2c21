/**
 * What is a crash only where the log says nothing better: oopses of machines and kinds without a header of their own, reports whose
 * header is lost. See die() of v6.12 arch/x86/kernel/dumpstack.c, arch/s390/kernel/dumpstack.c, arch/powerpc/kernel/traps.c,
 * arch/mips/kernel/traps.c; kernel/watchdog_perf.c; mm/slub.c `slab_bug()`.
 */
import { notWaiting } from '../choosers.ts';
import { kindOfDeath, oopsName } from '../die.ts';
import { reporterOf } from '../reporters.ts';
import { blames, findBelow, says, textAt, WAYS, type Rule, type Scene } from '../rule.ts';

/** By the faulting address, where a line tells it: `CR2: 0000000000000018`. v6.12 arch/x86/mm/fault.c `show_fault_oops()` asks for less than a page. */
function isNullPointer(scene: Scene): boolean | undefined {
  const address = findBelow(scene, (text) => /(?:^| )CR2: ([0-9a-f]{8,16})\b/.exec(text)?.[1]);
  return address === null ? undefined : BigInt(`0x${address}`) < 4096n;
}

/** ppc's die() says so below any fault's own header, arch/powerpc/kernel/traps.c `bad_page_fault()`. */
const BAD_ACCESS = 'BUG: unable to handle kernel access in %';

const NUMBERED: Rule = blames({
  name: 'oops',
  kind: (scene) => kindOfDeath(textAt(scene, 0)),
  head: '[#',
  title: (scene) => {
    const name = oopsName(textAt(scene, 0));
    if (name === null) return null;
    return textAt(scene, 0).includes('Kernel access of bad area') ? BAD_ACCESS : `${name} in %`;
  },
  ways: [WAYS.pointerThenTrace, WAYS.callTrace],
});

/** `Oops: bus exception, sig: 7` -> `bus exception`. */
function deathOf(head: string): string {
  return head.slice('Oops: '.length, head.indexOf(', sig: '));
}

/** What die() says where no header of a fault stands before it. */
export const DEATH_RULES: readonly Rule[] = [
  { ...NUMBERED, applies: (head) => head.includes('[#') },
  blames({
    name: 'oops-unnumbered',
    kind: ({ head }) => kindOfDeath(deathOf(head)),
    head: 'Oops: ',
    title: ({ head }) => (deathOf(head) === 'kernel access of bad area' ? BAD_ACCESS : `${deathOf(head)} in %`),
    ways: [WAYS.pointerThenTrace, WAYS.callTrace],
  }),
];

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
    name: 'rtnl',
    kind: 'warning',
    head: 'RTNL: assertion failed at ',
    title: 'RTNL: assertion failed in %',
    ways: [WAYS.callTrace],
  }),
  blames({
    name: 'x86-fault',
    kind: (scene) => (isNullPointer(scene) === true ? 'null-pointer' : 'page-fault'),
    head: '[#',
    title: (scene) => {
      // Without a trap's name x86 dies of nothing else than a fault: v6.12 arch/x86/mm/fault.c `page_fault_oops()`.
      if (!/^Oops: (?:Oops: )?[0-9a-f]{4} \[#/.test(textAt(scene, 0).trimStart())) return null;
      const isNull = isNullPointer(scene);
      if (isNull === undefined) return null;
      return `BUG: unable to handle kernel ${isNull ? 'NULL pointer dereference' : 'paging request'} in %`;
    },
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace, WAYS.callTrace],
  }),
  NUMBERED,
];

/** What is left of a report whose header is lost: registers and a trace. */
export const ORPHAN_RULES: readonly Rule[] = [
  blames({
    name: 'orphan-reported',
    kind: (scene) => reporterOf(scene)?.kind ?? 'unknown',
    head: '',
    title: (scene) => reporterOf(scene)?.title ?? null,
    ways: [WAYS.trace],
    skip: ['ubsan', 'schedule'],
    choose: notWaiting,
  }),
  blames({
    name: 'orphan',
    kind: 'unknown',
    head: '',
    title: (scene) =>
      scene.lines.some(({ text }) => text.includes('Kernel access of bad area')) ? BAD_ACCESS : 'kernel oops in %',
    ways: [WAYS.pointer, WAYS.callTrace],
  }),
];
