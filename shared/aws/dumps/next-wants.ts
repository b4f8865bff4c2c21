/** What of a dump is wanted first, and what next. */
import type { ByteRange } from '../../bytes/byte-source.ts';
import { planWants } from '../../bytes/wanting-source.ts';
import { MAX_OFFERED_RANGES, MAX_RANGES_BYTES, WANT_ALIGN_BYTES } from '../../contract/uploads.ts';

/** What lies beside a page that is wanted is often wanted next: a round more costs two requests and a run of the analyser. */
const READ_AHEAD_BYTES = [64 * 1024, 16 * 1024, WANT_ALIGN_BYTES] as const;
/** So much more may be asked for on that account; scattered pages, each with its neighbours, would be many times as much. */
const MAX_AHEAD_BYTES = 1536 * 1024;

/** dd reads a page as fast as two; every range is a process of the host's. */
const GAP_BYTES = 3 * WANT_ALIGN_BYTES;
/** What an upload's item in the table has room for. */
const MAX_RANGES = MAX_OFFERED_RANGES / 2;

/**
 * @param arrived what is there: ascending, and apart from each other
 * @param maxBytes what is wanted at once, at most
 */
export function nextWants(
  faults: readonly ByteRange[],
  arrived: readonly ByteRange[],
  sizeBytes: number,
  maxBytes: number = MAX_RANGES_BYTES,
): ByteRange[] {
  const plans = READ_AHEAD_BYTES.map((alignBytes) => {
    const gapBytes = Math.max(GAP_BYTES, alignBytes);
    return planWants(faults, arrived, sizeBytes, { alignBytes, gapBytes, maxRanges: MAX_RANGES, maxBytes });
  });
  const least = plans.at(-1) ?? [];
  // Where there is hardly room for what is needed there is none for what may be.
  if (bytesOf(least) + MAX_AHEAD_BYTES > maxBytes) return least;
  return plans.find((plan) => bytesOf(plan) <= bytesOf(least) + MAX_AHEAD_BYTES) ?? least;
}

function bytesOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { length }) => sum + length, 0);
}
