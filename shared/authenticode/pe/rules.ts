/**
 * What is wrong with an image's layout, rule by rule. Some loader reads each of these images otherwise than some signer or
 * verifier digests it: such an image is not signed, and `verify` names the rule. Precedents: edk2 BasePeCoff.c, shim pe.c,
 * CVE-2019-14562, CVE-2022-28737, CVE-2023-40546 to 40551, CVE-2024-38797.
 */
import type { PeHeaders, PeSection } from './headers.ts';
import { DATA_DIRECTORY_BYTES, SECTION_HEADER_BYTES } from './headers.ts';

export interface RuleViolation {
  /** Stable name of the rule. */
  readonly rule: string;
  /** Field, section or offset. */
  readonly where: string;
  readonly problem: string;
}

const MAX_DATA_DIRECTORIES = 16;
const MIN_DATA_DIRECTORIES = 5;
const CERTIFICATE_ALIGNMENT = 8;
const IMAGE_SCN_MEM_EXECUTE = 0x20000000;

/** All that is wrong with headers, sections and the place of the certificate table. */
export function checkPeRules(headers: PeHeaders): readonly RuleViolation[] {
  return [
    ...headerRules(headers),
    ...sectionNameRules(headers),
    ...sectionDataRules(headers),
    ...sectionAddressRules(headers),
    ...certificateTableRules(headers),
  ];
}

function headerRules(headers: PeHeaders): readonly RuleViolation[] {
  const found: RuleViolation[] = [];
  const add = (rule: string, where: string, problem: string): void => {
    found.push({ rule, where, problem });
  };
  const { dataDirectoryCount: count, sizeOfHeaders, fileSizeBytes, sizeOfImage } = headers;
  if (headers.peOffset < 64) add('pe-header-overlap', 'e_lfanew', `${headers.peOffset} lies within the MZ header`);
  if (count > MAX_DATA_DIRECTORIES) add('data-directories', 'NumberOfRvaAndSizes', `${count}, 16 at most`);
  if (count < MIN_DATA_DIRECTORIES) {
    add('no-certificate-directory', 'NumberOfRvaAndSizes', `${count}: there is no place for a certificate table`);
  }
  const directoryBytes = headers.sectionTableOffset - headers.dataDirectoriesOffset;
  if (directoryBytes !== count * DATA_DIRECTORY_BYTES) {
    add(
      'optional-header-size',
      'SizeOfOptionalHeader',
      `${headers.sizeOfOptionalHeader} does not fit ${count} directories`,
    );
  }
  const tableEnd = headers.sectionTableOffset + headers.sections.length * SECTION_HEADER_BYTES;
  if (headers.sections.length === 0) add('no-sections', 'NumberOfSections', '0');
  if (sizeOfHeaders < tableEnd)
    add('headers-size', 'SizeOfHeaders', `${sizeOfHeaders}, the section table ends at ${tableEnd}`);
  if (sizeOfHeaders > fileSizeBytes)
    add('headers-size', 'SizeOfHeaders', `${sizeOfHeaders}, the file has ${fileSizeBytes} bytes`);
  if (sizeOfHeaders >= sizeOfImage)
    add('headers-size', 'SizeOfHeaders', `${sizeOfHeaders}, SizeOfImage is ${sizeOfImage}`);
  return found;
}

/** shim compares all eight bytes of a name (shim.c `verify_buffer_sbat`), systemd's stub those before the NUL (boot/pe.c). */
function sectionNameRules({ sections }: PeHeaders): readonly RuleViolation[] {
  return sections
    .filter(({ hasNameTail }) => hasNameTail)
    .map((section) => ({
      rule: 'section-name',
      where: placeOf(section),
      problem: 'bytes stand behind the end of its name: some readers find another name than others',
    }));
}

/** Sections must follow the headers and one another in the file, without gaps: gaps are not digested. */
function sectionDataRules(headers: PeHeaders): readonly RuleViolation[] {
  const found: RuleViolation[] = [];
  const limit = dataEnd(headers);
  let expected = headers.sizeOfHeaders;
  for (const section of [...headers.sections].sort((a, b) => a.rawOffset - b.rawOffset)) {
    if (section.rawSize === 0) continue;
    const where = placeOf(section);
    const end = section.rawOffset + section.rawSize;
    if (end > 0xffffffff) found.push({ rule: 'section-overflow', where, problem: 'offset and size overflow 32 bits' });
    else if (end > headers.fileSizeBytes) {
      found.push({
        rule: 'section-outside-file',
        where,
        problem: `ends at ${end}, the file at ${headers.fileSizeBytes}`,
      });
    } else if (end > limit) {
      found.push({
        rule: 'section-in-certificate-table',
        where,
        problem: `ends at ${end}, the table begins at ${limit}`,
      });
    }
    if (section.rawOffset < headers.sizeOfHeaders) {
      found.push({
        rule: 'section-in-headers',
        where,
        problem: `begins at ${section.rawOffset}, headers end at ${headers.sizeOfHeaders}`,
      });
    } else if (section.rawOffset < expected) {
      found.push({
        rule: 'section-overlap',
        where,
        problem: `begins at ${section.rawOffset}, the one before ends at ${expected}`,
      });
    } else if (section.rawOffset > expected) {
      found.push({
        rule: 'section-gap',
        where,
        problem: `${section.rawOffset - expected} bytes before it belong to no section and are not digested`,
      });
    }
    expected = Math.max(expected, end);
  }
  return found;
}

