/**
 * kallsyms, the kernel's own symbol table (kernel/kallsyms.c and scripts/kallsyms.c, linux v6.12):
 *
 *     names        for each symbol a length (1 byte, 2 where bit 7 is set), then that many token indexes; expanded, the first
 *                  character is the type as `nm` prints it, the rest the name
 *     token_table  256 texts, each ended by NUL; token_index: u16 for each, where in the table it begins
 *     offsets      for each symbol a 32-bit number, or `addresses`: 64 bits
 *
 * Symbols are sorted by address. There are some 200,000: they are kept as arrays of numbers, and expanded when asked for.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';

/** How an entry of the table is turned into an address. */
export const AddressScheme = {
  /** `addresses`, 64 bits each: before 6.11, where CONFIG_KALLSYMS_BASE_RELATIVE was off. */
  Absolute: 'absolute',
  /** Unsigned, from `kallsyms_relative_base`: 4.6 to 7.0. */
  BaseRelative: 'base-relative',
  /** A negative one is base - 1 - value, one that is not is absolute (per-CPU symbols of x86-64): 4.6 to 6.15. */
  AbsolutePerCpu: 'absolute-percpu',
  /** Signed, from the address of the entry itself: 7.0 and later. */
  PlaceRelative: 'place-relative',
} as const;
export type AddressScheme = (typeof AddressScheme)[keyof typeof AddressScheme];

export interface KallsymsTables {
  readonly count: number;
  readonly names: Uint8Array;
  readonly tokenTable: Uint8Array;
  readonly tokenIndex: Uint8Array;
  /** 4 bytes a symbol, or 8 for {@link AddressScheme.Absolute}. */
  readonly values: Uint8Array;
  /** Where `values` is in memory: what place-relative ones count from. */
  readonly valuesAddress: bigint;
  /** 0 where the kernel has none. */
  readonly relativeBase: bigint;
}

const TOKENS = 256;
/** What the linker script puts between functions: a function that begins there is what people know the place by. */
const SECTION_MARK = /^__\w*text_(start|end)$|^__exittext_(begin|end)$|^_[se]?(init|exit)?text$/;
/** More labels than a function in assembly has. */
const MAX_LABELS = 64;
/** Of a symbol that does not lie near the kernel's text: an absolute or per-CPU one. */
const FAR = -(2 ** 31);

export class Kallsyms {
  readonly count: number;
  readonly scheme: AddressScheme;
  readonly #tables: KallsymsTables;
  readonly #tokens: readonly string[];
  readonly #entries: Uint32Array;
  readonly #hashes: Uint32Array;
  /** First symbol of each hash bucket, and the next of the same bucket, both plus one. */
  readonly #buckets: Uint32Array;
  readonly #chain: Uint32Array;
  readonly #anchor: bigint;
  /** Distance of each symbol from the anchor; {@link FAR} where it is none. */
  readonly #distances: Int32Array;

