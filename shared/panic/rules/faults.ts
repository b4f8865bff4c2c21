/** Faults of the processor, BUG() and panic(). See v6.12 arch/x86/mm/fault.c, arch/x86/kernel/traps.c, arch/arm64/mm/fault.c, arch/arm/mm/fault.c, arch/powerpc/mm/fault.c, arch/s390/mm/fault.c, kernel/panic.c, lib/bug.c. */
import type { PanicKind } from '../../contract/triage.ts';
import { overflowing } from '../choosers.ts';
import { kindOfDeath, oopsName } from '../die.ts';
import { readPlace, readPointer } from '../frames.ts';
import { listedBelow } from '../listings.ts';
import { blames, findBelow, names, says, textAt, WAYS, type Rule, type Scene } from '../rule.ts';
import { withoutVariables } from '../titles.ts';
import type { Walk } from '../walk.ts';
import { belowNmi, fileSystemFunction, NMI_PATH } from './hardware.ts';
import { lustreFunction } from './modules.ts';

/** BUG() of machines that have no trap for it: include/asm-generic/bug.h `BUG: failure at kernel/sched/core.c:12/do_task_dead()!`. */
export const BUG_FAILURE_RULE: Rule = names({
  name: 'bug-failure',
  kind: 'bug',
  head: 'BUG: failure at ',
  find: ({ head }) => /^BUG: failure at .{1,300}:\d{1,7}\/(\w{1,120})\(\)/.exec(head)?.[1] ?? null,
  title: 'kernel BUG in %',
  noTrace: true,
});

/** WARN_ON() of v2.6.17 to v2.6.22 for machines that had no trap for it: `BUG: warning at kernel/softirq.c:138/local_bh_enable()`. */
export const OLD_WARNING_RULE: Rule = names({
  name: 'old-warning',
  kind: 'warning',
  head: 'BUG: warning at ',
  find: ({ head }) => /^BUG: warning at .{1,300}:\d{1,7}\/(\w{1,120})\(\)/.exec(head)?.[1] ?? null,
  title: 'WARNING in %',
});

export const BUG_FAULT_RULES: readonly Rule[] = [
  blames({
    name: 'page-fault',
    kind: 'page-fault',
    head: [
      'BUG: unable to handle kernel paging request',
      'BUG: unable to handle page fault for address',
      // v6.12 arch/powerpc/mm/fault.c `bad_page_fault()`.
      'BUG: Unable to handle kernel data access',
      'BUG: Unable to handle kernel instruction fetch',
      'BUG: Unable to handle kernel unaligned access',
      'BUG: Unable to handle unknown paging fault',
    ],
    title: 'BUG: unable to handle kernel paging request in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'null-pointer',
    kind: 'null-pointer',
    head: [
      'BUG: unable to handle kernel NULL pointer dereference',
      'BUG: kernel NULL pointer dereference',
      'BUG: Kernel NULL pointer dereference',
    ],
    title: 'BUG: unable to handle kernel NULL pointer dereference in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  says({
    name: 'page-fault-cut',
    kind: 'page-fault',
    head: ['BUG: unable to handle kernel', 'BUG: Unable to handle kernel'],
    title: 'BUG: unable to handle kernel',
    corrupted: 'the header is cut: the kernel prints it in two parts',
  }),
  blames({
    name: 'stack-guard-page',
    strict: true,
    kind: 'stack-overflow',
    head: 'BUG: ',
    when: (head) => head.includes('stack guard page was hit at'),
    title: 'BUG: stack guard page was hit in %',
    alts: ['stack-overflow in %'],
    ways: [WAYS.pointerThenTrace],
    choose: overflowing,
  }),
];

const UNABLE = 'Unable to handle kernel ';
const ACCESSES = ['paging request', 'NULL pointer dereference', 'access to user memory'];

/**
 * A null pointer is an access to user memory where a process has some: riscv looks for that first (v6.12 arch/riscv/mm/fault.c
 * `do_page_fault()`), so that the same fault has the kernel's other name in an interrupt.
 */
