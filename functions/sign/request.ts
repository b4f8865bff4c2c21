/** Asking for an image to be signed: the request, then a look at what was uploaded. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type {
  CreatedImage,
  CreateImage,
  ImageRecord,
  PolicyRule,
  SignatureKind,
} from '../../shared/contract/images.ts';
import type { Person } from '../../shared/contract/people.ts';
import type { Consumer } from '../../shared/contract/verify.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import { AccessError, ConflictError, InputError } from '../../shared/errors.ts';
import { describeChanges } from './changes.ts';
import { intendedConsumers } from './consumers.ts';
import { expireIfDue } from './expiry.ts';
import { announceSigned, finish } from './finish.ts';
import { announce, logImage } from './journal.ts';
import { isNameOfKind, nameRule } from '../../shared/domain/image/kinds.ts';
import { APPENDED_BY_DIGEST, NO_ROOT_HASHES, revokedImage } from '../../shared/domain/image/may-sign.ts';
import { SignMetric } from './names.ts';
import { approvalsNeeded, askedOf, ruleFor, ruleForUpload } from '../../shared/domain/image/policy.ts';
import { lookAtPcrs } from './pcrs.ts';
import type { SignDeps } from './ports.ts';
import { approvalsOnRecord } from './recorded.ts';
import { refuse } from './refuse.ts';
import { revocationsNow } from './state.ts';

const HOUR_MS = 3_600_000;

export async function createImage(by: Person, wish: CreateImage, deps: SignDeps): Promise<CreatedImage> {
  const { name, upload, digest, kind = 'authenticode' } = wish;
  if (upload === undefined && digest === undefined)
    throw new InputError('an upload or a digest is needed', { field: 'upload' });
  checkKind(name, kind, wish);
  const policy = await deps.settings.policy();
  // Of a digest nothing more will ever be known; what is uploaded is asked about again once it was seen.
  const rule = upload === undefined ? ruleFor(policy, { name }, by) : ruleForUpload(policy, name, by);
  if (upload === undefined) checkByDigest(name, kind, rule);
  if (wish.force !== undefined && !rule.mayForce) throw mayNotForce(name);
  const [revoked] = [...revokedImage({ digest, image: undefined }, await revocationsNow(deps))];
  if (revoked !== undefined) throw new ConflictError(revoked);
  const now = deps.now();
  const asked: StoredImage = {
    id: deps.newId(now),
    name,
    state: upload === undefined ? 'pending' : 'uploading',
    kind,
    requestedBy: nameOf(by),
    requesterSubject: by.subject,
    ...(by.identities === undefined ? {} : { requesterIdentities: [...by.identities] }),
    requestedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + policy.requestHours * HOUR_MS).toISOString(),
    comment: wish.comment,
    ...(wish.partOf === undefined ? {} : { partOf: wish.partOf }),
    force: wish.force?.reason,
    consumers: consumersOf(rule, wish.consumers),
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
  const image = upload === undefined ? { ...asked, ...(await approvalsOnRecord(asked, deps)) } : asked;
  // Before it is there to be approved.
  if (upload === undefined) await logImage('requested', image, nameOf(by), deps);
  await deps.register.create(image);
  deps.count(SignMetric.ImagesRequested);
  if (upload !== undefined) return { image, put: await deps.objects.presign(image.id, upload) };
  await announce('image.requested', image, nameOf(by), deps);
  return { image: image.approvals.length >= image.approvalsNeeded ? await finish(image, deps) : image };
}

/** @throws {InputError} where the name is another kind's, or there is nothing to make the digest from */
function checkKind(name: string, kind: SignatureKind, { upload, digest }: CreateImage): void {
  if (!isNameOfKind(name, kind)) throw new InputError(nameRule(kind), { field: 'name' });
  if (kind === 'pcr-policies' && (upload === undefined || digest !== undefined)) {
    throw new InputError('of PCR policies the UKI is uploaded: its digest is made from what it measures', {
      field: 'digest',
    });
  }
  if (kind === 'root-hash' && upload !== undefined) {
    throw new InputError('of a root hash there is nothing to upload: it is the digest', { field: 'upload' });
  }
}

/** @throws {AccessError} forbidden: what is asked for by a digest alone, and may not be */
function checkByDigest(name: string, kind: SignatureKind, { byDigest, rootHashes }: PolicyRule): void {
  if (kind === 'root-hash') {
    if (rootHashes === true) return;
    throw new AccessError('forbidden', `the signing policy: ${NO_ROOT_HASHES} for ${name}`);
  }
  if (!byDigest) {
    throw new AccessError('forbidden', `the signing policy wants ${name} to be uploaded, not signed by digest`);
  }
  if (kind === 'appended') throw new AccessError('forbidden', APPENDED_BY_DIGEST);
}

/**
 * The upload is there: looks at it, applies the policy, and signs at once where nobody has to approve, or somebody did before. A second
 * time it completes what was begun, and answers what became of it.
 */
