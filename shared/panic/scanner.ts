/** Finds the reports of a log that comes in chunks, and collects the lines of each. */
import { EXPECTED_REPORT, isAnnotation } from './annotations.ts';
import { linesOfObject } from './envelope/json.ts';
import { bootedRelease } from './facts.ts';
import { beginsText } from './forms.ts';
import { HINTS } from './likely/index.ts';
import { plainText } from './head/escapes.ts';
import { Doubled } from './head/doubled.ts';
import { areOfTwoHosts, Head, NOT_KERNEL, type LogLine, type Writer } from './head/line.ts';
import { isSomebodyElses } from './head/others.ts';
import { promptEnd, readLine } from './head/read.ts';
import { headBefore, Shape } from './head/shape.ts';
import { timeOf, uptimeOf } from './head/time.ts';
import { Prefilter, Words } from './prefilter.ts';
import { Collector, MARKS, type Report } from './report.ts';
import { KeptReports } from './kept.ts';
import { LISTING_WORDS, listedBelow } from './listings.ts';
import { findTrigger, TRIGGERS, type Found } from './triggers.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A longer line is no kernel line; it is cut, so that a log without newlines takes no memory. */
const MAX_LINE_BYTES = 64 * 1024;

/** How firmware and boot loaders begin: a log that starts with one is of a boot that nobody is surprised by. */
const FIRMWARE = ['SeaBIOS', 'BdsDxe:', 'UEFI', 'iPXE', 'GNU GRUB', 'Welcome to GRUB', 'U-Boot', 'coreboot', 'OpenSBI'];

/** A hint is of the report that begins within so many lines; the latest are remembered. */
const HINT_LINES = 64;
const MAX_HINTS = 32;
const MAX_HINT = 512;
const MAX_BOOTS = 64;
/** What continues a report stands within so many lines of its header. */
const GOING_ON_LINES = 300;
const MAX_ORPHANS = 6;

/** The journal writes what is not UTF-8 as numbers. */
const JOURNAL_BYTES = '"MESSAGE":[';

const REPLAYING = '** replaying previous printk message **';
const BOOTED = 'Linux version ';
/** Where the memory of the kernel before lies, which a crash kernel is to save: on its command line, on arm64 in the device tree. */
const SAVES = 'elfcorehdr';
/** v6.12 init/main.c, arch/x86/kernel/setup.c, drivers/of/fdt.c `fdt_reserve_elfcorehdr()` */
const IS_CRASH_KERNEL =
  /^(?:Kernel c|C)ommand line: (?:.* )?elfcorehdr=|Reserving \d+ KiB of memory at \w+ for elfcorehdr$/;
const WORDS = new Words([
  ...new Set([
    ...TRIGGERS.map((trigger) => trigger.text),
    BOOTED,
    SAVES,
    EXPECTED_REPORT,
    JOURNAL_BYTES,
    ...LISTING_WORDS,
    ...MARKS,
    ...HINTS,
  ]),
]);

/** What a scan found, before anything is judged. */
export interface Scan {
  readonly reports: readonly Report[];
  /** Reports that count only where there is no other. */
  readonly weak: readonly Report[];
  /** Registers and traces without a header. */
  readonly orphans: readonly Report[];
  readonly panicked: boolean;
  /** The kernel's release by boot, as it named itself. */
  readonly releases: ReadonlyMap<number, string>;
  /** Boots of crash kernels: what they report comes after the crash, and is of their own trouble. */
  readonly crashKernels: ReadonlySet<number>;
}

interface Hint {
  readonly line: number;
  readonly text: string;
  readonly host: string | undefined;
}

export class Scanner {
  readonly #reports = new KeptReports();
  readonly #weak: Collector[] = [];
  readonly #orphans: Collector[] = [];
  /** Reports that still take lines. */
  #open: Collector[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #line = 0;
  #panicked = false;
  #annotations = true;
  /** The line that announced a replay last. */
  #replayed = 0;
  #annotated = false;
  #ended = false;
  /** A boot that the log began with has not come yet. */
  #booting = false;
  #boot = 0;
  /** The last line that may be of a listing of what tasks and processors do. */
  #listed = Number.NEGATIVE_INFINITY;
  readonly #doubled = new Doubled();
  readonly #releases = new Map<number, string>();
  readonly #crashKernels = new Set<number>();
  #hints: Hint[] = [];

