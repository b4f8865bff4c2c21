/** Numbers and times as people read them. Pure: `now` is always passed in. */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

export function bytes(value: number): string {
  let scaled = value;
  let unit = 0;
  while (Math.abs(scaled) >= 1024 && unit < UNITS.length - 1) {
    scaled /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? scaled : scaled.toPrecision(3)} ${UNITS[unit] ?? ''}`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

const STEPS: readonly (readonly [number, string])[] = [
  [60, 's'],
  [60, 'min'],
  [24, 'h'],
  [7, 'd'],
  [52, 'w'],
];

/** `45 s`, `3 min`, `2 d`: one figure, rounded down. */
export function duration(seconds: number): string {
  let value = Math.max(0, seconds);
  for (const [size, unit] of STEPS) {
    if (value < size) return `${Math.floor(value)} ${unit}`;
    value /= size;
  }
  return `${Math.floor(value)} y`;
}

/** `3 min ago`; a time that lies ahead is `in 3 min`. */
export function ago(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return iso;
  return seconds < 0 ? `in ${duration(-seconds)}` : `${duration(seconds)} ago`;
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `2.4 s` where a second matters, else as {@link duration} has it. */
export function seconds(value: number): string {
  return value < 60 ? `${value.toFixed(1)} s` : duration(value);
}

/** `0.52/s`, `1,834/s`. */
export function perSecond(rate: number): string {
  return `${rate < 100 ? String(Number(rate.toPrecision(2))) : count(Math.round(rate))}/s`;
}
