/** The state of a crash group: what a person's word and a new occurrence do to it. */
import type { CrashAction, CrashStatus } from '../../contract/crashes.ts';
import { isAtOrAbove } from '../../contract/kernel-release.ts';

/** The status after `by` did `action`. Every action is allowed in every state: the last word counts. */
export function applyAction(action: CrashAction, by: string, now: Date): CrashStatus {
  const since = now.toISOString();
  const why = action.reason === undefined ? {} : { reason: action.reason };
  switch (action.action) {
    case 'acknowledge':
      return { state: 'acknowledged', since, by, ...why };
    case 'resolve':
      return {
        ...{ state: 'resolved', since, by },
        ...(action.release === undefined ? {} : { release: action.release }),
        ...why,
      };
    case 'ignore':
      return {
        state: 'ignored',
        since,
        by,
        ...(action.until === undefined ? {} : { until: action.until }),
        ...(action.untilCount === undefined ? {} : { untilCount: action.untilCount }),
        ...why,
      };
    case 'reopen':
      return { state: 'open', since };
  }
}

/** What the state machine has to know of an occurrence that joins a group. */
export interface Recurrence {
  readonly kernelRelease?: string | undefined;
  readonly capturedAt: string;
  /** Of the group, this occurrence included. */
  readonly count: number;
}

export type RecurrenceOutcome = 'unchanged' | 'regressed' | 'reopened';

/**
 * Whether an occurrence brings a group back. A resolved group regresses when it is seen in a release at or above the one
 * it was resolved in (a host still on an older kernel proves nothing); an ignored one reopens when its time or count is up.
 */
export function onRecurrence(status: CrashStatus, recurrence: Recurrence): RecurrenceOutcome {
  switch (status.state) {
    case 'open':
    case 'acknowledged':
      return 'unchanged';
    case 'resolved': {
      if (status.release === undefined) {
        return Date.parse(recurrence.capturedAt) > Date.parse(status.since) ? 'regressed' : 'unchanged';
      }
      if (recurrence.kernelRelease === undefined) return 'unchanged';
      return isAtOrAbove(recurrence.kernelRelease, status.release) ? 'regressed' : 'unchanged';
    }
    case 'ignored': {
      const timeIsUp = status.until !== undefined && Date.parse(recurrence.capturedAt) >= Date.parse(status.until);
      const countIsUp = status.untilCount !== undefined && recurrence.count >= status.untilCount;
      return timeIsUp || countIsUp ? 'reopened' : 'unchanged';
    }
  }
}

/** Who resolves a group of which nothing is left. */
export const REGROUP = 'regroup';

/** The status of a group whose last crash turned out to be of another problem. */
export function emptied(now: Date): CrashStatus {
  return { state: 'resolved', since: now.toISOString(), by: REGROUP, emptied: true };
}

export function isEmptied(status: CrashStatus): boolean {
  return status.state === 'resolved' && status.emptied === true;
}

/** Whoever resolved or ignored a group asked to hear nothing of it, until it comes back. */
export function isQuiet({ state }: Pick<CrashStatus, 'state'>): boolean {
  return state === 'ignored' || state === 'resolved';
}
