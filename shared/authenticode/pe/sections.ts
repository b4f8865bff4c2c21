/** The content of named sections. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { PeHeaders, PeSection } from './headers.ts';

/** Where a section's content is: as much of its raw data as its virtual size says is content. */
export function sectionRange(section: PeSection): { offset: number; length: number } {
  const length = section.virtualSize === 0 ? section.rawSize : Math.min(section.rawSize, section.virtualSize);
  return { offset: section.rawOffset, length };
}

/**
 * The content of the one section of this name; undefined where there is none.
 *
 * @throws {FormatError} where there are several, or it is larger than `maxBytes` or outside the file
 */
async function readSection(
  source: ByteSource,
  headers: PeHeaders,
  name: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const [section, second] = headers.sections.filter((candidate) => candidate.name === name);
  if (section === undefined) return undefined;
  const place = { format: 'pe', field: `section[${section.index}] ${name}` };
  if (second !== undefined) throw new FormatError(FormatErrorCode.BadValue, place, 'there is another of this name');
  const range = sectionRange(section);
  if (range.length > maxBytes) {
    throw new FormatError(FormatErrorCode.Limit, place, `${range.length} bytes, ${maxBytes} are read`);
  }
  return readOne(source, range);
}
