/** A host that is held in its crash kernel asks what of its memory people want to see, until its time is over or somebody lets it go. */
import { arrivedRanges, isCovered, withAnswers } from '../../shared/aws/dumps/answer-extents.ts';
import { extentsOf } from '../../shared/aws/objects/s3-source.ts';
import type { StoredHold } from '../../shared/aws/uploads/held.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { ByteRange } from '../../shared/bytes/byte-source.ts';
import type { HeldHost, KeepHeld } from '../../shared/contract/held.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { UploadStatus } from '../../shared/contract/uploads.ts';
import { heldState } from '../../shared/domain/upload/held.ts';
import { ConflictError } from '../../shared/errors.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';
import { mayHoldPoll } from './quota.ts';
import { POLL_AFTER_SECONDS, POLL_MS } from './ranges.ts';
import { currentStatus, ownUpload } from './upload.ts';

/** What a released host has in the trail of questions, as a comment of their language. */
const RELEASED = '# let the host go';

/** What is known of a held host at one moment. */
interface Look {
  readonly upload: StoredUpload;
  readonly isReleased: boolean;
  readonly round: number;
  readonly ranges: readonly ByteRange[];
}

/**
 * The host says that it is there; answered with what is wanted of it, as soon as there is something of a later round than it has served.
 *
 * @throws {ConflictError} for an upload that is closed: nothing more can be sent of it
 */
export async function keepHeld(
  principal: Principal,
  id: string,
  { secondsLeft, bytesLeft, round, wait = 0 }: KeepHeld,
  deps: IngestDeps,
): Promise<UploadStatus> {
  const { state } = await ownUpload(principal, id, deps);
  if (state !== 'open') throw new ConflictError(`the upload is ${state}`);
  const now = deps.now();
  await deps.held.keep(id, { until: new Date(now.getTime() + secondsLeft * 1000), bytesLeft, now });
  let look = await lookAt(id, deps);
  const wouldWait = wait > 0 && waits(look, round);
  const isWaiting = wouldWait && (await mayHoldPoll(deps));
  for (let left = isWaiting ? wait * 1000 : 0; left > 0 && waits(look, round); left -= POLL_MS) {
    await deps.sleep(POLL_MS);
    look = await lookAt(id, deps);
  }
  if (wouldWait && !isWaiting) deps.count(IngestMetric.PollsNotHeld);
  const status = await currentStatus(look.upload, deps);
  return {
    ...status,
    wanted: look.round > round ? await missingOf(look, deps) : [],
    wantedRound: look.round,
    ...(look.isReleased ? { released: true } : {}),
    ...(wouldWait && !isWaiting ? { pollAfterSeconds: POLL_AFTER_SECONDS } : {}),
  };
}

/** Both the analyser and people who ask may want something: the rounds of both count. */
async function lookAt(id: string, { uploads, held }: Pick<IngestDeps, 'uploads' | 'held'>): Promise<Look> {
  const [upload, hold, wants] = await Promise.all([uploads.require(id), held.get(id), held.wants(id)]);
  return {
    upload,
    isReleased: hold?.releasedAt !== undefined,
    round: (upload.wantedRound ?? 0) + (wants?.round ?? 0),
    ranges: [...upload.wanted, ...(wants?.ranges ?? [])],
  };
}

function waits({ upload, isReleased, round }: Look, served: number): boolean {
  return upload.state === 'open' && !isReleased && round <= served;
}

/** What is wanted and has not arrived: a host that was started anew is not asked again for what it gave before. */
async function missingOf({ upload, ranges }: Look, { chunks, answers }: IngestDeps): Promise<UploadStatus['wanted']> {
  const { id, sizeBytes, chunkBytes } = upload;
  const [present, bodies] = await Promise.all([chunks.present(id), answers.present(id)]);
  const arrived = arrivedRanges(withAnswers(extentsOf({ sizeBytes, chunkBytes, chunks: present }), bodies));
  return ranges.filter((range) => !isCovered([range], arrived)).map(({ offset, length }) => ({ offset, length }));
}

/**
 * Lets a held host go. Once more is no error: the first who did is told.
 *
 * @throws {NotFoundError} for a host that was never held
 */
export async function releaseHost(principal: Principal, id: string, deps: IngestDeps): Promise<HeldHost> {
  const upload = await ownUpload(principal, id, deps);
  const at = deps.now();
  const { hold, isFirst } = await deps.held.release(id, nameOf(principal), at);
  if (isFirst) {
    await deps.trail.note({
      uploadId: id,
      at: at.toISOString(),
      by: nameOf(principal),
      subject: principal.kind === 'person' ? principal.subject : principal.host,
      ask: RELEASED,
    });
  }
  return heldHostOf(hold, upload, at);
}

function heldHostOf(hold: StoredHold, upload: StoredUpload, now: Date): HeldHost {
  return { ...hold, state: heldState(hold, upload, now) };
}
