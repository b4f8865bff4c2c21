/**
 * Merging crash groups, splitting them, and taking that back. What a person decides is written at once; the crashes are moved page by
 * page, each with its numbers, and a request that is cut off is gone on with by the next one.
 */
import type { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import type { GroupSeed } from '../../shared/aws/crashes/groups.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import { CrashGroup } from '../../shared/contract/crashes.ts';
import type { Grouping, GroupingAction, Occurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import { givenBack, homeOf, lastUndone } from '../../shared/domain/crash-group/grouping.ts';
import type { Doing } from '../../shared/domain/crash-group/grouping.ts';
import { ConflictError, InputError } from '../../shared/errors.ts';
import { noteOnUploads } from './crash-notes.ts';
import type { NotedUploads } from './crash-notes.ts';

export interface GroupingDeps {
  readonly crashes: Pick<CrashStore, 'groups' | 'grouping' | 'identity' | 'read' | 'replace' | 'recount' | 'outbox'>;
  readonly uploads: NotedUploads;
  readonly bus: EventBus;
  readonly now: () => Date;
}

const PAGE = 25;
/** No page is begun later: the function has 15 seconds. */
const TIME_LIMIT_MS = 7_000;
/** Crashes that are looked at for one with the fingerprint that is to be split off. */
const MOST_LOOKED_AT = 400;

export async function groupCrash(
  principal: Principal,
  id: string,
  action: GroupingAction,
  deps: GroupingDeps,
): Promise<Grouping> {
  const doing: Doing = {
    by: nameOf(principal),
    at: deps.now(),
    ...('reason' in action && action.reason !== undefined ? { reason: action.reason } : {}),
  };
  switch (action.action) {
    case 'merge':
      return await merge(id, action.into, doing, deps);
    case 'split':
      return await split(id, action.fingerprint, doing, deps);
    case 'undo':
      return await undo(id, doing, deps);
    case 'settle':
      return await answer(id, await settle(id, action.cursor, deps), deps);
  }
}

async function merge(id: string, into: string, doing: Doing, deps: GroupingDeps): Promise<Grouping> {
  const { events } = await deps.crashes.grouping.merge(id, into, doing);
  const settled = await settle(id, undefined, deps);
  await announce(events, deps);
  return await answer(id, settled, deps);
}

async function split(id: string, fingerprint: string, doing: Doing, deps: GroupingDeps): Promise<Grouping> {
  const group = await deps.crashes.groups.mustGet(id);
  const known = group.splits ?? [];
  const parts = await Promise.all(known.map((each) => deps.crashes.groups.get(each)));
  const again = parts.find((part) => part?.fingerprint === fingerprint);
  const seed = again === undefined ? await seedOf(group, fingerprint, deps) : seedOfGroup(again);
  const { part } = await deps.crashes.grouping.split(id, seed, doing);
  const settled = await settle(id, undefined, deps);
  return { ...(await answer(id, settled, deps)), split: CrashGroup.parse(await deps.crashes.groups.mustGet(part.id)) };
}

async function undo(id: string, doing: Doing, deps: GroupingDeps): Promise<Grouping> {
  const group = await deps.crashes.groups.mustGet(id);
  if (group.merged !== undefined) {
    const counted = await deps.crashes.groups.root(id);
    const { events } = await deps.crashes.grouping.unmerge(id, doing);
    return await giveBack(id, counted.id, events, deps);
  }
  // It was undone, and the crashes may have been left half-way.
  const undone = lastUndone(group);
  if (undone !== undefined) return await giveBack(id, (await deps.crashes.groups.root(undone)).id, [], deps);
  if (group.split !== undefined) return await merge(id, group.split.from, doing, deps);
  throw new ConflictError(`${id} was neither merged nor split off: there is nothing to undo`);
}

/** Moves what is of `id` back from where it is counted. */
async function giveBack(
  id: string,
  counted: string,
  events: readonly PurgatoryEvent[],
  deps: GroupingDeps,
): Promise<Grouping> {
  const settled = await settle(counted, undefined, deps);
  await announce(events, deps);
  return await answer(id, settled, deps);
}

async function answer(id: string, { moved, next }: Settled, { crashes }: GroupingDeps): Promise<Grouping> {
  const group = CrashGroup.parse(await crashes.groups.mustGet(id));
  return { group, moved, ...(next === undefined ? {} : { next }) };
}

/** What fails here stays in the outbox: the sweep sends it. */
async function announce(events: readonly PurgatoryEvent[], { bus, crashes }: GroupingDeps): Promise<void> {
  if (events.length === 0) return;
  await bus.publish(events);
  await Promise.all(events.map((event) => crashes.outbox.remove(event)));
}

interface Settled {
  readonly moved: number;
  readonly next?: { readonly crashId: string; readonly cursor: string };
}

/** Moves the crashes that are counted in `id` and belong elsewhere. Again, it moves what is left. */
async function settle(id: string, from: string | undefined, deps: GroupingDeps): Promise<Settled> {
  const started = deps.now().getTime();
  const belongs = placesOf(id, deps);
  let cursor = from;
  let moved = 0;
  do {
    const page = await deps.crashes.read.occurrences(id, { limit: PAGE, cursor });
    const left: Occurrence[] = [];
    const reached = new Map<string, Occurrence[]>();
    for (const occurrence of page.occurrences) {
      const next = await belongs(occurrence);
      if (next === undefined || !(await moveTo(occurrence, next.group, next.home, deps))) continue;
      const there = { ...occurrence, crashId: next.group.id };
      left.push(there);
      reached.set(next.group.id, [...(reached.get(next.group.id) ?? []), there]);
    }
    // Page by page: a call that is cut off here leaves one page to be counted by the next.
    for (const [group, crashes] of reached) await announce(await deps.crashes.recount(group, crashes), deps);
    if (left.length > 0 || from === undefined) await announce(await deps.crashes.recount(id, left), deps);
    moved += left.length;
    cursor = page.next;
  } while (cursor !== undefined && deps.now().getTime() - started < TIME_LIMIT_MS);
  // Whoever was here before may have moved the last crash and have died before it was counted.
  if (cursor === undefined) {
    for (const other of await reachedFrom(id, deps)) await announce(await deps.crashes.recount(other), deps);
  }
  return { moved, ...(cursor === undefined ? {} : { next: { crashId: id, cursor } }) };
}

/** Groups that crashes of `id` may have gone to by what people did. */
async function reachedFrom(id: string, { crashes }: GroupingDeps): Promise<ReadonlySet<string>> {
  const group = await crashes.groups.mustGet(id);
  const root = group.merged === undefined ? [] : [(await crashes.groups.root(id)).id];
  return new Set([...root, ...(group.splits ?? []), ...givenBack(group)]);
}

interface Place {
  readonly group: StoredGroup;
  readonly home: string;
}

/** Says where a crash belongs that is counted in `id`; undefined where it is there. */
function placesOf(id: string, { crashes }: GroupingDeps) {
  const roots = new Map<string, StoredGroup>();
  const parts = new Map<string, readonly StoredGroup[]>();
  const root = async (home: string): Promise<StoredGroup> => {
    const known = roots.get(home) ?? (await crashes.groups.root(home));
    roots.set(home, known);
    return known;
  };
  const partsOf = async (home: string): Promise<readonly StoredGroup[]> => {
    const known = parts.get(home);
    if (known !== undefined) return known;
    const { splits = [] } = await crashes.groups.mustGet(home);
    const found = (await Promise.all(splits.map((part) => crashes.groups.get(part)))).filter(
      (part) => part !== undefined,
    );
    parts.set(home, found);
    return found;
  };
  return async (occurrence: Occurrence): Promise<Place | undefined> => {
    const known = occurrence.home ?? id;
    const home = homeOf(occurrence, id, await partsOf(known));
    const group = await root(home);
    return group.id === id && home === known ? undefined : { group, home };
  };
}

/** False where it is elsewhere by now. Its uploads note it first: whoever dies before it is moved is followed by one who finds it here. */
async function moveTo(occurrence: Occurrence, group: StoredGroup, home: string, deps: GroupingDeps): Promise<boolean> {
  await noteOnUploads(occurrence, group, deps);
  // Whoever moved it before may have died before the group that lost it was counted, and from now on nobody knows of that group. Those of
  // the merge itself count again when it is done: in its middle they seem to be empty.
  const { movedFrom } = occurrence;
  const countsAgain = [group.id, home, occurrence.home].includes(movedFrom);
  if (movedFrom !== undefined && !countsAgain)
    await announce(await deps.crashes.recount(movedFrom, [occurrence]), deps);
  const next = {
    ...occurrence,
    crashId: group.id,
    home: home === group.id ? undefined : home,
    ...(occurrence.crashId === undefined || occurrence.crashId === group.id ? {} : { movedFrom: occurrence.crashId }),
  };
  if ((await deps.crashes.replace(occurrence, next)) !== undefined) return true;
  const counted = (await deps.crashes.read.occurrence(occurrence.uploadId))?.crashId;
  if (counted !== undefined) await noteOnUploads(occurrence, await deps.crashes.groups.mustGet(counted), deps);
  return false;
}

function seedOfGroup(group: StoredGroup): GroupSeed {
  const { title, altTitles, kind, fingerprint, culprit, sampleHosts, firstSeen, newWith = '' } = group;
  return {
    title,
    altTitles,
    kind,
    fingerprints: [fingerprint],
    culprit,
    firstHost: sampleHosts[0] ?? '',
    firstSeen,
    newWith,
  };
}

/** The group of a fingerprint, as its latest crash has it. @throws {InputError} where none of the latest crashes has that fingerprint */
async function seedOf(group: StoredGroup, fingerprint: string, { crashes }: GroupingDeps): Promise<GroupSeed> {
  let cursor: string | undefined;
  let looked = 0;
  do {
    const page = await crashes.read.occurrences(group.id, { limit: 100, cursor });
    const found = page.occurrences.find((each) => each.fingerprint === fingerprint && each.home === undefined);
    if (found !== undefined) {
      const { title, kind, host, capturedAt, uploadId } = found;
      return {
        ...{ title, kind, altTitles: [], fingerprints: [fingerprint], culprit: [] },
        ...{ subsystem: group.subsystem, owner: group.owner, fatal: group.fatal },
        ...{ firstHost: host, firstSeen: capturedAt, newWith: uploadId },
      };
    }
    looked += page.occurrences.length;
    cursor = page.next;
  } while (cursor !== undefined && looked < MOST_LOOKED_AT);
  throw new InputError(`none of the latest crashes of ${group.id} has the fingerprint ${fingerprint}`, {
    field: 'fingerprint',
  });
}
