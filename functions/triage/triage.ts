/**
 * Logs of a batch -> titles -> crash groups, each upload counted once.
 *
 * The batch is handled as a whole: its occurrences of one group are written together, so that a fleet that panics at once
 * costs the group a few writes a batch and not one a host.
 */
import { groupBy } from '../../shared/aws/crashes/record.ts';
import { mapLimited } from '../../shared/map-limited.ts';
import { logUnreadable } from '../../shared/domain/upload/events.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { handleParcel, parcelsOf } from './grouping.ts';
import { unreadableOccurrence } from './occurrence.ts';
import type { UploadFacts } from './occurrence.ts';
import { logsOf, placeAll } from './placing.ts';
import type { Placed } from './placing.ts';
import type { TriageDeps } from './ports.ts';
import { MAX_LOG_TRIES, readLog, unreadableLog } from './reading.ts';
import type { TriageRequest } from './request.ts';
import { endsBefore, whileWriting } from './time.ts';
import { identify } from './triaged.ts';
import { withSilences } from './silenced.ts';
import type { Candidate, Triaged } from './triaged.ts';

export interface TriageOutcome {
  /** Why a message could not be handled, by its id. */
  readonly failures: ReadonlyMap<string, unknown>;
  readonly added: number;
  readonly repeated: number;
  readonly withoutCrash: number;
  readonly opened: number;
  /** Logs of which a part was read. */
  readonly inPart: number;
  /** Logs that were given up. */
  readonly unreadable: number;
  /** Crashes that would have opened a group if their hosts had not opened so many. */
  readonly ungrouped: number;
}

/** Logs are streamed: however large, each costs little memory. */
const LOGS_AT_ONCE = 8;
/** Shares of the function's time: what a log may take, what one that is read with care may, what is kept to write groups in. */
const LOG_SHARE = 1 / 6;
const CAREFUL_SHARE = 1 / 2;
const RESERVE_SHARE = 1 / 4;
const GROUP_SHARE = 1 / 12;
/** With so little left, what is not done is handed back, though it may be on its way; with so little, without a further call. */
const LAST_SHARE = 1 / 24;
const END_SHARE = 1 / 60;
const SENT_AT_ONCE = 16;

/**
 * Every log of the batch has a budget, and none waits for another: groups are written as logs come. What there was no time to
 * begin is handed back. A log whose reading may have killed a former call is read after all others, by itself, and its tries
 * are counted beforehand: at last it is given up, and it alone.
 *
 * A table that answers too slowly costs the batch nothing but time: before the function is stopped, and every log of it is suspected,
 * those that are not done are handed back. What of them is written all the same finds itself counted when it comes again.
 */
