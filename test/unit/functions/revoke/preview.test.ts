/** What is said of a revocation before it is made: of each image, of hosts, and what it can not do. */
import { describe, expect, it } from '@jest/globals';
import { revocationChanges } from '../../../../functions/revoke/changing.ts';
import type { RevokeDeps } from '../../../../functions/revoke/ports.ts';
import { previewRevocation } from '../../../../functions/revoke/preview.ts';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { Proposal } from '../../../../shared/contract/changes.ts';
import type { KeyRecord } from '../../../../shared/contract/images.ts';
import type { RevocationRecord, RevocationTarget } from '../../../../shared/contract/revocations.ts';
import type { StoredImage } from '../../../../shared/domain/image/record.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { digestOf, signedOddly } from '../../../support/signed-images.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';

const authority = makeTestAuthority();
const kernel = buildPe({ bzImage: true, release: '6.12.1' });
const digest = Buffer.from(digestOf(kernel)('sha256')).toString('hex');
const target: RevocationTarget = { kind: 'image', digest };
const NOW = new Date('2026-11-23T12:00:00.000Z');

interface World {
  readonly images: readonly StoredImage[];
  readonly hosts?: Readonly<Record<string, number>>;
  readonly revoked?: readonly RevocationRecord[];
  /** How many hosts each kernel was asked for. */
  readonly askedFor?: [string, number][];
}

/** Each image is the kernel, signed. */
async function depsOf({ images, hosts = {}, revoked = [], askedFor = [] }: World): Promise<RevokeDeps> {
  const { root, leaf } = await authority;
  const view = await openImage(memorySource(await signedOddly(kernel, await authority)));
  const record = (purpose: KeyRecord['purpose'], der: Uint8Array) => ({
    purpose,
    certificate: Buffer.from(der).toString('base64'),
  });
  return {
    register: { byDigest: () => Promise.resolve(images), byBuildId: () => Promise.resolve(images) },
    revocations: { list: () => Promise.resolve({ version: revoked.length, revocations: revoked }) },
    settings: { certificates: () => Promise.resolve([record('kek', leaf), record('root', root)]) },
    images: { view: (image: StoredImage) => Promise.resolve(image.kind === 'authenticode' ? view : undefined) },
    sightings: {
      hosts: (buildId: string, limit: number) => {
        askedFor.push([buildId, limit]);
        return Promise.resolve(
          Array.from({ length: Math.min(limit, hosts[buildId] ?? 0) }, (_, i) => ({
            ...{ host: `web-${i + 1}`, buildId, lastSeen: NOW.toISOString() },
          })),
        );
      },
    },
    now: () => NOW,
  } as unknown as RevokeDeps;
}

const imageOf = (id: string, over: Partial<StoredImage> = {}): StoredImage =>
  ({
    ...{ id, name: `vmlinuz-${id}`, kind: 'authenticode', state: 'signed', digest },
    image: { kind: 'bzimage', sizeBytes: kernel.length, release: '6.12.1', buildId: 'ab'.repeat(20) },
    ...over,
  }) as StoredImage;
const moduleOf = (id: string, signedSha256?: string): StoredImage =>
  imageOf(id, { kind: 'appended', image: { kind: 'module', sizeBytes: 1 }, signedSha256 });
const preview = async (world: World, of: RevocationTarget = target) =>
  previewRevocation({ target: of }, await depsOf(world));
const about = (warnings: readonly string[], word: RegExp): string[] => warnings.filter((each) => word.test(each));

describe('of a kernel', () => {
  it('is said who stops loading it, and who does not', async () => {
    const { effects, warnings } = await preview({ images: [imageOf('a')] });
    expect(effects).toEqual([
      {
        ...{ id: 'a', name: 'vmlinuz-a', release: '6.12.1', buildId: 'ab'.repeat(20), digest },
        stillLoads: ['kexec-6.1', 'kexec-6.12', 'kexec-7'],
        stops: ['uefi', 'shim'],
      },
    ]);
    expect(about(warnings, /still kexec what is revoked/)).toHaveLength(1);
  });

  it('is said nothing of kexec where it is none, nor of what nobody was asked', async () => {
    const loader = imageOf('a', { image: { kind: 'boot-loader', sizeBytes: 1 } });
    const unseen = imageOf('b', { kind: 'root-hash', image: undefined });
    const { effects, warnings } = await preview({ images: [loader, unseen] }, { kind: 'build-id', buildId: 'ab' });
    expect(effects).toEqual([
      {
        id: 'a',
        name: 'vmlinuz-a',
        digest,
        stillLoads: expect.not.arrayContaining(['kexec-6.1']),
        stops: expect.any(Array),
      },
    ]);
    expect(about(warnings, /kexec/)).toEqual([]);
  });
});

describe('of modules', () => {
  const targets: readonly RevocationTarget[] = [target, { kind: 'build-id', buildId: 'ab'.repeat(20) }];

  it.each([
    [1, 0, [/^1 of them is a module: dbx names the signed file/]],
    [2, 0, [/^2 of them are modules: dbx/]],
    [0, 1, [/^1 of them is a module that was signed by digest/]],
    [0, 3, [/^3 of them are modules that were signed/]],
    [1, 2, [/^1 of them is a module: /, /^2 of them are modules that were signed/]],
  ])('%i with a known file and %i without are told apart', async (known, unknown, expected) => {
    const images = [
      ...Array.from({ length: known }, (_, i) => moduleOf(`k${i}`, 'cd'.repeat(32))),
      ...Array.from({ length: unknown }, (_, i) => moduleOf(`u${i}`)),
    ];
    for (const of of targets) {
      const { warnings } = await preview({ images }, of);
      expect(about(warnings, /module/)).toEqual(expected.map((each) => expect.stringMatching(each)));
    }
  });

  it('none is spoken of where none is hit', async () => {
    expect(about((await preview({ images: [imageOf('a')] })).warnings, /module/)).toEqual([]);
  });
});