  /**
   * @param anchor the address that VMCOREINFO gives for `_stext`: it decides the scheme
   * @throws {FormatError} truncated | bad-value where the tables contradict each other or the anchor
   */
  constructor(tables: KallsymsTables, anchor: bigint) {
    this.#tables = tables;
    this.count = tables.count;
    requireValues(tables);
    this.#tokens = readTokens(tables);
    const { entries, hashes } = readNames(tables, this.#tokens);
    this.#entries = entries;
    this.#hashes = hashes;
    const size = 2 ** Math.max(4, Math.ceil(Math.log2(tables.count / 4 + 1)));
    this.#buckets = new Uint32Array(size);
    this.#chain = new Uint32Array(tables.count);
    for (let i = tables.count - 1; i >= 0; i--) {
      const bucket = (hashes[i] ?? 0) & (size - 1);
      this.#chain[i] = this.#buckets[bucket] ?? 0;
      this.#buckets[bucket] = i + 1;
    }
    this.#anchor = anchor;
    this.scheme = this.#findScheme(anchor);
    this.#distances = this.#measure();
  }

  /** Symbols of this name, in order of address. */
  find(name: string): number[] {
    const hash = hashText(name);
    const found: number[] = [];
    let next = this.#buckets[hash & (this.#buckets.length - 1)] ?? 0;
    while (next > 0) {
      if (this.#hashes[next - 1] === hash && this.name(next - 1) === name) found.push(next - 1);
      next = this.#chain[next - 1] ?? 0;
    }
    return found;
  }

  name(index: number): string {
    return this.#expand(index).slice(1);
  }

  /** As `nm` prints it: `T`, `t`, `D`, `b`, `A`, … */
  type(index: number): string {
    return this.#expand(index).slice(0, 1);
  }

  address(index: number): bigint {
    return this.#address(index, this.scheme);
  }

  /** The last symbol at or before `address`; nothing outside the image. */
  at(address: bigint): number | undefined {
    const distance = address - this.#anchor;
    if (distance <= BigInt(FAR) || distance >= 2n ** 31n) return undefined;
    const wanted = Number(distance);
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#distances[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    let found = low - 1;
    const at = this.#distances[found];
    if (found < 0 || at === undefined || at === FAR) return undefined;
    while (found > 0 && this.#distances[found - 1] === at) found--;
    return this.#bestAlias(found, at);
  }

  /**
   * The last global symbol at or before `address`. In code written in assembly the functions are global, and the local symbols
   * are labels within them.
   */
  globalAt(address: bigint): number | undefined {
    let index = this.at(address);
    for (let i = 0; index !== undefined && i < MAX_LABELS && !this.#isGlobal(index); i++) index = this.#before(index);
    return index !== undefined && this.#isGlobal(index) ? index : this.at(address);
  }

  /** The symbol at the nearest address below that of `index`. */
  #before(index: number): number | undefined {
    const at = this.#distances[index] ?? FAR;
    let before = index;
    while (before > 0 && this.#distances[before] === at) before--;
    return this.#distances[before] === at ? undefined : this.at(this.address(before));
  }

  #isGlobal(index: number): boolean {
    return /[A-Z]/.test(this.type(index));
  }

  /** Of several names at one address a global one is what people know it by, and not that of another machine's calls. */
  #bestAlias(first: number, distance: number): number {
    let best = first;
    let bestRank = -1;
    for (let other = first; other < this.count && this.#distances[other] === distance; other++) {
      const name = this.name(other);
      const isOther = /^__(ia32|se|do)_|compat/.test(name);
      const rank = SECTION_MARK.test(name) ? 0 : 1 + (this.#isGlobal(other) ? 2 : 0) + (isOther ? 0 : 1);
      if (rank > bestRank) {
        best = other;
        bestRank = rank;
      }
    }
    return best;
  }

  /** Bytes from a symbol to the next one at another address that is beyond `last`; 0 where none follows. */
  sizeOf(index: number, last = this.address(index)): number {
    const at = this.#distances[index] ?? FAR;
    if (at === FAR) return 0;
    const end = Number(last - this.#anchor);
    for (let next = index + 1; next < this.count; next++) {
      const other = this.#distances[next] ?? 0;
      if (other !== at && (other < at || other > end)) return other > at ? other - at : 0;
    }
    return 0;
  }

  #expand(index: number): string {
    const { names } = this.#tables;
    const entry = this.#entries[index] ?? 0;
    const start = nameStart(names, entry);
    const end = start + nameLength(names, entry);
    let text = '';
    for (let at = start; at < end; at++) text += this.#tokens[names[at] ?? 0] ?? '';
    return text;
  }

  #address(index: number, scheme: AddressScheme): bigint {
    const { values, relativeBase, valuesAddress } = this.#tables;
    const view = new LittleEndian(values);
    switch (scheme) {
      case AddressScheme.Absolute:
        return view.u64(index * 8);
      case AddressScheme.BaseRelative:
        return BigInt.asUintN(64, relativeBase + BigInt(view.u32(index * 4)));
      case AddressScheme.AbsolutePerCpu: {
        const value = view.i32(index * 4);
        return value >= 0 ? BigInt(value) : BigInt.asUintN(64, relativeBase - 1n - BigInt(value));
      }
      case AddressScheme.PlaceRelative:
        return BigInt.asUintN(64, valuesAddress + BigInt(index * 4 + view.i32(index * 4)));
    }
  }

  #findScheme(anchor: bigint): AddressScheme {
    const fail = (problem: string): never => {
      throw new FormatError(FormatErrorCode.BadValue, { format: 'kallsyms', field: '_stext' }, problem);
    };
    const index = this.find('_stext')[0] ?? fail('the table does not name it');
    const wide = this.#tables.values.length >= this.count * 8;
    const schemes = wide
      ? [AddressScheme.Absolute]
      : [AddressScheme.AbsolutePerCpu, AddressScheme.BaseRelative, AddressScheme.PlaceRelative];
    for (const scheme of schemes) if (this.#address(index, scheme) === anchor) return scheme;
    return fail(`no way of reading the table gives it the address 0x${anchor.toString(16)}`);
  }

  #measure(): Int32Array {
    const { values, relativeBase, valuesAddress } = this.#tables;
    const view = new LittleEndian(values);
    const words = view.words();
    const distances = new Int32Array(this.count);
    const base = Number((this.scheme === AddressScheme.PlaceRelative ? valuesAddress : relativeBase) - this.#anchor);
    for (let i = 0; i < this.count; i++) {
      let distance: number;
      if (this.scheme === AddressScheme.Absolute) distance = Number(view.u64(i * 8) - this.#anchor);
      else if (this.scheme === AddressScheme.BaseRelative) distance = base + (words[i] ?? 0);
      else if (this.scheme === AddressScheme.PlaceRelative) distance = base + i * 4 + ((words[i] ?? 0) | 0);
      else {
        const value = (words[i] ?? 0) | 0;
        distance = value >= 0 ? FAR : base - 1 - value;
      }
      distances[i] = distance > FAR && distance < 2 ** 31 ? distance : FAR;
    }
    return distances;
  }
}

function readTokens({ tokenTable, tokenIndex }: KallsymsTables): string[] {
  const place = { format: 'kallsyms', field: 'token_index' };
  if (tokenIndex.length < TOKENS * 2) throw new FormatError(FormatErrorCode.Truncated, place, 'is cut');
  const view = new LittleEndian(tokenIndex);
  const table = Buffer.from(tokenTable.buffer, tokenTable.byteOffset, tokenTable.byteLength);
  const tokens: string[] = [];
  for (let i = 0; i < TOKENS; i++) {
    const start = view.u16(i * 2);
    const end = table.indexOf(0, start);
    if (start >= table.length || end < 0) {
      throw new FormatError(FormatErrorCode.BadValue, place, `token ${i} at ${start} is outside the token table`);
    }
    tokens.push(table.toString('latin1', start, end));
  }
  return tokens;
}

function nameLength(names: Uint8Array, entry: number): number {
  const first = names[entry] ?? 0;
  return first < 0x80 ? first : (first & 0x7f) | ((names[entry + 1] ?? 0) << 7);
}

function nameStart(names: Uint8Array, entry: number): number {
  return (names[entry] ?? 0) < 0x80 ? entry + 1 : entry + 2;
}

/** A polynomial hash: that of a text follows from those of its tokens, so that no name needs to be expanded. */
const HASH_BASE = 0x0100_0193;

function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, HASH_BASE) + text.charCodeAt(i)) | 0;
  return hash >>> 0;
}

