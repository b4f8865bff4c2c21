/**
 * The words that begin a report in the kernel's log, and the lines that hold such a word and mean nothing.
 *
 * A log is mostly noise: each of these words is looked for in the raw bytes (one native search each), and only lines that hold
 * one are looked at further.
 */

import { beginsText, isFullForm } from './forms.ts';
import { Head, NOT_KERNEL, type LogLine } from './head/line.ts';

export interface Trigger {
  readonly text: string;
  readonly family: Family;
  /** Does not begin a report of its own inside another one: the same crash goes on. */
  readonly continues?: true;
  /** A report only where the whole log holds nothing stronger. */
  readonly weak?: true;
  /** The header of the trap that it raised follows within {@link PRELUDE_LINES} and is of the same report. */
  readonly prelude?: true;
  /** Lines with one of these are not a report. */
  readonly unless?: readonly string[];
}

/** Lines between what found a fault and the header of the trap that it raises. */
export const PRELUDE_LINES = 6;

export type Family =
  | 'bug'
  | 'warning'
  | 'info'
  | 'unable'
  | 'fault'
  | 'panic'
  | 'double-fault'
  | 'kernel-bug'
  | 'slub'
  | 'ubsan'
  | 'reboot'
  | 'netdev'
  | 'vfs'
  | 'arm'
  | 'trusty'
  | 'rust'
  | 'go'
  | 'lockup'
  | 'serror'
  | 'xen'
  | 'zfs'
  | 'lustre'
  | 'cfi'
  | 'bus'
  | 'die'
  | 'xmon'
  | 'orphan'
  | 'weak';

const DEBUG_NOISE = [
  // The warning of lockdep_init_map_type() follows, v6.12 kernel/locking/lockdep.c.
  'BUG: key ',
  'ODEBUG:',
  'DEBUG:',
  'xlog_status:',
  'BUG: no syscalls can create resource',
];
const INFO_NOISE = [
  'INFO: lockdep is turned off',
  'INFO: Stall ended before state dump start',
  'INFO: NMI handler',
  'INFO: recovery required on readonly filesystem',
  'took too long',
  '_INFO:',
  'rmt_storage:INFO:',
  'is not present in /proc/kallsyms',
  'INFO: no syscalls can create resource',
  // What a hung task waits for, below its stack: v6.16 kernel/hung_task.c `debug_show_blocker()`.
  ' blocked on a mutex',
  ' blocked on a semaphore',
  ' blocked on an rw-semaphore',
];
const WARNING_NOISE = [
  'WARNING: /etc/ssh/moduli does not exist',
  'WARNING: workqueue cpumask: online intersect > possible intersect',
  'mand mount option',
  'in DT_FLAGS_1',
  'WARNING: Unprivileged eBPF is enabled with eIBRS',
  'WARNING: fbcon: Driver',
  'for mitigation options',
  'WARNING: kernel not compiled with',
  'WIRELESS EXTENSIONS WHICH WILL STOP WORKING',
  'uses deprecated v2 capabilities',
  'uses wireless extensions',
  // What file systems say of a bad image.
  'EXT4-fs',
  'EXT4-FS',
  'XFS (',
];

