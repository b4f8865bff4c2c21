/** Reading headers up to their last byte, what is digested, the checksum, and writing other headers. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withAddedSection } from '../../../../../shared/authenticode/pe/add-section.ts';
import { PeChecksum } from '../../../../../shared/authenticode/pe/checksum.ts';
import { authenticodeRanges, digestRanges } from '../../../../../shared/authenticode/pe/digest.ts';
import { digestToSign, paddingBytes, withSignatures } from '../../../../../shared/authenticode/pe/edit.ts';
import { parsePeHeaders, readHead } from '../../../../../shared/authenticode/pe/headers.ts';
import { sectionSource, withSection } from '../../../../../shared/authenticode/pe/replace-section.ts';
import { sectionRange } from '../../../../../shared/authenticode/pe/sections.ts';
import { memorySource, type ByteSource } from '../../../../../shared/bytes/byte-source.ts';
import { FormatError } from '../../../../../shared/errors.ts';
import { buildPe, code } from '../../../../support/pe-writer.ts';
import { bytesOf } from '../../../../support/signed-images.ts';

const image = buildPe();
const parse = (bytes: Uint8Array) => parsePeHeaders(bytes, bytes.length);
const PE = 0x80;
const OPTIONAL = PE + 24;

function edited(edit: (copy: Buffer) => void, of: Uint8Array = image): Buffer {
  const copy = Buffer.from(of);
  edit(copy);
  return copy;
}

function fieldThatFails(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return error instanceof FormatError ? error.field : 'another error';
  }
  return 'no error';
}

describe('headers', () => {
  it.each([
    [true, 'PE32+', 112],
    [false, 'PE32', 96],
  ] as const)('are read field by field (PE32+: %s)', (plus, format, directories) => {
    const bytes = edited((copy) => {
      copy.writeUInt32LE(0x0badcafe, OPTIONAL + 64);
      copy.writeUInt32LE(0x400, OPTIONAL + (plus ? 24 : 28));
      copy.writeUInt32LE(7, OPTIONAL + directories + 32);
      copy.writeUInt32LE(9, OPTIONAL + directories + 36);
    }, buildPe({ plus }));
    const table = OPTIONAL + directories + 128;
    expect(parse(bytes)).toEqual({
      ...{ fileSizeBytes: 0x1c00, head: bytes, format, machine: 0x8664, peOffset: PE },
      ...{ optionalHeaderOffset: OPTIONAL, sizeOfOptionalHeader: directories + 128, characteristics: 0x206 },
      ...{ entryPoint: 0x1000, imageBase: 0x400n, sectionAlignment: 0x1000, fileAlignment: 0x200 },
      ...{ sizeOfImage: 0x3000, sizeOfHeaders: 0x1000, checksumOffset: OPTIONAL + 64, checksum: 0x0badcafe },
      ...{ subsystem: 10, dataDirectoryCount: 16, dataDirectoriesOffset: OPTIONAL + directories },
      sectionTableOffset: table,
      certificateDirectory: { entryOffset: OPTIONAL + directories + 32, offset: 7, sizeBytes: 9 },
      sections: [
        {
          ...{ index: 0, name: '.text', virtualSize: 0x800, virtualAddress: 0x1000, rawSize: 0x800, rawOffset: 0x1000 },
          ...{ hasNameTail: false, hasRelocations: false, characteristics: 0x60000020 },
        },
        {
          ...{ index: 1, name: '.data', virtualSize: 0x400, virtualAddress: 0x2000, rawSize: 0x400, rawOffset: 0x1800 },
          ...{ hasNameTail: false, hasRelocations: false, characteristics: 0x40000040 },
        },
      ],
    });
  });

  it('have a certificate directory from five directories on', () => {
    expect(parse(buildPe({ directories: 5 })).certificateDirectory).toEqual({
      ...{ entryOffset: OPTIONAL + 112 + 32, offset: 0, sizeBytes: 0 },
    });
    expect(parse(buildPe({ directories: 4 })).certificateDirectory).toBeUndefined();
  });

  it.each([24, 32])('say that a section has relocations, by either field (%d)', (field) => {
    const at = parse(image).sectionTableOffset + field;
    expect(parse(edited((copy) => copy.writeUInt16LE(1, at))).sections[0]?.hasRelocations).toBe(true);
  });

  it.each<[string, Buffer, string, string]>([
    ['no MZ', edited((copy) => copy.writeUInt8(0, 0)), 'bad-magic', 'e_magic'],
    ['no PE', edited((copy) => copy.writeUInt8(0, PE)), 'bad-magic', 'signature'],
    ['neither PE32 nor PE32+', edited((copy) => copy.writeUInt16LE(0x107, OPTIONAL)), 'bad-magic', 'optional header'],
    ['e_lfanew behind the file', edited((copy) => copy.writeUInt32LE(0x1c00 - 23, 0x3c)), 'truncated', 'e_lfanew'],
    ['e_lfanew 24 bytes before its end', edited((copy) => copy.writeUInt32LE(0x1c00 - 24, 0x3c)), 'bad-magic', 'sign'],
    ['nothing', Buffer.alloc(0), 'truncated', 'e_magic'],
  ])('with %s are an error that says so', (_name, bytes, code_, field) => {
    expect(() => parse(bytes)).toThrow(expect.objectContaining({ code: code_ }));
    expect(() => parse(bytes)).toThrow(field);
  });

  it('too far from the file’s start are not looked for', () => {
    const far = edited((copy) => copy.writeUInt32LE(0x1c01, 0x3c));
    expect(() => parsePeHeaders(far, 1 << 20)).toThrow(expect.objectContaining({ code: 'limit' }));
    const first = edited((copy) => copy.writeUInt32LE(0x1c00 - 23, 0x3c));
    expect(() => parsePeHeaders(first, 1 << 20)).toThrow(expect.objectContaining({ code: 'limit' }));
    const last = edited((copy) => copy.writeUInt32LE(0x1c00 - 24, 0x3c));
    expect(() => parsePeHeaders(last, 1 << 20)).toThrow(expect.objectContaining({ code: 'bad-magic' }));
  });

  it('cut anywhere before the end of the section table are an error that names the field, and read whole from there on', () => {
    const end = parse(image).sectionTableOffset + 80;
    const named: string[] = [];
    for (let length = 0; length < end; length++) {
      const field = fieldThatFails(() => parsePeHeaders(image.subarray(0, length), length));
      if (field !== named.at(-1)) named.push(field);
    }
    const inSection = [
      ...['Name', 'VirtualSize', 'VirtualAddress', 'SizeOfRawData', 'PointerToRawData', 'PointerToRelocations'],
      ...['PointerToLinenumbers', 'NumberOfRelocations', 'NumberOfLinenumbers', 'Characteristics'],
    ];
    expect(named).toEqual([
      ...['e_magic', 'e_lfanew', 'optional header magic', 'NumberOfRvaAndSizes', 'certificate table'],
      ...['certificate table offset', 'certificate table size'],
      ...[0, 1].flatMap((index) => inSection.map((field) => `section[${index}].${field}`)),
    ]);
    expect(parsePeHeaders(image.subarray(0, end), end).sections).toHaveLength(2);
  });

  it('are fetched as far as they reach, in a second read where they reach far', async () => {
    const MIB = 1 << 20;
    const asked = async (bytes: Uint8Array): Promise<number[]> => {
      const lengths: number[] = [];
      const inner = memorySource(bytes);
      const source: ByteSource = {
        ...inner,
        read: (ranges) => {
          lengths.push(...ranges.map(({ length }) => length));
          return inner.read(ranges);
        },
      };
      const head = await readHead(source);
      expect(Buffer.compare(head, bytes.subarray(0, head.length))).toBe(0);
      return lengths;
    };
    const large = (peOffset: number, sizeOfHeaders: number): Buffer =>
      edited(
        (copy) => {
          copy.write('MZ', 0, 'latin1');
          copy.writeUInt32LE(peOffset, 0x3c);
          if (peOffset + 88 <= copy.length) copy.writeUInt32LE(sizeOfHeaders, peOffset + 24 + 60);
        },
        Buffer.alloc(2 * MIB),
      );
    const least = 0x80 + 24 + 0xffff + 96 * 40;
    expect(await asked(image)).toEqual([image.length]);
    expect(await asked(large(0x80, 0))).toEqual([0x10000, least]);
    expect(await asked(large(0x80, least + 1))).toEqual([0x10000, least + 1]);
    expect(await asked(large(0x80, 0xffffffff))).toEqual([0x10000, MIB]);
    expect(await asked(large(0x10000, 0))).toEqual([0x10000, MIB]);
    expect(await asked(Buffer.alloc(2 * MIB))).toEqual([0x10000]);
    expect(await asked(Buffer.from('MZ'))).toEqual([2]);
  });
});

describe('what is digested', () => {
  const ranges = (bytes: Uint8Array): string[] =>
    authenticodeRanges(parse(bytes)).map(({ offset, length }) => `${offset}+${length}`);
  const entry = OPTIONAL + 112 + 32;

  it('is all but checksum, entry and table', () => {
    const start = [
      `0+${OPTIONAL + 64}`,
      `${OPTIONAL + 68}+${entry - OPTIONAL - 68}`,
      `${entry + 8}+${0x1000 - entry - 8}`,
    ];
    expect(ranges(image)).toEqual([...start, '4096+2048', '6144+1024']);
    expect(ranges(buildPe({ trailing: new Uint8Array(24) }))).toEqual([...start, '4096+2048', '6144+1024', '7168+24']);
    const signed = edited(
      (copy) => {
        copy.writeUInt32LE(0x1c08, entry);
        copy.writeUInt32LE(16, entry + 4);
      },
      buildPe({ trailing: new Uint8Array(24) }),
    );
    expect(ranges(signed)).toEqual([...start, '4096+2048', '6144+1024', '7168+8']);
  });

  it('is what follows the checksum where there is no entry', () => {
    expect(ranges(buildPe({ directories: 4 })).slice(0, 2)).toEqual([
      `0+${OPTIONAL + 64}`,
      `${OPTIONAL + 68}+${0x1000 - OPTIONAL - 68}`,
    ]);
  });

  it('are sections by their place in the file; those without data are none', () => {
    const { sections, ...rest } = parse(image);
    const empty = { ...sections[0], rawOffset: 5, rawSize: 0 } as (typeof sections)[number];
    const found = authenticodeRanges({ ...rest, sections: [...sections.toReversed(), empty] });
    expect(found.slice(3).map(({ offset }) => offset)).toEqual([0x1000, 0x1800]);
  });

  it.each<[string, number, number]>([
    ['a section that ends with the file', 0x1c00, 0x1c00 - 0x400],
    ['one that ends a byte behind it', 0x1bff, 0],
  ])('%s', (_name, fileSizeBytes, offset) => {
    const headers = { ...parse(image), fileSizeBytes };
    if (offset > 0) expect(authenticodeRanges(headers).at(-1)?.offset).toBe(offset);
    else {
      expect(() => authenticodeRanges(headers)).toThrow(
        expect.objectContaining({ code: 'bad-value', format: 'pe', field: 'digest', offset: 0x1800 }),
      );
      expect(() => authenticodeRanges(headers)).toThrow('1024 bytes to digest from there, the file has 7167');
    }
  });

  it('is nothing where headers end before the entry that they hold', () => {
    expect(() => authenticodeRanges({ ...parse(image), sizeOfHeaders: entry + 7 })).toThrow(
      'ends 1 bytes before there',
    );
  });

  it('is digested whole, with every algorithm and whatever follows, also where it is filled into a buffer', async () => {
    const bytes = Uint8Array.from({ length: (1 << 20) * 2 + 77 }, (_, index) => (index * 7) & 0xff);
    const asked = [
      { offset: 3, length: (1 << 20) + 5 },
      { offset: 0, length: 0 },
      { offset: (1 << 20) * 2, length: 77 },
    ];
    const tail = Uint8Array.of(1, 2, 3);
    const whole = Buffer.concat([...asked.map(({ offset, length }) => bytes.subarray(offset, offset + length)), tail]);
    const plain = memorySource(bytes);
    const filling: ByteSource = {
      ...plain,
      read: () => Promise.reject(new Error('reads')),
      readInto: (offset, target) => {
        target.set(bytes.subarray(offset, offset + target.length));
        return Promise.resolve();
      },
    };
    for (const source of [plain, filling]) {
      const found = await digestRanges(source, asked, ['sha256', 'sha512'], tail);
      for (const algorithm of ['sha256', 'sha512'] as const) {
        expect(Buffer.from(found.get(algorithm) ?? [])).toEqual(createHash(algorithm).update(whole).digest());
      }
    }
    const nothing = await digestRanges(plain, [], ['sha256']);
    expect(Buffer.from(nothing.get('sha256') ?? [])).toEqual(createHash('sha256').digest());
  });

  it('is not told where a read fails later', async () => {
    const failing: ByteSource = {
      ...memorySource(new Uint8Array(1 << 22)),
      read: ([range]) =>
        range?.offset === 0 ? Promise.resolve([new Uint8Array(1 << 20)]) : Promise.reject(new Error('gone')),
    };
    await expect(digestRanges(failing, [{ offset: 0, length: 1 << 22 }], ['sha256'])).rejects.toThrow('gone');
  });
});

describe('the checksum', () => {
  /** As the format has it: 16-bit words, with the carry put back at each. */
  function slowly(bytes: Uint8Array): number {
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 2) {
      sum += (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return sum + bytes.length;
  }

  it('is the same however the file is cut and wherever its pieces lie', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.array(fc.nat(80), { maxLength: 5 }),
        fc.nat(3),
        (bytes, places, lead) => {
          const moved = Buffer.concat([new Uint8Array(lead), bytes]).subarray(lead);
          const cuts = [0, ...places.map((place) => Math.min(place, bytes.length)), bytes.length].sort((a, b) => a - b);
          const checksum = new PeChecksum();
          for (const [index, from] of cuts.entries()) checksum.update(moved.subarray(from, cuts[index + 1] ?? from));
          expect(checksum.value()).toBe(slowly(bytes));
        },
      ),
    );
  });

  it('is the same of more words than are summed at a time', () => {
    const bytes = new Uint8Array((1 << 22) + 6).fill(0xff);
    bytes[1 << 22] = 1;
    expect(new PeChecksum().update(bytes).value()).toBe(slowly(bytes));
  });
});

