/** A crash's numbers as they are when something is said of it: what lies in a queue or an outbox was true when it was written. */
import type { CrashGroup } from '../../contract/crashes.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { snapshot } from './snapshot.ts';

/** The group that an event speaks of. */
export function crashOf({ detail }: PurgatoryEvent): string | undefined {
  return 'crashId' in detail && 'hostCount' in detail ? detail.crashId : undefined;
}

/**
 * The event with the numbers of `group` as it is now. The hosts that caused it stay in front, and its own numbers are the least that is
 * said: an event may be sent before its occurrences are counted.
 */
export function withNumbers(event: PurgatoryEvent, group: CrashGroup): PurgatoryEvent {
  switch (event.name) {
    case 'crash.opened':
      return { name: event.name, detail: renewed(event.detail, group) };
    case 'crash.recurred':
      return { name: event.name, detail: renewed(event.detail, group) };
    case 'crash.regressed':
      return { name: event.name, detail: renewed(event.detail, group) };
    case 'crash.spiking':
      return { name: event.name, detail: renewed(event.detail, group) };
    case 'crash.fatal':
      return { name: event.name, detail: renewed(event.detail, group) };
    default:
      return event;
  }
}

interface Numbers {
  readonly count: number;
  readonly hostCount: number;
  readonly hosts: readonly string[];
}

function renewed<T extends Numbers>(detail: T, group: CrashGroup): T {
  const latest = snapshot(group, detail.hosts);
  const { count, hostCount } = latest.count > 0 ? latest : detail;
  return {
    ...detail,
    ...latest,
    count,
    hostCount: Math.max(1, hostCount),
  };
}