  add(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    if (this.#rest.length > 0) {
      const newline = bytes.indexOf(NEWLINE);
      if (this.#rest.length < MAX_LINE_BYTES) {
        this.#rest = Buffer.concat([this.#rest, newline < 0 ? bytes : bytes.subarray(0, newline)]);
      }
      if (newline < 0) return;
      this.#scan(this.#rest);
      this.#rest = Buffer.alloc(0);
      from = newline + 1;
    }
    const last = bytes.lastIndexOf(NEWLINE);
    if (last >= from) this.#scan(bytes.subarray(from, last));
    if (last + 1 < bytes.length) {
      const start = Math.max(from, last + 1);
      // A copy: the caller may use its buffer again.
      this.#rest = Buffer.from(bytes.subarray(start, start + MAX_LINE_BYTES));
    }
  }

  /** Takes whole lines; the last one's newline is not among the bytes. */
  #scan(bytes: Buffer): void {
    const prefilter = new Prefilter(WORDS, bytes);
    let at = 0;
    while (at <= bytes.length) {
      if (this.#open.length === 0 && !this.#annotations) at = this.#skipTo(bytes, at, prefilter.nextFrom(at));
      if (at > bytes.length) return;
      let end = bytes.indexOf(NEWLINE, at);
      if (end < 0) end = bytes.length;
      this.#line++;
      const raw = bytes.toString('latin1', at, Math.min(end, at + MAX_LINE_BYTES));
      this.#takeRaw(raw, prefilter.nextFrom(at) < end);
      at = end + 1;
    }
  }

