/**
 * Order of kernel releases as `uname -r` prints them: `6.12.117+deb13-amd64`, `5.15.0-91-generic`, `7.0.0-rc3`.
 *
 * Upstream's number decides first (a release candidate comes before its release); then whatever the distribution appended
 * is compared piece by piece, numbers as numbers. A plain upstream release equals one that only has a suffix of letters
 * (a flavour), so that `6.12.5-amd64` counts as `6.12.5`.
 */

interface ParsedRelease {
  readonly numbers: readonly number[];
  /** Infinity for a final release. */
  readonly candidate: number;
  readonly rest: readonly number[];
}

const MAX_RELEASE_LENGTH = 128;

function parseRelease(release: string): ParsedRelease | undefined {
  const text = release.trim().slice(0, MAX_RELEASE_LENGTH);
  const head = /^v?(\d{1,9}(?:\.\d{1,9}){0,5})/.exec(text);
  if (head?.[1] === undefined) return undefined;
  const tail = text.slice(head[0].length);
  const candidate = /^(?:\.0)*[-~]rc(\d{1,9})/.exec(tail);
  const rest = candidate === null ? tail : tail.slice(candidate[0].length);
  return {
    numbers: head[1].split('.').map(Number),
    candidate: candidate?.[1] === undefined ? Infinity : Number(candidate[1]),
    rest: distributionNumbers(rest),
  };
}

/** The numbers of `-91-generic` or `-513.el8_9.x86_64`; architecture names hold digits that say nothing. */
function distributionNumbers(rest: string): number[] {
  const withoutMachine = rest.replace(/(x86_64|aarch64|amd64|arm64|i[3-6]86|ppc64(le|el)?|s390x?|riscv64|\d+k)\b/g, '');
  return (withoutMachine.match(/\d{1,15}/g) ?? []).slice(0, 16).map(Number);
}

function compareNumbers(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/**
 * -1, 0 or 1 as `left` is older than, the same as or newer than `right`; undefined where one is no kernel release.
 *
 * Numbers that a distribution appended are compared only where both have some: a bug resolved in `6.12.5` is resolved in
 * every distribution's build of 6.12.5.
 *
 * @example compareReleases('6.12.117+deb13-amd64', '6.12.111') // 1
 */
export function compareReleases(left: string, right: string): -1 | 0 | 1 | undefined {
  const a = parseRelease(left);
  const b = parseRelease(right);
  if (a === undefined || b === undefined) return undefined;
  const upstream = compareNumbers(a.numbers, b.numbers);
  const candidate = a.candidate === b.candidate ? 0 : Math.sign(a.candidate - b.candidate);
  const appended = a.rest.length > 0 && b.rest.length > 0 ? compareNumbers(a.rest, b.rest) : 0;
  const order = [upstream, candidate, appended].find((difference) => difference !== 0) ?? 0;
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

/** The newest of `candidates` that is older than each of `affected`; undefined where there is none, or nothing is affected. */
export function lastBefore(affected: readonly string[], candidates: readonly string[]): string | undefined {
  if (affected.length === 0) return undefined;
  const older = candidates.filter((candidate) => affected.every((each) => compareReleases(candidate, each) === -1));
  return older.reduce<string | undefined>(
    (best, each) => (best === undefined || compareReleases(each, best) === 1 ? each : best),
    undefined,
  );
}

/** True where `release` is `since` or newer. What cannot be compared counts as newer: better one alert too many. */
export function isAtOrAbove(release: string, since: string): boolean {
  return (compareReleases(release, since) ?? 0) >= 0;
}

/** Whether it begins as a kernel release does: what can't be compared decides nothing. */
export function isKernelRelease(text: string): boolean {
  return parseRelease(text) !== undefined;
}
