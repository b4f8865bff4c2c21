/** Figures as people read them; every renderer says them in the same way. */

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `16.0 MiB`. */
export function bytes(value: number): string {
  let unit = 0;
  let scaled = value;
  while (Math.abs(scaled) >= 1024 && unit < BINARY.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return unit === 0 ? `${value} B` : `${scaled.toFixed(1)} ${BINARY[unit] ?? ''}`;
}

/** `3 d 4 h`, `12 min 5 s`, `0.8 s`: the two largest units. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

const STEPS: readonly (readonly [number, string])[] = [
  [60, 's'],
  [60, 'min'],
  [24, 'h'],
  [7, 'd'],
  [52, 'w'],
];

/** `45 s`, `3 min`, `2 d`: one figure, rounded down, where more of it would say nothing. */
export function roughly(seconds: number): string {
  let value = Math.max(0, seconds);
  for (const [size, unit] of STEPS) {
    if (value < size) return `${Math.floor(value)} ${unit}`;
    value /= size;
  }
  return `${Math.floor(value)} y`;
}

/** `1,234,567`. */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `2026-11-23 02:11:08Z` of an ISO 8601 time. */
export function moment(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+(?=Z|[+-])/, '');
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.round((part / whole) * 100)} %`;
}

export function plural(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${noun(number, one, many)}`;
}

/** The word alone, where the number stands elsewhere. */
export function noun(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? one : many;
}
