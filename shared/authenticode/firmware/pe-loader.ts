/**
 * What edk2 asks of a PE image, before it looks at signatures and when it loads what they allow: MdePkg/Library/BasePeCoffLib/
 * BasePeCoff.c (edk2-stable202211), MdeModulePkg/Core/Dxe/Image/Image.c for the subsystem and the place in memory.
 */
import { DATA_DIRECTORY_BYTES, IMAGE_FILE_MACHINE, SECTION_HEADER_BYTES, type PeHeaders } from '../pe/headers.ts';
import { FirmwareRefusal } from './verdict.ts';

const MAX_DIRECTORIES = 16;
const UINT32_MAX = 0xffffffff;
const EFI_SUBSYSTEMS = [10, 11, 12];
/** Byte code, for which firmware has an interpreter. */
const MACHINE_EBC = 0x0ebc;
const RELOCS_STRIPPED = 0x0001;
const RELOCATION_DIRECTORY = 5;

/** `PeCoffLoaderGetPeHeader`. @throws {FirmwareRefusal} */
export function checkHeaders(headers: PeHeaders): void {
  const { fileSizeBytes: size, sizeOfHeaders, sizeOfImage, dataDirectoryCount, sections } = headers;
  const refuse = (reason: string): FirmwareRefusal => new FirmwareRefusal('PeCoffLoaderGetPeHeader', reason);
  if (dataDirectoryCount > MAX_DIRECTORIES) throw refuse(`NumberOfRvaAndSizes is ${dataDirectoryCount}`);
  const directoriesBytes = headers.optionalHeaderOffset + headers.sizeOfOptionalHeader - headers.dataDirectoriesOffset;
  if (directoriesBytes !== dataDirectoryCount * 8) {
    throw refuse(
      `SizeOfOptionalHeader ${headers.sizeOfOptionalHeader} does not fit ${dataDirectoryCount} data directories`,
    );
  }
  const afterTable = headers.sectionTableOffset;
  if (sizeOfImage <= afterTable || Math.floor((sizeOfImage - afterTable) / SECTION_HEADER_BYTES) <= sections.length) {
    throw refuse(`SizeOfImage is ${sizeOfImage}`);
  }
  if (sizeOfHeaders < afterTable || sizeOfHeaders >= sizeOfImage) throw refuse(`SizeOfHeaders is ${sizeOfHeaders}`);
  if (Math.floor((sizeOfHeaders - afterTable) / SECTION_HEADER_BYTES) < sections.length) {
    throw refuse('SizeOfHeaders does not cover the section table');
  }
  if (sizeOfHeaders > size) throw refuse('SizeOfHeaders is larger than the file');
  const table = headers.certificateDirectory;
  if (table !== undefined && table.sizeBytes !== 0 && table.offset + table.sizeBytes > Math.min(size, UINT32_MAX)) {
    throw refuse('the certificate table is outside the file');
  }
  for (const section of sections) {
    if (section.rawSize === 0) continue;
    if (section.virtualAddress < sizeOfHeaders || section.rawOffset < sizeOfHeaders) {
      throw refuse(`section ${section.name} lies within the headers`);
    }
    if (section.rawOffset + section.rawSize > Math.min(size, UINT32_MAX)) {
      throw refuse(`section ${section.name} is outside the file`);
    }
  }
  if (!EFI_SUBSYSTEMS.includes(headers.subsystem)) {
    throw new FirmwareRefusal('CoreLoadPeImage', `subsystem ${headers.subsystem} is not an EFI one`);
  }
  if (![...Object.values(IMAGE_FILE_MACHINE), MACHINE_EBC].includes(headers.machine)) {
    throw refuse(`machine 0x${headers.machine.toString(16)}`);
  }
}

/** `CoreLoadPeImage`, `PeCoffLoaderLoadImage` and `PeCoffLoaderRelocateImage`. @throws {FirmwareRefusal} */
export function checkPlacement(headers: PeHeaders): void {
  const { sizeOfImage, sectionAlignment, characteristics, imageBase, sections } = headers;
  const refuse = (at: string, reason: string): FirmwareRefusal => new FirmwareRefusal(at, reason);
  if (sectionAlignment === 0) throw refuse('CoreLoadPeImage', 'SectionAlignment is 0');
  if ((characteristics & RELOCS_STRIPPED) !== 0 && imageBase === 0n) {
    throw refuse('CoreLoadPeImage', 'without relocations it must be loaded at its ImageBase, 0, which is never free');
  }
  const isInside = (address: number): boolean => address < sizeOfImage;
  for (const section of sections) {
    // Unsigned, 32 bits: the end of an empty section is the byte before it.
    const end = (section.virtualAddress + section.virtualSize - 1) >>> 0;
    if (section.rawSize > 0 && !(isInside(section.virtualAddress) && isInside(end))) {
      throw refuse('PeCoffLoaderLoadImage', `section ${section.name} is outside SizeOfImage, ${sizeOfImage}`);
    }
  }
  if ((characteristics & RELOCS_STRIPPED) !== 0) return;
  const { address, sizeBytes } = relocationDirectory(headers);
  if (sizeBytes === 0) return;
  const end = (address + sizeBytes - 1) >>> 0;
  if (!isInside(address) || !isInside(end) || end < address) {
    throw refuse('PeCoffLoaderRelocateImage', `the relocations are outside SizeOfImage, ${sizeOfImage}`);
  }
}

/** Off by one: with five directories the sixth is read all the same, and it is the first section's name. */
function relocationDirectory({ head, dataDirectoryCount, dataDirectoriesOffset }: PeHeaders): {
  readonly address: number;
  readonly sizeBytes: number;
} {
  const entry = dataDirectoriesOffset + RELOCATION_DIRECTORY * DATA_DIRECTORY_BYTES;
  if (dataDirectoryCount < RELOCATION_DIRECTORY || entry + DATA_DIRECTORY_BYTES > head.length) {
    return { address: 0, sizeBytes: 0 };
  }
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return { address: view.getUint32(entry, true), sizeBytes: view.getUint32(entry + 4, true) };
}
