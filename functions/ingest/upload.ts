/** An upload's life as its host sees it: announced, looked at, completed or given up. */
import { arrivedBytes, isCovered } from '../../shared/aws/dumps/answer-extents.ts';
import type { PresentAnswer } from '../../shared/aws/uploads/answers.ts';
import type { PresentChunk } from '../../shared/aws/uploads/chunks.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import { uploadAborted, uploadCompleted } from '../../shared/domain/upload/events.ts';
import { mayLimit } from '../../shared/contract/upload-policy.ts';
import { firstWants } from '../../shared/contract/uploads.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type {
  AbortUpload,
  CompleteUpload,
  CreateUpload,
  ReportChanges,
  UploadStatus,
} from '../../shared/contract/uploads.ts';
import { ConflictError, InputError, NotFoundError } from '../../shared/errors.ts';
import type * as z from 'zod';
import { chunkBytesFor, toRanges } from './chunk-plan.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';
import { takeQuota } from './quota.ts';

/** Announces a dump, or finds the upload that the same host announced under the same resume key. */
export async function createUpload(
  principal: Principal,
  request: CreateUpload,
  deps: IngestDeps,
): Promise<{ readonly created: boolean; readonly status: UploadStatus }> {
  const host = hostOf(principal, request);
  await takeQuota(principal, 'uploads', deps);
  const now = deps.now();
  const chunkBytes = chunkBytesFor(request.sizeBytes);
  const {
    kernelRelease,
    fileName,
    sizeBytes,
    capturedAt,
    policy = 'all',
    resumeKey,
    crashKey,
    logKey,
    agent,
  } = request;
  const { created, upload } = await deps.uploads.create({
    id: deps.newId(now),
    host,
    state: 'open',
    analysis: 'waiting',
    policy,
    sizeBytes,
    chunkBytes,
    chunkCount: Math.ceil(sizeBytes / chunkBytes),
    kernelRelease,
    fileName,
    capturedAt,
    resumeKey,
    crashKey,
    logKey,
    agent,
    createdBy: nameOf(principal),
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    ...wantedAtFirst(request),
    ...((await mayBeLimited(principal, request, deps)) ? { mayBeLimited: true } : {}),
  });
  if (created) {
    deps.count(IngestMetric.UploadsCreated);
    return { created, status: statusOf(upload, { chunks: [], answers: [], logReceived: false }) };
  }
  if (upload.sizeBytes !== sizeBytes) {
    const message = `an upload of ${upload.sizeBytes} bytes has this resume key`;
    throw new ConflictError(message, { fields: [{ field: 'sizeBytes', message }] });
  }
  return { created, status: await currentStatus(upload, deps) };
}

/** Whether the operator's word may ask for less than the host would send. A person who sends a dump means it. */
async function mayBeLimited(
  principal: Principal,
  { policy = 'all', sizeBytes }: CreateUpload,
  { wantedPolicy }: IngestDeps,
): Promise<boolean> {
  return principal.kind === 'host' && sizeBytes > 0 && mayLimit(await wantedPolicy.get(), policy);
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
  { recheck, ...request }: z.infer<typeof CompleteUpload>,
  deps: IngestDeps,
): Promise<UploadStatus> {
  let upload = await ownUpload(principal, id, deps);
  if (upload.state === 'open' && recheck !== undefined) upload = await keepChanges(upload, recheck, deps);
  const arrived = await whatArrived(id, deps);
  const { chunks, answers, logReceived } = arrived;
  if (upload.state === 'open') {
    refuseIncomplete(upload, chunks, logReceived || answers.length > 0);
    const completedAt = deps.now().toISOString();
    const changes = {
      state: 'complete',
      completedAt,
      ...(logReceived ? { logReceived } : {}),
      receivedBytes: arrivedBytes({ ...upload, chunks }, answers),
      ...request,
    } as const;
    upload = await deps.uploads.change(id, changes, ['open']);
    deps.count(IngestMetric.UploadsCompleted);
  } else if (upload.state === 'aborted') {
    throw new ConflictError('the upload was given up');
  }
  // Sent again when asked again: whoever died between the change and the event is made good by the next to ask.
  if (upload.state === 'complete') await deps.bus.publish([uploadCompleted({ ...upload, logReceived })]);
  return statusOf(upload, arrived);
}

/** Keeps what the host found when it hashed again what it had served. Once said it stands; the same again is no error. */
export async function keepChanges(
  upload: StoredUpload,
  recheck: ReportChanges,
  deps: IngestDeps,
): Promise<StoredUpload> {
  for (const [at, { offset, length }] of recheck.changed.entries()) {
    if (offset + length > upload.sizeBytes) {
      throw new InputError(`the dump ends at ${upload.sizeBytes}`, { field: `changed[${at}]` });
    }
  }
  if (upload.recheck === undefined) return await deps.uploads.change(upload.id, { recheck }, ['open']);
  if (!isCovered(recheck.changed, upload.recheck.changed))
    throw new ConflictError('another result was reported before');
  return upload;
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
  await deps.bus.publish([uploadAborted(upload, upload.reason ?? reason, upload.updatedAt)]);
  return await currentStatus(upload, deps);
}

export async function currentStatus(upload: StoredUpload, deps: IngestDeps): Promise<UploadStatus> {
  return statusOf(upload, await whatArrived(upload.id, deps));
}

interface Arrived {
  readonly chunks: readonly PresentChunk[];
  readonly answers: readonly PresentAnswer[];
  readonly logReceived: boolean;
}

async function whatArrived(id: string, deps: IngestDeps): Promise<Arrived> {
  const [chunks, answers, log] = await Promise.all([
    deps.chunks.present(id),
    deps.answers.present(id),
    deps.logs.stored(id),
  ]);
  return { chunks, answers, logReceived: log !== undefined };
}

function statusOf(upload: StoredUpload, { chunks, answers, logReceived }: Arrived): UploadStatus {
  const { id, host, state, analysis, policy, sizeBytes, chunkBytes, chunkCount, wanted, createdAt, updatedAt } = upload;
  return {
    id,
    host,
    state,
    analysis,
    reason: upload.reason,
    policy,
    ...(state === 'open' && upload.mayBeLimited === true && upload.title === undefined ? { policyPending: true } : {}),
    sizeBytes,
    chunkBytes,
    chunkCount,
    // Once it is one object, the chunks' own objects are gone.
    received:
      state === 'sealed' && upload.inPieces !== true && chunks.length === 0 && chunkCount > 0
        ? [[0, chunkCount - 1]]
        : toRanges(chunks.map(({ index }) => index)),
    receivedBytes: upload.receivedBytes ?? arrivedBytes({ sizeBytes, chunkBytes, chunks }, answers),
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

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
