/**
 * Writes dumps of every container for tests, from nothing but pages: what makedumpfile, qemu and a crashed kernel would
 * write, and what they would not.
 */
import { deflateSync, zstdCompressSync } from 'node:zlib';
import { snappyCompress } from 'hysnappy';

export type PageMap = ReadonlyMap<number, Uint8Array>;
export type TestCodec = 'none' | 'zlib' | 'lzo' | 'snappy' | 'zstd';

const CODEC_FLAG = { none: 0, zlib: 0x1, lzo: 0x2, snappy: 0x4, zstd: 0x20 } as const;

/** LZO1X with nothing but literals: any decoder must read it, no match is needed to write it. */
export function lzoLiterals(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  if (bytes.length <= 238) out.push(bytes.length + 17);
  else {
    let rest = bytes.length - 18;
    out.push(0);
    for (; rest > 255; rest -= 255) out.push(0);
    out.push(rest);
  }
  return Uint8Array.from([...out, ...bytes, 0x11, 0, 0]);
}

const COMPRESS: Record<TestCodec, (page: Uint8Array) => Uint8Array> = {
  none: (page) => page,
  zlib: (page) => deflateSync(page),
  lzo: lzoLiterals,
  snappy: (page) => snappyCompress(page),
  zstd: (page) => zstdCompressSync(page),
};

/** A page whose bytes tell its number and offset apart from every other's; it compresses somewhat. */
export function testPage(pfn: number, sizeBytes = 4096): Uint8Array {
  const page = new Uint8Array(sizeBytes);
  for (let i = 0; i < sizeBytes; i++) page[i] = i % 8 < 4 ? (pfn >> (8 * (i % 4))) & 0xff : (i >> 5) & 0xff;
  return page;
}

export function testPages(pfns: readonly number[], sizeBytes = 4096): Map<number, Uint8Array> {
  return new Map(pfns.map((pfn) => [pfn, testPage(pfn, sizeBytes)]));
}

export interface TestNote {
  readonly name: string;
  readonly type: number;
  readonly desc: Uint8Array;
}

export function vmcoreinfoNote(text: string): TestNote {
  return { name: 'VMCOREINFO', type: 0, desc: Buffer.from(text, 'latin1') };
}

export function writeNotes(notes: readonly TestNote[]): Buffer {
  return Buffer.concat(
    notes.map(({ name, type, desc }) => {
      const header = Buffer.alloc(12);
      header.writeUInt32LE(name.length + 1, 0);
      header.writeUInt32LE(desc.length, 4);
      header.writeUInt32LE(type, 8);
      return Buffer.concat([header, pad(Buffer.from(`${name}\0`, 'latin1'), 4), pad(desc, 4)]);
    }),
  );
}

export interface KdumpSpec {
  readonly pages: PageMap;
  /** Page frames that exist but were left out. */
  readonly excluded?: readonly number[];
  readonly maxPfn?: number;
  readonly version?: number;
  readonly codec?: TestCodec;
  readonly pageSizeBytes?: number;
  readonly machine?: string;
  readonly release?: string;
  readonly notes?: readonly TestNote[];
  readonly vmcoreinfo?: string;
  readonly eraseinfo?: string;
  readonly dumpLevel?: number;
  readonly split?: { readonly startPfn: number; readonly endPfn: number };
  /** Added to the header's status. */
  readonly status?: number;
  /** Pages from this one on (by rank) were not written when the disk was full: their descriptors are zero. */
  readonly brokenFromRank?: number;
  /** Pages of zeros share one stored page, as makedumpfile does. */
  readonly shareZeros?: boolean;
  /** Blocks of one bitmap, if not as many as `maxPfn` needs. */
  readonly bitmapBlocks?: number;
}

