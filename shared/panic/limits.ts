/** What reading a log may cost. The answer says by `partial` where a limit ended it. */
export interface TriageLimits {
  /** Bytes of the log that are read; what comes later is left out. */
  readonly maxBytes?: number;
  /** Asked between pieces of the log and between reports: true ends the reading, and what was found until then is the answer. */
  readonly shouldStop?: () => boolean;
}

export type PartialReason = 'size' | 'time';

/** Keeps count of what one reading may still cost. */
export class Budget {
  readonly #limits: TriageLimits;
  #left: number;
  #partial: PartialReason | undefined;

  constructor(limits: TriageLimits = {}) {
    this.#limits = limits;
    this.#left = limits.maxBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Which limit was met. */
  get partial(): PartialReason | undefined {
    return this.#partial;
  }

  /** Whether to go no further. */
  isSpent(): boolean {
    if (this.#partial === undefined && this.#limits.shouldStop?.() === true) this.#partial = 'time';
    return this.#partial !== undefined;
  }

  /** The piece, cut to what may still be read. */
  take(chunk: Uint8Array): Uint8Array {
    if (chunk.length <= this.#left) {
      this.#left -= chunk.length;
      return chunk;
    }
    this.#partial ??= 'size';
    const cut = chunk.subarray(0, this.#left);
    this.#left = 0;
    return cut;
  }
}
