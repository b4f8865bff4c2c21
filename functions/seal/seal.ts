/**
 * The chunks of a complete upload -> one object with a manifest; of one that its host sent in part, a manifest of its pieces. Whoever dies on the way is repeated: parts that S3 has are
 * not copied again, and nothing is deleted before the whole is there and checked.
 */
import type { Assembler, AssembledPart, Retention } from '../../shared/aws/dumps/assembly.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import { ObjectKeys, WHOLE_DUMP_TAG } from '../../shared/aws/runtime/layout.ts';
import { mapLimited } from '../../shared/map-limited.ts';
import type { PresentAnswer } from '../../shared/aws/uploads/answers.ts';
import type { PresentChunk } from '../../shared/aws/uploads/chunks.ts';
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import { isAnalysed } from '../../shared/domain/upload/state.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { UploadState } from '../../shared/contract/uploads.ts';
import { MIN_CHUNK_BYTES } from '../../shared/contract/uploads.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { chunkLength, digestOfDigests, makeManifest } from './manifest.ts';

export interface SealDeps {
  readonly uploads: {
    get(uploadId: string): Promise<StoredUpload | undefined>;
    change(uploadId: string, changes: UploadChanges, from?: readonly UploadState[]): Promise<StoredUpload>;
  };
  readonly chunks: { present(uploadId: string): Promise<readonly PresentChunk[]> };
  readonly answers: { present(uploadId: string): Promise<readonly PresentAnswer[]> };
  readonly objects: Assembler & { sizeOf(key: string): Promise<number | undefined> };
  readonly bus: EventBus;
  readonly objectLockDays: number | undefined;
  readonly now: () => Date;
  /** Time is nearly up: what is left is for the next delivery. */
  readonly outOfTime: () => boolean;
}

export type SealOutcome =
  | { readonly outcome: 'sealed'; readonly sizeBytes: number; readonly copied: number }
  /** Not all of the dump was sent, as policy had it: its pieces stay as they are, with a manifest that says what there is. */
  | { readonly outcome: 'sealed-in-pieces'; readonly sizeBytes: number }
  | { readonly outcome: 'skipped'; readonly reason: string };

const COPIES_AT_ONCE = 32;

/**
 * @throws {NotFoundError} for an upload that does not exist
 * @throws {TransientError} when time was up, or what S3 made is not what was sent
 */
