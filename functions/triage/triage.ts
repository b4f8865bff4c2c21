/**
 * Logs of a batch -> titles -> crash groups, each upload counted once.
 *
 * The batch is handled as a whole: its occurrences of one group are written together, so that a fleet that panics at once
 * costs the group a few writes a batch and not one a host.
 */
import { createHash } from 'node:crypto';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import { onRecurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { withReport } from '../../shared/aws/crashes/groups.ts';
import { groupBy } from '../../shared/aws/crashes/record.ts';
import type { Effects, GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { union } from '../../shared/aws/crashes/groups.ts';
import { snapshot } from '../../shared/aws/crashes/snapshot.ts';
import { mapLimited } from '../../shared/aws/queue-consumer.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { culpritFrames, occurrenceOf, unreadableOccurrence } from './occurrence.ts';
import type { UploadFacts } from './occurrence.ts';
import type { TriageDeps } from './ports.ts';
import { mayOpenGroup } from './quota.ts';
import { MAX_LOG_TRIES, readLog, unreadableLog } from './reading.ts';
import { rollUp } from './roll-up.ts';
import { limitFor } from './wanted.ts';

/** One log to look at. */
export interface TriageRequest {
  /** Of the message that asks for it. */
  readonly messageId: string;
  readonly uploadId: string;
  readonly key: string;
  /** How often the message was delivered, this time included. */
  readonly receives: number;
  /** To be read by itself, with more time: a first reading showed nothing. */
  readonly careful?: boolean | undefined;
}

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

interface Triaged {
  readonly request: TriageRequest;
  readonly upload: UploadFacts;
  readonly occurrence: Occurrence;
  readonly result: TriageResult;
  /** The group's own fingerprint first; empty where there is no crash. */
  readonly fingerprints: readonly string[];
}

interface Candidate {
  readonly request: TriageRequest;
  readonly upload: UploadFacts;
}

/** Logs are streamed: however large, each costs little memory. */
const LOGS_AT_ONCE = 8;
/** What was read is written after so long at the latest, whatever is still being read. */
const FLUSH_MS = 1_000;
/** Shares of the function's time: what a log may take, what one that is read with care may, what is kept to write groups in. */
const LOG_SHARE = 1 / 6;
const CAREFUL_SHARE = 1 / 2;
const RESERVE_SHARE = 1 / 4;
const GROUP_SHARE = 1 / 12;
/** A group names no more kernels and models than this; further ones are counted as `other`. */
const MAX_TALLY_NAMES = 200;
const OTHER = 'other';
/** What a killed predecessor left in the outbox is older than this. */
const LEFT_BEHIND_MS = 5_000;

/**
 * Every log of the batch has a budget, and none waits for another: groups are written as logs come. What there was no time to
 * begin is handed back. A log whose reading may have killed a former call is read after all others, by itself, and its tries
 * are counted beforehand: at last it is given up, and it alone.
 */
export async function triageBatch(requests: readonly TriageRequest[], deps: TriageDeps): Promise<TriageOutcome> {
  const totalMs = deps.timeLeftMs();
  const isLate = (share: number): boolean => deps.timeLeftMs() < totalMs * share;
  const failures = new Map<string, unknown>();
  const tally = { added: 0, repeated: 0, withoutCrash: 0, opened: 0, inPart: 0, unreadable: 0, ungrouped: 0 };
  const attempt = async (asked: readonly TriageRequest[], work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      for (const request of asked) await attemptLater(request, error);
    }
  };
  /** What was not begun has not failed: as a new message it is no suspect, and does not use up its deliveries. */
  const attemptLater = async (request: TriageRequest, error: unknown): Promise<void> => {
    if (error instanceof OutOfTimeError) {
      try {
        await deps.sendAgain({ ...request, careful: error.careful });
        return;
      } catch {
        // Then it is handed back as one that failed.
      }
    }
    failures.set(request.messageId, error);
  };

  let read: Triaged[] = [];
  const flush = async (): Promise<void> => {
    const members = read;
    read = [];
    for (const [fingerprint, group] of groupBy(members, ({ fingerprints: [first] }) => first ?? '')) {
      const asked = group.map(({ request }) => request);
      await attempt(asked, async () => {
        if (isLate(GROUP_SHARE)) throw new OutOfTimeError(false);
        if (fingerprint === '') await keepWithoutCrash(group, deps, tally);
        else await addToGroup(group, deps, tally);
      });
    }
  };
  const take = (candidate: Candidate, result: TriageResult): void => {
    if (result.partial !== undefined) tally.inPart += 1;
    read.push(triagedOf(candidate, result, deps));
  };

  const careful: Candidate[] = [];
  const reading = mapLimited(requests, LOGS_AT_ONCE, (request) =>
    attempt([request], async () => {
      if (isLate(RESERVE_SHARE)) throw new OutOfTimeError(request.careful === true);
      const candidate = await lookUp(request, deps);
      if (candidate === undefined) tally.repeated += 1;
      else if (isSuspect(candidate)) careful.push(candidate);
      else take(candidate, await readOrRetry(candidate, budgetEnd(LOG_SHARE), deps));
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
      take(candidate, await readLog(request.key, budgetEnd(CAREFUL_SHARE), deps));
    }).then(flush),
  );
  // Written one by one: what was read is no suspect any more when the next one kills the function.
  await readingWithCare;
  return { failures, ...tally };

  /** When the reading of a log that begins now ends: by its own budget, and before the time to write is gone. */
  function budgetEnd(share: number): number {
    const ms = Math.min(totalMs * share, deps.timeLeftMs() - totalMs * RESERVE_SHARE * 0.9);
    return deps.now().getTime() + ms;
  }
}

/** Writes what was read, again and again while more is being read, and once more at its end. */
async function whileWriting(
  reading: Promise<unknown>,
  flush: () => Promise<void>,
  { sleep }: Pick<TriageDeps, 'sleep'>,
): Promise<void> {
  const state = { isOver: false };
  const over = reading.finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    const timer = new AbortController();
    await Promise.race([over, sleep(FLUSH_MS, timer.signal)]);
    timer.abort();
    await flush();
  }
  await over;
  await flush();
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

/** Undefined where nothing is left to do: another upload has told of the same crash. */
async function lookUp(request: TriageRequest, deps: TriageDeps): Promise<Candidate | undefined> {
  const upload = await deps.uploads.get(request.uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${request.uploadId}`);
  if (upload.sameCrashAs !== undefined) {
    const first = await deps.crashes.read.occurrence(upload.sameCrashAs);
    if (first?.crashId !== undefined) {
      await noteAll([upload], await deps.crashes.groups.mustGet(first.crashId), deps);
      return undefined;
    }
  }
  return { request, upload };
}

/** @throws {OutOfTimeError} where the time was too short to find anything: it is read again, with more of it */
async function readOrRetry({ request }: Candidate, untilMs: number, deps: TriageDeps): Promise<TriageResult> {
  const result = await readLog(request.key, untilMs, deps);
  if (result.partial === 'time' && result.title === null) {
    throw new OutOfTimeError(true);
  }
  return result;
}

function triagedOf({ request, upload }: Candidate, result: TriageResult, deps: TriageDeps): Triaged {
  const occurrence = occurrenceOf(upload, result, deps.now());
  return { request, upload, occurrence, result, fingerprints: fingerprintsOf(result, upload.host) };
}

/**
 * Lists a crash whose log nobody can read, tells of it, and lets its message be put aside with the reason.
 *
 * @throws {FormatError} always: what the message is put aside for
 */
async function giveUp(upload: UploadFacts, deps: TriageDeps): Promise<never> {
  const error = unreadableLog();
  const { message: logReason } = error;
  if (upload.title === undefined) {
    await deps.crashes.recordUngrouped(unreadableOccurrence(upload, deps.now()));
    await deps.uploads.noteTriage(upload.id, { title: null, kind: 'unknown', logReason });
  }
  const occurredAt = deps.now().toISOString();
  await deps.bus.publish([
    {
      name: 'log.unreadable',
      detail: {
        version: 1,
        id: `log.unreadable:${upload.id}`,
        occurredAt,
        correlationId: upload.id,
        uploadId: upload.id,
        host: upload.host,
        reason: logReason,
      },
    },
  ]);
  throw error;
}

/**
 * A title without a fingerprint is of a log in which nothing tells one bug from another: it makes a group for each host, so that the next
 * bug is not hidden behind the first, and one host's log that comes again tells nobody twice.
 */
function fingerprintsOf(result: TriageResult, host: string): string[] {
  if (result.title === null) return [];
  const of = createHash('sha256').update(`${result.title}\n${host}`).digest('hex');
  const own = result.fingerprint ?? `v0:${of.slice(0, 24)}`;
  return [own, ...(result.altFingerprints ?? [])];
}

type Tally = { added: number; repeated: number; withoutCrash: number; opened: number; ungrouped: number };

async function keepWithoutCrash(members: readonly Triaged[], deps: TriageDeps, tally: Tally): Promise<void> {
  for (const { upload, occurrence } of members) {
    const added = await deps.crashes.recordUngrouped(occurrence);
    tally[added ? 'withoutCrash' : 'repeated'] += 1;
    // A log without a crash that comes after one with (the dump's own log is cut short, say) takes nothing back.
    if (added || upload.title === undefined) {
      await deps.uploads.noteTriage(upload.id, { title: null, kind: occurrence.kind });
    }
  }
}

async function addToGroup(members: readonly Triaged[], deps: TriageDeps, tally: Tally): Promise<void> {
  const found = await groupFor(members, deps);
  if (found === undefined) {
    await keepUngrouped(members, deps, tally);
    return;
  }
  const { group, opened, openedEvent } = found;
  const occurrences = distinctUploads(members).map((member) => ({
    ...withinTally(member.occurrence, group),
    crashId: group.id,
  }));
  const seen = { first: earliest(occurrences), last: latest(occurrences) };
  const { added, duplicates, events } = await deps.crashes.record(occurrences, (adding) =>
    effectsOf(group.id, adding, opened, seen.last, deps),
  );
  await deps.crashes.groups.link(
    group.id,
    members.flatMap(({ fingerprints }) => fingerprints),
    members.flatMap(({ occurrence, result }) => [
      occurrence.title,
      ...result.altTitles.map((title) => title.slice(0, 300)),
    ]),
  );
  const hosts = occurrences.map(({ host }) => host);
  const whole = occurrences.some(({ partial }) => partial === undefined);
  const rolled = await rollUp(group.id, { ...seen, hosts, whole }, deps);

  await noteAll(
    members.map(({ upload }) => upload),
    rolled.group,
    deps,
  );
  const caused = openedEvent === undefined ? events : [openedEvent, ...events];
  await send(
    caused.map((event) => upToDate(event, rolled.group)),
    deps,
  );
  await send(rolled.events, deps);
  // Somebody was here before and may have died before telling of it.
  if (duplicates.length > 0 || (!opened && group.count === 0)) {
    await send(await deps.crashes.outbox.pending(LEFT_BEHIND_MS), deps);
  }

  tally.added += added.length;
  tally.repeated += members.length - added.length;
  tally.opened += opened ? 1 : 0;
}

/** The first whose host may open one more group. */
async function opener(members: readonly Triaged[], deps: TriageDeps): Promise<Triaged | undefined> {
  const hosts = new Map(members.map((member) => [member.upload.host, member]));
  for (const [host, member] of hosts) if (await mayOpenGroup(host, member.upload.id, deps)) return member;
  return undefined;
}

/** Listed with their titles, in no group and with no alert: their hosts have opened as many as they may. Others' still do. */
async function keepUngrouped(members: readonly Triaged[], deps: TriageDeps, tally: Tally): Promise<void> {
  for (const { upload, occurrence } of members) {
    const added = await deps.crashes.recordUngrouped(occurrence);
    tally[added ? 'ungrouped' : 'repeated'] += 1;
    await deps.uploads.noteTriage(upload.id, { title: occurrence.title, kind: occurrence.kind });
  }
}

/** Notes on uploads which group they are of, and how much of each dump is wanted. */
async function noteAll(uploads: readonly UploadFacts[], group: StoredGroup, deps: TriageDeps): Promise<void> {
  const policy = uploads.some(({ mayBeLimited }) => mayBeLimited === true) ? await deps.wantedPolicy.get() : undefined;
  const { id: crashId, title, kind } = group;
  for (const upload of uploads) {
    const limit = policy === undefined ? undefined : limitFor(upload, group, policy);
    await deps.uploads.noteTriage(upload.id, { title, kind, crashId, ...(limit === undefined ? {} : { limit }) });
    // Its log was found in the dump, by the report.
    if (upload.analysis === 'done') {
      await deps.crashes.groups.update(crashId, (current) => withReport(current, upload.sameCrashAs ?? upload.id));
    }
  }
}

/** Undefined where none is there, and every host that shows it has opened as many as it may. */
async function groupFor(
  members: readonly Triaged[],
  deps: TriageDeps,
): Promise<{ group: StoredGroup; opened: boolean; openedEvent?: PurgatoryEvent } | undefined> {
  const known = await deps.crashes.groups.find(members[0]?.fingerprints ?? []);
  if (known !== undefined) return { group: known, opened: false };
  const first = await opener(members, deps);
  if (first === undefined) return undefined;
  const [own = '', ...others] = first.fingerprints;
  let openedEvent: PurgatoryEvent | undefined;
  const { group, opened } = await deps.crashes.groups.open(
    {
      title: first.occurrence.title,
      altTitles: first.result.altTitles.map((title) => title.slice(0, 300)),
      kind: first.result.kind,
      fingerprints: [own, ...others],
      culprit: culpritFrames(first.result),
      likely: first.result.likely,
      partial: members.every(({ result }) => result.partial !== undefined),
      firstHost: first.occurrence.host,
      firstSeen: first.occurrence.capturedAt,
      newWith: first.occurrence.uploadId,
    },
    (fresh) => {
      openedEvent = {
        name: 'crash.opened',
        detail: {
          version: 1,
          id: `opened:${fresh.id}`,
          occurredAt: deps.now().toISOString(),
          correlationId: first.occurrence.uploadId,
          ...snapshot(fresh),
          ...cause(members.map(({ occurrence }) => occurrence)),
        },
      };
      return openedEvent;
    },
  );
  return opened && openedEvent !== undefined ? { group, opened, openedEvent } : { group, opened };
}

/** What the occurrences that are about to be counted do to their group. Reads the group anew: others write it too. */
async function effectsOf(
  crashId: string,
  adding: readonly GroupedOccurrence[],
  opened: boolean,
  lastSeen: string,
  deps: TriageDeps,
): Promise<Effects> {
  const group = await deps.crashes.groups.mustGet(crashId);
  const [first] = adding;
  if (first === undefined) return { events: [] };
  const count = group.count + adding.length;
  const outcomes = adding.map((occurrence) => onRecurrence(group.status, { ...occurrence, count }));
  const regression = adding[outcomes.indexOf('regressed')];
  const reopens = regression !== undefined || outcomes.includes('reopened');
  const at = deps.now().toISOString();
  const common = {
    version: 1 as const,
    occurredAt: at,
    correlationId: first.uploadId,
    ...snapshot(group),
    hosts: causedBy(
      adding.map(({ host }) => host),
      snapshot(group).hosts,
    ),
    ...(reopens ? { state: 'open' as const } : {}),
    count,
    ...cause(adding),
  };
  const statusChange = {
    status: { state: 'open' as const, since: at, ...(regression === undefined ? {} : { regressed: true }) },
    version: group.version,
    lastSeen: group.lastSeen > lastSeen ? group.lastSeen : lastSeen,
  };
  if (regression !== undefined && group.status.state === 'resolved') {
    const { release } = group.status;
    const event: PurgatoryEvent = {
      name: 'crash.regressed',
      detail: {
        ...common,
        id: `regressed:${crashId}:${group.status.since}`,
        ...(regression.kernelRelease === undefined ? {} : { kernelRelease: regression.kernelRelease }),
        ...(release === undefined ? {} : { resolvedIn: release }),
      },
    };
    return { events: [event], statusChange: { ...statusChange, newWith: regression.uploadId } };
  }
  const recurred: PurgatoryEvent = {
    name: 'crash.recurred',
    detail: { ...common, id: `recurred:${crashId}:${first.uploadId}` },
  };
  // `crash.opened` speaks for all that came together with it.
  return { events: opened ? [] : [recurred], ...(reopens ? { statusChange } : {}) };
}

async function send(events: readonly PurgatoryEvent[], deps: TriageDeps): Promise<void> {
  if (events.length === 0) return;
  await deps.bus.publish(events);
  for (const event of events) await deps.crashes.outbox.remove(event);
}

/**
 * The event with the group's numbers as they are now: those in the outbox are from before its occurrences were counted. The
 * hosts that caused it stay in front.
 */
function upToDate(event: PurgatoryEvent, group: StoredGroup): PurgatoryEvent {
  const latest = snapshot(group);
  const numbers = 'hosts' in event.detail ? { ...latest, hosts: causedBy(event.detail.hosts, latest.hosts) } : latest;
  switch (event.name) {
    case 'crash.opened':
      return { ...event, detail: { ...event.detail, ...numbers } };
    case 'crash.recurred':
      return { ...event, detail: { ...event.detail, ...numbers } };
    case 'crash.regressed':
      return { ...event, detail: { ...event.detail, ...numbers } };
    default:
      return event;
  }
}

/** At most ten hosts, those that caused the event first: alerts are routed by them. */
function causedBy(causing: readonly string[], known: readonly string[]): string[] {
  return union(causing, known, 10);
}

function cause(occurrences: readonly Occurrence[]): { uploadIds: string[]; added: number } {
  return { uploadIds: occurrences.slice(0, 100).map(({ uploadId }) => uploadId), added: occurrences.length };
}

/** The same upload may be in a batch twice; its last log counts. */
function distinctUploads(members: readonly Triaged[]): Triaged[] {
  return [...new Map(members.map((member) => [member.occurrence.uploadId, member])).values()];
}

/** Hosts make up release and model names: a group's tallies stay small all the same. */
function withinTally(occurrence: Occurrence, group: StoredGroup): Occurrence {
  const bounded = (name: string | undefined, known: Readonly<Record<string, number>>): string | undefined =>
    name === undefined || Object.hasOwn(known, name) || Object.keys(known).length < MAX_TALLY_NAMES ? name : OTHER;
  return {
    ...occurrence,
    kernelRelease: bounded(occurrence.kernelRelease, group.kernels),
    model: bounded(occurrence.model, group.models),
  };
}

function earliest(occurrences: readonly Occurrence[]): string {
  return occurrences.reduce((first, { capturedAt }) => (capturedAt < first ? capturedAt : first), '9999');
}

function latest(occurrences: readonly Occurrence[]): string {
  return occurrences.reduce((last, { capturedAt }) => (capturedAt > last ? capturedAt : last), '');
}
