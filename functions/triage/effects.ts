/** What occurrences that are about to be counted do to their group, and what is told of it. */
import type { Effects, GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import { causeOf } from '../../shared/domain/crash-group/events.ts';
import { snapshot } from '../../shared/domain/crash-group/snapshot.ts';
import { isEmptied, onRecurrence } from '../../shared/domain/crash-group/status.ts';
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
  // A group that was empty is opened once more when its numbers are brought up to date.
  if (first === undefined || isEmptied(group.status)) return { events: [] };
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
    ...causeOf(adding),
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
