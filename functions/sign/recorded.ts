/** A digest that is signed already: whoever asks again gets the signature that is recorded, on the approvals that were given for it. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { latestActive } from '../../shared/domain/image/chain.ts';
import { pcrSignerId } from '../../shared/domain/image/pcr-keys.ts';
import type { SignDeps } from './ports.ts';

/**
 * The approvals under which this very digest was signed by the key and certificate that sign now. None where it was not; where it was
 * signed unseen and is seen now; or where force was needed: then it is decided anew.
 */
export async function approvalsOnRecord(
  image: StoredImage,
  deps: Pick<SignDeps, 'register' | 'settings' | 'signer'>,
): Promise<Pick<StoredImage, 'approvals' | 'approvedAs'> | undefined> {
  const { digest, kind } = image;
  if (digest === undefined || image.force !== undefined) return undefined;
  const sha256 = await signerOf(image, deps);
  if (sha256 === undefined || (await deps.register.signature(digest, sha256, kind)) === undefined) return undefined;
  const earlier = (await deps.register.byDigest(digest)).find(
    (candidate) =>
      candidate.state === 'signed' &&
      candidate.kind === kind &&
      candidate.name === image.name &&
      candidate.force === undefined &&
      (!candidate.provisional || image.provisional) &&
      candidate.revoked === undefined &&
      candidate.signer?.certificateSha256 === sha256,
  );
  if (earlier === undefined) return undefined;
  // Nobody's approval counts for what they ask for themselves.
  const approvals = earlier.approvals.filter(({ subject }) => subject !== image.requesterSubject);
  return { approvals, approvedAs: earlier.approvedAs ?? earlier.id };
}

async function signerOf(
  { kind }: StoredImage,
  deps: Pick<SignDeps, 'settings' | 'signer'>,
): Promise<string | undefined> {
  if (kind === 'pcr-policies') return pcrSignerId(await deps.signer.pcrKeys());
  return latestActive('signer', await deps.settings.certificates())?.sha256;
}
