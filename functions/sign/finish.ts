/** Making the signature: the one place where the signing key is used. */
import { createHash } from 'node:crypto';
import { signAuthenticode, signModule } from '../../shared/authenticode/sign/signed-data.ts';
import { applySignature, planSigning, type SigningPlan } from '../../shared/authenticode/sign/sign-image.ts';
import { streamSource } from '../../shared/bytes/concat-source.ts';
import type { StoredImage } from '../../shared/aws/images/items.ts';
import { ConflictError } from '../../shared/errors.ts';
import { activeSigner, type ActiveSigner } from './identity.ts';
import { judgeSigned } from './inspect.ts';
import { announce, logImage } from './journal.ts';
import { SignMetric } from './names.ts';
import type { SignDeps } from './ports.ts';
import { refuse } from './refuse.ts';
import { objectionsNow, revokedNow } from './state.ts';

/**
 * Signs an approved image, from the very version that was looked at. Whether it may be signed is asked, and that it will be is in the
 * log, before the key is. May be called again after a fault, and goes on where it broke off: a digest is signed once by a key, and the
 * signature that was made is used from then on.
 */
export async function finish(image: StoredImage, deps: SignDeps): Promise<StoredImage> {
  const { digest } = image;
  if (digest === undefined) throw new ConflictError('the image was not looked at yet');
  if (image.approvals.length < image.approvalsNeeded) throw new ConflictError('approvals are missing');
  const signer = await activeSigner(deps);
  const [objection] = await objectionsNow(image, deps, signer);
  if (objection !== undefined) return refuse(image, objection, 'purgatory', deps);
  const plan = image.provisional ? undefined : await planStored(image, deps);
  const changed = plan === undefined ? undefined : objectionToStored(plan, digest);
  if (changed !== undefined) return refuse(image, changed, 'purgatory', deps);

  const intended = await announceIntent(image, signer, deps);
  const signature = await signatureOf(intended, digest, signer, deps);
  const refusal = plan === undefined ? undefined : await consumersObjection(intended, plan, signer, signature, deps);
  if (refusal !== undefined) return refuse(intended, refusal, 'purgatory', deps);

  await deps.objects.keepSignature(image.id, signature);
  const logIndex = await logImage('signed', intended, image.requestedBy, deps, {
    signer: signer.record.sha256,
    content: createHash('sha256').update(signature).digest('hex'),
    ...(image.force === undefined ? {} : { reason: image.force }),
  });
  const signed = await deps.register.update({
    ...intended,
    state: 'signed',
    signedAt: deps.now().toISOString(),
    signer: { subject: signer.record.subject, certificateSha256: signer.record.sha256 },
    logIndex,
    ...(plan?.kind === 'appended' ? { signedSha256: await fileSha256(plan, signature) } : {}),
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

/** An entry of the log that says what is about to be signed, by which certificate. Once a request. */
async function announceIntent(image: StoredImage, signer: ActiveSigner, deps: SignDeps): Promise<StoredImage> {
  if (image.intentIndex !== undefined) return image;
  const intentIndex = await logImage('signing', image, image.requestedBy, deps, { signer: signer.record.sha256 });
  return deps.register.update({ ...image, intentIndex });
}

/** What was approved must be what is stored: the version that was looked at, its kind and its digest. */
function objectionToStored(plan: SigningPlan, digest: string): string | undefined {
  const stored = Buffer.from(plan.digest).toString('hex');
  return stored === digest ? undefined : `the stored image has the digest ${stored}, approved was ${digest}`;
}

async function signatureOf(
  image: StoredImage,
  digest: string,
  signer: ActiveSigner,
  deps: SignDeps,
): Promise<Uint8Array> {
  const { kind } = image;
  const recorded = await deps.register.signature(digest, signer.record.sha256, kind);
  if (recorded !== undefined) return recorded.signature;
  const bytes = Buffer.from(digest, 'hex');
  const made =
    kind === 'appended' ? await signModule(bytes, signer.identity) : await signAuthenticode(bytes, signer.identity);
  deps.count(SignMetric.SignaturesMade);
  const kept = await deps.register.keepSignature({
    digest,
    certificateSha256: signer.record.sha256,
    kind,
    signature: made,
    imageId: image.id,
  });
  return kept.signature;
}

async function consumersObjection(
  image: StoredImage,
  plan: SigningPlan,
  signer: ActiveSigner,
  signature: Uint8Array,
  deps: SignDeps,
): Promise<string | undefined> {
  if (image.force !== undefined) return undefined;
  const trust = { root: signer.root, ...(await revokedNow(deps)) };
  const problems = await judgeSigned(plan, signer.identity, trust, image.consumers, signature);
  return problems.length === 0
    ? undefined
    : problems.map(({ where, problem }) => `${where} would refuse it: ${problem}`).join('; ');
}

async function planStored(image: StoredImage, deps: SignDeps): Promise<SigningPlan> {
  const object = { versionId: image.versionId, sizeBytes: image.sizeBytes ?? 0 };
  return planSigning(deps.objects.open(image.id, object), { waive: true });
}

async function fileSha256(plan: SigningPlan, signature: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamSource(await applySignature(plan, signature, 'replace'))) hash.update(chunk);
  return hash.digest('hex');
}
