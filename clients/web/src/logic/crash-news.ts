/** Which crash groups stand on top. */
import { newsOf } from '../../../../shared/contract/crash-states.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';

/** News first, each part in the order it has. */
export function newsFirst<G extends Pick<CrashGroup, 'status' | 'firstSeen'>>(groups: readonly G[], now: Date): G[] {
  return groups.toSorted((a, b) => Number(newsOf(b, now) !== undefined) - Number(newsOf(a, now) !== undefined));
}
