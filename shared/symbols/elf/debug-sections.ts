/** The debug sections of a file as the compiler meant them: decompressed, relocated. */
import { promisify } from 'node:util';
import { inflate, zstdDecompress } from 'node:zlib';
import { Cursor } from '../../bytes/cursor.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { ElfType, SectionFlag, SectionType, sectionNamed } from './file.ts';
import type { ElfFile, ElfSection } from './file.ts';
import { symbolAddress } from './address-space.ts';
import type { AddressSpace } from './address-space.ts';
import { relocate } from './relocate.ts';
import { SHN_XINDEX, SYMBOL_BYTES } from './symbols.ts';

const CHDR_BYTES = 24;
const ELFCOMPRESS_ZLIB = 1;
const ELFCOMPRESS_ZSTD = 2;
/** `ZLIB`, then the size as 64 bits, big-endian: how `.zdebug_*` sections of before 2015 begin. */
const GNU_HEADER_BYTES = 12;

const inflateAll = promisify(inflate);
const zstdAll = promisify(zstdDecompress);

/**
 * The bytes of the debug section `name` (`.debug_info`, …), also where it is called `.zdebug_…`; undefined where the file has
 * none. Sections of split units end in `.dwo`: name them so.
 *
 * @param maxBytes of the section when decompressed
 * @throws {FormatError} limit | truncated | bad-value | unsupported
 */
export async function debugSection(
  file: ElfFile,
  space: AddressSpace,
  name: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const section = sectionNamed(file, name) ?? sectionNamed(file, name.replace(/^\.debug_/, '.zdebug_'));
  if (section === undefined || section.type === SectionType.NoBits || section.sizeBytes === 0) return undefined;
  const stored = await sectionBytes(file, section, maxBytes);
  const bytes = await decompress(file, section, stored, maxBytes);
  if (file.type !== ElfType.Relocatable) return bytes;
  const own = bytes === stored ? new Uint8Array(bytes) : bytes;
  for (const table of file.sections) {
    if (table.type === SectionType.Rela && table.info === section.index)
      await applyTable(file, space, section, table, own);
  }
  return own;
}

/** Whether the section stands in the file byte for byte, so that pieces of it can be read where they are. */
export function isPlain(file: ElfFile, section: ElfSection): boolean {
  const compressed = (section.flags & SectionFlag.Compressed) !== 0 || section.name.startsWith('.zdebug_');
  return !compressed && file.type !== ElfType.Relocatable && section.type !== SectionType.NoBits;
}

async function sectionBytes(file: ElfFile, section: ElfSection, maxBytes: number): Promise<Uint8Array> {
  if (section.sizeBytes > maxBytes) tooLarge(section, section.sizeBytes, maxBytes);
  return readOne(file.source, { offset: section.offset, length: section.sizeBytes });
}

async function decompress(
  file: ElfFile,
  section: ElfSection,
  stored: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array> {
  const field = section.name;
  const cursor = new Cursor(stored, 'elf', { littleEndian: file.littleEndian, base: section.offset });
  if (section.name.startsWith('.zdebug_')) {
    if (cursor.text(4, field) !== 'ZLIB') cursor.fail(FormatErrorCode.BadMagic, field, 'does not begin with ZLIB');
    const sizeBytes = new Cursor(stored, 'elf', { littleEndian: false }).seek(4, field).size64(field);
    return unpack(section, ELFCOMPRESS_ZLIB, stored.subarray(GNU_HEADER_BYTES), sizeBytes, maxBytes);
  }
  if ((section.flags & SectionFlag.Compressed) === 0) return stored;
  const type = cursor.u32('ch_type');
  cursor.skip(4, 'ch_reserved');
  const sizeBytes = cursor.size64('ch_size');
  return unpack(section, type, stored.subarray(CHDR_BYTES), sizeBytes, maxBytes);
}

async function unpack(
  section: ElfSection,
  type: number,
  packed: Uint8Array,
  sizeBytes: number,
  maxBytes: number,
): Promise<Uint8Array> {
  if (sizeBytes > maxBytes) tooLarge(section, sizeBytes, maxBytes);
  const place = { format: 'elf', field: section.name, offset: section.offset };
  if (type !== ELFCOMPRESS_ZLIB && type !== ELFCOMPRESS_ZSTD) {
    throw new FormatError(FormatErrorCode.Unsupported, place, `compressed by method ${type}, known are zlib and zstd`);
  }
  const method = type === ELFCOMPRESS_ZLIB ? inflateAll : zstdAll;
  const bytes = await method(packed, { maxOutputLength: Math.max(1, sizeBytes) }).catch((cause: unknown) => {
    throw new FormatError(FormatErrorCode.BadValue, place, 'its compressed bytes are damaged', { cause });
  });
  if (bytes.length !== sizeBytes) {
    throw new FormatError(FormatErrorCode.BadValue, place, `${bytes.length} bytes unpacked, ${sizeBytes} promised`);
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

async function applyTable(
  file: ElfFile,
  space: AddressSpace,
  section: ElfSection,
  table: ElfSection,
  target: Uint8Array,
): Promise<void> {
  const symbols = file.sections[table.link];
  if (symbols?.type !== SectionType.Symbols) return;
  const [relocations, symbolBytes] = await Promise.all([
    readOne(file.source, { offset: table.offset, length: table.sizeBytes }),
    readOne(file.source, { offset: symbols.offset, length: symbols.sizeBytes }),
  ]);
  const unpacked = await decompress(file, table, relocations, Number.MAX_SAFE_INTEGER);
  const extended = await extendedIndexes(file, symbols);
  const cursor = new Cursor(symbolBytes, 'elf.symtab', { littleEndian: file.littleEndian, base: symbols.offset });
  relocate(target, unpacked, {
    machine: file.machine,
    littleEndian: file.littleEndian,
    section: section.name,
    addressOf: (symbol) => {
      cursor.seek(symbol * SYMBOL_BYTES + 6, 'st_shndx');
      const index = cursor.u16('st_shndx');
      const value = cursor.u64('st_value');
      return symbolAddress(file, space, index === SHN_XINDEX ? extended(symbol) : index, value);
    },
  });
}

/** `SHT_SYMTAB_SHNDX`, for files of more than 65,280 sections. */
async function extendedIndexes(file: ElfFile, symbols: ElfSection): Promise<(symbol: number) => number> {
  const table = file.sections.find(({ type, link }) => type === 18 && link === symbols.index);
  if (table === undefined) return () => 0;
  const bytes = await readOne(file.source, { offset: table.offset, length: table.sizeBytes });
  const cursor = new Cursor(bytes, 'elf.symtab_shndx', { littleEndian: file.littleEndian, base: table.offset });
  return (symbol) => cursor.seek(symbol * 4, 'st_shndx').u32('st_shndx');
}

function tooLarge(section: ElfSection, sizeBytes: number, maxBytes: number): never {
  throw new FormatError(
    FormatErrorCode.Limit,
    { format: 'elf', field: section.name, offset: section.offset },
    `${sizeBytes} bytes, at most ${maxBytes} are read`,
  );
}
