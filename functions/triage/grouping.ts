/** Members of one fingerprint -> their group, opened where there is none, each upload counted once. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { snapshot } from '../../shared/aws/crashes/snapshot.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import { cause, effectsOf, send, upToDate } from './events.ts';
import { noteAll } from './noting.ts';
import { whereaboutsOf, withPlaces } from './places.ts';
import type { TriageDeps } from './ports.ts';
import { mayOpenGroup } from './quota.ts';
import { rollUp } from './roll-up.ts';
import { distinctUploads } from './triaged.ts';
import type { Triaged } from './triaged.ts';

/** A group names no more kernels and models than this; further ones are counted as `other`. */
const MAX_TALLY_NAMES = 200;
const OTHER = 'other';
/** What a killed predecessor left in the outbox is older than this. */
const LEFT_BEHIND_MS = 5_000;

export type Tally = { added: number; repeated: number; withoutCrash: number; opened: number; ungrouped: number };

export async function keepWithoutCrash(members: readonly Triaged[], deps: TriageDeps, tally: Tally): Promise<void> {
  for (const { upload, occurrence } of members) {
    const added = await deps.crashes.recordUngrouped(occurrence);
    tally[added ? 'withoutCrash' : 'repeated'] += 1;
    // A log without a crash that comes after one with (the dump's own log is cut short, say) takes nothing back.
    if (added || upload.title === undefined) {
      await deps.uploads.noteTriage(upload.id, { title: null, kind: occurrence.kind });
    }
  }
}

export async function addToGroup(members: readonly Triaged[], deps: TriageDeps, tally: Tally): Promise<void> {
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
  const panicked = occurrences.some((occurrence) => occurrence.panicked);
  const rolled = await rollUp(group.id, { ...seen, hosts, whole, panicked }, deps);

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

/** Undefined where none is there, and every host that shows it has opened as many as it may. */
async function groupFor(
  members: readonly Triaged[],
  deps: TriageDeps,
): Promise<{ group: StoredGroup; opened: boolean; openedEvent?: PurgatoryEvent } | undefined> {
  const known = await deps.crashes.groups.find(members[0]?.fingerprints ?? []);
  if (known !== undefined) return { group: await withPlaces(known, members, deps), opened: false };
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
      ...(await whereaboutsOf(first.result, deps)),
      likely: first.result.likely,
      partial: members.every(({ result }) => result.partial !== undefined),
      panicked: members.some(({ result }) => result.panicked),
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
