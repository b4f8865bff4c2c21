/** Whether a revocation that is in force hits an image: asked wherever an image is signed, handed out or shown. Pure. */
import { createHash } from 'node:crypto';
import { parseCertificate } from '../../authenticode/x509/certificate.ts';
import { sameName } from '../../authenticode/x509/name.ts';
import type { KeyRecord } from '../../contract/images.ts';
import type { RevocationRecord, RevocationTarget } from '../../contract/revocations.ts';
import { FormatError } from '../../errors.ts';
import type { StoredImage } from './record.ts';
import { certificateOf } from './revocations.ts';

type Image = Pick<StoredImage, 'digest' | 'image'>;

/** The first that hits the image itself: its digest, build-id, release, or a component of its SBAT. */
export function revocationOfImage(
  image: Image,
  revocations: readonly RevocationRecord[],
): RevocationRecord | undefined {
  return revocations.find(({ target }) => hitsImage(target, image));
}

/** The first that hits one of these certificates, DER: what signs with them, or leads up to them, is void. */
export function revocationOfChain(
  chain: readonly Uint8Array[],
  revocations: readonly RevocationRecord[],
): RevocationRecord | undefined {
  return revocations.find(({ target }) => chain.some((certificate) => hitsCertificate(target, certificate)));
}

/** The certificates from a signer's up to its root, of those that the service has. */
export function chainOf(signerSha256: string, records: readonly KeyRecord[]): readonly Uint8Array[] {
  const parsed = records.map((record) => ({
    record,
    certificate: parseCertificate(Buffer.from(record.certificate, 'base64')),
  }));
  const chain = parsed.filter(({ record }) => record.sha256 === signerSha256);
  for (let left = parsed.length; left > 0; left -= 1) {
    const top = chain.at(-1);
    const issuer = parsed.find(
      (candidate) =>
        top !== undefined &&
        !chain.includes(candidate) &&
        sameName(candidate.certificate.subject, top.certificate.issuer),
    );
    if (issuer === undefined) break;
    chain.push(issuer);
  }
  return chain.map(({ certificate }) => certificate.raw);
}

/** A revocation as it is shown of an image: by whom, when, and why. */
export function shownRevocation({ at, by, reason }: RevocationRecord): NonNullable<StoredImage['revoked']> {
  return { at, by, reason };
}

/** The image with what is revoked now, signed anew or not, marked or not yet. */
export function withRevocation(
  image: StoredImage,
  revocations: readonly RevocationRecord[],
  records: readonly KeyRecord[],
): StoredImage {
  if (image.revoked !== undefined) return image;
  const chain = image.signer === undefined ? [] : chainOf(image.signer.certificateSha256, records);
  const found = revocationOfImage(image, revocations) ?? revocationOfChain(chain, revocations);
  return found === undefined ? image : { ...image, revoked: shownRevocation(found) };
}

/** Whether a revocation of this target is one of the image itself. */
export function hitsImage(target: RevocationTarget, { digest, image }: Image): boolean {
  switch (target.kind) {
    case 'image':
      return digest === target.digest;
    case 'build-id':
      return image?.buildId === target.buildId;
    case 'release':
      return (
        image?.release === target.release || image?.releases?.some(({ release }) => release === target.release) === true
      );
    case 'sbat':
      return (
        image?.sbat?.some(
          ({ component, generation }) => component === target.component && generation < target.generation,
        ) === true
      );
    case 'certificate':
    case 'tbs':
      return false;
  }
}

function hitsCertificate(target: RevocationTarget, certificate: Uint8Array): boolean {
  if (target.kind === 'certificate') return Buffer.compare(certificateOf(target.certificate), certificate) === 0;
  if (target.kind !== 'tbs') return false;
  try {
    return createHash('sha256').update(parseCertificate(certificate).tbs).digest('hex') === target.tbsSha256;
  } catch (error) {
    // What can't be read can't be told to be another certificate.
    if (error instanceof FormatError) return true;
    throw error;
  }
}
