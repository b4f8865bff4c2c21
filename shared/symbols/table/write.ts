/** Writes the file that {@link LineTable} reads; its form stands in `format.ts`. */
import { constants, zstdCompressSync } from 'node:zlib';
import { NONE } from '../dwarf/scope-table.ts';
import type { ScopeTable } from '../dwarf/scope-table.ts';
import { DenseWriter } from './dense-writer.ts';
import { FIXED_BYTES, MAGIC, ROWS_PER_BLOCK, SYMBOLS_PER_BLOCK, VERSION } from './format.ts';
import type { TableHeader } from './format.ts';

const ZSTD_LEVEL = 12;

/** A function symbol: where its code is, by the number of its space. */
export interface TableSymbol {
  readonly name: string;
  readonly space: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

interface Row {
  readonly offset: number;
  readonly scope: number;
  readonly path: number;
  readonly line: number;
}

interface Block {
  readonly packed: Uint8Array;
  readonly rawBytes: number;
}

/** Takes rows in the order of their offsets, a space after another, and makes the file of them. */
export class TableWriter {
  readonly #scopes: ScopeTable;
  readonly #names: readonly string[];
  readonly #paths: readonly string[];
  readonly #spaces: (Block & { readonly start: number })[][] = [];
  #rows: Row[] = [];
  #rowCount = 0;

  /** @param names and `paths`: what the numbers in `scopes` and in rows stand for */
  constructor(scopes: ScopeTable, names: readonly string[], paths: readonly string[]) {
    this.#scopes = scopes;
    this.#names = names;
    this.#paths = paths;
  }

  /** What is added from now on belongs to the next space. */
  beginSpace(): void {
    this.#flush();
    this.#spaces.push([]);
  }

  add(offset: number, scope: number, path: number, line: number): void {
    this.#rows.push({ offset, scope, path, line });
    if (this.#rows.length >= ROWS_PER_BLOCK) this.#flush();
  }

  /** The whole file, in pieces. */
  finish(header: Omit<TableHeader, 'rows' | 'functions' | 'symbols'>, symbols: readonly TableSymbol[]): Uint8Array[] {
    this.#flush();
    const directory = new DenseWriter();
    const blocks: Uint8Array[] = [];
    for (const space of this.#spaces) {
      directory.uleb(space.length);
      let previous = 0;
      for (const { start, packed, rawBytes } of space) {
        directory.uleb(start - previous);
        directory.uleb(packed.length);
        directory.uleb(rawBytes);
        blocks.push(packed);
        previous = start;
      }
    }
    const sorted = [...symbols].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.offset - b.offset));
    const groups = Array.from({ length: Math.ceil(sorted.length / SYMBOLS_PER_BLOCK) }, (_, i) =>
      sorted.slice(i * SYMBOLS_PER_BLOCK, (i + 1) * SYMBOLS_PER_BLOCK),
    );
    directory.uleb(groups.length);
    for (const group of groups) {
      const { packed, rawBytes } = symbolBlock(group);
      directory.text(group[0]?.name ?? '');
      directory.uleb(packed.length);
      directory.uleb(rawBytes);
      blocks.push(packed);
    }
    const whole: TableHeader = {
      ...header,
      rows: this.#rowCount,
      functions: this.#scopes.count,
      symbols: symbols.length,
    };
    const json = Buffer.from(JSON.stringify(whole));
    const { packed } = pack(directory);
    const fixed = new DenseWriter();
    fixed.raw(Buffer.from(MAGIC));
    for (const value of [VERSION, json.length, packed.length]) fixed.u32(value);
    if (fixed.bytes.length !== FIXED_BYTES) throw new RangeError('the fixed part has another length');
    return [fixed.bytes, json, packed, ...blocks];
  }

  #flush(): void {
    const [first] = this.#rows;
    const space = this.#spaces.at(-1);
    if (first === undefined || space === undefined) return;
    space.push({ start: first.offset, ...pack(this.#block(this.#rows, first.offset)) });
    this.#rowCount += this.#rows.length;
    this.#rows = [];
  }

  #block(rows: readonly Row[], start: number): DenseWriter {
    const scopes = this.#scopesOf(rows);
    const names = new Numbering();
    const paths = new Numbering();
    const described = [...scopes.keys()].map((scope) => this.#scopes.scope(scope));
    const columns = described.map(({ name, parent, callFile, callLine }, own) => ({
      name: names.of(name),
      up: parent === NONE ? 0 : own - (scopes.get(parent) ?? own),
      callPath: paths.of(callFile),
      callLine,
    }));
    const rowPaths = rows.map(({ path }) => paths.of(path));
    const rowScopes = rows.map(({ scope }) => (scope === NONE ? 0 : (scopes.get(scope) ?? 0) + 1));

    const writer = new DenseWriter();
    writer.uleb(rows.length);
    for (const [numbering, texts] of [
      [names, this.#names],
      [paths, this.#paths],
    ] as const) {
      writer.uleb(numbering.order.length);
      for (const id of numbering.order) writer.text(texts[id] ?? '');
    }
    writer.uleb(columns.length);
    for (const { name } of columns) writer.uleb(name);
    for (const { up } of columns) writer.uleb(up);
    for (const { callPath } of columns) writer.uleb(callPath);
    for (const { callLine } of columns) writer.uleb(Math.max(0, callLine));
    deltas(
      rows.map(({ offset }) => offset),
      start,
      (delta) => {
        writer.uleb(delta);
      },
    );
    for (const column of [rowScopes, rowPaths, rows.map(({ line }) => line)]) {
      deltas(column, 0, (delta) => {
        writer.sleb(delta);
      });
    }
    return writer;
  }

  /** The scopes of the rows and all that they are inlined into, those first, numbered as they will stand in the block. */
  #scopesOf(rows: readonly Row[]): ReadonlyMap<number, number> {
    const numbers = new Map<number, number>();
    for (const { scope } of rows) {
      const missing: number[] = [];
      for (let at = scope; at !== NONE && !numbers.has(at); at = this.#scopes.scope(at).parent) missing.push(at);
      for (const at of missing.reverse()) numbers.set(at, numbers.size);
    }
    return numbers;
  }
}

/** Numbers from 1 in the order of first use; 0 stands for none. */
class Numbering {
  readonly #numbers = new Map<number, number>();
  readonly order: number[] = [];

  of(id: number): number {
    if (id === NONE) return 0;
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.order.push(id);
    this.#numbers.set(id, this.order.length);
    return this.order.length;
  }
}

function deltas(values: readonly number[], first: number, write: (delta: number) => void): void {
  let previous = first;
  for (const value of values) {
    write(value - previous);
    previous = value;
  }
}

function symbolBlock(symbols: readonly TableSymbol[]): Block {
  const writer = new DenseWriter();
  writer.uleb(symbols.length);
  let previous = Buffer.alloc(0);
  for (const { name, space, offset, sizeBytes } of symbols) {
    const bytes = Buffer.from(name);
    let shared = 0;
    while (shared < bytes.length && shared < previous.length && bytes[shared] === previous[shared]) shared += 1;
    writer.uleb(shared);
    writer.uleb(bytes.length - shared);
    writer.raw(bytes.subarray(shared));
    writer.uleb(space);
    writer.uleb(offset);
    writer.uleb(sizeBytes);
    previous = bytes;
  }
  return pack(writer);
}

function pack({ bytes }: DenseWriter): Block {
  const params = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL };
  return { packed: zstdCompressSync(bytes, { params }), rawBytes: bytes.length };
}
