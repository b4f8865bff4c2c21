/** Which route takes which news, and when. */
import type { AlertFilter, AlertSeverity, QuietHours } from '../../shared/contract/alert-routes.ts';
import { AlertSeverity as Severities } from '../../shared/contract/alert-routes.ts';
import type { PanicKind } from '../../shared/contract/triage.ts';
import { goesOn } from '../../shared/domain/crash/weight.ts';
import type { News } from './news.ts';

/** Asked for, or nothing of the kernel's. */
const INFO_KINDS: ReadonlySet<PanicKind> = new Set(['none', 'sysrq']);

export function severityOf({ word, crash }: Pick<News, 'word' | 'crash'>): AlertSeverity {
  switch (word) {
    case 'UNSIGNED KERNEL':
    case 'REVOKED KERNEL':
    case 'MEMORY CHANGED':
    case 'LOOPING':
    case 'FATAL':
      return 'critical';
    case 'SPIKING':
    case 'REGRESSED':
    case 'NEW':
      if (INFO_KINDS.has(crash.kind)) return 'info';
      // A machine that is dead is no warning, whatever its last report was called.
      if (goesOn(crash.kind) && crash.fatal !== true && crash.panicked !== true) return 'warning';
      return word === 'NEW' ? 'error' : 'critical';
  }
}

export function isAtLeast(severity: AlertSeverity, minimum: AlertSeverity): boolean {
  return Severities.options.indexOf(severity) >= Severities.options.indexOf(minimum);
}

/** @param tags of the hosts that the news names */
export function admits(when: AlertFilter | undefined, news: News, tags: ReadonlySet<string> = new Set()): boolean {
  if (when === undefined) return true;
  const { words, kinds, hosts, kernels, subsystems, owners, minimumSeverity } = when;
  const { subsystem, owner } = news.crash;
  return (
    (when.tags?.some((tag) => tags.has(tag)) ?? true) &&
    (words === undefined || words.includes(news.word)) &&
    (kinds === undefined || kinds.includes(news.crash.kind)) &&
    (hosts === undefined || news.crash.hosts.some((host) => hosts.some((pattern) => matches(pattern, host)))) &&
    (kernels === undefined ||
      news.crash.kernels.some((kernel) => kernels.some((pattern) => matches(pattern, kernel)))) &&
    fitsOne(subsystems, subsystem === undefined ? [] : [subsystem]) &&
    fitsOne(owners, owner?.split(' ') ?? []) &&
    (minimumSeverity === undefined || isAtLeast(severityOf(news), minimumSeverity))
  );
}

/** Unknown fits no pattern. */
function fitsOne(patterns: readonly string[] | undefined, values: readonly string[]): boolean {
  return patterns === undefined || values.some((value) => patterns.some((pattern) => matches(pattern, value)));
}

/**
 * `*` and `?` as in a shell, without regard to case. In time proportional to both lengths at worst: a pattern is remembered
 * only up to its last star.
 */
export function matches(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let read = 0;
  let star = -1;
  let resume = 0;
  while (read < given.length) {
    const sign = wanted[at];
    if (sign === '*') {
      star = at++;
      resume = read;
    } else if (sign !== undefined && (sign === '?' || sign === given[read])) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      at = star + 1;
      read = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}

/** Whether `now` lies within the quiet hours, by the clock on their wall; they may pass midnight. */
export function isQuiet(quiet: QuietHours | undefined, now: Date): boolean {
  if (quiet === undefined) return false;
  const { from, to, timeZone } = quiet;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const time = clock.format(now);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
