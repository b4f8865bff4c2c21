import { FormatError, FormatErrorCode } from '../errors.ts';

/**
 * LZO1X, as the kernel's documentation describes the stream (Documentation/staging/lzo.rst, linux v6.12): a sequence of
 * instructions, each a copy from what is already out ("match", by length and distance) followed by 0..3 literal bytes
 * whose number stands in the low two bits, or a run of literals of its own. What an instruction below 16 means depends
 * on how many literals came just before it.
 *
 *     instruction   match length             distance
 *     0..15         (a literal run, or a 2..3 byte match nearby: see below)
 *     0001HLLL      2 + L, or 9 + run if 0   16384 + (H << 14) + D      D, S in the next two bytes, little endian
 *     001LLLLL      2 + L, or 33 + run if 0  1 + D                      D, S in the next two bytes, little endian
 *     01LDDDSS      3 + L                    1 + D + (next byte << 3)
 *     1LLDDDSS      5 + L                    1 + D + (next byte << 3)
 *
 * `0001HLLL` with a distance of exactly 16384 ends the stream.
 */
const MAX_FIRST_LITERALS = 17;
const FAR_DISTANCE = 16384;
/** After a long literal run, a match below 16 reaches behind the 2 KiB that shorter forms cover. */
const BEHIND_NEAR_DISTANCE = 2049;

/** How many literals the last instruction copied: 0, 1..3, or 4 for a run of four or more. */
type LiteralState = 0 | 1 | 2 | 3 | 4;

class Decoder {
  readonly #input: Uint8Array;
  readonly #output: Uint8Array;
  #in = 0;
  #out = 0;

  constructor(input: Uint8Array, sizeBytes: number) {
    this.#input = input;
    this.#output = new Uint8Array(sizeBytes);
  }

  run(): Uint8Array {
    let state: LiteralState = this.#firstLiterals();
    for (;;) {
      const instruction = this.#byte();
      if (instruction < 16 && state === 0) {
        this.#literals(3 + (instruction === 0 ? 15 + this.#run() : instruction));
        state = 4;
        continue;
      }
      let low: number;
      if (instruction >= 64) {
        low = instruction;
        const length = instruction >= 128 ? 5 + ((instruction >> 5) & 3) : 3 + ((instruction >> 5) & 1);
        this.#match(length, 1 + ((instruction >> 2) & 7) + (this.#byte() << 3));
      } else if (instruction >= 32) {
        const length = 2 + ((instruction & 31) === 0 ? 31 + this.#run() : instruction & 31);
        low = this.#word();
        this.#match(length, 1 + (low >> 2));
      } else if (instruction >= 16) {
        const length = 2 + ((instruction & 7) === 0 ? 7 + this.#run() : instruction & 7);
        low = this.#word();
        const distance = FAR_DISTANCE + ((instruction & 8) << 11) + (low >> 2);
        if (distance === FAR_DISTANCE) return this.#finish(length);
        this.#match(length, distance);
      } else {
        low = instruction;
        const near = state === 4 ? BEHIND_NEAR_DISTANCE : 1;
        this.#match(state === 4 ? 3 : 2, near + (instruction >> 2) + (this.#byte() << 2));
      }
      state = (low & 3) as LiteralState;
      this.#literals(state);
    }
  }

  /** The first byte can say at once how many literals the stream begins with. */
  #firstLiterals(): LiteralState {
    const first = this.#input[0] ?? 0;
    if (first <= MAX_FIRST_LITERALS) return 0;
    this.#in = 1;
    const count = first - MAX_FIRST_LITERALS;
    this.#literals(count);
    return count < 4 ? (count as LiteralState) : 4;
  }

  #byte(): number {
    const byte = this.#input[this.#in];
    if (byte === undefined) this.#fail('the stream ends inside an instruction');
    this.#in += 1;
    return byte;
  }

  #word(): number {
    return this.#byte() | (this.#byte() << 8);
  }

  /** A length too large for its field: a zero byte adds 255, the first other one ends it. */
  #run(): number {
    let length = 0;
    for (;;) {
      const byte = this.#byte();
      if (byte !== 0) return length + byte;
      length += 255;
      if (length > this.#output.length) this.#fail('a length passes the end of the page');
    }
  }

  #literals(count: number): void {
    if (count > this.#input.length - this.#in) this.#fail('literals pass the end of the stream');
    if (count > this.#output.length - this.#out) this.#fail('literals pass the end of the page');
    this.#output.set(this.#input.subarray(this.#in, this.#in + count), this.#out);
    this.#in += count;
    this.#out += count;
  }

  #match(length: number, distance: number): void {
    if (distance > this.#out) this.#fail('a match begins before the page');
    if (length > this.#output.length - this.#out) this.#fail('a match passes the end of the page');
    const output = this.#output;
    // Byte by byte: a match may overlap what it makes, that is how runs are stored.
    for (let from = this.#out - distance, end = from + length; from < end; from++) {
      output[this.#out++] = output[from] ?? 0;
    }
  }

  #finish(length: number): Uint8Array {
    if (length !== 3) this.#fail('the end marker has a wrong length');
    if (this.#in !== this.#input.length) this.#fail(`${this.#input.length - this.#in} bytes follow the end marker`);
    return this.#output.subarray(0, this.#out);
  }

  #fail(problem: string): never {
    throw new FormatError(FormatErrorCode.BadValue, { format: 'lzo', field: 'stream', offset: this.#in }, problem);
  }
}

/**
 * Decompresses an LZO1X stream to at most `sizeBytes` bytes.
 *
 * @throws {FormatError} `bad-value` for whatever does not fit
 */
export function lzo1xDecompress(stored: Uint8Array, sizeBytes: number): Uint8Array {
  return new Decoder(stored, sizeBytes).run();
}
