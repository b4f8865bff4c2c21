/** What the analyser waits for goes first: the host asks what is wanted, and where to put it. */
import type * as z from 'zod';
import { arrivedRanges, isCovered, withAnswers } from '../../shared/aws/dumps/answer-extents.ts';
import { extentsOf } from '../../shared/aws/objects/s3-source.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import { MAX_RANGES_BYTES, WANT_ALIGN_BYTES } from '../../shared/contract/uploads.ts';
import type {
  LogAnswer,
  OfferRanges,
  ReportChanges,
  StatusQuery,
  UploadStatus,
} from '../../shared/contract/uploads.ts';
import { ConflictError, InputError } from '../../shared/errors.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';
import { mayHoldPoll } from './quota.ts';
import { currentStatus, keepChanges, ownUpload } from './upload.ts';

export const POLL_MS = 500;
/** Under pressure a poll is held no longer, and the host is asked to wait by itself. */
const SHORT_POLL_MS = 1_000;
export const POLL_AFTER_SECONDS = 15;
/** Bodies of one upload: of 16 MiB, which hosts send, they make 16 GiB. */
const MAX_ANSWERS = 1024;

/**
 * What is there and what is wanted: at once, or with `wait` as soon as the host can go on. That is when there are wants of a later
 * round than it served last, or none will come; and for a host that has sent its log and names no round, when its log was
 * looked at: then it is known how much of the dump is wanted.
 */
export async function awaitStatus(
  principal: Principal,
  id: string,
  { wait = 0, round }: z.infer<typeof StatusQuery>,
  deps: IngestDeps,
): Promise<UploadStatus> {
  let upload = await ownUpload(principal, id, deps);
  const wouldWait = wait > 0 && waitsFor(upload, round);
  const isHeld = wouldWait && (await mayHoldPoll(deps));
  if (wouldWait && !isHeld) deps.count(IngestMetric.PollsNotHeld);
  for (
    let left = isHeld ? wait * 1000 : SHORT_POLL_MS;
    wouldWait && left > 0 && waitsFor(upload, round);
    left -= POLL_MS
  ) {
    await deps.sleep(POLL_MS);
    upload = await deps.uploads.require(id);
  }
  if (wait > 0 && round !== undefined && waitsFor(upload, round)) await remind(upload, deps);
  const current = await currentStatus(upload, deps);
  const status = wouldWait && !isHeld ? { ...current, pollAfterSeconds: POLL_AFTER_SECONDS } : current;
  // What it has served already is not asked for again.
  return round !== undefined && (status.wantedRound ?? 0) <= round ? { ...status, wanted: [] } : status;
}

function waitsFor(upload: StoredUpload, round: number | undefined): boolean {
  if (upload.state !== 'open') return false;
  if (round === undefined) return upload.title === undefined;
  if (upload.analysis === 'done' || upload.analysis === 'unreadable' || upload.wantedRound === undefined) return false;
  return upload.wantedRound <= round;
}

/** All that was wanted is there, and the host has waited in vain: the event that told of it may be lost. */
async function remind(upload: StoredUpload, deps: IngestDeps): Promise<void> {
  const { id, host, sizeBytes, chunkBytes, wanted, wantedRound = 0 } = upload;
  const [chunks, answers] = await Promise.all([deps.chunks.present(id), deps.answers.present(id)]);
  const arrived = arrivedRanges(withAnswers(extentsOf({ sizeBytes, chunkBytes, chunks }), answers));
  if (!isCovered(wanted, arrived)) return;
  const detail = {
    version: 1,
    id: `upload.advanced:${id}:${wantedRound}`,
    occurredAt: deps.now().toISOString(),
    correlationId: id,
    uploadId: id,
    host,
    wantedRound,
  } as const;
  await deps.bus.publish([{ name: 'upload.advanced', detail }]);
}

/** Where to put the bytes of wanted ranges, one after the other. The same body again is no error. */
export async function offerRanges(
  principal: Principal,
  id: string,
  { ranges, sha256 }: z.infer<typeof OfferRanges>,
  deps: IngestDeps,
): Promise<LogAnswer> {
  const upload = await ownUpload(principal, id, deps);
  const sizeBytes = checkRanges(upload, ranges);
  if (upload.state !== 'open') throw new ConflictError(`the upload is ${upload.state}`);
  const present = await deps.answers.present(id);
  if (present.length >= MAX_ANSWERS) throw new ConflictError(`${present.length} bodies of ranges are there already`);
  const key = await deps.answers.announce(id, ranges, sha256, deps.now());
  deps.count(IngestMetric.RangesOffered, ranges.length);
  if (present.some((answer) => answer.key === key)) return { status: 'stored' };
  return { status: 'put', put: await deps.presigner.put({ key, sizeBytes, sha256 }) };
}

/** @returns how long the body is */
function checkRanges(upload: StoredUpload, ranges: z.infer<typeof OfferRanges>['ranges']): number {
  let sizeBytes = 0;
  ranges.forEach(({ offset, length }, at) => {
    const end = offset + length;
    if (end > upload.sizeBytes) {
      throw new InputError(`the dump ends at ${upload.sizeBytes}`, { field: `ranges[${at}]` });
    }
    if (offset % WANT_ALIGN_BYTES !== 0 || (length % WANT_ALIGN_BYTES !== 0 && end !== upload.sizeBytes)) {
      throw new InputError(`ranges are whole blocks of ${WANT_ALIGN_BYTES} bytes`, { field: `ranges[${at}]` });
    }
    sizeBytes += length;
  });
  if (sizeBytes > MAX_RANGES_BYTES) {
    throw new InputError(`${sizeBytes} bytes; ${MAX_RANGES_BYTES} are taken at once`, { field: 'ranges' });
  }
  return sizeBytes;
}

/** What the host found when it hashed again what it had served. */
export async function reportChanges(
  principal: Principal,
  id: string,
  recheck: ReportChanges,
  deps: IngestDeps,
): Promise<UploadStatus> {
  return await currentStatus(await keepChanges(await ownUpload(principal, id, deps), recheck, deps), deps);
}
