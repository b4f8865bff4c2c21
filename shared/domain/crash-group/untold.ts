/**
 * News that was kept back because only silenced hosts had it. It is told by the first crash of another host that would have made it news,
 * under the id that it would have had: once, however crashes of silenced hosts and others follow each other.
 */
import type { CrashGroup, Occurrence, Untold } from '../../contract/crashes.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { openedEvent, regressedEvent } from './events.ts';
import { onRecurrence } from './status.ts';

/** What a group that only silenced hosts have has yet to say, from now on. */
export function untoldNew(now: Date, emptiedAt?: string): Untold {
  return { word: 'NEW', since: now.toISOString(), ...(emptiedAt === undefined ? {} : { emptiedAt }) };
}

/** @param status of the group before its crashes on silenced hosts reopened it */
export function untoldRegression(status: CrashGroup['status'] & { state: 'resolved' }, now: Date): Untold {
  return {
    word: 'REGRESSED',
    since: now.toISOString(),
    resolvedAt: status.since,
    ...(status.release === undefined ? {} : { release: status.release }),
  };
}

/**
 * What these crashes let be told; undefined where they would not have been news either.
 *
 * @param heard crashes of hosts that are not silenced, about to be counted
 */
export function toldBy(
  untold: Untold,
  group: CrashGroup,
  heard: readonly Occurrence[],
  at: string,
): PurgatoryEvent | undefined {
  const [first] = heard;
  if (first === undefined) return undefined;
  if (untold.word === 'NEW') {
    const { name, detail } = openedEvent(group, heard, at, untold.emptiedAt);
    return { name, detail: { ...detail, count: group.count + heard.length, untoldSince: untold.since } };
  }
  const { resolvedAt, release } = untold;
  const resolved = { state: 'resolved', since: resolvedAt, by: 'anybody', release } as const;
  const back = heard.find((occurrence) => onRecurrence(resolved, { ...occurrence, count: 0 }) === 'regressed');
  if (back === undefined) return undefined;
  const { name, detail } = regressedEvent(group, { at: resolvedAt, release }, back, heard, at);
  return { name, detail: { ...detail, untoldSince: untold.since } };
}
