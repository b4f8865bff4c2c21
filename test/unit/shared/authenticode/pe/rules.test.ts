/** Every rule of an image's layout at its bound: what is just within breaks it not, what is just beyond does, and says where and by how much. */
import { describe, expect, it } from '@jest/globals';
import { signingRules } from '../../../../../shared/authenticode/pe/edit.ts';
import { parsePeHeaders, type PeHeaders, type PeSection } from '../../../../../shared/authenticode/pe/headers.ts';
import { checkPeRules } from '../../../../../shared/authenticode/pe/rules.ts';
import { buildPe } from '../../../../support/pe-writer.ts';

/** Headers to 0x1000; `.text` at 0x1000 of 0x800 bytes, `.data` behind it of 0x400, in memory at 0x1000 and 0x2000; 0x3000 in all. */
const image = buildPe();
const good = parsePeHeaders(image, image.length);
const TABLE_END = good.sectionTableOffset + 2 * 40;

type Change = Partial<PeHeaders>;

const having =
  (index: number) =>
  (change: Partial<PeSection>): Change => ({
    sections: good.sections.map((section) => (section.index === index ? { ...section, ...change } : section)),
  });
const text = having(0);
const data = having(1);
/** So many data directories, and the section table behind them. */
const directories = (dataDirectoryCount: number): Change => ({
  dataDirectoryCount,
  sectionTableOffset: good.dataDirectoriesOffset + dataDirectoryCount * 8,
});
/** With a certificate table behind the image's own bytes. */
const table = (offset: number, sizeBytes: number, fileSizeBytes = offset + sizeBytes): Change => ({
  certificateDirectory: { entryOffset: 0x128, offset, sizeBytes },
  fileSizeBytes,
});

function broken(rule: string, change: Change): string[] {
  return checkPeRules({ ...good, ...change })
    .filter((violation) => violation.rule === rule)
    .map(({ where, problem }) => `${where}: ${problem}`);
}

type Row = readonly [rule: string, within: Change, beyond: Change, said: string];

