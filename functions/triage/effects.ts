/** What occurrences that are about to be counted do to their group, and what is told of it. */
import type { Effects, GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { snapshot } from '../../shared/domain/crash-group/snapshot.ts';
import { onRecurrence } from '../../shared/domain/crash-group/status.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { TriageDeps } from './ports.ts';

/** Reads the group anew: others write it too. */
export async function effectsOf(
  crashId: string,
  adding: readonly GroupedOccurrence[],
  opened: boolean,
  lastSeen: string,
  deps: Pick<TriageDeps, 'crashes' | 'now'>,
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
    ...snapshot(
      group,
      adding.map(({ host }) => host),
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

export function openedEvent(group: StoredGroup, occurrences: readonly Occurrence[], at: string): PurgatoryEvent {
  const hosts = [...new Set(occurrences.map(({ host }) => host))];
  return {
    name: 'crash.opened',
    detail: {
      version: 1,
      id: `opened:${group.id}`,
      occurredAt: at,
      ...snapshot(group, hosts),
      // Its occurrences are counted in the next step: whoever reads this before that is told of them all the same.
      count: Math.max(group.count, occurrences.length),
      hostCount: Math.max(group.hostCount, hosts.length),
      ...cause(occurrences),
      ...(occurrences[0] === undefined ? {} : { correlationId: occurrences[0].uploadId }),
    },
  };
}

function cause(occurrences: readonly Occurrence[]): { uploadIds: string[]; added: number } {
  return { uploadIds: occurrences.slice(0, 100).map(({ uploadId }) => uploadId), added: occurrences.length };
}
