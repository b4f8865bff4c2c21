/** Which hosts are silent, and what is to be said of them. Pure. */
import type { Silence, SilenceChange } from '../../../../shared/contract/silences.ts';
import type { AuditEvent } from './audit.ts';
import { formatRoute } from './route.ts';
import { minute } from '../../../../shared/minute.ts';

const HOUR_MS = 3_600_000;

/** How long a silence may be asked for here, in hours. */
export const SILENCE_HOURS = [
  ['1', '1 hour'],
  ['24', '1 day'],
  ['168', '1 week'],
  ['720', '30 days'],
] as const;

export function silenceEnd(hours: number, now: Date): string {
  return new Date(now.getTime() + hours * HOUR_MS).toISOString();
}

/** `until 2026-11-30 12:00 UTC, by ada: a bad board` */
export function silenceText({ until, by, reason }: Pick<Silence, 'until' | 'by' | 'reason'>): string {
  return `until ${minute(until)} UTC, by ${by}: ${reason}`;
}

/** Those of `hosts` that are silent, each once. */
export function silentAmong(hosts: readonly string[], silences: readonly Silence[]): Silence[] {
  const named = new Set(hosts);
  return silences.filter(({ host }) => named.has(host));
}

export function eventOfSilence({ at, by, host, what, until, reason }: SilenceChange): AuditEvent {
  const end = until === undefined ? '' : ` until ${minute(until)} UTC`;
  return {
    ...{ at, by, kind: 'silence', about: host, href: formatRoute({ screen: 'hosts', id: host }) },
    what: what === 'silenced' ? `silenced a host${end}` : 'ended a silence',
    ...(reason === undefined ? {} : { comment: reason }),
  };
}
