/** What an approver is shown of an image beside the one that was signed last: each difference, and that something is not known. */
import { describe, expect, it } from '@jest/globals';
import { changesOf, describeChanges } from '../../../../functions/sign/changes.ts';
import type { Change } from '../../../../shared/contract/images.ts';
import type { ImageInfo, SectionInfo } from '../../../../shared/contract/verify.ts';
import type { StoredImage } from '../../../../shared/domain/image/record.ts';

const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)];
const base: ImageInfo = { kind: 'uki', sizeBytes: 4096 };
const info = (over: Partial<ImageInfo> = {}): ImageInfo => ({ ...base, ...over });
const section = (over: Partial<SectionInfo> = {}): SectionInfo => ({
  name: '.linux',
  sizeBytes: 512,
  address: '0x1000',
  offset: 512,
  sha256: ONE,
  ...over,
});

describe('facts of two images', () => {
  it('that are the same are no change, and what one lacks is null', () => {
    expect(changesOf(info({ release: '6.12.1' }), info({ release: '6.12.1' }))).toEqual([]);
    expect(changesOf(info({ release: '6.12.1' }), info({ version: '#1' }))).toEqual([
      { field: 'release', before: '6.12.1', after: null },
      { field: 'version', before: null, after: '#1' },
    ]);
  });

  it.each<[string, Partial<ImageInfo>, Partial<ImageInfo>, Change]>([
    ['size', {}, { sizeBytes: 4097 }, { field: 'size', before: '4096', after: '4097' }],
    ['kind', {}, { kind: 'bzimage' }, { field: 'kind', before: 'uki', after: 'bzimage' }],
    ['machine', { machine: 'x86-64' }, { machine: 'arm64' }, { field: 'machine', before: 'x86-64', after: 'arm64' }],
    ['build-id', { buildId: 'aa' }, { buildId: 'bb' }, { field: 'build-id', before: 'aa', after: 'bb' }],
    [
      'command line',
      { commandLine: 'ro' },
      { commandLine: 'rw' },
      { field: 'command line', before: 'ro', after: 'rw' },
    ],
    [
      'os-release',
      { osRelease: 'ID=a' },
      { osRelease: 'ID=b' },
      { field: 'os-release', before: 'ID=a', after: 'ID=b' },
    ],
    [
      'releases that differ',
      { releaseState: 'known' },
      { releaseState: 'contradictory' },
      { field: 'releases', before: null, after: 'contradictory' },
    ],
    [
      'what was not read',
      {},
      { unread: ['.initrd', '.dtb'] },
      { field: 'not read', before: null, after: '.initrd; .dtb' },
    ],
    ['a product without version', {}, { product: { name: 'GRUB' } }, { field: 'made by', before: null, after: 'GRUB' }],
    [
      'a profile',
      { profiles: [{ index: 0, sections: [], title: 'a' }] },
      { profiles: [{ index: 0, sections: [], title: 'a', commandLine: 'debug' }] },
      { field: 'profile 0', before: 'a', after: 'a; debug' },
    ],
  ])('differ in %s', (_name, before, after, expected) => {
    expect(changesOf(info(before), info(after))).toEqual([expected]);
  });

  it('are shown by no more than 4096 characters each', () => {
    const [change] = changesOf(info(), info({ commandLine: 'x'.repeat(5000) }));
    expect(change?.after).toHaveLength(4096);
  });
});

describe('sections', () => {
  const changes = (before: SectionInfo[] | undefined, after: SectionInfo[] | undefined): readonly Change[] =>
    changesOf(
      info(before === undefined ? {} : { sections: before }),
      info(after === undefined ? {} : { sections: after }),
    );

  it('of the same content are no change, wherever they lie', () => {
    expect(changes([section()], [section({ offset: 1024, address: '0x2000' })])).toEqual([]);
  });

  it('of another content, that came and that went are each one', () => {
    expect(
      changes([section(), section({ name: '.old' })], [section({ sha256: TWO }), section({ name: '.new' })]),
    ).toEqual([
      {
        field: 'section .linux',
        before: `512 bytes, sha256 ${ONE.slice(0, 16)}`,
        after: `512 bytes, sha256 ${TWO.slice(0, 16)}`,
      },
      { field: 'section .old', before: `512 bytes, sha256 ${ONE.slice(0, 16)}`, after: null },
      { field: 'section .new', before: null, after: `512 bytes, sha256 ${ONE.slice(0, 16)}` },
    ]);
  });

  it('without hashes are not known to be the same', () => {
    const unknown: SectionInfo = { name: '.linux', sizeBytes: 512, address: '0x1000', offset: 512 };
    expect(changes([unknown], [unknown])).toEqual([
      { field: 'section .linux', before: '512 bytes, content not known', after: '512 bytes, content not known' },
    ]);
    expect(changes([section()], [unknown])).toHaveLength(1);
    expect(changes([unknown], [section()])).toHaveLength(1);
  });

  it('of one name are told apart by their order', () => {
    const [first, second] = [section(), section({ sha256: TWO })];
    expect(changes([first, second], [first, second])).toEqual([]);
    expect(changes([first, second, first], [first, second, second]).map(({ field }) => field)).toEqual([
      'section .linux (3)',
    ]);
  });
});

