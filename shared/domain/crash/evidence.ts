/**
 * What is known of the crash that an upload is of, and whether two uploads are of one crash. docs/adr/0018 holds the table, row by row.
 */
import type { LastWord } from './last-words.ts';

export interface CrashEvidence {
  /** What the host calls the crash: `<CRASHTIME>-<release>`, or a key of a client's own. A key `log-…` only repeats the log's digest. */
  readonly crashKey?: string | undefined;
  /** Seconds since 1970, as the kernel noted it for the crash kernel (CRASHTIME in VMCOREINFO). */
  readonly crashTime?: number | undefined;
  readonly release?: string | undefined;
  readonly buildId?: string | undefined;
  /** Lines in which the kernel gave up, from all logs of it. */
  readonly words: readonly LastWord[];
}

/** `suggested`: nothing proves it, nothing speaks against it: they are counted as two. */
type Verdict =
  | { readonly verdict: 'same'; readonly by: 'last words' | 'key' | 'crash time' }
  | { readonly verdict: 'different'; readonly by: 'crash time' | 'release' | 'build-id' | 'key' | 'last words' }
  | { readonly verdict: 'suggested' };

const SAME_CRASH_TIME = /^(\d{1,12})(?:-(.{1,128}))?$/;
const LOG_KEY = /^log-([0-9a-f]{32})$/;

/** What an upload says of itself before its log was read. */
export function evidenceOf(upload: {
  readonly crashKey?: string | undefined;
  readonly logKey?: string | undefined;
  readonly kernelRelease?: string | undefined;
  readonly buildId?: string | undefined;
}): CrashEvidence {
  const { crashKey, kernelRelease, buildId } = upload;
  const inKey = SAME_CRASH_TIME.exec(crashKey ?? '');
  const logKey = upload.logKey ?? LOG_KEY.exec(crashKey ?? '')?.[1];
  const ofLog = crashKey?.startsWith('log-') === true;
  return {
    ...(crashKey === undefined || ofLog ? {} : { crashKey }),
    ...optional('crashTime', crashTimeIn(crashKey)),
    ...optional('release', kernelRelease ?? inKey?.[2]),
    ...optional('buildId', buildId),
    words: logKey === undefined ? [] : [{ digest: logKey, stamped: true }],
  };
}

/** CRASHTIME in the key that a host made of it: seconds since 1970. */
export function crashTimeIn(crashKey: string | undefined): number | undefined {
  const seconds = SAME_CRASH_TIME.exec(crashKey ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** Whether two uploads of one host are of one crash. Symmetric. What disproves goes before what proves. */
export function compareCrashes(a: CrashEvidence, b: CrashEvidence): Verdict {
  if (differ(a.crashTime, b.crashTime)) return { verdict: 'different', by: 'crash time' };
  if (differ(a.release, b.release)) return { verdict: 'different', by: 'release' };
  if (differ(a.buildId, b.buildId)) return { verdict: 'different', by: 'build-id' };
  if (differ(a.crashKey, b.crashKey) && !isOneTime(a, b)) return { verdict: 'different', by: 'key' };
  const shared = a.words.filter(({ digest }) => b.words.some((other) => other.digest === digest));
  if (shared.some(({ stamped }) => stamped)) return { verdict: 'same', by: 'last words' };
  // Each kernel gave up in words of its own. A log without any was cut short, or its kernel said nothing.
  if (shared.length === 0 && a.words.length > 0 && b.words.length > 0) {
    return { verdict: 'different', by: 'last words' };
  }
  // A clock that starts anew with each boot says the same of many crashes.
  if (a.crashTime !== undefined && a.crashTime * 1000 < EARLIEST_MS) return { verdict: 'suggested' };
  if (a.crashKey !== undefined && a.crashKey === b.crashKey) return { verdict: 'same', by: 'key' };
  if (isOneTime(a, b)) return { verdict: 'same', by: 'crash time' };
  return { verdict: 'suggested' };
}

/** A host whose clock starts at 1970 or at its firmware's date did not crash then. */
export const EARLIEST_MS = Date.parse('2010-01-01T00:00:00Z');

function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** A key with the release and one without are of one time. */
function isOneTime(a: CrashEvidence, b: CrashEvidence): boolean {
  return a.crashTime !== undefined && a.crashTime === b.crashTime;
}

/** What both know together; `first` is believed where they differ. */
export function joinEvidence(first: CrashEvidence, second: CrashEvidence): CrashEvidence {
  return { ...second, ...first, words: joinWords(first.words, second.words) };
}

const MAX_WORDS = 24;

export function joinWords(first: readonly LastWord[], second: readonly LastWord[]): LastWord[] {
  const words = new Map([...first, ...second].map((word) => [word.digest, word]));
  return [...words.values()].slice(0, MAX_WORDS);
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}
