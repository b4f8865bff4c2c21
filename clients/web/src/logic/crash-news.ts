/** Which crash groups are news: those stand on top. */
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';

const DAY_MS = 86_400_000;

export type News = 'new' | 'regressed';

/** New: first seen within a day. Nothing is news that somebody has taken on. */
export function newsOf({ status, firstSeen }: Pick<CrashGroup, 'status' | 'firstSeen'>, now: Date): News | undefined {
  if (status.state !== 'open') return undefined;
  if (status.regressed === true) return 'regressed';
  return now.getTime() - Date.parse(firstSeen) < DAY_MS ? 'new' : undefined;
}

/** News first, each part in the order it has. */
export function newsFirst<G extends Pick<CrashGroup, 'status' | 'firstSeen'>>(groups: readonly G[], now: Date): G[] {
  return groups.toSorted((a, b) => Number(newsOf(b, now) !== undefined) - Number(newsOf(a, now) !== undefined));
}
