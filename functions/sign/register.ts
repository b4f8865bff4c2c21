/** The register as it is asked for. */
import { createHash } from 'node:crypto';
import type { StoredImage } from '../../shared/aws/images/items.ts';
import type {
  ImagePage,
  ImageRecord,
  InclusionProof,
  SignatureAnswer,
  SigningPolicy,
} from '../../shared/contract/images.ts';
import { ImageRecord as ImageRecordSchema } from '../../shared/contract/images.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import { expireIfDue } from './expiry.ts';
import { decode } from './identity.ts';
import type { SignDeps } from './ports.ts';

/** Pages of the store that one request looks through for what its filter asks for. */
const MAX_PAGES = 20;

interface ImageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: ImageRecord['state'] | undefined;
  readonly digest?: string | undefined;
  readonly buildId?: string | undefined;
}

export async function listImages(query: ImageQuery, deps: SignDeps): Promise<ImagePage> {
  const { limit, state, digest, buildId } = query;
  if (digest !== undefined) return { images: (await deps.register.byDigest(digest)).map(publicPart) };
  if (buildId !== undefined) return { images: (await deps.register.byBuildId(buildId)).map(publicPart) };
  const found: StoredImage[] = [];
  let cursor = query.cursor;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { images, next } = await deps.register.list({ limit, cursor });
    for (const image of images) {
      const current = await expireIfDue(image, deps);
      if (state !== undefined && current.state !== state) continue;
      found.push(current);
      if (found.length === limit) return { images: found.map(publicPart), next: current.id };
    }
    if (next === undefined) return { images: found.map(publicPart) };
    cursor = next;
  }
  return { images: found.map(publicPart), ...(cursor === undefined ? {} : { next: cursor }) };
}

export async function getImage(id: string, deps: SignDeps): Promise<ImageRecord> {
  return publicPart(await expireIfDue(await deps.register.require(id), deps));
}

export async function getSignature(id: string, deps: SignDeps): Promise<SignatureAnswer> {
  const image = await deps.register.require(id);
  const { digest, signer } = image;
  if (image.state !== 'signed' || digest === undefined || signer === undefined) {
    throw new ConflictError(`the request is ${image.state}`);
  }
  const stored = await deps.register.signature(digest, signer.certificateSha256);
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

export async function replacePolicy(by: string, policy: SigningPolicy, deps: SignDeps): Promise<SigningPolicy> {
  const content = createHash('sha256').update(JSON.stringify(policy)).digest('hex');
  const replaced = await deps.settings.replacePolicy(policy);
  await deps.log.append({ version: 1, type: 'policy', at: deps.now().toISOString(), by, content });
  return replaced;
}

/** Without what only the service needs to know. */
export function publicPart(image: StoredImage): ImageRecord {
  return ImageRecordSchema.parse(image);
}
