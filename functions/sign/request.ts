/** Asking for an image to be signed: the request, then a look at what was uploaded. */
import { parseSbatLevel, writeSbatLevel } from '../../shared/authenticode/revocation/sbat.ts';
import type { SbatLevel } from '../../shared/authenticode/revocation/sbat.ts';
import { revocationSet } from '../../shared/aws/images/revocations.ts';
import type { StoredImage } from '../../shared/aws/images/items.ts';
import type { CreatedImage, CreateImage, ImageRecord, PolicyRule } from '../../shared/contract/images.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import { AccessError, ConflictError, FormatError, InputError } from '../../shared/errors.ts';
import { expireIfDue } from './expiry.ts';
import { finish } from './finish.ts';
import { changesSince, inspectImage, intendedConsumers, refusingConsumers } from './inspect.ts';
import { announce, logImage } from './journal.ts';
import { SignMetric } from './names.ts';
import { ruleFor, type Person } from './policy.ts';
import type { SignDeps } from './ports.ts';
import { refuse } from './refuse.ts';

const HOUR_MS = 3_600_000;

export async function createImage(by: Person, wish: CreateImage, deps: SignDeps): Promise<CreatedImage> {
  const { name, upload, digest } = wish;
  if (upload === undefined && digest === undefined)
    throw new InputError('an upload or a digest is needed', { field: 'upload' });
  const policy = await deps.settings.policy();
  const rule = ruleFor(policy, { name }, by);
  if (upload === undefined && !rule.byDigest) {
    throw new AccessError('forbidden', `the signing policy wants ${name} to be uploaded, not signed by digest`);
  }
  if (wish.force !== undefined && !rule.mayForce) throw mayNotForce(name);
  const now = deps.now();
  const image: StoredImage = {
    id: deps.newId(now),
    name,
    state: upload === undefined ? 'pending' : 'uploading',
    kind: wish.kind ?? 'authenticode',
    requestedBy: nameOf(by),
    requesterSubject: by.subject,
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + policy.requestHours * HOUR_MS).toISOString(),
    comment: wish.comment,
    force: wish.force?.reason,
    consumers: wish.consumers ?? rule.consumers,
    approvalsNeeded: rule.approvals,
    approvals: [],
    ...(digest === undefined ? {} : { digest }),
    provisional: upload === undefined,
    fileSha256: upload?.sha256,
    sizeBytes: upload?.sizeBytes,
    problems: [],
    changes: [],
    revision: 0,
  };
  await deps.register.create(image);
  deps.count(SignMetric.ImagesRequested);
  if (upload !== undefined) return { image, put: await deps.objects.presign(image.id, upload) };
  await logImage('requested', image, nameOf(by), deps);
  await announce('image.requested', image, nameOf(by), deps);
  return { image: image.approvalsNeeded === 0 ? await finish(image, deps) : image };
}

/**
 * The upload is there: looks at it, applies the policy, and signs at once where nobody has to approve. A second time it answers
 * what became of it.
 */
export async function submitImage(by: Person, id: string, deps: SignDeps): Promise<ImageRecord> {
  const image = await expireIfDue(await deps.register.require(id), deps);
  if (image.requesterSubject !== by.subject) throw new AccessError('forbidden', 'only who asked can submit');
  if (image.state === 'pending' && image.approvals.length >= image.approvalsNeeded) return finish(image, deps);
  if (image.state !== 'uploading') return image;
  const object = await deps.objects.find(id);
  if (object === undefined) throw new ConflictError('the image has not been uploaded yet');

  const source = deps.objects.open(id, object);
  let inspection: Awaited<ReturnType<typeof inspectImage>>;
  try {
    inspection = await inspectImage(source, await sbatLevel(deps));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return refuse({ ...image, versionId: object.versionId }, error.message, 'purgatory', deps);
  }
  const { info, digest, plan } = inspection;
  const rule = ruleFor(await deps.settings.policy(), { name: image.name, release: info.release }, by);
  const consumers = intendedConsumers(info, image.consumers);
  const previous = await deps.register.lastSigned(image.name);
  const problems = [...inspection.problems, ...(await refusingConsumers(plan, consumers))];
  const seen: StoredImage = {
    ...image,
    versionId: object.versionId,
    kind: plan.kind,
    digest,
    image: info,
    consumers: [...consumers],
    approvalsNeeded: rule.approvals,
    problems,
    changes: [...changesSince(previous, info)],
    ...(previous === undefined ? {} : { previousId: previous.id, previousName: previous.name }),
  };
  const objection = objectionTo(seen, image, rule);
  if (objection !== undefined) return refuse(seen, objection, 'purgatory', deps);
  await logImage('requested', seen, nameOf(by), deps, seen.force === undefined ? {} : { reason: seen.force });
  const pending = await deps.register.update({ ...seen, state: 'pending' });
  await confirmProvisional(pending, deps);
  await announce('image.requested', pending, nameOf(by), deps);
  return pending.approvalsNeeded === 0 ? finish(pending, deps) : pending;
}

/** Why the image is not even put before an approver. */
function objectionTo(seen: StoredImage, asked: StoredImage, rule: PolicyRule): string | undefined {
  if (asked.digest !== undefined && asked.digest !== seen.digest) {
    return `the uploaded image has the digest ${seen.digest ?? ''}, not ${asked.digest}`;
  }
  if (seen.problems.length === 0 || (seen.force !== undefined && rule.mayForce)) return undefined;
  return seen.problems.map(({ rule: name, where, problem }) => `${name} (${where}): ${problem}`).join('; ');
}

/** Signatures that were made by digest alone are no longer provisional once the image was seen. */
async function confirmProvisional(image: StoredImage, deps: SignDeps): Promise<void> {
  if (image.digest === undefined) return;
  for (const other of await deps.register.byDigest(image.digest)) {
    if (!other.provisional || other.state !== 'signed') continue;
    const confirmed = await deps.register.update({ ...other, provisional: false, image: image.image });
    await deps.register.index(confirmed);
    await logImage('seen', confirmed, 'purgatory', deps);
  }
}

/** The lowest generations that are not revoked. */
async function sbatLevel(deps: Pick<SignDeps, 'revocations'>): Promise<SbatLevel> {
  const set = await revocationSet(await deps.revocations.list(), () => Promise.resolve([]));
  return parseSbatLevel(Buffer.from(writeSbatLevel(set.sbat)));
}

function mayNotForce(name: string): AccessError {
  return new AccessError('forbidden', `the signing policy lets nobody force a signature of ${name}`);
}