export async function submitImage(by: Person, id: string, deps: SignDeps): Promise<ImageRecord> {
  const image = await expireIfDue(await deps.register.require(id), deps);
  if (image.requesterSubject !== by.subject) throw new AccessError('forbidden', 'only who asked can submit');
  if (image.state === 'pending') return completeRequest(await askedNow(image, deps), by, deps);
  if (image.state === 'signed') return announceSigned(image, deps);
  if (image.state !== 'uploading') return image;
  const object = await deps.objects.find(id);
  if (object === undefined) throw new ConflictError('the image has not been uploaded yet');

  const uploaded = { id, ...object };
  const looked = await deps.inspector.look(uploaded, await deps.revocations.list());
  if ('unreadable' in looked) {
    return refuse({ ...image, versionId: object.versionId }, looked.unreadable, 'purgatory', deps);
  }
  const { info, config } = looked;
  const rule = ruleFor(await deps.settings.policy(), askedOf(image.name, info), by);
  const consumers = intendedConsumers(info, consumersOf(rule, image.consumers));
  const previous = await deps.register.lastSigned(image.name);
  const subject = image.kind === 'pcr-policies' ? await lookAtPcrs(uploaded, image.name, rule, deps) : { problems: [] };
  if ('unreadable' in subject) {
    return refuse({ ...image, versionId: object.versionId }, subject.unreadable, 'purgatory', deps);
  }
  const { problems: found, pcrs, digest = looked.digest } = subject;
  // Those that are in it are taken out for the new ones.
  const own = looked.problems.filter(({ rule: name }) => pcrs === undefined || name !== 'pcrsig-stale');
  const problems = [...own, ...found, ...(await deps.inspector.refusing(uploaded, consumers))];
  const seen: StoredImage = {
    ...image,
    versionId: object.versionId,
    kind: pcrs === undefined ? looked.kind : image.kind,
    digest,
    ...(pcrs === undefined ? {} : { pcrs }),
    image: info,
    consumers: [...consumers],
    approvalsNeeded: rule.approvals,
    problems,
    changes: [...(await describeChanges(previous, { digest, info, config }, deps))],
    ...(previous === undefined ? {} : { previousId: previous.id, previousName: previous.name }),
  };
  const objection = objectionTo(seen, image, rule) ?? [...revokedImage(seen, await revocationsNow(deps))][0];
  if (objection !== undefined) return refuse(seen, objection, 'purgatory', deps);
  const asked = { ...seen, ...(await approvalsOnRecord(seen, deps)) };
  await logImage('requested', asked, nameOf(by), deps, asked.force === undefined ? {} : { reason: asked.force });
  return completeRequest(await deps.register.update({ ...asked, state: 'pending' }), by, deps);
}

/** What follows once a request waits. Done again, nothing of it happens twice: events have names. */
async function completeRequest(image: StoredImage, by: Person, deps: SignDeps): Promise<StoredImage> {
  if (!image.provisional) await confirmProvisional(image, deps);
  await announce('image.requested', image, nameOf(by), deps);
  return image.approvals.length >= image.approvalsNeeded ? finish(image, deps) : image;
}

/** The request with as many approvals to wait for as the policy has come to want since. */
async function askedNow(image: StoredImage, deps: SignDeps): Promise<StoredImage> {
  const policy = await deps.settings.policy();
  try {
    const needed = approvalsNeeded(policy, image);
    return needed === image.approvalsNeeded ? image : await deps.register.update({ ...image, approvalsNeeded: needed });
  } catch (error) {
    // No rule allows it any more: that is said when it would be signed.
    if (error instanceof AccessError) return image;
    throw error;
  }
}

/** Whoever asks may add consumers to those that the policy names, and take none of them away. */
function consumersOf(rule: PolicyRule, asked: readonly Consumer[] = []): Consumer[] {
  return [...new Set([...rule.consumers, ...asked])];
}

/** Why the image is not even put before an approver. */
function objectionTo(seen: StoredImage, asked: StoredImage, rule: PolicyRule): string | undefined {
  if (asked.digest !== undefined && asked.digest !== seen.digest) {
    return `the uploaded image has the digest ${seen.digest ?? ''}, not ${asked.digest}`;
  }
  if (seen.consumers.length === 0) {
    const named = consumersOf(rule, asked.consumers).join(', ');
    return `none of the consumers that the policy names (${named}) loads an image of the kind ${seen.image?.kind ?? 'unknown'}: nobody could be asked whether it would`;
  }
  if (seen.problems.length === 0 || (seen.force !== undefined && rule.mayForce)) return undefined;
  return seen.problems.map(({ rule: name, where, problem }) => `${name} (${where}): ${problem}`).join('; ');
}

/** Signatures that were made by digest alone are no longer provisional once the image was seen. */
async function confirmProvisional(image: StoredImage, deps: SignDeps): Promise<void> {
  if (image.digest === undefined) return;
  for (const other of await deps.register.byDigest(image.digest)) {
    if (!other.provisional || other.state !== 'signed' || other.kind !== image.kind) continue;
    const confirmed = { ...other, provisional: false, image: image.image };
    await deps.register.index(confirmed);
    await logImage('seen', confirmed, 'purgatory', deps);
    await deps.register.update(confirmed);
  }
}

function mayNotForce(name: string): AccessError {
  return new AccessError('forbidden', `the signing policy lets nobody force a signature of ${name}`);
}