export async function seal(uploadId: string, deps: SealDeps): Promise<SealOutcome> {
  const upload = await deps.uploads.get(uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${uploadId}`);
  if (upload.state !== 'complete') return { outcome: 'skipped', reason: `the upload is ${upload.state}` };

  const [chunks, answers] = await Promise.all([deps.chunks.present(uploadId), deps.answers.present(uploadId)]);
  const manifest = makeManifest(upload, chunks, answers, deps.now());
  const retention = retentionOf(deps);
  const saveManifest = () =>
    deps.objects.put(ObjectKeys.manifest(uploadId), JSON.stringify(manifest), {
      contentType: 'application/json',
      ...(retention === undefined ? {} : { retention }),
    });
  if (retention !== undefined)
    await lock([ObjectKeys.log(uploadId), ObjectKeys.crashKernelLog(uploadId)], retention, deps);
  if (manifest.missing.length > 0) {
    const pieces = [...chunks.flatMap(({ key }) => key ?? []), ...answers.map(({ key }) => key)];
    if (retention !== undefined) await lock(pieces, retention, deps);
    await saveManifest();
    const { receivedBytes = 0 } = upload;
    await deps.bus.publish([sealedEvent(upload, { inPieces: true, receivedBytes }, deps.now())]);
    await deps.uploads.change(uploadId, { state: 'sealed', inPieces: true, sealedAt: deps.now().toISOString() }, [
      'complete',
    ]);
    return { outcome: 'sealed-in-pieces', sizeBytes: receivedBytes };
  }

  const copied = upload.chunkCount === 0 ? 0 : await assemble(upload, chunks, retention, deps);
  await saveManifest();
  const { id, sizeBytes } = upload;
  const where = upload.chunkCount === 0 ? {} : { key: ObjectKeys.dump(id) };
  await deps.bus.publish([sealedEvent(upload, where, deps.now())]);
  const sealed = await deps.uploads.change(id, { state: 'sealed', sealedAt: deps.now().toISOString() }, ['complete']);
  // An analyser that still reads the chunks removes them when it has finished.
  if (isAnalysed(sealed)) {
    await deps.objects.remove([...chunks.flatMap(({ key }) => key ?? []), ...answers.map(({ key }) => key)]);
  }
  return { outcome: 'sealed', sizeBytes, copied };
}

function sealedEvent(
  { id, host, sizeBytes, sha256 }: StoredUpload,
  where: { key?: string } | { inPieces: true; receivedBytes: number },
  now: Date,
): PurgatoryEvent {
  return {
    name: 'dump.sealed',
    detail: {
      version: 1,
      id: `sealed:${id}`,
      occurredAt: now.toISOString(),
      correlationId: id,
      uploadId: id,
      host,
      sizeBytes,
      ...where,
      manifestKey: ObjectKeys.manifest(id),
      ...(sha256 === undefined ? {} : { sha256 }),
    },
  };
}

/** Forbids to delete what is there. What was never put is no matter: a host may have sent no log. */
async function lock(keys: readonly string[], retention: Retention, { objects }: SealDeps): Promise<void> {
  await mapLimited(keys, COPIES_AT_ONCE, (key) => objects.lock(key, retention));
}

function retentionOf({ objectLockDays, now }: SealDeps): Retention | undefined {
  if (objectLockDays === undefined) return undefined;
  return { mode: 'GOVERNANCE', until: new Date(now().getTime() + objectLockDays * 86_400_000) };
}

/** Copies what is not copied yet; answers how many parts that were. */
async function assemble(
  upload: StoredUpload,
  chunks: readonly PresentChunk[],
  retention: Retention | undefined,
  deps: SealDeps,
): Promise<number> {
  const key = ObjectKeys.dump(upload.id);
  if ((await deps.objects.sizeOf(key)) === upload.sizeBytes) return 0;
  const zeros = chunks.some(({ zero }) => zero) ? await zeroObject(upload.chunkBytes, deps) : '';
  const assembly = await deps.objects.begin(key, { retention, tags: WHOLE_DUMP_TAG });
  const parts = new Map<number, AssembledPart>();
  const digests = expectedDigests(chunks);
  for (const part of assembly.parts) {
    const same = part.sha256 === undefined || part.sha256 === digests.get(part.number);
    if (same && part.sizeBytes === chunkLength(upload, part.number - 1)) parts.set(part.number, part);
  }
  const missing = chunks.filter(({ index }) => !parts.has(index + 1));
  await mapLimited(missing, COPIES_AT_ONCE, async ({ index, zero, key: from }) => {
    if (deps.outOfTime()) return;
    const range = zero ? { offset: 0, length: chunkLength(upload, index) } : undefined;
    const part = await deps.objects.copyPart(key, assembly.id, index + 1, zero ? zeros : (from ?? ''), range);
    parts.set(index + 1, part);
  });
  if (parts.size < chunks.length) {
    throw new TransientError(`${upload.id}: ${parts.size} of ${chunks.length} parts are copied, time is up`);
  }
  const ordered = [...parts.values()].sort((a, b) => a.number - b.number);
  refuseOtherBytes(upload, digests, ordered);
  const checksum = await deps.objects.complete(key, assembly.id, ordered);
  await verify(upload, chunks, checksum, deps);
  return missing.length;
}

/** The digest that its host had pinned for each part, as S3 writes it. */
function expectedDigests(chunks: readonly PresentChunk[]): ReadonlyMap<number, string> {
  return new Map(chunks.map(({ index, sha256 }) => [index + 1, Buffer.from(sha256, 'hex').toString('base64')]));
}

function refuseOtherBytes(
  upload: StoredUpload,
  digests: ReadonlyMap<number, string>,
  parts: readonly AssembledPart[],
): void {
  const other = parts.find(({ number, sha256 }) => sha256 !== undefined && sha256 !== digests.get(number));
  if (other !== undefined)
    throw new TransientError(`${upload.id}: part ${other.number} is not the chunk that was sent`);
}

async function verify(
  upload: StoredUpload,
  chunks: readonly PresentChunk[],
  checksum: string | undefined,
  { objects }: SealDeps,
): Promise<void> {
  const key = ObjectKeys.dump(upload.id);
  const sizeBytes = await objects.sizeOf(key);
  const inOrder = [...chunks].sort((a, b) => a.index - b.index);
  const composite = `${digestOfDigests(inOrder).toString('base64')}-${inOrder.length}`;
  const same = checksum === undefined || checksum === composite || checksum === composite.replace(/-\d+$/, '');
  if (sizeBytes === upload.sizeBytes && same) return;
  await objects.remove([key]);
  throw new TransientError(
    `${upload.id}: the assembled object has ${sizeBytes ?? 0} bytes and checksum ${checksum ?? '?'}`,
  );
}

/** An object of that many zeros, made once for all uploads of this chunk size and copied for every chunk of zeros. */
async function zeroObject(lengthBytes: number, { objects }: SealDeps): Promise<string> {
  const key = `uploads/zeros/${lengthBytes}`;
  if ((await objects.sizeOf(key)) === lengthBytes) return key;
  if (lengthBytes <= MIN_CHUNK_BYTES) {
    await objects.put(key, new Uint8Array(lengthBytes));
    return key;
  }
  // A large one is copied together from the smallest: chunk sizes are multiples of it.
  const smallest = `uploads/zeros/${MIN_CHUNK_BYTES}`;
  if ((await objects.sizeOf(smallest)) !== MIN_CHUNK_BYTES)
    await objects.put(smallest, new Uint8Array(MIN_CHUNK_BYTES));
  const { id } = await objects.begin(key);
  const numbers = Array.from({ length: lengthBytes / MIN_CHUNK_BYTES }, (_, index) => index + 1);
  const parts = await mapLimited(numbers, COPIES_AT_ONCE, (number) => objects.copyPart(key, id, number, smallest));
  await objects.complete(key, id, parts);
  return key;
}
