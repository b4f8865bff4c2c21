/** From an approved request to its signature, which another function makes. */
import { createHash } from 'node:crypto';
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type { Checked } from '../../shared/aws/images/signing/inspection.ts';
import type { Refused } from '../../shared/aws/images/signing/order.ts';
import type { SignOrder } from '../../shared/domain/image/order.ts';
import { ConflictError } from '../../shared/errors.ts';
import { activeSigner, type ActiveSigner } from './identity.ts';
import { announce, logImage } from './journal.ts';
import { logIdentity } from './log-identity.ts';
import { SignMetric } from './names.ts';
import type { SignDeps } from './ports.ts';
import { refuse } from './refuse.ts';
import { pcrDigestOf } from './pcrs.ts';
import { objectionsNow } from './state.ts';

/**
 * Has an approved image signed, from the very version that was looked at. Whether it may be signed is asked, and that it will be is in the
 * log, before the key is. May be called again after a fault, and goes on where it broke off: a digest is signed once by a key, and the
 * signature that was made is used from then on.
 */
export async function finish(image: StoredImage, deps: SignDeps): Promise<StoredImage> {
  const { digest } = image;
  if (digest === undefined) throw new ConflictError('the image was not looked at yet');
  if (image.approvals.length < image.approvalsNeeded) throw new ConflictError('approvals are missing');
  const signer = await activeSigner(image, deps);
  const [objection] = await objectionsNow(image, deps, signer);
  const changed = objection ?? (await objectionToStored(image, digest, deps));
  if (changed !== undefined) return refuse(image, changed, 'purgatory', deps);

  const intended = await announceIntent(image, signer, deps);
  const signature = await signatureOf(intended, digest, signer, deps);
  if ('refused' in signature) return refuse(intended, signature.refused, 'purgatory', deps);
  const checked = await check(intended, signer, signature, deps);
  if (checked !== undefined && 'refused' in checked) return refuse(intended, checked.refused, 'purgatory', deps);

  await deps.objects.keepSignature(image.id, signature);
  const logIndex = await logImage('signed', intended, image.requestedBy, deps, {
    signer: signer.sha256,
    content: createHash('sha256').update(signature).digest('hex'),
    ...(image.force === undefined ? {} : { reason: image.force }),
  });
  const signed = await deps.register.update({
    ...intended,
    state: 'signed',
    signedAt: deps.now().toISOString(),
    signer: { subject: signer.subject, certificateSha256: signer.sha256 },
    logIndex,
    ...(checked?.signedSha256 === undefined ? {} : { signedSha256: checked.signedSha256 }),
  });
  deps.count(SignMetric.ImagesSigned);
  return announceSigned(signed, deps);
}

/** What follows a signature. Done again it changes nothing. */
export async function announceSigned(signed: StoredImage, deps: SignDeps): Promise<StoredImage> {
  await deps.register.index(signed);
  await announce('image.signed', signed, signed.signer?.subject ?? '', deps);
  return signed;
}

/** An entry of the log that says what is about to be signed, by which certificate. Once a request and certificate. */
async function announceIntent(image: StoredImage, signer: ActiveSigner, deps: SignDeps): Promise<StoredImage> {
  const intentSigner = signer.sha256;
  if (image.intentIndex !== undefined && image.intentSigner === intentSigner) return image;
  const intentIndex = await logImage('signing', image, image.requestedBy, deps, { signer: intentSigner });
  return deps.register.update({ ...image, intentIndex, intentSigner });
}

/** What was approved must be what is stored: the version that was looked at. */
async function objectionToStored(image: StoredImage, digest: string, deps: SignDeps): Promise<string | undefined> {
  if (image.provisional) return undefined;
  const { id, versionId, sizeBytes = 0, pcrs } = image;
  const uploaded = { id, versionId, sizeBytes };
  const stored = pcrs === undefined ? await deps.inspector.digest(uploaded) : await pcrDigestOf(uploaded, pcrs, deps);
  if (typeof stored !== 'string') return stored.unreadable;
  return stored === digest ? undefined : `the stored image has the digest ${stored}, approved was ${digest}`;
}

/** The signature that is recorded, or one that the holder of the key makes now. */
async function signatureOf(
  image: StoredImage,
  digest: string,
  signer: ActiveSigner,
  deps: SignDeps,
): Promise<Uint8Array | Refused> {
  const { kind } = image;
  const { sha256: certificateSha256 } = signer;
  const recorded = await deps.register.signature(digest, certificateSha256, kind);
  if (recorded !== undefined) return recorded.signature;
  const made = await deps.signer.sign(await orderOf(image, digest, deps));
  if ('refused' in made) return made;
  if (made.certificateSha256 !== certificateSha256) throw new ConflictError('the certificate was changed meanwhile');
  const { signature } = made;
  return (await deps.register.keepSignature({ digest, certificateSha256, kind, signature, imageId: image.id }))
    .signature;
}

/** All that the decision was made from, and the log's proofs of it. */
async function orderOf(image: StoredImage, digest: string, deps: SignDeps): Promise<SignOrder> {
  const { kind, intentIndex = -1 } = image;
  const approved = image.approvals.flatMap(({ decision, logIndex }) =>
    decision === 'approve' && logIndex !== undefined ? [logIndex] : [],
  );
  const [policy, revocations, certificates, log] = await Promise.all([
    deps.settings.policy(),
    deps.revocations.list(),
    deps.settings.certificates(),
    logIdentity(deps.log),
  ]);
  const [intent, ...approvals] = await Promise.all([
    deps.log.prove(intentIndex),
    ...approved.map((index) => deps.log.prove(index)),
  ]);
  return { digest, kind, image, policy, revocations, certificates, log, intent, approvals };
}

/** Every consumer has to take it as it is signed now, unless force was approved. */
async function check(
  image: StoredImage,
  { chain }: ActiveSigner,
  signature: Uint8Array,
  deps: SignDeps,
): Promise<Checked | Refused | undefined> {
  // Nobody was seen, or it is no signature that a loader looks at.
  if (image.provisional || chain === undefined) return undefined;
  const { id, versionId, sizeBytes = 0, force } = image;
  const revocations = await deps.revocations.list();
  const consumers = force === undefined ? image.consumers : [];
  const checked = await deps.inspector.check({ id, versionId, sizeBytes }, consumers, {
    signature,
    ...chain,
    revocations,
  });
  if ('unreadable' in checked) return { refused: checked.unreadable };
  if (checked.problems.length === 0) return checked;
  return { refused: checked.problems.map(({ where, problem }) => `${where} would refuse it: ${problem}`).join('; ') };
}
