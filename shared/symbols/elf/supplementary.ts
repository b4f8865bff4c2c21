/**
 * What dwz has moved out of several files stands in one more. A file names it in `.gnu_debugaltlink` (a name, a zero byte, its
 * build-id), or by DWARF 5 in `.debug_sup`.
 *
 * @see DWARF 5, section 7.3.6; dwz(1)
 */
import { Cursor } from '../../bytes/cursor.ts';
import { readOne } from '../../bytes/pending.ts';
import { readBuildId } from './build-id.ts';
import { sectionNamed } from './file.ts';
import type { ElfFile } from './file.ts';

const MAX_BYTES = 64 * 1024;

export interface SupplementaryLink {
  /** As the file has it: often relative, to no place that can be relied on. */
  readonly name: string;
  /** What the supplementary file is known by: its build-id, or the checksum that both have. */
  readonly id: string;
}

/** Undefined where the file needs none. @throws {FormatError} truncated */
export async function supplementaryLink(file: ElfFile): Promise<SupplementaryLink | undefined> {
  const gnu = await section(file, '.gnu_debugaltlink');
  if (gnu !== undefined) {
    const name = zeroTerminated(gnu, '.gnu_debugaltlink');
    return { name, id: Buffer.from(gnu.take(gnu.remaining, '.gnu_debugaltlink')).toString('hex') };
  }
  const standard = await readDebugSup(file);
  return standard?.isSupplementary === false ? standard : undefined;
}

/** What a supplementary file says of itself. */
export async function supplementaryId(file: ElfFile): Promise<string | undefined> {
  return (await readBuildId(file)) ?? (await readDebugSup(file))?.id;
}

async function readDebugSup(file: ElfFile): Promise<(SupplementaryLink & { isSupplementary: boolean }) | undefined> {
  const cursor = await section(file, '.debug_sup');
  if (cursor === undefined) return undefined;
  cursor.skip(2, 'version');
  const isSupplementary = cursor.u8('is_supplementary') !== 0;
  const name = zeroTerminated(cursor, 'sup_filename');
  // A ULEB128; every checksum that is written is shorter than 128 bytes.
  const length = cursor.u8('sup_checksum_len');
  return { name, id: Buffer.from(cursor.take(length, 'sup_checksum')).toString('hex'), isSupplementary };
}

async function section(file: ElfFile, name: string): Promise<Cursor | undefined> {
  const found = sectionNamed(file, name);
  if (found === undefined || found.sizeBytes > MAX_BYTES) return undefined;
  const bytes = await readOne(file.source, { offset: found.offset, length: found.sizeBytes });
  return new Cursor(bytes, 'elf', { littleEndian: file.littleEndian, base: found.offset });
}

function zeroTerminated(cursor: Cursor, field: string): string {
  const end = cursor.bytes.indexOf(0, cursor.offset);
  const text = cursor.text(Math.max(0, (end < 0 ? cursor.bytes.length : end) - cursor.offset), field);
  cursor.skip(1, field);
  return text;
}
