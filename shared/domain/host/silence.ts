/** When a host is silent. Whatever is not known for certain is not silent: an alert too many does less harm than one that nobody gets. */
import { MAX_SILENCE_DAYS } from '../../contract/silences.ts';
import type { Silence } from '../../contract/silences.ts';
import { InputError } from '../../errors.ts';

const DAY_MS = 86_400_000;

/** A silence ends by itself, at its own time by the clock of the service. */
export function isInForce({ until }: Pick<Silence, 'until'>, now: Date): boolean {
  return Date.parse(until) > now.getTime();
}

/** Whether a host is silent now, by these silences. */
export function silencedBy(silences: readonly Pick<Silence, 'host' | 'until'>[], now: Date): (host: string) => boolean {
  const hosts = new Set(silences.filter((silence) => isInForce(silence, now)).map(({ host }) => host));
  return (host) => hosts.has(host);
}

/** @throws {InputError} for a time that is over, or too far away */
export function checkSilenceEnd(until: string, now: Date): void {
  const ms = Date.parse(until) - now.getTime();
  if (ms <= 0) throw new InputError('this is in the past', { field: 'until' });
  // A minute more: "30 days from now" was said before it arrived here.
  if (ms > MAX_SILENCE_DAYS * DAY_MS + 60_000) {
    throw new InputError(`a silence lasts ${MAX_SILENCE_DAYS} days at most: say it again then`, { field: 'until' });
  }
}
