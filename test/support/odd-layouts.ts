/** Signed PE images whose headers or sections are odd: each signed over the digest that verifiers make of it, where they make one. */
import { createHash } from 'node:crypto';
import { FormatError } from '../../shared/errors.ts';
import { authenticodeRanges } from '../../shared/authenticode/pe/digest.ts';
import { parsePeHeaders } from '../../shared/authenticode/pe/headers.ts';
import { writeWinCertificate } from '../../shared/authenticode/pe/certificate-table.ts';
import { buildPe, code, HEADERS_BYTES, type PeSpec } from './pe-writer.ts';

type Sign = (digestOf: (hash: string) => Uint8Array) => Uint8Array;

/** Behind the setup header: room for more sections. */
const PE_OFFSET = 0x280;
const COFF = PE_OFFSET + 4;
const OPTIONAL = PE_OFFSET + 24;
const DIRECTORIES = OPTIONAL + 112;
const SECTIONS = DIRECTORIES + 16 * 8;

interface Layout {
  readonly spec?: PeSpec;
  /** Of the unsigned image. */
  readonly edit?: (image: Buffer) => Buffer | undefined;
  /** Where the certificate table goes; behind the padding where absent. */
  readonly withoutPadding?: boolean;
  /** Once the table's entry is written. */
  readonly editSigned?: (image: Buffer) => void;
}

const field = (section: number, offset: number): number => SECTIONS + section * 40 + offset;
const VIRTUAL_SIZE = 8;
const ADDRESS = 12;
const RAW_SIZE = 16;
const RAW_OFFSET = 20;
const FLAGS = 36;

const u32 =
  (offset: number, value: number) =>
  (image: Buffer): undefined => {
    image.writeUInt32LE(value, offset);
  };
const u16 =
  (offset: number, value: number) =>
  (image: Buffer): undefined => {
    image.writeUInt16LE(value, offset);
  };
const all =
  (...edits: readonly ((image: Buffer) => undefined)[]) =>
  (image: Buffer): undefined => {
    for (const edit of edits) edit(image);
  };

const TEXT = { name: '.text', data: code(0x800), executable: true };
const DATA = { name: '.data', data: code(0x400) };
const EMPTY = new Uint8Array(0);
/** .text at 0x1000 in file and memory, .data at 0x1800 and 0x2000. */
const RAW_DATA = HEADERS_BYTES + 0x800;