const NULL_PAGE = /^access to user memory\b.* at virtual address 0{4,13}[0-9a-f]{3}$/;

/** `read from unreadable memory at virtual address …` (arm64), `pointer dereference in virtual kernel address space` (s390). */
function accessOf(head: string): string {
  const said = head.slice(UNABLE.length);
  if (NULL_PAGE.test(said.trimEnd())) return 'NULL pointer dereference';
  const known = ACCESSES.find((access) => said.startsWith(access));
  if (known !== undefined) return known;
  const ends = [said.indexOf(' at '), said.indexOf(' in '), said.indexOf(':')].filter((end) => end > 0);
  return ends.length === 0 ? '' : said.slice(0, Math.min(...ends));
}

function unable(name: string, kind: PanicKind, when: (access: string) => boolean): Rule {
  return blames({
    name,
    kind,
    head: UNABLE,
    when: (head) => when(accessOf(head)),
    title: (scene) => {
      const access = accessOf(scene.head);
      return access === '' ? null : `BUG: unable to handle kernel ${access} in %`;
    },
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  });
}

export const UNABLE_RULES: readonly Rule[] = [
  unable('unable-null-pointer', 'null-pointer', (access) => access.startsWith('NULL')),
  unable('unable-access', 'page-fault', (access) => !access.startsWith('NULL')),
];

/** A function that divides is to blame for its divisor, though it may be on a list for other faults. */
function ownPointer({ lines }: Scene): string | undefined {
  for (const { text } of lines) {
    const pointer = readPointer(text);
    if (pointer !== null) return pointer.user ? undefined : (pointer.symbol ?? undefined);
  }
  return undefined;
}

export const FAULT_RULES: readonly Rule[] = [
  blames({
    name: 'general-protection',
    kind: 'general-protection',
    head: 'general protection fault',
    when: (head) => head.includes(':'),
    title: 'general protection fault in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'stack-segment',
    kind: 'general-protection',
    head: 'stack segment: ',
    title: 'stack segment fault in %',
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'divide-error',
    kind: 'divide-error',
    head: ['divide error:', 'divide_error:'],
    title: 'divide error in %',
    said: ownPointer,
    ways: [WAYS.pointer],
  }),
  blames({
    name: 'early-exception',
    kind: 'page-fault',
    head: 'PANIC: early exception',
    title: 'PANIC: early exception in %',
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'parisc-fault',
    kind: 'page-fault',
    head: 'Kernel Fault: Code=',
    title: 'Kernel Fault in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'arc-fault',
    kind: (scene) => (arcNullPointer(scene) ? 'null-pointer' : 'page-fault'),
    head: 'Invalid ',
    title: (scene) =>
      `BUG: unable to handle kernel ${arcNullPointer(scene) ? 'NULL pointer dereference' : 'paging request'} in %`,
    alts: ['bad-access in %'],
    said: ({ head }) => readPlace(head, head.indexOf(BY_INSN) + BY_INSN.length)?.symbol,
    ways: [WAYS.trace],
  }),
  blames({
    name: 'invalid-opcode',
    kind: 'invalid-opcode',
    head: 'invalid opcode:',
    title: 'invalid opcode in %',
    ways: [WAYS.pointer],
  }),
];

/** `Invalid Read @ 0x00000014 by insn @ foo+0x5a/0x1c8` */
const BY_INSN = ' by insn @ ';

function arcNullPointer({ head }: Scene): boolean {
  return / @ 0x00000[0-9a-f]{3} /.test(head);
}

export const DOUBLE_FAULT_RULES: readonly Rule[] = [
  blames({
    name: 'double-fault',
    kind: 'double-fault',
    head: 'PANIC: double fault',
    title: 'PANIC: double fault in %',
    ways: [WAYS.pointer],
  }),
];

