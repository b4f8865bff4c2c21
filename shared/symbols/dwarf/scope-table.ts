/** Which function code belongs to, and which functions were inlined there. */
import { Float64Column, Int32Column } from './columns.ts';

const MAX_SCOPES = 64_000_000;
export const NONE = -1;

/** A stretch of code of one scope, which may have others of inlined functions within. */
export interface ScopeInterval {
  readonly start: number;
  readonly end: number;
  readonly scope: number;
}

/**
 * Scopes (a function, or a function inlined into another) by number, and the stretches of code whose innermost scope is
 * known. A scope is listed behind the one that it is inlined into.
 */
export class ScopeTable {
  readonly #names = new Int32Column();
  readonly #parents = new Int32Column();
  readonly #callFiles = new Int32Column();
  readonly #callLines = new Int32Column();
  readonly #starts = new Float64Column();
  readonly #ends = new Float64Column();
  readonly #scopes = new Int32Column();

  get count(): number {
    return this.#names.length;
  }

  get segmentCount(): number {
    return this.#starts.length;
  }

  /**
   * @param name number of the function's name, {@link NONE} while it is not known
   * @param parent the scope it is inlined into, {@link NONE} for a function that stands for itself
   * @param callFile number of the path of the line that it was called at
   * @throws {RangeError} with more scopes than any kernel has
   */
  add(name: number, parent: number, callFile: number, callLine: number): number {
    if (this.count >= MAX_SCOPES) throw new RangeError(`more than ${MAX_SCOPES} functions`);
    this.#names.push(name);
    this.#parents.push(parent);
    this.#callFiles.push(callFile);
    this.#callLines.push(callLine);
    return this.count - 1;
  }

  setName(scope: number, name: number): void {
    this.#names.set(scope, name);
  }

  addSegment(start: number, end: number, scope: number): void {
    this.#starts.push(start);
    this.#ends.push(end);
    this.#scopes.push(scope);
  }

  scope(index: number): {
    readonly name: number;
    readonly parent: number;
    readonly callFile: number;
    readonly callLine: number;
  } {
    return {
      name: this.#names.at(index),
      parent: this.#parents.at(index),
      callFile: this.#callFiles.at(index),
      callLine: this.#callLines.at(index),
    };
  }

  start(segment: number): number {
    return this.#starts.at(segment);
  }

  end(segment: number): number {
    return this.#ends.at(segment);
  }

  scopeOf(segment: number): number {
    return this.#scopes.at(segment);
  }
}

/**
 * Adds the intervals of one function as stretches that do not overlap: where several cover an address, the one that is listed
 * last is the innermost.
 */
export function addFunction(table: ScopeTable, intervals: readonly ScopeInterval[]): void {
  const [only] = intervals;
  if (intervals.length === 1 && only !== undefined) {
    table.addSegment(only.start, only.end, only.scope);
    return;
  }
  const order = intervals.map((_, index) => index);
  const at = (index: number): ScopeInterval => intervals[index] ?? { start: 0, end: 0, scope: NONE };
  order.sort((a, b) => at(a).start - at(b).start || a - b);
  const active = new HighestFirst();
  let next = 0;
  let position = 0;
  for (;;) {
    let top = active.top;
    while (top !== undefined && at(top).end <= position) top = active.removeTop();
    if (top === undefined) {
      const waiting = order[next];
      if (waiting === undefined) return;
      position = Math.max(position, at(waiting).start);
    }
    for (let index = order[next]; index !== undefined && at(index).start <= position; index = order[(next += 1)]) {
      if (at(index).end > position) active.add(index);
    }
    top = active.top;
    if (top === undefined) continue;
    const upcoming = order[next];
    const end = Math.min(at(top).end, upcoming === undefined ? Infinity : at(upcoming).start);
    table.addSegment(position, end, at(top).scope);
    position = end;
  }
}

/** A binary heap of numbers, the highest on top. */
class HighestFirst {
  readonly #heap: number[] = [];

  get top(): number | undefined {
    return this.#heap[0];
  }

  add(value: number): void {
    const heap = this.#heap;
    let at = heap.push(value) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] ?? 0;
      if (above >= value) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = value;
  }

  /** @returns the new top */
  removeTop(): number | undefined {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return undefined;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const larger = (heap[left + 1] ?? -1) > (heap[left] ?? -1) ? left + 1 : left;
      const value = heap[larger] ?? 0;
      if (value <= last) break;
      heap[at] = value;
      at = larger;
    }
    heap[at] = last;
    return heap[0];
  }
}
