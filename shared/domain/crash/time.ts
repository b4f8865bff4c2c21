/** When a host crashed, by the best clock that there is. */

import { crashTimeIn, EARLIEST_MS } from './evidence.ts';

/** A clock this far ahead is wrong, not early. */
const TOLERANCE_MS = 5 * 60_000;

interface CrashTimes {
  /** What its dump says: the kernel's own clock, when it stopped. */
  readonly crashedAt?: string | undefined;
  /** What the host calls the crash: the kernel's own word may be in it. */
  readonly crashKey?: string | undefined;
  /** What the host says of its file. */
  readonly capturedAt?: string | undefined;
  /** When the upload was announced. */
  readonly createdAt: string;
}

/** The first of them that can be true; else now. */
export function trueCrashTime(times: CrashTimes, now: Date): string {
  const kernel = kernelTime(times, now);
  if (kernel !== undefined) return kernel;
  const claimed = [Date.parse(times.capturedAt ?? ''), Date.parse(times.createdAt)];
  return new Date(claimed.find((time) => isCredible(time, now)) ?? now).toISOString();
}

/** The kernel's own word of when it stopped; undefined where there is none that can be true. */
export function kernelTime(
  { crashedAt, crashKey }: Pick<CrashTimes, 'crashedAt' | 'crashKey'>,
  now: Date,
): string | undefined {
  const claimed = [Date.parse(crashedAt ?? ''), (crashTimeIn(crashKey) ?? Number.NaN) * 1000];
  const time = claimed.find((each) => isCredible(each, now));
  return time === undefined ? undefined : new Date(time).toISOString();
}

function isCredible(time: number, now: Date): boolean {
  return time >= EARLIEST_MS && time <= now.getTime() + TOLERANCE_MS;
}
