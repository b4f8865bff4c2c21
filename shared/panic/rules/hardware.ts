/**
 * What the hardware says, and watchdogs. v6.12 kernel/watchdog.c, kernel/watchdog_perf.c, arch/powerpc/kernel/watchdog.c (v4.15 said
 * `Watchdog CPU:59 Hard LOCKUP`), arch/arm64/kernel/traps.c `arm64_serror_panic()`, arch/x86/kernel/cpu/mce/core.c.
 */
import type { PanicKind } from '../../contract/triage.ts';
import { readPlace } from '../frames.ts';
import { blames, says, WAYS, type Rule, type Scene } from '../rule.ts';
import { withoutVariables } from '../titles.ts';
import type { Walk } from '../walk.ts';

/** The NMI that noticed it, on the stack of the processor that was stuck. */
export const NMI_PATH = [
  'watchdog_overflow_callback',
  'perf_event',
  'perf_prepare_sample',
  'pmu_handle_irq',
  'nmi_handle',
  'do_nmi',
  'end_repeat_nmi',
  'watchdog_hardlockup_check',
  'soft_nmi_interrupt',
  'wd_smp_',
  'watchdog_timer_fn',
  'native_read_msr',
  'intel_pmu',
  'handle_pmi_common',
  'nmi_panic',
];

/** `CPU 5 self-detected hard LOCKUP @ foo+0x1/0x2` */
function selfDetected(text: string): string | undefined {
  const at = text.indexOf(' LOCKUP @ ');
  return at < 0 ? undefined : readPlace(text, at + ' LOCKUP @ '.length)?.symbol;
}

/** What ran when the NMI came stands below its own stack. */
export const belowNmi = (walk: Walk): Walk => walk.to((text) => /<\/NMI>|<<?EOE>/.test(text)).trace();
const inHeader = (walk: Walk): Walk => walk.function((text) => selfDetected(text) ?? null);

export const LOCKUP_RULES: readonly Rule[] = [
  blames({
    name: 'hard-lockup-x86',
    kind: 'hard-lockup',
    head: ['Watchdog detected hard LOCKUP', 'Watchdog detected Hard LOCKUP', 'NMI Watchdog detected LOCKUP'],
    title: 'Watchdog detected hard LOCKUP',
    ways: [WAYS.pointerThenTrace, belowNmi, WAYS.callTrace],
    skip: NMI_PATH,
    optional: true,
  }),
  blames({
    name: 'hard-lockup-ppc',
    kind: 'hard-lockup',
    head: ['Watchdog CPU:', 'self-detected hard LOCKUP', 'detected hard LOCKUP on other', 'Hard LOCKUP'],
    title: 'Watchdog Hard LOCKUP',
    ways: [inHeader, WAYS.pointerThenTrace, WAYS.callTrace],
    skip: NMI_PATH,
    optional: true,
  }),
];

const XMON = /^: Vector: ([0-9a-f]{3,4}) {1,2}\(([\w /-]{1,40})\)/;

/** What a vector is for, v6.12 arch/powerpc/xmon/xmon.c `getvecname()`. */
function kindOfVector({ head }: Scene): PanicKind {
  const vector = Number.parseInt(XMON.exec(head)?.[1] ?? '0', 16);
  if (vector >= 0x300 && vector <= 0x600) return 'page-fault';
  if (vector === 0x100) return 'nmi';
  if (vector === 0x200) return 'machine-check';
  return 'bug';
}

export const XMON_RULES: readonly Rule[] = [
  blames({
    name: 'xmon',
    kind: kindOfVector,
    head: ': Vector: ',
    title: (scene) => {
      if (kindOfVector(scene) === 'page-fault') return 'BUG: unable to handle kernel access in %';
      const bug = scene.lines.slice(0, 24).some(({ text }) => text.includes('kernel BUG at '));
      return bug ? 'kernel BUG in %' : `${XMON.exec(scene.head)?.[2] ?? 'Exception'} in %`;
    },
    ways: [WAYS.pointer, WAYS.trace],
  }),
];

export const SERROR_RULES: readonly Rule[] = [
  blames({
    name: 'serror',
    kind: 'hardware-error',
    head: 'SError Interrupt on CPU',
    title: 'SError Interrupt in %',
    ways: [WAYS.pointerThenTrace],
  }),
];

/** `ext4_lookup` of `EXT4-fs error (device sda1): ext4_lookup:1785: inode …`, which stands just above a panic for it. */
export function fileSystemFunction({ before }: Scene): string | undefined {
  return before
    .map((text) => /EXT4-fs error \(device [^)]{1,32}\)(?: in|:) (\w{1,80}):\d/.exec(text)?.[1])
    .findLast((name) => name !== undefined);
}

const MAX_REASON = 80;

/** Without what changes, and short enough for a function to follow. */
function xenReason(text: string): string {
  const said = withoutVariables(text.trim().replaceAll(/\[error_code=\w+\]|0x[0-9a-f]+/g, ''));
  return said.slice(0, MAX_REASON).trim();
}

export const XEN_RULES: readonly Rule[] = [
  blames({
    name: 'xen-panic',
    kind: 'panic',
    head: '----[ Xen-',
    // xen/arch/x86/traps.c `fatal_trap()`, xen/drivers/char/console.c `panic()`: the reason stands below `Panic on CPU`.
    title: (scene) => {
      const at = scene.lines.findIndex(({ text }) => text.includes('Panic on CPU '));
      const reason = at < 0 ? undefined : scene.lines.slice(at + 1, at + 4).find(({ text }) => /[A-Za-z]/.test(text));
      return reason === undefined ? null : `Xen panic: ${xenReason(reason.text)} in %`;
    },
    ways: [WAYS.pointer, (walk) => walk.trace()],
    noTrace: true,
  }),
  says({
    name: 'xen-panic-bare',
    kind: 'panic',
    head: 'Panic on CPU ',
    title: (scene) => {
      const reason = scene.lines.slice(scene.at + 1, scene.at + 4).find(({ text }) => /[A-Za-z]/.test(text));
      return reason === undefined ? null : `Xen panic: ${xenReason(reason.text)}`;
    },
    noTrace: true,
  }),
];
