import type { Crashes } from '../../../../functions/console/ports.ts';
import { applyAction } from '../../../../shared/domain/crash-group/status.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { NotFoundError } from '../../../../shared/errors.ts';

export function group(index: number, more: Partial<CrashGroup> = {}): CrashGroup {
  return {
    id: `c${String(index).padStart(24, '0')}`,
    title: `BUG in function_${index}`,
    altTitles: [],
    kind: 'bug',
    fingerprint: `v1:${index}`,
    fingerprints: [`v1:${index}`],
    culprit: [],
    status: { state: 'open', since: '2026-11-20T00:00:00.000Z' },
    count: 1,
    hostCount: 1,
    sampleHosts: ['web-1'],
    kernels: { '6.12.1': 1 },
    models: {},
    days: {},
    firstSeen: '2026-11-20T00:00:00.000Z',
    lastSeen: '2026-11-20T00:00:00.000Z',
    findings: [],
    ...more,
  };
}

/** Groups in a list, page by page; what is done to them is noted. */
export function fakeCrashes(groups: CrashGroup[], now: Date): Crashes & { readonly announced: PurgatoryEvent[] } {
  const find = (id: string): CrashGroup => {
    const found = groups.find((each) => each.id === id);
    if (found === undefined) throw new NotFoundError(`there is no crash ${id}`);
    return found;
  };
  const replace = (next: CrashGroup): CrashGroup => (groups[groups.indexOf(find(next.id))] = next);
  const announced: PurgatoryEvent[] = [];
  return {
    announced,
    list: ({ states, limit, cursor }) => {
      const from = Number(cursor ?? 0);
      const fitting = groups.filter(({ status }) => states?.includes(status.state) ?? true);
      const next = from + limit;
      return Promise.resolve({
        crashes: fitting.slice(from, next),
        ...(next < fitting.length ? { next: String(next) } : {}),
      });
    },
    get: (id) => Promise.resolve().then(() => find(id)),
    occurrences: () => Promise.resolve({ occurrences: [] }),
    occurrencesOfHost: () => Promise.resolve({ occurrences: [] }),
    act: (id, action, by) =>
      Promise.resolve().then(() => ({
        group: replace({ ...find(id), status: applyAction(action, by, now) }),
        events: [{ name: 'crash.changed', detail: { id, by } } as unknown as PurgatoryEvent],
      })),
    announce: (events) => {
      announced.push(...events);
      return Promise.resolve();
    },
    annotate: (id, notes) => Promise.resolve().then(() => replace({ ...find(id), ...notes })),
  };
}
