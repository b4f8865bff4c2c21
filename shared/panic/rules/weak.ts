/**
 * What is a crash only where the log says nothing better: oopses of machines and kinds without a header of their own, reports whose
 * header is lost. See die() of v6.12 arch/x86/kernel/dumpstack.c, arch/s390/kernel/dumpstack.c, arch/powerpc/kernel/traps.c,
 * arch/mips/kernel/traps.c; kernel/watchdog_perf.c; mm/slub.c `slab_bug()`.
 */
import { kindOfDeath, oopsName } from '../die.ts';
import { blames, findBelow, says, textAt, WAYS, type Rule, type Scene } from '../rule.ts';

/** By the faulting address, where a line tells it: `CR2: 0000000000000018`. v6.12 arch/x86/mm/fault.c `show_fault_oops()` asks for less than a page. */
function isNullPointer(scene: Scene): boolean | undefined {
  const address = findBelow(scene, (text) => /(?:^| )CR2: ([0-9a-f]{8,16})\b/.exec(text)?.[1]);
  return address === null ? undefined : BigInt(`0x${address}`) < 4096n;
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
  blames({
    name: 'oops',
    kind: (scene) => kindOfDeath(textAt(scene, 0)),
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
