/** Which registered images a revocation hits. */
import { createHash } from 'node:crypto';
import { parseCertificate } from '../../shared/authenticode/x509/certificate.ts';
import { isOfImage } from '../../shared/domain/image/kinds.ts';
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { hitsImage } from '../../shared/domain/image/revocation-of.ts';
import { certificateOf } from '../../shared/domain/image/revocations.ts';
import type { KeyRecord } from '../../shared/contract/images.ts';
import type { RevocationTarget } from '../../shared/contract/revocations.ts';
import type { RevokeDeps } from './ports.ts';

/** Images that one answer speaks of. */
const MAX_IMAGES = 1000;
const PAGE = 100;

/** The signed images that the target names, newest first. */
export async function imagesHit(target: RevocationTarget, deps: RevokeDeps): Promise<readonly StoredImage[]> {
  const signed = (images: readonly StoredImage[]): readonly StoredImage[] =>
    images.filter((image) => image.state === 'signed' && isOfImage(image));
  switch (target.kind) {
    case 'image':
      return signed(await deps.register.byDigest(target.digest));
    case 'build-id':
      return signed(await deps.register.byBuildId(target.buildId));
    case 'sbat':
    case 'release':
      return (await allSigned(deps)).filter((image) => hitsImage(target, image));
    case 'certificate':
    case 'tbs': {
      const signers = await signersBelow(target, deps);
      return (await allSigned(deps)).filter(
        ({ signer }) => signer !== undefined && signers.has(signer.certificateSha256),
      );
    }
  }
}

/** SHA-256 of the signers' certificates that fall with a certificate: itself, or all that it issued. */
async function signersBelow(
  target: Extract<RevocationTarget, { kind: 'certificate' | 'tbs' }>,
  deps: Pick<RevokeDeps, 'settings'>,
): Promise<ReadonlySet<string>> {
  const records = await deps.settings.certificates();
  const revoked = records.filter((record) => isTarget(record, target));
  const subjects = new Set(revoked.map(({ subject }) => subject));
  if (target.kind === 'certificate') subjects.add(parseCertificate(certificateOf(target.certificate)).subjectText);
  const below = records.filter(
    ({ purpose, issuer, sha256 }) =>
      purpose === 'signer' && (subjects.has(issuer) || revoked.some((record) => record.sha256 === sha256)),
  );
  return new Set(below.map(({ sha256 }) => sha256));
}

function isTarget(record: KeyRecord, target: Extract<RevocationTarget, { kind: 'certificate' | 'tbs' }>): boolean {
  const der = Buffer.from(record.certificate, 'base64');
  if (target.kind === 'certificate') return Buffer.compare(certificateOf(target.certificate), der) === 0;
  return createHash('sha256').update(parseCertificate(der).tbs).digest('hex') === target.tbsSha256;
}

async function allSigned(deps: Pick<RevokeDeps, 'register'>): Promise<readonly StoredImage[]> {
  const found: StoredImage[] = [];
  let cursor: string | undefined;
  do {
    const { images, next } = await deps.register.list({ limit: PAGE, cursor });
    found.push(...images.filter(({ state }) => state === 'signed'));
    cursor = next;
  } while (cursor !== undefined && found.length < MAX_IMAGES);
  return found.slice(0, MAX_IMAGES);
}
