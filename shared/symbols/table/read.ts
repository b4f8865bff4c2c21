/** Looks addresses and symbols up in the file of lines of one build, by ranges. */
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { readAll, readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { lastIndex } from '../last-index.ts';
import {
  FIXED_BYTES,
  MAGIC,
  MAX_BLOCK_BYTES,
  MAX_DIRECTORY_BYTES,
  MAX_HEADER_BYTES,
  TableHeader,
  VERSION,
} from './format.ts';
import type { TableSymbol } from './write.ts';

const FORMAT = 'line table';
/** The header and the directory of most builds in one read. */
const FIRST_READ_BYTES = 64 * 1024;
const KEPT_BLOCKS = 16;
const BLOCKS_AT_ONCE = 64;
/** No compiler inlines deeper. */
const MAX_CHAIN = 256;

const unzstd = promisify(zstdDecompress);

/** A place in the source, of a function or of one inlined there. */
export interface SourceFrame {
  readonly function: string;
  /** Relative to the kernel's tree. */
  readonly file?: string;
  /** Undefined where the compiler says that code belongs to no line. */
  readonly line?: number;
}

interface BlockPlace {
  readonly offset: number;
  readonly length: number;
  readonly rawBytes: number;
}

interface StartedBlock extends BlockPlace {
  readonly start: number;
}

/** A place in a build's code. */
export interface CodePlace {
  /** Empty for the whole of a kernel, else the name of a module's section. */
  readonly space: string;
  readonly offset: number;
}

interface Directory {
  readonly spaces: readonly (readonly StartedBlock[])[];
  readonly symbols: readonly (BlockPlace & { readonly first: string })[];
}

interface LineBlock {
  readonly offsets: Float64Array;
  readonly scopes: Int32Array;
  readonly paths: Int32Array;
  readonly lines: Float64Array;
  readonly chain: (
    scope: number,
  ) => readonly { readonly name: string; readonly callPath: number; readonly callLine: number }[];
  readonly path: (number: number) => string | undefined;
}

export class LineTable {
  readonly header: TableHeader;
  readonly #source: ByteSource;
  readonly #directory: Directory;
  readonly #blocks = new Map<number, Uint8Array>();

  private constructor(source: ByteSource, header: TableHeader, directory: Directory) {
    this.#source = source;
    this.header = header;
    this.#directory = directory;
  }

  /** @throws {FormatError} bad-magic | truncated | bad-value | unsupported | limit */
  static async open(source: ByteSource): Promise<LineTable> {
    let head = await readOne(source, { offset: 0, length: Math.min(FIRST_READ_BYTES, source.sizeBytes) });
    const fixed = new DenseCursor(head, FORMAT);
    if (Buffer.from(fixed.take(MAGIC.length)).toString('latin1') !== MAGIC) {
      fixed.fail(FormatErrorCode.BadMagic, 'magic', 'this is no file of lines');
    }
    const version = fixed.u32();
    if (version !== VERSION)
      fixed.fail(FormatErrorCode.Unsupported, 'version', `${version}; version ${VERSION} is read`);
    const [headerBytes, directoryBytes] = [fixed.u32(), fixed.u32()];
    if (headerBytes > MAX_HEADER_BYTES) fixed.fail(FormatErrorCode.Limit, 'header', `${headerBytes} bytes`);
    if (directoryBytes > MAX_DIRECTORY_BYTES) fixed.fail(FormatErrorCode.Limit, 'directory', `${directoryBytes} bytes`);
    const end = FIXED_BYTES + headerBytes + directoryBytes;
    if (end > head.length) head = await readOne(source, { offset: 0, length: end });
    const cursor = new DenseCursor(head, FORMAT).seek(FIXED_BYTES);
    const header = parseHeader(cursor, headerBytes);
    const raw = await unpack(cursor.take(directoryBytes), MAX_DIRECTORY_BYTES, 'directory');
    return new LineTable(source, header, readDirectory(raw, header.spaces.length, end));
  }

  /**
   * What stands at `offset` of the space `name` (empty: the whole kernel, from `_text`), innermost first.
   * A return address belongs to the call before it: look up one less.
   *
   * @returns undefined where nothing is known of the address
   */
  async lookup(name: string, offset: number): Promise<readonly SourceFrame[] | undefined> {
    const [found] = await this.lookupAll([{ space: name, offset }]);
    return found;
  }

  /** Many at once: what they need is read together, block by block. Answers stand at the places of the questions. */
  async lookupAll(places: readonly CodePlace[]): Promise<readonly (readonly SourceFrame[] | undefined)[]> {
    const found: (readonly SourceFrame[] | undefined)[] = places.map(() => undefined);
    const placed = places.flatMap((place, at) => {
      const block = this.#blockOf(place);
      return block === undefined ? [] : [{ block, at, offset: place.offset }];
    });
    const blocks = [...Map.groupBy(placed, ({ block }) => block)];
    for (let from = 0; from < blocks.length; from += BLOCKS_AT_ONCE) {
      const some = blocks.slice(from, from + BLOCKS_AT_ONCE);
      const read = await this.#readAll(some.map(([place]) => place));
      for (const [i, [place, asked]] of some.entries()) {
        const raw = read[i];
        if (raw === undefined) continue;
        const block = readLineBlock(raw, place.start);
        for (const { at, offset } of asked) found[at] = framesAt(block, offset);
      }
    }
    return found;
  }

  #blockOf({ space: name, offset }: CodePlace): StartedBlock | undefined {
    const space = this.header.spaces.findIndex((candidate) => candidate.name === name);
    const blocks = this.#directory.spaces[space];
    if (blocks === undefined || offset >= (this.header.spaces[space]?.sizeBytes ?? 0)) return undefined;
    return lastAtMost(blocks, offset, ({ start }) => start);
  }

  /** Reads all that the header promises, from end to end. @throws {FormatError} for what is not as it should be */
  async check(): Promise<void> {
    const { spaces, symbols } = this.#directory;
    const blocks = spaces.flat();
    let [rows, functions] = [0, 0];
    for (let from = 0; from < blocks.length; from += BLOCKS_AT_ONCE) {
      const some = blocks.slice(from, from + BLOCKS_AT_ONCE);
      const read = await this.#readAll(some);
      for (const [i, { start }] of some.entries()) {
        rows += readLineBlock(read[i] ?? new Uint8Array(0), start).offsets.length;
      }
    }
    for (const place of symbols) functions += readSymbolBlock(await this.#read(place)).length;
    if (rows !== this.header.rows || functions !== this.header.symbols) {
      const found = `${rows} rows and ${functions} symbols; the header says ${this.header.rows} and ${this.header.symbols}`;
      throw new FormatError(FormatErrorCode.BadValue, { format: FORMAT, field: 'blocks' }, found);
    }
  }

  /** All functions of this name. */
  async symbol(name: string): Promise<readonly TableSymbol[]> {
    const blocks = this.#directory.symbols;
    const last = lastIndex(blocks, (block) => block.first <= name);
    const found: TableSymbol[] = [];
    // A name of which there are many may begin in one block and go on in the next.
    for (let i = last; i >= 0; i -= 1) {
      const block = blocks[i];
      if (block === undefined) break;
      found.push(...readSymbolBlock(await this.#read(block)).filter((symbol) => symbol.name === name));
      if (block.first < name) break;
    }
    return found.sort((a, b) => a.space - b.space || a.offset - b.offset);
  }

  async #read(place: BlockPlace): Promise<Uint8Array> {
    const [raw] = await this.#readAll([place]);
    return raw ?? new Uint8Array(0);
  }

  async #readAll(places: readonly BlockPlace[]): Promise<readonly Uint8Array[]> {
    const missing = places.filter(({ offset }) => !this.#blocks.has(offset));
    const packed = await readAll(this.#source, missing);
    const fresh = new Map<number, Uint8Array>();
    for (const [i, place] of missing.entries()) {
      fresh.set(place.offset, await unpack(packed[i] ?? new Uint8Array(0), place.rawBytes, 'block'));
    }
    const read = places.map(({ offset }) => fresh.get(offset) ?? this.#blocks.get(offset) ?? new Uint8Array(0));
    for (const [offset, bytes] of [...fresh].slice(-KEPT_BLOCKS)) {
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size >= KEPT_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
      this.#blocks.set(offset, bytes);
    }
    return read;
  }
}

function parseHeader(cursor: DenseCursor, length: number): TableHeader {
  const text = Buffer.from(cursor.take(length)).toString('utf8');
  try {
    return TableHeader.parse(JSON.parse(text));
  } catch (cause) {
    throw new FormatError(FormatErrorCode.BadValue, { format: FORMAT, field: 'header' }, 'not as described', { cause });
  }
}

function readDirectory(raw: Uint8Array, spaces: number, blocksStart: number): Directory {
  const cursor = new DenseCursor(raw, `${FORMAT} directory`);
  let offset = blocksStart;
  const place = (): BlockPlace => {
    const [length, rawBytes] = [cursor.uleb(), cursor.uleb()];
    if (rawBytes > MAX_BLOCK_BYTES) cursor.fail(FormatErrorCode.Limit, 'block', `${rawBytes} bytes`);
    const found = { offset, length, rawBytes };
    offset += length;
    return found;
  };
  const counted = <T>(read: () => T): T[] => Array.from({ length: countIn(cursor) }, read);
  const lines = Array.from({ length: spaces }, () => {
    let start = 0;
    return counted(() => {
      start += cursor.uleb();
      return { start, ...place() };
    });
  });
  const symbols = counted(() => ({ first: textIn(cursor), ...place() }));
  return { spaces: lines, symbols };
}

/** A count of things that take at least a byte each. */
function countIn(cursor: DenseCursor): number {
  const count = cursor.uleb();
  if (count > cursor.end - cursor.offset) cursor.fail(FormatErrorCode.BadValue, 'count', `${count} do not fit`);
  return count;
}

function textIn(cursor: DenseCursor): string {
  return Buffer.from(cursor.take(cursor.uleb())).toString('utf8');
}

function readLineBlock(raw: Uint8Array, start: number): LineBlock {
  const cursor = new DenseCursor(raw, `${FORMAT} block`);
  const rows = countIn(cursor);
  const names = Array.from({ length: countIn(cursor) }, () => textIn(cursor));
  const paths = Array.from({ length: countIn(cursor) }, () => textIn(cursor));
  const scopeCount = countIn(cursor);
  const column = () => Float64Array.from({ length: scopeCount }, () => cursor.uleb());
  const [scopeNames, ups, callPaths, callLines] = [column(), column(), column(), column()];
  let offset = start;
  const offsets = Float64Array.from({ length: rows }, () => (offset += cursor.uleb()));
  const signed = () => {
    let value = 0;
    return Float64Array.from({ length: rows }, () => (value += cursor.sleb()));
  };
  const [rowScopes, rowPaths, lines] = [Int32Array.from(signed()), Int32Array.from(signed()), signed()];
  requireEnd(cursor);
  const chain = (scope: number) => {
    const found: { name: string; callPath: number; callLine: number }[] = [];
    for (let at = scope - 1; at >= 0 && at < scopeCount && found.length < MAX_CHAIN;) {
      const name = names[(scopeNames[at] ?? 0) - 1] ?? '';
      found.push({ name, callPath: callPaths[at] ?? 0, callLine: callLines[at] ?? 0 });
      const up = ups[at] ?? 0;
      if (up <= 0) break;
      at -= up;
    }
    return found;
  };
  return { offsets, scopes: rowScopes, paths: rowPaths, lines, chain, path: (number) => paths[number - 1] };
}

function framesAt(block: LineBlock, offset: number): readonly SourceFrame[] | undefined {
  const row = lastIndex(block.offsets, (start) => start <= offset);
  if (row < 0) return undefined;
  const chain = block.chain(block.scopes[row] ?? 0);
  let [path, line] = [block.path(block.paths[row] ?? 0), block.lines[row] ?? 0];
  if (chain.length === 0 && path === undefined) return undefined;
  const frames: SourceFrame[] = [];
  for (const { name, callPath, callLine } of chain.length === 0 ? [{ name: '', callPath: 0, callLine: 0 }] : chain) {
    frames.push({
      function: name,
      ...(path === undefined ? {} : { file: path }),
      ...(line === 0 ? {} : { line }),
    });
    [path, line] = [block.path(callPath), callLine];
  }
  return frames;
}

function readSymbolBlock(raw: Uint8Array): TableSymbol[] {
  const cursor = new DenseCursor(raw, `${FORMAT} symbols`);
  let previous = Buffer.alloc(0);
  const symbols = Array.from({ length: countIn(cursor) }, () => {
    const shared = cursor.uleb();
    const rest = cursor.take(cursor.uleb());
    if (shared > previous.length) cursor.fail(FormatErrorCode.BadValue, 'shared', `${shared} of ${previous.length}`);
    previous = Buffer.concat([previous.subarray(0, shared), rest]);
    const name = previous.toString('utf8');
    return { name, space: cursor.uleb(), offset: cursor.uleb(), sizeBytes: cursor.uleb() };
  });
  requireEnd(cursor);
  return symbols;
}

function requireEnd(cursor: DenseCursor): void {
  const left = cursor.end - cursor.offset;
  if (left !== 0) cursor.fail(FormatErrorCode.BadValue, 'end', `${left} bytes more than it should have`);
}

async function unpack(packed: Uint8Array, maxBytes: number, field: string): Promise<Uint8Array> {
  const bytes = await unzstd(packed, { maxOutputLength: Math.max(1, maxBytes) }).catch((cause: unknown) => {
    const place = { format: FORMAT, field };
    throw new FormatError(FormatErrorCode.BadValue, place, 'its compressed bytes are damaged', { cause });
  });
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function lastAtMost<T>(list: readonly T[], value: number, of: (entry: T) => number): T | undefined {
  return list[lastIndex(list, (entry) => of(entry) <= value)];
}
