/** What is read of files at the bounds of their tables: what is not within the file is not known, and nothing is thrown. */
import { describe, expect, it } from '@jest/globals';
import { elfMachineOf, elfTypeOf, isElf, readElfSections } from '../../../../../shared/authenticode/facts/elf.ts';
import { contradictingKinds, kindOf, type Marks } from '../../../../../shared/authenticode/facts/kind.ts';
import { withLongNames } from '../../../../../shared/authenticode/facts/long-names.ts';
import { readModuleFacts } from '../../../../../shared/authenticode/facts/module.ts';
import { isBank, parsePcrSignatures } from '../../../../../shared/authenticode/facts/pcr.ts';
import { readProduct } from '../../../../../shared/authenticode/facts/product.ts';
import { readSbatSection } from '../../../../../shared/authenticode/facts/sbat-section.ts';
import { sectionText } from '../../../../../shared/authenticode/facts/section-text.ts';
import {
  compressionOf,
  isArm64Image,
  isBzImage,
  isRiscvImage,
  isZboot,
  printable,
} from '../../../../../shared/authenticode/image/magic.ts';
import { parsePeHeaders, type PeHeaders, type PeSection } from '../../../../../shared/authenticode/pe/headers.ts';
import { checkPeRules } from '../../../../../shared/authenticode/pe/rules.ts';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { buildModule } from '../../../../support/module-writer.ts';
import { buildPe, code, type PeSectionSpec } from '../../../../support/pe-writer.ts';

const module = buildModule({ release: '6.12.1-m', name: 'mine', buildId: 'ab'.repeat(20) });
const TABLE = Number(module.readBigUInt64LE(40));

function edited(of: Buffer, edit: (copy: Buffer) => unknown): Buffer {
  const copy = Buffer.from(of);
  edit(copy);
  return copy;
}

describe('the sections of an ELF file', () => {
  const sections = (bytes: Buffer, sizeBytes = bytes.length) => readElfSections(memorySource(bytes), bytes, sizeBytes);

  it('are those of its table', async () => {
    expect((await sections(module))?.map(({ name }) => name)).toEqual([
      ...['', '.modinfo', '.note.gnu.build-id', '.shstrtab'],
    ]);
  });

  it.each<[string, (copy: Buffer) => unknown]>([
    ['no mark of ELF', (copy) => copy.writeUInt8(0, 0)],
    ['32 bits', (copy) => copy.writeUInt8(1, 4)],
    ['headers of another size', (copy) => copy.writeUInt16LE(63, 58)],
    ['no sections', (copy) => copy.writeUInt16LE(0, 60)],
    ['a section more than the file holds', (copy) => copy.writeUInt16LE(5, 60)],
    ['names in a section that is not there', (copy) => copy.writeUInt16LE(4, 62)],
    ['a table within the head', (copy) => copy.writeBigUInt64LE(63n, 40)],
    ['a table behind the file', (copy) => copy.writeBigUInt64LE(BigInt(TABLE + 1), 40)],
    ['names behind the file', (copy) => copy.writeBigUInt64LE(BigInt(module.length), TABLE + 3 * 64 + 24)],
    ['names of more than a MiB', (copy) => copy.writeBigUInt64LE(1n << 21n, TABLE + 3 * 64 + 32)],
  ])('of a file with %s are not known', async (_name, edit) => {
    const bytes = edited(module, edit);
    expect(await sections(bytes)).toBeUndefined();
    expect(await readModuleFacts(memorySource(bytes), bytes, bytes.length)).toBeUndefined();
  });

  it('of a head that is cut are not known', async () => {
    expect(await readElfSections(memorySource(module), module.subarray(0, 63), module.length)).toBeUndefined();
    expect(await readElfSections(memorySource(module), module.subarray(0, 64), module.length)).toHaveLength(4);
  });

  it('end where the signature begins: a table that reaches into it is none', async () => {
    expect(await sections(module, module.length - 1)).toBeUndefined();
  });

  it('are left out one by one where they are outside the file', async () => {
    const bytes = edited(module, (copy) => copy.writeBigUInt64LE(BigInt(module.length), TABLE + 64 + 24));
    expect((await sections(bytes))?.map(({ name }) => name)).toEqual(['', '.note.gnu.build-id', '.shstrtab']);
    const facts = await readModuleFacts(memorySource(bytes), bytes, bytes.length);
    expect(facts).toEqual({ module: {}, claims: [], buildId: 'ab'.repeat(20) });
  });

  it('have names that end with the table of names, whatever is missing', async () => {
    const names = Number(module.readBigUInt64LE(TABLE + 3 * 64 + 24));
    const length = module.readBigUInt64LE(TABLE + 3 * 64 + 32);
    const bytes = edited(module, (copy) => copy.writeBigUInt64LE(length - 1n, TABLE + 3 * 64 + 32));
    expect((await sections(bytes))?.at(-1)?.name).toBe('.shstrtab');
    expect(names + Number(length)).toBe(TABLE);
  });

  it('tell what a module says of itself', async () => {
    expect(await readModuleFacts(memorySource(module), module, module.length)).toEqual({
      module: { name: 'mine', vermagic: '6.12.1-m SMP preempt mod_unload ', license: 'GPL' },
      claims: [{ from: '.modinfo vermagic', release: '6.12.1-m' }],
      buildId: 'ab'.repeat(20),
    });
    const unnamed = buildModule({ release: 'none' });
    expect((await readModuleFacts(memorySource(unnamed), unnamed, unnamed.length))?.claims).toEqual([]);
    const shortId = edited(module, (copy) => copy.writeBigUInt64LE(35n, TABLE + 2 * 64 + 32));
    expect((await readModuleFacts(memorySource(shortId), shortId, shortId.length))?.buildId).toBeUndefined();
  });

  it('are of a type and a machine in either order of bytes', () => {
    const big = edited(module, (copy) => {
      copy.writeUInt8(2, 5);
      copy.writeUInt16BE(2, 16);
      copy.writeUInt16BE(22, 18);
    });
    expect([elfTypeOf(module), elfMachineOf(module)]).toEqual([1, 'x86_64']);
    expect([elfTypeOf(big), elfMachineOf(big)]).toEqual([2, 's390x']);
    expect(elfMachineOf(edited(module, (copy) => copy.writeUInt16LE(9999, 18)))).toBe('elf machine 9999');
    expect([isElf(module.subarray(0, 20)), isElf(module.subarray(0, 19))]).toEqual([true, false]);
    expect([elfTypeOf(Buffer.alloc(64)), elfMachineOf(Buffer.alloc(64))]).toEqual([undefined, undefined]);
  });
});

