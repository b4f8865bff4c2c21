/**
 * The sections of an ELF file that holds debug information: a `vmlinux`, a `*.debug`, a module's `.ko`.
 *
 * @see System V ABI, "Object Files"; include/uapi/linux/elf.h (v6.12)
 */
import { Cursor } from '../../bytes/cursor.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatErrorCode } from '../../errors.ts';

const FORMAT = 'elf';
const EHDR_BYTES = 64;
const SHDR_BYTES = 64;
const ELFCLASS64 = 2;
const ELFDATA2LSB = 1;
const SHN_XINDEX = 0xffff;
/** A kernel built with one section a function has some 100,000. */
const MAX_SECTIONS = 1_000_000;
const MAX_NAMES_BYTES = 64 * 1024 * 1024;

export const ElfType = { Relocatable: 1, Executable: 2, Shared: 3 } as const;
export const SectionType = { Symbols: 2, Strings: 3, Rela: 4, Note: 7, NoBits: 8, Rel: 9 } as const;
export const SectionFlag = { Alloc: 0x2, Executable: 0x4, Compressed: 0x800 } as const;

/** `Elf64_Shdr`, its name resolved. */
export interface ElfSection {
  readonly index: number;
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: bigint;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly link: number;
  readonly info: number;
}

export interface ElfFile {
  readonly source: ByteSource;
  readonly littleEndian: boolean;
  /** `e_type`; see {@link ElfType}. */
  readonly type: number;
  /** `e_machine` */
  readonly machine: number;
  readonly sections: readonly ElfSection[];
}

/** @param head the first four bytes at least */
export function isElf(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 4)).toString('latin1') === '\x7fELF';
}

/** @throws {FormatError} bad-magic | truncated | bad-value | unsupported | limit */
export async function readElf(source: ByteSource): Promise<ElfFile> {
  const header = await readOne(source, { offset: 0, length: Math.min(EHDR_BYTES, source.sizeBytes) });
  const ident = new Cursor(header, FORMAT);
  if (ident.take(4, 'e_ident.magic').join() !== '127,69,76,70') {
    ident.seek(0, 'e_ident').fail(FormatErrorCode.BadMagic, 'e_ident', 'no ELF magic');
  }
  if (ident.u8('e_ident.class') !== ELFCLASS64) {
    ident.fail(FormatErrorCode.Unsupported, 'e_ident.class', 'a 32-bit file; 64-bit ones are read');
  }
  const littleEndian = ident.u8('e_ident.data') === ELFDATA2LSB;
  const cursor = new Cursor(header, FORMAT, { littleEndian }).seek(16, 'e_type');
  const type = cursor.u16('e_type');
  const machine = cursor.u16('e_machine');
  const table = cursor.seek(40, 'e_shoff').size64('e_shoff');
  cursor.seek(58, 'e_shentsize');
  const entryBytes = cursor.u16('e_shentsize');
  const counted = cursor.u16('e_shnum');
  const namesIndex = cursor.u16('e_shstrndx');
  const file = { source, littleEndian, type, machine };
  if (table === 0) return { ...file, sections: [] };
  if (entryBytes !== SHDR_BYTES) {
    cursor.fail(FormatErrorCode.BadValue, 'e_shentsize', `${entryBytes}, expected ${SHDR_BYTES}`);
  }

  const raw = async (offset: number, length: number): Promise<Cursor> =>
    new Cursor(await readOne(source, { offset, length }), FORMAT, { littleEndian, base: offset });
  // Where a count does not fit into the header, the first section's header has it.
  const first = readSectionHeader(await raw(table, SHDR_BYTES));
  const count = counted === 0 ? first.sizeBytes : counted;
  if (count > MAX_SECTIONS) cursor.fail(FormatErrorCode.Limit, 'e_shnum', `${count} sections`);
  const entries = await raw(table, count * SHDR_BYTES);
  const headers = Array.from({ length: count }, () => readSectionHeader(entries));
  const names = headers[namesIndex === SHN_XINDEX ? first.link : namesIndex];
  const nameOf = names === undefined ? () => '' : await sectionNames(source, names);
  const sections = headers.map(({ nameOffset, ...section }, index) => ({
    ...section,
    index,
    name: nameOf(nameOffset),
  }));
  return { ...file, sections };
}

/** The first section of this name, in the order of the file. */
export function sectionNamed(file: ElfFile, name: string): ElfSection | undefined {
  return file.sections.find((section) => section.name === name);
}

/** Whether code of the running kernel is in the section. */
export function isCode({ flags }: ElfSection): boolean {
  return (flags & SectionFlag.Alloc) !== 0 && (flags & SectionFlag.Executable) !== 0;
}

function readSectionHeader(cursor: Cursor) {
  const nameOffset = cursor.u32('sh_name');
  const type = cursor.u32('sh_type');
  const flags = Number(cursor.u64('sh_flags') & 0xffff_ffffn);
  const address = cursor.u64('sh_addr');
  const offset = cursor.size64('sh_offset');
  const sizeBytes = cursor.size64('sh_size');
  const link = cursor.u32('sh_link');
  const info = cursor.u32('sh_info');
  cursor.skip(16, 'sh_addralign');
  return { nameOffset, type, flags, address, offset, sizeBytes, link, info };
}

async function sectionNames(
  source: ByteSource,
  { offset, sizeBytes }: Pick<ElfSection, 'offset' | 'sizeBytes'>,
): Promise<(nameOffset: number) => string> {
  const bytes = await readOne(source, { offset, length: Math.min(sizeBytes, MAX_NAMES_BYTES) });
  const cursor = new Cursor(bytes, FORMAT, { base: offset });
  return (nameOffset) => {
    if (nameOffset >= bytes.length) return '';
    cursor.seek(nameOffset, 'sh_name');
    return cursor.text(cursor.remaining, 'sh_name');
  };
}
