/** Crash loops: a host that panics as often as it boots. */
import type { Occurrence } from '../../contract/crashes.ts';
import { goesOn } from './weight.ts';

const HOUR_MS = 3_600_000;
/** So many panics in an hour are no bad luck. */
export const LOOP_PANICS = 5;
/** What is sent a day later is no news any more. */
const NEWS_MS = 24 * HOUR_MS;

export interface CrashLoop {
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The last panic of it. */
  readonly last: Occurrence & { readonly crashId: string };
}

/** @param occurrences of one host, in any order; one may be there twice */
export function loopOf(occurrences: readonly Occurrence[], now: Date): CrashLoop | undefined {
  const panics = [...new Map(occurrences.map((each) => [each.uploadId, each])).values()]
    .filter(isPanic)
    .toSorted((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1));
  const [last] = panics;
  if (last === undefined || now.getTime() - Date.parse(last.capturedAt) > NEWS_MS) return undefined;
  const since = Date.parse(last.capturedAt) - HOUR_MS;
  const recent = panics.filter(({ capturedAt }) => Date.parse(capturedAt) > since);
  if (recent.length < LOOP_PANICS) return undefined;
  const firstSeen = recent.at(-1)?.capturedAt ?? last.capturedAt;
  return { count: recent.length, firstSeen, lastSeen: last.capturedAt, last };
}

/** A host that lives on and warns is in no loop. */
function isPanic(occurrence: Occurrence): occurrence is Occurrence & { readonly crashId: string } {
  return occurrence.crashId !== undefined && (occurrence.panicked || !goesOn(occurrence.kind));
}
