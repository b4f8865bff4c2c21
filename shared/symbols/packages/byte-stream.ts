import { FormatError, FormatErrorCode } from '../../errors.ts';

/** Reads a stream of bytes from front to end, in pieces of the reader's choice. Nothing of it is kept. */
export class ByteStream {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #format: string;
  #rest: Uint8Array = new Uint8Array(0);
  /** Bytes that were read. */
  offset = 0;

  constructor(pieces: AsyncIterable<Uint8Array>, format: string) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#format = format;
  }

  /** @throws {FormatError} */
  fail(code: FormatErrorCode, field: string, problem: string, details: { readonly cause?: unknown } = {}): never {
    throw new FormatError(code, { format: this.#format, field, offset: this.offset }, problem, details);
  }

  /** True at the end. */
  async isOver(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#next();
      if (next === undefined) return true;
      this.#rest = next;
    }
    return false;
  }

  /** Exactly so many bytes, which are few. @throws {FormatError} truncated */
  async take(length: number, field: string): Promise<Uint8Array> {
    const whole = new Uint8Array(length);
    let filled = 0;
    for await (const piece of this.pieces(length, field)) {
      whole.set(piece, filled);
      filled += piece.length;
    }
    return whole;
  }

  async skip(length: number, field: string): Promise<void> {
    const pieces = this.pieces(length, field);
    while ((await pieces.next()).done !== true);
  }

  /** The next `length` bytes as they come. All of them have to be taken before anything else is read. */
  async *pieces(length: number, field: string): AsyncGenerator<Uint8Array> {
    let left = length;
    while (left > 0) {
      if (await this.isOver()) this.fail(FormatErrorCode.Truncated, field, `${left} bytes more were expected`);
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      this.offset += piece.length;
      left -= piece.length;
      yield piece;
    }
  }

  /** All that is left, as it comes. */
  async *remaining(): AsyncGenerator<Uint8Array> {
    while (!(await this.isOver())) {
      const piece = this.#rest;
      this.#rest = new Uint8Array(0);
      this.offset += piece.length;
      yield piece;
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #next(): Promise<Uint8Array | undefined> {
    try {
      const next = await this.#pieces.next();
      return next.done === true ? undefined : next.value;
    } catch (cause) {
      if (cause instanceof FormatError || (typeof cause === 'object' && cause !== null && 'syscall' in cause))
        throw cause;
      return this.fail(FormatErrorCode.BadValue, 'content', 'its compressed bytes are damaged or break off', { cause });
    }
  }
}