const rows: readonly Row[] = [
  ['pe-header-overlap', { peOffset: 64 }, { peOffset: 63 }, 'e_lfanew: 63 lies within the MZ header'],
  ['data-directories', directories(16), directories(17), 'NumberOfRvaAndSizes: 17, 16 at most'],
  [
    'no-certificate-directory',
    directories(5),
    directories(4),
    'NumberOfRvaAndSizes: 4: there is no place for a certificate table',
  ],
  [
    'optional-header-size',
    {},
    { sectionTableOffset: good.sectionTableOffset + 1, sizeOfOptionalHeader: 241 },
    'SizeOfOptionalHeader: 241 does not fit 16 directories',
  ],
  [
    'optional-header-size',
    {},
    { sectionTableOffset: good.sectionTableOffset - 1, sizeOfOptionalHeader: 239 },
    'SizeOfOptionalHeader: 239 does not fit 16 directories',
  ],
  ['no-sections', {}, { sections: [] }, 'NumberOfSections: 0'],
  [
    'headers-size',
    { sizeOfHeaders: TABLE_END },
    { sizeOfHeaders: TABLE_END - 1 },
    `SizeOfHeaders: ${TABLE_END - 1}, the section table ends at ${TABLE_END}`,
  ],
  ['headers-size', { fileSizeBytes: 0x1000 }, { fileSizeBytes: 0xfff }, 'SizeOfHeaders: 4096, the file has 4095 bytes'],
  ['headers-size', { sizeOfImage: 0x1001 }, { sizeOfImage: 0x1000 }, 'SizeOfHeaders: 4096, SizeOfImage is 4096'],
  [
    'section-overflow',
    data({ rawSize: 0xffffffff - 0x1800 }),
    data({ rawSize: 0x100000000 - 0x1800 }),
    'section[1] .data: offset and size overflow 32 bits',
  ],
  [
    'section-outside-file',
    {},
    { fileSizeBytes: good.fileSizeBytes - 1 },
    'section[1] .data: ends at 7168, the file at 7167',
  ],
  [
    'section-in-certificate-table',
    table(0x1c00, 8),
    table(0x1bf8, 16),
    'section[1] .data: ends at 7168, the table begins at 7160',
  ],
  [
    'section-in-headers',
    text({ rawOffset: 0x1000 }),
    text({ rawOffset: 0xfff }),
    'section[0] .text: begins at 4095, headers end at 4096',
  ],
  [
    'section-overlap',
    text({ rawSize: 0x800 }),
    text({ rawSize: 0x801 }),
    'section[1] .data: begins at 6144, the one before ends at 6145',
  ],
  [
    'section-gap',
    text({ rawSize: 0x800 }),
    text({ rawSize: 0x7ff }),
    'section[1] .data: 1 bytes before it belong to no section and are not digested',
  ],
  [
    'address-overlap',
    text({ virtualSize: 0x1000 }),
    text({ virtualSize: 0x1001 }),
    'section[1] .data: begins at address 0x2000, before 0x2001',
  ],
  [
    'address-overlap',
    { sizeOfHeaders: 0x1000 },
    text({ virtualAddress: 0xfff }),
    'section[0] .text: begins at address 0xfff, before 0x1000',
  ],
  [
    'section-outside-image',
    data({ virtualSize: 0x1000 }),
    data({ virtualSize: 0x1001 }),
    'section[1] .data: ends at address 0x3001, SizeOfImage is 0x3000',
  ],
  // As edk2 loads it: of a section without VirtualSize, all of its data.
  [
    'section-outside-image',
    data({ virtualSize: 0, rawSize: 0x1000 }),
    data({ virtualSize: 0, rawSize: 0x1001 }),
    'section[1] .data: ends at address 0x3001, SizeOfImage is 0x3000',
  ],
  [
    'entry-point',
    { entryPoint: 0x17ff },
    { entryPoint: 0x1800 },
    'AddressOfEntryPoint: 0x1800 is in no executable section',
  ],
  [
    'entry-point',
    { entryPoint: 0x1000 },
    { entryPoint: 0xfff },
    'AddressOfEntryPoint: 0xfff is in no executable section',
  ],
  ['entry-point', {}, { entryPoint: 0x2000 }, 'AddressOfEntryPoint: 0x2000 is in no executable section'],
  [
    'certificate-table-size',
    table(0, 0, good.fileSizeBytes),
    table(0x1c00, 0),
    'certificate table: an offset without a size',
  ],
  [
    'certificate-table-alignment',
    table(0x1c08, 8),
    table(0x1c04, 8),
    'certificate table: begins at 7172, not a multiple of 8',
  ],
  [
    'certificate-table-outside-file',
    table(0x1c00, 16),
    table(0x1c00, 16, 0x1c0f),
    'certificate table: ends at 7184, the file at 7183',
  ],
  ['certificate-table-not-last', table(0x1c00, 16), table(0x1c00, 16, 0x1c11), 'certificate table: 1 bytes follow it'],
  [
    'certificate-table-overlap',
    table(0x1c00, 8),
    table(0x1bf8, 16),
    'certificate table: begins at 7160, sections end at 7168',
  ],
];

