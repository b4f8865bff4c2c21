/** An upload's life as its host sees it: announced, looked at, completed or given up. */
import type { PresentChunk } from '../../shared/aws/uploads/chunks.ts';
import { chunkLength } from '../../shared/aws/uploads/items.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import { firstWants } from '../../shared/contract/uploads.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { AbortUpload, CompleteUpload, CreateUpload, UploadStatus } from '../../shared/contract/uploads.ts';
import { ConflictError, InputError, NotFoundError } from '../../shared/errors.ts';
import type * as z from 'zod';
import { chunkBytesFor, toRanges } from './chunk-plan.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';

/** Announces a dump, or finds the upload that the same host announced under the same resume key. */
export async function createUpload(
  principal: Principal,
  request: CreateUpload,
  deps: IngestDeps,
): Promise<{ readonly created: boolean; readonly status: UploadStatus }> {
  const host = hostOf(principal, request);
  const now = deps.now();
  const chunkBytes = chunkBytesFor(request.sizeBytes);
  const { kernelRelease, fileName, sizeBytes, capturedAt, policy, resumeKey, agent } = request;
  const { created, upload } = await deps.uploads.create({
    id: deps.newId(now),
    host,
    state: 'open',
    analysis: 'waiting',
    policy: policy ?? 'all',
    sizeBytes,
    chunkBytes,
    chunkCount: Math.ceil(sizeBytes / chunkBytes),
    kernelRelease,
    fileName,
    capturedAt,
    resumeKey,
    agent,
    createdBy: nameOf(principal),
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    ...wantedAtFirst(request),
  });
  if (created) {
    deps.count(IngestMetric.UploadsCreated);
    return { created, status: statusOf(upload, [], false) };
  }
  if (upload.sizeBytes !== sizeBytes) {
    const message = `an upload of ${upload.sizeBytes} bytes has this resume key`;
    throw new ConflictError(message, { fields: [{ field: 'sizeBytes', message }] });
  }
  return { created, status: await currentStatus(upload, deps) };
}

/** Of a log alone nothing is wanted: then the host is not told of any round either. */
function wantedAtFirst({ policy, sizeBytes }: CreateUpload): Pick<StoredUpload, 'wanted' | 'wantedRound'> {
  const wanted = policy === 'log' ? [] : firstWants(sizeBytes);
  return wanted.length === 0 ? { wanted } : { wanted, wantedRound: 1 };
}

function hostOf(principal: Principal, { host }: CreateUpload): string {
  if (principal.kind === 'person') {
    if (host === undefined) throw new InputError('whose dump it is must be said', { field: 'host' });
    return host;
  }
  if (host !== undefined && host !== principal.host) {
    throw new InputError(`the token is of the host ${principal.host}`, { field: 'host' });
  }
  return principal.host;
}

/** @throws {NotFoundError} for another host's upload, too: its existence is nobody else's business */
export async function ownUpload(principal: Principal, id: string, deps: IngestDeps): Promise<StoredUpload> {
  const upload = await deps.uploads.require(id);
  if (principal.kind === 'host' && principal.host !== upload.host) throw new NotFoundError(`there is no upload ${id}`);
  return upload;
}

/** The host says that it has sent all it will. Saying it again is no error. */
export async function completeUpload(
  principal: Principal,
  id: string,
  request: z.infer<typeof CompleteUpload>,
  deps: IngestDeps,
): Promise<UploadStatus> {
  let upload = await ownUpload(principal, id, deps);
  const [present, log] = await Promise.all([deps.chunks.present(id), deps.logs.stored(id)]);
  const logReceived = log !== undefined;
  if (upload.state === 'open') {
    refuseIncomplete(upload, present, logReceived || (await deps.answers.present(id)).length > 0);
    const completedAt = deps.now().toISOString();
    const changes = {
      state: 'complete',
      completedAt,
      receivedBytes: receivedBytes(upload, present),
      ...request,
    } as const;
    upload = await deps.uploads.change(id, changes, ['open']);
    deps.count(IngestMetric.UploadsCompleted);
  } else if (upload.state === 'aborted') {
    throw new ConflictError('the upload was given up');
  }
  // Sent again when asked again: whoever died between the change and the event is made good by the next to ask.
  if (upload.state === 'complete') await deps.bus.publish([completedEvent(upload, logReceived)]);
  return statusOf(upload, present, logReceived);
}