describe('writing', () => {
  const entry = OPTIONAL + 112 + 32;
  const signatures = [Uint8Array.of(0x30, 1, 5), Uint8Array.of(0x30, 2, 6, 7)];

  it('signatures changes the entry, the checksum and what follows the content, and no signatures take all back', async () => {
    const signed = await bytesOf(await withSignatures(memorySource(image), parse(image), signatures));
    expect(signed.readUInt32LE(entry)).toBe(0x1c00);
    expect(signed.readUInt32LE(entry + 4)).toBe(32);
    expect(signed.length).toBe(0x1c00 + 32);
    const stated = signed.readUInt32LE(OPTIONAL + 64);
    expect(stated).toBe(
      new PeChecksum().update(edited((copy) => copy.fill(0, OPTIONAL + 64, OPTIONAL + 68), signed)).value(),
    );
    const back = await bytesOf(await withSignatures(memorySource(signed), parse(signed), [], { checksum: false }));
    expect(Buffer.compare(back, image)).toBe(0);
  });

  it('pads to eight bytes where it signs, and digests the padding', async () => {
    const odd = buildPe({ trailing: new Uint8Array(3).fill(9) });
    expect([paddingBytes(parse(odd)), paddingBytes(parse(image))]).toEqual([5, 0]);
    const unsigned = await bytesOf(await withSignatures(memorySource(odd), parse(odd), []));
    expect(unsigned.length).toBe(odd.length);
    const signed = await bytesOf(await withSignatures(memorySource(odd), parse(odd), signatures));
    expect(signed.readUInt32LE(entry)).toBe(0x1c08);
    const digest = async (bytes: Uint8Array) => {
      const found = await digestRanges(memorySource(bytes), authenticodeRanges(parse(bytes)), ['sha256']);
      return Buffer.from(found.get('sha256') ?? []);
    };
    for (const before of [odd, signed]) {
      expect(Buffer.from(await digestToSign(memorySource(before), parse(before)))).toEqual(await digest(signed));
    }
    const longer = await digestToSign(memorySource(odd), parse(odd), 'sha512');
    expect(longer).toHaveLength(64);
  });

  it('signatures needs a place for them', async () => {
    const without = buildPe({ directories: 4 });
    const written = withSignatures(memorySource(without), parse(without), signatures);
    await expect(written).rejects.toMatchObject({ field: 'NumberOfRvaAndSizes' });
    await expect(written).rejects.toThrow('the image has no data directory for a certificate table');
  });

  it('one more section puts it behind all others, in the file and in memory', async () => {
    const content = Uint8Array.of(1, 2, 3);
    const bytes = await bytesOf(await withAddedSection(memorySource(image), parse(image), '.pcrsig', content));
    const headers = parse(bytes);
    expect(bytes.length).toBe(0x1e00);
    expect(headers).toMatchObject({ sizeOfImage: 0x4000, checksum: 0, certificateDirectory: { sizeBytes: 0 } });
    expect(headers.sections).toHaveLength(3);
    expect(headers.sections[2]).toEqual({
      ...{ index: 2, name: '.pcrsig', virtualSize: 3, virtualAddress: 0x3000, rawSize: 0x200, rawOffset: 0x1c00 },
      ...{ hasNameTail: false, hasRelocations: false, characteristics: 0x40000040 },
    });
    expect([...bytes.subarray(0x1c00, 0x1c04)]).toEqual([1, 2, 3, 0]);
    expect(Buffer.compare(bytes.subarray(0x1000, 0x1c00), image.subarray(0x1000))).toBe(0);
    const far = await withAddedSection(memorySource(image), { ...parse(image), sizeOfImage: 0x3001 }, '.x', content);
    expect(parse(await bytesOf(far)).sections[2]?.virtualAddress).toBe(0x4000);
  });

  it.each<[string, Uint8Array, string]>([
    ['bytes behind its sections', buildPe({ trailing: new Uint8Array(0x200) }), 'bytes stand where .x would: 7680'],
    [
      'an end that is not aligned',
      buildPe({ sections: [{ name: '.text', data: code(0x208), executable: true }] }),
      'bytes stand where .x would: 4616',
    ],
    [
      'something behind its section table',
      edited((copy) => copy.writeUInt8(1, parse(image).sectionTableOffset + 80 + 39)),
      'no room for another section: build it with a .x',
    ],
    [
      'headers that end too soon',
      buildPe({ sizeOfHeaders: 0x200, sections: [{ name: '.text', data: code(0x200), executable: true }] }),
      '',
    ],
  ])('one more section is refused with %s', async (_name, bytes, problem) => {
    const headers = parse(bytes);
    const short = problem === '';
    // The table ends a byte before another header would.
    const used = short ? { ...headers, sizeOfHeaders: headers.sectionTableOffset + 79 } : headers;
    const added = withAddedSection(memorySource(bytes), used, '.x', Uint8Array.of(1));
    await expect(added).rejects.toThrow(expect.objectContaining({ field: 'image' }));
    await expect(added).rejects.toThrow(short ? 'section-gap' : problem);
  });

  it('a section’s content moves what follows by what it grew, in the file and in memory', async () => {
    const linux = { name: '.linux', data: new Uint8Array(0x200).fill(1) };
    const uki = buildPe({
      peOffset: 0x280,
      sections: [
        { name: '.text', data: code(0x200), executable: true },
        linux,
        { name: '.osrel', data: new Uint8Array(0x200).fill(2) },
      ],
    });
    const put = async (bytes: number) => {
      const content = memorySource(new Uint8Array(bytes).fill(7));
      const out = await bytesOf(await withSection(memorySource(uki), parse(uki), '.linux', content));
      const { sections, sizeOfImage } = parse(out);
      const shown = sections.map(({ virtualAddress, virtualSize, rawOffset, rawSize }) =>
        [virtualAddress, virtualSize, rawOffset, rawSize].map((value) => value.toString(16)).join(' '),
      );
      return [...shown, sizeOfImage.toString(16), out.length.toString(16)];
    };
    const stub = '1000 200 1000 200';
    expect(await put(0x200)).toEqual([stub, '2000 200 1200 200', '3000 200 1400 200', '4000', '1600']);
    expect(await put(0x10)).toEqual([stub, '2000 10 1200 200', '3000 200 1400 200', '4000', '1600']);
    expect(await put(0x201)).toEqual([stub, '2000 201 1200 400', '3000 200 1600 200', '4000', '1800']);
    expect(await put(0x1000)).toEqual([stub, '2000 1000 1200 1000', '3000 200 2200 200', '4000', '2400']);
    expect(await put(0x1001)).toEqual([stub, '2000 1001 1200 1200', '4000 200 2400 200', '5000', '2600']);
  });

  it('a section’s content leaves those before it where they are, without data or with', async () => {
    const none = new Uint8Array(0);
    const sections = [
      { name: '.text', data: code(0x200), executable: true },
      { name: '.bss', data: none, rawOffset: 0x1200, virtualSize: 0x10 },
      { name: '.linux', data: new Uint8Array(0x200) },
    ];
    const uki = buildPe({ peOffset: 0x280, sections });
    const content = memorySource(new Uint8Array(0x400));
    const out = parse(await bytesOf(await withSection(memorySource(uki), parse(uki), '.linux', content)));
    expect(out.sections.map(({ rawOffset }) => rawOffset)).toEqual([0x1000, 0x1200, 0x1200]);
    const source = sectionSource(memorySource(uki, 'a.efi'), parse(uki), '.text');
    expect([source.name, source.sizeBytes]).toEqual(['a.efi:.text', 0x200]);
  });

  it('a section is read as far as its size in memory says, or whole where it says none', () => {
    const section = parse(image).sections[0];
    if (section === undefined) throw new Error('no section');
    const lengths = [0, 1, 0x800, 0x801].map((virtualSize) => sectionRange({ ...section, virtualSize }).length);
    expect(lengths).toEqual([0x800, 1, 0x800, 0x800]);
    expect(sectionRange(section).offset).toBe(0x1000);
  });
});
