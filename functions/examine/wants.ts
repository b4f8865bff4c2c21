/** What of a dump is wanted first, and what next. */
import type { ByteRange } from '../../shared/bytes/byte-source.ts';
import { planWants } from '../../shared/bytes/wanting-source.ts';
import { MAX_OFFERED_RANGES, MAX_RANGES_BYTES, WANT_ALIGN_BYTES } from '../../shared/contract/uploads.ts';

const LIMITS = {
  alignBytes: WANT_ALIGN_BYTES,
  // dd reads a page as fast as two; every range is a process of the host's.
  gapBytes: 3 * WANT_ALIGN_BYTES,
  // What an upload's item in the table has room for.
  maxRanges: MAX_OFFERED_RANGES / 2,
  maxBytes: MAX_RANGES_BYTES,
} as const;

/** @param arrived what is there: ascending, and apart from each other */
export function nextWants(faults: readonly ByteRange[], arrived: readonly ByteRange[], sizeBytes: number): ByteRange[] {
  return planWants(faults, arrived, sizeBytes, LIMITS);
}
