import { readOne } from '../../bytes/pending.ts';
import { SectionType, sectionNamed } from './file.ts';
import type { ElfFile } from './file.ts';

const MAX_INFO_BYTES = 1024 * 1024;

/** What a module says of itself in `.modinfo`: NUL-terminated `key=value`s. @see include/linux/moduleparam.h (v6.12) */
export async function moduleFacts(file: ElfFile): Promise<{ readonly name?: string; readonly release?: string }> {
  const section = sectionNamed(file, '.modinfo');
  if (section === undefined || section.type === SectionType.NoBits || section.sizeBytes > MAX_INFO_BYTES) return {};
  const bytes = await readOne(file.source, { offset: section.offset, length: section.sizeBytes });
  const entries = new Map<string, string>();
  for (const entry of Buffer.from(bytes).toString('latin1').split('\0')) {
    const at = entry.indexOf('=');
    const key = entry.slice(0, Math.max(0, at));
    if (at > 0 && !entries.has(key)) entries.set(key, entry.slice(at + 1));
  }
  const name = entries.get('name');
  const [release] = (entries.get('vermagic') ?? '').split(' ');
  return { ...(name === undefined ? {} : { name }), ...(release === undefined || release === '' ? {} : { release }) };
}