describe('changes since what was signed last', () => {
  const seenWith = (over: Partial<ImageInfo>, config?: string) => ({ digest: TWO, info: info(over), config });
  const stored = (over: Partial<StoredImage>): StoredImage =>
    ({ id: 'before', digest: ONE, image: info(), versionId: 'v1', sizeBytes: 4096, ...over }) as StoredImage;
  const digests = { field: 'digest', before: ONE, after: TWO };
  const asked: unknown[] = [];
  const withConfig = (config: string | undefined) => ({
    inspector: { config: (image: unknown) => (asked.push(image), Promise.resolve(config)) } as never,
  });
  const none = withConfig(undefined);

  it('are none where nothing was signed before, nor of the same digest', async () => {
    expect(await describeChanges(undefined, seenWith({}), none)).toEqual([]);
    expect(await describeChanges(stored({ digest: TWO }), seenWith({ release: 'other' }), none)).toEqual([]);
  });

  it('are the digest at least, and that the rest is not known or not seen', async () => {
    expect(await describeChanges(stored({ image: undefined }), seenWith({}), none)).toEqual([
      digests,
      { field: 'contents', before: expect.stringContaining('unknown'), after: 'seen' },
    ]);
    expect(await describeChanges(stored({}), seenWith({}), none)).toEqual([
      digests,
      { field: 'contents', before: null, after: expect.stringContaining('no part that is read') },
    ]);
    expect(await describeChanges(stored({}), seenWith({ release: '6.12' }), none)).toEqual([
      digests,
      { field: 'release', before: null, after: '6.12' },
    ]);
  });

  it('name each option of the kernel’s configuration, read from the version that was signed', async () => {
    asked.length = 0;
    const before = '# CONFIG_A is not set\nCONFIG_B=y\nCONFIG_C="x"\nCONFIG_SAME=m\n';
    const after = 'CONFIG_A=y\nCONFIG_C="z"\nCONFIG_SAME=m\n# CONFIG_B is not set\n';
    const changes = await describeChanges(
      stored({ image: info({ configSha256: ONE }) }),
      seenWith({ configSha256: TWO }, after),
      withConfig(before),
    );
    expect(changes).toEqual([
      digests,
      { field: 'CONFIG_A', before: null, after: 'y' },
      { field: 'CONFIG_B', before: 'y', after: null },
      { field: 'CONFIG_C', before: '"x"', after: '"z"' },
    ]);
    expect(asked).toEqual([{ id: 'before', versionId: 'v1', sizeBytes: 4096 }]);
  });

  it('read no configuration where both have the same one', async () => {
    asked.length = 0;
    const changes = await describeChanges(
      stored({ image: info({ configSha256: ONE, release: 'a' }) }),
      seenWith({ configSha256: ONE, release: 'b' }, 'CONFIG_A=y\n'),
      withConfig('CONFIG_B=y\n'),
    );
    expect(changes.map(({ field }) => field)).toEqual(['digest', 'release']);
    expect(asked).toEqual([]);
  });

  it.each<[string, Partial<StoredImage>, string | undefined, string | undefined, string | null]>([
    ['the earlier image carries none', { image: info() }, 'CONFIG_A=y\n', 'CONFIG_B=y\n', null],
    [
      'the earlier cannot be read any more',
      { image: info({ configSha256: ONE }) },
      'CONFIG_A=y\n',
      undefined,
      `sha256 ${ONE.slice(0, 16)}`,
    ],
    [
      'no version of the earlier is known',
      { image: info({ configSha256: ONE }), versionId: undefined },
      'CONFIG_A=y\n',
      'CONFIG_B=y\n',
      `sha256 ${ONE.slice(0, 16)}`,
    ],
    [
      'the new one was not read',
      { image: info({ configSha256: ONE }) },
      undefined,
      'CONFIG_B=y\n',
      `sha256 ${ONE.slice(0, 16)}`,
    ],
  ])('show hashes of configurations where %s', async (_name, previous, after, before, hash) => {
    const changes = await describeChanges(stored(previous), seenWith({ configSha256: TWO }, after), withConfig(before));
    expect(changes).toEqual([digests, { field: 'config', before: hash, after: `sha256 ${TWO.slice(0, 16)}` }]);
  });

  it('name a hundred options and how many more there are', async () => {
    const config = (count: number): string =>
      Array.from({ length: count }, (_, i) => `CONFIG_${1000 + i}=y\n`).join('');
    const changesOfCount = async (count: number) =>
      describeChanges(
        stored({ image: info({ configSha256: ONE }) }),
        seenWith({ configSha256: TWO }, config(count)),
        withConfig(''),
      );
    expect(await changesOfCount(100)).toHaveLength(101);
    const more = await changesOfCount(103);
    expect(more).toHaveLength(102);
    expect(more.at(-2)?.field).toBe('CONFIG_1099');
    expect(more.at(-1)).toEqual({ field: 'config', before: null, after: '3 more options differ' });
  });
});
