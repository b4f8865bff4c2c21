import { FormatError, FormatErrorCode } from '../errors.ts';

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

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

  /**
   * All of it as words of 32 bits, for tables of hundreds of thousands that are gone through whole; what is left over behind the last
   * whole word is in none. The same memory where the machine permits that, else a copy.
   */
  words(): Uint32Array {
    const count = Math.floor(this.length / 4);
    const { buffer, byteOffset } = this.#view;
    if (IS_LITTLE_ENDIAN && byteOffset % 4 === 0) return new Uint32Array(buffer, byteOffset, count);
    return Uint32Array.from({ length: count }, (_, i) => this.u32(i * 4));
  }

  #within(at: number, length: number): number {
    if (at >= 0 && at + length <= this.length) return at;
    const place = { format: 'bytes', field: `${length} bytes`, offset: at };
    throw new FormatError(FormatErrorCode.Truncated, place, `there are ${this.length}`);
  }
}
