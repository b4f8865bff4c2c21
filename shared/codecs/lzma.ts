/** The LZMA decoder of LZMA2 chunks (7-zip's lzma-specification): a range coder over adaptive bits, and a window of what came out. */
import { Cursor } from '../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../errors.ts';

const BIT_MODEL_TOTAL = 2048;
const MOVE_BITS = 5;
const TOP = 2 ** 24;
const STATES = 12;
const MATCH_MIN = 2;
const ALIGN_BITS = 4;
const END_POSITION_MODEL = 14;
const FULL_DISTANCES = 128;
const FIRST_WINDOW_BYTES = 8 * 1024 * 1024;

/** Output that later matches copy from. As large as the dictionary, and some room so that it is seldom moved. */
export class Window {
  #bytes: Uint8Array;
  readonly #capacity: number;
  readonly #dictionary: number;
  #position = 0;
  #filled = 0;

  constructor(dictionary: number, room: number) {
    this.#dictionary = dictionary;
    this.#capacity = dictionary + room;
    this.#bytes = new Uint8Array(Math.min(this.#capacity, FIRST_WINDOW_BYTES));
  }

  /** Makes room for `length` bytes, and answers where they will begin. */
  reserve(length: number): number {
    if (this.#position + length > this.#bytes.length) this.#grow(length);
    if (this.#position + length > this.#bytes.length) {
      const kept = Math.min(this.#position, this.#dictionary);
      this.#bytes.copyWithin(0, this.#position - kept, this.#position);
      this.#position = kept;
    }
    return this.#position;
  }

  /** A file claims a dictionary of any size: memory is taken for what comes out, not for what is claimed. */
  #grow(length: number): void {
    const wanted = Math.min(Math.max(this.#bytes.length * 2, this.#position + length), this.#capacity);
    if (wanted <= this.#bytes.length) return;
    const larger = new Uint8Array(wanted);
    larger.set(this.#bytes.subarray(0, this.#position));
    this.#bytes = larger;
  }

  get position(): number {
    return this.#position;
  }

  forget(): void {
    this.#filled = 0;
  }

  put(byte: number): void {
    this.#bytes[this.#position] = byte;
    this.#position += 1;
    this.#filled += 1;
  }

  append(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#position);
    this.#position += bytes.length;
    this.#filled += bytes.length;
  }

  /** The byte `distance` back; 0 is the last one. */
  back(distance: number): number {
    return this.#filled > distance ? (this.#bytes[this.#position - distance - 1] ?? 0) : 0;
  }

  copy(distance: number, length: number): void {
    if (distance >= this.#filled || distance >= this.#dictionary) throw bad('a match from before the beginning');
    const bytes = this.#bytes;
    let to = this.#position;
    let from = to - distance - 1;
    for (let left = length; left > 0; left -= 1) {
      bytes[to] = bytes[from] ?? 0;
      to += 1;
      from += 1;
    }
    this.#position = to;
    this.#filled += length;
  }

  slice(from: number): Uint8Array {
    return this.#bytes.subarray(from, this.#position);
  }
}

const probabilities = (count: number): Uint16Array => new Uint16Array(count).fill(BIT_MODEL_TOTAL / 2);

class LengthDecoder {
  readonly choice = probabilities(2);
  readonly low = probabilities(16 << 3);
  readonly middle = probabilities(16 << 3);
  readonly high = probabilities(256);
}

/** State that lives from chunk to chunk, until a chunk resets it. */
export class LzmaDecoder {
  readonly #window: Window;
  #lc = 0;
  #lp = 0;
  #pb = 0;
  #state = 0;
  #reps: [number, number, number, number] = [0, 0, 0, 0];
  #produced = 0;
  #literal = probabilities(0);
  #isMatch = probabilities(0);
  #isRep = probabilities(0);
  #isRepG0 = probabilities(0);
  #isRepG1 = probabilities(0);
  #isRepG2 = probabilities(0);
  #isRep0Long = probabilities(0);
  #slots = probabilities(0);
  #special = probabilities(0);
  #align = probabilities(0);
  #lengths = new LengthDecoder();
  #repLengths = new LengthDecoder();
  // The range coder, over one chunk.
  #input: Uint8Array = new Uint8Array(0);
  #at = 0;
  #range = 0;
  #code = 0;

  constructor(window: Window) {
    this.#window = window;
  }

  /** @throws {FormatError} */
  setProperties(byte: number): void {
    if (byte >= 9 * 5 * 5) throw bad('LZMA properties');
    this.#lc = byte % 9;
    this.#lp = Math.floor(byte / 9) % 5;
    this.#pb = Math.floor(byte / 45);
    if (this.#lc + this.#lp > 4) throw bad('LZMA properties');
  }

  resetState(): void {
    this.#state = 0;
    this.#reps = [0, 0, 0, 0];
    this.#literal = probabilities(0x300 << (this.#lc + this.#lp));
    this.#isMatch = probabilities(STATES << 4);
    this.#isRep = probabilities(STATES);
    this.#isRepG0 = probabilities(STATES);
    this.#isRepG1 = probabilities(STATES);
    this.#isRepG2 = probabilities(STATES);
    this.#isRep0Long = probabilities(STATES << 4);
    this.#slots = probabilities(4 << 6);
    this.#special = probabilities(FULL_DISTANCES - END_POSITION_MODEL + 64);
    this.#align = probabilities(1 << ALIGN_BITS);
    this.#lengths = new LengthDecoder();
    this.#repLengths = new LengthDecoder();
  }

  resetPosition(): void {
    this.#produced = 0;
  }

  /** Of an uncompressed chunk: positions go on. */
  skip(length: number): void {
    this.#produced += length;
  }

  /** One chunk. @throws {FormatError} */
  decode(input: Uint8Array, outputBytes: number): void {
    if (this.#isRep.length === 0) throw bad('a chunk before the first reset');
    if (input.length < 5 || input[0] !== 0) throw bad('range coder');
    this.#input = input;
    this.#at = 5;
    this.#range = 0xffffffff;
    this.#code = new Cursor(input, 'lzma', { littleEndian: false }).seek(1, 'code').u32('code');
    const end = this.#produced + outputBytes;
    while (this.#produced < end) this.#symbol(end);
  }

  #symbol(end: number): void {
    const window = this.#window;
    const positionState = this.#produced & ((1 << this.#pb) - 1);
    const state = this.#state;
    if (this.#bit(this.#isMatch, (state << 4) + positionState) === 0) {
      this.#literalByte();
      return;
    }
    let length: number;
    if (this.#bit(this.#isRep, state) !== 0) {
      if (this.#bit(this.#isRepG0, state) === 0) {
        if (this.#bit(this.#isRep0Long, (state << 4) + positionState) === 0) {
          this.#state = state < 7 ? 9 : 11;
          window.copy(this.#reps[0], 1);
          this.#produced += 1;
          return;
        }
      } else this.#rotate();
      length = this.#length(this.#repLengths, positionState);
      this.#state = state < 7 ? 8 : 11;
    } else {
      const [r0, r1, r2] = this.#reps;
      length = this.#length(this.#lengths, positionState);
      this.#state = state < 7 ? 7 : 10;
      this.#reps = [this.#distance(length), r0, r1, r2];
      if (this.#reps[0] === 0xffffffff) throw bad('an end mark within LZMA2');
    }
    length += MATCH_MIN;
    if (this.#produced + length > end) throw bad('a match beyond its chunk');
    window.copy(this.#reps[0], length);
    this.#produced += length;
  }

  #rotate(): void {
    const [r0, r1, r2, r3] = this.#reps;
    const state = this.#state;
    if (this.#bit(this.#isRepG1, state) === 0) this.#reps = [r1, r0, r2, r3];
    else if (this.#bit(this.#isRepG2, state) === 0) this.#reps = [r2, r0, r1, r3];
    else this.#reps = [r3, r0, r1, r2];
  }

  #literalByte(): void {
    const previous = this.#window.back(0);
    const low = this.#produced & ((1 << this.#lp) - 1);
    const base = 0x300 * ((low << this.#lc) + (previous >> (8 - this.#lc)));
    let symbol = 1;
    if (this.#state >= 7) {
      let match = this.#window.back(this.#reps[0]);
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#bit(this.#literal, base + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literal, base + symbol);
    this.#window.put(symbol & 0xff);
    this.#produced += 1;
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
  }

  #length(decoder: LengthDecoder, positionState: number): number {
    if (this.#bit(decoder.choice, 0) === 0) return this.#tree(decoder.low, positionState << 3, 3);
    if (this.#bit(decoder.choice, 1) === 0) return 8 + this.#tree(decoder.middle, positionState << 3, 3);
    return 16 + this.#tree(decoder.high, 0, 8);
  }

  #distance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length, 3) << 6, 6);
    if (slot < 4) return slot;
    const directBits = (slot >> 1) - 1;
    let distance = ((2 | (slot & 1)) << directBits) >>> 0;
    if (slot < END_POSITION_MODEL) return distance + this.#reverseTree(this.#special, distance - slot, directBits);
    distance += this.#direct(directBits - ALIGN_BITS) * 16;
    return distance + this.#reverseTree(this.#align, 0, ALIGN_BITS);
  }

  #tree(model: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    for (let left = bits; left > 0; left -= 1) symbol = (symbol << 1) | this.#bit(model, base + symbol);
    return symbol - (1 << bits);
  }

  #reverseTree(model: Uint16Array, base: number, bits: number): number {
    let symbol = 1;
    let value = 0;
    for (let index = 0; index < bits; index += 1) {
      const bit = this.#bit(model, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  #direct(bits: number): number {
    let value = 0;
    for (let left = bits; left > 0; left -= 1) {
      this.#range >>>= 1;
      const one = this.#code >= this.#range;
      if (one) this.#code -= this.#range;
      value = value * 2 + (one ? 1 : 0);
      this.#normalize();
    }
    return value;
  }

  #bit(model: Uint16Array, index: number): number {
    const probability = model[index] ?? 0;
    const bound = (this.#range >>> 11) * probability;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      model[index] = probability + ((BIT_MODEL_TOTAL - probability) >> MOVE_BITS);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      model[index] = probability - (probability >> MOVE_BITS);
      bit = 1;
    }
    this.#normalize();
    return bit;
  }

  #normalize(): void {
    if (this.#range >= TOP) return;
    this.#range = (this.#range * 256) >>> 0;
    this.#code = ((this.#code << 8) | (this.#input[this.#at] ?? 0)) >>> 0;
    this.#at += 1;
    if (this.#at > this.#input.length + 8) throw bad('a chunk that breaks off');
  }
}

export function bad(problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format: 'xz', field: 'block' }, problem);
}
