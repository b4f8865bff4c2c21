/** `--since` and `--until` as terms of the search: the service has one language for it. */
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { spanMs } from '../../../shared/contract/crash-search.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_DAY = '1970-01-01';
const LAST_DAY = '9999-12-30';

const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));
const isSpan = (text: string): boolean => spanMs(text) !== undefined;
const noTime = (): Error => new InvalidArgumentError('It must be a span like 24h or 7d, or a day like 2026-11-23.');

/** `24h`, `7d`, or a day, which is included. @throws {InvalidArgumentError} */
export function since(text: string): string {
  if (isSpan(text)) return `seen:${text}`;
  if (isDay(text)) return `seen:${text}..${LAST_DAY}`;
  throw noTime();
}

/** When that was, in milliseconds since 1970. @throws {InvalidArgumentError} */
export function sinceMs(text: string, now: Date): number {
  const span = spanMs(text);
  if (span !== undefined) return now.getTime() - span;
  if (isDay(text)) return Date.parse(text);
  throw noTime();
}

/** A day, which is included, or so long ago at least. @throws {InvalidArgumentError} */
export function until(text: string): string {
  if (isSpan(text)) return `-seen:${text}`;
  if (isDay(text)) return `seen:${FIRST_DAY}..${text}`;
  throw new InvalidArgumentError('It must be a day like 2026-11-23, or a span like 24h: not within that time.');
}

/** `terms` hold beside each alternative of a search. */
export function withTerms(search: string | undefined, terms: readonly string[]): string | undefined {
  if (terms.length === 0) return search;
  const all = terms.join(' ');
  if (search === undefined) return all;
  // An OR between quotes is a word of them.
  return `${all} ${search.replace(/"[^"]*"|(?<=^|\s)OR(?=\s|$)/g, (word) => (word === 'OR' ? `OR ${all}` : word))}`;
}
