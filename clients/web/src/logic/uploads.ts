/** What became of an upload, in words, and which of them are listed. Pure: `now` is always passed in. */
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';

export interface Standing {
  readonly words: string;
  /** Somebody should look: it was given up, or can't be read. */
  readonly alarming: boolean;
  /** Why, where it is alarming. */
  readonly reason?: string;
}

const NO_REASON = 'no reason was given';

export function standingOf({ state, analysis, logOnly, reason }: DumpDetail): Standing {
  if (state === 'aborted') return { words: 'given up', alarming: true, reason: reason ?? NO_REASON };
  if (analysis === 'unreadable') return { words: 'can’t be read', alarming: true, reason: reason ?? NO_REASON };
  if (state === 'open') return { words: 'arriving', alarming: false };
  if (state === 'complete') return { words: 'sent, being put together', alarming: false };
  return { words: logOnly === true ? 'log kept' : 'kept', alarming: false };
}

/** What can be asked for: a name in the address, how it is called, and what the API is asked. */
export const STANDINGS = [
  ['', 'any', {}],
  ['arriving', 'arriving', { state: 'open' }],
  ['complete', 'being put together', { state: 'complete' }],
  ['kept', 'kept', { state: 'sealed' }],
  ['aborted', 'given up', { state: 'aborted' }],
  ['unreadable', 'can’t be read', { analysis: 'unreadable' }],
] as const satisfies readonly (readonly [string, string, Readonly<Record<string, string>>])[];

const HOUR_MS = 3_600_000;

/** Spans of time: a name in the address, how it is called, how long it is. */
export const UPLOAD_SPANS = [
  ['1h', 'within an hour', HOUR_MS],
  ['24h', 'within a day', 24 * HOUR_MS],
  ['7d', 'within a week', 7 * 24 * HOUR_MS],
  ['30d', 'within 30 days', 30 * 24 * HOUR_MS],
] as const;

/**
 * Those that began within a span; all where none is asked for.
 *
 * @returns `isOver`: one is older, and so is whatever comes after it: the newest come first
 */
export function withinSpan(
  dumps: readonly DumpDetail[],
  span: string | undefined,
  now: Date,
): { readonly dumps: readonly DumpDetail[]; readonly isOver: boolean } {
  const length = UPLOAD_SPANS.find(([name]) => name === span)?.[2];
  if (length === undefined) return { dumps, isOver: false };
  const late = dumps.filter(({ createdAt }) => Date.parse(createdAt) >= now.getTime() - length);
  return { dumps: late, isOver: late.length < dumps.length };
}
