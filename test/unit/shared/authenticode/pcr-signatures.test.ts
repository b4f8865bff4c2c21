import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withPcrSection } from '../../../../clients/cli/images/pcrs.ts';
import { fingerprintOf, readPcrKeys } from '../../../../shared/authenticode/facts/pcr-key.ts';
import { digestOfPcrPolicies, pcrPolicies } from '../../../../shared/authenticode/facts/pcr.ts';
import { readImageFacts } from '../../../../shared/authenticode/facts/read-facts.ts';
import { readPcrStarts } from '../../../../shared/authenticode/facts/uki.ts';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { parsePeHeaders } from '../../../../shared/authenticode/pe/headers.ts';
import { checkPeRules } from '../../../../shared/authenticode/pe/rules.ts';
import { withSection } from '../../../../shared/authenticode/pe/replace-section.ts';
import { objectionToPcrSignatures, signPcrPolicies } from '../../../../shared/authenticode/sign/pcr-signatures.ts';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { memorySource, type ByteSource } from '../../../../shared/bytes/byte-source.ts';
import type { PcrPolicy, PcrScope } from '../../../../shared/contract/images.ts';
import { buildPe, code, type PeSectionSpec } from '../../../support/pe-writer.ts';
import { attach, bytesOf } from '../../../support/signed-images.ts';
import { makeTestKey, signForBank } from '../../../support/signing-keys.ts';

const text = (content: string): Uint8Array => Buffer.from(content);
const STUB: PeSectionSpec = { name: '.text', data: code(0x200), executable: true };
const section = (name: string, content: string): PeSectionSpec => ({ name, data: text(content) });
/** The content of each section fills whole blocks of the file, as the section that is added wants it. */
const block = (name: string, content: string): PeSectionSpec => ({
  name,
  data: Buffer.concat([text(content), Buffer.alloc(0x200 - content.length)]),
  virtualSize: content.length,
});
const uki = (...sections: readonly PeSectionSpec[]): Uint8Array =>
  buildPe({ peOffset: 0x280, sections: [STUB, ...sections] });
const PHASES = ['enter-initrd:leave-initrd', 'enter-initrd'];
const ALL: PcrScope = { banks: ['sha512', 'sha384', 'sha256'], phases: PHASES };

async function policiesIn(image: Uint8Array, scope: PcrScope = ALL): Promise<readonly PcrPolicy[]> {
  const source = memorySource(image);
  const { headers } = await openImage(source);
  if (headers === undefined) throw new Error('no PE image');
  return pcrPolicies(await readPcrStarts(source, headers), scope);
}

const key = makeTestKey();
const signed = (policies: readonly PcrPolicy[]): Promise<Uint8Array> =>
  signPcrPolicies(policies, key.publicKey, (bank, digest) => Promise.resolve(signForBank(key, bank, digest)));

