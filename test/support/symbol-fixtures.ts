/** Small programs with debug information in many forms (`test/fixtures/symbols/make.sh`), and what others say of their lines. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { extractLines } from '../../shared/symbols/extract.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';
import type { SourceFrame } from '../../shared/symbols/table/read.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/symbols');

/** A row of an oracle: what stands at `off` of `section` (of a kernel: from `_text`), innermost first. */
export interface LineRow {
  readonly section?: string;
  readonly off: string;
  readonly chain: readonly (readonly [name: string, file: string, line: number])[];
  /** Other names of the outermost function. */
  readonly outer_aliases?: readonly string[];
}

export function symbolFixture(name: string): Uint8Array {
  return new Uint8Array(zstdDecompressSync(readFileSync(join(FOLDER, `${name}.zst`))));
}

export function parseRows(text: string): readonly LineRow[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LineRow);
}

export function fixtureRows(name: string): readonly LineRow[] {
  return parseRows(zstdDecompressSync(readFileSync(join(FOLDER, `${name}.jsonl.zst`))).toString('utf8'));
}

/** The split files that lie beside a fixture, as a debug package has them. */
export function splitFixture(name: string): Promise<ByteSource | undefined> {
  const file = name.replace(/^.*\//, '');
  return Promise.resolve(existsSync(join(FOLDER, `${file}.zst`)) ? memorySource(symbolFixture(file), file) : undefined);
}

export async function tableOf(bytes: Uint8Array, name: string, supplementary?: ByteSource): Promise<LineTable> {
  const { pieces } = await extractLines(memorySource(bytes, name), { supplementary, split: splitFixture });
  return LineTable.open(memorySource(Buffer.concat(pieces), `${name}.lines`));
}

/** What compilers add to a function's name when they take it apart. */
const plain = (name: string): string => name.replace(/\.(?:isra|constprop|part|cold|llvm|lto_priv)\b.*$/, '');

export function agrees(frames: readonly SourceFrame[] | undefined, { chain, outer_aliases = [] }: LineRow): boolean {
  if (frames?.length !== chain.length) return false;
  return chain.every(([name, file, line], i) => {
    const frame = frames[i];
    const names = i === chain.length - 1 ? [name, ...outer_aliases] : [name];
    return (
      frame !== undefined && names.includes(plain(frame.function)) && frame.file === file && (frame.line ?? 0) === line
    );
  });
}

/** The rows that a table answers otherwise, with its answers. */
export async function disagreements(table: LineTable, rows: readonly LineRow[]) {
  const wrong: { readonly row: LineRow; readonly got: readonly SourceFrame[] | undefined }[] = [];
  for (const row of rows) {
    // A kernel's addresses are told from _text, whatever section they are in.
    const space = table.header.kind === 'kernel' ? '' : (row.section ?? '');
    const got = await table.lookup(space, Number(row.off));
    if (!agrees(got, row)) wrong.push({ row, got });
  }
  return wrong;
}
