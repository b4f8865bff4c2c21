/** What is marked on the chart of a crash: what people did to it, and when each release first had it. Pure. */
import type { Activity, CrashGroup, Occurrence } from '../../../../shared/contract/crashes.ts';

export interface Mark {
  readonly at: string;
  readonly what: string;
  readonly kind: 'state' | 'release';
}

const STATES: ReadonlySet<Activity['what']> = new Set<Activity['what']>([
  'acknowledged',
  'resolved',
  'ignored',
  'reopened',
  'merged',
  'took in',
  'unmerged',
  'gave back',
  'split off',
  'was split off',
]);

function activityMark({ at, by, what, detail }: Activity): Mark {
  // The detail says it whole: `in 6.12.118`, `until 2026-12-01`.
  return { at, kind: 'state', what: `${what}${detail === undefined ? '' : ` ${detail}`} by ${by}` };
}

/** Of groups whose activity nobody kept: what their status says. */
function statusMark({ status }: Pick<CrashGroup, 'status'>): Mark[] {
  if (status.state === 'open') return [];
  const release = status.state === 'resolved' && status.release !== undefined ? ` in ${status.release}` : '';
  return [{ at: status.since, kind: 'state', what: `${status.state}${release} by ${status.by}` }];
}

/** When each release first had it. */
function releaseMarks(events: readonly Pick<Occurrence, 'kernelRelease' | 'capturedAt'>[]): Mark[] {
  const first = new Map<string, string>();
  for (const { kernelRelease, capturedAt } of events) {
    if (kernelRelease === undefined) continue;
    const known = first.get(kernelRelease);
    if (known === undefined || Date.parse(capturedAt) < Date.parse(known)) first.set(kernelRelease, capturedAt);
  }
  return [...first].map(([release, at]) => ({ at, kind: 'release', what: `first on ${release}` }));
}

/**
 * Marks in the order of their time.
 *
 * @param events all of the group's; undefined where some are not loaded: which one was a release's first is not known then
 */
export function marksOf(
  group: Pick<CrashGroup, 'status' | 'firstSeen' | 'activity'>,
  events: readonly Pick<Occurrence, 'kernelRelease' | 'capturedAt'>[] | undefined,
): Mark[] {
  const { status, firstSeen, activity = [] } = group;
  const done = activity.filter(({ what }) => STATES.has(what)).map(activityMark);
  const regressed =
    status.state === 'open' && status.regressed === true
      ? [{ at: status.since, kind: 'state' as const, what: 'regressed' }]
      : [];
  return [
    { at: firstSeen, kind: 'state' as const, what: 'first seen' },
    ...(done.length === 0 ? statusMark(group) : done),
    ...regressed,
    ...releaseMarks(events ?? []),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