describe('the rules of an image', () => {
  it('a well-formed one breaks none, signed or not', () => {
    expect(checkPeRules(good)).toEqual([]);
    expect(checkPeRules({ ...good, certificateDirectory: undefined })).toEqual([]);
    expect(checkPeRules({ ...good, ...table(0x1c00, 16) })).toEqual([]);
  });

  it.each(rows)('%s begins where it says', (rule, within, beyond, said) => {
    expect(broken(rule, within)).toEqual([]);
    expect(broken(rule, beyond)).toEqual([said]);
  });

  it.each<[string, boolean]>([
    ['.text\0\0\0', false],
    ['.sevenb\0', false],
    ['.eightby', false],
    ['\0\0\0\0\0\0\0\0', false],
    ['.sbat\0x\0', true],
    ['.sbat\0\0x', true],
    ['\0.sbat\0\0', true],
  ])('a name of the eight bytes %j has bytes behind its end: %s', (name, is) => {
    const copy = Buffer.from(image);
    copy.write(name, good.sectionTableOffset, 'latin1');
    const found = checkPeRules(parsePeHeaders(copy, copy.length)).map(({ rule, where }) => `${rule} ${where}`);
    expect(found).toEqual(is ? [`section-name section[0] ${name.split('\0')[0] ?? ''}`] : []);
  });

  it('hold for sections in whatever order the table has them', () => {
    const turned = { sections: good.sections.toReversed() };
    expect(checkPeRules({ ...good, ...turned })).toEqual([]);
    expect(checkPeRules({ ...good, sections: text({ rawSize: 0x7ff }).sections?.toReversed() ?? [] })).toMatchObject([
      { rule: 'section-gap', where: 'section[1] .data' },
    ]);
  });

  it('sections without data stand nowhere in the file; those without a size in memory either, nowhere at all', () => {
    const bss: PeSection = {
      ...{
        index: 2,
        name: '.bss',
        rawSize: 0,
        rawOffset: 1,
        hasNameTail: false,
        hasRelocations: false,
        characteristics: 0,
      },
      ...{ virtualAddress: 0x2400, virtualSize: 0x100 },
    };
    const nothing = { ...bss, virtualAddress: 0, virtualSize: 0 };
    expect(checkPeRules({ ...good, sections: [...good.sections, bss, nothing] })).toEqual([]);
    expect(broken('address-overlap', { sections: [...good.sections, { ...bss, virtualAddress: 0x23ff }] })).toEqual([
      'section[2] .bss: begins at address 0x23ff, before 0x2400',
    ]);
  });

  it('a section within a longer one leaves the next to be held against the longer', () => {
    const within = { ...good.sections[1], index: 2, name: '.in', rawOffset: 0x1100, rawSize: 0x10 } as PeSection;
    expect(broken('section-overlap', { sections: [...good.sections, within] })).toEqual([
      'section[2] .in: begins at 4352, the one before ends at 6144',
    ]);
    const inMemory = { ...within, virtualAddress: 0x1100, virtualSize: 0x10 };
    const found = broken('address-overlap', { sections: [...good.sections, inMemory] });
    expect(found).toEqual(['section[2] .in: begins at address 0x1100, before 0x1800']);
  });

  it('an image of which the entry point is in several sections is judged by the first in the table', () => {
    const flat = { virtualAddress: 0x1000, virtualSize: 0x1000 };
    const both = good.sections.map((section) => ({ ...section, ...flat }));
    expect(broken('entry-point', { sections: both })).toEqual([]);
    expect(broken('entry-point', { sections: both.toReversed() })).toHaveLength(1);
  });
});

describe('what is not signed for its size alone', () => {
  it('bytes behind the sections, and a size that would be padded', () => {
    expect(signingRules(good)).toEqual([]);
    expect(signingRules({ ...good, fileSizeBytes: 0x1c08 })).toEqual([
      {
        rule: 'trailing-data',
        where: 'byte 7168',
        problem: '8 bytes belong to no section (if it is a symbol table: strip it)',
      },
    ]);
    const shorter = { ...good, ...data({ rawSize: 0x3ff }), fileSizeBytes: 0x1bff };
    expect(signingRules(shorter)).toEqual([
      {
        rule: 'unaligned-size',
        where: 'file size',
        problem:
          '7167 is no multiple of 8: signing pads it, and its digest is then another than that of the unsigned file',
      },
    ]);
  });

  it('what follows a certificate table is not the content that is signed again', () => {
    expect(signingRules({ ...good, ...table(0x1c00, 8, 0x1c0c) })).toEqual([]);
    expect(signingRules({ ...good, ...table(0x1c08, 8) })).toMatchObject([{ rule: 'trailing-data' }]);
  });
});
