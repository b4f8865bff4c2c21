/** What is told of a group: that it is there, and that its state was changed. */
import type { CrashGroup, Occurrence } from '../../contract/crashes.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { snapshot } from './snapshot.ts';

type Told<N extends PurgatoryEvent['name']> = Extract<PurgatoryEvent, { name: N }>;

/** @param emptiedAt when all that had been in the group went elsewhere: it is opened once more */
export function openedEvent(
  group: CrashGroup,
  occurrences: readonly Occurrence[],
  at: string,
  emptiedAt?: string,
): Told<'crash.opened'> {
  const hosts = [...new Set(occurrences.map(({ host }) => host))];
  return {
    name: 'crash.opened',
    detail: {
      version: 1,
      id: `opened:${group.id}${emptiedAt === undefined ? '' : `:${emptiedAt}`}`,
      occurredAt: at,
      ...snapshot(group, hosts),
      // Its occurrences are counted in the next step: whoever reads this before that is told of them all the same.
      count: Math.max(group.count, occurrences.length),
      hostCount: Math.max(group.hostCount, hosts.length),
      ...causeOf(occurrences),
      ...(occurrences[0] === undefined ? {} : { correlationId: occurrences[0].uploadId }),
    },
  };
}

/** That a problem is back in a release that it was resolved in, or after it. @param by the crash that says so, one of `occurrences` */
export function regressedEvent(
  group: CrashGroup,
  resolved: { readonly at: string; readonly release?: string | undefined },
  by: Pick<Occurrence, 'kernelRelease'>,
  occurrences: readonly Occurrence[],
  at: string,
): Told<'crash.regressed'> {
  return {
    name: 'crash.regressed',
    detail: {
      version: 1,
      id: `regressed:${group.id}:${resolved.at}`,
      occurredAt: at,
      ...(occurrences[0] === undefined ? {} : { correlationId: occurrences[0].uploadId }),
      ...snapshot(
        group,
        occurrences.map(({ host }) => host),
      ),
      state: 'open',
      count: group.count + occurrences.length,
      ...causeOf(occurrences),
      ...(by.kernelRelease === undefined ? {} : { kernelRelease: by.kernelRelease }),
      ...(resolved.release === undefined ? {} : { resolvedIn: resolved.release }),
    },
  };
}

export function changedEvent(
  next: CrashGroup & { readonly version: number },
  previous: CrashGroup,
  by: string,
  now: Date,
): PurgatoryEvent {
  return {
    name: 'crash.changed',
    detail: {
      version: 1,
      id: `changed:${next.id}:${next.version}`,
      occurredAt: now.toISOString(),
      ...snapshot(next),
      previousState: previous.status.state,
      by,
    },
  };
}

/** The uploads behind an event of a group. */
export function causeOf(occurrences: readonly Occurrence[]): { uploadIds: string[]; added: number } {
  return { uploadIds: occurrences.slice(0, 100).map(({ uploadId }) => uploadId), added: occurrences.length };
}