/** `traps: Missing ENDBR: foo+0x0/0x10`, v6.12 arch/x86/kernel/cet.c `do_kernel_cp_fault()`: the BUG() below is of the handler. */
function missingEndbr(before: readonly string[]): string | undefined {
  const found = before.findLast((text) => text.includes(MISSING_ENDBR));
  return found === undefined
    ? undefined
    : readPlace(found, found.indexOf(MISSING_ENDBR) + MISSING_ENDBR.length)?.symbol;
}

const MISSING_ENDBR = 'Missing ENDBR: ';

export const KERNEL_BUG_RULES: readonly Rule[] = [
  blames({
    name: 'bad-usercopy',
    kind: 'out-of-bounds',
    head: 'kernel BUG at mm/usercopy.c',
    title: 'BUG: bad usercopy in %',
    ways: [WAYS.callTrace],
    skip: ['usercopy', '__check'],
  }),
  blames({
    name: 'corrupted-list',
    kind: 'list-corruption',
    head: 'kernel BUG at lib/list_debug.c',
    title: 'BUG: corrupted list in %',
    alts: ['bad-access in %'],
    ways: [WAYS.callTrace],
  }),
  blames({
    name: 'kernel-bug',
    kind: 'bug',
    head: 'kernel BUG at ',
    title: 'kernel BUG in %',
    ways: [WAYS.pointerThenTrace],
    // An skb helper's BUG_ON() is nearly always about its caller.
    skip: ['^skb_'],
    said: ({ before }) => missingEndbr(before),
  }),
  blames({
    name: 'kernel-bug-numbered',
    kind: 'bug',
    head: ['Kernel BUG [#', 'Kernel bug detected[#'],
    title: 'kernel BUG in %',
    ways: [WAYS.pointerThenTrace],
    skip: ['^skb_'],
  }),
  blames({
    name: 'kernel-bug-old',
    kind: 'bug',
    // v2.6.9 arch/x86_64/kernel/traps.c `handle_BUG()`: the file's name may lack its folder and ending.
    head: 'Kernel BUG at ',
    // Without CONFIG_DEBUG_BUGVERBOSE it is the code's address, v4.5 lib/bug.c `report_bug()`.
    when: (head) =>
      /^Kernel BUG at (?:[\w/.]{1,80}:\d{1,6}|[0-9a-f]{8,16}(?: \[verbose debug info unavailable\])?)\s*$/.test(head),
    title: 'kernel BUG in %',
    ways: [WAYS.pointerThenTrace],
    skip: ['^skb_'],
  }),
  says({
    name: 'kernel-bug-plain',
    kind: 'bug',
    head: 'Kernel BUG ',
    title: (scene) => `kernel BUG ${withoutVariables(scene.head.slice('Kernel BUG '.length))}`,
  }),
];

const PANIC = 'Kernel panic - not syncing: ';
const STACK_PROTECTOR = `${PANIC}stack-protector: Kernel stack is corrupted in: `;

