/** Logs of one problem -> its crash group: each crash counted once, under the best that is known of it, and told of. */
import { groupBy } from '../../shared/aws/crashes/record.ts';
import type { GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import { send, sendLeftBehind } from '../../shared/aws/crashes/sending.ts';
import type { Located } from '../../shared/aws/crashes/groups.ts';
import { crashIdOf } from '../../shared/aws/crashes/items.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import { openedEvent } from '../../shared/domain/crash-group/events.ts';
import { untoldNew } from '../../shared/domain/crash-group/untold.ts';
import { LOOP_PANICS } from '../../shared/domain/crash/loop.ts';
import { goesOn } from '../../shared/domain/crash/weight.ts';
import { TransientError } from '../../shared/errors.ts';
import { effectsOf } from './effects.ts';
import { follow } from './merged.ts';
import { loopsAmong } from './loops.ts';
import { finish } from './noting.ts';
import { altTitlesOf } from './occurrence.ts';
import { settleOpenings } from './openings.ts';
import type { Opening } from './openings.ts';
import { whereaboutsOf, withPlaces } from './places.ts';
import { isRepeated, logsOf } from './placing.ts';
import type { Placed, Repeated } from './placing.ts';
import type { WritingDeps } from './ports.ts';
import { mayOpenGroup } from './quota.ts';
import { rollUp } from './roll-up.ts';

type Tally = { added: number; repeated: number; withoutCrash: number; opened: number; ungrouped: number };

/** A group names no more kernels and models than this; further ones are counted as `other`. */
const MAX_TALLY_NAMES = 200;
const OTHER = 'other';
/** What a killed predecessor left in the outbox is older than this. */
const LEFT_BEHIND_MS = 5_000;

/** Members that are handled together: of one problem, or on record in one group. */
export function parcelsOf(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  return [
    ...groupBy(placed, (member) =>
      isRepeated(member) ? `repeat ${member.existing.crashId}` : `add ${member.fingerprints[0] ?? ''}`,
    ).values(),
  ];
}

export async function handleParcel(members: readonly Placed[], deps: WritingDeps, tally: Tally): Promise<void> {
  const [first] = members;
  if (first === undefined) return;
  if (isRepeated(first)) await repeat(first.existing.crashId, members.filter(isRepeated), deps, tally);
  else if (first.fingerprints.length === 0) await keepWithoutCrash(members, deps, tally);
  else await addToGroup(members, deps, tally);
}

async function keepWithoutCrash(members: readonly Placed[], deps: WritingDeps, tally: Tally): Promise<void> {
  for (const member of members) {
    const { occurrence, echoes } = member;
    const added = await deps.crashes.recordUngrouped(occurrence);
    tally[added ? 'withoutCrash' : 'repeated'] += 1;
    tally.repeated += echoes.length;
    // A log without a crash that comes after one with (the dump's own log is cut short, say) takes nothing back.
    for (const { upload } of logsOf(member)) {
      if (added || upload.title === undefined) {
        await deps.uploads.noteTriage(upload.id, { title: null, kind: occurrence.kind });
      }
    }
  }
}

/** On record already: what a predecessor that died may have left undone is done, and what is better known of the time is kept. */
async function repeat(crashId: string, members: readonly Repeated[], deps: WritingDeps, tally: Tally): Promise<void> {
  const amended: Occurrence[] = [];
  const onRecord: GroupedOccurrence[] = [];
  for (const { existing, occurrence } of members) {
    const isAmended = existing.capturedAt !== occurrence.capturedAt;
    const next = isAmended
      ? { ...existing, capturedAt: occurrence.capturedAt, timeWas: existing.capturedAt }
      : existing;
    if (isAmended && (await deps.crashes.replace(existing, next)) === undefined) throw changedMeanwhile(next);
    onRecord.push(next);
    // Once more for who amended it and died before the group was told.
    if (next.timeWas !== undefined) amended.push(next);
  }
  if (amended.length > 0) await send(await deps.crashes.recount(crashId, amended), deps);
  await settleMoves(onRecord, deps);
  const rolled = await rollUp(crashId, seenOf(onRecord, deps), deps);
  const group = await follow(onRecord, rolled.group, deps);
  await finish(members, group, deps);
  await settleOpenings(members, deps, crashId);
  await send(rolled.events, deps);
  tally.repeated += members.flatMap(logsOf).length;
  await sendLeftBehind(LEFT_BEHIND_MS, deps);
}

async function addToGroup(members: readonly Placed[], deps: WritingDeps, tally: Tally): Promise<void> {
  const found = await groupFor(members, deps);
  if (found === undefined) {
    await keepUngrouped(members, deps, tally);
    return;
  }
  const { group, home, opened, event: openedNow } = found;
  const isTold = openedNow !== undefined;
  const occurrences = members.map((member) => occurrenceIn(member, group, home));
  const toCount = occurrences.filter((_, at) => members[at]?.existing === undefined);
  const { added, duplicates, events } = await deps.crashes.record(toCount, (adding) =>
    effectsOf(group.id, adding, isTold, seenOf(occurrences, deps).last, deps),
  );
  // What is on record of the others may be of another time.
  const seen = seenOf(
    occurrences.filter((occurrence) => !duplicates.includes(occurrence)),
    deps,
  );
  const moved = await replaceAll(members, occurrences, isTold && added.length === 0, deps);
  await deps.crashes.groups.link(
    home,
    members.flatMap(({ fingerprints }) => fingerprints),
    members.flatMap(({ occurrence, result }) => [occurrence.title, ...altTitlesOf(result)]),
  );
  const fatal = members.filter(isFatal);
  const heardFatal = fatal.some(({ occurrence }) => !deps.isSilenced(occurrence.host));
  const rolled = await rollUp(group.id, { ...seen, fatal: fatal.length > 0, heardFatal, isNew: opened }, deps);
  if (moved.replaced.length > 0) await send(await deps.crashes.recount(group.id, moved.replaced), deps);
  await settleMoves(occurrences, deps);
  const counted = await follow(occurrences, rolled.group, deps);
  await finish(members, counted, deps);
  await send([...(openedNow === undefined ? [] : [openedNow]), ...events, ...moved.events], deps);
  await send(rolled.events, deps);
  const mayLoop = (host: string): boolean =>
    members.some(({ upload, crashesOfHost }) => upload.host === host && crashesOfHost >= LOOP_PANICS);
  await send(await loopsAmong([...added, ...moved.replaced], mayLoop, deps), deps);
  // Somebody was here before and may have died before telling of it.
  if (duplicates.length > 0 || (!opened && group.count === 0)) await sendLeftBehind(LEFT_BEHIND_MS, deps);

  tally.added += added.length;
  tally.repeated += members.flatMap(logsOf).length - added.length;
  tally.opened += opened ? 1 : 0;
  await checkIdentity(members, duplicates, counted.id, deps);
  await settleOpenings(members, deps, group.id, found.openedFor);
}

/** What a better log says takes the place of what is on record, in this group or from another one. */
async function replaceAll(
  members: readonly Placed[],
  occurrences: readonly GroupedOccurrence[],
  opened: boolean,
  deps: WritingDeps,
): Promise<{ readonly replaced: readonly GroupedOccurrence[]; readonly events: readonly PurgatoryEvent[] }> {
  const replaced: GroupedOccurrence[] = [];
  const events: PurgatoryEvent[] = [];
  for (const [at, { existing }] of members.entries()) {
    const next = occurrences[at];
    if (existing === undefined || next === undefined) continue;
    const isTold = opened && replaced.length === 0;
    const effects = await deps.crashes.replace(existing, next, (adding) =>
      effectsOf(next.crashId, adding, isTold, next.capturedAt, deps),
    );
    if (effects === undefined) throw changedMeanwhile(next);
    replaced.push(next);
    events.push(...effects.events);
  }
  return { replaced, events };
}

function changedMeanwhile({ uploadId }: Occurrence): TransientError {
  return new TransientError(`${uploadId} was changed by another`, { retryAfterSeconds: 1 });
}

/** Groups that lost a crash to another one count again. Asked whenever such a crash is met: who moved it may have died. */
async function settleMoves(occurrences: readonly Occurrence[], deps: WritingDeps): Promise<void> {
  for (const occurrence of occurrences) {
    if (occurrence.movedFrom === undefined) continue;
    await send(await deps.crashes.recount(occurrence.movedFrom, [occurrence]), deps);
  }
}

/**
 * Another function may have counted the same crash, or joined it with another one, since it was looked at here: then it is looked at
 * again, with what is known by then.
 *
 * @throws {TransientError}
 */
async function checkIdentity(
  members: readonly Placed[],
  duplicates: readonly GroupedOccurrence[],
  groupId: string,
  deps: WritingDeps,
): Promise<void> {
  for (const { upload, occurrence } of members) {
    const isJoined = (await deps.crashes.identity.occurrenceOf(upload.host, upload.id)) !== occurrence.uploadId;
    const isDuplicate = duplicates.some(({ uploadId }) => uploadId === occurrence.uploadId);
    const isElsewhere = isDuplicate && (await deps.crashes.read.occurrence(occurrence.uploadId))?.crashId !== groupId;
    if (!isJoined && !isElsewhere) continue;
    throw new TransientError(`${upload.id}: more was learned of its crash meanwhile`, { retryAfterSeconds: 1 });
  }
}

/** Listed with their titles, in no group and with no alert: their hosts have opened as many as they may. Others' still do. */
async function keepUngrouped(members: readonly Placed[], deps: WritingDeps, tally: Tally): Promise<void> {
  for (const { upload, occurrence, existing } of members) {
    if (existing !== undefined) {
      tally.repeated += 1;
      continue;
    }
    const added = await deps.crashes.recordUngrouped(occurrence);
    tally[added ? 'ungrouped' : 'repeated'] += 1;
    await deps.uploads.noteTriage(upload.id, { title: occurrence.title, kind: occurrence.kind });
  }
  await settleOpenings(members, deps);
}

interface Found extends Located {
  readonly opened: boolean;
  readonly event?: PurgatoryEvent;
  readonly openedFor?: Opening;
}

/** Undefined where none is there, and every host that shows it has opened as many as it may. */
async function groupFor(members: readonly Placed[], deps: WritingDeps): Promise<Found | undefined> {
  const known = await deps.crashes.groups.find(members[0]?.fingerprints ?? []);
  if (known !== undefined) {
    // The lines are of the logs' own problem, whatever it was merged into.
    const group = known.home === known.group.id ? await withPlaces(known.group, members, deps) : known.group;
    return { group, home: known.home, opened: false };
  }
  const first = await opener(members, deps);
  if (first === undefined) return undefined;
  const [own = '', ...others] = first.fingerprints;
  const openedFor = { uploadId: first.upload.id, crashId: crashIdOf(own) };
  await deps.uploads.noteOpening(openedFor.uploadId, openedFor.crashId);
  let event: PurgatoryEvent | undefined;
  // A problem that only silenced hosts have is told of when another host has it.
  const isHeard = members.some(({ occurrence }) => !deps.isSilenced(occurrence.host));
  const { group, home, opened } = await deps.crashes.groups.open(
    {
      title: first.occurrence.title,
      altTitles: altTitlesOf(first.result),
      kind: first.result.kind,
      fingerprints: [own, ...others],
      ...(await whereaboutsOf(first.result, deps)),
      likely: first.result.likely,
      fatal: members.some(isFatal),
      partial: members.every(({ result }) => result.partial !== undefined),
      panicked: members.some(({ result }) => result.panicked),
      firstHost: first.occurrence.host,
      firstSeen: first.occurrence.capturedAt,
      newWith: first.occurrence.uploadId,
      ...(isHeard ? {} : { untold: untoldNew(deps.now()) }),
    },
    (fresh) => {
      if (!isHeard) return undefined;
      const others = members.filter((member) => member !== first).map(({ occurrence }) => occurrence);
      event = openedEvent(fresh, [first.occurrence, ...others], deps.now().toISOString());
      return event;
    },
  );
  return { group, home, opened, openedFor, ...(opened && event !== undefined ? { event } : {}) };
}

/** The first whose host may open one more group. */
async function opener(members: readonly Placed[], deps: WritingDeps): Promise<Placed | undefined> {
  const hosts = new Map(members.map((member) => [member.upload.host, member]));
  for (const [host, member] of hosts) if (await mayOpenGroup(host, member.upload.id, deps)) return member;
  return undefined;
}

/** A dump is only there where a kernel ended, whatever its log says of it. */
function isFatal(member: Placed): boolean {
  const { occurrence } = member;
  const hasDump = logsOf(member).some(({ upload: { sizeBytes = 0 } }) => sizeBytes > 0);
  return !goesOn(occurrence.kind) || occurrence.panicked || hasDump;
}

/** Hosts make up release and model names: a group's tallies stay small all the same. */
function occurrenceIn({ occurrence, existing }: Placed, group: StoredGroup, home: string): GroupedOccurrence {
  const bounded = (name: string | undefined, known: Readonly<Record<string, number>>): string | undefined =>
    name === undefined || Object.hasOwn(known, name) || Object.keys(known).length < MAX_TALLY_NAMES ? name : OTHER;
  const movedFrom = existing?.crashId === group.id ? existing.movedFrom : existing?.crashId;
  const timeWas = existing?.capturedAt === occurrence.capturedAt ? existing.timeWas : existing?.capturedAt;
  return {
    ...occurrence,
    kernelRelease: bounded(occurrence.kernelRelease ?? existing?.kernelRelease, group.kernels),
    model: bounded(occurrence.model ?? existing?.model, group.models),
    ...(movedFrom === undefined ? {} : { movedFrom }),
    ...(timeWas === undefined ? {} : { timeWas }),
    ...(home === group.id ? {} : { home }),
    crashId: group.id,
  };
}

function seenOf(occurrences: readonly Occurrence[], { isSilenced }: Pick<WritingDeps, 'isSilenced'>) {
  const times = occurrences.map(({ capturedAt }) => capturedAt);
  return {
    first: times.reduce((first, time) => (time < first ? time : first), '9999'),
    last: times.reduce((last, time) => (time > last ? time : last), ''),
    occurrences,
    whole: occurrences.some(({ partial }) => partial === undefined),
    panicked: occurrences.some(({ panicked }) => panicked),
    heard: occurrences.some(({ host }) => !isSilenced(host)),
  };
}
