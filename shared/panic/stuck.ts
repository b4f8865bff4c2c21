/**
 * Whose trace a lock-up's report shows. Where one processor watches another, it is the watcher who panics: its registers and its trace
 * lead from its timer to panic(), and say nothing of who is stuck.
 *
 * v6.12 kernel/watchdog.c `watchdog_hardlockup_check()`, kernel/watchdog_buddy.c, arch/powerpc/kernel/watchdog.c `watchdog_smp_panic()`.
 */
import type { ReportLine } from './report-line.ts';
import type { Report } from './report.ts';
import { NameMatcher } from './skip-list.ts';
import { withoutSuffix } from './titles.ts';

/** How one processor finds that another is stuck. */
const WATCHING = new NameMatcher(['=watchdog_buddy_check_hardlockup', '=watchdog_smp_panic', '=wd_smp_panic']);

/** `on cpu 3`, `on CPU3`, of the v2.6 NMI watchdog too; `on other CPUs 3,5-7`. */
const STUCK = /\b[Hh]ard LOCKUP on (?:cpu|CPU) ?(\d{1,5})\b|\bhard LOCKUP on other CPUs (\d[\d,-]{0,200})/;

/** Where lines of another processor may begin. */
const OF_PROCESSOR = /^NMI backtrace for cpu (\d{1,5})\b|\bCPU: {1,2}(\d{1,5}) .{0,20}PID: /;
const PANIC = 'Kernel panic - not syncing';

/** The stuck processors that a header names; undefined where it names none. */
export function stuckProcessors(header: string): ReadonlySet<number> | undefined {
  const found = STUCK.exec(header);
  if (found === null) return undefined;
  if (found[1] !== undefined) return new Set([Number(found[1])]);
  return new Set((found[2] ?? '').split(',').flatMap(range));
}

/** `5-7`; a list of the kernel's has no more processors than it can have. */
function range(part: string): number[] {
  const [from = Number.NaN, to = from] = part.split('-', 2).map(Number);
  if (!(from <= to) || to - from > MAX_PROCESSORS) return [];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** v6.12 arch/x86/Kconfig NR_CPUS_RANGE_END */
const MAX_PROCESSORS = 8192;

/**
 * A lock-up's report without what the watching processor shows of itself; the same report where nothing is of it. What is left may be
 * the header alone: then `missing` says so.
 */
export function ofStuckProcessor(report: Report): Report {
  const header = report.lines[0]?.text ?? '';
  const stuck = stuckProcessors(header);
  if (stuck === undefined && !header.includes('Hard LOCKUP')) return report;
  const dropped = new Set(
    segments(report.all)
      .filter((segment) => isWatchers(segment, stuck))
      .flatMap(({ lines }) => lines),
  );
  if (dropped.size === 0) return report;
  const isKept = (line: ReportLine): boolean => !dropped.has(line);
  const lines = report.lines.filter(isKept);
  return {
    ...report,
    lines,
    all: report.all.filter(isKept),
    end: report.lines.slice(0, report.end).filter(isKept).length,
    ...(lines.some(({ frame }) => frame !== null)
      ? {}
      : { missing: 'the log has no stack of the processor that is stuck' }),
  };
}

interface Segment {
  cpu?: number;
  readonly lines: ReportLine[];
}

/** The header is nobody's; what follows is of a processor as soon as a line says so. */
function segments([header, ...lines]: readonly ReportLine[]): Segment[] {
  let last: Segment = { lines: [] };
  const found = [{ lines: header === undefined ? [] : [header] }, last];
  let hasFrames = false;
  for (const line of lines) {
    const of = OF_PROCESSOR.exec(line.text);
    const cpu = of === null ? undefined : Number(of[1] ?? of[2]);
    const begins =
      // The panic's own line stands above the line that names its processor.
      cpu === undefined ? line.text.includes(PANIC) : cpu !== last.cpu && (last.cpu !== undefined || hasFrames);
    if (begins) {
      last = { lines: [] };
      found.push(last);
      hasFrames = false;
    }
    if (cpu !== undefined) last.cpu = cpu;
    last.lines.push(line);
    hasFrames ||= line.frame !== null;
  }
  return found;
}

function isWatchers({ cpu, lines }: Segment, stuck: ReadonlySet<number> | undefined): boolean {
  if (lines.some(({ frame }) => frame !== null && WATCHING.matches(withoutSuffix(frame.symbol)))) return true;
  return cpu !== undefined && stuck !== undefined && !stuck.has(cpu);
}
