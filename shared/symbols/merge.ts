/** Lines and functions of a file as one list: which function, inlined chain, file and line each address has. */
import type { CodeSpace } from './elf/address-space.ts';
import type { LineRows, LineSequence } from './dwarf/lines.ts';
import { NONE } from './dwarf/scope-table.ts';
import type { ScopeTable } from './dwarf/scope-table.ts';

/** A stretch of code and the scope that it has where the debug information names none: a function in assembler. */
export interface NamedStretch {
  readonly start: number;
  readonly end: number;
  /** The scope's number; made when it is first needed. */
  readonly scope: () => number;
}

/** Gets the state from an address on, until the next one. `scope` and `file` are {@link NONE} where there is none. */
export type RowSink = (address: number, scope: number, file: number, line: number) => void;

/** What of a {@link DwarfData} lies in one space, in order. */
export interface OrderedCode {
  readonly sequences: readonly LineSequence[];
  readonly segments: Uint32Array;
}

/** Sorts once for all spaces: sequences and stretches do not reach from one space into another. */
export function orderCode(rows: LineRows, scopes: ScopeTable): OrderedCode {
  const sequences = [...rows.sequences].sort((a, b) => a.start - b.start);
  const segments = Uint32Array.from({ length: scopes.segmentCount }, (_, index) => index);
  segments.sort((a, b) => scopes.start(a) - scopes.start(b) || a - b);
  return { sequences, segments };
}

/** Tells `sink` the state of all code of `space`, from its start to its end. */
export function mergeSpace(
  space: CodeSpace,
  code: OrderedCode,
  rows: LineRows,
  scopes: ScopeTable,
  stretches: readonly NamedStretch[],
  sink: RowSink,
): void {
  const lines = new LineWalk(rows, code.sequences);
  const functions = new StretchWalk(
    code.segments.length,
    (i) => scopes.start(code.segments[i] ?? 0),
    (i) => scopes.end(code.segments[i] ?? 0),
  );
  const named = new StretchWalk(
    stretches.length,
    (i) => stretches[i]?.start ?? Infinity,
    (i) => stretches[i]?.end ?? Infinity,
  );
  let [lastScope, lastFile, lastLine] = [NONE, NONE, 0];
  for (let at = space.start; at < space.end;) {
    const row = lines.at(at);
    const segment = functions.at(at);
    const stretch = named.at(at);
    const file = row === NONE ? NONE : rows.files.at(row);
    const line = row === NONE ? 0 : rows.lines.at(row);
    let scope = segment === NONE ? NONE : scopes.scopeOf(code.segments[segment] ?? 0);
    if (scope === NONE && row !== NONE) scope = stretches[stretch]?.scope() ?? NONE;
    if (scope !== lastScope || file !== lastFile || line !== lastLine) {
      sink(at, scope, file, line);
      [lastScope, lastFile, lastLine] = [scope, file, line];
    }
    at = Math.min(lines.next, functions.next, named.next);
  }
}

/** The row of an address, for addresses that only grow. */
class LineWalk {
  readonly #rows: LineRows;
  readonly #sequences: readonly LineSequence[];
  #sequence = 0;
  #row = 0;
  /** The next address at which the answer may differ. */
  next = Infinity;

  constructor(rows: LineRows, sequences: readonly LineSequence[]) {
    this.#rows = rows;
    this.#sequences = sequences;
    this.#row = sequences[0]?.from ?? 0;
  }

  at(address: number): number {
    let sequence = this.#sequences[this.#sequence];
    while (sequence !== undefined && sequence.end <= address) {
      this.#sequence += 1;
      sequence = this.#sequences[this.#sequence];
      this.#row = sequence?.from ?? 0;
    }
    if (sequence === undefined) {
      this.next = Infinity;
      return NONE;
    }
    if (sequence.start > address) {
      this.next = sequence.start;
      return NONE;
    }
    const { addresses } = this.#rows;
    // Where several rows have one address, the last one counts.
    while (this.#row + 1 < sequence.to && addresses.at(this.#row + 1) <= address) this.#row += 1;
    this.next = this.#row + 1 < sequence.to ? addresses.at(this.#row + 1) : sequence.end;
    return this.#row;
  }
}

/** The stretch of an address, for addresses that only grow; of stretches that overlap, the one that begins first. */
class StretchWalk {
  readonly #count: number;
  readonly #start: (index: number) => number;
  readonly #end: (index: number) => number;
  #index = 0;
  next = Infinity;

  constructor(count: number, start: (index: number) => number, end: (index: number) => number) {
    this.#count = count;
    this.#start = start;
    this.#end = end;
  }

  at(address: number): number {
    while (this.#index < this.#count && this.#end(this.#index) <= address) this.#index += 1;
    if (this.#index >= this.#count) {
      this.next = Infinity;
      return NONE;
    }
    const start = this.#start(this.#index);
    this.next = start > address ? start : this.#end(this.#index);
    return start > address ? NONE : this.#index;
  }
}
