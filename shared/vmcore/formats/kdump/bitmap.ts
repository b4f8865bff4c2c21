import { copyBytes } from '../../../bytes/plain-bytes.ts';
import type { ByteRange, ByteSource } from '../../../bytes/byte-source.ts';
import { PendingBytesError, readAll, readOne } from '../../../bytes/pending.ts';

const BLOCK_BYTES = 4096;
const BLOCK_BITS = BLOCK_BYTES * 8;
/** Counts are kept for so much of a block. */
const LINE_BYTES = 64;
/** Fetched in one round while counting. */
const ROUND_BYTES = 16 * 1024 * 1024;
/** Blocks kept in memory, of those that are neither all zeros nor all ones: enough for 1 TiB in pages of 4 KiB. */
const MAX_CACHED_BLOCKS = (32 * 1024 * 1024) / BLOCK_BYTES;

const ZEROS = Buffer.alloc(BLOCK_BYTES);
const ONES = Buffer.alloc(BLOCK_BYTES, 0xff);

/** The first byte from `from` on that is not `value`, which is 0 or 0xff; the length where all are. */
export function firstOther(bytes: Uint8Array, from: number, value: 0 | 0xff): number {
  const same = value === 0 ? ZEROS : ONES;
  let at = from;
  while (at + BLOCK_BYTES <= bytes.length && same.equals(bytes.subarray(at, at + BLOCK_BYTES))) at += BLOCK_BYTES;
  while (at < bytes.length && bytes[at] === value) at++;
  return at;
}

/** Answers for the bits that were looked up. */
export interface BitmapView {
  /** Whether `bit` is set. */
  has(bit: number): boolean;
  /** The eight bits from `bit` on, a multiple of eight. */
  byte(bit: number): number;
  /** How many bits are set from the first bit up to, not including, `bit`. */
  rank(bit: number): number;
}

/**
 * A bitmap of the file, with the question that a kdump file asks of it: how many bits are set before this one.
 *
 * It is never held whole: a count for each block of 4 KiB is (8 bytes for 32,768 page frames), the blocks themselves
 * come and go. Blocks are read and counted only as far up as anybody asks.
 */
export class Bitmap {
  readonly #source: ByteSource;
  readonly #offset: number;
  readonly #bits: number;
  readonly #blockCount: number;
  readonly #firstBlock: number;
  /** `#before[i]`: bits set in blocks `#firstBlock` .. i - 1. */
  readonly #before: Float64Array;
  readonly #blocks = new Map<number, Uint8Array>();
  readonly #lines = new WeakMap<Uint8Array, Uint16Array>();
  #countedBlocks: number;
  #counting: Promise<void> = Promise.resolve();
  #firstBitRank = 0;
  readonly #firstBit: number;

  /**
   * @param offset where the bitmap begins in `source`
   * @param bits how many bits it has
   * @param firstBit ranks count from here: the first page frame of a part of a split set
   */
  constructor(source: ByteSource, offset: number, bits: number, firstBit = 0) {
    this.#source = source;
    this.#offset = offset;
    this.#bits = bits;
    this.#blockCount = Math.ceil(bits / BLOCK_BITS);
    this.#firstBit = firstBit;
    this.#firstBlock = Math.min(Math.floor(firstBit / BLOCK_BITS), this.#blockCount);
    this.#countedBlocks = this.#firstBlock;
    this.#before = new Float64Array(this.#blockCount - this.#firstBlock + 1);
  }

