import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { ReadFailure } from '../memory/read-failure.ts';
import type { VirtualMemory, VirtualRange } from '../memory/virtual-memory.ts';
import type { Field, StructType } from './types.ts';

/** Two fields with at most this many bytes between them are read as one piece. */
const GAP_BYTES = 64;

/** A path, or several of which the first that this kernel has is taken: `['__state', 'state']`. */
export type Paths<K extends string> = Readonly<Record<K, string | readonly string[]>>;

interface Slot {
  readonly field: Field;
  /** Where the field is in the compact bytes of a row. */
  readonly at: number;
}

/**
 * The fields of a struct that someone wants, resolved once: reading many structs fetches only the pieces that hold them.
 *
 * A field that this kernel does not have is absent: ask {@link has}, or use {@link need} for those without which nothing goes.
 */
export class Shape<K extends string> {
  readonly type: StructType;
  readonly #slots = new Map<K, Slot>();
  readonly #spans: { start: number; length: number; at: number }[] = [];
  readonly #rowBytes: number;

  constructor(type: StructType, paths: Paths<K>) {
    this.type = type;
    const fields: [K, Field][] = [];
    for (const key of Object.keys(paths) as K[]) {
      const names = paths[key];
      const alternatives: readonly string[] = [names].flat();
      const found = alternatives.map((path) => type.field(path)).find((field) => field !== undefined);
      if (found !== undefined) fields.push([key, found]);
    }
    fields.sort(([, a], [, b]) => a.offsetBytes - b.offsetBytes);
    let at = 0;
    for (const [key, field] of fields) {
      const end = field.offsetBytes + field.sizeBytes;
      let span = this.#spans.at(-1);
      if (span === undefined || field.offsetBytes > span.start + span.length + GAP_BYTES) {
        span = { start: field.offsetBytes, length: 0, at };
        this.#spans.push(span);
      }
      span.length = Math.max(span.length, end - span.start);
      at = span.at + span.length;
      this.#slots.set(key, { field, at: span.at + field.offsetBytes - span.start });
    }
    this.#rowBytes = at;
  }

  has(key: K): boolean {
    return this.#slots.has(key);
  }

  field(key: K): Field | undefined {
    return this.#slots.get(key)?.field;
  }

  /** @throws {FormatError} unsupported, where the kernel lacks one of them */
  need(...keys: readonly K[]): this {
    const missing = keys.find((key) => !this.#slots.has(key));
    if (missing === undefined) return this;
    const place = { format: 'btf', field: `struct ${this.type.name}` };
    throw new FormatError(FormatErrorCode.Unsupported, place, `has no member for ${missing}`);
  }

  /** Answers struct i at index i: its fields, or why it can't be read. */
  async read(memory: VirtualMemory, addresses: readonly bigint[]): Promise<readonly (Row<K> | ReadFailure)[]> {
    const ranges: VirtualRange[] = [];
    for (const address of addresses) {
      for (const span of this.#spans) ranges.push({ address: address + BigInt(span.start), length: span.length });
    }
    const results = await memory.read(ranges);
    return addresses.map((address, i) => {
      const bytes = new Uint8Array(this.#rowBytes);
      for (const [s, span] of this.#spans.entries()) {
        const result = results[i * this.#spans.length + s];
        if (result?.bytes === undefined) return result?.failure ?? { reason: 'unmapped', address };
        bytes.set(result.bytes, span.at);
      }
      return new Row(this, address, bytes);
    });
  }

  /** Those that can be read, in order; `onFailure` hears of the others. */
  async readGood(
    memory: VirtualMemory,
    addresses: readonly bigint[],
    onFailure?: (failure: ReadFailure, address: bigint) => void,
  ): Promise<Row<K>[]> {
    const rows: Row<K>[] = [];
    (await this.read(memory, addresses)).forEach((row, i) => {
      if (row instanceof Row) rows.push(row);
      else onFailure?.(row, addresses[i] ?? 0n);
    });
    return rows;
  }

  /** A struct whose bytes are already here, from its start. */
  view(address: bigint, struct: Uint8Array): Row<K> | undefined {
    const bytes = new Uint8Array(this.#rowBytes);
    for (const span of this.#spans) {
      if (span.start + span.length > struct.length) return undefined;
      bytes.set(struct.subarray(span.start, span.start + span.length), span.at);
    }
    return new Row(this, address, bytes);
  }

  /** @throws {FormatError} unsupported, for a field that the kernel does not have */
  slot(key: K): Slot {
    const slot = this.#slots.get(key);
    if (slot === undefined) this.need(key);
    return slot as Slot;
  }
}

/** The fields of one struct in the dump. */
export class Row<K extends string> {
  readonly address: bigint;
  readonly #shape: Shape<K>;
  readonly #bytes: Uint8Array;
  readonly #view: LittleEndian;

  constructor(shape: Shape<K>, address: bigint, bytes: Uint8Array) {
    this.#shape = shape;
    this.address = address;
    this.#bytes = bytes;
    this.#view = new LittleEndian(bytes);
  }

  has(key: K): boolean {
    return this.#shape.has(key);
  }

  /** An integer as a number: exact to 2^53, beyond that the nearest. */
  int(key: K): number {
    const { field, at } = this.#shape.slot(key);
    if (field.bits === undefined) {
      switch (field.sizeBytes) {
        case 1:
          return field.signed ? this.#view.i8(at) : this.#view.u8(at);
        case 2:
          return field.signed ? this.#view.i16(at) : this.#view.u16(at);
        case 4:
          return field.signed ? this.#view.i32(at) : this.#view.u32(at);
        default:
          break;
      }
    }
    return Number(this.big(key));
  }

  /** An integer of any size; the first 8 bytes of what is larger. */
  big(key: K): bigint {
    const { field, at } = this.#shape.slot(key);
    const bytes = Math.min(field.sizeBytes, 8);
    let value = 0n;
    if (bytes === 8) value = this.#view.u64(at);
    else for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.#view.u8(at + i));
    if (field.bits !== undefined) {
      const bits = value >> BigInt(field.bits.shift);
      return field.signed ? BigInt.asIntN(field.bits.count, bits) : BigInt.asUintN(field.bits.count, bits);
    }
    return field.signed ? BigInt.asIntN(bytes * 8, value) : value;
  }

  /** A pointer, or the first word of a struct that begins with one. */
  pointer(key: K): bigint {
    return this.word(key, 0);
  }

  /** The word `index` words into a field: for list heads and arrays of pointers. */
  word(key: K, index: number): bigint {
    const { field, at } = this.#shape.slot(key);
    return index * 8 + 8 <= field.sizeBytes ? this.#view.u64(at + index * 8) : 0n;
  }

  /** The address of a field in the dump. */
  addressOf(key: K): bigint {
    return this.address + BigInt(this.#shape.slot(key).field.offsetBytes);
  }

  /** The raw bytes of a field. */
  bytes(key: K): Uint8Array {
    const { field, at } = this.#shape.slot(key);
    return this.#bytes.subarray(at, at + field.sizeBytes);
  }

  /** A fixed array of characters, to its first NUL. */
  text(key: K): string {
    return cString(this.bytes(key));
  }
}

const decoder = new TextDecoder('utf-8');

/** Text up to the first NUL, or all of it. */
export function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Thrown by code that needs a struct of BTF and has no BTF. */
export function missingTypes(what: string): FormatError {
  return new FormatError(FormatErrorCode.Unsupported, { format: 'btf', field: what }, 'this kernel carries no types');
}
