/**
 * Whether a header is the kernel's. The words that begin a report are said by others too: firmware, boot loaders, installers, every
 * second program has its `WARNING:`. A header is believed by itself only in a form that the kernel prints, where the kernel's text
 * begins; else by the lines below it.
 */
import { isDigit } from './head/line.ts';
import type { Family, Trigger } from './triggers.ts';

/**
 * What the kernel's files put before their messages (`pr_fmt`), v6.12 kernel/watchdog.c, kernel/rcu/tree.c, kernel/watchdog_perf.c,
 * mm/kmemleak.c, arch/x86/kernel/cpu/mce/core.c, lib/refcount.c; lockdep up to v4.12 put its headers into `[ … ]`.
 */
const PREFIX =
  /^(?:[ \t=[*-]|<\d>|watchdog: |NMI watchdog: |rcu: |kmemleak: |mce: |Oops: |BUG: |refcount_t: |CPU -?\d{1,5} |cpu 0x[0-9a-f]{1,4}|sysrq: |SysRq ?: |PANIC: |traps: |\[Hardware Error\]: |Thread overran stack, or stack corrupted|-+\[ cut here \]-+|(?:Data|Instruction) )*$/;

/** Whether the kernel's own text begins with what stands at `at`. */
export function beginsText(text: string, at: number): boolean {
  return at === 0 || (at <= 120 && PREFIX.test(text.slice(0, at)));
}

const SOURCE = String.raw`[\w./+-]{1,300}:\d{1,7}`;

/** The forms, from the trigger's word on. */
const FORMS: Partial<Record<Family, RegExp>> = {
  // mm/kasan/report.c, mm/kmsan/report.c, kernel/kcsan/report.c, mm/kfence/report.c, arch/*/mm/fault.c, kernel/watchdog.c, kernel/workqueue.c, mm/memory.c, kernel/sched/core.c, lib/smp_processor_id.c, kernel/locking/*.c, kernel/fork.c, fs/dcache.c, arch/x86/kernel/traps.c, include/asm-generic/bug.h.
  bug: /^BUG: ?(?:K[A-Z]+SAN: |KFENCE: |[Uu]nable to handle |[Kk]ernel NULL |soft lockup - CPU#\d|workqueue l|Bad (?:page|rss-counter)|sleeping function called|scheduling while atomic|using .{1,60} in preemptible|(?:spin|rw)lock |non-zero |Dentry |memory leak|.{0,8}stack guard page|Invalid wait context|bad unlock balance|held lock freed|lock held |Nested lock|failure at .{1,200}:\d+\/|warning at .{1,200}:\d+\/)/,
  // kernel/panic.c `__warn()`, kernel/locking/lockdep.c, kernel/rcu/update.c, arch/x86/kernel/unwind_frame.c.
  warning: new RegExp(
    `^Badness at ${SOURCE}|^WARNING: (?:CPU: \\d+ PID: |\\[?.{0,200}?\\]? ?${SOURCE} at |at ${SOURCE}|at [\\w.]{1,128}\\+0x.{1,160}, CPU#\\d|possible |suspicious RCU|inconsistent lock|bad unlock|held lock|lock held|nested lock|Nested lock|kernel stack regs |\\S+-safe -> |\\S+\\/\\d+ still has locks|locking bug|bad contention)`,
  ),
  // kernel/hung_task.c, kernel/rcu/tree_stall.h, kernel/locking/lockdep.c up to v4.12, mm/slub.c.
  info: /^INFO:(?:\s*$)|^INFO: (?:task .{1,80}(?: blocked | can't die )|rcu_.{1,40}(?:detected|stall)|possible |suspicious (?:RCU|rcu_)|inconsistent lock|bad unlock|held lock|lock held|trying to register non-static key|Allocated in |Freed in |Slab 0x|\S+-safe -> )/,
  // Cut within its words too. v2.4 said `Kernel panic: Attempted to kill init!`.
  panic: /^Kernel panic ?(?:- not syncing|in interrupt|- ?(?:n(?:o(?:t(?: .{0,20})?)?)?)?$|:)/,
  unable:
    /^Unable to handle kernel (?:paging|NULL|access|read|write|execute|pointer|unknown|instruction|data|ignored|page|\S+ (?:at|in) )/,
  fault:
    /^(?:general protection fault|stack segment|divide[ _]error|invalid opcode|int3|bounds|overflow|alignment check|control protection fault|kernel control|segment not present|invalid TSS)[^:]{0,60}(?::|, (?:probably|maybe)).{0,200}\[#\d+\]|^general protection fault(?:[:,]|\s*$)|^Kernel Fault: Code=\d|^Invalid (?:Read|Write|EX) @ 0x[0-9a-f]{8} by insn @ [\w.$]{1,128}\+0x[0-9a-f]|^PANIC: early exception (?:0x)?[0-9a-f]{2} |^(?:stack segment: |divide_error:|divide error:)/,
  'kernel-bug': new RegExp(`^[Kk]ernel BUG (?:at ${SOURCE}|at \\S+|\\S+)|^Kernel bug detected\\[#\\d`),
  die: /^(?:Unhandled kernel unaligned access(?: or invalid instruction)?|(?:Break|Reserved) instruction in kernel code)\[#\d{1,4}\]|^Oops: [A-Za-z ]{6,40}, sig: \d{1,2}\s*$/,
  bus: /^bus error, epc == [0-9a-f]{8,16}, ra == /,
  slub: /^BUG \S{1,64} ?(?:\((?:Not tainted|Tainted: .{1,64}?)\): |: (?:Poison|Redzone|Objects remaining|Object already free|Padding|Freepointer|Wrong object count|Freechain|Left Redzone|Right Redzone))|^BUG [\w-]{1,64}: (?:Poison|Redzone|Objects remaining)|^slab error in \w{1,60}\(\): |^Slab corruption(?: \([^)]{1,64}\))?: /,
  lockup:
    /^(?:Watchdog (?:detected [Hh]ard LOCKUP on cpu|CPU:\d{1,5} Hard LOCKUP)|self-detected hard LOCKUP @|detected hard LOCKUP on other CPUs|Hard LOCKUP\s*$|NMI Watchdog detected LOCKUP on CPU ?\d)/,
  serror: /^SError Interrupt on CPU\d/,
  xen: /^(?:----\[ Xen-\d|Panic on CPU \d)/,
  zfs: /^PANIC at [\w.-]{1,80}:\d{1,6}:\w{1,120}\(\)|^PANIC: zfs: |^SPLError: \d{1,8}:\d{1,4}:\(.{1,200}\) SPL PANIC\s*$/,
  lustre: /^LustreError: \d{1,8}:\d{1,4}:\(.{1,200}\) LBUG\s*$/,
  cfi: /^CFI failure (?:at |\(target: )/,
  ubsan: /^UBSAN: [\w -]{1,60}(?: in | at )/,
  xmon: /^: Vector: [0-9a-f]{3,4} {1,2}\([\w /-]{1,40}\) at \[[0-9a-f]{8,16}\]/,
  arm: /^(?:Bad mode in [\w ]{2,30} handler detected|Internal error: .{1,120}\[#\d+\]|Unhandled fault: .{1,80} at 0x|Alignment trap: )/,
  'double-fault': /^PANIC: double fault/,
};

/** Families whose word nobody else says. */
const OWN_WORD: readonly Family[] = ['netdev', 'vfs', 'trusty', 'rust', 'go', 'weak', 'reboot', 'orphan'];

/** Whether `text` is, from `at` on, a header in the kernel's full form. */
export function isFullForm(trigger: Trigger, text: string, at: number): boolean {
  if (OWN_WORD.includes(trigger.family)) return true;
  const form = FORMS[trigger.family];
  return form === undefined || form.test(text.slice(at, at + 640));
}

/** A header that a script decoded is printed once for each function inlined there: `BUG: KASAN: use-after-free in foo fs/x.c:12 [inline]`. The last one is the kernel's. */
export function isInlinedHeader(text: string): boolean {
  return (
    text.endsWith(' [inline]') &&
    /^BUG: K\w{3,5}: .{1,80} in [\w.]{1,128} [\w./+-]{1,300}:\d{1,7} \[inline\]$/.test(text)
  );
}

/** Where the kernel's text begins: others quote them. */
const BODY_HEADS = [
  'Call Trace',
  'Call trace',
  'Backtrace:',
  'Modules linked in:',
  '---[ end ',
  'Hardware name:',
  'stack backtrace',
  'Showing all locks held',
];

const BODY = [
  'is trying to acquire lock',
  'is trying to release lock',
  'lock held by ',
  'locks held by ',
  'other info that might help us',
];

/** Whether a line is one of those that the kernel prints below a header: a frame, registers, the task. */
export function isBody(text: string): boolean {
  const plus = text.indexOf('+0x');
  if (plus > 0) {
    const slash = text.indexOf('/0x', plus);
    if (slash > 0 && slash - plus < 20) return true;
  }
  if (/\w \((?:[^\s():]{1,300}\.(?:c|h|S|rs):\d{1,7}|\?\?:\?)[ )]/.test(text)) return true;
  if (text.includes('CPU: ') && text.includes('PID: ')) return true;
  if (text.startsWith('Pid: ') && text.includes('comm: ')) return true;
  const death = text.indexOf('[#');
  // A debugger or a script that tells of a death has it in quotes, or behind its prompt.
  if (death >= 0 && isDigit(text.charCodeAt(death + 2)) && !/["`]|\w> /.test(text.slice(0, death))) return true;
  return BODY.some((word) => text.includes(word)) || BODY_HEADS.some((word) => headsText(text, word));
}

/** No header of the kernel's ends so. */
const UNFINISHED = / (?:in|at|on|for)$|[:-]$/;

/** v5.10-rt kernel/panic.c `panic()` says why in a message of its own. */
const OPEN_PANIC = /^Kernel panic - not syncing:\s*$/;

/** Whether the line below a header may be the rest of it, which a mail program, a screen or the kernel itself put there. */
export function mayGoOn(header: string, next: string): boolean {
  // Another message names its source; so does a reason for a panic, as `hung_task: blocked tasks`.
  if (
    next === '' ||
    (/^[\w-]{1,20}: /.test(next) && !OPEN_PANIC.test(header)) ||
    BODY_HEADS.some((word) => next.includes(word)) ||
    next.includes(' PID: ')
  )
    return false;
  return UNFINISHED.test(header.trimEnd()) || (/^[a-z]/.test(next) && !/^[\w.]+\+0x/.test(next));
}

function headsText(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return at >= 0 && beginsText(text, at);
}
