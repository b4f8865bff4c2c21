import type { TraceFrame } from '../../contract/triage.ts';
import type { Facts } from '../facts.ts';
import type { Judgement } from '../judge.ts';
import type { ReportLine } from '../report-line.ts';

/** What a likely cause is drawn from: the report that the log is named after. */
export interface Evidence {
  readonly judgement: Judgement;
  /** Of this report alone. */
  readonly lines: readonly ReportLine[];
  /** What the kernel said just before it, and what tells of the cause (`HINTS`). */
  readonly before: readonly string[];
  readonly frames: readonly TraceFrame[];
  readonly facts: Facts;
}

/** The text of the first line that holds `word`, from it on. */
export function lineFrom(lines: readonly ReportLine[], word: string): string | undefined {
  for (const { text } of lines) {
    const at = text.indexOf(word);
    if (at >= 0) return text.slice(at);
  }
  return undefined;
}