  /** Reads what it takes to answer for `bits`, which lie within the bitmap, in at most one round more than counting. */
  async look(bits: readonly number[]): Promise<BitmapView> {
    const needed = [...new Set(bits.map(blockOf))];
    await this.#countTo(needed.reduce((highest, block) => Math.max(highest, block), -1) + 1);

    const held = new Map<number, Uint8Array>();
    const missing: number[] = [];
    for (const block of needed) {
      const cached = this.#blocks.get(block);
      if (cached !== undefined) {
        this.#keep(block, cached);
        held.set(block, cached);
      } else if (this.#isMixed(block)) missing.push(block);
    }
    if (missing.length > 0) {
      const read = await readAll(
        this.#source,
        missing.map((block) => this.#blockRange(block)),
      );
      missing.forEach((block, i) => {
        const shared = read[i];
        if (shared === undefined) return;
        const bytes = copyBytes(shared);
        this.#keep(block, bytes);
        held.set(block, bytes);
      });
    }
    return {
      has: (bit) => this.#has(bit, held.get(blockOf(bit))),
      byte: (bit) => this.#byte(bit, held.get(blockOf(bit))),
      rank: (bit) => this.#rankFromBlock(bit, held.get(blockOf(bit))) - this.#firstBitRank,
    };
  }

  /** How many bits are set in all, from the first bit on. */
  async total(): Promise<number> {
    await this.#countTo(this.#blockCount);
    return (this.#before[this.#blockCount - this.#firstBlock] ?? 0) - this.#firstBitRank;
  }

  /** The bits that are set in `from` .. `to` - 1, ascending, in batches of at most a block's. */
  async *setBits(from: number, to: number): AsyncIterable<readonly number[]> {
    const end = Math.min(to, this.#bits);
    let ahead = 1;
    for (let block = blockOf(Math.max(from, this.#firstBit)); block * BLOCK_BITS < end; block++) {
      const start = block * BLOCK_BITS;
      if (block >= this.#countedBlocks) {
        await this.#countAhead(block, ahead);
        ahead = Math.min(ahead * 2, ROUND_BYTES / BLOCK_BYTES);
      }
      if (this.#countIn(block) === 0) continue;
      const view = await this.look([start]);
      const bits: number[] = [];
      const last = Math.min(start + BLOCK_BITS, end);
      for (let bit = Math.max(start, from); bit < last; bit++) {
        // Eight at a time where none is set: most blocks of a large machine's bitmap are nearly empty.
        if ((bit & 7) === 0 && view.byte(bit) === 0) bit += 7;
        else if (view.has(bit)) bits.push(bit);
      }
      if (bits.length > 0) yield bits;
    }
  }

  #has(bit: number, bytes: Uint8Array | undefined): boolean {
    const block = blockOf(bit);
    const count = this.#countIn(block);
    if (bytes === undefined || count === BLOCK_BITS) return count === BLOCK_BITS;
    const inBlock = bit - block * BLOCK_BITS;
    return ((bytes[inBlock >> 3] ?? 0) & (1 << (inBlock & 7))) !== 0;
  }

  #byte(bit: number, bytes: Uint8Array | undefined): number {
    const block = blockOf(bit);
    if (bytes === undefined) return this.#countIn(block) === BLOCK_BITS ? 0xff : 0;
    return bytes[(bit - block * BLOCK_BITS) >> 3] ?? 0;
  }

  #rankFromBlock(bit: number, bytes: Uint8Array | undefined): number {
    const block = blockOf(bit);
    const before = this.#before[block - this.#firstBlock] ?? 0;
    const inBlock = bit - block * BLOCK_BITS;
    if (bytes === undefined) return this.#countIn(block) === BLOCK_BITS ? before + inBlock : before;
    const at = inBlock >> 3;
    const line = Math.floor(at / LINE_BYTES);
    const partial = (bytes[at] ?? 0) & ((1 << (inBlock & 7)) - 1);
    let rank = before + (this.#linesOf(bytes)[line] ?? 0) + (BITS_IN_BYTE[partial] ?? 0);
    for (let i = line * LINE_BYTES; i < at; i++) rank += BITS_IN_BYTE[bytes[i] ?? 0] ?? 0;
    return rank;
  }

  /** Bits set before each line of a block: counted once, however many pages of the block are asked for. */
  #linesOf(block: Uint8Array): Uint16Array {
    const known = this.#lines.get(block);
    if (known !== undefined) return known;
    const lines = new Uint16Array(Math.ceil(block.length / LINE_BYTES));
    for (let i = 1; i < lines.length; i++) {
      lines[i] = (lines[i - 1] ?? 0) + countBits(block.subarray((i - 1) * LINE_BYTES, i * LINE_BYTES));
    }
    this.#lines.set(block, lines);
    return lines;
  }

  #countIn(block: number): number {
    const i = block - this.#firstBlock;
    return (this.#before[i + 1] ?? 0) - (this.#before[i] ?? 0);
  }

  #isMixed(block: number): boolean {
    const count = this.#countIn(block);
    return count > 0 && count < BLOCK_BITS;
  }

  /** Makes `block` the one used last, and drops those not used for longest. */
  #keep(block: number, bytes: Uint8Array): void {
    this.#blocks.delete(block);
    this.#blocks.set(block, bytes);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= MAX_CACHED_BLOCKS) break;
      this.#blocks.delete(oldest);
    }
  }

  #blockRange(block: number): ByteRange {
    const start = block * BLOCK_BYTES;
    return { offset: this.#offset + start, length: Math.min(BLOCK_BYTES, Math.ceil(this.#bits / 8) - start) };
  }

  /** Counts that block, and those behind it as far as they are there: whoever walks the bitmap comes to them next. */
  async #countAhead(block: number, blocks: number): Promise<void> {
    try {
      await this.#countTo(block + blocks);
    } catch (error) {
      if (blocks === 1 || !(error instanceof PendingBytesError)) throw error;
      await this.#countTo(block + 1);
    }
  }

