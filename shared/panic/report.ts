/** One report, untangled: the lines that one writer printed from the report's first line on. */
import { readFrame } from './frames.ts';
import { CONSOLE, NOT_KERNEL, type LogLine, type Writer } from './lines.ts';
import { findTrigger, type Trigger } from './triggers.ts';

export interface Report {
  readonly trigger: Trigger;
  readonly writer: Writer;
  /** Of the first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
  /** Lines of `lines` before another report begins in the same stream. */
  readonly end: number;
}

/** A report of a log is read to this many lines and characters: what comes later no longer changes it. */
const MAX_LINES = 6000;
const MAX_CHARACTERS = 1 << 20;
const MAX_LINE = 4096;
/** Lines of the whole log after which a report is taken as finished even where its writer wrote little. */
const MAX_SPAN = 200_000;

/** Stack traces that are no bug of their own: in the middle of a report they are another's output. */
const FOREIGN_TRACES = [
  'vmalloc: allocation failure:',
  'FAULT_INJECTION: forcing a failure',
  'FAULT_FLAG_ALLOW_RETRY missing',
  'page allocation failure',
];

/** A frame the unwinder only guesses, which is no use for a title. `<EOI>` marks the switch to the interrupted stack. */
export function isGuess(text: string): boolean {
  if (text.includes('(unreliable)')) return true;
  const mark = text.indexOf('? ');
  if (mark >= 0 && text.trimStart().startsWith('? ')) return !text.includes('<EOI>');
  if (mark < 0 || text.includes('<EOI>')) return false;
  return readFrame(text)?.reliable === false;
}

export class Collector {
  readonly #trigger: Trigger;
  readonly #writer: Writer;
  readonly #line: number;
  readonly #lines: string[] = [];
  #characters = 0;
  #span = 0;
  #end = -1;
  #otherProcessors = false;
  #done = false;

  constructor(first: LogLine, trigger: Trigger, line: number) {
    this.#trigger = trigger;
    this.#writer = first.writer;
    this.#line = line;
    this.#push(first.text);
  }

  get done(): boolean {
    return this.#done;
  }

  get writer(): Writer {
    return this.#writer;
  }

  get line(): number {
    return this.#line;
  }

  /** Whether callers tell this report's lines from those of another. */
  get #untangled(): boolean {
    return this.#writer !== NOT_KERNEL && this.#writer !== CONSOLE;
  }

  add(line: LogLine, trigger: Trigger | null): void {
    if (this.#done) return;
    if (++this.#span > MAX_SPAN) {
      this.#done = true;
      return;
    }
    if (this.#end < 0 && !this.#untangled) {
      const another =
        trigger === null ? FOREIGN_TRACES.some((head) => line.text.includes(head)) : trigger.continues !== true;
      if (another) this.#end = this.#lines.length;
    }
    const own = line.writer === this.#writer || (this.#otherProcessors && line.writer.startsWith('C'));
    if (!own || isGuess(line.text)) return;
    if (line.text.includes('Disabling lock debugging due to kernel taint')) return;
    if (line.text.includes('Sending NMI from CPU')) {
      // The backtraces of the other processors are part of the report, whoever prints them.
      this.#otherProcessors = true;
    } else if (this.#lines.length > 21 && isAftermath(line.text)) {
      this.#done = true;
      return;
    }
    this.#push(line.text);
  }

  #push(text: string): void {
    const kept = text.length > MAX_LINE ? text.slice(0, MAX_LINE) : text;
    this.#lines.push(kept);
    this.#characters += kept.length;
    if (this.#lines.length >= MAX_LINES || this.#characters >= MAX_CHARACTERS) this.#done = true;
  }

  finish(): Report {
    return {
      trigger: this.#trigger,
      writer: this.#writer,
      line: this.#line,
      lines: this.#lines,
      end: this.#end < 0 ? this.#lines.length : this.#end,
    };
  }
}

/** After a whole report: the panic that it led to, or the lock order that its printing upset. */
function isAftermath(text: string): boolean {
  return (
    text.includes('Kernel panic - not syncing') ||
    text.includes('WARNING: possible circular locking dependency detected')
  );
}

export { findTrigger };