/** What panic() is called with, and what that means; capitals have changed with the years. */
const PANIC_REASONS: readonly (readonly [string, PanicKind])[] = [
  ['sysrq triggered crash', 'sysrq'],
  ['VFS: Unable to mount root', 'no-root-fs'],
  ['No working init found', 'init-died'],
  ['No init found', 'init-died'],
  ['Requested init', 'init-died'],
  ['Fatal machine check', 'machine-check'],
  ['Timeout: Not all CPUs entered broadcast exception handler', 'machine-check'],
  ['Machine check', 'machine-check'],
  // v6.12 drivers/edac/edac_mc.c `edac_ue_error()`.
  ['UE ', 'hardware-error'],
  ['Asynchronous SError', 'hardware-error'],
  ['Fatal hardware error', 'hardware-error'],
  ['GHES:', 'hardware-error'],
  ['Fatal PCIe', 'hardware-error'],
  ['PCIe', 'hardware-error'],
  ['AER', 'hardware-error'],
  ['EDAC', 'hardware-error'],
  ['Uncorrected', 'hardware-error'],
  ['hung_task: blocked tasks', 'hung-task'],
  ['CFI failure', 'bug'],
  ['stack-protector', 'stack-corruption'],
  ['kernel stack overflow', 'stack-overflow'],
  // v6.12 arch/s390/kernel/traps.c `kernel_stack_overflow()`.
  ['Corrupted kernel stack', 'stack-overflow'],
  ['Out of memory', 'out-of-memory'],
  ['out of memory', 'out-of-memory'],
  ['System is deadlocked on memory', 'out-of-memory'],
  ['Hard LOCKUP', 'hard-lockup'],
  ['softlockup:', 'soft-lockup'],
  ['RCU Stall', 'rcu-stall'],
  ['NMI watchdog', 'hard-lockup'],
  ['NMI', 'nmi'],
  ['An NMI occurred', 'nmi'],
  ['nmi_panic', 'nmi'],
  ['Watchdog detected hard LOCKUP', 'hard-lockup'],
  ['watchdog', 'watchdog'],
  ['Software Watchdog', 'watchdog'],
  ['IPMI watchdog', 'watchdog'],
  ['KFENCE', 'kfence'],
];

/** What reasons that stand in no list have in them, drivers' and firmware's. */
const PANIC_WORDS: readonly (readonly [RegExp, PanicKind])[] = [
  [/\bmachine.check\b/i, 'machine-check'],
  [
    /\bhardware error\b|\buncorrect(?:able|ed)\b|\bECC\b|\bparity error|\bbus error\b|\bSError\b|\bmemory failure\b/i,
    'hardware-error',
  ],
  [/\bwatchdog\b/i, 'watchdog'],
  [/\bout of memory\b|\bOOM\b/i, 'out-of-memory'],
  [/\bNMI\b/, 'nmi'],
];

const HARDWARE: readonly PanicKind[] = ['machine-check', 'hardware-error', 'nmi'];

/** From the interrupt to panic(); what ran when it came is chance. */
const HARDWARE_PATH = [
  'nmi_handle',
  'do_nmi',
  'exc_nmi',
  'end_repeat_nmi',
  '^nmi$',
  'machine_check',
  '^mce_',
  '^__mce_',
  'ghes_',
  'apei_',
  'sdei_',
  'unknown_nmi_error',
  'do_serror',
  'serror_panic',
  'el1h_64_error',
  'el1_error',
  '^aer_',
  'edac_',
  'notifier_call_chain',
  '^skx_',
  '^i10nm_',
  'process_one_work',
  'process_scheduled_works',
  'worker_thread',
];

/** From what died, and from what a file system's error was, to panic(). */
const PANIC_PATH = [
  '^kernel_stack_overflow$',
  'do_exit',
  '^die$',
  'oops_end',
  'make_task_dead',
  'do_group_exit',
  'ext4_handle_error',
  '__ext4_error',
  'ext4_error',
  'ext4_std_error',
  'btrfs_panic',
  'xfs_do_force_shutdown',
];

/** The panic's own trace, not one of those that are shown below it of others (`panic_print=`, `hardlockup_all_cpu_backtrace`). */
const ownTrace = (walk: Walk): Walk =>
  walk
    .until((text) => listedBelow(text) > 0)
    .callTrace()
    .trace();

const untilInterrupted = (walk: Walk): Walk =>
  walk
    .until((text) => listedBelow(text) > 0)
    .callTrace()
    .trace((text) =>
      /<\/(?:NMI|#MC)>|<<?EOE>|RIP: |\b(?:machine_check|nmi|end_repeat_nmi|el1h_64_error|el1_error|\w*handle_irq_event\w*)\+0x/.test(
        text,
      ),
    );