export function writeKdump(spec: KdumpSpec): Buffer {
  const block = spec.pageSizeBytes ?? 4096;
  const version = spec.version ?? 6;
  const codec = spec.codec ?? 'zlib';
  const pfns = [...spec.pages.keys()].sort((a, b) => a - b);
  const existing = [...pfns, ...(spec.excluded ?? [])];
  const maxPfn = spec.maxPfn ?? Math.max(0, ...existing) + 1;
  const bitmapBlocks = spec.bitmapBlocks ?? Math.ceil(maxPfn / 8 / block);

  const sub = Buffer.alloc(104);
  let texts = Buffer.alloc(0);
  const place = (content: Uint8Array | undefined, offsetAt: number): void => {
    if (content === undefined || content.length === 0) return;
    sub.writeBigUInt64LE(BigInt(block + sub.length + texts.length), offsetAt);
    sub.writeBigUInt64LE(BigInt(content.length), offsetAt + 8);
    texts = Buffer.concat([texts, content]);
  };
  sub.writeBigUInt64LE(0x1000000n, 0);
  sub.writeInt32LE(spec.dumpLevel ?? 31, 8);
  place(writeNotes(spec.notes ?? []), 48);
  place(spec.vmcoreinfo === undefined ? undefined : Buffer.from(spec.vmcoreinfo), 32);
  place(spec.eraseinfo === undefined ? undefined : Buffer.from(spec.eraseinfo), 64);
  if (spec.split !== undefined) {
    sub.writeInt32LE(1, 12);
    for (const at of [16, 80]) sub.writeBigUInt64LE(BigInt(spec.split.startPfn), at);
    for (const at of [24, 88]) sub.writeBigUInt64LE(BigInt(spec.split.endPfn), at);
  }
  if (version >= 6) sub.writeBigUInt64LE(BigInt(maxPfn), 96);
  const subBlocks = pad(Buffer.concat([sub, texts]), block);

  const header = Buffer.alloc(block);
  header.write('KDUMP   ', 0, 'latin1');
  header.writeInt32LE(version, 8);
  const uts = ['Linux', 'host', spec.release ?? '6.1.0-test', '#1 SMP', spec.machine ?? 'x86_64', '(none)'];
  uts.forEach((text, i) => header.write(text, 12 + 65 * i, 'latin1'));
  header.writeBigInt64LE(1_700_000_000n, 408);
  header.writeUInt32LE(CODEC_FLAG[codec] | (spec.status ?? 0), 424);
  header.writeUInt32LE(block, 428);
  header.writeInt32LE(subBlocks.length / block, 432);
  header.writeUInt32LE(bitmapBlocks * 2, 436);
  header.writeUInt32LE(maxPfn > 0xffffffff ? 0 : maxPfn, 440);
  header.writeInt32LE(2, 460);

  const bitmap1 = bitmapOf(existing, bitmapBlocks * block);
  const bitmap2 = bitmapOf(pfns, bitmapBlocks * block);
  const own = pfns.filter((pfn) => spec.split === undefined || (pfn >= spec.split.startPfn && pfn < spec.split.endPfn));
  const descs = Buffer.alloc(own.length * 24);
  const stored: Uint8Array[] = [];
  let offset = header.length + subBlocks.length + 2 * bitmap1.length + descs.length;
  let zeroOffset: number | undefined;
  own.forEach((pfn, rank) => {
    if (spec.brokenFromRank !== undefined && rank >= spec.brokenFromRank) return;
    const page = spec.pages.get(pfn) ?? new Uint8Array(block);
    const isZero = spec.shareZeros === true && page.every((byte) => byte === 0);
    const compressed = COMPRESS[codec](page);
    const isSmaller = compressed.length < page.length && !isZero;
    const bytes = isSmaller ? compressed : page;
    if (!(isZero && zeroOffset !== undefined)) stored.push(bytes);
    descs.writeBigUInt64LE(BigInt(isZero ? (zeroOffset ?? offset) : offset), rank * 24);
    descs.writeUInt32LE(bytes.length, rank * 24 + 8);
    descs.writeUInt32LE(isSmaller ? CODEC_FLAG[codec] : 0, rank * 24 + 12);
    if (isZero && zeroOffset !== undefined) return;
    if (isZero) zeroOffset = offset;
    offset += bytes.length;
  });
  return Buffer.concat([header, subBlocks, bitmap1, bitmap2, descs, ...stored]);
}

export interface TestSegment {
  readonly physicalAddress: number;
  readonly bytes: Uint8Array;
  /** p_memsz, if not the length of `bytes`. */
  readonly memoryBytes?: number;
}

export interface ElfSpec {
  readonly segments: readonly TestSegment[];
  readonly notes?: readonly TestNote[];
  readonly machine?: number;
  readonly type?: number;
  readonly elfClass?: number;
  readonly data?: number;
  readonly flags?: number;
  /** As qemu 7.2 does: e_ehsize 8, program headers at 192. */
  readonly qemu?: boolean;
  /** The number of program headers in the section header, whatever it is. */
  readonly extendedCount?: boolean;
}

