import { Cursor } from '../../bytes/cursor.ts';
import { readOne } from '../../bytes/pending.ts';
import { SectionType } from './file.ts';
import type { ElfFile } from './file.ts';

const NT_GNU_BUILD_ID = 3;
const MAX_NOTES_BYTES = 1024 * 1024;
const align4 = (value: number): number => (value + 3) & ~3;

/**
 * The build-id in the notes, in hexadecimal: of the file itself, not of a vDSO that a kernel carries (that one stands in no
 * section of its own).
 */
export async function readBuildId(file: ElfFile): Promise<string | undefined> {
  for (const { type, offset, sizeBytes, name } of file.sections) {
    if (type !== SectionType.Note || sizeBytes > MAX_NOTES_BYTES) continue;
    const bytes = await readOne(file.source, { offset, length: sizeBytes });
    const id = buildIdIn(new Cursor(bytes, 'elf', { littleEndian: file.littleEndian, base: offset }), name);
    if (id !== undefined) return id;
  }
  return undefined;
}

function buildIdIn(cursor: Cursor, field: string): string | undefined {
  while (cursor.remaining >= 12) {
    const nameBytes = cursor.u32(field);
    const descBytes = cursor.u32(field);
    const type = cursor.u32(field);
    if (align4(nameBytes) > cursor.remaining) return undefined;
    const owner = cursor.text(align4(nameBytes), field);
    if (descBytes > cursor.remaining) return undefined;
    const desc = cursor.take(descBytes, field);
    if (type === NT_GNU_BUILD_ID && owner === 'GNU') return Buffer.from(desc).toString('hex');
    cursor.skip(Math.min(cursor.remaining, align4(descBytes) - descBytes), field);
  }
  return undefined;
}
