/** One report, untangled: the lines that one writer printed from the report's first line on. */
import { isBody, isInlinedHeader, mayGoOn } from './forms.ts';
import { plainText } from './head/escapes.ts';
import { areOfTwoHosts, CONSOLE, Head, isCaller, NOT_KERNEL, type LogLine, type Writer } from './head/line.ts';
import type { Shape } from './head/shape.ts';
import { ReportLine } from './report-line.ts';
import { modernLines } from './old-frames.ts';
import { PRELUDE_LINES, type Trigger } from './triggers.ts';

export interface Report {
  readonly trigger: Trigger;
  readonly writer: Writer;
  /** The machine, where the lines name one. */
  readonly host?: string;
  /** Of the first line, from 1. */
  readonly line: number;
  /** Boots that the log showed before it. */
  readonly boot: number;
  /** Seconds since boot, where the lines are stamped. */
  readonly time?: number;
  /** The same where it is since boot, and no time of day. */
  readonly uptime?: number;
  /** Without the unwinder's guesses. */
  readonly lines: readonly ReportLine[];
  /** What the log said just before it of its cause. */
  readonly before: readonly string[];
  /** Lines of `lines` before another report begins in the same stream. */
  readonly end: number;
  /** With the guesses. */
  readonly all: readonly ReportLine[];
  /** The console was cut off while the report was printed. */
  readonly cut: boolean;
  /** The kernel panicked while its lines came. */
  readonly panicked: boolean;
  /** What the log does not have of it, so that no function is to be named. */
  readonly missing?: string;
}

/** A report is read to this many lines and characters: what comes later no longer changes it. */
const MAX_LINES = 6000;
const MAX_CHARACTERS = 1 << 20;
const MAX_LINE = 4096;
/** Lines of the whole log after which a report is taken as finished, even where its writer wrote little. */
const MAX_SPAN = 100_000;
/** A report this long has its own stack trace; the panic that follows it only repeats it. */
const WHOLE_REPORT_LINES = 22;

/** Stack traces that are no bug of their own: in the middle of a report they are another's output. */
const FOREIGN_TRACES = [
  'vmalloc: allocation failure:',
  'FAULT_INJECTION: forcing a failure',
  'FAULT_FLAG_ALLOW_RETRY missing',
];

/** What a serial console says when it loses its machine. */
const DISCONNECTED = 'serialport: VM disconnected.';

const PANIC = 'Kernel panic - not syncing';

const TAINTED = 'Disabling lock debugging due to kernel taint';
const ASKING_OTHERS = 'Sending NMI from CPU';

/** Words beside the triggers that a report heeds. */
export const MARKS: readonly string[] = [...FOREIGN_TRACES, DISCONNECTED, TAINTED, ASKING_OTHERS];

/** A frame the unwinder only guesses, no use for a title. `<EOI>` marks the switch to the interrupted stack. */
function isGuess(line: ReportLine): boolean {
  const { text } = line;
  if (text.includes('(unreliable)')) return true;
  const mark = text.indexOf('? ');
  if (mark < 0 || text.includes('<EOI>')) return false;
  return text.trimStart().startsWith('? ') || line.frame?.reliable === false;
}

/** Lines below a doubtful header within which so many have to be the kernel's. */
const PROOF_LINES = 80;
const PROOFS = 2;

export interface Beginning {
  readonly first: LogLine;
  readonly trigger: Trigger;
  readonly certain: boolean;
  readonly line: number;
  /** Boots that the log showed before. */
  readonly boot: number;
  readonly before: readonly string[];
  readonly time: number | undefined;
  /** The same where it is since boot. */
  readonly uptime: number | undefined;
  /** How the head of the first line reads, where no part of it is known. */
  readonly shape: Shape | null;
}

export class Collector {
  readonly trigger: Trigger;
  readonly line: number;
  readonly boot: number;
  readonly #host: string | undefined;
  #writer: Writer;
  readonly #certain: boolean;
  readonly #shape: Shape | null;
  #proofs = 0;
  readonly #time: number | undefined;
  readonly #uptime: number | undefined;
  readonly #before: readonly string[];
  readonly #lines: ReportLine[] = [];
  readonly #all: ReportLine[] = [];
  #characters = 0;
  /** Lines of the log since the header. */
  #seen = 0;
  #end = -1;
  #otherProcessors = false;
  #done = false;
  #cut = false;
  #panicked = false;

  constructor(begin: Beginning) {
    this.trigger = begin.trigger;
    this.#writer = begin.first.writer;
    this.#host = begin.first.host;
    this.line = begin.line;
    this.boot = begin.boot;
    this.#certain = begin.certain;
    this.#before = begin.before;
    this.#time = begin.time;
    this.#uptime = begin.uptime;
    this.#shape = begin.shape;
    this.#push(begin.first.text, false);
  }

  get writer(): Writer {
    return this.#writer;
  }

  /** Whether the report takes no further lines. */
  isDone(line: number): boolean {
    return this.#done || line - this.line > MAX_SPAN || this.isRefuted(line);
  }

  /** What stands below the header is not what the kernel prints there. */
  isRefuted(line: number): boolean {
    return !this.isBelieved && line - this.line > PROOF_LINES;
  }

  /** The header is the kernel's in form and place, or the lines below it are. */
  get isBelieved(): boolean {
    return this.#certain || this.#proofs >= PROOFS;
  }

