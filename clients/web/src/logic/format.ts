/** Numbers and times as the console alone says them; the rest is in `shared/report-view/units.ts`. Pure: `now` is always passed in. */
import { count, duration, roughly } from '../../../../shared/report-view/units.ts';

/** `3 min ago`; a time that lies ahead is `in 3 min`. */
export function ago(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return iso;
  return seconds < 0 ? `in ${roughly(-seconds)}` : `${roughly(seconds)} ago`;
}

/** `2.4 s` where a second matters, else as `duration` has it. */
export function seconds(value: number): string {
  return value < 60 ? `${value.toFixed(1)} s` : duration(value);
}

/** `0.52/s`, `1,834/s`. */
export function perSecond(rate: number): string {
  return `${rate < 100 ? String(Number(rate.toPrecision(2))) : count(Math.round(rate))}/s`;
}
