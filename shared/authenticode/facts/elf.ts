/** ELF files as far as facts are read from them: kind, machine, and sections of modules. */
import { MACHINE_NAMES } from '../../bytes/elf-machine.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { ascii } from '../image/magic.ts';

export const ELF_TYPE = { relocatable: 1, executable: 2, shared: 3 } as const;

const ELFCLASS64 = 2;
const ELFDATA2MSB = 2;
const EHDR64_BYTES = 64;
const SHDR64_BYTES = 64;
const MAX_SECTIONS = 4096;
const MAX_NAMES_BYTES = 1024 * 1024;

export interface ElfSection {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

export function isElf(head: Uint8Array): boolean {
  return head.length >= 20 && ascii(head, 0, 4) === '\x7fELF';
}

/** `e_type`; undefined for what is no ELF file. */
export function elfTypeOf(head: Uint8Array): number | undefined {
  return isElf(head) ? viewOf(head).getUint16(16, isLittle(head)) : undefined;
}

export function elfMachineOf(head: Uint8Array): string | undefined {
  if (!isElf(head)) return undefined;
  const machine = viewOf(head).getUint16(18, isLittle(head));
  return MACHINE_NAMES.get(machine) ?? `elf machine ${machine}`;
}

/**
 * The sections of a 64-bit file; undefined where its tables are not within the file.
 *
 * @param sizeBytes where the file ends, without a signature that is appended
 */
export async function readElfSections(
  source: ByteSource,
  head: Uint8Array,
  sizeBytes: number,
): Promise<readonly ElfSection[] | undefined> {
  if (!isElf(head) || head.length < EHDR64_BYTES || head[4] !== ELFCLASS64) return undefined;
  const little = isLittle(head);
  const view = viewOf(head);
  const tableOffset = Number(view.getBigUint64(40, little));
  const count = view.getUint16(60, little);
  const namesIndex = view.getUint16(62, little);
  const tableBytes = count * SHDR64_BYTES;
  if (view.getUint16(58, little) !== SHDR64_BYTES || count === 0 || count > MAX_SECTIONS) return undefined;
  if (tableOffset < EHDR64_BYTES || tableOffset + tableBytes > sizeBytes || namesIndex >= count) return undefined;
  const table = viewOf(await readOne(source, { offset: tableOffset, length: tableBytes }));
  const rangeOf = (index: number) => ({
    offset: Number(table.getBigUint64(index * SHDR64_BYTES + 24, little)),
    length: Number(table.getBigUint64(index * SHDR64_BYTES + 32, little)),
  });
  const namesRange = rangeOf(namesIndex);
  if (namesRange.length > MAX_NAMES_BYTES || namesRange.offset + namesRange.length > sizeBytes) return undefined;
  const names = await readOne(source, namesRange);
  return Array.from({ length: count }, (_, index) => {
    const start = table.getUint32(index * SHDR64_BYTES, little);
    const end = names.indexOf(0, start);
    return { name: ascii(names, start, (end < 0 ? names.length : end) - start), ...rangeOf(index) };
  }).filter(({ offset, length }) => offset + length <= sizeBytes);
}

function isLittle(head: Uint8Array): boolean {
  return head[5] !== ELFDATA2MSB;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
