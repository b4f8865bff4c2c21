/** What is read of images: kinds, releases that are known, unknown or contradictory, parts of UKIs, modules, SBAT. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parsePcrSignatures,
  pcrValues,
  policiesOf,
  type MeasuredSection,
} from '../../../../shared/authenticode/facts/pcr.ts';
import { readImageFacts } from '../../../../shared/authenticode/facts/read-facts.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { buildModule } from '../../../support/module-writer.ts';
import { buildPe, code, type PeSectionSpec } from '../../../support/pe-writer.ts';

const facts = (bytes: Uint8Array) => readImageFacts(memorySource(bytes), 'contents');
const text = (value: string): Uint8Array => Buffer.from(value);
const stub: PeSectionSpec = { name: '.text', data: code(0x200), executable: true };
/** A section of text, padded in the file as linkers do it. */
const section = (name: string, value: string | Uint8Array): PeSectionSpec => {
  const data = typeof value === 'string' ? text(value) : value;
  const padded = Buffer.alloc(Math.ceil(Math.max(data.length, 1) / 0x200) * 0x200);
  padded.set(data);
  return { name, data: padded, virtualSize: data.length };
};
const kernel = (release: string): Uint8Array => buildPe({ bzImage: true, release });
const uki = (...sections: readonly PeSectionSpec[]): Uint8Array => buildPe({ sections: [stub, ...sections] });
const rules = async (bytes: Uint8Array): Promise<string[]> => (await facts(bytes)).problems.map(({ rule }) => rule);

/** A flat arm64 kernel: the mark at 0x38, and its banner. */
function arm64(release: string, ...more: readonly string[]): Buffer {
  const image = Buffer.alloc(0x1000);
  image.write('ARM\x64', 0x38, 'latin1');
  [release, ...more].forEach((each, index) =>
    image.write(`Linux version ${each} (me@here) (gcc) #1 SMP\n\0`, 0x200 + index * 0x100),
  );
  return image;
}

describe('an image is for', () => {
  it.each([
    [0x014c, 'i386'],
    [0x01c0, 'arm'],
    [0x01c2, 'arm'],
    [0x8664, 'x86_64'],
    [0xaa64, 'aarch64'],
    [0x5064, 'riscv64'],
    [0x6264, 'loongarch64'],
    [0x0200, '0x200'],
  ])('the machine that PE calls %d: %s', async (machine, name) => {
    expect((await facts(buildPe({ machine }))).info.machine).toBe(name);
  });
});

describe('the release of a kernel', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ['in the setup header of a bzImage', kernel('6.12.9-prod'), '6.12.9-prod', 'known'],
    ['in the banner of an arm64 Image', arm64('6.12.9-arm64'), '6.12.9-arm64', 'known'],
    ['of an arm64 Image without a banner', arm64('').subarray(0, 0x100), undefined, 'unknown'],
    ['of an arm64 Image with two', arm64('6.12.9', '6.1.0'), '6.1.0', 'contradictory'],
    ['of a boot loader, which has none', uki(section('mods', 'x')), undefined, 'unknown'],
    ['in a module', buildModule({ release: '6.12.9-prod' }), '6.12.9-prod', 'known'],
    ['of what is no image', text('Linux version 6.12.9 (x)'), undefined, 'unknown'],
  ])('%s', async (_name, image, release, state) => {
    const { info } = await facts(image);
    expect([info.release, info.releaseState]).toEqual([release, state]);
  });

  it('in a zboot kernel is that of the kernel packed in it', async () => {
    const payload = gzipSync(arm64('6.12.9-z'));
    const image = Buffer.from(
      buildPe({ sections: [stub, { name: '.data', data: Buffer.concat([payload, Buffer.alloc(7)]) }] }),
    );
    image.write('zimg', 4, 'latin1');
    image.writeUInt32LE(0x1200, 8);
    image.writeUInt32LE(payload.length, 12);
    expect((await facts(image)).info).toMatchObject({ kind: 'zboot', release: '6.12.9-z', releaseState: 'known' });
  });
});

describe('a UKI', () => {
  it('is of the kernel in it; a .uname that says otherwise is a problem', async () => {
    const { info, problems } = await facts(
      uki(section('.uname', '6.12.9-prod'), section('.linux', kernel('6.1.0-old'))),
    );
    expect(info).toMatchObject({ kind: 'uki', release: '6.1.0-old', releaseState: 'contradictory' });
    expect(problems).toMatchObject([{ rule: 'uname-differs' }]);
  });

  it('whose kernel can not be read is of no known release, whatever .uname says', async () => {
    const { info } = await facts(uki(section('.uname', '6.12.9-prod'), section('.linux', 'no kernel')));
    expect([info.release, info.releaseState]).toEqual([undefined, 'unknown']);
  });

  it('has every kernel looked at, that of each profile too', async () => {
    const image = uki(
      section('.linux', kernel('6.12.9')),
      section('.cmdline', 'root=/dev/vda ro quiet'),
      section('.profile', 'ID=old\nTITLE=The old kernel\n'),
      section('.linux', kernel('5.10.0')),
      section('.cmdline', 'init=/bin/sh'),
    );
    const { info } = await facts(image);
    expect(info).toMatchObject({ releaseState: 'contradictory', commandLine: 'root=/dev/vda ro quiet' });
    expect(info.profiles).toMatchObject([{ title: 'The old kernel', commandLine: 'init=/bin/sh', release: '5.10.0' }]);
    expect(await rules(image)).toEqual(['release-contradicts']);
  });

  it.each(['.linux', '.cmdline', '.initrd', '.osrel', '.uname'])(
    'with two sections %s in one profile is not signed',
    async (name) => {
      const value = name === '.linux' ? kernel('6.12.9') : name === '.uname' ? '6.12.9' : 'x';
      const image = uki(
        section('.linux', kernel('6.12.9')),
        section(name, value),
        ...(name === '.linux' ? [] : [section(name, value)]),
      );
      expect(await rules(image)).toEqual(['duplicate-section']);
    },
  );

  it('that is a bzImage by its first bytes as well is both, and not signed', async () => {
    const both = buildPe({ bzImage: true, release: '6.12.9', sections: [section('.linux', kernel('5.10.0'))] });
    expect((await facts(both)).info.kind).toBe('uki');
    expect(await rules(both)).toContain('kind-contradicts');
  });

  it('has sections that are told apart by their content, and its text as text', async () => {
    const { info } = await facts(
      uki(section('.cmdline', 'quiet'), section('.osrel', 'ID=debian\n'), section('.linux', kernel('6.12.9'))),
    );
    expect(info).toMatchObject({ commandLine: 'quiet', osRelease: 'ID=debian\n' });
    expect(info.sections?.find(({ name }) => name === '.cmdline')?.sha256).toBe(
      createHash('sha256').update('quiet').digest('hex'),
    );
  });
});

