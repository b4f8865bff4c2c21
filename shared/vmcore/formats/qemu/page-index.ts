import { FormatError, FormatErrorCode } from '../../../errors.ts';

export const FORMAT = 'qemu';

/** What the stream holds of a page: its bytes, one byte that fills it, or only that it is zeros. */
export const Stored = { Bytes: 1, Fill: 2, Zero: 3 } as const;
export type Stored = (typeof Stored)[keyof typeof Stored];

const KINDS = 4;
const SEGMENT_PAGES = 512;
const SEGMENT_BYTES = SEGMENT_PAGES * 8;
/** A stream has at least 9 bytes for each page, so an honest one is longer than its index. */
const FREE_BYTES = 64 * 2 ** 20;
const INDEX_BYTES_PER_BYTE = 8;

/** Where the last version of each page is in the file: 8 bytes a page, in pieces that are made when a page of theirs comes. */
export class PageIndex {
  readonly #segments = new Map<number, Float64Array>();

  /** @throws {FormatError} limit, where pages are strewn about so that the index would be far larger than the stream */
  set(page: number, offset: number, kind: Stored): void {
    const key = Math.floor(page / SEGMENT_PAGES);
    let segment = this.#segments.get(key);
    if (segment === undefined) {
      if ((this.#segments.size + 1) * SEGMENT_BYTES > FREE_BYTES + INDEX_BYTES_PER_BYTE * offset) {
        const problem = 'the pages of this stream lie too far apart';
        throw new FormatError(FormatErrorCode.Limit, { format: FORMAT, field: 'ram', offset }, problem);
      }
      segment = new Float64Array(SEGMENT_PAGES);
      this.#segments.set(key, segment);
    }
    segment[page % SEGMENT_PAGES] = offset * KINDS + kind;
  }

  get(page: number): { readonly offset: number; readonly kind: Stored } | undefined {
    const word = this.#segments.get(Math.floor(page / SEGMENT_PAGES))?.[page % SEGMENT_PAGES] ?? 0;
    const kind = word % KINDS;
    if (kind !== Stored.Bytes && kind !== Stored.Fill && kind !== Stored.Zero) return undefined;
    return { offset: Math.floor(word / KINDS), kind };
  }

  /** Every page that came, ascending; without those that are zeros, where it is asked so. */
  *pages({ zeros }: { readonly zeros: boolean }): Generator<number> {
    for (const key of [...this.#segments.keys()].sort((a, b) => a - b)) {
      const segment = this.#segments.get(key) ?? [];
      for (const [i, word] of segment.entries()) {
        if (word !== 0 && (zeros || word % KINDS !== Stored.Zero)) yield key * SEGMENT_PAGES + i;
      }
    }
  }
}
