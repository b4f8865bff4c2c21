/**
 * Traces that are no crash: somebody asked for them (SysRq), or a report shows what other tasks and processors were doing. A panic
 * that stands below one did not come of it.
 *
 * v6.12 drivers/tty/sysrq.c, kernel/sched/core.c `sched_show_task()`, kernel/rcu/tree_stall.h, lib/nmi_backtrace.c,
 * kernel/locking/lockdep.c `debug_show_all_locks()`.
 */
import type { ReportLine } from './report-line.ts';
import type { Report } from './report.ts';
import { NameMatcher } from './skip-list.ts';
import { withoutSuffix } from './titles.ts';

interface Heading {
  readonly word: string;
  /** The whole line, where the word alone is said by others too. */
  readonly form?: RegExp;
  /** Lines below it that may be of the same listing. */
  readonly lines: number;
}

const HEADINGS: readonly Heading[] = [
  { word: 'NMI backtrace for cpu', lines: 60 },
  { word: 'Sending NMI from CPU', lines: 60 },
  { word: 'Task dump for CPU', lines: 60 },
  { word: 'Showing all locks held in the system', lines: 60 },
  // v6.12 arch/arm/kernel/smp.c `ipi_cpu_stop()`: a panic stops the others, who show where they are.
  { word: ': stopping', form: /^CPU\d{1,5}: stopping$/, lines: 60 },
  { word: 'Show State', form: /^(?:sysrq|SysRq) ?: Show State/, lines: 60 },
  { word: 'Show Blocked State', form: /^(?:sysrq|SysRq) ?: Show Blocked State/, lines: 60 },
  { word: 'Show backtrace of all active CPUs', lines: 60 },
  { word: 'Show Regs', form: /^(?:sysrq|SysRq) ?: Show Regs/, lines: 60 },
  // What is printed of one task, just above its trace.
  { word: ' state:', form: /^task:.{1,16} state:[A-Za-z?]\b/, lines: 4 },
  // The same up to v5.10, of a task that runs: `bash            R  running task        0  1234   1 0x00000008`.
  { word: ' running task ', form: /^.{15} R {1,2}running task {2,}/, lines: 4 },
];

/** Words that a line has to hold to begin a listing. */
export const LISTING_WORDS: readonly string[] = HEADINGS.map(({ word }) => word);

/** How many lines below this one are of a listing that it begins; 0 where it begins none. */
export function listedBelow(text: string): number {
  const found = HEADINGS.filter(({ word, form }) => text.includes(word) && (form?.test(text.trimStart()) ?? true));
  return Math.max(0, ...found.map(({ lines }) => lines));
}

/** Where a task that does not run stands. */
const ASLEEP = new NameMatcher(['=schedule', '=switch_to', '=context_switch', '=cpu_switch_to']);

/** Who shows what tasks and processors do, and what memory was short for. */
const SHOWING = new NameMatcher([
  '=sched_show_task',
  '=show_state_filter',
  '^sysrq_handle_show',
  '=showacpu',
  '=nmi_cpu_backtrace',
  '=nmi_trigger_cpumask_backtrace',
  '=rcu_dump_cpu_stacks',
  '=dump_cpu_task',
  '=dump_header',
  '=warn_alloc',
  '=warn_alloc_failed',
]);

/** Whether a trace without a header is of such a listing: it sleeps, or it is of who shows the others. */
export function isListing({ lines }: Pick<Report, 'lines'>): boolean {
  const frames = lines.filter((line) => line.frame?.reliable === true);
  const innermost = frames[0];
  return (innermost !== undefined && isAmong(ASLEEP, innermost)) || frames.some((line) => isAmong(SHOWING, line));
}

function isAmong(list: NameMatcher, { frame }: ReportLine): boolean {
  return frame !== null && frame.module === undefined && list.matches(withoutSuffix(frame.symbol));
}