describe('PCR policies of a UKI', () => {
  const image = uki(section('.linux', 'linux\n'), section('.cmdline', 'quiet\n'));

  it('are those that systemd-measure 257 signs, in its order', async () => {
    // systemd-measure sign --linux=linux --cmdline=cmdline --phase=enter-initrd --phase=enter-initrd:leave-initrd and each --bank=
    expect((await policiesIn(image)).map(({ bank, phase, policy }) => `${bank} ${phase} ${policy}`)).toEqual([
      'sha256 enter-initrd d9cef2fcadf7b123608af73df86f7ed3b1b8ca4665be96b47a3f85db85b77956',
      'sha384 enter-initrd cca6f0828ab70f5b2f57a45de6335b1b37a6aa11c75b235f11e40fb76caa8be1',
      'sha512 enter-initrd b0b25b6dc197d7f177e567627c0cd3fe3d6b2b690cb4dda5a73611bedf1e09c8',
      'sha256 enter-initrd:leave-initrd 0f0f7c9ce9627eae5533b641f5951554bdcf5c8d04b9e229861003ffc5e7cb7f',
      'sha384 enter-initrd:leave-initrd 7b736e9d150d1beca7cd95834f6ebb55f840b47c03f85214f5519a9c010f70ea',
      'sha512 enter-initrd:leave-initrd f95b7906db3a427e06553f2eeeab5eef74082230190702a2158500ded9b8bf2c',
    ]);
  });

  it('are of each profile, with the sections of the base that it has not itself', async () => {
    const profiles = uki(
      section('.linux', 'linux\n'),
      section('.cmdline', 'debug\n'),
      section('.profile', 'ID=a\n'),
      section('.cmdline', 'quiet\n'),
      section('.profile', 'ID=a\n'),
    );
    const scope: PcrScope = { banks: ['sha256'], phases: ['enter-initrd'] };
    const found = await policiesIn(profiles, scope);
    expect(found.map(({ profile }) => profile)).toEqual([0, 1]);
    const alone = (cmdline: string) =>
      policiesIn(uki(section('.linux', 'linux\n'), section('.cmdline', cmdline), section('.profile', 'ID=a\n')), scope);
    expect(found.map(({ policy }) => policy)).toEqual(
      [...(await alone('quiet\n')), ...(await alone('debug\n'))].map(({ policy }) => policy),
    );
  });

  it('of a section that is larger in memory are over its zeros too, and empty sections are passed over', async () => {
    const larger = { name: '.linux', data: text('linux\n'), virtualSize: 10 };
    const whole = section('.linux', 'linux\n\0\0\0\0');
    expect(await policiesIn(uki(larger))).toEqual(await policiesIn(uki(whole)));
    const empty: PeSectionSpec = { name: '.initrd', data: new Uint8Array(0), virtualSize: 0 };
    expect(await policiesIn(uki(whole, empty))).toEqual(await policiesIn(uki(whole)));
    const absent: PeSectionSpec = { name: '.initrd', data: text('initrd\n'), virtualSize: 0 };
    expect(await policiesIn(uki(whole, absent))).toEqual(await policiesIn(uki(whole)));
  });

  it.each([
    ['that holds device trees for machines to choose from', [section('.linux', 'l'), section('.dtbauto', 'd')]],
    ['that holds firmware for machines to choose from', [section('.linux', 'l'), section('.efifw', 'd')]],
    ['without a kernel', [section('.cmdline', 'quiet')]],
  ])('of an image %s are not known', async (_name, sections) => {
    await expect(policiesIn(uki(...sections))).rejects.toThrow(/no PCR policies: /);
  });

  it('have a digest that each part of each of them changes', async () => {
    const policies = await policiesIn(image);
    const [first, ...rest] = policies;
    if (first === undefined) throw new Error('there is none');
    const others = [
      policies,
      rest,
      [...rest, first],
      [{ ...first, bank: 'sha384' as const }, ...rest],
      [{ ...first, phase: 'sysinit' }, ...rest],
      [{ ...first, profile: 0 }, ...rest],
      [{ ...first, policy: 'a'.repeat(64) }, ...rest],
    ].map((each) => digestOfPcrPolicies(each));
    expect(new Set(others).size).toBe(others.length);
  });
});