describe('marks of kinds', () => {
  const at = (bytes: number, ...marks: readonly (readonly [number, string])[]): Buffer => {
    const out = Buffer.alloc(bytes);
    for (const [offset, mark] of marks) out.write(mark, offset, 'latin1');
    return out;
  };

  it.each<[string, (head: Uint8Array) => boolean, Buffer, number]>([
    ['bzImage', isBzImage, at(0x211, [0x1fe, '\x55\xaa'], [0x202, 'HdrS']), 0x211],
    ['arm64', isArm64Image, at(64, [0x38, 'ARM\x64']), 64],
    ['RISC-V', isRiscvImage, at(64, [0x38, 'RSC\x05']), 64],
    ['zboot', isZboot, at(64, [0, 'MZ'], [4, 'zimg']), 64],
  ])('%s: all of them, within the head', (_name, isOne, head, least) => {
    expect(isOne(head)).toBe(true);
    expect(isOne(head.subarray(0, least - 1))).toBe(false);
    for (const [offset, byte] of head.entries()) {
      if (byte === 0) continue;
      expect(isOne(edited(head, (copy) => copy.writeUInt8(byte ^ 1, offset)))).toBe(false);
    }
  });

  it.each<[string, string, number]>([
    ['gzip', '\x1f\x8b', 2],
    ['xz', '\xfd7zXZ\0', 6],
    ['zstd', '\x28\xb5\x2f\xfd', 4],
  ])('%s', (name, mark, bytes) => {
    const head = Buffer.from(mark, 'latin1');
    expect(compressionOf(head)).toBe(name);
    for (let index = 0; index < bytes; index++) {
      expect(compressionOf(edited(head, (copy) => copy.writeUInt8(7, index)))).toBeUndefined();
    }
    expect(compressionOf(head.subarray(0, bytes - 1))).toBeUndefined();
  });

  it('a person is shown what can be printed', () => {
    expect(printable('a\x1f ~\x7f\u00e9')).toBe('a\ufffd ~\ufffd\ufffd');
  });

  const none: Marks = { s390: new Uint8Array(0), appended: false, product: undefined };
  const s390 = (offset: number): Marks => ({ ...none, s390: at(16, [offset, 'S390EP']) });
  const pe = (...sections: readonly string[]): PeHeaders => {
    const bytes = buildPe({
      sections: [
        { name: '.text', data: code(0x200), executable: true },
        ...sections.map((name) => ({ name, data: new Uint8Array(0x200) })),
      ],
    });
    return parsePeHeaders(bytes, bytes.length);
  };
  /** Its name is longer than eight bytes, and stands behind the symbols. */
  const shim: PeHeaders = { ...pe(), sections: pe('.x').sections.map((each) => ({ ...each, name: '.vendor_cert' })) };
  const elf = (type: number) => edited(module, (copy) => copy.writeUInt16LE(type, 16));
  const CAPSULE = Buffer.concat([Buffer.from('edd5cb6d2de8444cbda17194199ad92a', 'hex'), Buffer.alloc(64)]);

  it.each<[string, Uint8Array, PeHeaders | undefined, Marks]>([
    ['uki', at(64, [0, 'MZ'], [4, 'zimg']), pe('.linux'), none],
    ['zboot', at(64, [0, 'MZ'], [4, 'zimg']), pe(), none],
    ['bzimage', at(0x211, [0x1fe, '\x55\xaa'], [0x202, 'HdrS']), pe(), none],
    ['arm64-image', at(64, [0x38, 'ARM\x64']), pe(), none],
    ['riscv-image', at(64, [0x38, 'RSC\x05']), pe(), none],
    ['shim', at(64), shim, { ...none, product: { name: 'GRUB' } }],
    ['boot-loader', at(64), pe(), { ...none, product: { name: 'GRUB' } }],
    ['boot-loader', at(64), pe(), { ...none, product: { name: 'systemd-boot' } }],
    ['efi', at(64), pe(), { ...none, product: { name: 'fwupd' } }],
    ...[11, 12, 13].map((subsystem): [string, Uint8Array, PeHeaders, Marks] => [
      ...(['efi-driver', at(64), { ...pe(), subsystem }, none] as const),
    ]),
    ['efi', at(64), { ...pe(), subsystem: 10 }, none],
    ['compressed', at(64, [0, '\x1f\x8b']), undefined, none],
    ['module', at(64, [0, '\x1f\x8b']), undefined, { ...none, appended: true }],
    ['s390-image', at(64), undefined, s390(0)],
    ['s390-image', at(64), undefined, s390(8)],
    ['unknown', at(64), undefined, s390(7)],
    ['firmware', CAPSULE, undefined, none],
    ['module', elf(1), undefined, none],
    ['elf-kernel', elf(2), undefined, none],
    ['elf-kernel', elf(3), undefined, none],
    ['unknown', elf(4), undefined, none],
    ['unknown', at(64), undefined, none],
  ])('make it %s', (kind, head, headers, marks) => {
    expect(kindOf(head, headers, marks)).toBe(kind);
  });

  it('that exclude one another are all named; one alone is no contradiction', () => {
    const zboot = at(0x211, [0, 'MZ'], [4, 'zimg']);
    expect(contradictingKinds(zboot, pe())).toEqual([]);
    expect(contradictingKinds(zboot, pe('.linux'))).toEqual(['a UKI', 'an EFI zboot kernel']);
    const more = at(0x211, [0x38, 'ARM\x64'], [0x1fe, '\x55\xaa'], [0x202, 'HdrS']);
    expect(contradictingKinds(more, undefined)).toEqual(['a bzImage', 'an arm64 Image']);
    const riscv = at(64, [0, 'MZ'], [4, 'zimg'], [0x38, 'RSC\x05']);
    expect(contradictingKinds(riscv, undefined)).toEqual(['an EFI zboot kernel', 'a RISC-V Image']);
  });
});