function sectionAddressRules(headers: PeHeaders): readonly RuleViolation[] {
  const found: RuleViolation[] = [];
  let end = headers.sizeOfHeaders;
  for (const section of [...headers.sections].sort((a, b) => a.virtualAddress - b.virtualAddress)) {
    if (section.virtualSize === 0 && section.rawSize === 0) continue;
    const where = placeOf(section);
    if (section.virtualAddress < end) {
      found.push({
        rule: 'address-overlap',
        where,
        problem: `begins at address 0x${section.virtualAddress.toString(16)}, before 0x${end.toString(16)}`,
      });
    }
    // edk2 loads SizeOfRawData where VirtualSize is 0 (BasePeCoff.c `PeCoffLoaderLoadImage`).
    const sectionEnd = section.virtualAddress + (section.virtualSize === 0 ? section.rawSize : section.virtualSize);
    if (sectionEnd > headers.sizeOfImage) {
      found.push({
        rule: 'section-outside-image',
        where,
        problem: `ends at address 0x${sectionEnd.toString(16)}, SizeOfImage is 0x${headers.sizeOfImage.toString(16)}`,
      });
    }
    end = Math.max(end, sectionEnd);
  }
  const entered = headers.sections.find(
    ({ virtualAddress, virtualSize }) =>
      headers.entryPoint >= virtualAddress && headers.entryPoint < virtualAddress + virtualSize,
  );
  if (entered === undefined || (entered.characteristics & IMAGE_SCN_MEM_EXECUTE) === 0) {
    found.push({
      rule: 'entry-point',
      where: 'AddressOfEntryPoint',
      problem: `0x${headers.entryPoint.toString(16)} is in no executable section`,
    });
  }
  return found;
}

function certificateTableRules(headers: PeHeaders): readonly RuleViolation[] {
  const table = headers.certificateDirectory;
  if (table === undefined || (table.sizeBytes === 0 && table.offset === 0)) return [];
  const where = 'certificate table';
  const found: RuleViolation[] = [];
  const end = table.offset + table.sizeBytes;
  if (table.sizeBytes === 0) found.push({ rule: 'certificate-table-size', where, problem: 'an offset without a size' });
  if (table.offset % CERTIFICATE_ALIGNMENT !== 0) {
    found.push({
      rule: 'certificate-table-alignment',
      where,
      problem: `begins at ${table.offset}, not a multiple of 8`,
    });
  }
  if (end > headers.fileSizeBytes) {
    found.push({
      rule: 'certificate-table-outside-file',
      where,
      problem: `ends at ${end}, the file at ${headers.fileSizeBytes}`,
    });
  } else if (end < headers.fileSizeBytes) {
    found.push({
      rule: 'certificate-table-not-last',
      where,
      problem: `${headers.fileSizeBytes - end} bytes follow it`,
    });
  }
  const sectionsEnd = lastSectionByte(headers);
  if (table.offset < sectionsEnd) {
    found.push({
      rule: 'certificate-table-overlap',
      where,
      problem: `begins at ${table.offset}, sections end at ${sectionsEnd}`,
    });
  }
  return found;
}

/** Where sections must end: at the certificate table, or the file's end. */
function dataEnd(headers: PeHeaders): number {
  const table = headers.certificateDirectory;
  if (table === undefined || table.sizeBytes === 0) return headers.fileSizeBytes;
  return Math.min(table.offset, headers.fileSizeBytes);
}

/** End of the last section's data, or of the headers. */
export function lastSectionByte(headers: PeHeaders): number {
  return headers.sections.reduce(
    (end, { rawOffset, rawSize }) => (rawSize === 0 ? end : Math.max(end, rawOffset + rawSize)),
    headers.sizeOfHeaders,
  );
}

function placeOf(section: PeSection): string {
  return `section[${section.index}] ${section.name}`;
}