/** What panic() was called for, and its caller, which the title does not name. */
function saysPanic(name: string, reason: string | RegExp, kind: PanicKind): Rule {
  const isOfHardware = HARDWARE.includes(kind);
  return blames({
    name: `panic-${name}`,
    kind,
    head: PANIC,
    when: (head) =>
      typeof reason === 'string'
        ? head.slice(PANIC.length, PANIC.length + reason.length).toLowerCase() === reason.toLowerCase()
        : reason.test(head.slice(PANIC.length)),
    title: (scene) => `kernel panic: ${withoutVariables(withoutDevice(scene.head.slice(PANIC.length)))}`,
    said: (scene) => fileSystemFunction(scene) ?? lustreFunction(scene),
    ways: kind === 'hard-lockup' ? [belowNmi, WAYS.callTrace] : [isOfHardware ? untilInterrupted : ownTrace],
    skip: isOfHardware ? HARDWARE_PATH : kind === 'hard-lockup' ? NMI_PATH : PANIC_PATH,
    strict: true,
    optional: true,
  });
}

/** `EXT4-fs (device sda1): panic forced after error`: the same bug strikes any device. Advice that follows a reason is left out. */
function withoutDevice(said: string): string {
  return (
    said
      .replace(/\(device [^)]{1,40}\)/, '(device DEV)')
      // The page and the offset are the error's, the label is the DIMM's.
      .replace(/^(UE .{0,80}? ?on \S{1,100}) \(.*$/s, '$1')
      // Since v6.5 the device that was asked for is named too, init/do_mounts.c `mount_root_generic()`.
      .replace(/(Unable to mount root fs on )".{0,200}" or /, '$1')
      .replace(/\. {1,2}[A-Z].{10,}$/s, '')
  );
}

export const PANIC_RULES: readonly Rule[] = [
  names({
    name: 'stack-protector-function',
    kind: 'stack-corruption',
    head: STACK_PROTECTOR,
    find: ({ head }) =>
      readPlace(head, STACK_PROTECTOR.length)?.symbol ??
      // Typed off a screen: no offsets.
      /^(?![0-9a-f]{8,16}$)[a-z_]\w{2,120}$/i.exec(head.slice(STACK_PROTECTOR.length).trim())?.[0] ??
      null,
    title: 'kernel panic: stack is corrupted in %',
    noTrace: true,
  }),
  blames({
    name: 'stack-protector',
    kind: 'stack-corruption',
    head: STACK_PROTECTOR,
    title: 'kernel panic: stack is corrupted in %',
    ways: [WAYS.callTrace],
    skip: ['stack_chk'],
  }),
  blames({
    name: 'stack-end',
    kind: 'stack-overflow',
    head: `${PANIC}corrupted stack end detected inside scheduler`,
    title: 'kernel panic: corrupted stack end in %',
    alts: ['stack-overflow in %'],
    ways: [WAYS.callTrace],
    skip: ['schedule', 'retint_kernel'],
    choose: overflowing,
  }),
  blames({
    name: 'stack-overflow',
    kind: 'stack-overflow',
    head: `${PANIC}kernel stack overflow`,
    title: 'kernel stack overflow in %',
    alts: ['stack-overflow in %'],
    ways: [WAYS.callTrace],
    skip: ['bad_stack'],
    choose: overflowing,
  }),
  says({
    name: 'init-died',
    kind: 'init-died',
    head: `${PANIC}Attempted to kill init!`,
    title: 'kernel panic: Attempted to kill init!',
  }),
  says({
    name: 'n-tty',
    kind: 'panic',
    head: `${PANIC}Couldn't open N_TTY ldisc`,
    title: "kernel panic: Couldn't open N_TTY ldisc",
  }),
  ...(
    [
      ['Fatal exception', 'panic'],
      ['panic_on_warn set', 'panic'],
      ['hung_task: blocked tasks', 'hung-task'],
    ] as const
  ).map(([reason, kind]) =>
    says({
      name: `panic-after-${reason.replaceAll(' ', '-').replace(':', '').toLowerCase()}`,
      kind,
      head: PANIC + reason,
      title: `kernel panic: ${reason}`,
      // These follow another report: that it is not here means that the log is cut.
      corrupted: 'the report that led to the panic is missing',
    }),
  ),
  ...PANIC_REASONS.map(([reason, kind]) => saysPanic(kind, reason, kind)),
  ...PANIC_WORDS.map(([words, kind]) => saysPanic(`${kind}-words`, words, kind)),
  saysPanic('panic', '', 'panic'),
];