describe('of many', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => moduleOf(String(i)));

  it('images the first fifty are judged, and it is said that there are more', async () => {
    const [fits, more] = [await preview({ images: many(50) }), await preview({ images: many(51) })];
    expect([fits.effects.length, more.effects.length]).toEqual([50, 50]);
    expect(about(fits.warnings, /are hit/)).toEqual([]);
    expect(about(more.warnings, /are hit/)).toEqual(['51 images are hit; the first 50 are shown.']);
  });

  it('hosts a thousand are listed, and no kernel is asked for more', async () => {
    const askedFor: [string, number][] = [];
    const images = ['a1', 'b2', 'c3', 'a1'].map((buildId) =>
      imageOf(buildId, { image: { kind: 'module', sizeBytes: 1, buildId } }),
    );
    const { hosts, warnings } = await preview({ images, hosts: { a1: 600, b2: 600, c3: 5 }, askedFor });
    expect(hosts).toHaveLength(1000);
    expect(askedFor).toEqual([
      ['a1', 1000],
      ['b2', 400],
    ]);
    expect(about(warnings, /seen running/)).toEqual([expect.stringMatching(/^1000 hosts were seen/)]);
  });

  it.each([
    [1, /^1 host was seen running/],
    [2, /^2 hosts were seen running/],
  ])('%i of them are counted in words', async (count, expected) => {
    const { warnings } = await preview({ images: [imageOf('a')], hosts: { ['ab'.repeat(20)]: count } });
    expect(about(warnings, /seen running/)).toEqual([expect.stringMatching(expected)]);
  });

  it('digests it is said that some firmware holds no more than 32 KiB', async () => {
    const record = (index: number): RevocationRecord => ({
      target: { kind: 'image', digest: index.toString(16).padStart(64, '0') },
      ...{ reason: 'old', by: 'root', at: NOW.toISOString(), version: index + 1 },
    });
    // 28 bytes of head, then 48 a digest; the new one is among them.
    const revoked = (count: number) => Array.from({ length: count - 1 }, (_, i) => record(i));
    const world = (count: number): World => ({ images: [], revoked: revoked(count) });
    const unknown: RevocationTarget = { kind: 'image', digest: 'f'.repeat(64) };
    expect(about((await preview(world(682), unknown)).warnings, /32 KiB/)).toEqual([]);
    expect(about((await preview(world(683), unknown)).warnings, /32 KiB/)).toEqual([
      'The list has 32812 bytes: some firmware holds no more than 32 KiB.',
    ]);
  });
});

describe('a change that revokes', () => {
  const describeWith = async (world: World) =>
    revocationChanges(await depsOf(world)).describe({ kind: 'revocation', target });

  it('names who loaded each image before and after, then the hosts', async () => {
    const unknown = imageOf('b', { kind: 'appended', image: { kind: 'module', sizeBytes: 1 } });
    const { changes } = await describeWith({ images: [imageOf('a'), unknown], hosts: { ['ab'.repeat(20)]: 2 } });
    expect(changes).toEqual([
      {
        field: 'vmlinuz-a 6.12.1',
        before: 'loaded by uefi, shim, kexec-6.1, kexec-6.12, kexec-7',
        after: 'loaded by kexec-6.1, kexec-6.12, kexec-7',
      },
      { field: 'vmlinuz-b', before: 'loaded by nobody that was asked', after: 'loaded by nobody that was asked' },
      { field: 'hosts seen running them', before: null, after: 'web-1, web-2' },
    ]);
  });

  it('names twenty images and twenty hosts, and how many hosts there are besides', async () => {
    const images = Array.from({ length: 25 }, (_, i) => imageOf(String(i), { kind: 'appended' }));
    const { changes } = await describeWith({ images, hosts: { ['ab'.repeat(20)]: 23 } });
    expect(changes).toHaveLength(21);
    expect(changes.at(-1)?.after).toMatch(/^web-1, web-2, .*web-20 and 3 more$/);
    const fits = await describeWith({ images, hosts: { ['ab'.repeat(20)]: 20 } });
    expect(fits.changes.at(-1)?.after).toMatch(/, web-20$/);
  });

  it('is none where that is revoked already, and one where revoking it broke off', async () => {
    const begun: RevocationRecord = { target, reason: 'bad', by: 'root', at: NOW.toISOString(), version: 1 };
    await expect(describeWith({ images: [], revoked: [{ ...begun, complete: true }] })).rejects.toThrow(
      `it is revoked already, since ${NOW.toISOString()} by root`,
    );
    expect((await describeWith({ images: [], revoked: [begun] })).warnings[0]).toContain('can’t be taken back');
  });

  it('is no change of the policy', async () => {
    const executor = revocationChanges(await depsOf({ images: [] }));
    const proposal: Proposal = { kind: 'policy', policy: { version: 0, requestHours: 1, rules: [] } };
    await expect(executor.describe(proposal)).rejects.toThrow('a policy is no revocation');
    await expect(executor.execute({ proposal } as never)).rejects.toThrow('a policy is no revocation');
  });
});
