/**
 * BTF, the kernel's own description of its types (Documentation/bpf/btf.rst, linux v6.12):
 *
 *     header | type section: records of {name_off, info, size or type} + what the kind adds | string section
 *
 * A kernel has some 130,000 types in 4 to 6 MB. They are indexed by three typed arrays and looked up in place: there is no
 * object a type, and no map of names, because a report asks for some hundred of them.
 */
import { BtfKind, indexTypes, readBtfSections } from './btf-records.ts';

export interface BtfMember {
  readonly name: string;
  readonly type: number;
  readonly bitOffset: number;
  /** 0 for a member that is no bitfield. */
  readonly bitSize: number;
}

export interface BtfEnumerator {
  readonly name: string;
  readonly value: bigint;
}

/** BTF of the kernel, or of a module: then `base` is the kernel's, whose types and strings come first. */
export class Btf {
  readonly base: Btf | undefined;
  /** Id of the first type of this BTF itself: 1, or one more than the last of the base. */
  readonly firstId: number;
  /** One more than the last id. */
  readonly endId: number;
  /** The type section: its records are whole words. */
  readonly #words: Uint32Array;
  readonly #strings: Uint8Array;
  readonly #stringsStart: number;
  /** Where in the type section, in words, the record of type `firstId + i` begins. */
  readonly #records: Uint32Array;
  #index: NameIndex | undefined;

  private constructor(parts: { base: Btf | undefined; words: Uint32Array; strings: Uint8Array; records: Uint32Array }) {
    this.base = parts.base;
    this.firstId = parts.base?.endId ?? 1;
    this.endId = this.firstId + parts.records.length;
    this.#words = parts.words;
    this.#strings = parts.strings;
    this.#stringsStart = parts.base?.stringsEnd ?? 0;
    this.#records = parts.records;
  }

  /** @throws {FormatError} bad-magic | truncated | bad-value | unsupported */
  static parse(bytes: Uint8Array, base?: Btf): Btf {
    const { words, strings } = readBtfSections(bytes);
    return new Btf({ base, words, strings, records: indexTypes(words) });
  }

  get stringsEnd(): number {
    return this.#stringsStart + this.#strings.length;
  }

