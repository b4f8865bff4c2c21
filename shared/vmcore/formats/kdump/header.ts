/**
 * The header blocks of a kdump-compressed file ("diskdump"), as makedumpfile writes them. All fields are in the byte
 * order and word size of the crashed kernel:
 *
 *     block 0                 disk_dump_header
 *     block 1 ..              kdump_sub_header, sub_hdr_size blocks; what its offsets point at may lie in them as well
 *     then                    1st bitmap (the page exists), 2nd bitmap (it is in the file): bitmap_blocks / 2 each
 *     then                    a page_desc for each bit set in the 2nd bitmap
 *     then                    the pages
 *
 * @see makedumpfile 1.7.2 diskdump_mod.h, IMPLEMENTATION
 */
import { Cursor } from '../../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';

export const KDUMP_SIGNATURE = 'KDUMP   ';
export const FORMAT = 'kdump-compressed';

/** Bits of `disk_dump_header.status` and of `page_desc.flags`. */
export const DumpFlag = {
  Zlib: 0x1,
  Lzo: 0x2,
  Snappy: 0x4,
  /** In status only: the file breaks off. */
  Incomplete: 0x8,
  /** In status only: vmemmap pages of what was excluded are excluded as well. */
  ExcludedVmemmap: 0x10,
  Zstd: 0x20,
} as const;

const SIGNATURE_BYTES = 8;
const UTS_LENGTH = 65;
const HIGHEST_VERSION = 6;
const MIN_BLOCK_BYTES = 4096;
const MAX_BLOCK_BYTES = 256 * 1024;
const MAX_SUB_HEADER_BLOCKS = 65_536;
/** Where `status` stands after the 64-bit timeval, and after the 32-bit one. */
const STATUS_AT_64 = 424;
const STATUS_AT_32 = 412;
/** The header proper; `tasks[]` follows and is not used. */
export const HEADER_BYTES = STATUS_AT_64 + 40;
export const SUB_HEADER_BYTES = 104;

export interface KdumpHeader {
  readonly version: number;
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly kernelVersion: string;
  readonly machine: string;
  /** Seconds since 1970, 0 where nobody knew. */
  readonly timestamp: number;
  readonly status: number;
  readonly blockSizeBytes: number;
  readonly subHeaderBlocks: number;
  readonly bitmapBlocks: number;
  /** From version 6 on, `max_mapnr_64` is right and this may be cut to 32 bits. */
  readonly maxMapnr32: number;
  readonly cpus: number;
}

/** A place in the file that a sub-header points at. */
export interface Extent {
  readonly offset: number;
  readonly sizeBytes: number;
}

export interface KdumpSubHeader {
  readonly physBase: bigint;
  readonly dumpLevel: number | undefined;
  readonly split: boolean;
  /** The page frames of this part of a split set, the second one exclusive. */
  readonly startPfn: bigint;
  readonly endPfn: bigint;
  readonly maxMapnr: bigint | undefined;
  readonly vmcoreinfo: Extent | undefined;
  readonly notes: Extent | undefined;
  readonly eraseinfo: Extent | undefined;
}

/**
 * Reads block 0. Word size and byte order are not said anywhere: they are those in which block_size is a page size.
 *
 * @throws {FormatError} bad-magic | truncated | bad-value | unsupported
 */
export function readKdumpHeader(bytes: Uint8Array): KdumpHeader {
  const cursor = new Cursor(bytes, FORMAT);
  const signature = cursor.text(SIGNATURE_BYTES, 'header.signature');
  if (signature !== KDUMP_SIGNATURE) {
    cursor.seek(0, 'header').fail(FormatErrorCode.BadMagic, 'header.signature', `expected "${KDUMP_SIGNATURE}"`);
  }
  requireLittleEndian64(bytes);

  const version = cursor.i32('header.header_version');
  if (version < 0 || version > HIGHEST_VERSION) {
    cursor
      .seek(SIGNATURE_BYTES, 'header')
      .fail(FormatErrorCode.Unsupported, 'header.header_version', `${version} is not one of 0..${HIGHEST_VERSION}`);
  }
  const [sysname, nodename, release, kernelVersion, machine] = ['sysname', 'nodename', 'release', 'version', 'machine']
    .map((field) => cursor.text(UTS_LENGTH, `header.utsname.${field}`))
    .map(printable);
  cursor.seek(STATUS_AT_64 - 16, 'header.timestamp');
  const timestamp = Number(cursor.i64('header.timestamp.tv_sec'));
  cursor.skip(8, 'header.timestamp.tv_usec');
  const status = cursor.u32('header.status');
  const blockSizeBytes = cursor.u32('header.block_size');
  const subHeaderBlocks = cursor.i32('header.sub_hdr_size');
  if (subHeaderBlocks < 1 || subHeaderBlocks > MAX_SUB_HEADER_BLOCKS) {
    cursor.fail(FormatErrorCode.BadValue, 'header.sub_hdr_size', `${subHeaderBlocks} blocks`);
  }
  const bitmapBlocks = cursor.u32('header.bitmap_blocks');
  if (bitmapBlocks < 2 || bitmapBlocks % 2 !== 0) {
    cursor.fail(FormatErrorCode.BadValue, 'header.bitmap_blocks', `${bitmapBlocks} blocks do not make two bitmaps`);
  }
  const maxMapnr32 = cursor.u32('header.max_mapnr');
  cursor.skip(16, 'header.total_ram_blocks'); // and device_blocks, written_blocks, current_cpu
  const cpus = cursor.i32('header.nr_cpus');
  return {
    version,
    sysname: sysname ?? '',
    nodename: nodename ?? '',
    release: release ?? '',
    kernelVersion: kernelVersion ?? '',
    machine: machine ?? '',
    timestamp,
    status,
    blockSizeBytes,
    subHeaderBlocks,
    bitmapBlocks,
    maxMapnr32,
    cpus,
  };
}