  /** Whether a trap's header in a line is that of the fault that this report's first line tells of. */
  isAnnouncing(writer: Writer, line: number): boolean {
    const prelude = this.trigger.prelude === true || this.#isDecoded;
    return prelude && writer === this.writer && line - this.line <= PRELUDE_LINES;
  }

  /** What the header says, without what changes: reports of one bug say the same. */
  get said(): string {
    return (this.#all[0]?.text ?? '').replaceAll(/0x[0-9a-f]+|\d+/g, '#').slice(0, 200);
  }

  /** Of a task that only waits: whatever else is reported then is an event of its own. */
  get isOfHungTask(): boolean {
    return this.trigger.family === 'info' && (this.#all[0]?.text ?? '').includes('INFO: task ');
  }

  isOfAnotherHost(host: string | undefined): boolean {
    return areOfTwoHosts(host, this.#host);
  }

  close(): void {
    this.#done = true;
  }

  /**
   * Takes a line of the log if it belongs to this report. `trigger` is the one that the line holds; a line is marked where it holds
   * a trigger or one of {@link MARKS}.
   */
  add(printed: LogLine, raw: string, trigger: Trigger | null, marked: boolean): void {
    if (this.#done || this.isOfAnotherHost(printed.host)) return;
    this.#seen++;
    this.#adopt(printed);
    const line = this.#shape === null ? printed : this.#unshaped(printed, raw);
    const own =
      line.writer === this.writer ||
      this.#isRestOfHeader(line) ||
      (this.#otherProcessors && line.writer.startsWith('C'));
    if (marked && !this.#heed(line.text, trigger, own)) return;
    if (!own) return;
    const texts = modernLines(line.text);
    // Places in the old ways are nobody else's either.
    if (!this.isBelieved && (texts[0] !== line.text || isBody(line.text))) this.#proofs++;
    // Only what the kernel stamped is told apart with certainty.
    for (const text of texts) this.#push(text, line.writer !== NOT_KERNEL);
  }

  /** Where a tool repeats the header alone (`Job error: Kernel panic …`), the console's own lines follow. */
  #adopt(line: LogLine): void {
    const isSecond = this.#all.length === 1 && this.#writer === NOT_KERNEL;
    if (isSecond && line.head === Head.Kernel && line.writer === CONSOLE) this.#writer = CONSOLE;
  }

  /** What a mail program broke off the header has no stamp of its own. */
  #isRestOfHeader(line: LogLine): boolean {
    return this.#seen === 1 && line.head === Head.None && mayGoOn(this.#all[0]?.text ?? '', line.text);
  }

  /** The line as the head of the report's first line teaches to read it. */
  #unshaped(line: LogLine, raw: string): LogLine {
    const text = this.#shape?.strip(plainText(raw)) ?? null;
    return text === null ? line : { text, writer: this.writer, head: Head.Some };
  }

  get #announced(): boolean {
    return (this.trigger.prelude === true || this.#isDecoded) && this.#lines.length <= PRELUDE_LINES;
  }

  /** Its first line is the header of an inlined function, as a script makes them: the kernel's own follows. */
  get #isDecoded(): boolean {
    return isInlinedHeader(this.#all[0]?.text ?? '');
  }

  /** What a marked line means for the report; false where it is no part of it. */
  #heed(text: string, trigger: Trigger | null, own: boolean): boolean {
    if (this.#end < 0 && !isCaller(this.writer)) {
      const another =
        trigger === null
          ? FOREIGN_TRACES.some((head) => text.includes(head))
          : trigger.continues !== true && trigger.weak !== true && !this.#announced;
      if (another) this.#end = this.#lines.length;
    }
    if (text.includes(DISCONNECTED)) this.#cut = true;
    if (own && text.trimStart().startsWith(PANIC)) this.#panicked = true;
    if (!own || text.includes(TAINTED)) return false;
    // The backtraces of the other processors are part of the report, whoever prints them.
    if (text.includes(ASKING_OTHERS)) this.#otherProcessors = true;
    else if (this.#lines.length >= WHOLE_REPORT_LINES && isAftermath(text)) {
      this.#done = true;
      return false;
    }
    return true;
  }

  #push(text: string, stamped: boolean): void {
    // A slice would keep the whole line alive: what is cut is copied.
    const kept = text.length > MAX_LINE ? Buffer.from(text.slice(0, MAX_LINE), 'latin1').toString('latin1') : text;
    const line = new ReportLine(kept);
    this.#all.push(line);
    if (!stamped || !isGuess(line)) this.#lines.push(line);
    this.#characters += kept.length;
    if (this.#all.length >= MAX_LINES || this.#characters >= MAX_CHARACTERS) this.#done = true;
  }

  finish(): Report {
    return {
      trigger: this.trigger,
      writer: this.writer,
      ...(this.#host === undefined ? {} : { host: this.#host }),
      line: this.line,
      boot: this.boot,
      ...(this.#time === undefined ? {} : { time: this.#time }),
      ...(this.#uptime === undefined ? {} : { uptime: this.#uptime }),
      before: this.#before,
      lines: this.#lines,
      end: this.#end < 0 ? this.#lines.length : this.#end,
      all: this.#all,
      cut: this.#cut,
      panicked: this.#panicked,
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