const LAYOUTS: Readonly<Record<string, Layout>> = {
  plain: {},
  // Gaps
  'gap-zero': { spec: { sections: [TEXT, { ...DATA, rawOffset: RAW_DATA + 0x200 }] } },
  'gap-filled': {
    spec: { sections: [TEXT, { ...DATA, rawOffset: RAW_DATA + 0x200 }] },
    edit: (image) => void image.fill(0xaa, RAW_DATA, RAW_DATA + 0x200),
  },
  'gap-after-headers': { spec: { sections: [{ ...TEXT, rawOffset: HEADERS_BYTES + 0x200 }, DATA] } },
  'gap-larger-than-last': { spec: { sections: [TEXT, { ...DATA, rawOffset: RAW_DATA + 0x1000 }] } },
  // Overlaps
  'overlap-half': { edit: u32(field(1, RAW_OFFSET), RAW_DATA - 0x200) },
  'overlap-whole': { edit: all(u32(field(1, RAW_OFFSET), HEADERS_BYTES), u32(field(1, RAW_SIZE), 0x800)) },
  'overlap-whole-same-size': {
    edit: all(u32(field(1, RAW_OFFSET), HEADERS_BYTES), u32(field(1, RAW_SIZE), 0x800), u32(field(0, RAW_SIZE), 0x800)),
  },
  'overlap-into-table': { edit: u32(field(1, RAW_SIZE), 0x600) },
  'overlap-headers': { edit: all(u32(field(1, RAW_OFFSET), 0xe00)) },
  'address-overlap': { edit: u32(field(1, ADDRESS), 0x1000) },
  'address-in-headers': { edit: u32(field(1, ADDRESS), 0x800) },
  'address-zero': { edit: u32(field(1, ADDRESS), 0) },
  'address-outside-image': { edit: u32(field(1, ADDRESS), 0x10000) },
  'address-unaligned': { edit: u32(field(1, ADDRESS), 0x2010) },
  'address-order': {
    edit: all(u32(field(0, ADDRESS), 0x2000), u32(field(1, ADDRESS), 0x1000), u32(OPTIONAL + 16, 0x2000)),
  },
  // Order and emptiness
  'table-order': {
    edit: (image) => {
      const first = Buffer.from(image.subarray(SECTIONS, SECTIONS + 40));
      image.copy(image, SECTIONS, SECTIONS + 40, SECTIONS + 80);
      first.copy(image, SECTIONS + 40);
      return undefined;
    },
  },
  'empty-section': { spec: { sections: [TEXT, { name: '.bss', data: EMPTY, virtualSize: 0x1000 }, DATA] } },
  'empty-section-at-zero': {
    spec: {
      sections: [
        TEXT,
        { name: '.bss', data: EMPTY, virtualSize: 0x1000, rawOffset: 0 },
        { ...DATA, rawOffset: RAW_DATA },
      ],
    },
  },
  'empty-section-outside': {
    spec: { sections: [TEXT, DATA, { name: '.bss', data: EMPTY, virtualSize: 0x1000 }] },
    edit: u32(field(2, RAW_OFFSET), 0x7000_0000),
  },
  'virtual-size-zero': { edit: u32(field(1, VIRTUAL_SIZE), 0) },
  'virtual-size-small': { edit: u32(field(1, VIRTUAL_SIZE), 1) },
  'virtual-size-large': { edit: u32(field(1, VIRTUAL_SIZE), 0x1000) },
  'virtual-size-huge': { edit: u32(field(1, VIRTUAL_SIZE), 0x7fff_ffff) },
  'raw-outside-file': { edit: u32(field(1, RAW_OFFSET), 0x4000_0000) },
  'raw-overflow': { edit: u32(field(1, RAW_SIZE), 0xffff_f000) },
  'raw-size-unaligned': { spec: { sections: [TEXT, { ...DATA, data: new Uint8Array(0x3f8) }] } },
  'writable-code': { edit: u32(field(0, FLAGS), 0xe000_0020) },
  'text-not-executable': { edit: u32(field(0, FLAGS), 0x4000_0040) },
  'no-sections': { edit: all(u16(COFF + 2, 0), u32(OPTIONAL + 16, 0)) },
  'one-section-less': { edit: u16(COFF + 2, 1) },
  'one-section-more': { edit: u16(COFF + 2, 3) },
  'many-sections': { edit: u16(COFF + 2, 0xffff) },
  'sections-fill-headers': { edit: u16(COFF + 2, 84) },
  // Headers
  'headers-end-at-table': { edit: u32(OPTIONAL + 60, SECTIONS + 80) },
  'headers-short': { edit: u32(OPTIONAL + 60, SECTIONS + 40) },
  'headers-shorter': { edit: u32(OPTIONAL + 60, SECTIONS) },
  'headers-0x200': { edit: u32(OPTIONAL + 60, 0x200) },
  'headers-0xe00': { edit: u32(OPTIONAL + 60, 0xe00) },
  'headers-into-text': { edit: u32(OPTIONAL + 60, 0x1200) },
  'headers-unaligned': { edit: u32(OPTIONAL + 60, 0xff1) },
  'headers-whole-file': {
    edit: (image) => {
      u32(OPTIONAL + 60, image.length)(image);
    },
  },
  'headers-huge': { edit: u32(OPTIONAL + 60, 0x7fff_ffff) },
  'headers-zero': { edit: u32(OPTIONAL + 60, 0) },
  'image-size-small': { edit: u32(OPTIONAL + 56, 0x2000) },
  'image-size-last-byte': { edit: u32(OPTIONAL + 56, 0x23ff) },
  'image-size-exact': { edit: u32(OPTIONAL + 56, 0x2400) },
  'image-size-headers': { edit: u32(OPTIONAL + 56, 0x1000) },
  'image-size-zero': { edit: u32(OPTIONAL + 56, 0) },
  'image-size-large': { edit: u32(OPTIONAL + 56, 0x10000) },
  'image-size-unaligned': { edit: u32(OPTIONAL + 56, 0x2401) },
  'optional-header-longer': { edit: u16(COFF + 16, 112 + 16 * 8 + 8) },
  'optional-header-shorter': { edit: u16(COFF + 16, 112 + 16 * 8 - 8) },
  'optional-header-zero': { edit: u16(COFF + 16, 0) },
  'directories-15': { edit: u32(OPTIONAL + 108, 15) },
  'directories-17': { edit: u32(OPTIONAL + 108, 17) },
  'directories-6': { spec: { directories: 6 } },
  'directories-5': { spec: { directories: 5 } },
  'directories-4': { edit: u32(OPTIONAL + 108, 4) },
  'directories-4-fitting': { edit: all(u32(OPTIONAL + 108, 4), u16(COFF + 16, 112 + 4 * 8)) },
  'directories-0': { edit: u32(OPTIONAL + 108, 0) },
  'directories-huge': { edit: u32(OPTIONAL + 108, 0xffff_ffff) },
  'alignment-zero': { edit: u32(OPTIONAL + 32, 0) },
  'alignment-1': { edit: all(u32(OPTIONAL + 32, 1), u32(OPTIONAL + 36, 1)) },
  'alignment-0x20': { edit: all(u32(OPTIONAL + 32, 0x20), u32(OPTIONAL + 36, 0x20)) },
  'alignment-file-larger': { edit: u32(OPTIONAL + 36, 0x2000) },
  'entry-zero': { edit: u32(OPTIONAL + 16, 0) },
  'entry-in-data': { edit: u32(OPTIONAL + 16, 0x2000) },
  'relocations-stripped': { edit: u16(COFF + 18, 0x0207) },
  'not-executable': { edit: u16(COFF + 18, 0x0204) },
  dll: { edit: u16(COFF + 18, 0x2206) },
  'base-set': { edit: u32(OPTIONAL + 24, 0x40_0000) },
  'subsystem-boot-driver': { edit: u16(OPTIONAL + 68, 11) },
  'subsystem-runtime-driver': { edit: u16(OPTIONAL + 68, 12) },
  'subsystem-rom': { edit: u16(OPTIONAL + 68, 13) },
  'subsystem-windows': { edit: u16(OPTIONAL + 68, 3) },
  'subsystem-zero': { edit: u16(OPTIONAL + 68, 0) },
  'machine-i386': { edit: u16(COFF, 0x14c) },
  'machine-zero': { edit: u16(COFF, 0) },
  pe32: { spec: { plus: false } },
  'magic-wrong': { edit: u16(OPTIONAL, 0x107) },
  'pe-signature-wrong': { edit: u32(PE_OFFSET, 0x454e) },
  'pe-offset-outside': { edit: u32(0x3c, 0x7fff_0000) },
  'pe-offset-in-mz': { edit: u32(0x3c, 0x20) },
  'pe-offset-last': {
    edit: (image) => {
      u32(0x3c, image.length - 24)(image);
    },
  },
  'relocation-directory-outside': { edit: all(u32(DIRECTORIES + 40, 0x10_0000), u32(DIRECTORIES + 44, 0x100)) },
  'debug-directory-outside': { edit: all(u32(DIRECTORIES + 48, 0x10_0000), u32(DIRECTORIES + 52, 28)) },
  // What follows the sections
  'trailing-zeros': { spec: { trailing: new Uint8Array(64) } },
  'trailing-bytes': { spec: { trailing: new Uint8Array(64).fill(0xaa) } },
  'unaligned-padded': { spec: { trailing: new Uint8Array(5).fill(0xaa) } },
  'unaligned-not-padded': { spec: { trailing: new Uint8Array(5).fill(0xaa) }, withoutPadding: true },
  'unaligned-by-4': { spec: { trailing: new Uint8Array(4).fill(0xaa) }, withoutPadding: true },
  'last-section-short': { edit: u32(field(1, RAW_SIZE), 0x3f8) },
  'gap-and-trailing': {
    spec: { sections: [TEXT, { ...DATA, rawOffset: RAW_DATA + 0x200 }], trailing: new Uint8Array(0x400).fill(0xbb) },
  },
  // Directory entry
  'table-before-end': { editSigned: (image) => void image.writeUInt32LE(HEADERS_BYTES + 0x800, DIRECTORIES + 32) },
};

