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
import { NotFoundError } from '../../shared/errors.ts';
import { culpritFrames, occurrenceOf } from './occurrence.ts';
import type { UploadFacts } from './occurrence.ts';
import type { TriageDeps } from './ports.ts';
import { rollUp } from './roll-up.ts';
import { limitFor } from './wanted.ts';

/** One log to look at. */
export interface TriageRequest {
  /** Of the message that asks for it. */
  readonly messageId: string;
  readonly uploadId: string;
  readonly key: string;
}

export interface TriageOutcome {
  /** Why a message could not be handled, by its id. */
  readonly failures: ReadonlyMap<string, unknown>;
  readonly added: number;
  readonly repeated: number;
  readonly withoutCrash: number;
  readonly opened: number;
}

interface Triaged {
  readonly request: TriageRequest;
  readonly upload: UploadFacts;
  readonly occurrence: Occurrence;
  readonly result: TriageResult;
  /** The group's own fingerprint first; empty where there is no crash. */
  readonly fingerprints: readonly string[];
}

/** Logs are streamed: however large, each costs little memory. */
const LOGS_AT_ONCE = 8;
/** A group names no more kernels and models than this; further ones are counted as `other`. */
const MAX_TALLY_NAMES = 200;
const OTHER = 'other';
/** What a killed predecessor left in the outbox is older than this. */
const LEFT_BEHIND_MS = 5_000;

export async function triageBatch(requests: readonly TriageRequest[], deps: TriageDeps): Promise<TriageOutcome> {
  const failures = new Map<string, unknown>();
  const tally = { added: 0, repeated: 0, withoutCrash: 0, opened: 0 };
  const attempt = async (messageIds: readonly string[], work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      for (const id of messageIds) failures.set(id, error);
    }
  };

  const triaged: Triaged[] = [];
  await mapLimited(requests, LOGS_AT_ONCE, (request) =>
    attempt([request.messageId], async () => {
      const one = await triageOne(request, deps);
      if (one !== undefined) triaged.push(one);
      else tally.repeated += 1;
    }),
  );

  for (const [fingerprint, members] of groupBy(triaged, ({ fingerprints: [first] }) => first ?? '')) {
    await attempt(
      members.map(({ request }) => request.messageId),
      async () => {
        if (fingerprint === '') await keepWithoutCrash(members, deps, tally);
        else await addToGroup(members, deps, tally);
      },
    );
  }
  return { failures, ...tally };
}

/** Undefined where nothing is left to do: another upload has told of the same crash. */
async function triageOne(request: TriageRequest, deps: TriageDeps): Promise<Triaged | undefined> {
  const upload = await deps.uploads.get(request.uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${request.uploadId}`);
  if (upload.sameCrashAs !== undefined) {
    const first = await deps.crashes.read.occurrence(upload.sameCrashAs);
    if (first?.crashId !== undefined) {
      await noteAll([upload], await deps.crashes.groups.mustGet(first.crashId), deps);
      return undefined;
    }
  }
  const result = await deps.readPanic(deps.logs.open(request.key));
  return {
    request,
    upload,
    occurrence: occurrenceOf(upload, result, deps.now()),
    result,
    fingerprints: fingerprintsOf(result),
  };
}

/** A title without a fingerprint (a log of which nothing else is left) still makes a group: of that title. */
function fingerprintsOf(result: TriageResult): string[] {
  if (result.title === null) return [];
  const own = result.fingerprint ?? `v0:${createHash('sha256').update(result.title).digest('hex').slice(0, 24)}`;
  return [own, ...(result.altFingerprints ?? [])];
}

type Tally = { added: number; repeated: number; withoutCrash: number; opened: number };

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
  const [first] = members;
  if (first === undefined) return;
  const { group, opened, openedEvent } = await groupFor(first, members, deps);
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
  const rolled = await rollUp(group.id, { ...seen, hosts: occurrences.map(({ host }) => host) }, deps);

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

async function groupFor(
  first: Triaged,
  members: readonly Triaged[],
  deps: TriageDeps,
): Promise<{ group: StoredGroup; opened: boolean; openedEvent?: PurgatoryEvent }> {
  const known = await deps.crashes.groups.find(first.fingerprints);
  if (known !== undefined) return { group: known, opened: false };
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
