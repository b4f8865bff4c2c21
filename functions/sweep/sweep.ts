/**
 * What nobody comes back for: uploads that were given up without a word, and work whose event was lost. Every step may be
 * repeated and may be cut short; the next run goes on.
 */
import type { Outbox } from '../../shared/aws/crashes/outbox.ts';
import { sendLeftBehind } from '../../shared/aws/crashes/sending.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { UploadState } from '../../shared/contract/uploads.ts';
import { logUnreadable, uploadAborted, uploadCompleted } from '../../shared/domain/upload/events.ts';
import { isUnfinished } from '../../shared/domain/upload/state.ts';
import { ConflictError } from '../../shared/errors.ts';

export interface SweepDeps {
  readonly uploads: {
    /** Uploads announced in this span of time, page by page. */
    announcedBetween(from: Date, to: Date): AsyncIterable<StoredUpload>;
    change(uploadId: string, changes: UploadChanges, from?: readonly UploadState[]): Promise<StoredUpload>;
    /** Notes why nobody will read the log; false where somebody has read it meanwhile. */
    giveUpLog(uploadId: string, reason: string): Promise<boolean>;
  };
  readonly outbox: Outbox;
  /** Events with the numbers of now. */
  readonly upToDate: (events: readonly PurgatoryEvent[]) => Promise<readonly PurgatoryEvent[]>;
  readonly bus: EventBus;
  /** Whether a log of the upload is in the bucket. */
  readonly hasLog: (uploadId: string) => Promise<boolean>;
  /** Has triage look at an upload's log, as if S3 had told of it just now. */
  readonly triageAgain: (uploadId: string) => Promise<void>;
  /** Told of every upload that something was done about. */
  readonly note: (what: 'abandoned' | 'log sent again' | 'log given up' | 'dump sent again', uploadId: string) => void;
  /** Removes lines of kernels that nobody runs any more; answers how many builds that were. */
  readonly removeUnusedSymbols: () => Promise<number>;
  readonly now: () => Date;
}

export interface SweepOutcome {
  readonly abandoned: number;
  readonly events: number;
  readonly logs: number;
  /** Logs that are not sent again any more. */
  readonly unreadable: number;
  readonly dumps: number;
  /** Builds whose lines were removed. */
  readonly symbols: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** An upload that is not complete after so long is given up. */
export const ABANDONED_AFTER_MS = 7 * DAY_MS;
/** Older ones were seen by former runs. */
const ABANDONED_SPAN_MS = 2 * DAY_MS;
/** Work that is normally done in seconds is looked for after so long … */
const LOST_AFTER_MS = 15 * MINUTE_MS;
/** … and for so long; what fails for a day is in a dead-letter queue. */
const LOST_SPAN_MS = DAY_MS;

/** A log that nobody has read is sent to triage again at these ages of its upload … */
const LOG_AGES_MS = [LOST_AFTER_MS, HOUR_MS, 6 * HOUR_MS] as const;
/** … and is given up at this one: what fails so often is poison, and its messages lie among the dead letters. */
const LOG_GIVEN_UP_MS = 12 * HOUR_MS;
export const LOG_GIVEN_UP = `not read although it was sent to triage ${LOG_AGES_MS.length} times more in 12 hours`;

export const ABANDONED = 'abandoned: not complete after 7 days';

/** Once a day, when few look. */
const SYMBOLS_HOUR = 3;
const RUN_MINUTES = 5;

export async function sweep(deps: SweepDeps): Promise<SweepOutcome> {
  const events = await sendLeftBehind(MINUTE_MS, { bus: deps.bus, crashes: deps });
  const abandoned = await abandonStale(deps);
  const redriven = await redriveLost(deps);
  // Last: all else is more urgent. It runs every five minutes, and this is the first run of its hour.
  const isDue = deps.now().getUTCHours() === SYMBOLS_HOUR && deps.now().getUTCMinutes() < RUN_MINUTES;
  const symbols = isDue ? await deps.removeUnusedSymbols() : 0;
  return { events, abandoned, ...redriven, symbols };
}

async function abandonStale(deps: SweepDeps): Promise<number> {
  const now = deps.now().getTime();
  const newest = new Date(now - ABANDONED_AFTER_MS);
  const oldest = new Date(newest.getTime() - ABANDONED_SPAN_MS);
  let count = 0;
  for await (const upload of deps.uploads.announcedBetween(oldest, newest)) {
    if (upload.state !== 'open') continue;
    const { id } = upload;
    try {
      await deps.uploads.change(id, { state: 'aborted', reason: ABANDONED }, ['open']);
    } catch (error) {
      // Its host came back in this very moment.
      if (error instanceof ConflictError) continue;
      throw error;
    }
    await deps.bus.publish([uploadAborted(upload, ABANDONED, deps.now().toISOString())]);
    deps.note('abandoned', id);
    count += 1;
  }
  return count;
}

async function redriveLost(deps: SweepDeps): Promise<Pick<SweepOutcome, 'logs' | 'unreadable' | 'dumps'>> {
  const now = deps.now().getTime();
  const before = now - LOST_AFTER_MS;
  let logs = 0;
  let unreadable = 0;
  let dumps = 0;
  for await (const upload of deps.uploads.announcedBetween(new Date(now - LOST_SPAN_MS), new Date(before))) {
    switch (await redriveLog(upload, now, deps)) {
      case 'sent':
        logs += 1;
        break;
      case 'given up':
        unreadable += 1;
        break;
      case 'none':
        break;
    }
    if (Date.parse(upload.completedAt ?? upload.updatedAt) < before && isUnfinished(upload)) {
      await deps.bus.publish([uploadCompleted(upload)]);
      deps.note('dump sent again', upload.id);
      dumps += 1;
    }
  }
  return { logs, unreadable, dumps };
}

async function redriveLog(upload: StoredUpload, now: number, deps: SweepDeps): Promise<'sent' | 'given up' | 'none'> {
  const { id, title, state, logSent = 0 } = upload;
  if (title !== undefined || state === 'aborted') return 'none';
  const age = now - Date.parse(upload.createdAt);
  const isOver = logSent >= LOG_AGES_MS.length && age >= LOG_GIVEN_UP_MS;
  const isDue = LOG_AGES_MS.filter((each) => age >= each).length > logSent;
  if ((!isOver && !isDue) || !(await deps.hasLog(id))) return 'none';
  if (!isOver) {
    // Counted first: whoever dies in between has sent it once too seldom, and the next age makes up for that.
    await deps.uploads.change(id, { logSent: logSent + 1 });
    await deps.triageAgain(id);
    deps.note('log sent again', id);
    return 'sent';
  }
  if (!(await deps.uploads.giveUpLog(id, LOG_GIVEN_UP))) return 'none';
  await deps.bus.publish([logUnreadable(upload, LOG_GIVEN_UP, deps.now().toISOString())]);
  deps.note('log given up', id);
  return 'given up';
}