  /** Counts on, one call after the other: who comes later finds counted what the one before has read. */
  #countTo(blockEnd: number): Promise<void> {
    const end = Math.min(blockEnd, this.#blockCount);
    if (this.#countedBlocks >= end) return Promise.resolve();
    const counting = this.#counting.then(() => this.#countOn(end));
    this.#counting = counting.catch(() => undefined);
    return counting;
  }

  async #countOn(end: number): Promise<void> {
    while (this.#countedBlocks < end) {
      const first = this.#countedBlocks;
      const last = Math.min(first + ROUND_BYTES / BLOCK_BYTES, end);
      const tail = this.#blockRange(last - 1);
      const start = this.#blockRange(first).offset;
      const bytes = await readOne(this.#source, { offset: start, length: tail.offset + tail.length - start });
      for (let block = first; block < last; block++) {
        const at = (block - first) * BLOCK_BYTES;
        this.#count(block, bytes.subarray(at, at + BLOCK_BYTES));
      }
      this.#countedBlocks = last;
    }
  }

  #count(block: number, bytes: Uint8Array): void {
    // Bits behind the last page frame are padding, whatever they hold.
    const bitsHere = Math.min(BLOCK_BITS, this.#bits - block * BLOCK_BITS);
    const own = bitsHere % 8 === 0 ? bytes : maskLastByte(bytes, bitsHere % 8);
    const count = countBits(own);
    const i = block - this.#firstBlock;
    this.#before[i + 1] = (this.#before[i] ?? 0) + count;
    if (count > 0 && count < BLOCK_BITS) this.#keep(block, copyBytes(own));
    if (block === this.#firstBlock) {
      const bytesOfFirst = count === 0 ? undefined : own;
      this.#firstBitRank = this.#rankFromBlock(this.#firstBit, bytesOfFirst);
    }
  }
}

const BITS_IN_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest !== 0; rest >>= 1) count += rest & 1;
  return count;
});

function countBits(bytes: Uint8Array): number {
  if (bytes.length === BLOCK_BYTES && ZEROS.equals(bytes)) return 0;
  const wholeWords = bytes.length >> 2;
  let count = 0;
  // Whole words at once where they are aligned, which all blocks but odd views are: eight times as fast.
  const isAligned = bytes.byteOffset % 4 === 0;
  if (isAligned)
    for (const word of new Uint32Array(bytes.buffer, bytes.byteOffset, wholeWords)) count += bitsInWord(word);
  for (let i = isAligned ? wholeWords * 4 : 0; i < bytes.length; i++) count += BITS_IN_BYTE[bytes[i] ?? 0] ?? 0;
  return count;
}

/** Sums neighbouring bits, pairs, nibbles and bytes in parallel. */
function bitsInWord(word: number): number {
  if (word === 0) return 0;
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function maskLastByte(bytes: Uint8Array, bits: number): Uint8Array {
  const own = copyBytes(bytes);
  const last = own.length - 1;
  own[last] = (own[last] ?? 0) & ((1 << bits) - 1);
  return own;
}

function blockOf(bit: number): number {
  return Math.floor(bit / BLOCK_BITS);
}
