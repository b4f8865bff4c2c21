/** One more section of data at an image's end: so a UKI that was built without `.pcrsig` gets one. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { concatSource } from '../../bytes/concat-source.ts';
import { InputError } from '../../errors.ts';
import { contentEnd, unsignedHead } from './edit.ts';
import { SECTION_HEADER_BYTES, type PeHeaders } from './headers.ts';
import { lastSectionByte } from './rules.ts';
import { alignTo } from './sections.ts';

/** IMAGE_SCN_CNT_INITIALIZED_DATA | IMAGE_SCN_MEM_READ */
const DATA = 0x4000_0040;
const NAME_BYTES = 8;

/**
 * The image, unsigned, with a section of this name behind all others. Read lazily from `source`.
 *
 * @param name at most eight characters
 * @throws {InputError} where the headers have no room for it, or bytes stand where it belongs
 */
export async function withAddedSection(
  source: ByteSource,
  headers: PeHeaders,
  name: string,
  content: Uint8Array,
): Promise<ByteSource> {
  const head = await unsignedHead(source, headers);
  const end = contentEnd(headers);
  if (end !== lastSectionByte(headers) || end !== alignTo(end, headers.fileAlignment)) {
    throw refuse(`bytes stand where ${name} would: ${end} is not the aligned end of its last section`);
  }
  const at = headers.sectionTableOffset + headers.sections.length * SECTION_HEADER_BYTES;
  const slot = head.subarray(at, at + SECTION_HEADER_BYTES);
  if (slot.length < SECTION_HEADER_BYTES || slot.some((byte) => byte !== 0)) {
    throw refuse(`its headers have no room for another section: build it with a ${name}`);
  }
  // No section ends behind SizeOfImage: that is a rule.
  const address = alignTo(headers.sizeOfImage, headers.sectionAlignment);
  const rawSize = alignTo(content.length, headers.fileAlignment);
  const view = new DataView(head.buffer);
  head.set(Buffer.from(name.slice(0, NAME_BYTES), 'latin1'), at);
  view.setUint32(at + 8, content.length, true);
  view.setUint32(at + 12, address, true);
  view.setUint32(at + 16, rawSize, true);
  view.setUint32(at + 20, end, true);
  view.setUint32(at + 36, DATA, true);
  // COFF header: 20 bytes before the optional one, NumberOfSections at 2.
  view.setUint16(headers.optionalHeaderOffset - 18, headers.sections.length + 1, true);
  view.setUint32(headers.optionalHeaderOffset + 56, alignTo(address + content.length, headers.sectionAlignment), true);
  return concatSource(source.name, [
    head,
    { source, offset: head.length, length: end - head.length },
    content,
    new Uint8Array(rawSize - content.length),
  ]);
}

function refuse(problem: string): InputError {
  return new InputError(problem, { field: 'image' });
}
