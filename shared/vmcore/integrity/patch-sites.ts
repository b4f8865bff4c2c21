/**
 * Code that the kernel rewrites itself, at boot or as it runs: alternatives, tracing, static keys and calls, mitigations. What
 * stands there depends on the processor and on what is switched on, so these bytes are left out of the comparison. The kernel
 * carries the tables that say where; what is here is the same on every processor.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelFile } from './kernel-file.ts';

const MAX_TABLE_BYTES = 64 * 2 ** 20;

/** Marks bytes of the kernel's text, by address, as not to be compared. */
export class PatchMap {
  readonly #start: bigint;
  readonly #marked: Uint8Array;

  constructor(start: bigint, sizeBytes: number) {
    this.#start = start;
    this.#marked = new Uint8Array(sizeBytes);
  }

  get range(): { start: bigint; end: bigint } {
    return { start: this.#start, end: this.#start + BigInt(this.#marked.length) };
  }

  mark(address: bigint, length: number): void {
    const at = Number(address - this.#start);
    if (at + length <= 0 || at >= this.#marked.length) return;
    this.#marked.fill(1, Math.max(0, at), at + length);
  }

  isMarked(offset: number): boolean {
    return this.#marked[offset] === 1;
  }

  /** Marked bytes from offset `from` to `to`. */
  count(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at++) count += this.#marked[at] ?? 0;
    return count;
  }
}

/** What the tables are read from. */
export interface Tables {
  readonly kernel: Kernel;
  readonly file: KernelFile;
  /** What is added to an address of the file to have the one in memory. */
  readonly bias: bigint;
  readonly map: PatchMap;
}

export interface Table {
  readonly address: bigint;
  readonly view: LittleEndian;
  readonly sizeBytes: number;
}

/** A table of the kernel between two symbols, or else in a section of its file. */
export function findTable(
  { kernel, file, bias }: Tables,
  symbols: readonly [string, string],
  section?: string,
): Table | undefined {
  const [start, end] = symbols.map((name) => kernel.symbol(name));
  const named = section === undefined ? undefined : file.sections.get(section);
  const place =
    start !== undefined && end !== undefined && end >= start
      ? { address: start - bias, sizeBytes: Number(end - start) }
      : named;
  if (place === undefined || place.sizeBytes > MAX_TABLE_BYTES) return undefined;
  const bytes = file.bytes(place.address, place.sizeBytes);
  if (bytes === undefined) return undefined;
  return {
    address: place.address,
    view: new LittleEndian(bytes),
    sizeBytes: place.sizeBytes,
  };
}

/** Addresses of a table's entries whose field at `fieldAt` is relative to its own place. */
export function* relativePlaces(
  table: Table,
  stride: number,
  fieldAt = 0,
): Generator<readonly [address: bigint, at: number]> {
  for (let at = 0; at + stride <= table.sizeBytes; at += stride) {
    const offset = table.view.i32(at + fieldAt);
    yield [BigInt.asUintN(64, table.address + BigInt(at + fieldAt) + BigInt(offset)), at];
  }
}

/** Where the kernel has its alternatives, and what it calls their fields. */
export interface AlternativesTable {
  readonly symbols: readonly [start: string, end: string];
  readonly section: string;
  readonly struct: string;
  /** The field that holds the distance to the code. */
  readonly where: string;
  /** The field that holds how many bytes of code there are. */
  readonly length: string;
}

/** Which fields an entry has, and where, is asked of BTF: that of x86 has had four layouts. @returns whether the table was found */
export function alternatives(tables: Tables, layout: AlternativesTable): boolean {
  const { kernel, map } = tables;
  const table = findTable(tables, layout.symbols, layout.section);
  const type = kernel.hasTypes ? kernel.types.find(layout.struct) : undefined;
  const where = type?.field(layout.where);
  const length = type?.field(layout.length);
  if (table === undefined || type === undefined || where === undefined || length === undefined) return false;
  // The types come from the dump: fields that are not within their struct lead nowhere.
  if (where.offsetBytes + 4 > type.sizeBytes || length.offsetBytes >= type.sizeBytes) return false;
  for (const [address, at] of relativePlaces(table, type.sizeBytes, where.offsetBytes)) {
    // The widest is of two bytes, and no replacement is as long as its second would say.
    map.mark(address, table.view.u8(at + length.offsetBytes));
  }
  return true;
}

/** `struct jump_entry { s32 code; s32 target; long key; }`. @param length of the jump or no-op at an address. @returns whether the table was found */
export function jumpLabels(tables: Tables, length: (address: bigint) => number): boolean {
  const table = findTable(tables, ['__start___jump_table', '__stop___jump_table']);
  if (table === undefined) return false;
  for (const [address] of relativePlaces(table, 16)) tables.map.mark(address, length(address));
  return true;
}

/** Addresses of the places where functions call the tracer; undefined where the kernel has no such table. */
export function functionEntries(tables: Tables): readonly bigint[] | undefined {
  const table = findTable(tables, ['__start_mcount_loc', '__stop_mcount_loc']);
  if (table === undefined) return undefined;
  return Array.from({ length: Math.floor(table.sizeBytes / 8) }, (_, i) => table.view.u64(i * 8));
}