describe('sections of an EFI program', () => {
  const stub: PeSectionSpec = { name: '.text', data: code(0x200), executable: true };
  const text = (name: string, value: string, bytes = 0x200): PeSectionSpec => {
    const data = Buffer.alloc(bytes);
    data.write(value, 'latin1');
    return { name, data };
  };
  const open = (...sections: readonly PeSectionSpec[]) => {
    const bytes = buildPe({ sections: [stub, ...sections] });
    return { source: memorySource(bytes), headers: parsePeHeaders(bytes, bytes.length), bytes: Buffer.from(bytes) };
  };
  const changed = (headers: PeHeaders, change: Partial<PeSection>): PeHeaders => ({
    ...headers,
    sections: headers.sections.map((section) => (section.name === '.text' ? section : { ...section, ...change })),
  });

  it('are text up to a NUL, of 64 KiB at most, within the file', async () => {
    const { source, headers } = open(text('.note', 'hello'));
    expect(await sectionText(source, headers, '.note')).toBe('hello');
    expect(await sectionText(source, headers, '.other')).toBeUndefined();
    const full = open({ name: '.note', data: Buffer.alloc(0x10000, 'a') });
    expect(await sectionText(full.source, full.headers, '.note')).toHaveLength(0x10000);
    const more = open({ name: '.note', data: Buffer.alloc(0x10001, 'a') });
    expect(await sectionText(more.source, more.headers, '.note')).toBeUndefined();
    const last = changed(headers, { rawOffset: source.sizeBytes - 0x200 });
    expect(await sectionText(source, last, '.note')).toBe('hello');
    const outside = changed(headers, { rawOffset: source.sizeBytes - 0x1ff });
    expect(await sectionText(source, outside, '.note')).toBeUndefined();
  });

  const row = 'sbat,1,a,b,c,d\n';
  it.each<[string, Partial<PeSection>, string | undefined, boolean]>([
    ['as it should be', {}, undefined, true],
    ['with relocations', { hasRelocations: true }, 'the section has relocations', false],
    ['without data', { rawSize: 0, virtualSize: 0 }, undefined, false],
    ['of as much data as in memory', { virtualSize: 0x200 }, undefined, true],
    ['of less data than in memory', { virtualSize: 0x201 }, undefined, false],
    ['outside the file', { rawOffset: 0x1201 }, 'the section is outside the file', false],
    ['of more than 64 KiB', { rawSize: 65537 }, '65537 bytes, 65536 at most are read', false],
    ['of 64 KiB outside the file', { rawSize: 65536 }, 'the section is outside the file', false],
  ])('SBAT %s', async (_name, change, refusal, isRead) => {
    const { source, headers } = open(text('.sbat', row));
    const found = await readSbatSection(source, changed(headers, change));
    expect(found.refusal).toBe(refusal);
    expect(found.entries?.length).toBe(isRead ? 1 : undefined);
    const passedOver = `${change.rawSize ?? 0x200} bytes of data for ${change.virtualSize ?? 0} in memory: shim passes it over, and checks nothing`;
    const problem = refusal ?? passedOver;
    expect(found.problems).toEqual(isRead ? [] : [{ rule: 'sbat-malformed', where: '.sbat', problem }]);
  });

  it('SBAT is what shim finds by all eight bytes of the name: one with bytes behind the NUL is none, and no second one', async () => {
    const named = text('.sbat\0x', row);
    const alone = open(named);
    expect(await readSbatSection(alone.source, alone.headers)).toMatchObject({
      entries: undefined,
      refusal: undefined,
    });
    expect(checkPeRules(alone.headers).map(({ rule }) => rule)).toContain('section-name');
    const beside = open(named, text('.sbat', row));
    const found = await readSbatSection(beside.source, beside.headers);
    expect([found.refusal, found.entries?.length]).toEqual([undefined, 1]);
  });

  it('SBAT twice, empty or of odd generations is a problem; none at all is not', async () => {
    const said = async (...sections: readonly PeSectionSpec[]) => {
      const { source, headers } = open(...sections);
      const { refusal, problems } = await readSbatSection(source, headers);
      return [refusal, ...problems.map(({ problem }) => problem)];
    };
    expect(await said()).toEqual([undefined]);
    const twice = 'there are several .sbat sections';
    expect(await said(text('.sbat', row), text('.sbat', row))).toEqual([twice, twice]);
    expect(await said(text('.sbat', ''))).toEqual([undefined, 'no component is in it']);
    expect(await said(text('.sbat', `${row}grub,65539x,a,b,c,d\n`))).toEqual([
      ...[undefined, 'the generation "65539x" of grub is no number of 16 bits: shim takes it for 3'],
    ]);
    expect((await said(text('.sbat', 'a,1\n')))[0]).toBe('sbat: row[0]: 2 columns, 6 are needed');
  });

  it.each<[string, readonly PeSectionSpec[], string, unknown]>([
    ['nothing', [], '', undefined],
    [
      'systemd-boot',
      [text('.sdmagic', '#### LoaderInfo: systemd-boot 252.39-1 ####')],
      'grub,1,a,b,9,d\n',
      { name: 'systemd-boot', version: '252.39-1' },
    ],
    [
      'GRUB of a distributor',
      [],
      `${row}grub,3,a,b,2.06,d\ngrub.debian,4,a,b,2.06-13,d\n`,
      { name: 'GRUB', version: '2.06-13' },
    ],
    ['GRUB of nobody', [], `${row}grub,3,a,b,2.06,d\ngrubby,4,a,b,1,d\n`, { name: 'GRUB', version: '2.06' }],
    ['fwupd', [], 'fwupd-efi,1,a,b,1.4,d\n', { name: 'fwupd', version: '1.4' }],
    ['shim without a mark', [], 'shim,4,a,b,15,d\n', { name: 'shim', version: '15' }],
    ['GRUB by its modules', [text('mods', 'x')], '', { name: 'GRUB' }],
    ['what is not known', [], 'other,4,a,b,15,d\n', undefined],
  ])('tell the product: %s', async (_name, sections, sbat, product) => {
    const { source, headers } = open(...sections, ...(sbat === '' ? [] : [text('.sbat', sbat)]));
    const { entries } = await readSbatSection(source, headers);
    expect(await readProduct(source, headers, entries)).toEqual(product);
  });

  it('have long names behind the symbols, as far as they are there', async () => {
    const { headers, bytes } = open(text('/4', ''), text('/x', ''), text('.data', ''));
    const table = bytes.length;
    const symbols = 2;
    const strings = Buffer.concat([Buffer.alloc(symbols * 18), Buffer.from('\0\0\0\0.data.ident\0')]);
    const named = async (of: Buffer) => {
      const parsed = parsePeHeaders(of, of.length);
      return (await withLongNames(memorySource(of), parsed)).sections.map(({ name }) => name);
    };
    const point = edited(Buffer.concat([bytes, strings]), (copy) => {
      copy.writeUInt32LE(table, headers.peOffset + 12);
      copy.writeUInt32LE(symbols, headers.peOffset + 16);
    });
    expect(await named(point)).toEqual(['.text', '.data.ident', '/x', '.data']);
    // A name that does not end is none; nor is one behind the file.
    expect(await named(point.subarray(0, -1))).toEqual(['.text', '/4', '/x', '.data']);
    expect(await named(point.subarray(0, table + 40))).toEqual(['.text', '/4', '/x', '.data']);
    const plain = open(text('.data', ''));
    expect(await withLongNames(plain.source, plain.headers)).toBe(plain.headers);
  });

  it('tell shim’s version by its mark, where its name is long', async () => {
    const { source, headers } = open(text('.ident', '$Version: 16.1 $'), text('.sbat', 'shim,4,a,b,15,d\n'));
    const { entries } = await readSbatSection(source, headers);
    const renamed = {
      ...headers,
      sections: headers.sections.map((each) => (each.name === '.ident' ? { ...each, name: '.data.ident' } : each)),
    };
    expect(await readProduct(source, renamed, entries)).toEqual({ name: 'shim', version: '16.1' });
  });
});