/** Where in `names` each symbol's length stands, and the hash of its name: all of the names in one pass. */
function readNames(
  { names, count }: KallsymsTables,
  tokens: readonly string[],
): { readonly entries: Uint32Array; readonly hashes: Uint32Array } {
  const whole = Int32Array.from(tokens, hashText);
  const power = Int32Array.from(tokens, (token) => {
    let product = 1;
    for (let i = 0; i < token.length; i++) product = Math.imul(product, HASH_BASE);
    return product;
  });
  // The first character is the type and no part of the name.
  const tail = Int32Array.from(tokens, (token) => hashText(token.slice(1)));
  const entries = new Uint32Array(count);
  const hashes = new Uint32Array(count);
  let entry = 0;
  for (let i = 0; i < count; i++) {
    entries[i] = entry;
    let at = nameStart(names, entry);
    const end = at + nameLength(names, entry);
    if (end > names.length || end === at) {
      const place = { format: 'kallsyms', field: `names[${i}]`, offset: end };
      throw new FormatError(FormatErrorCode.Truncated, place, `the names end at ${names.length}`);
    }
    let hash = tail[names[at] ?? 0] ?? 0;
    for (at++; at < end; at++) {
      const token = names[at] ?? 0;
      hash = (Math.imul(hash, power[token] ?? 0) + (whole[token] ?? 0)) | 0;
    }
    hashes[i] = hash;
    entry = end;
  }
  return { entries, hashes };
}

/** Every scheme but that of addresses in full has four bytes for each symbol. */
function requireValues({ count, values }: KallsymsTables): void {
  if (values.length >= count * 4) return;
  const place = { format: 'kallsyms', field: 'offsets' };
  throw new FormatError(FormatErrorCode.Truncated, place, `${values.length} bytes for ${count} symbols`);
}
