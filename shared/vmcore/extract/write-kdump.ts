/**
 * Writes a kdump-compressed file (header version 6) of some pages of a dump. `formats/kdump/header.ts` draws its layout.
 *
 * Descriptors stand before pages but hold their sizes: pages are written first, where the descriptors will end.
 */
import { deflateSync, zstdCompressSync } from 'node:zlib';
import type { Dump, DumpNote, PageResult, PageRun } from '../formats/dump.ts';
import { DumpFlag, KDUMP_SIGNATURE } from '../formats/kdump/header.ts';
import { PAGE_DESC_BYTES } from '../formats/kdump/page-desc.ts';
import { parseVmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { DumpSink } from './sink.ts';

export type ExtractCodec = 'zstd' | 'zlib';

export interface WriteKdumpOptions {
  /** `zstd` (default) is read by crash 8.0.1 and libkdumpfile 0.5, and later; `zlib` by all. */
  readonly codec?: ExtractCodec;
}

export interface WrittenDump {
  /** Pages that were written: those asked for that the dump has. */
  readonly pages: number;
  readonly sizeBytes: number;
}

const VERSION = 6;
const UTS_LENGTH = 65;
/** Zero, cache, user and free pages left out: what is not in the file was left out on purpose. */
const DUMP_LEVEL_ALL = 31;
const SUB_HEADER_BYTES = 104;
const BATCH_PAGES = 256;
const BITMAP_PIECE_BYTES = 256 * 1024;
const MAX_U32 = 0xffffffff;
const NT_PRSTATUS = 1;

const CODECS = {
  zstd: { flag: DumpFlag.Zstd, compress: (page: Uint8Array) => zstdCompressSync(page) },
  zlib: { flag: DumpFlag.Zlib, compress: (page: Uint8Array) => deflateSync(page) },
} as const satisfies Record<ExtractCodec, { flag: number; compress: (page: Uint8Array) => Uint8Array }>;

/** Writes the pages `pfns` of `dump`, in any order and some twice, with its notes and all that its header says. */
export async function writeKdump(
  dump: Dump,
  pfns: Iterable<number>,
  sink: DumpSink,
  options: WriteKdumpOptions = {},
): Promise<WrittenDump> {
  const codec = CODECS[options.codec ?? 'zstd'];
  const block = dump.memory.pageSizeBytes;
  const { maxPfn } = dump.memory;
  const wanted = [...new Set(pfns)].filter((pfn) => pfn >= 0 && pfn < maxPfn).sort((a, b) => a - b);

  const sub = subHeader(dump, maxPfn, block);
  const subBlocks = Math.ceil(sub.length / block);
  const bitmapBytes = Math.ceil(maxPfn / 8 / block) * block;
  const bitmap1 = (1 + subBlocks) * block;
  const bitmap2 = bitmap1 + bitmapBytes;
  const table = bitmap2 + bitmapBytes;

  const written = await writePages(dump, wanted, sink, {
    start: table + wanted.length * PAGE_DESC_BYTES,
    ...codec,
  });
  await sink.write(table, written.descs);
  await writeBitmap(sink, { offset: bitmap1, sizeBytes: bitmapBytes }, dump.knownMemory());
  await writeBitmap(sink, { offset: bitmap2, sizeBytes: bitmapBytes }, eachAlone(written.pfns));
  // The bitmaps must lie within the file, and a file without pages would end at the last bit that is set.
  if (written.pfns.length === 0) await sink.write(table - 1, new Uint8Array(1));
  await sink.write(block, sub);
  await sink.write(0, header(dump, { block, subBlocks, bitmapBytes, maxPfn, flag: codec.flag }));
  return { pages: written.pfns.length, sizeBytes: written.end };
}

interface PageWriting {
  readonly start: number;
  readonly flag: number;
  readonly compress: (page: Uint8Array) => Uint8Array;
}

interface WrittenPages {
  readonly pfns: readonly number[];
  readonly descs: Uint8Array;
  readonly end: number;
}

async function writePages(
  dump: Dump,
  wanted: readonly number[],
  sink: DumpSink,
  { start, flag, compress }: PageWriting,
): Promise<WrittenPages> {
  const descs = Buffer.alloc(wanted.length * PAGE_DESC_BYTES);
  const pfns: number[] = [];
  let end = start;
  let zeroOffset: number | undefined;
  for (let first = 0; first < wanted.length; first += BATCH_PAGES) {
    const batch = wanted.slice(first, first + BATCH_PAGES);
    const pages = await dump.memory.readPages(batch);
    const stored: Uint8Array[] = [];
    let offset = end;
    const place = (pfn: number, page: PageResult | undefined): void => {
      if (page?.bytes === undefined) return;
      const isZero = page.bytes.every((byte) => byte === 0);
      const packed = isZero ? page.bytes : compress(page.bytes);
      const isSmaller = packed.length < page.bytes.length;
      const bytes = isSmaller ? packed : page.bytes;
      const desc = pfns.length * PAGE_DESC_BYTES;
      descs.writeBigUInt64LE(BigInt(isZero ? (zeroOffset ?? offset) : offset), desc);
      descs.writeUInt32LE(bytes.length, desc + 8);
      descs.writeUInt32LE(isSmaller ? flag : 0, desc + 12);
      pfns.push(pfn);
      if (isZero && zeroOffset !== undefined) return;
      if (isZero) zeroOffset = offset;
      stored.push(bytes);
      offset += bytes.length;
    };
    batch.forEach((pfn, i) => {
      place(pfn, pages[i]);
    });
    if (stored.length > 0) await sink.write(end, Buffer.concat(stored));
    end = offset;
  }
  return { pfns, descs: descs.subarray(0, pfns.length * PAGE_DESC_BYTES), end };
}

function* eachAlone(pfns: readonly number[]): Generator<PageRun> {
  for (const pfn of pfns) yield { startPfn: pfn, endPfn: pfn + 1 };
}

/** Sets the bits of ascending runs, a piece of the bitmap at a time. */
async function writeBitmap(
  sink: DumpSink,
  bitmap: { readonly offset: number; readonly sizeBytes: number },
  list: AsyncIterable<PageRun> | Iterable<PageRun>,
): Promise<void> {
  const pieceAt = (at: number): Buffer => Buffer.alloc(Math.min(BITMAP_PIECE_BYTES, bitmap.sizeBytes - at));
  let at = 0;
  let piece = pieceAt(at);
  let isEmpty = true;
  for await (const run of list) {
    let pfn = run.startPfn;
    const end = Math.min(run.endPfn, bitmap.sizeBytes * 8);
    while (pfn < end) {
      if (pfn >= (at + piece.length) * 8) {
        if (!isEmpty) await sink.write(bitmap.offset + at, piece);
        at = Math.floor(pfn / 8 / BITMAP_PIECE_BYTES) * BITMAP_PIECE_BYTES;
        piece = pieceAt(at);
      }
      const until = Math.min(end, (at + piece.length) * 8);
      setBits(piece, pfn - at * 8, until - at * 8);
      isEmpty = false;
      pfn = until;
    }
  }
  if (!isEmpty) await sink.write(bitmap.offset + at, piece);
}

function setBits(bitmap: Buffer, from: number, to: number): void {
  const firstWhole = Math.ceil(from / 8);
  const endWhole = Math.floor(to / 8);
  if (firstWhole < endWhole) bitmap.fill(0xff, firstWhole, endWhole);
  const set = (bit: number): void => {
    bitmap[bit >> 3] = (bitmap[bit >> 3] ?? 0) | (1 << (bit & 7));
  };
  for (let bit = from; bit < Math.min(to, firstWhole * 8); bit++) set(bit);
  for (let bit = Math.max(from, endWhole * 8); bit < to; bit++) set(bit);
}

interface HeaderPlan {
  readonly block: number;
  readonly subBlocks: number;
  readonly bitmapBytes: number;
  readonly maxPfn: number;
  readonly flag: number;
}

/** `struct disk_dump_header`, one block. */
function header(dump: Dump, { block, subBlocks, bitmapBytes, maxPfn, flag }: HeaderPlan): Buffer {
  const bytes = Buffer.alloc(block);
  const info = dump.vmcoreinfo.map(parseVmcoreInfo)[0];
  const { release = info?.get('OSRELEASE') ?? '', version = '', nodename = '(none)' } = dump.header;
  const machine = dump.machine ?? dump.header.machine ?? '';
  bytes.write(KDUMP_SIGNATURE, 0, 'latin1');
  bytes.writeInt32LE(VERSION, 8);
  ['Linux', nodename, release, version, machine, '(none)'].forEach((text, i) => {
    bytes.write(text.slice(0, UTS_LENGTH - 1), 12 + i * UTS_LENGTH, 'latin1');
  });
  const crashTime = Number(info?.get('CRASHTIME') ?? Number.NaN);
  bytes.writeBigInt64LE(BigInt(dump.header.timestamp ?? (Number.isSafeInteger(crashTime) ? crashTime : 0)), 408);
  bytes.writeUInt32LE(flag, 424);
  bytes.writeUInt32LE(block, 428);
  bytes.writeInt32LE(subBlocks, 432);
  bytes.writeUInt32LE((2 * bitmapBytes) / block, 436);
  bytes.writeUInt32LE(maxPfn > MAX_U32 ? 0 : maxPfn, 440);
  bytes.writeInt32LE(dump.header.cpus ?? dump.notes.filter(isPrstatus).length, 460);
  return bytes;
}

/** `struct kdump_sub_header`, and behind it what its offsets point at. */
function subHeader(dump: Dump, maxPfn: number, block: number): Buffer {
  const bytes = Buffer.alloc(SUB_HEADER_BYTES);
  const texts: Buffer[] = [];
  let offset = block + SUB_HEADER_BYTES;
  const place = (content: Uint8Array, offsetAt: number): void => {
    if (content.length === 0) return;
    bytes.writeBigUInt64LE(BigInt(offset), offsetAt);
    bytes.writeBigUInt64LE(BigInt(content.length), offsetAt + 8);
    texts.push(Buffer.from(content));
    offset += content.length;
  };
  bytes.writeBigUInt64LE(BigInt.asUintN(64, physBase(dump)), 0);
  bytes.writeInt32LE(DUMP_LEVEL_ALL, 8);
  place(Buffer.concat(dump.notes.map(encodeNote)), 48);
  place(Buffer.from(dump.vmcoreinfo[0] ?? '', 'latin1'), 32);
  place(Buffer.from(dump.eraseinfo ?? '', 'latin1'), 64);
  bytes.writeBigUInt64LE(BigInt(maxPfn), 96);
  return Buffer.concat([bytes, ...texts]);
}

/** VMCOREINFO knows better than the header: that of qemu's dumps is wrong. */
function physBase(dump: Dump): bigint {
  const info = dump.vmcoreinfo.map(parseVmcoreInfo)[0];
  const claimed = info?.get('NUMBER(phys_base)') ?? info?.get('NUMBER(PHYS_OFFSET)');
  if (claimed !== undefined && /^(-?\d{1,20}|0x[0-9a-f]{1,16})$/i.test(claimed)) return BigInt(claimed);
  return dump.header.physBase ?? 0n;
}

function encodeNote({ name, type, desc }: DumpNote): Buffer {
  const nameBytes = name === '' ? Buffer.alloc(0) : Buffer.from(`${name}\0`, 'latin1');
  const head = Buffer.alloc(12);
  head.writeUInt32LE(nameBytes.length, 0);
  head.writeUInt32LE(desc.length, 4);
  head.writeUInt32LE(type, 8);
  return Buffer.concat([head, nameBytes, padding(nameBytes.length), desc, padding(desc.length)]);
}

function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}

function isPrstatus({ name, type }: DumpNote): boolean {
  return name === 'CORE' && type === NT_PRSTATUS;
}
