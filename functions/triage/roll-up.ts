/** Brings a group's own item up to date with its counters, says whom it hits, and notices when it comes unusually often. */
import type { Occurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { StoredGroup, Totals } from '../../shared/aws/crashes/items.ts';
import { SAMPLE_HOSTS, union } from '../../shared/aws/crashes/groups.ts';
import { openedEvent } from '../../shared/domain/crash-group/events.ts';
import { snapshot } from '../../shared/domain/crash-group/snapshot.ts';
import { isEmptied, isQuiet } from '../../shared/domain/crash-group/status.ts';
import { untoldNew } from '../../shared/domain/crash-group/untold.ts';
import { goesOn } from '../../shared/domain/crash/weight.ts';
import { attribute } from './attribution.ts';
import type { TriageDeps } from './ports.ts';

export interface Seen {
  readonly first: string;
  readonly last: string;
  readonly occurrences: readonly Occurrence[];
  /** Some log of it was read to its end. */
  readonly whole: boolean;
  /** The kernel of some host of it panicked. */
  readonly panicked: boolean;
  /** Some host that has it is not silenced: without one, nothing is told. */
  readonly heard: boolean;
  /** A kernel ended with it. */
  readonly fatal?: boolean | undefined;
  /** That of a host that is not silenced. */
  readonly heardFatal?: boolean | undefined;
  /** The group was opened just now: that is told of already. */
  readonly isNew?: boolean | undefined;
}

const DAY_MS = 24 * 3_600_000;
const SUSPECT_WINDOW_MS = 30 * DAY_MS;

/** An hour spikes with at least this many occurrences … */
const SPIKE_MINIMUM = 10;
/** … and at least this many times what an hour had on average over the week before. */
const SPIKE_FACTOR = 5;

export interface Spike {
  readonly lastHour: number;
  readonly usualPerHour: number;
}

/**
 * Whether a group spikes. A group younger than a day has no usual rate: its own alert has just been sent. One that was
 * resolved or is ignored has said its word.
 */
export function spikeOf(group: StoredGroup, totals: Totals, lastHour: number, now: Date): Spike | undefined {
  const age = now.getTime() - Date.parse(group.firstSeen);
  const quiet = isQuiet(group.status);
  const recent = group.spikedAt !== undefined && now.getTime() - Date.parse(group.spikedAt) < DAY_MS;
  if (age < DAY_MS || quiet || recent || lastHour < SPIKE_MINIMUM) return undefined;
  const usualPerHour = usualRate(totals.days, age, now);
  return lastHour >= SPIKE_FACTOR * usualPerHour ? { lastHour, usualPerHour } : undefined;
}

/** Occurrences an hour over the seven days before today, or as many of them as the group has known. */
function usualRate(days: Readonly<Record<string, number>>, ageMs: number, now: Date): number {
  const span = Math.min(7, Math.max(1, Math.floor(ageMs / DAY_MS)));
  let sum = 0;
  for (let back = 1; back <= span; back++) {
    sum += days[new Date(now.getTime() - back * DAY_MS).toISOString().slice(0, 10)] ?? 0;
  }
  return sum / (span * 24);
}

export async function rollUp(
  id: string,
  seen: Seen,
  deps: Pick<TriageDeps, 'crashes' | 'now'>,
): Promise<{ group: StoredGroup; events: readonly PurgatoryEvent[] }> {
  const { groups } = deps.crashes;
  const now = deps.now();
  const newWith = seen.occurrences[0]?.uploadId;
  const hosts = seen.occurrences.map(({ host }) => host);
  // The counters after the group: whoever counts, or takes away, later than this writes the group later as well.
  const before = await groups.mustGet(id);
  const totals = await groups.totals(id);
  const newModels = Object.keys(totals.models).filter((model) => !Object.hasOwn(before.models, model));
  if (newModels.length > 0) await groups.noteModels(newModels);
  const newReleases = Object.keys(totals.kernels).filter((release) => !Object.hasOwn(before.kernels, release));
  if (newReleases.length > 0) await groups.noteReleases(newReleases);

  const old = now.getTime() - Date.parse(before.firstSeen) >= DAY_MS;
  const [lastHour, attribution] = await Promise.all([
    old ? groups.lastHour(id, now) : 0,
    attributionOf(before, totals, hosts, deps, now),
  ]);
  let spike: Spike | undefined;
  let tellsFatal = false;
  let isBack = false;
  return await groups.update(
    id,
    async (current) => {
      // Somebody wrote the group since: what was counted before that may be too much by now, or too little.
      const counted = current.version === before.version ? totals : await groups.totals(id);
      spike = seen.heard ? spikeOf(current, counted, lastHour, now) : undefined;
      const turnsFatal = seen.fatal === true && current.fatal !== true;
      // It was taken for empty, or it was empty, and there is a crash in it.
      isBack = isEmptied(current.status) && current.merged === undefined && counted.count > 0;
      // Nothing has been counted in it, or what was has gone elsewhere: its times and hosts are those of what is in it now.
      const isAnew = (isBack || current.count === 0) && hosts.length > 0;
      const status: StoredGroup['status'] = isBack ? { state: 'open', since: now.toISOString() } : current.status;
      // What the on-call took for a warning is none. What is new says so itself.
      const isFatalNews = goesOn(current.kind) && seen.isNew !== true && !isBack && !isQuiet(status);
      tellsFatal = isFatalNews && seen.heardFatal === true && (turnsFatal || current.untoldFatal === true);
      const keepsFatal = isFatalNews && turnsFatal && !tellsFatal && current.untold === undefined;
      const known = isAnew ? { first: seen.first, last: seen.last, hosts: [] } : seenBefore(current);
      const next: StoredGroup = {
        ...current,
        count: counted.count,
        hostCount: counted.hostCount,
        kernels: counted.kernels,
        models: counted.models,
        days: counted.days,
        sampleHosts: union(known.hosts, hosts, SAMPLE_HOSTS),
        firstSeen: seen.first < known.first ? seen.first : known.first,
        lastSeen: seen.last > known.last ? seen.last : known.last,
        ...(attribution === undefined ? {} : { attribution }),
        ...(seen.whole && current.partial === true ? { partial: undefined } : {}),
        ...(seen.panicked ? { panicked: true } : {}),
        ...(turnsFatal ? { fatal: true } : {}),
        ...(spike === undefined ? {} : { spikedAt: now.toISOString() }),
        ...(keepsFatal ? { untoldFatal: true as const } : {}),
        ...(seen.heardFatal === true && current.untoldFatal === true ? { untoldFatal: undefined } : {}),
        ...(isBack ? { status, newWith, reports: undefined } : {}),
        ...(isBack ? { untold: seen.heard ? undefined : untoldNew(now, current.status.since) } : {}),
      };
      return JSON.stringify(next) === JSON.stringify(current) ? current : next;
    },
    (next, previous) => [
      ...(isBack && seen.heard ? [openedEvent(next, seen.occurrences, now.toISOString(), previous.status.since)] : []),
      ...(spike === undefined ? [] : [spikingEvent(next, spike, now)]),
      ...(tellsFatal ? [fatalEvent(next, now)] : []),
    ],
  );
}

function seenBefore({ firstSeen, lastSeen, sampleHosts }: StoredGroup) {
  return { first: firstSeen, last: lastSeen, hosts: sampleHosts };
}

async function attributionOf(
  group: StoredGroup,
  totals: Totals,
  hosts: readonly string[],
  { crashes }: Pick<TriageDeps, 'crashes'>,
  now: Date,
) {
  const { count, hostCount, models } = totals;
  const since = new Date(now.getTime() - SUSPECT_WINDOW_MS).toISOString();
  const [onlyHost] = union(group.sampleHosts, hosts, 1);
  const groupsOfHost =
    hostCount === 1 && onlyHost !== undefined ? await crashes.groups.groupsOfHost(onlyHost, since) : undefined;
  const fleetModels = Object.keys(models).length === 1 && hostCount > 1 ? await crashes.groups.fleetModels() : 0;
  return attribute({ kind: group.kind, count, hostCount, models, fleetModels, groupsOfHost });
}

function fatalEvent(group: StoredGroup, now: Date): PurgatoryEvent {
  const detail = { version: 1 as const, id: `fatal:${group.id}`, occurredAt: now.toISOString(), ...snapshot(group) };
  return { name: 'crash.fatal', detail };
}

function spikingEvent(group: StoredGroup, spike: Spike, now: Date): PurgatoryEvent {
  return {
    name: 'crash.spiking',
    detail: {
      version: 1,
      id: `spiking:${group.id}:${now.toISOString()}`,
      occurredAt: now.toISOString(),
      ...snapshot(group),
      ...spike,
    },
  };
}