describe('PCR signatures', () => {
  const image = uki(section('.linux', 'linux\n'), section('.cmdline', 'quiet\n'));

  it('are byte for byte what systemd-measure writes', async () => {
    const measure = process.env['SYSTEMD_MEASURE'];
    if (measure === undefined) {
      console.warn('not compared: SYSTEMD_MEASURE names no systemd-measure (255 or later: older ones want a TPM)');
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'purgatory-measure-'));
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content, { mode: 0o600 });
      return join(folder, name);
    };
    try {
      const pem = key.privateKey.export({ format: 'pem', type: 'pkcs8' });
      const written = execFileSync(measure, [
        'sign',
        `--linux=${file('linux', 'linux\n')}`,
        `--cmdline=${file('cmdline', 'quiet\n')}`,
        `--private-key=${file('key', pem)}`,
        ...ALL.banks.map((bank) => `--bank=${bank}`),
        ...PHASES.map((phase) => `--phase=${phase}`),
      ]);
      expect(Buffer.from(await signed(await policiesIn(image))).toString()).toBe(written.toString());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are good of the sections and key that they were made for alone', async () => {
    const policies = await policiesIn(image);
    const json = await signed(policies);
    expect(objectionToPcrSignatures(json, policies, key.publicKey)).toBeUndefined();
    const other = await policiesIn(uki(section('.linux', 'linux\n'), section('.cmdline', 'init=/bin/sh\n')));
    expect(objectionToPcrSignatures(json, other, key.publicKey)).toMatch(/is not signed/);
    expect(objectionToPcrSignatures(json, policies, makeTestKey().publicKey)).toMatch(/is not signed/);
    const relabelled = (from: string, to: string): string => Buffer.from(json).toString().replaceAll(from, to);
    for (const broken of [
      relabelled(fingerprintOf(key.publicKey), 'a'.repeat(64)),
      relabelled(policies[0]?.policy ?? '', 'a'.repeat(64)),
      '{',
      '{"sha256":[{}]}',
      '{}',
      Buffer.from(json).toString().replaceAll('"sig":"', '"sig":"AAAA'),
    ])
      expect(objectionToPcrSignatures(Buffer.from(broken), policies, key.publicKey)).toBeDefined();
  });

  it('by another key than the one that is said are none', async () => {
    const policies = await policiesIn(image);
    const other = makeTestKey();
    const made = signPcrPolicies(policies, key.publicKey, (bank, digest) =>
      Promise.resolve(signForBank(other, bank, digest)),
    );
    await expect(made).rejects.toThrow(/not the one that it says/);
  });

  it('are shown with the image they are in: of its sections, by the key of .pcrpkey', async () => {
    const parts = [block('.linux', 'linux\n'), block('.pcrpkey', toPem(key.publicKey, 'PUBLIC KEY'))];
    const policies = await policiesIn(uki(...parts));
    const made = await bytesOf(await withPcrSection(memorySource(uki(...parts)), await signed(policies)));
    const { info, problems } = await readImageFacts(memorySource(made), 'contents');
    expect(problems.filter(({ rule }) => rule.startsWith('pcr'))).toEqual([]);
    expect(info.pcrSignatures?.map(({ matches }) => matches)).toEqual(policies.map(() => true));
    const { headers } = await openImage(memorySource(made));
    if (headers === undefined) throw new Error('no PE image');
    expect(await readPcrKeys(memorySource(made), headers)).toEqual([info.pcrSignatures?.[0]?.key]);
  });
});

/** Bytes behind the section table. */
function withSlotTaken(image: Uint8Array): Uint8Array {
  const { sectionTableOffset, sections, sizeOfHeaders } = parsePeHeaders(image, image.length);
  return Uint8Array.from(image).fill(1, sectionTableOffset + sections.length * 40, sizeOfHeaders);
}

describe('a .pcrsig', () => {
  const json = text('{"sha256":[]}\n');
  const contentOf = async (made: Uint8Array): Promise<readonly [string, string][]> => {
    const { headers } = await openImage(memorySource(made));
    if (headers === undefined) throw new Error('no PE image');
    expect(checkPeRules(headers)).toEqual([]);
    return headers.sections.map(({ name, rawOffset, virtualSize }) => [
      name,
      Buffer.from(made.subarray(rawOffset, rawOffset + virtualSize)).toString('latin1'),
    ]);
  };

  it('is put behind all other sections where there is none, and in its place where there is one', async () => {
    const without = uki(block('.linux', 'linux\n'), block('.cmdline', 'quiet\n'));
    const added = await bytesOf(await withPcrSection(memorySource(without), json));
    const expected = [
      ['.linux', 'linux\n'],
      ['.cmdline', 'quiet\n'],
      ['.pcrsig', Buffer.from(json).toString()],
    ];
    expect((await contentOf(added)).slice(1)).toEqual(expected);
    expect(await policiesIn(added)).toEqual(await policiesIn(without));
    const longer = Buffer.concat([json, Buffer.alloc(0x3000, ' ')]);
    const replaced = await bytesOf(await withPcrSection(memorySource(added), longer));
    expect((await contentOf(replaced)).at(-1)).toEqual(['.pcrsig', longer.toString()]);
    expect(await policiesIn(replaced)).toEqual(await policiesIn(without));
  });

  it.each<[string, Uint8Array, RegExp]>([
    [
      'no room in the headers',
      buildPe({ peOffset: 0x280, sizeOfHeaders: 0x400, sections: [STUB, block('.osrel', 'o'), block('.linux', 'l')] }),
      /no room for another section/,
    ],
    ['something where its header would be', withSlotTaken(uki(block('.linux', 'l'))), /no room for another section/],
    [
      'bytes behind its sections',
      Buffer.concat([uki(block('.linux', 'l')), Buffer.alloc(0x200, 1)]),
      /bytes stand where/,
    ],
    ['sections that end within a block', uki(section('.linux', 'linux\n')), /bytes stand where/],
    ['profiles and no .pcrsig before them', uki(block('.linux', 'l'), block('.profile', 'ID=a')), /UKI with profiles/],
    [
      'one in a profile',
      uki(block('.linux', 'l'), block('.pcrsig', '{}'), block('.profile', 'ID=a'), block('.pcrsig', '{}')),
      /UKI with profiles/,
    ],
  ])('is not put into a UKI with %s', async (_name, image, why) => {
    await expect(withPcrSection(memorySource(image), json)).rejects.toThrow(why);
  });
});

