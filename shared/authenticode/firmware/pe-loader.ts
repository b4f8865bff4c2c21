/**
 * What edk2 asks of a PE image before it looks at signatures: MdePkg/Library/BasePeCoffLib/BasePeCoff.c
 * `PeCoffLoaderGetPeHeader` (edk2-stable202211), MdeModulePkg/Core/Dxe/Image/Image.c for the subsystem.
 */
import { IMAGE_FILE_MACHINE, SECTION_HEADER_BYTES, type PeHeaders } from '../pe/headers.ts';
import { FirmwareRefusal } from './verdict.ts';

const MAX_DIRECTORIES = 16;
const UINT32_MAX = 0xffffffff;
const EFI_SUBSYSTEMS = [10, 11, 12];

/** @throws {FirmwareRefusal} */
export function checkLoadable(headers: PeHeaders): void {
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
  if (!(Object.values(IMAGE_FILE_MACHINE) as readonly number[]).includes(headers.machine)) {
    throw refuse(`machine 0x${headers.machine.toString(16)}`);
  }
}