/** By name: a function that has an image signed. */
export function oddLayouts(): Readonly<Record<string, (sign: Sign) => Uint8Array>> {
  return Object.fromEntries(
    Object.entries(LAYOUTS).map(([name, layout]) => [name, (sign: Sign) => make(layout, sign)]),
  );
}

function make({ spec, edit, withoutPadding, editSigned }: Layout, sign: Sign): Uint8Array {
  const sections = [TEXT, DATA];
  const built = Buffer.from(buildPe({ bzImage: true, peOffset: PE_OFFSET, sections, ...spec }));
  const image = edit?.(built) ?? built;
  const padding = withoutPadding === true ? 0 : (8 - (image.length % 8)) % 8;
  const place = image.length + padding;
  const nothing = writeWinCertificate(sign(() => new Uint8Array(32)));
  const signed = Buffer.concat([image, new Uint8Array(padding), nothing]);
  const directory = (spec?.plus === false ? DIRECTORIES - 16 : DIRECTORIES) + 32;
  if (signed.readUInt32LE(OPTIONAL + 108) !== 4) {
    signed.writeUInt32LE(place, directory);
    signed.writeUInt32LE(nothing.length, directory + 4);
  }
  editSigned?.(signed);
  signed.set(writeWinCertificate(sign(digester(signed))), place);
  return signed;
}

/** Zeros where an image has no digest. */
function digester(image: Uint8Array): (hash: string) => Uint8Array {
  try {
    const ranges = authenticodeRanges(parsePeHeaders(image, image.length));
    return (hash) => {
      const digest = createHash(hash);
      for (const { offset, length } of ranges) digest.update(image.subarray(offset, offset + length));
      return digest.digest();
    };
  } catch (error) {
    if (error instanceof FormatError) return () => new Uint8Array(32);
    throw error;
  }
}
