/** Hostile edits of images with an Authenticode signature. Where what is edited is said by the format, and read here apart from the readers under test. */
import { type HostileEdit, type Edit, done, cuts, flips, word, words, halves } from './edits.ts';

interface PeLayout {
  readonly pe: number;
  readonly optional: number;
  readonly directory: number;
  readonly sectionTable: number;
  readonly sections: readonly { readonly at: number; readonly raw: number; readonly size: number }[];
  readonly headers: number;
  readonly table: number;
  readonly tableSize: number;
  /** Between headers, sections and table: no digest covers it. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

/** Microsoft "PE Format"; of well-formed files. */
function layoutOf(file: Buffer): PeLayout {
  const pe = file.readUInt32LE(0x3c);
  const optional = pe + 24;
  const directory = optional + (file.readUInt16LE(optional) === 0x20b ? 112 : 96) + 32;
  const sectionTable = optional + file.readUInt16LE(pe + 20);
  const sections = Array.from({ length: file.readUInt16LE(pe + 6) }, (_, index) => {
    const at = sectionTable + index * 40;
    return { at, size: file.readUInt32LE(at + 16), raw: file.readUInt32LE(at + 20) };
  });
  const headers = file.readUInt32LE(optional + 60);
  const placed = sections.filter(({ size }) => size > 0).toSorted((a, b) => a.raw - b.raw);
  const gaps = placed.map(({ raw }, index) => {
    const before = placed[index - 1];
    return { from: before === undefined ? headers : before.raw + before.size, to: raw };
  });
  const table = file.readUInt32LE(directory);
  return {
    ...{ pe, optional, directory, sectionTable, sections, headers, table },
    tableSize: file.readUInt32LE(directory + 4),
    gaps: gaps.filter(({ from, to }) => from < to),
  };
}

/** Of an image with an Authenticode signature. */
export function* hostileImages(file: Buffer): Generator<HostileEdit> {
  const at = layoutOf(file);
  for (const [name, edit] of Object.entries({ ...cuts(file, peEnds(at)), ...headerEdits(at), ...sectionEdits(at) })) {
    yield* done(file, name, edit, (edited) => changesImage(file, edited, at));
  }
  for (const [name, edit] of Object.entries(flips(peEnds(at), file.length))) {
    for (const one of done(file, name, edit, (edited) => changesImage(file, edited, at))) {
      yield { ...one, changesGap: !one.changesSigned && changesGap(file, one.bytes, at) };
    }
  }
  for (const [name, edit] of Object.entries(directoryEdits(at))) {
    for (const one of done(file, name, edit, () => false)) yield { ...one, hidesSignature: true };
  }
  for (const [name, edit] of Object.entries(tableEdits(at))) yield* done(file, name, edit, () => false);
  const early = 'eight bytes before the table';
  yield* done(
    file,
    early,
    (copy) => inserted(copy, at),
    () => true,
  );
}

/** All bytes before the table are signed but the checksum, the entry that says where the table is, and the gaps. */
function changesImage(file: Buffer, edited: Buffer, { optional, directory, table, gaps }: PeLayout): boolean {
  if (edited.length < table) return true;
  const unsigned = [{ from: optional + 64, to: optional + 68 }, { from: directory, to: directory + 8 }, ...gaps];
  const blank = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes.subarray(0, table));
    for (const { from, to } of unsigned) copy.fill(0, from, to);
    return copy;
  };
  return Buffer.compare(blank(file), blank(edited)) !== 0;
}

function changesGap(file: Buffer, edited: Buffer, { gaps }: PeLayout): boolean {
  return gaps.some(({ from, to }) => Buffer.compare(file.subarray(from, to), edited.subarray(from, to)) !== 0);
}

function peEnds({ pe, optional, directory, sectionTable, sections, headers, table }: PeLayout): Record<string, number> {
  return {
    'the MZ header': 0x3c,
    'the PE header': pe,
    'the COFF header': pe + 4,
    'the optional header': optional,
    'the directories': directory,
    'the section table': sectionTable,
    'the last section header': sections.at(-1)?.at ?? 0,
    'the headers': headers,
    ...Object.fromEntries(sections.flatMap(({ raw, size }, index) => (size === 0 ? [] : [[`section ${index}`, raw]]))),
    ...Object.fromEntries(
      sections.flatMap(({ raw, size }, index) => (size === 0 ? [] : [[`the end of section ${index}`, raw + size]])),
    ),
    'the table': table,
    'the PKCS#7': table + 8,
    'the signed data': table + 64,
  };
}

