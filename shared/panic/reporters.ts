/**
 * What a trace without its header was printed for: the function that reports calls the one that prints. v6.12 kernel/panic.c `__warn()`,
 * lib/ubsan.c, kernel/sched/core.c `__schedule_bug()` and `__might_resched()`.
 */
import type { PanicKind } from '../contract/triage.ts';
import type { Report } from './report.ts';
import { withoutSuffix } from './titles.ts';

interface Reporter {
  readonly name: RegExp;
  readonly kind: PanicKind;
  /** As the whole report's title would be. */
  readonly title: string;
}

const REPORTERS: readonly Reporter[] = [
  { name: /^(?:__warn|warn_slowpath_(?:common|fmt|null))$/, kind: 'warning', title: 'WARNING in %' },
  { name: /^__ubsan_handle_out_of_bounds$/, kind: 'ubsan', title: 'UBSAN: array-index-out-of-bounds in %' },
  { name: /^__ubsan_handle_shift_out_of_bounds$/, kind: 'ubsan', title: 'UBSAN: shift-out-of-bounds in %' },
  { name: /^__ubsan_handle_load_invalid_value$/, kind: 'ubsan', title: 'UBSAN: invalid-load in %' },
  { name: /^__schedule_bug$/, kind: 'atomic-sleep', title: 'BUG: scheduling while atomic in %' },
  {
    name: /^_{2,3}might_(?:sleep|resched)$/,
    kind: 'atomic-sleep',
    title: 'BUG: sleeping function called from invalid context in %',
  },
];

/** Frames above the one that reports: what prints, and the machine's own ways to it. */
const PRINTING_FRAMES = 8;

/** Who reported, by the innermost frames that are no guesses, before another report begins; null where nobody known did. */
export function reporterOf({ lines, end }: Pick<Report, 'lines' | 'end'>): Pick<Reporter, 'kind' | 'title'> | null {
  const frames = lines.slice(0, end).filter(({ frame }) => frame?.reliable === true && frame.module === undefined);
  for (const { frame } of frames.slice(0, PRINTING_FRAMES)) {
    const name = withoutSuffix(frame?.symbol ?? '');
    const found = REPORTERS.find((reporter) => reporter.name.test(name));
    if (found !== undefined) return found;
  }
  return null;
}