describe('PCR signatures', () => {
  const parts = { '.linux': kernel('6.12.9'), '.cmdline': text('quiet') };
  const measured = (of: Record<string, Uint8Array>): MeasuredSection[] =>
    Object.entries(of).map(([name, data]) => ({
      name,
      sizeBytes: data.length,
      digests: new Map([['sha256', createHash('sha256').update(data).digest()]]),
    }));
  const pcrsig = (policy: string): string =>
    JSON.stringify({ sha256: [{ pcrs: [11], pkfp: 'aa', pol: policy, sig: 'AA==' }] });
  const image = (policy: string): Uint8Array =>
    uki(...Object.entries(parts).map(([name, data]) => section(name, data)), section('.pcrsig', pcrsig(policy)));

  it('of the sections as they are match; those of others are stale', async () => {
    const policies = [...policiesOf(measured(parts), 'sha256')];
    expect(policies).toHaveLength(5);
    for (const policy of policies)
      expect((await facts(image(policy))).info.pcrSignatures).toMatchObject([{ matches: true }]);
    expect(await rules(image(policies[1] ?? ''))).toEqual([]);
    const [other] = policiesOf(measured({ ...parts, '.cmdline': text('init=/bin/sh') }), 'sha256');
    expect(await rules(image(other ?? ''))).toEqual(['pcrsig-stale']);
  });

  it('measures what systemd-measure 252 measures', () => {
    // systemd-measure calculate --linux=linux --cmdline=cmdline --bank=sha256, of the files "linux\n" and "quiet\n"
    const [, ...phases] = pcrValues(measured({ '.linux': text('linux\n'), '.cmdline': text('quiet\n') }), 'sha256');
    expect(phases.map((value) => Buffer.from(value).toString('hex'))).toEqual([
      '003e64643c4f883784724f011e189b0b3837f061421a02f115e4f975efc0270b',
      'c39f9c2b77055647789d0c2383ff9a66be92915e22038bb0bcb5dfa00facb3ec',
      '0e5b60134295ee53065237c15ec3ac913dc2a3d7f58c332137edf5544fa5703f',
      'c590245bd94ca4da5aae167eefe5071ae368158f69b91c22a982fdba23ea0dc7',
    ]);
  });

  it('of other PCRs are not judged, and what is no JSON is none', () => {
    expect(parsePcrSignatures('{')).toBeUndefined();
    expect(parsePcrSignatures(JSON.stringify({ sha256: [{ pcrs: [4], pkfp: 'aa', pol: 'bb' }] }))).toHaveLength(1);
  });
});

describe('SBAT', () => {
  const row = 'sbat,1,SBAT Version,sbat,1,https://x\n';
  it.each<[string, readonly PeSectionSpec[], readonly string[]]>([
    ['that shim reads', [section('.sbat', `${row}grub,3,Société,grub,2,https://x\n`)], []],
    ['with an empty column', [section('.sbat', `${row}grub,3,,grub,2,https://x\n`)], ['sbat-malformed']],
    ['twice', [section('.sbat', row), section('.sbat', row)], ['sbat-malformed']],
    [
      'of less data than VirtualSize',
      [{ name: '.sbat', data: Buffer.alloc(0x200), virtualSize: 0x400 }],
      ['sbat-malformed'],
    ],
    ['of no component', [section('.sbat', '\n')], ['sbat-malformed']],
    [
      'of a generation that is cut to 16 bits',
      [section('.sbat', `${row}grub,65539,F,grub,2,https://x\n`)],
      ['sbat-malformed'],
    ],
  ])('%s', async (_name, sections, expected) => {
    expect(await rules(uki(...sections))).toEqual(expected);
  });

  it('is read from all of the raw data, behind VirtualSize as well', async () => {
    const data = Buffer.alloc(0x200);
    data.write(`${row}grub,1,F,grub,2,https://x\n`);
    const { info } = await facts(uki({ name: '.sbat', data, virtualSize: row.length }));
    expect(info.sbat?.map(({ component }) => component)).toEqual(['sbat', 'grub']);
  });
});

describe('whatever the bytes', () => {
  it('facts are read or are unknown: nothing is thrown', async () => {
    const whole = uki(
      section('.uname', '6.12.9'),
      section('.linux', kernel('6.12.9')),
      section('.sbat', 'sbat,1,a,b,c,d\n'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }), async (edits) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of edits) bytes[at < 0x800 ? at : at % 0x800] = value;
        const { info } = await facts(bytes);
        expect(info.releaseState).toMatch(/^(known|unknown|contradictory)$/);
      }),
      { numRuns: 150 },
    );
  });
});
