/** What occurrences that are about to be counted do to their group, and what is told of it. */
import type { Effects, GroupedOccurrence, StatusChange } from '../../shared/aws/crashes/record.ts';
import { causeOf, regressedEvent } from '../../shared/domain/crash-group/events.ts';
import { snapshot } from '../../shared/domain/crash-group/snapshot.ts';
import { isEmptied, isQuiet, onRecurrence } from '../../shared/domain/crash-group/status.ts';
import { toldBy, untoldRegression } from '../../shared/domain/crash-group/untold.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { WritingDeps } from './ports.ts';

/**
 * Reads the group anew: others write it too.
 *
 * @param opened the event that opened the group speaks for these as well
 */
export async function effectsOf(
  crashId: string,
  occurrences: readonly GroupedOccurrence[],
  opened: boolean,
  lastSeen: string,
  deps: Pick<WritingDeps, 'crashes' | 'now' | 'isSilenced'>,
): Promise<Effects> {
  const group = await deps.crashes.groups.mustGet(crashId);
  const heard = occurrences.filter(({ host }) => !deps.isSilenced(host));
  // Alerts name the first hosts of an event: those that it is told for.
  const adding = [...heard, ...occurrences.filter(({ host }) => deps.isSilenced(host))];
  const [first] = adding;
  // A group that was empty is opened once more when its numbers are brought up to date.
  if (first === undefined || isEmptied(group.status)) return { events: [] };
  const { status } = group;
  const count = group.count + adding.length;
  const outcomes = adding.map((occurrence) => onRecurrence(status, { ...occurrence, count }));
  const regression = adding[outcomes.indexOf('regressed')];
  const reopens = regression !== undefined || outcomes.includes('reopened');
  const at = deps.now().toISOString();
  const change = (more: Partial<StatusChange> = {}): StatusChange => ({
    status: reopens ? { state: 'open', since: at, ...(regression === undefined ? {} : { regressed: true }) } : status,
    version: group.version,
    lastSeen: group.lastSeen > lastSeen ? group.lastSeen : lastSeen,
    ...more,
  });
  const recurred: PurgatoryEvent = {
    name: 'crash.recurred',
    detail: {
      version: 1,
      id: `recurred:${crashId}:${first.uploadId}`,
      occurredAt: at,
      correlationId: first.uploadId,
      ...snapshot(
        group,
        adding.map(({ host }) => host),
      ),
      ...(reopens ? { state: 'open' as const } : {}),
      count,
      ...causeOf(adding),
    },
  };
  if (regression !== undefined && status.state === 'resolved') {
    const newWith = regression.uploadId;
    // Those that are heard come first, and so does the regression that one of them shows.
    if (deps.isSilenced(regression.host)) {
      const untold = untoldRegression(status, deps.now());
      return { events: [recurred], statusChange: change({ newWith, untold }) };
    }
    const resolved = { at: status.since, release: status.release };
    const event = regressedEvent(group, resolved, regression, adding, at);
    return { events: [event], statusChange: change({ newWith, untold: 'told' }) };
  }
  const isHushed = isQuiet(status) && !reopens;
  const told = group.untold === undefined || isHushed ? undefined : toldBy(group.untold, group, heard, at);
  if (told !== undefined) return { events: [told], statusChange: change({ untold: 'told' }) };
  // `crash.opened` speaks for all that came together with it.
  return { events: opened ? [] : [recurred], ...(reopens ? { statusChange: change() } : {}) };
}