/** Reads block 1; a field that the header's version does not have yet is absent. */
export function readKdumpSubHeader(bytes: Uint8Array, version: number, base: number): KdumpSubHeader {
  const cursor = new Cursor(bytes, FORMAT, { base });
  const physBase = cursor.u64('sub_header.phys_base');
  const dumpLevel = cursor.i32('sub_header.dump_level');
  const split = cursor.i32('sub_header.split');
  const startPfn = cursor.u64('sub_header.start_pfn');
  const endPfn = cursor.u64('sub_header.end_pfn');
  const vmcoreinfo = readExtent(cursor, 'vmcoreinfo');
  const notes = readExtent(cursor, 'note');
  const eraseinfo = readExtent(cursor, 'eraseinfo');
  const startPfn64 = cursor.u64('sub_header.start_pfn_64');
  const endPfn64 = cursor.u64('sub_header.end_pfn_64');
  const maxMapnr64 = cursor.u64('sub_header.max_mapnr_64');
  return {
    physBase,
    dumpLevel: version >= 1 ? dumpLevel : undefined,
    split: version >= 2 && split !== 0,
    startPfn: version >= 6 ? startPfn64 : startPfn,
    endPfn: version >= 6 ? endPfn64 : endPfn,
    maxMapnr: version >= 6 ? maxMapnr64 : undefined,
    vmcoreinfo: version >= 3 ? vmcoreinfo : undefined,
    notes: version >= 4 ? notes : undefined,
    eraseinfo: version >= 5 ? eraseinfo : undefined,
  };
}

function readExtent(cursor: Cursor, what: string): Extent | undefined {
  const offset = cursor.u64(`sub_header.offset_${what}`);
  const size = cursor.u64(`sub_header.size_${what}`);
  if (offset === 0n || size === 0n) return undefined;
  // What is too large for a number is outside every file: the caller says so when it looks.
  return { offset: Number(offset), sizeBytes: Number(size) };
}

function requireLittleEndian64(bytes: Uint8Array): void {
  const looksRight = (statusAt: number, littleEndian: boolean): boolean => {
    if (bytes.length < statusAt + 16) return false;
    const cursor = new Cursor(bytes, FORMAT, { littleEndian }).seek(statusAt + 4, 'header.block_size');
    return isBlockSize(cursor.u32('header.block_size')) && cursor.u32('header.sub_hdr_size') <= MAX_SUB_HEADER_BLOCKS;
  };
  const place = { format: FORMAT, field: 'header.block_size', offset: STATUS_AT_64 + 4 };

  if (looksRight(STATUS_AT_64, true)) return;
  const machine = new Cursor(bytes, FORMAT).seek(12 + 4 * UTS_LENGTH, 'header').text(UTS_LENGTH, 'header.utsname');
  const named = printable(machine) === '' ? '' : ` (${printable(machine)})`;
  if (looksRight(STATUS_AT_64, false) || looksRight(STATUS_AT_32, false)) {
    throw new FormatError(FormatErrorCode.Unsupported, place, `the dump of a big-endian machine${named} is not read`);
  }
  if (looksRight(STATUS_AT_32, true)) {
    throw new FormatError(FormatErrorCode.Unsupported, place, `the dump of a 32-bit machine${named} is not read`);
  }
  const missing = STATUS_AT_64 + 16 - bytes.length;
  if (missing > 0) throw new FormatError(FormatErrorCode.Truncated, place, `the header lacks ${missing} bytes`);
  throw new FormatError(FormatErrorCode.BadValue, place, 'no page size, in no byte order and word size');
}

function isBlockSize(value: number): boolean {
  return value >= MIN_BLOCK_BYTES && value <= MAX_BLOCK_BYTES && (value & (value - 1)) === 0;
}

/** A name in a header that a crashed kernel wrote: without what a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').trim();
}
