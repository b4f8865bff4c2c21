/** Approving and refusing. */
import type { StoredImage } from '../../shared/aws/images/items.ts';
import { ImageRoutes } from '../../shared/contract/api/images.ts';
import type { Decision, ImageRecord, SigningPolicy } from '../../shared/contract/images.ts';
import { hasRole, nameOf } from '../../shared/contract/roles.ts';
import { AccessError, ConflictError } from '../../shared/errors.ts';
import { expireIfDue } from './expiry.ts';
import { finish } from './finish.ts';
import { announce, logImage } from './journal.ts';
import { checkApprover, ruleFor, type Person } from './policy.ts';
import type { SignDeps } from './ports.ts';
import { refuse } from './refuse.ts';

const DECIDERS = ImageRoutes.decideImage.admits;

/** One person's decision on a digest. The last approval that is needed signs. */
export async function decideImage(by: Person, id: string, decision: Decision, deps: SignDeps): Promise<ImageRecord> {
  const image = await expireIfDue(await deps.register.require(id), deps);
  if (image.state === 'signed' && isRepeated(image, by, decision)) return image;
  if (image.state !== 'pending') throw new ConflictError(`the request is ${image.state}`);
  checkMayDecide(by, image, await deps.settings.policy());
  if (decision.digest !== image.digest) {
    throw new ConflictError(`the request is for the digest ${image.digest ?? ''}, the decision for ${decision.digest}`);
  }
  const approval = {
    by: nameOf(by),
    subject: by.subject,
    at: deps.now().toISOString(),
    decision: decision.decision,
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
  };
  if (decision.decision === 'refuse') {
    const refused = { ...image, approvals: [...image.approvals, approval] };
    return refuse(refused, decision.comment ?? `refused by ${nameOf(by)}`, nameOf(by), deps);
  }
  const approved = isRepeated(image, by, decision) ? image : await addApproval(image, approval, deps);
  return approved.approvals.length >= approved.approvalsNeeded ? finish(approved, deps) : approved;
}

/** @throws {AccessError} forbidden */
function checkMayDecide(by: Person, image: StoredImage, policy: SigningPolicy): void {
  const asked = { name: image.name, release: image.image?.release };
  const requester = { subject: image.requesterSubject, name: image.requestedBy };
  checkApprover(ruleFor(policy, asked, requester), by, image.requesterSubject);
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
  await logImage(
    'approved',
    image,
    approval.by,
    deps,
    approval.comment === undefined ? {} : { reason: approval.comment },
  );
  const approved = await deps.register.update({ ...image, approvals: [...image.approvals, approval] });
  await announce('image.approved', approved, approval.by, deps);
  return approved;
}

function isRepeated(image: StoredImage, by: Person, decision: Decision): boolean {
  return (
    decision.digest === image.digest &&
    image.approvals.some(({ subject, decision: earlier }) => subject === by.subject && earlier === decision.decision)
  );
}
