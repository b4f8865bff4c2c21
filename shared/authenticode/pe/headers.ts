/**
 * The headers of a PE/COFF image (Microsoft "PE Format"), read once and kept as plain numbers. Reading is tolerant: it
 * throws only where there is nothing to describe; what is wrong with an image is said by `rules.ts`, by name.
 *
 *     0     MZ header        e_lfanew at 0x3c ─┐
 *     pe    "PE\0\0", COFF header (20 bytes) ◄─┘
 *     pe+24 optional header: 0x10b PE32 | 0x20b PE32+ … CheckSum at +64 … NumberOfRvaAndSizes
 *           data directories, 8 bytes each; [4] is the certificate table: a file offset, not an address
 *           section table, 40 bytes each, after SizeOfOptionalHeader bytes
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { Cursor } from '../../bytes/cursor.ts';
import { FormatErrorCode } from '../../errors.ts';

export const IMAGE_FILE_MACHINE = {
  I386: 0x14c,
  ARM: 0x1c0,
  ARM_THUMB: 0x1c2,
  AMD64: 0x8664,
  ARM64: 0xaa64,
  RISCV64: 0x5064,
  LOONGARCH64: 0x6264,
} as const;

export const MZ_MAGIC = 0x5a4d;
export const PE_SIGNATURE = 0x4550;
export const PE32_MAGIC = 0x10b;
export const PE32PLUS_MAGIC = 0x20b;
export const SECTION_HEADER_BYTES = 40;
const SECTION_NAME_BYTES = 8;
export const DATA_DIRECTORY_BYTES = 8;
export const IMAGE_DIRECTORY_ENTRY_SECURITY = 4;
/** Headers of real images are a few KiB; what claims more is not read. */
const MAX_HEAD_BYTES = 1024 * 1024;
const FIRST_READ_BYTES = 64 * 1024;

export interface PeSection {
  readonly index: number;
  /** Up to eight characters, or to the NUL before; bytes that are not ASCII as U+FFFD. */
  readonly name: string;
  /** Bytes that are not zero stand behind that NUL: who compares all eight finds another name. */
  readonly hasNameTail: boolean;
  readonly virtualSize: number;
  readonly virtualAddress: number;
  readonly rawSize: number;
  readonly rawOffset: number;
  /** PointerToRelocations or NumberOfRelocations is set, as in object files alone. */
  readonly hasRelocations: boolean;
  readonly characteristics: number;
}

export interface PeHeaders {
  readonly fileSizeBytes: number;
  /** The file's first bytes, all headers among them. */
  readonly head: Uint8Array;
  readonly format: 'PE32' | 'PE32+';
  readonly machine: number;
  readonly peOffset: number;
  readonly optionalHeaderOffset: number;
  readonly sizeOfOptionalHeader: number;
  readonly characteristics: number;
  readonly entryPoint: number;
  readonly imageBase: bigint;
  readonly sectionAlignment: number;
  readonly fileAlignment: number;
  readonly sizeOfImage: number;
  readonly sizeOfHeaders: number;
  readonly checksumOffset: number;
  readonly checksum: number;
  readonly subsystem: number;
  readonly dataDirectoryCount: number;
  readonly dataDirectoriesOffset: number;
  readonly sectionTableOffset: number;
  readonly sections: readonly PeSection[];
  /** The fifth data directory: absent where there are fewer. Zero size: unsigned. */
  readonly certificateDirectory:
    { readonly entryOffset: number; readonly offset: number; readonly sizeBytes: number } | undefined;
}

/** The file's first bytes: as many as its headers take. For files that are no PE too. */
export async function readHead(source: ByteSource): Promise<Uint8Array> {
  const first = await readOne(source, { offset: 0, length: Math.min(FIRST_READ_BYTES, source.sizeBytes) });
  const wanted = Math.min(headersEnd(first), MAX_HEAD_BYTES, source.sizeBytes);
  return wanted <= first.length ? first : readOne(source, { offset: 0, length: wanted });
}

/** Where the headers end, as far as the first bytes tell; where e_lfanew is beyond them, all that is read of any. */
function headersEnd(first: Uint8Array): number {
  if (first.length < 64) return first.length;
  const view = new DataView(first.buffer, first.byteOffset, first.length);
  if (view.getUint16(0, true) !== MZ_MAGIC) return first.length;
  const peOffset = view.getUint32(0x3c, true);
  const needed = peOffset + 24 + 0xffff + 96 * SECTION_HEADER_BYTES;
  return peOffset + 24 + 64 > first.length
    ? MAX_HEAD_BYTES
    : Math.max(needed, view.getUint32(peOffset + 24 + 60, true));
}

