/** The kernel's log as the page shows it: its lines with their levels, and the place where it says what went wrong. */
import type { LogInfo } from '../../../../shared/contract/report.ts';

export interface LogLine {
  /** From 1: the permalink. */
  readonly number: number;
  readonly text: string;
  readonly alarming: boolean;
  /** 0 (emergency) to 7 (debug); absent where the dump does not say. */
  readonly level?: number;
}

const ALARMING = [
  'BUG:',
  'Oops',
  'Kernel panic',
  'Call Trace',
  'Call trace',
  'WARNING:',
  'general protection',
  'RIP:',
  'segfault',
  'blocked for more than',
  'lockup',
  'Hardware Error',
  'Out of memory',
  'Unable to handle',
  'stack guard page',
  'cut here',
];

export function logLines({ text, levels }: Pick<LogInfo, 'text' | 'levels'>): LogLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const known = levels?.length === lines.length;
  return lines.map((line, index) => ({
    number: index + 1,
    text: line,
    alarming: ALARMING.some((word) => line.includes(word)),
    ...(known ? { level: Number(levels[index]) } : {}),
  }));
}

export const LEVEL_NAMES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'] as const;

export interface LogFilter {
  readonly search: string;
  readonly alarmingOnly: boolean;
  /** Only lines at least as grave as this; those of unknown level are shown all the same. */
  readonly level: number | undefined;
}

export function selectLines(lines: readonly LogLine[], { search, alarmingOnly, level }: LogFilter): LogLine[] {
  const word = search.toLowerCase();
  return lines.filter(
    (line) =>
      (!alarmingOnly || line.alarming) &&
      (level === undefined || line.level === undefined || line.level <= level) &&
      line.text.toLowerCase().includes(word),
  );
}

/** A line with which the kernel begins to report trouble. */
export const BEGINS =
  /\b(BUG: |Oops: |Oops - |general protection fault|kernel BUG at|Unable to handle kernel|Internal error: |divide error: |invalid opcode: |double fault: |stack guard page|INFO: task .* blocked|sysrq: Trigger a crash|watchdog: |rcu: INFO: |WARNING: |cut here)/;
export const PANIC = /Kernel panic - not syncing/;
export const ENDS = /---\[ end Kernel panic/;
/** What belongs together stands within so many lines. */
const REACH = 220;
/** A report begins with several such lines in a row, some of them apart by what they say of the address. */
const GAP = 12;

/**
 * The lines in which the kernel reported its end, as it printed them: from the first sign of trouble before the panic to the
 * end of its last report. Empty where the log tells of none.
 */
export function oopsLines(lines: readonly LogLine[]): readonly LogLine[] {
  const panic = lines.findLastIndex(({ text }) => PANIC.test(text));
  const last = panic >= 0 ? panic : lines.findLastIndex(({ text }) => BEGINS.test(text));
  if (last < 0) return [];
  let first = last;
  for (let at = last; at >= 0 && last - at < REACH; at--) {
    const begins = BEGINS.test(lines[at]?.text ?? '');
    if (begins && (first === last || first - at <= GAP)) first = at;
    else if (first < last && first - at > GAP) break;
  }
  const end = lines.findIndex(({ text }, index) => index >= last && ENDS.test(text));
  return lines.slice(first, end >= 0 ? end + 1 : Math.min(lines.length, last + REACH));
}
