import { FormatError, FormatErrorCode } from '../errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: false });

/** `0x`-prefixed lower-case hexadecimal. */
export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/**
 * The only way this project touches raw bytes: bounds-checked, endian-aware reads that name the field they read, so that
 * an error says what was wrong and where.
 *
 * @throws {FormatError} `truncated` by every read that would pass the end
 */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly format: string;
  readonly littleEndian: boolean;
  /** Added to the offsets in errors: where `bytes` begins in the file that a person would look at. */
  readonly base: number;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array, format: string, options: { littleEndian?: boolean; base?: number } = {}) {
    this.bytes = bytes;
    this.format = format;
    this.littleEndian = options.littleEndian ?? true;
    this.base = options.base ?? 0;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.bytes.length - this.#offset;
  }

  /** Throws a {@link FormatError} that names `field` at the current offset. */
  fail(code: FormatErrorCode, field: string, problem: string): never {
    throw new FormatError(code, { format: this.format, field, offset: this.base + this.#offset }, problem);
  }

  seek(offset: number, field: string): this {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > this.bytes.length) {
      this.fail(FormatErrorCode.BadValue, field, `offset ${offset} is outside 0..${this.bytes.length}`);
    }
    this.#offset = offset;
    return this;
  }

  skip(length: number, field: string): this {
    this.#take(length, field);
    return this;
  }

  u8(field: string): number {
    return this.#view.getUint8(this.#take(1, field));
  }

  u16(field: string): number {
    return this.#view.getUint16(this.#take(2, field), this.littleEndian);
  }

  u32(field: string): number {
    return this.#view.getUint32(this.#take(4, field), this.littleEndian);
  }

  i32(field: string): number {
    return this.#view.getInt32(this.#take(4, field), this.littleEndian);
  }

  u64(field: string): bigint {
    return this.#view.getBigUint64(this.#take(8, field), this.littleEndian);
  }

  i64(field: string): bigint {
    return this.#view.getBigInt64(this.#take(8, field), this.littleEndian);
  }

  /** A 64-bit count, size or offset that must be usable as a number (0..2^53-1). */
  size64(field: string): number {
    const value = this.u64(field);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      this.#offset -= 8;
      this.fail(FormatErrorCode.BadValue, field, `${hex(value)} is too large for a size or offset`);
    }
    return Number(value);
  }

  /** The next `length` bytes, as a view (not a copy). */
  take(length: number, field: string): Uint8Array {
    const start = this.#take(length, field);
    return this.bytes.subarray(start, start + length);
  }

  /** A fixed-size field holding NUL-terminated text; bytes that are not UTF-8 become U+FFFD. */
  text(length: number, field: string): string {
    const raw = this.take(length, field);
    const end = raw.indexOf(0);
    return utf8.decode(end < 0 ? raw : raw.subarray(0, end));
  }

  #take(length: number, field: string): number {
    if (!Number.isSafeInteger(length) || length < 0 || length > this.remaining) {
      this.fail(FormatErrorCode.Truncated, field, `${length} bytes needed, ${this.remaining} left`);
    }
    const start = this.#offset;
    this.#offset += length;
    return start;
  }
}
