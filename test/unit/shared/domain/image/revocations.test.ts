import { describe, expect, it } from '@jest/globals';
import { toPem } from '../../../../../shared/authenticode/sign/certificate.ts';
import type { RevocationRecord, RevocationTarget } from '../../../../../shared/contract/revocations.ts';
import type { StoredImage } from '../../../../../shared/domain/image/record.ts';
import { hitsImage, revocationOfChain, withRevocation } from '../../../../../shared/domain/image/revocation-of.ts';
import {
  publishedDigests,
  registeredDigests,
  revocationSet,
  targetKey,
} from '../../../../../shared/domain/image/revocations.ts';
import { AUTHORITY, issue, makeOddKey } from '../../../../support/odd-certificates.ts';

const record = (target: RevocationTarget, version = 1): RevocationRecord => ({
  ...{ target, reason: 'bad', by: 'root', at: '2026-11-23T12:00:00.000Z', version },
});
const [D1, D2] = ['1'.repeat(64), '2'.repeat(64)];

describe('what names a target', () => {
  it('tells certificates apart that begin with the same bytes', () => {
    const key = makeOddKey();
    const same = {
      commonName: 'A certificate authority with a name that is '.padEnd(200, 'x'),
      serial: Uint8Array.of(1),
      ...AUTHORITY,
    };
    const [one, other] = [issue({ ...same, key }), issue({ ...same, key: makeOddKey() })];
    expect(Buffer.from(one.der.subarray(0, 256))).toEqual(Buffer.from(other.der.subarray(0, 256)));
    const keyOf = ({ der }: typeof one) => targetKey({ kind: 'certificate', certificate: toPem(der) });
    expect(keyOf(one)).not.toBe(keyOf(other));
    expect(keyOf(one)).toBe(keyOf({ ...one }));
    const [revokedOne] = [record({ kind: 'certificate', certificate: toPem(one.der) })];
    expect(revocationOfChain([other.der], [revokedOne])).toBeUndefined();
    expect(revocationOfChain([other.der, one.der], [revokedOne])).toBe(revokedOne);
  });

  it('is another for each kind and value', () => {
    const targets: RevocationTarget[] = [
      { kind: 'image', digest: D1 },
      { kind: 'image', digest: D2 },
      { kind: 'build-id', buildId: D1 },
      { kind: 'tbs', tbsSha256: D1 },
      { kind: 'release', release: D1 },
      { kind: 'sbat', component: 'linux', generation: 1 },
      { kind: 'sbat', component: 'linux', generation: 2 },
    ];
    expect(new Set(targets.map(targetKey)).size).toBe(targets.length);
  });
});