  /** The string at an offset, as names are; empty where there is none. */
  string(offset: number): string {
    if (offset < this.#stringsStart) return this.base?.string(offset) ?? '';
    const start = offset - this.#stringsStart;
    if (start >= this.#strings.length) return '';
    const end = this.#strings.indexOf(0, start);
    return Buffer.from(
      this.#strings.buffer,
      this.#strings.byteOffset + start,
      (end < 0 ? start : end) - start,
    ).toString('latin1');
  }

  kind(id: number): BtfKind {
    return this.#home(id) === undefined ? BtfKind.Void : (((this.#word(id, 4) >>> 24) & 0x1f) as BtfKind);
  }

  name(id: number): string {
    const home = this.#home(id);
    return home === undefined ? '' : home.string(this.#word(id, 0));
  }

  /** `size` of an int, struct, union, enum, float or data section. */
  sizeField(id: number): number {
    return this.#word(id, 8);
  }

  /** What a pointer, typedef, qualifier, function or variable refers to. */
  target(id: number): number {
    return this.#word(id, 8);
  }

  /** Encoding of an int: bit 0 signed, 1 char, 2 bool; its size in bits and its bit offset. */
  intEncoding(id: number): { readonly signed: boolean; readonly bits: number; readonly offset: number } {
    const word = this.#word(id, 12);
    return { signed: ((word >>> 24) & 1) === 1, bits: word & 0xff, offset: (word >>> 16) & 0xff };
  }

  array(id: number): { readonly element: number; readonly length: number } {
    return { element: this.#word(id, 12), length: this.#word(id, 20) };
  }

  /** How many members a struct or union has. */
  memberCount(id: number): number {
    return this.#word(id, 4) & 0xffff;
  }

  /** Members of a struct or union, in order. */
  members(id: number): BtfMember[] {
    const home = this.#home(id);
    if (home === undefined) return [];
    const info = this.#word(id, 4);
    const hasBitfields = info >>> 31 === 1;
    const members: BtfMember[] = [];
    for (let i = 0; i < (info & 0xffff); i++) {
      const at = 12 + i * 12;
      const place = this.#word(id, at + 8);
      members.push({
        name: home.string(this.#word(id, at)),
        type: this.#word(id, at + 4),
        bitOffset: hasBitfields ? place & 0xff_ffff : place,
        bitSize: hasBitfields ? place >>> 24 : 0,
      });
    }
    return members;
  }

  /** What a function's prototype takes, in order. */
  parameters(id: number): { readonly name: string; readonly type: number }[] {
    const home = this.#home(id);
    if (home === undefined) return [];
    return Array.from({ length: this.#word(id, 4) & 0xffff }, (_, i) => ({
      name: home.string(this.#word(id, 12 + i * 8)),
      type: this.#word(id, 16 + i * 8),
    }));
  }

  enumerators(id: number): BtfEnumerator[] {
    const home = this.#home(id);
    if (home === undefined) return [];
    const info = this.#word(id, 4);
    const wide = ((info >>> 24) & 0x1f) === BtfKind.Enum64;
    const signed = info >>> 31 === 1;
    const list: BtfEnumerator[] = [];
    for (let i = 0; i < (info & 0xffff); i++) {
      const at = 12 + i * (wide ? 12 : 8);
      const low = this.#word(id, at + 4);
      const raw = wide ? (BigInt(this.#word(id, at + 8)) << 32n) | BigInt(low) : BigInt(low);
      // Before kind_flag said so (6.0), every enum of 32 bits was signed.
      const value = wide ? (signed ? BigInt.asIntN(64, raw) : raw) : BigInt.asIntN(32, raw);
      list.push({ name: home.string(this.#word(id, at)), value });
    }
    return list;
  }

  /** Variables of a data section: `.data..percpu` is the one that the kernel's BTF has. */
  variables(id: number): { readonly variable: number; readonly offset: number; readonly sizeBytes: number }[] {
    const home = this.#home(id);
    if (home === undefined) return [];
    const list = [];
    for (let i = 0; i < (this.#word(id, 4) & 0xffff); i++) {
      const at = 12 + i * 12;
      list.push({ variable: this.#word(id, at), offset: this.#word(id, at + 4), sizeBytes: this.#word(id, at + 8) });
    }
    return list;
  }

  /** Ids of the types of this name (this BTF's own before its base's), of any of `kinds`, which must be among the indexed. */
  find(name: string, kinds: readonly BtfKind[]): number[] {
    const found: number[] = [];
    this.#index ??= this.#indexNames();
    const { buckets, chain } = this.#index;
    let next = buckets[hashName(Buffer.from(name, 'latin1'), 0) & (buckets.length - 1)] ?? 0;
    while (next > 0) {
      const id = this.firstId + next - 1;
      if (kinds.includes(this.kind(id)) && this.name(id) === name) found.push(id);
      next = chain[next - 1] ?? 0;
    }
    const base = this.base;
    return base === undefined ? found : [...found, ...base.find(name, kinds)];
  }

  /** Hash buckets of the named types that are looked up by name: the first of each, and the next of the same, plus one. */
  #indexNames(): NameIndex {
    const words = this.#words;
    const records = this.#records;
    const count = records.length;
    const buckets = new Uint32Array(2 ** Math.max(4, Math.ceil(Math.log2(count / 2 + 1))));
    const chain = new Uint32Array(count);
    for (let i = count - 1; i >= 0; i--) {
      const record = records[i] ?? 0;
      const kind = ((words[record + 1] ?? 0) >>> 24) & 0x1f;
      if (((INDEXED_KINDS >>> kind) & 1) === 0) continue;
      const name = words[record] ?? 0;
      if (name === 0) continue;
      const bucket = this.#hashAt(name) & (buckets.length - 1);
      chain[i] = buckets[bucket] ?? 0;
      buckets[bucket] = i + 1;
    }
    return { buckets, chain };
  }

  #hashAt(offset: number): number {
    if (offset >= this.#stringsStart) return hashName(this.#strings, offset - this.#stringsStart);
    const base = this.base;
    return base === undefined ? 0 : base.#hashAt(offset);
  }

  #home(id: number): Btf | undefined {
    if (id >= this.firstId) return id < this.endId ? this : undefined;
    const base = this.base;
    return base === undefined ? undefined : base.#home(id);
  }

  /** A word of a type's record; 0 for a type that does not exist. Its kind has made sure that the record has it. */
  #word(id: number, at: number): number {
    const home = this.#home(id);
    if (home === undefined) return 0;
    return home.#words[(home.#records[id - home.firstId] ?? 0) + at / 4] ?? 0;
  }
}

interface NameIndex {
  readonly buckets: Uint32Array;
  readonly chain: Uint32Array;
}

/** A bit for each kind. */
const INDEXED_KINDS =
  (1 << BtfKind.Struct) |
  (1 << BtfKind.Union) |
  (1 << BtfKind.Enum) |
  (1 << BtfKind.Enum64) |
  (1 << BtfKind.Typedef) |
  (1 << BtfKind.DataSection);

/** FNV-1a of the text that begins at `start` and ends with NUL or the bytes. */
function hashName(bytes: Uint8Array, start: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) break;
    hash = Math.imul(hash ^ byte, 0x0100_0193);
  }
  return hash >>> 0;
}
