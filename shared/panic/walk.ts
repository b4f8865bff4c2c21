/** A walk down a report that takes the functions on the way: the instruction pointer's, those of a trace. */
import { callerOf, readPointer } from './frames.ts';
import { TraceHead, type ReportLine } from './report-line.ts';
import { NameMatcher, SKIPPED } from './skip-list.ts';
import { titleName, withoutSuffix } from './titles.ts';

/** A function met on a walk. */
export interface Named {
  /** As the title names it. */
  readonly name: string;
  /** Compiler suffixes removed, system call wrapper left. */
  readonly raw: string;
  readonly module?: string;
}

/**
 * Fault injection prints a trace of its own (v6.12 lib/fault-inject.c `fail_dump()`) that no oops follows: one in the middle of a
 * report is another task's.
 */
function isInjection(line: ReportLine): boolean {
  if (!line.text.includes('should_fail')) return false;
  const frame = line.frame;
  if (frame === null || !frame.reliable) return false;
  const name = withoutSuffix(frame.symbol);
  return name === 'should_fail' || name === 'should_failslab';
}

/** `RIP: 0010:foo+0x1/0x2 [acme]` */
const MODULE = /\+0x[0-9a-f]{1,16}\/0x[0-9a-f]{1,16} \[([\w-]{1,64})[\] ]/;

/** Modules that err on purpose, to see whether the sanitizer finds it: v4.20 lib/test_kasan.c, v6.12 mm/kasan/kasan_test.c. */
const SELF_TESTS = ['test_kasan', 'kasan_test', 'test_ubsan', 'kfence_test'];

/** A module's own function may hold a helper's name (`acme_lock_inode`); the kernel's helpers are in no module. */
export function isAmong(list: NameMatcher, name: string, module: string | undefined): boolean {
  return module === undefined ? list.matches(name) : list.matchesBeginning(name);
}

/** The last of riscv's registers, v6.12 arch/riscv/kernel/process.c `__show_regs()`. */
export function isLastOfRegisters({ text }: ReportLine): boolean {
  return text.startsWith('status: ') && text.includes(' badaddr: ');
}

const NOTHING = new NameMatcher([]);

export class Walk {
  readonly #lines: readonly ReportLine[];
  #end: number;
  readonly #skip: NameMatcher;
  /** Functions after which further ones are not taken; the walk goes on all the same, for what it may meet. */
  readonly #wanted: number;
  #at: number;
  #mixed = false;
  readonly frames: Named[] = [];

  constructor(
    lines: readonly ReportLine[],
    from: number,
    end: number,
    skip: NameMatcher = NOTHING,
    wanted = Number.POSITIVE_INFINITY,
  ) {
    this.#lines = lines;
    this.#at = from;
    this.#end = end;
    this.#skip = skip;
    this.#wanted = wanted;
  }

  /** Another task's trace runs through this one, so that the frames taken may be its. */
  get mixed(): boolean {
    return this.#mixed;
  }

  /** Takes a function unless a list says that it is never to blame. */
  take(symbol: string, module?: string): void {
    const raw = withoutSuffix(symbol);
    if (module !== undefined && SELF_TESTS.includes(module)) return;
    // `__pfx_foo` is the padding before foo (v6.4 CONFIG_FUNCTION_PADDING): an address there is chance.
    if (raw === '' || raw.startsWith('__pfx_')) return;
    if (isAmong(SKIPPED, raw, module) || isAmong(this.#skip, raw, module)) return;
    this.frames.push({ name: titleName(raw), raw, ...(module === undefined ? {} : { module }) });
  }

  /** The next line; none where fault injection's own trace begins, which ends the step that meets it. */
  #next(): ReportLine | undefined {
    if (this.#at >= this.#end) return undefined;
    const line = this.#lines[this.#at++];
    if (line === undefined || !isInjection(line)) return line;
    this.#mixed = true;
    return undefined;
  }

  /** Goes no further than the next line that `ends` it. */
  until(ends: (text: string) => boolean): this {
    const at = this.#lines.findIndex(({ text }, i) => i >= this.#at && ends(text));
    if (at >= 0 && at < this.#end) this.#end = at;
    return this;
  }

  /** Goes past the next line that `matches`. */
  past(matches: (text: string) => boolean): this {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      if (matches(line.text)) break;
    }
    return this;
  }

  /** Goes to the next line that `matches`, which is the next to be looked at. */
  to(matches: (text: string) => boolean): this {
    this.past(matches);
    if (this.#at < this.#end) this.#at--;
    return this;
  }

  /** Goes past the next line of which `read` finds a function (or null: found, but no function) and takes it. */
  function(read: (text: string) => string | null | undefined): this {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      const symbol = read(line.text);
      if (symbol === undefined) continue;
      if (symbol !== null) this.take(symbol, MODULE.exec(line.text)?.[1]);
      break;
    }
    return this;
  }

  /** Goes past the next instruction pointer. */
  pointer(): this {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      const pointer = readPointer(line.text);
      if (pointer === null) continue;
      if (pointer.symbol !== null) this.take(pointer.symbol, MODULE.exec(line.text)?.[1]);
      break;
    }
    return this;
  }

  /** Goes past the head of the next trace, or up to the frames below a register dump, which riscv prints with no head. */
  callTrace(): this {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      if (line.beginsCallTrace || (isLastOfRegisters(line) && this.#lines[this.#at]?.frame?.reliable === true)) break;
    }
    return this;
  }

  /** Goes past the head of kmemleak's trace. */
  leak(): this {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      if (line.head === TraceHead.Leak) break;
    }
    return this;
  }

  /** Takes the frames up to the next trace, or to a line that `ends` it. */
  trace(ends?: (text: string) => boolean): this {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      if (line.beginsTrace || ends?.(line.text) === true) break;
      if (this.frames.length >= this.#wanted) continue;
      const frame = line.frame;
      if (frame === null || frame.inlined || !frame.reliable) continue;
      this.take(frame.symbol, frame.module);
      // Only arm's frame lines have no offset of their own; they name the caller too.
      const caller = frame.offset === undefined ? callerOf(line.text) : null;
      if (caller !== null) this.take(caller);
    }
    return this;
  }
}