  /** The start of the line that holds `target`, lines on the way counted. */
  #skipTo(bytes: Buffer, from: number, target: number): number {
    if (target >= bytes.length) {
      this.#line += count(bytes, from, bytes.length) + 1;
      return bytes.length + 1;
    }
    const newline = bytes.lastIndexOf(NEWLINE, target);
    if (newline < from) return from;
    this.#line += count(bytes, from, newline + 1);
    return newline + 1;
  }

  #takeRaw(raw: string, promising: boolean): void {
    if (this.#annotations) {
      if (isAnnotation(raw)) {
        this.#annotated = true;
        return;
      }
      if (raw.trim() === '') return;
      this.#annotations = false;
      const said = readLine(raw).text.trimStart();
      this.#booting = FIRMWARE.some((name) => said.startsWith(name));
    }
    if (this.#annotated && raw.startsWith(EXPECTED_REPORT) && raw.trim() === EXPECTED_REPORT) this.#ended = true;
    if (this.#ended) return;
    const object = promising || this.#open.length > 0 ? objectIn(raw) : null;
    if (object !== null) {
      const said = linesOfObject(object);
      if (said !== null) {
        for (const line of said) this.#take(line, promising, true);
        return;
      }
    }
    if (
      promising &&
      raw.includes(NEWLINE_ESCAPED) &&
      raw.split(NEWLINE_ESCAPED, MIN_ESCAPED + 1).length > MIN_ESCAPED
    ) {
      for (const part of linesOfString(raw)) this.#take(part, true);
      return;
    }
    const begins = promising ? lineBeginsIn(raw) : undefined;
    if (begins !== undefined) {
      for (const part of raw.split(begins)) this.#take(part, true);
      return;
    }
    // A carriage return alone begins a line anew (progress bars, getty): what follows is a line of its own.
    const returned = raw.indexOf('\r');
    if (returned < 0 || isLineEnd(raw, returned)) {
      this.#take(raw, promising);
    } else {
      for (const part of raw.split('\r')) if (part !== '') this.#take(part, promising);
    }
  }

  /** @param logged whether a program that logs for others wrote the line into an object */
  #take(raw: string, promising: boolean, logged = false): void {
    const line = readLine(raw);
    const said = promising ? this.#trigger(line, raw) : null;
    // A container's program that dies in Go is no sandbox's kernel.
    const found = logged && said?.trigger.family === 'go' ? null : said;
    if (this.#doubled.isCopy(raw, this.#line, found !== null)) return;
    if (promising) {
      if (found?.trigger.family === 'panic' && found.certain) this.#panicked = true;
      this.#heedBoot(line);
      const listed = listedBelow(line.text);
      if (listed > 0) this.#listed = Math.max(this.#listed, this.#line + listed);
    }
    const again = this.#isReplay(raw, found !== null);
    let closed = false;
    for (const collector of this.#open) {
      collector.add(line, raw, again ? null : (found?.trigger ?? null), promising);
      closed ||= collector.isDone(this.#line);
    }
    if (closed) this.#open = this.#open.filter((collector) => !collector.isDone(this.#line));
    if (found?.trigger.family === 'reboot' && this.#booting) this.#booting = false;
    else if (found !== null && !again) {
      this.#begin(this.#collect(line, raw, found), line.host);
    }
    if (promising) this.#keepHint(line);
  }

  /** What makes the line the first of a report; null where somebody else than the kernel says it. */
  #trigger(line: LogLine, raw: string): Found | null {
    const found = findTrigger(line);
    if (found === null) return null;
    const plain = plainText(raw);
    return isSomebodyElses(headBefore(plain, line.text, found.at)) ? null : found;
  }

  /** The release that the last boot named; one more boot where it is named anew. */
  #heedBoot(line: LogLine): void {
    if (line.head === Head.Foreign) return;
    if (IS_CRASH_KERNEL.test(line.text) && this.#crashKernels.size < MAX_BOOTS) this.#crashKernels.add(this.#boot);
    const release = bootedRelease(line.text);
    if (release === undefined) return;
    this.#boot++;
    this.#releases.set(this.#boot, release);
    if (this.#releases.size > MAX_BOOTS) this.#releases.delete(this.#boot - MAX_BOOTS);
  }

  #collect(line: LogLine, raw: string, { trigger, at, certain }: Found): Collector {
    // What the kernel itself puts before its words (`[ INFO: …`) is no head.
    const own = beginsText(line.text, at) ? 0 : at;
    const head = line.writer === NOT_KERNEL || own > 0 ? headBefore(plainText(raw), line.text, own) : '';
    // A prompt stands before the first line alone.
    const prompt = promptEnd(head);
    const shape = Shape.learn(prompt === 0 ? head : head.slice(prompt).trimStart());
    // A head of which nothing is known is no proof of the kernel's.
    const known = line.head === Head.None ? shape === null && line.writer === NOT_KERNEL : true;
    return new Collector({
      first: line,
      trigger,
      certain: certain && known,
      line: this.#line,
      boot: this.#boot,
      before: this.#hintsNow(line.host),
      time: timeOf(raw),
      uptime: uptimeOf(raw),
      shape,
    });
  }

  #keepHint({ text, host }: LogLine): void {
    if (!HINTS.some((hint) => text.includes(hint))) return;
    this.#hints = [...this.#hints.slice(1 - MAX_HINTS), { line: this.#line, text: text.slice(0, MAX_HINT), host }];
  }

  #hintsNow(host: string | undefined): string[] {
    return this.#hints
      .filter((hint) => this.#line - hint.line <= HINT_LINES && !areOfTwoHosts(hint.host, host))
      .map(({ text }) => text);
  }

  /**
   * Whether the line is a header printed once more: a console that took over in the middle of a message prints it again, v6.12
   * kernel/printk/printk.c `console_prepend_replay()`.
   */
  #isReplay(raw: string, header: boolean): boolean {
    if (raw.startsWith(REPLAYING)) this.#replayed = this.#line;
    const last = this.#reports.list.at(-1)?.line ?? -1;
    return header && this.#replayed > 0 && this.#line === this.#replayed + 1 && last >= this.#replayed - 2;
  }

  #begin(collector: Collector, host: string | undefined): void {
    const { trigger, writer } = collector;
    const reports = this.#reports.list.filter(
      (report) => !report.isRefuted(this.#line) && !report.isOfAnotherHost(host),
    );
    if (trigger.family === 'orphan') {
      if (!this.#keepOrphan(collector, reports)) return;
    } else if (trigger.weak === true) {
      if (reports.length > 0 || this.#weak.length >= 4) return;
      this.#weak.push(collector);
    } else {
      if (trigger.family !== 'panic' && trigger.continues === true && this.#isGoingOn(reports, writer)) return;
      if (reports.some((report) => report.isAnnouncing(writer, this.#line))) return;
      if (trigger.continues !== true) {
        // The first report goes on beside a later one of the same writer; of the rest only the newest does.
        for (const weak of this.#weak) weak.close();
        for (const other of reports.slice(1)) if (other.writer === writer) other.close();
      }
      this.#reports.add(collector, this.#line);
    }
    this.#open.push(collector);
  }

  /** What stands alone, in no report: the newest few, for a panic whose cause is lost. */
  #keepOrphan(collector: Collector, reports: readonly Collector[]): boolean {
    const isPart = (other: Collector): boolean =>
      other.writer === collector.writer && this.#line - other.line <= GOING_ON_LINES;
    if (this.#line <= this.#listed) return false;
    if (reports.some(isPart) || this.#orphans.some((other) => isPart(other) && !other.isDone(this.#line))) return false;
    this.#orphans.push(collector);
    if (this.#orphans.length > MAX_ORPHANS) this.#orphans.shift()?.close();
    return true;
  }

  #isGoingOn(reports: readonly Collector[], writer: Writer): boolean {
    return reports.some(
      (report) => report.writer === writer && this.#line - report.line <= GOING_ON_LINES && !report.isOfHungTask,
    );
  }

  finish(): Scan {
    if (this.#rest.length > 0) this.#scan(this.#rest);
    return {
      reports: this.#reports.list.filter((collector) => collector.isBelieved).map((collector) => collector.finish()),
      weak: this.#weak.filter((collector) => collector.isBelieved).map((collector) => collector.finish()),
      orphans: this.#orphans.filter((collector) => collector.isBelieved).map((collector) => collector.finish()),
      panicked: this.#panicked,
      releases: this.#releases,
      crashKernels: this.#crashKernels,
    };
  }
}

/** A log within a string: so many newlines in one line are no kernel's. */
const NEWLINE_ESCAPED = '\\n';
const MIN_ESCAPED = 4;

/** What begins the lines of a page that lost its newlines: printk's levels (`… panic as below: <1>BUG: … <1>IP: …`), or the kernel's stamps. */
const RUN_TOGETHER = [
  { mark: ' <', begin: / (?=<[0-7]>)/ },
  { mark: ' [', begin: / (?=\[ {0,6}\d{1,7}\.\d{6}\])/ },
] as const;

function lineBeginsIn(raw: string): RegExp | undefined {
  return RUN_TOGETHER.find(
    ({ mark, begin }) => raw.includes(mark) && raw.split(begin, MIN_ESCAPED + 1).length > MIN_ESCAPED,
  )?.begin;
}

function linesOfString(raw: string): string[] {
  const [first = '', ...rest] = raw.replaceAll('\\t', '\t').split(NEWLINE_ESCAPED);
  const quote = first.indexOf('"');
  return [quote >= 0 && quote < MAX_LEAD ? first.slice(quote + 1) : first, ...rest];
}

const MAX_LEAD = 80;

/** The JSON object that a line is, but for what events (`data: `) and sequences (RFC 7464) put before it. */
function objectIn(raw: string): string | null {
  if (raw.startsWith('{')) return raw;
  if (raw.startsWith('data: {')) return raw.slice('data: '.length);
  return raw.startsWith('\u001e{') ? raw.slice(1) : null;
}

function isLineEnd(raw: string, at: number): boolean {
  for (let i = at; i < raw.length; i++) if (raw.charCodeAt(i) !== CARRIAGE_RETURN) return false;
  return true;
}

function count(bytes: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
