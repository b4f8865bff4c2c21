import { FormatError, FormatErrorCode } from '../errors.ts';

/**
 * Fields of bytes at any offset, little-endian, for tables and structures of a kernel's memory that are looked up rather than read
 * through; {@link Cursor} is for what is read through. Both are bounds-checked, and nothing else touches raw bytes.
 *
 * @throws {FormatError} `truncated` by every read that would pass the end
 */
export class LittleEndian {
  readonly length: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#within(at, 1));
  }

  i8(at: number): number {
    return this.#view.getInt8(this.#within(at, 1));
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#within(at, 2), true);
  }

  i16(at: number): number {
    return this.#view.getInt16(this.#within(at, 2), true);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#within(at, 4), true);
  }

  i32(at: number): number {
    return this.#view.getInt32(this.#within(at, 4), true);
  }

  u64(at: number): bigint {
    return this.#view.getBigUint64(this.#within(at, 8), true);
  }

  i64(at: number): bigint {
    return this.#view.getBigInt64(this.#within(at, 8), true);
  }

  #within(at: number, length: number): number {
    if (at >= 0 && at + length <= this.length) return at;
    const place = { format: 'bytes', field: `${length} bytes`, offset: at };
    throw new FormatError(FormatErrorCode.Truncated, place, `there are ${this.length}`);
  }
}
