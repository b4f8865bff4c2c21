/** Small sections of text: what an operator reads, and policies are asked about. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { PeHeaders, PeSection } from '../pe/headers.ts';
import { sectionRange } from '../pe/sections.ts';

const MAX_TEXT_BYTES = 64 * 1024;

/** The first section of this name as text; undefined where there is none, or it can't be read whole. */
export async function sectionText(source: ByteSource, headers: PeHeaders, name: string): Promise<string | undefined> {
  const section = headers.sections.find((candidate) => candidate.name === name);
  return section === undefined ? undefined : textOf(source, section);
}

/** Up to the first NUL: what its reader takes. */
export async function textOf(source: ByteSource, section: PeSection): Promise<string | undefined> {
  const { offset, length } = sectionRange(section);
  if (length > MAX_TEXT_BYTES || offset + length > source.sizeBytes) return undefined;
  const bytes = await readOne(source, { offset, length });
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8');
}
