import { MACHINE_NAMES } from '../../../bytes/elf-machine.ts';
import { Cursor } from '../../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';

export const ELF_MAGIC = '\x7fELF';
export const FORMAT = 'elf';
export const EHDR_BYTES = 64;
export const PHDR_BYTES = 56;
const SHDR_BYTES = 64;

const ELFCLASS64 = 2;
const ELFDATA2LSB = 1;
const ET_CORE = 4;
/** `e_phnum` is 16 bits; this value says that the number stands in `sh_info` of the first section header. */
const PN_XNUM = 0xffff;
/** makedumpfile sets it in `e_flags` when it ran out of space (`DUMP_ELF_INCOMPLETE`). */
export const DUMP_ELF_INCOMPLETE = 0x1;
export const PT_LOAD = 1;
export const PT_NOTE = 4;

const TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'an object file (a kernel module?)'],
  [2, 'an executable (a vmlinux?)'],
  [3, 'a shared object'],
]);

export interface ElfHeader {
  readonly machineName: string;
  readonly flags: number;
  readonly programHeaderOffset: number;
  /** Undefined where the number is in the section header at {@link sectionHeaderOffset}. */
  readonly programHeaderCount: number | undefined;
  readonly sectionHeaderOffset: number;
}

/** `Elf64_Phdr` */
export interface ProgramHeader {
  readonly type: number;
  readonly offset: bigint;
  readonly virtualAddress: bigint;
  readonly physicalAddress: bigint;
  readonly fileBytes: bigint;
  readonly memoryBytes: bigint;
}

/**
 * `Elf64_Ehdr` of a core file. `e_ehsize` is not looked at: qemu 7.2 writes 8 there, and its program headers stand
 * where `e_phoff` says.
 *
 * @throws {FormatError} bad-magic | truncated | bad-value | unsupported
 */
export function readElfHeader(bytes: Uint8Array): ElfHeader {
  const cursor = new Cursor(bytes, FORMAT);
  const magic = String.fromCharCode(...cursor.take(4, 'e_ident.magic'));
  if (magic !== ELF_MAGIC) cursor.seek(0, 'e_ident').fail(FormatErrorCode.BadMagic, 'e_ident', 'no ELF magic');
  const fileClass = cursor.u8('e_ident.class');
  const data = cursor.u8('e_ident.data');
  cursor.seek(16, 'e_type');
  const swapped = new Cursor(bytes, FORMAT, { littleEndian: data === ELFDATA2LSB }).seek(16, 'e_type');
  const type = swapped.u16('e_type');
  const machine = swapped.u16('e_machine');
  const machineName = MACHINE_NAMES.get(machine) ?? `machine ${machine}`;
  const unsupported = (field: string, problem: string): never =>
    cursor.fail(FormatErrorCode.Unsupported, field, problem);

  if (type !== ET_CORE) {
    unsupported('e_type', `this is ${TYPE_NAMES.get(type) ?? `an ELF file of type ${type}`}, not a memory dump`);
  }
  if (fileClass !== ELFCLASS64)
    unsupported('e_ident.class', `the dump of a 32-bit machine (${machineName}) is not read`);
  if (data !== ELFDATA2LSB)
    unsupported('e_ident.data', `the dump of a big-endian machine (${machineName}) is not read`);

  cursor.skip(16, 'e_type'); // and e_machine, e_version, e_entry
  const programHeaderOffset = cursor.size64('e_phoff');
  const sectionHeaderOffset = cursor.size64('e_shoff');
  const flags = cursor.u32('e_flags');
  cursor.skip(2, 'e_ehsize');
  const entryBytes = cursor.u16('e_phentsize');
  const count = cursor.u16('e_phnum');
  if (count !== 0 && entryBytes !== PHDR_BYTES) {
    cursor.fail(FormatErrorCode.BadValue, 'e_phentsize', `${entryBytes}, a 64-bit program header has ${PHDR_BYTES}`);
  }
  return {
    machineName,
    flags,
    programHeaderOffset,
    programHeaderCount: count === PN_XNUM ? undefined : count,
    sectionHeaderOffset,
  };
}

export const XNUM_SECTION_BYTES = SHDR_BYTES;

/** `sh_info` of the first section header: the number of program headers where `e_phnum` has no room for it. */
export function readExtendedCount(sectionHeader: Uint8Array): number {
  return new Cursor(sectionHeader, FORMAT).seek(44, 'section[0]').u32('section[0].sh_info');
}

/** Reads the program headers in `bytes`, which hold a whole number of them. */
export function* readProgramHeaders(bytes: Uint8Array, base: number): Generator<ProgramHeader> {
  const cursor = new Cursor(bytes, FORMAT, { base });
  while (cursor.remaining > 0) {
    const type = cursor.u32('p_type');
    cursor.skip(4, 'p_flags');
    const offset = cursor.u64('p_offset');
    const virtualAddress = cursor.u64('p_vaddr');
    const physicalAddress = cursor.u64('p_paddr');
    const fileBytes = cursor.u64('p_filesz');
    const memoryBytes = cursor.u64('p_memsz');
    cursor.skip(8, 'p_align');
    yield { type, offset, virtualAddress, physicalAddress, fileBytes, memoryBytes };
  }
}

/** For messages. */
export function requireCount(count: number): number {
  const limit = 4 * 1024 * 1024;
  if (count > limit) {
    throw new FormatError(
      FormatErrorCode.Limit,
      { format: FORMAT, field: 'e_phnum' },
      `${count} program headers; ${limit} are read at most`,
    );
  }
  return count;
}
