import { FormatError, FormatErrorCode } from '../errors.ts';

const TWO_32 = 0x1_0000_0000;
/** What the first four bytes of a LEB128 hold. */
const SLEB_HALF = 2 ** 28;
const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8', { fatal: false });

/**
 * A {@link Cursor} for data of millions of small fields (DWARF, line tables): every read is bounds-checked, numbers are
 * plain numbers, and the name of the whole structure stands in an error instead of a name a field.
 *
 * @throws {FormatError} `truncated` by every read that would pass the end, `bad-value` for an unsigned LEB128 beyond 2^53
 */
export class DenseCursor {
  readonly bytes: Uint8Array;
  readonly format: string;
  readonly littleEndian: boolean;
  /** No read passes it: the length of `bytes`, or less (see {@link limit}). */
  end: number;
  offset = 0;
  /** Added to the offsets in errors. */
  readonly base: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, format: string, options: { littleEndian?: boolean; base?: number } = {}) {
    this.bytes = bytes;
    this.format = format;
    this.littleEndian = options.littleEndian ?? true;
    this.base = options.base ?? 0;
    this.end = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fail(code: FormatErrorCode, field: string, problem: string): never {
    throw new FormatError(code, { format: this.format, field, offset: this.base + this.offset }, problem);
  }

  seek(offset: number): this {
    if (!(offset >= 0 && offset <= this.end)) {
      this.fail(FormatErrorCode.BadValue, 'offset', `${offset} is outside 0..${this.end}`);
    }
    this.offset = offset;
    return this;
  }

  /** Reads from here on stay below `end`. */
  limit(end: number): this {
    if (!(end >= this.offset && end <= this.bytes.length)) {
      this.fail(FormatErrorCode.Truncated, 'length', `ends at ${end}, the data at ${this.bytes.length}`);
    }
    this.end = end;
    return this;
  }

  skip(length: number): this {
    this.#take(length);
    return this;
  }

  u8(): number {
    const at = this.offset;
    if (at >= this.end) this.#truncated(1);
    this.offset = at + 1;
    return this.bytes[at] ?? 0;
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), this.littleEndian);
  }

  u24(): number {
    const [low, middle, high] = [this.u8(), this.u8(), this.u8()];
    return this.littleEndian ? low | (middle << 8) | (high << 16) : high | (middle << 8) | (low << 16);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), this.littleEndian);
  }

  /** 64 bits as a number; what is beyond 2^53 loses its low bits, and so never is a valid size or offset here. */
  u64(): number {
    return this.u64From(0);
  }

  /** 64 bits as the distance from `high` * 2^32: exact within 2^21 * 2^32 of it. */
  u64From(high: number): number {
    const at = this.#take(8);
    const first = this.#view.getUint32(at, this.littleEndian);
    const second = this.#view.getUint32(at + 4, this.littleEndian);
    return this.littleEndian ? (second - high) * TWO_32 + first : (first - high) * TWO_32 + second;
  }

  /** Unsigned LEB128. */
  uleb(): number {
    let byte = this.u8();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 0x80;
    do {
      byte = this.u8();
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
      if (value > Number.MAX_SAFE_INTEGER) this.fail(FormatErrorCode.BadValue, 'LEB128', 'larger than 2^53');
    } while (byte >= 0x80);
    return value;
  }

  /** Signed LEB128. What is beyond 2^53 loses its low bits: constants of C are 64 bits wide, and no offset is one. */
  sleb(): number {
    // In two halves: a negative number is the difference of two that would be larger than it.
    let [low, high, lowFactor, highFactor] = [0, 0, 1, 1];
    for (;;) {
      const byte = this.u8();
      const isLow = lowFactor < SLEB_HALF;
      if (isLow) low += (byte & 0x7f) * lowFactor;
      else high += (byte & 0x7f) * highFactor;
      if (isLow) lowFactor *= 0x80;
      else highFactor *= 0x80;
      if (byte >= 0x80) continue;
      if ((byte & 0x40) === 0) return high * SLEB_HALF + low;
      return isLow ? low - lowFactor : (high - highFactor) * SLEB_HALF + low;
    }
  }

  skipLeb(): void {
    while (this.u8() >= 0x80);
  }

  take(length: number): Uint8Array {
    const start = this.#take(length);
    return this.bytes.subarray(start, start + length);
  }

  /** A NUL-terminated string. */
  string(): string {
    const start = this.offset;
    this.skipString();
    const raw = this.bytes.subarray(start, this.offset - 1);
    return isAscii(raw) ? latin1.decode(raw) : utf8.decode(raw);
  }

  skipString(): void {
    const end = this.bytes.indexOf(0, this.offset);
    if (end < 0 || end >= this.end) this.fail(FormatErrorCode.Truncated, 'string', 'no NUL before the end');
    this.offset = end + 1;
  }

  #take(length: number): number {
    const start = this.offset;
    if (!(length >= 0 && length <= this.end - start)) this.#truncated(length);
    this.offset = start + length;
    return start;
  }

  #truncated(length: number): never {
    this.fail(FormatErrorCode.Truncated, 'data', `${length} bytes needed, ${this.end - this.offset} left`);
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}
