/**
 * Heads that name another writer than the kernel. A program may quote a whole oops, with its stamps: what it says of a kernel is not
 * that kernel's word, and believing it wakes somebody for a log that was only looked at.
 */

/** `sshd[12]: `, `cloud-init[812]: `, at a word's beginning; the kernel's own are `kernel[n/a]: `. */
const NAMED = /(?:^|[\s|])(?!kernel\[)[\w@.:/-]{1,64}\[\d{1,10}\]:(?=\s|$)/;
const AUDIT = /(?:^|\s)(?:type=\w{1,40} msg=)?audit[(:]/;
/** klog's, as Kubernetes' programs write: `I1129 19:00:01.123456       1 log_monitor.go:160] `. */
const KLOG = /[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{3,9} {1,12}\d{1,10} \S{1,80}:\d{1,6}\]/;
/** Android's logcat, but for the kernel's own lines, which have no process: `11-29 19:00:01.123  1523  1523 E AcmeApp : `, `E/AcmeApp ( 1523): `. */
const LOGCAT =
  /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,9}(?!0 )\d{1,9} {1,9}\d{1,9} [VDIWEF] \S|^[VDIWEF]\/(?!KERNEL)[\w.-]{1,60} {0,9}\( {0,9}[1-9]\d{0,9}\)/;
/** How applications tell how grave a line is. */
const LEVEL = /(?:^|[\s[|<(])(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)(?=[\s\]|>):])/;
/** RFC 5424's app-name, where it is not the kernel: `<14>1 2026-11-29T19:00:01.123Z host1 acmed 812 - - `. */
const APP = /^<\d{1,3}>1 \S{1,64} \S{1,255} (?!kernel |- )\S{1,48} \S{1,128} \S{1,32} [-[]/;
/** A patch that adds a test's data, a change log's item, and source code's or an assertion's strings. */
const QUOTED = /^\s{0,12}[+*-]\s{0,80}["']?$|^\s{1,80}["']$|\b(?:assert|print\w{0,3}|echo|return|grep)\b.{0,120}["'(]$/;

/** What the kernel itself put before the words that are quoted. */
const STAMP = /(?:<\d{1,3}>)? ?(?:\[[^\][]{1,40}\]){0,2} ?$/;

/** What the kernel's own lines begin with, nearly all of them. */
const OWN = /^\[[ \d.]{1,24}\](?: ?\[ {0,8}[TC]\d{1,9}\]| {2,4}(?:EMERG|ALERT|CRIT|ERR|WARN|INFO|DEBUG):| NOTICE:)? ?$/;

const KERNEL = /\bkernel(?:\[[^\]]{0,12}\])?:|\bvmunix:/;

/** Whether what stands before a line's words says that a program wrote them. */
export function isSomebodyElses(head: string): boolean {
  if (head === '' || OWN.test(head)) return false;
  if (NAMED.test(head) || AUDIT.test(head) || KLOG.test(head) || LOGCAT.test(head) || APP.test(head)) return true;
  return QUOTED.test(head.replace(STAMP, '')) || (LEVEL.test(head) && !KERNEL.test(head));
}
