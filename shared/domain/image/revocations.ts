/** The list of what is revoked, and what consumers are told that follows from it. */
import { createHash } from 'node:crypto';
import type { RevocationSet } from '../../authenticode/revocation/publication.ts';
import { readTrustFile } from '../../authenticode/trust-files.ts';
import type { RevocationRecord, RevocationTarget } from '../../contract/revocations.ts';
import type { StoredImage } from './record.ts';

export interface StoredRevocations {
  /** 0: nothing was ever revoked. */
  readonly version: number;
  readonly updatedAt?: string | undefined;
  readonly revocations: readonly RevocationRecord[];
}

/** By what a revocation names images, to what lists name them by: a module is known by the digest of the signed file. */
export interface ImageDigests {
  /** Of the registered images that have this build-id. */
  ofBuild(buildId: string): Promise<readonly string[]>;
  /** Of the image whose signed digest this is: that digest, and others that consumers know it by. */
  ofImage(digest: string): Promise<readonly string[]>;
}

/** Those that `images` are known by. */
export function publishedDigests(
  images: readonly Pick<StoredImage, 'digest' | 'kind' | 'signedSha256'>[],
): readonly string[] {
  return images.flatMap(({ digest, kind, signedSha256 }) => {
    if (kind === 'appended') return signedSha256 === undefined ? [] : [signedSha256];
    // Nobody who loads images knows PCR policies or root hashes.
    return digest === undefined || kind !== 'authenticode' ? [] : [digest];
  });
}

/** From the register. */
export function registeredDigests(register: {
  byBuildId(buildId: string): Promise<readonly StoredImage[]>;
  byDigest(digest: string): Promise<readonly StoredImage[]>;
}): ImageDigests {
  return {
    ofBuild: async (buildId) => publishedDigests(await register.byBuildId(buildId)),
    async ofImage(digest) {
      const images = await register.byDigest(digest);
      return [digest, ...publishedDigests(images.filter(({ kind }) => kind === 'appended'))];
    },
  };
}

/** Names a target: revoked once. A higher generation of a component is another target. */
export function targetKey(target: RevocationTarget): string {
  switch (target.kind) {
    case 'image':
      return `image#${target.digest}`;
    case 'build-id':
      return `build-id#${target.buildId}`;
    case 'certificate':
      // Of all its bytes: certificates of one CA begin alike, and one that is taken for another is not revoked.
      return `certificate#${createHash('sha256').update(certificateOf(target.certificate)).digest('hex')}`;
    case 'tbs':
      return `tbs#${target.tbsSha256}`;
    case 'sbat':
      return `sbat#${target.component}#${target.generation}`;
    case 'release':
      return `release#${target.release}`;
  }
}

/** DER of the one certificate in a PEM. @throws {FormatError} */
export function certificateOf(pem: string): Uint8Array {
  const [record] = readTrustFile(Buffer.from(pem), 'certificate');
  return record?.data ?? new Uint8Array(0);
}

export async function revocationSet(list: StoredRevocations, known: ImageDigests): Promise<RevocationSet> {
  const digests = new Set<string>();
  const certificates: Uint8Array[] = [];
  const hashes: { tbsSha256: Uint8Array }[] = [];
  const generations = new Map<string, number>();
  for (const { target } of list.revocations) {
    switch (target.kind) {
      case 'image':
        for (const digest of await known.ofImage(target.digest)) digests.add(digest);
        break;
      case 'build-id':
        for (const digest of await known.ofBuild(target.buildId)) digests.add(digest);
        break;
      case 'certificate':
        certificates.push(certificateOf(target.certificate));
        break;
      case 'tbs':
        hashes.push({ tbsSha256: Buffer.from(target.tbsSha256, 'hex') });
        break;
      case 'sbat':
        generations.set(target.component, Math.max(target.generation, generations.get(target.component) ?? 0));
        break;
      case 'release':
        // Nobody that loads kernels knows releases: nothing of it is signed or handed out, and that is all.
        break;
    }
  }
  const date = list.updatedAt?.slice(0, 10).replaceAll('-', '');
  return {
    imageDigests: [...digests].map((digest) => Buffer.from(digest, 'hex')),
    certificates,
    certificateHashes: hashes,
    sbat: {
      date: date === undefined ? undefined : `${date}00`,
      entries: [...generations].map(([component, generation]) => ({ component, generation })),
    },
  };
}
