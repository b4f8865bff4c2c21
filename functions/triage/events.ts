/** What is told of a group: by its opening, by one more occurrence, by one that should not have come any more. */
import { snapshot } from '../../shared/aws/crashes/snapshot.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { union } from '../../shared/aws/crashes/groups.ts';
import type { Effects, GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import { onRecurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { TriageDeps } from './ports.ts';

/** What the occurrences that are about to be counted do to their group. Reads the group anew: others write it too. */
export async function effectsOf(
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

export async function send(events: readonly PurgatoryEvent[], deps: TriageDeps): Promise<void> {
  if (events.length === 0) return;
  await deps.bus.publish(events);
  for (const event of events) await deps.crashes.outbox.remove(event);
}

/**
 * The event with the group's numbers as they are now: those in the outbox are from before its occurrences were counted. The
 * hosts that caused it stay in front.
 */
export function upToDate(event: PurgatoryEvent, group: StoredGroup): PurgatoryEvent {
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

export function cause(occurrences: readonly Occurrence[]): { uploadIds: string[]; added: number } {
  return { uploadIds: occurrences.slice(0, 100).map(({ uploadId }) => uploadId), added: occurrences.length };
}