describe('a section that is put in or exchanged', () => {
  const parts = [STUB, block('.linux', 'linux\n')];
  const ways: readonly [string, (image: Uint8Array) => Promise<ByteSource>][] = [
    ['put in', (image) => withPcrSection(memorySource(image), text('{}'))],
    [
      'exchanged',
      (image) =>
        withSection(memorySource(image), parsePeHeaders(image, image.length), '.linux', memorySource(text('other'))),
    ],
  ];

  it.each(ways)('leaves no signature and no checksum: %s', async (_way, change) => {
    const signed = await attach(buildPe({ peOffset: 0x280, sections: parts }), Buffer.alloc(24, 1));
    const { checksumOffset, certificateDirectory } = parsePeHeaders(signed, signed.length);
    expect([signed.readUInt32LE(checksumOffset), certificateDirectory?.sizeBytes]).not.toContain(0);
    const made = await bytesOf(await change(signed));
    const after = parsePeHeaders(made, made.length);
    expect(made.readUInt32LE(after.checksumOffset)).toBe(0);
    expect(after.certificateDirectory).toMatchObject({ offset: 0, sizeBytes: 0 });
    expect(checkPeRules(after)).toEqual([]);
  });

  it.each(ways)('is never in an image that breaks a rule: %s', async (_way, change) => {
    const gap = buildPe({ peOffset: 0x280, sections: [STUB, { ...block('.linux', 'linux\n'), rawOffset: 0x1400 }] });
    await expect(change(gap)).rejects.toThrow(/^section-gap: /);
  });

  it('begins at a page where SizeOfImage does not end at one', async () => {
    const image = Buffer.from(buildPe({ peOffset: 0x280, sections: parts }));
    const { optionalHeaderOffset, sizeOfImage } = parsePeHeaders(image, image.length);
    image.writeUInt32LE(sizeOfImage - 0x800, optionalHeaderOffset + 56);
    const made = await bytesOf(await withPcrSection(memorySource(image), text('{}')));
    const after = parsePeHeaders(made, made.length);
    expect(after.sections.at(-1)).toMatchObject({ name: '.pcrsig', virtualAddress: sizeOfImage });
    expect(after.sizeOfImage).toBe(sizeOfImage + 0x1000);
  });
});

describe('withSection', () => {
  it('makes one that was as large in memory as in the file as large as its content', async () => {
    const image = uki(section('.linux', 'l'.repeat(0x200)));
    const headers = parsePeHeaders(image, image.length);
    const made = await bytesOf(await withSection(memorySource(image), headers, '.linux', memorySource(text('signed'))));
    expect(parsePeHeaders(made, made.length).sections.at(-1)).toMatchObject({ virtualSize: 6, rawSize: 0x200 });
  });

  it('leaves a section that is larger in memory as large', async () => {
    const image = uki({ ...block('.linux', 'linux\n'), virtualSize: 0x900 });
    const source = memorySource(image);
    const { headers } = await openImage(source);
    if (headers === undefined) throw new Error('no PE image');
    const made = await bytesOf(await withSection(source, headers, '.linux', memorySource(text('signed\n'))));
    const { headers: after } = await openImage(memorySource(made));
    expect(after?.sections.at(-1)).toMatchObject({ name: '.linux', virtualSize: 0x900 });
  });
});
