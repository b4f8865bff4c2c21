/** A UKI with more kernels than are read, signed and unsigned ones, profiles, and what PCR 11 can not be told of. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readPcrKeys } from '../../../../../shared/authenticode/facts/pcr-key.ts';
import { readImageFacts } from '../../../../../shared/authenticode/facts/read-facts.ts';
import { readPcrStarts } from '../../../../../shared/authenticode/facts/uki.ts';
import { parsePeHeaders, type PeSection } from '../../../../../shared/authenticode/pe/headers.ts';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { askedOf } from '../../../../../shared/domain/image/policy.ts';
import { buildPe, code, type PeSectionSpec } from '../../../../support/pe-writer.ts';

const stub: PeSectionSpec = { name: '.text', data: code(0x200), executable: true };
const section = (name: string, value: string | Uint8Array): PeSectionSpec => {
  const content = Buffer.from(value);
  const data = Buffer.alloc(Math.ceil(Math.max(content.length, 1) / 0x200) * 0x200);
  content.copy(data);
  return { name, data, virtualSize: content.length };
};
const kernel = (release: string, signed = false): Uint8Array => {
  const bytes = Buffer.from(buildPe({ bzImage: true, release }));
  // The size in the certificate directory: 24 bytes before the optional header, 112 of it, four entries.
  if (signed) bytes.writeUInt32LE(8, 0x80 + 24 + 112 + 36);
  return bytes;
};
const uki = (...sections: readonly PeSectionSpec[]) => {
  const bytes = buildPe({ peOffset: 0x1000, sizeOfHeaders: 0x3000, sections: [stub, ...sections] });
  return { bytes, source: memorySource(bytes), headers: parsePeHeaders(bytes, bytes.length) };
};
const facts = (...sections: readonly PeSectionSpec[]) => readImageFacts(uki(...sections).source, 'headers');
const repeat = (count: number, of: PeSectionSpec): PeSectionSpec[] =>
  Array.from({ length: count }, () => [section('.profile', 'ID=x\n'), of]).flat();

describe('a UKI', () => {
  it('has eight kernels read; of one that has more, not all is known', async () => {
    const eight = await facts(...repeat(8, section('.linux', kernel('6.12.9'))));
    expect(eight.problems.map(({ rule }) => rule)).not.toContain('uki-kernels');
    expect(eight.info).toMatchObject({ release: '6.12.9', releaseState: 'known' });
    const nine = await facts(...repeat(8, section('.linux', kernel('6.12.9'))), section('.linux', kernel('5.10.0')));
    expect(nine.problems).toContainEqual({ rule: 'uki-kernels', where: '.linux', problem: '9 kernels' });
    expect(nine.info.releaseState).toBe('unknown');
    expect(nine.info.releases?.map(({ release }) => release)).not.toContain('5.10.0');
  });

  const linux = section('.linux', kernel('6.12.9'));
  it.each([
    ['longer than any kernel takes, with white space where it is looked at', `ro${' '.repeat(9000)}init=/bin/sh`],
    ['larger than is read', `init=/bin/sh${' x'.repeat(40_000)}`],
  ])('with a command line %s is not signed, and fits no pattern for command lines', async (_, line) => {
    const odd = section('.cmdline', line);
    const base = await facts(odd, linux);
    expect(base.problems).toEqual([expect.objectContaining({ rule: 'command-line', where: 'section[1] .cmdline' })]);
    expect(base.info.commandLine).toBeUndefined();
    expect(askedOf('n', base.info).commandLines).toBeUndefined();
    const profile = await facts(section('.cmdline', 'ro'), linux, section('.profile', 'ID=x'), odd);
    expect(profile.problems).toEqual([expect.objectContaining({ rule: 'command-line' })]);
    expect(askedOf('n', profile.info).commandLines).toBeUndefined();
  });

  it('with command lines that are read whole has those, without white space at their ends', async () => {
    const longest = 'r'.repeat(4096);
    const { info, problems } = await facts(
      ...[section('.cmdline', longest), linux],
      ...[section('.profile', 'ID=x'), section('.cmdline', 'ro \n')],
    );
    expect(problems).toEqual([]);
    expect(askedOf('n', info).commandLines).toEqual([longest, 'ro']);
  });

  it.each(['.linux', '.cmdline', '.osrel', '.initrd', '.pcrsig', '.profile'])(
    'of which the stub takes %s for absent, by its VirtualSize of 0, is not signed',
    async (name) => {
      const hidden = { ...section(name, 'ro'), virtualSize: 0 };
      const { problems } = await facts(linux, hidden);
      expect(problems).toContainEqual(
        expect.objectContaining({ rule: 'section-passed-over', where: `section[2] ${name}` }),
      );
      const rules = (await facts(linux, { ...hidden, virtualSize: 1 })).problems.map(({ rule }) => rule);
      expect(rules).not.toContain('section-passed-over');
    },
  );

  it('is passed over in nothing where a section is no part of a UKI, or nothing of it is in the file', async () => {
    const other = { ...section('.other', 'ro'), virtualSize: 0 };
    const empty = { name: '.initrd', data: new Uint8Array(0), virtualSize: 0 };
    const rules = (await facts(linux, other, empty)).problems.map(({ rule }) => rule);
    expect(rules).not.toContain('section-passed-over');
  });

  it('has no command line that is known where the stub takes it for absent, in its base and in a profile', async () => {
    for (const data of [Buffer.from('ro'.padEnd(0x200, '\0')), new Uint8Array(0)]) {
      const hidden = { name: '.cmdline', data, virtualSize: 0 };
      for (const sections of [[hidden], [section('.cmdline', 'ro'), section('.profile', 'ID=x'), hidden]]) {
        const { info, problems } = await facts(linux, ...sections);
        expect(problems).toContainEqual(expect.objectContaining({ rule: 'command-line' }));
        expect(askedOf('n', info).commandLines).toBeUndefined();
      }
    }
  });

  it('is signed within where all of its kernels are', async () => {
    const signed = async (...kernels: readonly boolean[]) =>
      (
        await facts(
          ...kernels.flatMap((is) => [section('.profile', 'ID=x\n'), section('.linux', kernel('6.12.9', is))]),
        )
      ).info.inner?.signed;
    expect([await signed(true), await signed(true, true), await signed(true, false), await signed(false)]).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('names the releases of its kernels where .uname says another', async () => {
    const { problems } = await facts(
      section('.uname', '6.1.0'),
      section('.linux', kernel('6.12.9')),
      section('.profile', 'ID=b\n'),
      section('.linux', kernel('5.10.0')),
    );
    expect(problems[0]).toEqual({
      ...{ rule: 'uname-differs', where: 'section[1] .uname' },
      problem: 'it says "6.1.0", the kernel is 6.12.9, 5.10.0',
    });
    const both = await facts(section('.uname', '6.12.9\nmore'), section('.linux', kernel('6.12.9')));
    expect(both.problems).toEqual([]);
    expect(both.info.releases?.map(({ from }) => from)).toEqual([
      'section[1] .uname',
      'section[2] .linux setup header',
    ]);
  });

  it.each([
    ['ID=x\nTITLE=The x\n', 'The x'],
    ['ID=x\nNOTTITLE=y\n', 'x'],
    ['NOID=x\n', undefined],
    [`TITLE=${'t'.repeat(201)}\n`, 't'.repeat(200)],
  ])('calls a profile %j by its title', async (profile, title) => {
    const { info } = await facts(
      section('.linux', kernel('6.12.9')),
      section('.profile', profile),
      section('.cmdline', 'a '),
    );
    expect(info.profiles).toEqual([
      { index: 0, sections: ['.profile', '.cmdline'], ...(title === undefined ? {} : { title }), commandLine: 'a' },
    ]);
  });
});

describe('what PCR 11 holds', () => {
  const linux = section('.linux', kernel('6.12.9'));
  const starts = (...sections: readonly PeSectionSpec[]) => {
    const { source, headers } = uki(...sections);
    return readPcrStarts(source, headers);
  };

  it('is one value a bank without profiles, and one a profile with them: what a profile has stands for what the base has', async () => {
    const [alone] = await starts(linux, section('.cmdline', 'b'));
    expect(Object.entries(alone?.values ?? {}).map(([bank, value]) => [bank, value.length])).toEqual([
      ...[
        ['sha256', 64],
        ['sha384', 96],
        ['sha512', 128],
      ],
    ]);
    expect(alone).not.toHaveProperty('profile');
    const [first, second] = await starts(
      ...[linux, section('.cmdline', 'a')],
      ...[section('.profile', 'ID=x\n'), section('.cmdline', 'b')],
      ...[section('.profile', 'ID=y\n')],
    );
    expect([first?.profile, second?.profile]).toEqual([0, 1]);
    const [same] = await starts(linux, section('.cmdline', 'b'), section('.profile', 'ID=x\n'));
    expect(same?.values).toEqual(first?.values);
    expect(second?.values).not.toEqual(first?.values);
  });

  it('depends on sizes in memory, whose zeros are measured; what has none is not', async () => {
    const valueOf = async (virtualSize: number) =>
      (await starts(linux, { ...section('.cmdline', 'b'), virtualSize }))[0]?.values.sha256;
    const all = await Promise.all([1, 2, 0x200, 0x201].map(valueOf));
    expect(new Set(all).size).toBe(4);
    expect(await valueOf(0)).toBe((await starts(linux))[0]?.values.sha256);
  });

  it.each<[string, readonly PeSectionSpec[], string]>([
    ['the machine chooses .dtbauto', [linux, section('.dtbauto', 'x')], '.dtbauto which fits the machine'],
    ['the machine chooses .efifw', [linux, section('.efifw', 'x')], '.efifw which fits the machine'],
    ['there is no kernel', [section('.cmdline', 'b')], 'it has no .linux: it is no UKI'],
    [
      'a section is far larger than its data',
      [linux, { ...section('.cmdline', 'b'), virtualSize: 0x200 + 1024 * 1024 + 1 }],
      'a section is outside the file, or far larger than its data',
    ],
  ])('can not be told where %s', async (_name, sections, problem) => {
    const asked = starts(...sections);
    await expect(asked).rejects.toMatchObject({ field: 'image' });
    await expect(asked).rejects.toThrow(problem);
  });

  it('can not be told of a section outside the file', async () => {
    const { source, headers } = uki(linux);
    const outside = (change: Partial<PeSection>) => ({
      ...headers,
      sections: headers.sections.map((each) => (each.name === '.linux' ? { ...each, ...change } : each)),
    });
    await expect(readPcrStarts(source, outside({ rawOffset: source.sizeBytes }))).rejects.toThrow('outside the file');
  });
});

describe('the keys of .pcrpkey', () => {
  it('are known by their fingerprints; what is no key is unreadable', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const { source, headers } = uki(
      section('.pcrpkey', 'no key'),
      section('.pcrpkey', publicKey.export({ format: 'pem', type: 'spki' })),
    );
    // What signs policies is an RSA key: another is as good as none.
    expect(await readPcrKeys(source, headers)).toEqual(['unreadable', 'unreadable']);
    expect(await readPcrKeys(source, { ...headers, sections: [] })).toEqual([]);
  });
});
