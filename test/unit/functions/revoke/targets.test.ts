/** Which signed images a revocation hits: by digest, build-id, certificate, what a certificate issued, release. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RevokeDeps } from '../../../../functions/revoke/ports.ts';
import { imagesHit } from '../../../../functions/revoke/targets.ts';
import { makeLeafCertificate, toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { parseCertificate } from '../../../../shared/authenticode/x509/certificate.ts';
import type { KeyRecord } from '../../../../shared/contract/images.ts';
import type { RevocationTarget } from '../../../../shared/contract/revocations.ts';
import type { StoredImage } from '../../../../shared/domain/image/record.ts';
import { makeTestAuthority, makeTestKey } from '../../../support/signing-keys.ts';
import type { TestAuthority } from '../../../support/signing-keys.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const certificates = { ours: new Uint8Array(), second: new Uint8Array(), others: new Uint8Array() };
let ours: TestAuthority;
let others: TestAuthority;
let records: readonly KeyRecord[];

function recordOf(der: Uint8Array, purpose: KeyRecord['purpose']): KeyRecord {
  const { subjectText: subject, issuerText: issuer } = parseCertificate(der);
  const times = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
  const certificate = Buffer.from(der).toString('base64');
  return { purpose, subject, issuer, ...times, sha256: sha256(der), certificate, active: true };
}

beforeAll(async () => {
  ours = await makeTestAuthority('Ours');
  others = await makeTestAuthority('Others');
  const second = await makeLeafCertificate(
    {
      subject: { commonName: 'Ours second signer' },
      publicKey: makeTestKey().publicKey,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
    },
    ours.root,
    ours.rootKey.sign,
  );
  Object.assign(certificates, { ours: ours.leaf, second, others: others.leaf });
  // The root of the others is not ours to keep: their signer was imported.
  records = [
    recordOf(ours.root, 'root'),
    recordOf(ours.leaf, 'signer'),
    recordOf(second, 'signer'),
    recordOf(others.leaf, 'signer'),
  ];
});

interface Given {
  readonly id: string;
  readonly by: keyof typeof certificates;
  readonly more?: Partial<StoredImage>;
}

const given: readonly Given[] = [
  { id: 'kernel', by: 'ours', more: { digest: 'd1', image: { buildId: 'b1', release: '6.12.1' } as never } },
  { id: 'again', by: 'second', more: { digest: 'd1', image: { buildId: 'b1', release: '6.12.1' } as never } },
  { id: 'imported', by: 'others', more: { digest: 'd2', image: { buildId: 'b2', release: '6.1.9' } as never } },
  { id: 'waiting', by: 'ours', more: { digest: 'd1', state: 'pending', image: { buildId: 'b1' } as never } },
  { id: 'pcrs', by: 'ours', more: { digest: 'd1', kind: 'pcr-policies', image: { buildId: 'b1' } as never } },
];

const imageOf = ({ id, by, more }: Given): StoredImage =>
  ({
    ...{ id, name: id, kind: 'authenticode', state: 'signed' },
    signer: { certificateSha256: sha256(certificates[by]) },
    ...more,
  }) as StoredImage;

/** A register that gives two images a page. */
function depsOf(images: readonly StoredImage[]): { deps: RevokeDeps; pages: () => number } {
  let pages = 0;
  const by = (matches: (image: StoredImage) => boolean) => Promise.resolve(images.filter(matches));
  const register = {
    byDigest: (digest: string) => by((image) => image.digest === digest),
    byBuildId: (buildId: string) => by(({ image }) => image?.buildId === buildId),
    list: ({ limit, cursor }: { limit: number; cursor?: string }) => {
      pages += 1;
      const start = Number(cursor ?? 0);
      const end = start + Math.min(limit, 2);
      return Promise.resolve({
        images: images.slice(start, end),
        ...(end < images.length ? { next: String(end) } : {}),
      });
    },
  };
  const deps = { register, settings: { certificates: () => Promise.resolve(records) } } as unknown as RevokeDeps;
  return { deps, pages: () => pages };
}

const hit = async (target: RevocationTarget): Promise<string[]> =>
  (await imagesHit(target, depsOf(given.map(imageOf)).deps)).map(({ id }) => id);
const byCertificate = (der: Uint8Array) => hit({ kind: 'certificate', certificate: toPem(der) });
const byTbs = (der: Uint8Array) => hit({ kind: 'tbs', tbsSha256: sha256(parseCertificate(der).tbs) });

describe('a revocation hits', () => {
  it('what is signed under a digest or a build-id, and is an image', async () => {
    expect(await hit({ kind: 'image', digest: 'd1' })).toEqual(['kernel', 'again']);
    expect(await hit({ kind: 'build-id', buildId: 'b1' })).toEqual(['kernel', 'again']);
    expect(await hit({ kind: 'image', digest: 'none' })).toEqual([]);
  });

  it('what a signer signed, by its certificate or the hash of what was certified', async () => {
    for (const by of [byCertificate, byTbs]) {
      expect(await by(certificates.second)).toEqual(['again']);
      expect(await by(certificates.others)).toEqual(['imported']);
    }
  });

  it('with a root all that signers below it signed, and no others’', async () => {
    for (const by of [byCertificate, byTbs]) expect(await by(ours.root)).toEqual(['kernel', 'again', 'pcrs']);
  });

  it('with a certificate that was never kept here what it issued', async () => {
    expect(await byCertificate(others.root)).toEqual(['imported']);
    // Of a hash alone nobody knows whose it is.
    expect(await byTbs(others.root)).toEqual([]);
    const stranger = await makeTestAuthority('Stranger');
    expect(await byCertificate(stranger.root)).toEqual([]);
  });

  it('a release', async () => {
    expect(await hit({ kind: 'release', release: '6.12.1' })).toEqual(['kernel', 'again']);
  });

  it('as many images as one answer speaks of, and looks at no more', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => imageOf({ id: `i${index}`, by: 'ours' }));
    const { deps, pages } = depsOf(many);
    const target = { kind: 'certificate', certificate: toPem(ours.root) } as const;
    const found = await imagesHit(target, deps);
    expect([found.length, found.at(-1)?.id, pages()]).toEqual([1000, 'i999', 500]);
  });
});