/** @throws {FormatError} bad-magic | truncated | limit */
export function parsePeHeaders(head: Uint8Array, fileSizeBytes: number): PeHeaders {
  const c = new Cursor(head, 'pe');
  if (c.u16('e_magic') !== MZ_MAGIC) c.seek(0, 'e_magic').fail(FormatErrorCode.BadMagic, 'e_magic', 'not MZ');
  const peOffset = c.seek(0x3c, 'e_lfanew').u32('e_lfanew');
  if (peOffset > fileSizeBytes - 24) {
    c.fail(FormatErrorCode.Truncated, 'e_lfanew', `${peOffset} is outside the file of ${fileSizeBytes} bytes`);
  }
  /** What lies within the file and was not read is neither missing nor outside it. */
  const requireRead = (end: number, field: string): void => {
    if (end <= head.length || end > fileSizeBytes) return;
    c.fail(FormatErrorCode.Limit, field, `leads to ${end}, and headers are read to ${head.length}`);
  };
  requireRead(peOffset + 24, 'e_lfanew');
  c.seek(peOffset, 'e_lfanew');
  if (c.u32('signature') !== PE_SIGNATURE) c.fail(FormatErrorCode.BadMagic, 'signature', 'not PE');
  const machine = c.u16('Machine');
  const sectionCount = c.u16('NumberOfSections');
  c.skip(12, 'TimeDateStamp');
  const sizeOfOptionalHeader = c.u16('SizeOfOptionalHeader');
  const characteristics = c.u16('Characteristics');

  const optionalHeaderOffset = c.offset;
  const magic = c.u16('optional header magic');
  if (magic !== PE32_MAGIC && magic !== PE32PLUS_MAGIC) {
    c.fail(FormatErrorCode.BadMagic, 'optional header magic', `0x${magic.toString(16)} is neither PE32 nor PE32+`);
  }
  const plus = magic === PE32PLUS_MAGIC;
  const field = (offset: number, name: string): number => c.seek(optionalHeaderOffset + offset, name).u32(name);
  const dataDirectoriesOffset = optionalHeaderOffset + (plus ? 112 : 96);
  const dataDirectoryCount = field(plus ? 108 : 92, 'NumberOfRvaAndSizes');
  const entryOffset = dataDirectoriesOffset + IMAGE_DIRECTORY_ENTRY_SECURITY * DATA_DIRECTORY_BYTES;
  const certificateDirectory =
    dataDirectoryCount > IMAGE_DIRECTORY_ENTRY_SECURITY
      ? {
          entryOffset,
          offset: c.seek(entryOffset, 'certificate table').u32('certificate table offset'),
          sizeBytes: c.u32('certificate table size'),
        }
      : undefined;
  const sectionTableOffset = optionalHeaderOffset + sizeOfOptionalHeader;
  requireRead(sectionTableOffset + sectionCount * SECTION_HEADER_BYTES, 'NumberOfSections');
  const sizeOfHeaders = field(60, 'SizeOfHeaders');
  requireRead(sizeOfHeaders, 'SizeOfHeaders');
  return {
    fileSizeBytes,
    head,
    format: plus ? 'PE32+' : 'PE32',
    machine,
    peOffset,
    optionalHeaderOffset,
    sizeOfOptionalHeader,
    characteristics,
    entryPoint: field(16, 'AddressOfEntryPoint'),
    imageBase: plus ? c.seek(optionalHeaderOffset + 24, 'ImageBase').u64('ImageBase') : BigInt(field(28, 'ImageBase')),
    sectionAlignment: field(32, 'SectionAlignment'),
    fileAlignment: field(36, 'FileAlignment'),
    sizeOfImage: field(56, 'SizeOfImage'),
    sizeOfHeaders,
    checksumOffset: optionalHeaderOffset + 64,
    checksum: field(64, 'CheckSum'),
    subsystem: c.seek(optionalHeaderOffset + 68, 'Subsystem').u16('Subsystem'),
    dataDirectoryCount,
    dataDirectoriesOffset,
    sectionTableOffset,
    sections: readSections(c, sectionTableOffset, sectionCount),
    certificateDirectory,
  };
}

function readSections(c: Cursor, offset: number, count: number): readonly PeSection[] {
  c.seek(Math.min(offset, c.bytes.length), 'section table');
  return Array.from({ length: count }, (_, index) => {
    const at = (name: string): string => `section[${index}].${name}`;
    const start = c.offset;
    const name = c.text(SECTION_NAME_BYTES, at('Name'));
    const hasNameTail = endsInOtherBytes(c.bytes.subarray(start, start + SECTION_NAME_BYTES));
    const virtualSize = c.u32(at('VirtualSize'));
    const virtualAddress = c.u32(at('VirtualAddress'));
    const rawSize = c.u32(at('SizeOfRawData'));
    const rawOffset = c.u32(at('PointerToRawData'));
    const relocations = c.u32(at('PointerToRelocations'));
    c.skip(4, at('PointerToLinenumbers'));
    const relocationCount = c.u16(at('NumberOfRelocations'));
    c.skip(2, at('NumberOfLinenumbers'));
    const characteristics = c.u32(at('Characteristics'));
    const hasRelocations = relocations !== 0 || relocationCount !== 0;
    return {
      ...{ index, name, hasNameTail, virtualSize, virtualAddress, rawSize, rawOffset },
      ...{ hasRelocations, characteristics },
    };
  });
}

function endsInOtherBytes(name: Uint8Array): boolean {
  const end = name.indexOf(0);
  return end >= 0 && name.subarray(end).some((byte) => byte !== 0);
}