/** Counts and sizes that are too small, too large, or overflow when something is added to them. */
function headerEdits({ pe, optional, directory, headers, table }: PeLayout): Record<string, Edit> {
  const count = directory - 36;
  return {
    ...words('e_lfanew', 0x3c, [0, 0x10, pe + 8, table, 0x7fffffff, 0xffffffff]),
    ...halves('NumberOfSections', pe + 6, [0, 1, 96, 0xffff]),
    ...halves('SizeOfOptionalHeader', pe + 20, [0, 1, 0x60, 0xffff]),
    ...halves('the magic', optional, [0, 0x10b, 0x107]),
    ...words('NumberOfRvaAndSizes', count, [0, 4, 5, 17, 0xffffffff]),
    ...words('SizeOfHeaders', optional + 60, [0, 1, headers + 8, table, 0x7fffffff, 0xffffffff]),
    ...words('SizeOfImage', optional + 56, [0, 1, 0xffffffff]),
    ...words('AddressOfEntryPoint', optional + 16, [0, 0xffffffff]),
    ...words('FileAlignment', optional + 36, [0, 3, 0xffffffff]),
    ...words('SectionAlignment', optional + 32, [0, 3, 0xffffffff]),
  };
}

function sectionEdits({ sections, table, headers }: PeLayout): Record<string, Edit> {
  const [first] = sections;
  return Object.assign(
    {},
    ...sections.map(({ at, raw, size }, index) => ({
      ...words(`VirtualSize of ${index}`, at + 8, [0, 1, 0xffffffff]),
      ...words(`VirtualAddress of ${index}`, at + 12, [0, 0xfffff000]),
      ...words(`SizeOfRawData of ${index}`, at + 16, [0, size + 8, 0x7fffffff, 0xffffffff]),
      ...words(`PointerToRawData of ${index}`, at + 20, [0, first?.raw ?? 0, raw + 8, headers - 8, table, 0xfffffff8]),
      ...halves(`NumberOfRelocations of ${index}`, at + 32, [0xffff]),
      [`section ${index} is a .sbat`]: named(at, '.sbat'),
      [`section ${index} is a .linux`]: named(at, '.linux'),
      [`section ${index} has no name`]: named(at, ''),
      [`section ${index} has a long name`]: named(at, '/4000000'),
    })),
  ) as Record<string, Edit>;
}

function named(at: number, name: string): Edit {
  return (copy) => {
    copy.fill(0, at, at + 8).write(name, at, 8, 'latin1');
    return copy;
  };
}

/** The entry that says where the signatures are: nobody finds the ones that there are. */
function directoryEdits({ directory, table, tableSize }: PeLayout): Record<string, Edit> {
  const entry =
    (offset: number, size: number): Edit =>
    (copy) =>
      word(directory + 4, size)(word(directory, offset)(copy) ?? copy);
  return {
    'no table': entry(0, 0),
    'a table without a size': entry(table, 0),
    'a table without a place': entry(0, tableSize),
    'a table of four bytes': entry(table, 4),
    'a table of eight bytes': entry(table, 8),
    'a table that ends too soon': entry(table, tableSize - 8),
    'a table that ends behind the file': entry(table, tableSize + 8),
    'a table behind the file': entry(table + tableSize, tableSize),
    'a table far behind the file': entry(0xfffffff8, tableSize),
    'a table as large as can be': entry(table, 0xffffffff),
    'a table that overflows': entry(0xffffffff, 0xffffffff),
    'a table that begins late': entry(table + 8, tableSize - 8),
    'a table that begins early': entry(table - 8, tableSize + 8),
  };
}

/** What stands in the table and behind it: signed by nobody. */
function tableEdits({ table, tableSize, directory }: PeLayout): Record<string, Edit> {
  return {
    ...words('dwLength', table, [0, 7, 8, 9, tableSize - 8, tableSize + 1, 0x7fffffff, 0xfffffff8, 0xffffffff]),
    ...halves('wRevision', table + 4, [0, 0x100]),
    ...halves('wCertificateType', table + 6, [0, 1, 0x0ef1]),
    ...halves('the length of the PKCS#7', table + 10, [0, 0x0100, 0xffff]),
    'a length of the PKCS#7 of four bytes': (copy) => {
      copy.writeUInt8(0x84, table + 9);
      return copy;
    },
    'a PKCS#7 of indefinite length': (copy) => {
      copy.writeUInt8(0x80, table + 9);
      return copy;
    },
    'a byte behind the table': (copy) => Buffer.concat([copy, Buffer.of(1)]),
    'eight bytes behind the table': (copy) => Buffer.concat([copy, Buffer.alloc(8)]),
    'a page behind the table': (copy) => Buffer.concat([copy, Buffer.alloc(4096, 0xcc)]),
    'eight bytes at the end of the table': (copy) =>
      word(directory + 4, tableSize + 8)(Buffer.concat([copy, Buffer.alloc(8)])),
    'the table twice': (copy) =>
      word(directory + 4, 2 * tableSize)(Buffer.concat([copy, copy.subarray(table, table + tableSize)])),
    'nothing but zeros in the table': (copy) => copy.fill(0, table, table + tableSize),
    'nothing but ones in the table': (copy) => copy.fill(0xff, table + 8, table + tableSize),
  };
}

function inserted(copy: Buffer, { directory, table }: PeLayout): Buffer {
  copy.writeUInt32LE(table + 8, directory);
  return Buffer.concat([copy.subarray(0, table), Buffer.alloc(8), copy.subarray(table)]);
}
