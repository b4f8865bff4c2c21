/** In which order crash groups are listed. */
import type { CrashGroup } from './crashes.ts';

/** By when they were seen last or first, by how often they were, on how many hosts: what is most first. */
export const CRASH_SORTS = ['last', 'first', 'count', 'hosts'] as const;
export type CrashSort = (typeof CRASH_SORTS)[number];

type Ordered = Pick<CrashGroup, 'id' | 'lastSeen' | 'firstSeen' | 'count' | 'hostCount'>;

const KEY = {
  last: ({ lastSeen }) => Date.parse(lastSeen),
  first: ({ firstSeen }) => Date.parse(firstSeen),
  count: ({ count }) => count,
  hosts: ({ hostCount }) => hostCount,
} as const satisfies Record<CrashSort, (group: Ordered) => number>;

/** Those that are alike: the last seen first. */
export function inOrder(sort: CrashSort): (a: Ordered, b: Ordered) => number {
  const key = KEY[sort];
  return (a, b) => key(b) - key(a) || KEY.last(b) - KEY.last(a) || (a.id < b.id ? -1 : 1);
}