export function writeElf(spec: ElfSpec): Buffer {
  const notes = writeNotes(spec.notes ?? []);
  const count = spec.segments.length + 1;
  const phoff = spec.qemu === true ? 192 : 64;
  const sectionOffset = phoff + count * 56;
  let dataOffset = Math.ceil((sectionOffset + 64) / 4096) * 4096;
  const header = Buffer.alloc(phoff);
  header.write('\x7fELF', 0, 'latin1');
  header[4] = spec.elfClass ?? 2;
  header[5] = spec.data ?? 1;
  header[6] = 1;
  const u16 = (value: number, at: number): unknown =>
    spec.data === 2 ? header.writeUInt16BE(value, at) : header.writeUInt16LE(value, at);
  u16(spec.type ?? 4, 16);
  u16(spec.machine ?? 62, 18);
  header.writeBigUInt64LE(BigInt(phoff), 32);
  header.writeBigUInt64LE(BigInt(sectionOffset), 40);
  header.writeUInt32LE(spec.flags ?? 0, 48);
  u16(spec.qemu === true ? 8 : 64, 52);
  u16(56, 54);
  u16(spec.extendedCount === true ? 0xffff : count, 56);

  const programHeaders = Buffer.alloc(count * 56);
  const put = (i: number, type: number, paddr: number, offset: number, filesz: number, memsz: number): void => {
    programHeaders.writeUInt32LE(type, i * 56);
    programHeaders.writeBigUInt64LE(BigInt(offset), i * 56 + 8);
    programHeaders.writeBigUInt64LE(BigInt(paddr), i * 56 + 24);
    programHeaders.writeBigUInt64LE(BigInt(filesz), i * 56 + 32);
    programHeaders.writeBigUInt64LE(BigInt(memsz), i * 56 + 40);
  };
  const data: Uint8Array[] = [pad(notes, 4096)];
  put(0, 4, 0, dataOffset, notes.length, notes.length);
  dataOffset += data[0]!.length;
  spec.segments.forEach(({ physicalAddress, bytes, memoryBytes }, i) => {
    put(i + 1, 1, physicalAddress, dataOffset, bytes.length, memoryBytes ?? bytes.length);
    data.push(bytes);
    dataOffset += bytes.length;
  });
  const section = Buffer.alloc(64);
  section.writeUInt32LE(count, 44);
  return Buffer.concat([pad(Buffer.concat([header, programHeaders, section]), 4096), ...data]);
}

export interface FlattenedSpec {
  /** Writes in file order; by default the content is cut into records of `recordBytes`. */
  readonly records?: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  readonly recordBytes?: number;
  readonly endMarker?: boolean;
}

export function writeFlattened(content: Uint8Array, spec: FlattenedSpec = {}): Buffer {
  const size = spec.recordBytes ?? 5000;
  const records = spec.records ?? [];
  const cut =
    spec.records !== undefined
      ? records
      : Array.from({ length: Math.ceil(content.length / size) }, (_, i) => ({
          offset: i * size,
          bytes: content.subarray(i * size, (i + 1) * size),
        }));
  const header = Buffer.alloc(4096);
  header.write('makedumpfile', 0, 'latin1');
  header.writeBigInt64BE(1n, 16);
  header.writeBigInt64BE(1n, 24);
  const pieces: Uint8Array[] = [header];
  for (const { offset, bytes } of cut) pieces.push(recordHeader(BigInt(offset), BigInt(bytes.length)), bytes);
  if (spec.endMarker !== false) pieces.push(recordHeader(-1n, -1n));
  return Buffer.concat(pieces);
}

function recordHeader(offset: bigint, size: bigint): Buffer {
  const header = Buffer.alloc(16);
  header.writeBigInt64BE(offset, 0);
  header.writeBigInt64BE(size, 8);
  return header;
}

function bitmapOf(pfns: readonly number[], sizeBytes: number): Buffer {
  const bitmap = Buffer.alloc(sizeBytes);
  for (const pfn of pfns) bitmap[pfn >> 3] = bitmap[pfn >> 3]! | (1 << (pfn & 7));
  return bitmap;
}

function pad(bytes: Uint8Array, multiple: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((multiple - (bytes.length % multiple)) % multiple)]);
}
