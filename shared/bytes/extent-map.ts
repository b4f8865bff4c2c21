/** `lengthBytes` bytes at `start` are to be found at `target`. */
export interface Extent {
  readonly start: number;
  readonly lengthBytes: number;
  readonly target: number;
}

/**
 * Which of many extents holds an address, where they may overlap: the one added last wins, as the last write to a file
 * does. Used for the records of a flattened dump and for the segments of an ELF one.
 *
 * Built once, O(n log n), into sorted ranges that do not overlap: 24 bytes each, at most 2n - 1 of them.
 */
export class ExtentMap {
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;
  readonly #targets: Float64Array;

  private constructor(starts: Float64Array, ends: Float64Array, targets: Float64Array) {
    this.#starts = starts;
    this.#ends = ends;
    this.#targets = targets;
  }

  /** How many ranges there are after overlaps were settled. */
  get size(): number {
    return this.#starts.length;
  }

  /** One more than the last address that any extent holds; 0 without extents. */
  get end(): number {
    return this.#ends[this.size - 1] ?? 0;
  }

  /** The parts of `start` .. `start + lengthBytes` that extents hold, ascending; what is between them nobody holds. */
  find(start: number, lengthBytes: number): Extent[] {
    const end = start + lengthBytes;
    const found: Extent[] = [];
    for (let i = this.#firstEndingAfter(start); i < this.size; i++) {
      const from = Math.max(start, this.#starts[i] ?? 0);
      const to = Math.min(end, this.#ends[i] ?? 0);
      if (from >= to) break;
      found.push({
        start: from,
        lengthBytes: to - from,
        target: (this.#targets[i] ?? 0) + from - (this.#starts[i] ?? 0),
      });
    }
    return found;
  }

  /** Every range, ascending. */
  *[Symbol.iterator](): IterableIterator<Extent> {
    for (let i = 0; i < this.size; i++) {
      const start = this.#starts[i] ?? 0;
      yield { start, lengthBytes: (this.#ends[i] ?? 0) - start, target: this.#targets[i] ?? 0 };
    }
  }

  #firstEndingAfter(address: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ends[middle] ?? 0) > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  static build(list: ExtentList): ExtentMap {
    const order = list.sortedByStart();
    const out = new ExtentList(list.size);
    // The extents that cover `at`, the one added last on top.
    const covering = new MaxHeap();
    let next = 0;
    let at = 0;
    let lastSource = -1;
    for (;;) {
      while (covering.top !== undefined && list.end(covering.top) <= at) covering.pop();
      if (covering.top === undefined) {
        const upcoming = order[next];
        if (upcoming === undefined) break;
        at = list.start(upcoming);
      }
      for (let i = order[next]; i !== undefined && list.start(i) <= at; i = order[next]) {
        covering.push(i);
        next += 1;
      }
      const top = covering.top;
      if (top === undefined) break;
      const upcoming = order[next];
      const until = upcoming === undefined ? list.end(top) : Math.min(list.end(top), list.start(upcoming));
      if (top === lastSource && out.end(out.size - 1) === at) out.extendLast(until - at);
      else out.add(at, until - at, list.target(top) + at - list.start(top));
      lastSource = top;
      at = until;
    }
    return new ExtentMap(...out.columns());
  }
}

/** Extents as they come, in columns that grow: there can be millions. Empty ones are left out. */
export class ExtentList {
  #starts: Float64Array;
  #ends: Float64Array;
  #targets: Float64Array;
  #size = 0;

  constructor(capacity = 64) {
    const slots = Math.max(capacity, 1);
    this.#starts = new Float64Array(slots);
    this.#ends = new Float64Array(slots);
    this.#targets = new Float64Array(slots);
  }

  get size(): number {
    return this.#size;
  }

  start(i: number): number {
    return this.#starts[i] ?? 0;
  }

  end(i: number): number {
    return this.#ends[i] ?? 0;
  }

  target(i: number): number {
    return this.#targets[i] ?? 0;
  }

  add(start: number, lengthBytes: number, target: number): void {
    if (lengthBytes <= 0) return;
    if (this.#size === this.#starts.length) this.#grow();
    this.#starts[this.#size] = start;
    this.#ends[this.#size] = start + lengthBytes;
    this.#targets[this.#size] = target;
    this.#size += 1;
  }

  extendLast(lengthBytes: number): void {
    this.#ends[this.#size - 1] = this.end(this.#size - 1) + lengthBytes;
  }

  /** Indexes by start; of equal starts the one added first stands first. */
  sortedByStart(): Uint32Array {
    const order = new Uint32Array(this.#size);
    let isSorted = true;
    for (let i = 0; i < order.length; i++) {
      order[i] = i;
      if (i > 0 && this.start(i) < this.start(i - 1)) isSorted = false;
    }
    return isSorted ? order : this.#sort(order);
  }

  /**
   * Sorts the starts alone, as numbers, and looks up each one's place: several times as fast as sorting indexes by a
   * comparison, and in less memory.
   */
  #sort(order: Uint32Array): Uint32Array {
    const sorted = this.#starts.slice(0, this.#size).sort();
    const taken = new Uint32Array(this.#size);
    for (let i = 0; i < this.#size; i++) {
      const first = lowerBound(sorted, this.start(i));
      const place = first + (taken[first] ?? 0);
      taken[first] = (taken[first] ?? 0) + 1;
      order[place] = i;
    }
    return order;
  }

  columns(): [starts: Float64Array, ends: Float64Array, targets: Float64Array] {
    const cut = (column: Float64Array): Float64Array =>
      column.length === this.#size ? column : column.slice(0, this.#size);
    return [cut(this.#starts), cut(this.#ends), cut(this.#targets)];
  }

  #grow(): void {
    const wider = (column: Float64Array): Float64Array => {
      const copy = new Float64Array(column.length * 2);
      copy.set(column);
      return copy;
    };
    this.#starts = wider(this.#starts);
    this.#ends = wider(this.#ends);
    this.#targets = wider(this.#targets);
  }
}

/** The first place in `sorted` that is not below `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

class MaxHeap {
  readonly #items: number[] = [];

  get top(): number | undefined {
    return this.#items[0];
  }

  push(item: number): void {
    const items = this.#items;
    let i = items.length;
    items.push(item);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#at(parent) >= item) break;
      items[i] = this.#at(parent);
      i = parent;
    }
    items[i] = item;
  }

  pop(): void {
    const items = this.#items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#at(child + 1) > this.#at(child)) child += 1;
      if (this.#at(child) <= last) break;
      items[i] = this.#at(child);
      i = child;
    }
    items[i] = last;
  }

  #at(i: number): number {
    return this.#items[i] ?? -1;
  }
}
