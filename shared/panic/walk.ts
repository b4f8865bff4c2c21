/** A walk down a report that takes the functions on the way: the instruction pointer's, those of a trace. */
import { callerOf, readFrame, readPointer } from './frames.ts';
import { NameMatcher, SKIPPED } from './skip-list.ts';
import { titleName, withoutSuffix } from './titles.ts';

/** A function met on a walk. */
export interface Named {
  /** As the title names it. */
  readonly name: string;
  /** Compiler suffixes removed, system call wrapper left. */
  readonly raw: string;
}

const TRACE_HEADS = [
  'Call Trace',
  'Call trace',
  'Backtrace:',
  'Allocated:',
  'Freed:',
  'Uninit was stored to memory at',
];

/** Where a stack trace begins, of whatever kind. */
export function isTraceHead(text: string): boolean {
  if (TRACE_HEADS.some((head) => text.includes(head))) return true;
  return isTaskTrace(text) || isLeakTrace(text);
}

function isTaskTrace(text: string): boolean {
  return text.includes('Allocated by task ') || text.includes('Freed by task ');
}

/** kmemleak's `  backtrace:`, since v6.8 `  backtrace (crc c9a1c131):`; not lockdep's `stack backtrace:`. */
export function isLeakTrace(text: string): boolean {
  if (text.includes(' backtrace (crc ')) return true;
  const at = text.indexOf(' backtrace:');
  return at > 0 && text[at - 1] !== 'k';
}

export function isCallTrace(text: string): boolean {
  return text.includes('Call Trace:') || text.includes('Call trace:') || text.includes('Backtrace:');
}

/**
 * Fault injection prints a trace of its own (v6.12 lib/fault-inject.c `fail_dump()`) that no oops follows: one in the middle of a
 * report is another task's.
 */
function isInjection(text: string): boolean {
  if (!text.includes('should_fail')) return false;
  const frame = readFrame(text);
  if (frame === null || !frame.reliable) return false;
  const name = withoutSuffix(frame.symbol);
  return name === 'should_fail' || name === 'should_failslab';
}

const NOTHING = new NameMatcher([]);

export class Walk {
  readonly #lines: readonly string[];
  readonly #end: number;
  readonly #skip: NameMatcher;
  #at: number;
  #mixed = false;
  readonly frames: Named[] = [];

  constructor(lines: readonly string[], from: number, end: number, skip: NameMatcher = NOTHING) {
    this.#lines = lines;
    this.#at = from;
    this.#end = end;
    this.#skip = skip;
  }

  /** Another task's trace runs through this one, so that the frames taken may be its. */
  get mixed(): boolean {
    return this.#mixed;
  }

  /** Takes a function unless a list says that it is never to blame. */
  take(symbol: string): void {
    const raw = withoutSuffix(symbol);
    if (raw === '' || SKIPPED.matches(raw) || this.#skip.matches(raw)) return;
    this.frames.push({ name: titleName(raw), raw });
  }

  /** The next line; none where fault injection's own trace begins, which ends the step that meets it. */
  #next(): string | undefined {
    if (this.#at >= this.#end) return undefined;
    const text = this.#lines[this.#at++] ?? '';
    if (!isInjection(text)) return text;
    this.#mixed = true;
    return undefined;
  }

  /** Goes past the next line that `matches`. */
  past(matches: (text: string) => boolean): this {
    for (let text = this.#next(); text !== undefined; text = this.#next()) {
      if (matches(text)) break;
    }
    return this;
  }

  /** Goes past the next line of which `read` finds a function (or null: found, but no function) and takes it. */
  function(read: (text: string) => string | null | undefined): this {
    for (let text = this.#next(); text !== undefined; text = this.#next()) {
      const symbol = read(text);
      if (symbol === undefined) continue;
      if (symbol !== null) this.take(symbol);
      break;
    }
    return this;
  }

  /** Goes past the next instruction pointer. */
  pointer(): this {
    return this.function((text) => {
      const pointer = readPointer(text);
      return pointer === null ? undefined : pointer.symbol;
    });
  }

  callTrace(): this {
    return this.past(isCallTrace);
  }

  /** Takes the frames up to the next trace, or to a line that `ends` it. */
  trace(ends?: (text: string) => boolean): this {
    for (let text = this.#next(); text !== undefined; text = this.#next()) {
      if (isTraceHead(text) || ends?.(text) === true) break;
      const frame = readFrame(text);
      if (frame === null || frame.inlined || !frame.reliable) continue;
      this.take(frame.symbol);
      const caller = callerOf(text);
      if (caller !== null) this.take(caller);
    }
    return this;
  }
}
