/** Making the signature: the one place where the signing key is used. */
import { createHash } from 'node:crypto';
import { signAuthenticode, signModule } from '../../shared/authenticode/sign/signed-data.ts';
import { planSigning } from '../../shared/authenticode/sign/sign-image.ts';
import type { StoredImage } from '../../shared/aws/images/items.ts';
import { ConflictError } from '../../shared/errors.ts';
import { activeSigner, type ActiveSigner } from './identity.ts';
import { judgeSigned } from './inspect.ts';
import { announce, logImage } from './journal.ts';
import { SignMetric } from './names.ts';
import type { SignDeps } from './ports.ts';
import { refuse } from './refuse.ts';

/**
 * Signs an approved image, from the very version that was looked at. May be called again after a fault: a digest is signed once by
 * a key, and the signature that was made is used from then on.
 */
export async function finish(image: StoredImage, deps: SignDeps): Promise<StoredImage> {
  const { digest } = image;
  if (digest === undefined) throw new ConflictError('the image was not looked at yet');
  if (image.approvals.length < image.approvalsNeeded) throw new ConflictError('approvals are missing');
  const signer = await activeSigner(deps);
  const changed = await objectionToStored(image, digest, deps);
  if (changed !== undefined) return refuse(image, changed, 'purgatory', deps);

  const signature = await signatureOf(image, digest, signer, deps);
  const objection = await consumersObjection(image, signer, signature, deps);
  if (objection !== undefined) return refuse(image, objection, 'purgatory', deps);

  await deps.objects.keepSignature(image.id, signature);
  const logIndex = await logImage('signed', image, image.requestedBy, deps, {
    signer: signer.record.sha256,
    content: createHash('sha256').update(signature).digest('hex'),
    ...(image.force === undefined ? {} : { reason: image.force }),
  });
  const signed = await deps.register.update({
    ...image,
    state: 'signed',
    signedAt: deps.now().toISOString(),
    signer: { subject: signer.record.subject, certificateSha256: signer.record.sha256 },
    logIndex,
  });
  await deps.register.index(signed);
  deps.count(SignMetric.ImagesSigned);
  await announce('image.signed', signed, signer.record.subject, deps);
  return signed;
}

/** What was approved must be what is stored: the version that was looked at, and its digest. */
async function objectionToStored(image: StoredImage, digest: string, deps: SignDeps): Promise<string | undefined> {
  if (image.provisional) return undefined;
  const plan = await planStored(image, deps);
  const stored = Buffer.from(plan.digest).toString('hex');
  return stored === digest ? undefined : `the stored image has the digest ${stored}, approved was ${digest}`;
}

async function signatureOf(
  image: StoredImage,
  digest: string,
  signer: ActiveSigner,
  deps: SignDeps,
): Promise<Uint8Array> {
  const recorded = await deps.register.signature(digest, signer.record.sha256);
  if (recorded !== undefined) return recorded.signature;
  const bytes = Buffer.from(digest, 'hex');
  const made =
    image.kind === 'appended'
      ? await signModule(bytes, signer.identity)
      : await signAuthenticode(bytes, signer.identity);
  deps.count(SignMetric.SignaturesMade);
  const kept = await deps.register.keepSignature({
    digest,
    certificateSha256: signer.record.sha256,
    signature: made,
    imageId: image.id,
  });
  return kept.signature;
}

async function consumersObjection(
  image: StoredImage,
  signer: ActiveSigner,
  signature: Uint8Array,
  deps: SignDeps,
): Promise<string | undefined> {
  if (image.provisional || image.force !== undefined) return undefined;
  const plan = await planStored(image, deps);
  const problems = await judgeSigned(plan, signer.identity, signer.root, image.consumers, signature);
  return problems.length === 0
    ? undefined
    : problems.map(({ where, problem }) => `${where} would refuse it: ${problem}`).join('; ');
}

async function planStored(image: StoredImage, deps: SignDeps) {
  const object = { versionId: image.versionId, sizeBytes: image.sizeBytes ?? 0 };
  return planSigning(deps.objects.open(image.id, object), { waive: true });
}