export async function triageBatch(requests: readonly TriageRequest[], deps: TriageDeps): Promise<TriageOutcome> {
  const totalMs = deps.timeLeftMs();
  const isLate = (share: number): boolean => deps.timeLeftMs() < totalMs * share;
  const failures = new Map<string, unknown>();
  const open = new Map(requests.map((request) => [request.messageId, request]));
  const tally = { added: 0, repeated: 0, withoutCrash: 0, opened: 0, inPart: 0, unreadable: 0, ungrouped: 0 };
  const attempt = async (asked: readonly TriageRequest[], work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      for (const request of asked) await attemptLater(request, error);
    }
  };
  /**
   * What was not begun has not failed: as a new message it is no suspect, and does not use up its deliveries. Until the queue has
   * that one the old one stays open, so that it comes again where the function's time ends first.
   */
  const attemptLater = async (request: TriageRequest, error: unknown): Promise<void> => {
    if (!open.has(request.messageId)) return;
    if (error instanceof OutOfTimeError && (await isSentAgain({ ...request, careful: error.careful }))) {
      open.delete(request.messageId);
    } else if (open.delete(request.messageId)) {
      failures.set(request.messageId, error);
    }
  };
  /** Where not, it is handed back as one that failed. */
  const isSentAgain = (request: TriageRequest): Promise<boolean> =>
    deps.sendAgain(request).then(
      () => true,
      () => false,
    );

  let read: Triaged[] = [];
  const flush = async (): Promise<void> => {
    const members = read;
    read = [];
    const placed = await placeOrFail(members);
    if (placed.length === 0) return;
    const writing = await withSilences(deps);
    for (const parcel of parcelsOf(placed)) {
      const asked = parcel.flatMap(logsOf).map(({ request }) => request);
      await attempt(asked, async () => {
        if (isLate(GROUP_SHARE)) throw new OutOfTimeError(false);
        await handleParcel(parcel, writing, tally);
        for (const { messageId } of asked) open.delete(messageId);
      });
    }
  };
  /** One host's crashes that can't be looked up hold up no other host's. */
  const placeOrFail = async (members: readonly Triaged[]): Promise<Placed[]> => {
    const placed: Placed[] = [];
    for (const ofHost of groupBy(members, ({ upload }) => upload.host).values()) {
      await attempt(
        ofHost.map(({ request }) => request),
        async () => {
          if (isLate(GROUP_SHARE)) throw new OutOfTimeError(false);
          placed.push(...(await placeAll(ofHost, deps)));
        },
      );
    }
    // As they were asked for, not as they were read: whether a host may open one more group is decided in this order.
    const order = new Map(requests.map(({ messageId }, at) => [messageId, at]));
    return placed.toSorted((a, b) => (order.get(a.request.messageId) ?? 0) - (order.get(b.request.messageId) ?? 0));
  };
  const take = async (candidate: Candidate, log: Awaited<ReturnType<typeof readLog>>): Promise<void> => {
    if (log.result.partial !== undefined) tally.inPart += 1;
    const triaged = await identify(candidate, log, deps);
    // Only now: what is read is another list once some of it was written.
    read.push(triaged);
  };

  const handleAll = async (): Promise<void> => {
    const careful: Candidate[] = [];
    const reading = mapLimited(requests, LOGS_AT_ONCE, (request) =>
      attempt([request], async () => {
        if (isLate(RESERVE_SHARE)) throw new OutOfTimeError(request.careful === true);
        const candidate = await lookUp(request, deps);
        if (isSuspect(candidate)) careful.push(candidate);
        else await take(candidate, await readOrRetry(candidate, budgetEnd(LOG_SHARE), deps));
      }),
    );
    await whileWriting(reading, flush, deps);

    careful.sort((a, b) => (a.upload.logTries ?? 0) - (b.upload.logTries ?? 0));
    const readingWithCare = mapLimited(careful, 1, (candidate) =>
      attempt([candidate.request], async () => {
        const { upload, request } = candidate;
        if (isLate(RESERVE_SHARE)) throw new OutOfTimeError(request.careful === true);
        // Whoever sends a log again that was given up means it.
        const afresh = request.receives === 1 && request.careful !== true && upload.logReason !== undefined;
        if ((await deps.uploads.countLogTry(upload.id, afresh)) > MAX_LOG_TRIES) {
          tally.unreadable += 1;
          await giveUp(upload, deps);
        }
        const log = await readLog(request.key, budgetEnd(CAREFUL_SHARE), deps);
        // It could be read: whatever goes wrong from here on is no fault of the log.
        await deps.uploads.endLogTry(upload.id);
        await take(candidate, log);
      }).then(flush),
    );
    // Written one by one: what was read is no suspect any more when the next one kills the function.
    await readingWithCare;
  };
  const handBack = async (): Promise<void> => {
    const rest = new Map(open);
    open.clear();
    const sending = mapLimited([...rest.values()], SENT_AT_ONCE, async (request) => {
      if (await isSentAgain({ ...request, careful: request.careful === true })) rest.delete(request.messageId);
    });
    await endsBefore(sending, totalMs * END_SHARE, deps);
    for (const id of rest.keys()) failures.set(id, new OutOfTimeError(false));
  };
  if (!(await endsBefore(handleAll(), totalMs * LAST_SHARE, deps))) await handBack();
  return { failures, ...tally };

  /** When the reading of a log that begins now ends: by its own budget, and before the time to write is gone. */
  function budgetEnd(share: number): number {
    const ms = Math.min(totalMs * share, deps.timeLeftMs() - totalMs * RESERVE_SHARE * 0.9);
    return deps.now().getTime() + ms;
  }
}

/** There was no time for it in this call. `careful`: it wants more than the others. */
class OutOfTimeError extends TransientError {
  readonly careful: boolean;

  constructor(careful: boolean) {
    super('there was no time left for it', { retryAfterSeconds: 1 });
    this.careful = careful;
  }
}

/** A call that had this log in its batch may have died of it. */
function isSuspect({ request, upload }: Candidate): boolean {
  return (
    request.careful === true || request.receives > 1 || (upload.logTries ?? 0) > 0 || upload.logReason !== undefined
  );
}

async function lookUp(request: TriageRequest, deps: TriageDeps): Promise<Candidate> {
  const upload = await deps.uploads.get(request.uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${request.uploadId}`);
  return { request, upload };
}

/** @throws {OutOfTimeError} where the time was too short to find anything: it is read again, with more of it */
async function readOrRetry({ request }: Candidate, untilMs: number, deps: TriageDeps) {
  const log = await readLog(request.key, untilMs, deps);
  if (log.result.partial === 'time' && log.result.title === null) throw new OutOfTimeError(true);
  return log;
}

/**
 * Lists a crash whose log nobody can read, tells of it, and lets its message be put aside with the reason.
 *
 * @throws {FormatError} always: what the message is put aside for
 */
async function giveUp(known: UploadFacts, deps: TriageDeps): Promise<never> {
  // Logs that were read meanwhile, in this call or another, may have shown which crash it is of.
  const upload = (await deps.uploads.get(known.id)) ?? known;
  const error = unreadableLog();
  const { message: logReason } = error;
  if (upload.title === undefined) {
    // Where it is of a crash that another upload's log has shown, that one is listed.
    if (upload.sameCrashAs === undefined) {
      await deps.crashes.recordUngrouped(unreadableOccurrence(upload, deps.now()));
    }
    await deps.uploads.noteTriage(upload.id, { title: null, kind: 'unknown', logReason });
  } else {
    // Another log of the upload could be read. Whoever sends this one again has all tries at it.
    await deps.uploads.endLogTry(upload.id);
  }
  await deps.bus.publish([logUnreadable(upload, logReason, deps.now().toISOString())]);
  throw error;
}