describe('what lists know images by', () => {
  const images = [
    { digest: D1, kind: 'authenticode', signedSha256: undefined },
    { digest: D2, kind: 'appended', signedSha256: '3'.repeat(64) },
    { digest: D2, kind: 'appended', signedSha256: undefined },
    { digest: D1, kind: 'pcr-policies', signedSha256: undefined },
    { digest: D1, kind: 'root-hash', signedSha256: undefined },
    { digest: undefined, kind: 'authenticode', signedSha256: undefined },
  ] as const;

  it('is the digest of an image and the signed file of a module; of others nothing', () => {
    expect(publishedDigests(images)).toEqual([D1, '3'.repeat(64)]);
  });

  it('is of a digest itself, registered or not, and the files of modules that have it', async () => {
    const known = registeredDigests({
      byBuildId: () => Promise.resolve(images as unknown as StoredImage[]),
      byDigest: (digest) =>
        Promise.resolve(images.filter((image) => image.digest === digest) as unknown as StoredImage[]),
    });
    expect(await known.ofImage(D1)).toEqual([D1]);
    expect(await known.ofImage(D2)).toEqual([D2, '3'.repeat(64)]);
    expect(await known.ofBuild('any')).toEqual([D1, '3'.repeat(64)]);
  });

  it('is each once, and of a component the highest generation', async () => {
    const known = { ofImage: (digest: string) => Promise.resolve([digest]), ofBuild: () => Promise.resolve([D1, D2]) };
    const targets: RevocationTarget[] = [
      { kind: 'image', digest: D1 },
      { kind: 'build-id', buildId: 'b' },
      { kind: 'sbat', component: 'linux', generation: 3 },
      { kind: 'sbat', component: 'linux', generation: 2 },
      { kind: 'sbat', component: 'grub', generation: 1 },
      { kind: 'tbs', tbsSha256: D2 },
      { kind: 'release', release: '6.12.1' },
    ];
    const list = { version: 7, revocations: targets.map((target) => record(target)) };
    const set = await revocationSet({ ...list, updatedAt: '2026-11-23T12:00:00.000Z' }, known);
    expect(set.imageDigests.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual([D1, D2]);
    expect(set.certificateHashes).toEqual([{ tbsSha256: Buffer.from(D2, 'hex') }]);
    expect(set.sbat).toEqual({
      date: '2026112300',
      entries: [
        { component: 'linux', generation: 3 },
        { component: 'grub', generation: 1 },
      ],
    });
    expect((await revocationSet(list, known)).sbat.date).toBeUndefined();
  });
});

describe('a revocation hits', () => {
  const image = (more: object) => ({ digest: D1, image: { kind: 'bzimage', sizeBytes: 1, ...more } }) as never;

  it.each<[string, RevocationTarget, object, boolean]>([
    ['a digest', { kind: 'image', digest: D1 }, {}, true],
    ['another digest', { kind: 'image', digest: D2 }, {}, false],
    ['a build', { kind: 'build-id', buildId: 'aa' }, { buildId: 'aa' }, true],
    ['no build that is not known', { kind: 'build-id', buildId: 'aa' }, {}, false],
    ['a release', { kind: 'release', release: '6.1' }, { release: '6.1' }, true],
    [
      'a release that one place names',
      { kind: 'release', release: '6.1' },
      { release: '6.2', releases: [{ from: 'x', release: '6.1' }] },
      true,
    ],
    [
      'no other release',
      { kind: 'release', release: '6.1' },
      { release: '6.2', releases: [{ from: 'x', release: '6.2' }] },
      false,
    ],
    [
      'a generation below',
      { kind: 'sbat', component: 'linux', generation: 3 },
      { sbat: [{ component: 'linux', generation: 2 }] },
      true,
    ],
    [
      'not the generation itself',
      { kind: 'sbat', component: 'linux', generation: 3 },
      { sbat: [{ component: 'linux', generation: 3 }] },
      false,
    ],
    [
      'no other component',
      { kind: 'sbat', component: 'linux', generation: 3 },
      { sbat: [{ component: 'grub', generation: 1 }] },
      false,
    ],
    ['no image by a hash of a certificate', { kind: 'tbs', tbsSha256: D1 }, {}, false],
  ])('%s', (_name, target, more, expected) => {
    expect(hitsImage(target, image(more))).toBe(expected);
  });

  it('a certificate that can’t be read: it may be the one', () => {
    const hash = record({ kind: 'tbs', tbsSha256: D1 });
    expect(revocationOfChain([Uint8Array.of(1, 2, 3)], [hash])).toBe(hash);
    expect(revocationOfChain([Uint8Array.of(1, 2, 3)], [record({ kind: 'image', digest: D1 })])).toBeUndefined();
  });

  it('an image once: what is shown of it stays', () => {
    const revoked = { at: '2026-01-01T00:00:00.000Z', by: 'ada', reason: 'first' };
    const of = (more: object) => withRevocation(image({}), [record({ kind: 'image', digest: D1 })], more as never);
    expect(of([]).revoked).toEqual({ at: '2026-11-23T12:00:00.000Z', by: 'root', reason: 'bad' });
    const shown = { ...(image({}) as StoredImage), revoked };
    expect(withRevocation(shown, [record({ kind: 'image', digest: D1 })], []).revoked).toBe(revoked);
    expect(withRevocation(image({}), [record({ kind: 'image', digest: D2 })], []).revoked).toBeUndefined();
  });
});