/** @param hasOther whether a log or wanted ranges have arrived: with the policy `hot` that may be all */
function refuseIncomplete(upload: StoredUpload, present: readonly PresentChunk[], hasOther: boolean): void {
  if (upload.policy === 'all' && present.length < upload.chunkCount) {
    const there = new Set(present.map(({ index }) => index));
    const missing = toRanges(range(upload.chunkCount).filter((index) => !there.has(index)));
    const text = missing.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
    const listed = text.slice(0, 20).join(', ') + (text.length > 20 ? ', …' : '');
    const message = `${upload.chunkCount - present.length} of ${upload.chunkCount} chunks are missing: ${listed}`;
    throw new ConflictError(message, { fields: [{ field: 'chunks', message: `missing ${listed}` }] });
  }
  // An empty file is all there: the analyser says what it is.
  const isEmptyFile = upload.sizeBytes === 0 && upload.fileName !== undefined;
  if (present.length === 0 && !hasOther && !isEmptyFile) {
    const message = 'neither a log nor any of the dump has arrived';
    throw new ConflictError(message, { fields: [{ field: 'log', message }] });
  }
}

function completedEvent(upload: StoredUpload, logReceived: boolean) {
  const { id, host, kernelRelease, sizeBytes, chunkCount, policy, sha256 } = upload;
  return {
    name: 'upload.completed',
    detail: {
      version: 1,
      id: `upload.completed:${id}`,
      occurredAt: upload.completedAt ?? upload.updatedAt,
      correlationId: id,
      uploadId: id,
      host,
      ...(kernelRelease === undefined ? {} : { kernelRelease }),
      sizeBytes,
      chunkCount,
      policy,
      ...(sha256 === undefined ? {} : { sha256 }),
      logReceived,
    },
  } as const;
}

/** Gives an upload up. What was sent stays until the sweep takes it. */
export async function abortUpload(
  principal: Principal,
  id: string,
  { reason }: z.infer<typeof AbortUpload>,
  deps: IngestDeps,
): Promise<UploadStatus> {
  let upload = await ownUpload(principal, id, deps);
  if (upload.state !== 'aborted') {
    upload = await deps.uploads.change(id, { state: 'aborted', reason }, ['open']);
    deps.count(IngestMetric.UploadsAborted);
  }
  const { host, updatedAt } = upload;
  const detail = {
    version: 1,
    id: `upload.aborted:${id}`,
    occurredAt: updatedAt,
    correlationId: id,
    uploadId: id,
    host,
    reason: upload.reason ?? reason,
  } as const;
  await deps.bus.publish([{ name: 'upload.aborted', detail }]);
  return await currentStatus(upload, deps);
}

export async function currentStatus(upload: StoredUpload, deps: IngestDeps): Promise<UploadStatus> {
  const [present, log] = await Promise.all([deps.chunks.present(upload.id), deps.logs.stored(upload.id)]);
  return statusOf(upload, present, log !== undefined);
}

function statusOf(upload: StoredUpload, present: readonly PresentChunk[], logReceived: boolean): UploadStatus {
  const { id, host, state, analysis, policy, sizeBytes, chunkBytes, chunkCount, wanted, createdAt, updatedAt } = upload;
  return {
    id,
    host,
    state,
    analysis,
    reason: upload.reason,
    policy,
    sizeBytes,
    chunkBytes,
    chunkCount,
    // Once it is one object, the chunks' own objects are gone.
    received:
      state === 'sealed' && present.length === 0 && chunkCount > 0
        ? [[0, chunkCount - 1]]
        : toRanges(present.map(({ index }) => index)),
    receivedBytes: upload.receivedBytes ?? receivedBytes(upload, present),
    logReceived,
    wanted: state === 'open' ? wanted : [],
    ...(upload.wantedRound === undefined ? {} : { wantedRound: upload.wantedRound }),
    kernelRelease: upload.kernelRelease,
    fileName: upload.fileName,
    crashId: upload.crashId,
    createdAt,
    updatedAt,
  };
}

function receivedBytes(upload: StoredUpload, present: readonly PresentChunk[]): number {
  return present.reduce((sum, { index }) => sum + chunkLength(upload, index), 0);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
