/** What of a dump is wanted first, and what next. */
import type { ByteRange } from '../../shared/bytes/byte-source.ts';
import { planWants } from '../../shared/bytes/wanting-source.ts';
import { MAX_OFFERED_RANGES, MAX_RANGES_BYTES, WANT_ALIGN_BYTES } from '../../shared/contract/uploads.ts';

/** What lies beside a page that is wanted is often wanted next: a round more costs two requests and a run of the analyser. */
const READ_AHEAD_BYTES = [64 * 1024, 16 * 1024, WANT_ALIGN_BYTES] as const;
/** So much more may be asked for on that account; scattered pages, each with its neighbours, would be many times as much. */
const MAX_AHEAD_BYTES = 1536 * 1024;

const LIMITS = {
  // dd reads a page as fast as two; every range is a process of the host's.
  gapBytes: 3 * WANT_ALIGN_BYTES,
  // What an upload's item in the table has room for.
  maxRanges: MAX_OFFERED_RANGES / 2,
  maxBytes: MAX_RANGES_BYTES,
} as const;

/** @param arrived what is there: ascending, and apart from each other */
export function nextWants(faults: readonly ByteRange[], arrived: readonly ByteRange[], sizeBytes: number): ByteRange[] {
  const plans = READ_AHEAD_BYTES.map((alignBytes) =>
    planWants(faults, arrived, sizeBytes, { ...LIMITS, alignBytes, gapBytes: Math.max(LIMITS.gapBytes, alignBytes) }),
  );
  const least = plans.at(-1) ?? [];
  return plans.find((plan) => bytesOf(plan) <= bytesOf(least) + MAX_AHEAD_BYTES) ?? least;
}

function bytesOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { length }) => sum + length, 0);
}
