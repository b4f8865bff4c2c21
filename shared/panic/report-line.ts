/** A line of a report, read no further than it was asked for, and no part of it twice. */
import { readFrame, type Frame } from './frames.ts';

/** What kind of stack trace a line begins. */
export const TraceHead = {
  None: 0,
  /** `Call Trace:`, on 32-bit arm `Backtrace:`. */
  Call: 1,
  /** The same, its colon lost. */
  CallCut: 2,
  Backtrace: 3,
  /** kmemleak's `  backtrace:`, since v6.8 `  backtrace (crc c9a1c131):`; not lockdep's `stack backtrace:`. */
  Leak: 4,
  /** KASAN's, by its age. */
  Allocated: 5,
  AllocatedByTask: 6,
  Freed: 7,
  FreedByTask: 8,
  /** KMSAN's. */
  Stored: 9,
} as const;
export type TraceHead = (typeof TraceHead)[keyof typeof TraceHead];

function traceHeadOf(text: string): TraceHead {
  // Frames, which most lines are, begin nothing.
  if (text.includes('+0x')) return TraceHead.None;
  if (text.includes('Call Trace') || text.includes('Call trace')) {
    return text.includes('Call Trace:') || text.includes('Call trace:') ? TraceHead.Call : TraceHead.CallCut;
  }
  if (text.includes('Backtrace:')) return TraceHead.Backtrace;
  if (text.includes('llocated')) {
    if (text.includes('Allocated:')) return TraceHead.Allocated;
    if (text.includes('Allocated by task ')) return TraceHead.AllocatedByTask;
  }
  if (text.includes('Freed')) {
    if (text.includes('Freed:')) return TraceHead.Freed;
    if (text.includes('Freed by task ')) return TraceHead.FreedByTask;
  }
  if (text.includes('Uninit was stored to memory at')) return TraceHead.Stored;
  const leak = text.indexOf(' backtrace');
  if (
    leak >= 0 &&
    (text.startsWith(' (crc ', leak + 10) || (text[leak + 10] === ':' && leak > 0 && text[leak - 1] !== 'k'))
  ) {
    return TraceHead.Leak;
  }
  return TraceHead.None;
}

export class ReportLine {
  readonly text: string;
  #frame: Frame | null | undefined;
  #head: TraceHead | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The same line, its frame taken for sure. */
  trusted(): ReportLine {
    const line = new ReportLine(this.text);
    line.#frame = this.frame === null ? null : { ...this.frame, reliable: true };
    return line;
  }

  /** The stack frame that the line is, if it is one. */
  get frame(): Frame | null {
    if (this.#frame === undefined) this.#frame = readFrame(this.text);
    return this.#frame;
  }

  get head(): TraceHead {
    this.#head ??= traceHeadOf(this.text);
    return this.#head;
  }

  get beginsTrace(): boolean {
    return this.head !== TraceHead.None;
  }

  get beginsCallTrace(): boolean {
    return this.head === TraceHead.Call || this.head === TraceHead.Backtrace;
  }
}
