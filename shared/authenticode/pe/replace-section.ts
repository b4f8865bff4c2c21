/** Another content for one section of an image: what follows it moves. So a unified kernel image gets a signed `.linux`. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { concatSource } from '../../bytes/concat-source.ts';
import { InputError } from '../../errors.ts';
import { contentEnd, unsignedHead } from './edit.ts';
import { SECTION_HEADER_BYTES, type PeHeaders, type PeSection } from './headers.ts';
import { alignTo } from './sections.ts';

/**
 * Sections that a UKI's stub finds by name (UAPI "Unified Kernel Image"): nothing points into them, so they may move in memory.
 * The stub's own code and data may not.
 */
const MOVABLE =
  /^\.(linux|initrd|ucode|cmdline|osrel|uname|splash|dtb|dtbauto|hwids|efifw|sbat|pcrsig|pcrpkey|profile)$/;

/** The part of an image that is a section's content, as a source of its own. @throws {InputError} where there is not one */
export function sectionSource(source: ByteSource, headers: PeHeaders, name: string): ByteSource {
  const { rawOffset, rawSize, virtualSize } = onlySection(headers, name);
  const length = virtualSize === 0 ? rawSize : Math.min(rawSize, virtualSize);
  return concatSource(`${source.name}:${name}`, [{ source, offset: rawOffset, length }]);
}

/**
 * The image, unsigned, with `content` in the section of this name. Read lazily from both sources.
 *
 * @throws {InputError} where there is no such section, the layout breaks a rule, or what follows in memory can't be moved
 */
export async function withSection(
  source: ByteSource,
  headers: PeHeaders,
  name: string,
  content: ByteSource,
): Promise<ByteSource> {
  const head = await unsignedHead(source, headers);
  const section = onlySection(headers, name);
  const fileEnd = section.rawOffset + section.rawSize;
  const rawSize = alignTo(content.sizeBytes, headers.fileAlignment);
  const growth = rawSize - section.rawSize;

  const view = new DataView(head.buffer);
  const virtualSize = sizeInMemory(section, content.sizeBytes);
  const addresses = newAddresses(headers, section, virtualSize);
  for (const each of headers.sections) {
    const at = headers.sectionTableOffset + each.index * SECTION_HEADER_BYTES;
    view.setUint32(at + 12, addresses.get(each.index) ?? each.virtualAddress, true);
    if (each.rawSize > 0 && each.rawOffset >= fileEnd) view.setUint32(at + 20, each.rawOffset + growth, true);
  }
  const at = headers.sectionTableOffset + section.index * SECTION_HEADER_BYTES;
  view.setUint32(at + 8, virtualSize, true);
  view.setUint32(at + 16, rawSize, true);
  view.setUint32(headers.optionalHeaderOffset + 56, sizeOfImage(headers, section, virtualSize, addresses), true);

  return concatSource(source.name, [
    head,
    { source, offset: head.length, length: section.rawOffset - head.length },
    { source: content, offset: 0, length: content.sizeBytes },
    new Uint8Array(rawSize - content.sizeBytes),
    { source, offset: fileEnd, length: contentEnd(headers) - fileEnd },
  ]);
}

/**
 * A section that is larger in memory than in the file stays so: `.linux` has room behind it for what its kernel does not carry in the
 * file, and the stub measures all of it.
 */
function sizeInMemory({ virtualSize, rawSize }: PeSection, contentBytes: number): number {
  return virtualSize > rawSize ? Math.max(virtualSize, contentBytes) : contentBytes;
}

/** Addresses of the sections that must move, by index. */
function newAddresses(headers: PeHeaders, grown: PeSection, virtualSize: number): ReadonlyMap<number, number> {
  const following = headers.sections
    .filter(({ virtualAddress }) => virtualAddress > grown.virtualAddress)
    .sort((a, b) => a.virtualAddress - b.virtualAddress);
  const [next] = following;
  const end = alignTo(grown.virtualAddress + virtualSize, headers.sectionAlignment);
  if (next === undefined || next.virtualAddress >= end) return new Map();
  const fixed = following.find(({ name }) => !MOVABLE.test(name));
  if (fixed !== undefined) {
    const problem = `${grown.name} has no room to grow before ${fixed.name}, which can't move: build the image with the signed kernel`;
    throw new InputError(problem, { field: 'image' });
  }
  const distance = end - next.virtualAddress;
  return new Map(following.map(({ index, virtualAddress }) => [index, virtualAddress + distance]));
}

function sizeOfImage(
  headers: PeHeaders,
  grown: PeSection,
  virtualSize: number,
  addresses: ReadonlyMap<number, number>,
): number {
  const ends = headers.sections.map(
    (each) =>
      (addresses.get(each.index) ?? each.virtualAddress) +
      (each.index === grown.index ? virtualSize : each.virtualSize),
  );
  return Math.max(headers.sizeOfImage, alignTo(Math.max(...ends), headers.sectionAlignment));
}

function onlySection({ sections }: PeHeaders, name: string): PeSection {
  const [section, second] = sections.filter((candidate) => candidate.name === name);
  if (section === undefined) throw new InputError(`the image has no section ${name}`, { field: 'image' });
  if (second !== undefined) throw new InputError(`the image has several sections ${name}`, { field: 'image' });
  return section;
}
