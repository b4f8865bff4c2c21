/** The host says what it has and is told where to put it: the log, and chunks of the dump. */
import { ObjectKeys } from '../../shared/aws/runtime/layout.ts';
import { chunkLength } from '../../shared/aws/uploads/items.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { FoundLog } from '../../shared/aws/uploads/logs.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type {
  ChunkAnswer,
  ChunkAnswers,
  ChunkOffer,
  LogAnswer,
  OfferChunks,
  PutCrashKernelLog,
  PutLog,
  UploadStatus,
} from '../../shared/contract/uploads.ts';
import { ConflictError, InputError, QuotaError } from '../../shared/errors.ts';
import type * as z from 'zod';
import { canBeZeros } from './chunk-plan.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';
import { takeQuota } from './quota.ts';
import { ownUpload } from './upload.ts';

type Offer = z.infer<typeof ChunkOffer>;
type Answer = z.infer<typeof ChunkAnswer>;

/** Where to put the log. An upload has one: the same again is no error, another is refused. */
export async function offerLog(
  principal: Principal,
  id: string,
  { sizeBytes, sha256 }: z.infer<typeof PutLog>,
  deps: IngestDeps,
): Promise<LogAnswer> {
  await takeQuota(principal, 'logs', deps);
  const upload = await ownUpload(principal, id, deps);
  const stored = await deps.logs.stored(id);
  if (stored !== undefined) {
    if (isSame(stored, { sizeBytes, sha256 })) return { status: 'stored' };
    throw anotherIsThere('another log of this upload is there already');
  }
  if (upload.state === 'aborted') throw new ConflictError('the upload was given up');
  deps.count(IngestMetric.LogsOffered);
  return { status: 'put', put: await deps.presigner.put({ key: ObjectKeys.log(id), sizeBytes, sha256 }) };
}

/**
 * Where to put what the crash kernel said of itself. As with the log, an upload has one. It comes before the dump is complete, for the
 * report to be made with it.
 */
export async function offerCrashKernelLog(
  principal: Principal,
  id: string,
  { sizeBytes, sha256 }: z.infer<typeof PutCrashKernelLog>,
  deps: IngestDeps,
): Promise<LogAnswer> {
  const upload = await ownUpload(principal, id, deps);
  const stored = await deps.logs.storedOfCrashKernel(id);
  if (stored !== undefined) {
    if (isSame(stored, { sizeBytes, sha256 })) return { status: 'stored' };
    throw anotherIsThere("another log of this upload's crash kernel is there already");
  }
  if (upload.state !== 'open') throw new ConflictError(`the upload is ${upload.state}`);
  return { status: 'put', put: await deps.presigner.put({ key: ObjectKeys.crashKernelLog(id), sizeBytes, sha256 }) };
}

/** Where the store can't tell a digest, the length has to do. */
function isSame(stored: FoundLog, offered: z.infer<typeof PutLog>): boolean {
  return stored.sizeBytes === offered.sizeBytes && (stored.sha256 === undefined || stored.sha256 === offered.sha256);
}

function anotherIsThere(message: string): ConflictError {
  return new ConflictError(message, { fields: [{ field: 'sha256', message }] });
}

/** The status with where to put the log that was announced with the upload. One that can't be put is offered again by itself, and refused with the reason. */
export async function withLog(
  principal: Principal,
  status: UploadStatus,
  log: z.infer<typeof PutLog>,
  deps: IngestDeps,
): Promise<UploadStatus> {
  try {
    return { ...status, log: await offerLog(principal, status.id, log, deps) };
  } catch (error) {
    if (error instanceof ConflictError || error instanceof QuotaError) return status;
    throw error;
  }
}

/** Where to put chunks. A chunk that is there already is answered as stored; other bytes for it are refused. */
export async function offerChunks(
  principal: Principal,
  id: string,
  { chunks }: z.infer<typeof OfferChunks>,
  deps: IngestDeps,
): Promise<z.infer<typeof ChunkAnswers>> {
  const upload = await ownUpload(principal, id, deps);
  checkOffers(upload, chunks);
  if (upload.state !== 'open') throw new ConflictError(`the upload is ${upload.state}`);
  const conflicts: ConflictError[] = [];
  const answers = await Promise.all(
    chunks.map(async (offer, at) => {
      try {
        return await answerOffer(upload, offer, at, deps);
      } catch (error) {
        // All that contradict are told at once.
        if (!(error instanceof ConflictError)) throw error;
        conflicts.push(error);
        return undefined;
      }
    }),
  );
  const [first] = conflicts;
  if (first !== undefined)
    throw new ConflictError(first.message, { fields: conflicts.flatMap(({ fields }) => fields) });
  deps.count(IngestMetric.ChunksOffered, chunks.length);
  return { chunks: answers.filter((answer) => answer !== undefined) };
}

function checkOffers(upload: StoredUpload, offers: readonly Offer[]): void {
  const seen = new Set<number>();
  offers.forEach(({ index, sha256, zero }, at) => {
    if (index >= upload.chunkCount) {
      throw new InputError(`the dump has ${upload.chunkCount} chunks`, { field: `chunks[${at}].index` });
    }
    if (seen.has(index)) throw new InputError(`chunk ${index} is offered twice`, { field: `chunks[${at}].index` });
    seen.add(index);
    if (zero === true && !canBeZeros(sha256, chunkLength(upload, index))) {
      throw new InputError('this is not the digest of zeros', { field: `chunks[${at}].sha256` });
    }
  });
}

async function answerOffer(upload: StoredUpload, offer: Offer, at: number, deps: IngestDeps): Promise<Answer> {
  const { index, sha256 } = offer;
  const zero = offer.zero ?? false;
  const chunk = { index, sha256, zero };
  const claim = await deps.chunks.claim(upload.id, chunk);
  switch (claim.outcome) {
    case 'new':
      break;
    case 'same':
      if (claim.zero || (await deps.chunks.isStored(upload.id, index, sha256))) return { index, status: 'stored' };
      if (zero) await deps.chunks.replace(upload.id, chunk, sha256);
      break;
    case 'other': {
      if (claim.zero || (await deps.chunks.isStored(upload.id, index, claim.sha256))) {
        const message = `other bytes of chunk ${index} are there already`;
        throw new ConflictError(message, { fields: [{ field: `chunks[${at}].sha256`, message }] });
      }
      // Offered and never sent: a host that died before it could, and reads something else now.
      await deps.chunks.replace(upload.id, chunk, claim.sha256);
      break;
    }
  }
  if (zero) return { index, status: 'stored' };
  const key = ObjectKeys.chunk(upload.id, index, sha256);
  const put = await deps.presigner.put({ key, sizeBytes: chunkLength(upload, index), sha256 });
  return { index, status: 'put', put };
}