describe('the text of .pcrsig', () => {
  const one = { pcrs: [11], pkfp: 'AA', pol: 'BB' };
  const of = (value: unknown) => parsePcrSignatures(JSON.stringify(value));

  it('is read in lower case, bank by bank, 64 at most', () => {
    expect(of({ sha256: [one], sha1: [{ ...one, sig: 'x' }] })).toEqual([
      { bank: 'sha256', pcrs: [11], key: 'aa', policy: 'bb' },
      { bank: 'sha1', pcrs: [11], key: 'aa', policy: 'bb' },
    ]);
    const many = (count: number) => new Array<unknown>(count).fill(one);
    expect(of({ sha256: many(64) })).toHaveLength(64);
    expect(of({ sha256: many(65) })).toBeUndefined();
    expect(of({ sha256: many(40), sha512: many(40) })).toHaveLength(64);
  });

  it.each<[string, unknown]>([
    ['a bank of 21 letters', { ['x'.repeat(21)]: [one] }],
    ['a PCR 24', { sha256: [{ ...one, pcrs: [24] }] }],
    ['a PCR -1', { sha256: [{ ...one, pcrs: [-1] }] }],
    ['a PCR and a half', { sha256: [{ ...one, pcrs: [1.5] }] }],
    ['25 PCRs', { sha256: [{ ...one, pcrs: new Array(25).fill(1) }] }],
    ['a policy that is no hex', { sha256: [{ ...one, pol: 'xx' }] }],
    ['a policy of one digit', { sha256: [{ ...one, pol: 'a' }] }],
    ['a key of 129 digits', { sha256: [{ ...one, pkfp: 'a'.repeat(129) }] }],
    ['a list', [one]],
  ])('with %s is none', (_name, value) => {
    expect(of(value)).toBeUndefined();
  });

  it('knows the banks of a TPM', () => {
    expect(['sha1', 'sha256', 'sha384', 'sha512', 'md5'].map(isBank)).toEqual([true, true, true, true, false]);
  });
});
