/** What the signing service is asked for, from an image's bytes to its signature. */
import { createHash } from 'node:crypto';
import type { SigningPlan } from '../../../shared/authenticode/sign/sign-image.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { streamSource } from '../../../shared/bytes/concat-source.ts';
import { CreatedImage, ImageRecord, KeyList, SignatureAnswer } from '../../../shared/contract/images.ts';
import type { CreateImage } from '../../../shared/contract/images.ts';
import { ConflictError, InputError, TransientError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import type { ServiceClient } from '../service/client.ts';
import { putBytes } from '../upload/put.ts';

const POLL_MS = 5_000;

export interface Wish {
  readonly name: string;
  readonly digestOnly: boolean;
  readonly force?: string | undefined;
  readonly comment?: string | undefined;
  /** The release that it is a part of. */
  readonly partOf?: string | undefined;
}

/** Asks for a signature, and sends the image unless its digest is to be enough. */
export async function requestSignature(
  client: ServiceClient,
  plan: SigningPlan,
  wish: Wish,
  context: Pick<CliContext, 'signal'>,
): Promise<ImageRecord> {
  const { source } = plan.image;
  const asked = { ...common(wish), kind: plan.kind, digest: Buffer.from(plan.digest).toString('hex') };
  if (wish.digestOnly) return (await client.post('images', asked, CreatedImage)).image;
  return requestUpload(client, source, asked, context);
}

function common({ name, force, comment, partOf }: Omit<Wish, 'digestOnly'>): CreateImage {
  return {
    name,
    ...(force === undefined ? {} : { force: { reason: force } }),
    ...(comment === undefined ? {} : { comment }),
    ...(partOf === undefined ? {} : { partOf }),
  };
}

async function requestUpload(
  client: ServiceClient,
  source: ByteSource,
  asked: CreateImage,
  context: Pick<CliContext, 'signal'>,
): Promise<ImageRecord> {
  const upload = { sizeBytes: source.sizeBytes, sha256: await fileDigest(source) };
  const { image, put } = await client.post('images', { ...asked, upload }, CreatedImage);
  if (put === undefined) return image;
  const answer = await putBytes(put, streamSource(source), source.sizeBytes, context.signal);
  // 412: these very bytes are there already.
  if (answer.status !== 200 && answer.status !== 412) {
    throw new TransientError(`the object store refused the image: ${answer.status} ${answer.code ?? ''}`);
  }
  return client.post(`images/${image.id}/submit`, undefined, ImageRecord);
}

/** Asks for signatures of the PCR policies of a UKI, and sends it. */
export function requestPcrs(
  client: ServiceClient,
  uki: ByteSource,
  wish: Omit<Wish, 'digestOnly'>,
  context: Pick<CliContext, 'signal'>,
): Promise<ImageRecord> {
  return requestUpload(client, uki, { ...common(wish), kind: 'pcr-policies' }, context);
}

/** Asks for a signature of a digest, as others have made it: of an image's, or the root hash of a file system. */
export function requestDigest(
  client: ServiceClient,
  digest: string,
  kind: 'authenticode' | 'root-hash',
  wish: Omit<Wish, 'digestOnly'>,
): Promise<ImageRecord> {
  const body: CreateImage = { ...common(wish), kind, digest };
  return client.post('images', body, CreatedImage).then(({ image }) => image);
}

/** The request as it is once somebody decided, or when the time is over. */
export async function waitForDecision(
  client: ServiceClient,
  record: ImageRecord,
  minutes: number,
  context: Pick<CliContext, 'now' | 'sleep' | 'stderr'>,
): Promise<ImageRecord> {
  const until = context.now().getTime() + minutes * 60_000;
  let current = record;
  while (current.state === 'pending' && context.now().getTime() < until) {
    await context.sleep(POLL_MS);
    current = await client.get(`images/${record.id}`, ImageRecord);
  }
  return current;
}

export interface IssuedSignature {
  readonly signature: Uint8Array;
  /** Of the authority that the signer's certificate leads to, and the signer's own. */
  readonly root: Uint8Array | undefined;
  readonly leaf: Uint8Array | undefined;
}

/** The keys' certificates, asked for once however many signatures need them. */
export function issuingKeys(client: ServiceClient): () => Promise<KeyList> {
  let keys: Promise<KeyList> | undefined;
  return () => (keys ??= client.get('keys', KeyList));
}

/** @throws {ConflictError} when what the service signed is not this image */
export async function fetchSignature(
  client: ServiceClient,
  record: ImageRecord,
  plan: SigningPlan,
  keysOf = issuingKeys(client),
): Promise<IssuedSignature> {
  const issued = await signatureOfDigest(client, record, Buffer.from(plan.digest).toString('hex'));
  const { keys } = await keysOf();
  const root = keys.find(({ purpose, active }) => purpose === 'root' && active);
  return { ...issued, root: root === undefined ? undefined : Buffer.from(root.certificate, 'base64') };
}

/** @throws {ConflictError} when what the service signed is not this digest */
export async function signatureOfDigest(
  client: ServiceClient,
  record: ImageRecord,
  digest: string,
): Promise<Omit<IssuedSignature, 'root'>> {
  if (record.digest !== digest) throw new ConflictError(`the request ${record.id} is for another image`);
  const answer = await client.get(`images/${record.id}/signature`, SignatureAnswer);
  if (answer.digest !== digest) throw new InputError('the service answered the signature of another image');
  const [leaf] = answer.certificates;
  return {
    signature: Buffer.from(answer.signature, 'base64'),
    leaf: leaf === undefined ? undefined : Buffer.from(leaf, 'base64'),
  };
}

export async function fileDigest(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamSource(source)) hash.update(chunk);
  return hash.digest('hex');
}
