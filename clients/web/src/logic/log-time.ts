/** When a line of the log was printed, as the on-call counts: before the end. */
import { uptimeOf } from '../../../../shared/panic/head/time.ts';
import { duration } from '../../../../shared/report-view/units.ts';
import { BEGINS, ENDS, PANIC, type LogLine } from './log-view.ts';

/** What times are counted from. */
export interface EndOfLog {
  /** Since boot. */
  readonly seconds: number;
  /** Stands after "before". */
  readonly what: 'the panic' | 'the last oops' | 'the log’s end';
}

/** The panic; where the log has none, its last report of trouble; else its last line. Undefined where no line has a time. */
export function endOfLog(lines: readonly LogLine[]): EndOfLog | undefined {
  const last = (matches: (text: string) => boolean): number | undefined => {
    const line = lines.findLast(({ text }) => matches(text) && uptimeOf(text) !== undefined);
    return line === undefined ? undefined : uptimeOf(line.text);
  };
  const found = [
    // The mark behind a panic repeats its words, some time later.
    { seconds: last((text) => PANIC.test(text) && !ENDS.test(text)), what: 'the panic' },
    { seconds: last((text) => BEGINS.test(text)), what: 'the last oops' },
    { seconds: last(() => true), what: 'the log’s end' },
  ] as const;
  const [first] = found.flatMap(({ seconds, what }) => (seconds === undefined ? [] : [{ seconds, what }]));
  return first;
}

/** Longer ago, milliseconds are of no interest. */
const EXACT_SECONDS = 100;

/** `−3.214 s`, `−2 h 3 min`, `+0.020 s` for what was printed afterwards; empty for a line without a time. */
export function timeBefore(text: string, end: EndOfLog): string {
  const seconds = uptimeOf(text);
  if (seconds === undefined) return '';
  const distance = Math.abs(seconds - end.seconds);
  const figure = distance < EXACT_SECONDS ? `${distance.toFixed(3)} s` : duration(distance);
  return `${seconds > end.seconds ? '+' : seconds < end.seconds ? '−' : ''}${figure}`;
}

/** Lines within so many seconds of the end, and all after it; those without a time are shown all the same: it is not known. */
export function withinSeconds(lines: readonly LogLine[], end: EndOfLog, most: number): LogLine[] {
  return lines.filter(({ text }) => {
    const seconds = uptimeOf(text);
    return seconds === undefined || end.seconds - seconds <= most;
  });
}
