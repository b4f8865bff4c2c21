/** The register as it is asked for. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type { ImagePage, ImageRecord, InclusionProof, SignatureAnswer } from '../../shared/contract/images.ts';
import { ImageRecord as ImageRecordSchema, MAX_REQUEST_HOURS } from '../../shared/contract/images.ts';
import type { Person } from '../../shared/contract/people.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import { expireIfDue } from './expiry.ts';
import { withRevocation } from '../../shared/domain/image/revocation-of.ts';
import { decode } from '../../shared/domain/image/chain.ts';
import { yourDecision } from './decide.ts';
import type { SignDeps } from './ports.ts';
import { objectionsToHandingOut, revocationsNow } from './state.ts';

/** Pages of the store that one request looks through for what its filter asks for. */
const MAX_PAGES = 20;
/** Of one digest or build-id, the newest: what one answer holds. */
const MAX_FOUND = 100;

interface ImageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: ImageRecord['state'] | undefined;
  readonly partOf?: string | undefined;
  readonly digest?: string | undefined;
  readonly buildId?: string | undefined;
  readonly waitingFor?: 'me' | undefined;
}

/** @param by who asks: of requests that wait it is said whether they may decide */
export async function listImages(by: Person, query: ImageQuery, deps: SignDeps): Promise<ImagePage> {
  const { limit, digest, buildId, waitingFor, partOf } = query;
  const policy = await deps.settings.policy();
  const [revocations, records] = await Promise.all([revocationsNow(deps), deps.settings.certificates()]);
  const shown = (images: readonly StoredImage[]): ImageRecord[] =>
    images.map((image) => ({
      ...publicPart(withRevocation(image, revocations, records)),
      ...yourDecision(by, image, policy),
    }));
  if (digest !== undefined) return { images: shown((await deps.register.byDigest(digest)).slice(0, MAX_FOUND)) };
  if (buildId !== undefined) return { images: shown((await deps.register.byBuildId(buildId)).slice(0, MAX_FOUND)) };
  if (partOf !== undefined) {
    const { images, next } = await deps.register.ofPart(partOf, { limit, after: query.cursor });
    const current = await Promise.all(images.map((image) => expireIfDue(image, deps)));
    const wanted = current.filter((image) => query.state === undefined || image.state === query.state);
    return { images: shown(wanted), ...(next === undefined ? {} : { next }) };
  }
  const state = waitingFor === undefined ? query.state : 'pending';
  const found: StoredImage[] = [];
  let cursor = query.cursor;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { images, next } = await deps.register.list({ limit, cursor });
    for (const image of images) {
      if (state !== undefined && endsBefore(image, state, deps.now())) return { images: shown(found) };
      const current = await expireIfDue(image, deps);
      if (state !== undefined && current.state !== state) continue;
      if (waitingFor !== undefined && yourDecision(by, current, policy).yourDecision?.allowed !== true) continue;
      found.push(current);
      if (found.length === limit) return { images: shown(found), next: current.id };
    }
    if (next === undefined) return { images: shown(found) };
    cursor = next;
  }
  return { images: shown(found), ...(cursor === undefined ? {} : { next: cursor }) };
}

/** Nothing that is older waits still: the rest of the register need not be read. */
function endsBefore({ requestedAt }: StoredImage, state: ImageRecord['state'], now: Date): boolean {
  const waits = state === 'pending' || state === 'uploading';
  return waits && now.getTime() - Date.parse(requestedAt) > MAX_REQUEST_HOURS * 3_600_000;
}

export async function getImage(by: Person, id: string, deps: SignDeps): Promise<ImageRecord> {
  const image = await expireIfDue(await deps.register.require(id), deps);
  const [revocations, records] = await Promise.all([revocationsNow(deps), deps.settings.certificates()]);
  const shown = withRevocation(image, revocations, records);
  return { ...publicPart(shown), ...yourDecision(by, image, await deps.settings.policy()) };
}

/**
 * Hands a signature out, where it might still be made.
 *
 * @throws {ConflictError} for an image that is not signed, and one that may not be any more: `revoked: …`, `chain: …`, `policy: …`
 */
export async function getSignature(id: string, deps: SignDeps): Promise<SignatureAnswer> {
  const image = await deps.register.require(id);
  const { digest, signer } = image;
  if (image.state !== 'signed' || digest === undefined || signer === undefined) {
    throw new ConflictError(`the request is ${image.state}`);
  }
  const [objection] = await objectionsToHandingOut(image, deps);
  if (objection !== undefined)
    throw new ConflictError(`the signature of ${id} is not handed out any more: ${objection}`);
  const stored = await deps.register.signature(digest, signer.certificateSha256, image.kind);
  if (stored === undefined) throw new NotFoundError(`the signature of ${id} is not there`);
  const records = await deps.settings.certificates();
  return {
    id,
    kind: image.kind,
    digest,
    signature: Buffer.from(stored.signature).toString('base64'),
    certificates: records
      .filter(({ sha256 }) => sha256 === signer.certificateSha256)
      .map((record) => Buffer.from(decode(record)).toString('base64')),
  };
}

export async function proveImage(id: string, deps: SignDeps): Promise<InclusionProof> {
  const { logIndex, state } = await deps.register.require(id);
  if (logIndex === undefined) throw new ConflictError(`the request is ${state}: there is no signature to prove`);
  return deps.log.prove(logIndex);
}

/** Without what only the service needs to know. */
export function publicPart(image: StoredImage): ImageRecord {
  return ImageRecordSchema.parse(image);
}