/** In order of precedence where one line holds several. */
export const TRIGGERS: readonly Trigger[] = [
  { text: 'BUG:', family: 'bug', unless: DEBUG_NOISE },
  { text: 'WARNING:', family: 'warning', unless: WARNING_NOISE },
  // WARN_ON() of ppc up to v2.6.25, arch/powerpc/kernel/traps.c `program_check_exception()`.
  { text: 'Badness at ', family: 'warning' },
  { text: 'INFO:', family: 'info', unless: INFO_NOISE },
  { text: 'Unable to handle kernel', family: 'unable' },
  { text: 'general protection fault', family: 'fault', unless: [' error:'] },
  { text: 'stack segment: ', family: 'fault' },
  { text: 'Kernel panic', family: 'panic', continues: true },
  { text: 'PANIC: double fault', family: 'double-fault', continues: true },
  // How a Rust panic ends: the panic was said before.
  { text: 'kernel BUG at rust/helpers', family: 'kernel-bug', continues: true },
  { text: 'kernel BUG', family: 'kernel-bug' },
  // riscv's die() below the header of any BUG(), v6.12 arch/riscv/kernel/traps.c `handle_break()`.
  { text: 'Kernel BUG [#', family: 'kernel-bug', continues: true },
  // v6.12 arch/mips/kernel/traps.c `do_trap_or_bp()`.
  { text: 'Kernel bug detected[#', family: 'kernel-bug' },
  { text: 'Kernel BUG', family: 'kernel-bug' },
  // SLUB's `BUG kmalloc-64 (Not tainted): Poison overwritten`, mm/slub.c `slab_bug()`.
  { text: 'BUG ', family: 'slub', unless: ['kasan: bad access detected'] },
  { text: 'divide error:', family: 'fault' },
  { text: 'divide_error:', family: 'fault' },
  { text: 'invalid opcode:', family: 'fault', continues: true },
  { text: 'UBSAN:', family: 'ubsan' },
  { text: 'Booting the kernel.', family: 'reboot' },
  { text: 'unregister_netdevice: waiting for', family: 'netdev', continues: true },
  { text: 'VFS: Close: file count is 0', family: 'vfs' },
  { text: 'VFS: Busy inodes after unmount', family: 'vfs' },
  // v4.4 arch/arm64/kernel/traps.c `bad_mode()`, v6.12 arch/arm/kernel/traps.c `bad_mode()`.
  { text: 'Bad mode in ', family: 'arm' },
  { text: 'Internal error:', family: 'arm', continues: true },
  { text: 'Unhandled fault:', family: 'arm' },
  { text: 'Alignment trap:', family: 'arm' },
  // v6.12 arch/mips/kernel/traps.c `do_be()`, for programs too.
  { text: 'bus error, epc ==', family: 'bus' },
  // v6.12 arch/mips/kernel/unaligned.c `emulate_load_store_insn()`, traps.c `do_trap_or_bp()` and `do_ri()`: no header of a fault stands before.
  { text: 'Unhandled kernel unaligned access', family: 'die' },
  { text: 'Break instruction in kernel code[#', family: 'die' },
  { text: 'Reserved instruction in kernel code[#', family: 'die' },
  // v6.12 arch/microblaze/kernel/exceptions.c and mm/fault.c: its die() does not number oopses, nor did ppc's of v2.4.
  ...[
    'kernel access of bad area',
    'Exception in kernel mode',
    'opcode exception',
    'bus exception',
    'Divide by zero exception',
    'Weird page fault',
  ].map((name) => ({ text: `Oops: ${name}, sig: `, family: 'die', unless: ['[#'] }) as const),
  // v6.12 arch/parisc/kernel/traps.c `parisc_terminate()`.
  { text: 'Kernel Fault: Code=', family: 'fault' },
  // v6.12 arch/arc/kernel/troubleshoot.c `show_ecr_verbose()`: what stands above is the word `Oops` alone.
  { text: 'Invalid Read @ 0x', family: 'fault' },
  { text: 'Invalid Write @ 0x', family: 'fault' },
  { text: 'Invalid EX @ 0x', family: 'fault' },
  { text: 'trusty: panic', family: 'trusty' },
  { text: 'rust_kernel: panicked at', family: 'rust' },
  { text: 'fatal error: ', family: 'go', weak: true },
  { text: 'CFI failure', family: 'cfi', prelude: true },
  { text: 'Watchdog detected hard LOCKUP', family: 'lockup', continues: true },
  { text: 'Watchdog detected Hard LOCKUP', family: 'lockup', continues: true },
  // v2.6.18 arch/x86_64/kernel/nmi.c `nmi_watchdog_tick()`.
  { text: 'NMI Watchdog detected LOCKUP', family: 'lockup' },
  { text: 'Watchdog CPU:', family: 'lockup', continues: true },
  { text: 'self-detected hard LOCKUP', family: 'lockup', continues: true },
  { text: 'detected hard LOCKUP on other CPUs', family: 'lockup', continues: true },
  { text: 'Hard LOCKUP', family: 'lockup', continues: true },
  { text: 'SError Interrupt on CPU', family: 'serror', continues: true },
  // The debugger comes before the oops, v6.12 arch/powerpc/xmon/xmon.c `excprint()`.
  { text: ': Vector: ', family: 'xmon' },
  // mm/slab.c up to v6.7, `__slab_error()` and `check_poison_obj()`.
  { text: 'slab error in ', family: 'slub' },
  { text: 'Slab corruption', family: 'slub' },
  { text: '----[ Xen-', family: 'xen' },
  { text: 'Panic on CPU ', family: 'xen', continues: true },
  { text: 'PANIC at ', family: 'zfs' },
  // SPL up to 0.6.3, module/spl/spl-debug.c `spl_debug_bug()`.
  { text: 'SPLError: ', family: 'zfs' },
  { text: 'PANIC: early exception', family: 'fault' },
  // OpenZFS module/os/linux/spl/spl-err.c `vcmn_err()`.
  { text: 'PANIC: ', family: 'zfs' },
  { text: 'LustreError: ', family: 'lustre' },
  // include/linux/rtnetlink.h `ASSERT_RTNL()`: since v5.10 a warning follows that says more.
  { text: 'RTNL: assertion failed at ', family: 'weak', weak: true },
  { text: 'Machine Check Exception:', family: 'weak', weak: true },
  { text: ': Trigger a crash', family: 'weak', weak: true },
  // die() numbers every oops, whatever the machine calls it: `int3: 0000 [#1]`, `illegal operation: 0001 ilc:1 [#1]`.
  { text: '[#', family: 'weak', weak: true },
  // What is left where the header is lost, `rules/weak.ts`.
  ...[
    'RIP: 0010:',
    'RIP: e030:',
    'RIP  [<',
    'NIP [',
    'PC is at ',
    'pc : ',
    'epc : ',
    'Call Trace:',
    'Call trace:',
    'Backtrace:',
    '(unwind_backtrace',
  ].map((text) => ({ text, family: 'orphan', weak: true }) as const),
];

export interface Found {
  readonly trigger: Trigger;
  /** Where it stands in the line's text. */
  readonly at: number;
  /** The header is the kernel's by itself; else the lines below it have to say so. */
  readonly certain: boolean;
}

/** The trigger that makes `line` the first of a report, and where it stands; null for any other line. */
export function findTrigger(line: LogLine): Found | null {
  if (line.head === Head.Foreign) return null;
  for (const trigger of TRIGGERS) {
    const at = line.text.indexOf(trigger.text);
    if (at < 0 || trigger.unless?.some((noise) => line.text.includes(noise)) === true) continue;
    if (trigger.family === 'reboot' && line.writer !== NOT_KERNEL) continue;
    const begins = trigger.weak === true || beginsText(line.text, at);
    const full = isFullForm(trigger, line.text, at);
    // In the middle of a line the words are somebody's; only a whole header may have lost the end of the line before it.
    if (!begins && !full) continue;
    return { trigger, at, certain: begins && full };
  }
  return null;
}
