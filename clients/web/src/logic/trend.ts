/** Counts by day, for sparklines and trends. Days are UTC. */

const DAY_MS = 86_400_000;

/** The last `days` days up to `now`, oldest first; a day without a count is 0. */
export function dayBars(
  byDay: Readonly<Record<string, number>>,
  days: number,
  now: Date,
): { readonly day: string; readonly value: number }[] {
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(now.getTime() - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, value: byDay[day] ?? 0 };
  });
}

/** As {@link dayBars}, the counts alone. */
export function lastDays(byDay: Readonly<Record<string, number>>, days: number, now: Date): number[] {
  return dayBars(byDay, days, now).map(({ value }) => value);
}

/**
 * Points of a line through `values` within a box, as SVG's `points` wants them; all zeros lie on the floor.
 *
 * @param most the highest value of all lines that are compared: they share one scale, of square roots, on which one crash a day
 *   is still seen beside a hundred
 */
export function sparkPoints(values: readonly number[], width: number, height: number, most: number): string {
  const top = Math.sqrt(Math.max(1, most, ...values));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values
    .map((value, index) => `${(index * step).toFixed(1)},${(height - (height * Math.sqrt(value)) / top).toFixed(1)}`)
    .join(' ');
}