/** BUG() on arm and arm64 where the line above is lost: v6.12 arch/arm64/kernel/traps.c `bug_handler()`. */
const ARM_BUG_RULE: Rule = blames({
  name: 'internal-error-bug',
  kind: 'bug',
  head: 'Internal error: Oops - BUG',
  title: 'kernel BUG in %',
  ways: [WAYS.pointerThenTrace],
  skip: ['^skb_'],
});

const DIES = 'Internal error:';

/** `Oops: 17 [#1]`, `execution of memory: 80000005 [#1]`, `branch through zero: 0 [#1]`, `: 1406 [#1]`, and not `Oops - BRK: 0 [#1]`. */
function isAccess(head: string): boolean {
  return /^Internal error: (?:Oops)?(?::|$| \[#)|\b(?:memory|access|abort|fault|zero)\b/.test(head);
}

/** Programs raise these faults too; where the kernel did, it dies of it. v6.12 arch/arm/mm/fault.c `do_DataAbort()`, arch/arm/mm/alignment.c. */
function ofKernel(scene: Scene): boolean {
  return findBelow(scene, (text) => /Internal error: .{0,120}\[#\d+\]/.test(text) || null) !== null;
}

/** `external abort on non-linefetch` of `Unhandled fault: external abort on non-linefetch (0x008) at 0xfa21200c`: the bus answered so. */
function externalAbort(head: string): string | undefined {
  return /^Unhandled fault: (.{0,40}external abort.{0,40}?) \(0x/.exec(head)?.[1];
}

const ARM_ACCESS_RULES: readonly Rule[] = [
  blames({
    name: 'internal-error-cfi',
    kind: 'bug',
    head: `${DIES} Oops - CFI`,
    title: 'CFI failure in %',
    alts: ['Internal error in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'internal-error',
    kind: ({ head }) => {
      if (/^Bad mode in Error /.test(head)) return 'hardware-error';
      const kind = kindOfDeath(head);
      return kind === 'bug' && isAccess(head) && !/bad mode/i.test(head) ? 'page-fault' : kind;
    },
    head: [DIES, 'Bad mode in '],
    title: 'Internal error in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'unhandled-fault',
    kind: ({ head }) => (externalAbort(head) === undefined ? 'page-fault' : 'hardware-error'),
    head: 'Unhandled fault:',
    title: (scene) => {
      if (!ofKernel(scene)) return null;
      const abort = externalAbort(scene.head);
      return abort === undefined ? 'Unhandled fault in %' : `BUG: unhandled fault: ${abort} in %`;
    },
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'alignment-trap',
    kind: 'page-fault',
    head: 'Alignment trap:',
    title: (scene) => (ofKernel(scene) ? 'Alignment trap in %' : null),
    ways: [WAYS.pointerThenTrace],
  }),
];

export const ARM_RULES: readonly Rule[] = [ARM_BUG_RULE, ...ARM_ACCESS_RULES];

/** `Data bus error, epc == 8759b2d8, ra == …`: the word before the trigger is lost to the title where it stands alone. */
export const BUS_RULES: readonly Rule[] = [
  blames({
    name: 'bus-error',
    kind: 'hardware-error',
    head: 'bus error, epc ==',
    title: (scene) => {
      const dies = findBelow(scene, (text) => oopsName(text));
      return dies === null
        ? null
        : `${textAt(scene, 0).startsWith('Instruction') ? 'Instruction' : 'Data'} bus error in %`;
    },
    ways: [WAYS.pointerThenTrace],
  }),
];
