/** 2026-01-01T00:00:00Z. A checkout has no better one: its files' times say when it was cloned. */
export const FIXED_EPOCH = 1_767_225_600;

/**
 * The time of everything in a package, in seconds since 1970: SOURCE_DATE_EPOCH where that is set
 * (https://reproducible-builds.org/specs/source-date-epoch/), so that the same sources make the same bytes.
 *
 * @throws {RangeError} where it is set to something else
 */
export function sourceEpoch(env: Readonly<Record<string, string | undefined>> = process.env): number {
  const epoch = Number(env['SOURCE_DATE_EPOCH'] ?? FIXED_EPOCH);
  if (!Number.isSafeInteger(epoch) || epoch < 0) throw new RangeError('SOURCE_DATE_EPOCH is a number of seconds');
  return epoch;
}
