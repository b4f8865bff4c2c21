import { modinfoFields } from '../../bytes/modinfo.ts';
import { readOne } from '../../bytes/pending.ts';
import { SectionType, sectionNamed } from './file.ts';
import type { ElfFile } from './file.ts';

const MAX_INFO_BYTES = 1024 * 1024;

/** What a module says of itself in `.modinfo`. */
export async function moduleFacts(file: ElfFile): Promise<{ readonly name?: string; readonly release?: string }> {
  const section = sectionNamed(file, '.modinfo');
  if (section === undefined || section.type === SectionType.NoBits || section.sizeBytes > MAX_INFO_BYTES) return {};
  const bytes = await readOne(file.source, { offset: section.offset, length: section.sizeBytes });
  const entries = modinfoFields(bytes);
  const name = entries.get('name');
  const [release] = (entries.get('vermagic') ?? '').split(' ');
  return { ...(name === undefined ? {} : { name }), ...(release === undefined || release === '' ? {} : { release }) };
}
