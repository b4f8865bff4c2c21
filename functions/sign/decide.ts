/** Approving and refusing. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { ImageRoutes } from '../../shared/contract/api/images.ts';
import type { Decision, ImageRecord, SigningPolicy } from '../../shared/contract/images.ts';
import type { Person } from '../../shared/contract/people.ts';
import { hasRole, nameOf } from '../../shared/contract/roles.ts';
import { AccessError, ConflictError } from '../../shared/errors.ts';
import { expireIfDue } from './expiry.ts';
import { announceSigned, finish } from './finish.ts';
import { announce, logImage } from './journal.ts';
import { approvalsNeeded, checkApprover, ruleForRequest } from '../../shared/domain/image/policy.ts';
import type { SignDeps } from './ports.ts';
import { announceRefused, refuse } from './refuse.ts';
import { objectionsNow } from './state.ts';

const DECIDERS = ImageRoutes.decideImage.admits;

/** One person's decision on a digest. The last approval that is needed signs. Done again it completes what was begun. */
export async function decideImage(by: Person, id: string, decision: Decision, deps: SignDeps): Promise<ImageRecord> {
  const image = await expireIfDue(await deps.register.require(id), deps);
  const repeated = isRepeated(image, by, decision);
  if (image.state === 'signed' && repeated) return announceSigned(image, deps);
  if (image.state === 'refused' && repeated) return announceRefused(image, nameOf(by), deps);
  if (image.state !== 'pending') throw new ConflictError(`the request is ${image.state}`);
  checkMayDecide(by, image, await deps.settings.policy());
  if (decision.digest !== image.digest) {
    throw new ConflictError(`the request is for the digest ${image.digest ?? ''}, the decision for ${decision.digest}`);
  }
  const approval = {
    by: nameOf(by),
    subject: by.subject,
    ...(by.identities === undefined ? {} : { identities: [...by.identities] }),
    at: deps.now().toISOString(),
    decision: decision.decision,
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
  };
  if (decision.decision === 'refuse') {
    const refused = { ...image, approvals: [...image.approvals, approval] };
    return refuse(refused, decision.comment ?? `refused by ${nameOf(by)}`, nameOf(by), deps);
  }
  const [objection] = await objectionsNow(image, deps);
  if (objection !== undefined) return refuse(image, objection, 'purgatory', deps);
  const approved = repeated ? image : await addApproval(image, approval, deps);
  await announce('image.approved', approved, nameOf(by), deps);
  return approvalsOf(approved) >= approvalsNeeded(await deps.settings.policy(), approved)
    ? finish(approved, deps)
    : approved;
}

function approvalsOf({ approvals }: StoredImage): number {
  return approvals.filter(({ decision }) => decision === 'approve').length;
}

/** @throws {AccessError} forbidden */
function checkMayDecide(by: Person, image: StoredImage, policy: SigningPolicy): void {
  checkApprover(ruleForRequest(policy, image), by, image.requesterSubject);
}

/** Whether `by` may decide on a request, so that a page need not offer what would be refused. */
export function yourDecision(by: Person, image: StoredImage, policy: SigningPolicy): Pick<ImageRecord, 'yourDecision'> {
  const refused = (reason: string) => ({ yourDecision: { allowed: false, reason } });
  if (image.state !== 'pending') return {};
  if (!hasRole(by, DECIDERS)) return refused(`this needs one of the roles ${DECIDERS.join(', ')}`);
  if (image.approvals.some(({ subject }) => subject === by.subject)) return refused('you approved it already');
  try {
    checkMayDecide(by, image, policy);
    return { yourDecision: { allowed: true } };
  } catch (error) {
    if (error instanceof AccessError) return refused(error.message);
    throw error;
  }
}

async function addApproval(
  image: StoredImage,
  approval: StoredImage['approvals'][number],
  deps: SignDeps,
): Promise<StoredImage> {
  const logIndex = await logImage(
    'approved',
    image,
    approval.by,
    deps,
    approval.comment === undefined ? {} : { reason: approval.comment },
  );
  return deps.register.update({ ...image, approvals: [...image.approvals, { ...approval, logIndex }] });
}

function isRepeated(image: StoredImage, by: Person, decision: Decision): boolean {
  return (
    decision.digest === image.digest &&
    image.approvals.some(({ subject, decision: earlier }) => subject === by.subject && earlier === decision.decision)
  );
}
