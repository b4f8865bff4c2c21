import { describe, expect, it } from '@jest/globals';
import { compareCrashes, evidenceOf } from '../../../../../shared/domain/crash/evidence.ts';
import type { CrashEvidence } from '../../../../../shared/domain/crash/evidence.ts';

const word = (digest: string, stamped = true) => ({ digest, stamped });
const KEY = '1764468000-6.12.117';
const none: CrashEvidence = { words: [] };
const by = (crashKey: string, ...words: CrashEvidence['words']): CrashEvidence => ({
  ...evidenceOf({ crashKey }),
  words,
});
const logOf = (...words: CrashEvidence['words']): CrashEvidence => ({ words });

/** The table of docs/adr/0018-which-uploads-are-of-one-crash.md, row by row. */
const TABLE: readonly (readonly [
  row: string,
  a: CrashEvidence,
  b: CrashEvidence,
  verdict: string,
  reason: string | undefined,
])[] = [
  ['two crash times', by('1-6.12', word('a')), by('2-6.12', word('a')), 'different', 'crash time'],
  [
    'two releases',
    { release: '6.1', words: [word('a')] },
    { release: '6.12', words: [word('a')] },
    'different',
    'release',
  ],
  [
    'two build-ids',
    { buildId: 'aa', words: [word('a')] },
    { buildId: 'bb', words: [word('a')] },
    'different',
    'build-id',
  ],
  ['two keys of a client of its own', by('first', word('a')), by('second', word('a')), 'different', 'key'],
  ['one last line with its time', by(KEY, word('a'), word('b')), logOf(word('b')), 'same', 'last words'],
  ['last lines of their own, one crash time', by(KEY, word('a')), by(KEY, word('b')), 'different', 'last words'],
  [
    'last lines without a time, which differ',
    by(KEY, word('a', false)),
    by(KEY, word('b', false)),
    'different',
    'last words',
  ],
  ['one key, one log cut short', by(KEY), by(KEY, word('a')), 'same', 'key'],
  ['one key, no log at all', by(KEY), by(KEY), 'same', 'key'],
  ['one key of a clock that was never set', by('37-6.12'), by('37-6.12', word('a')), 'suggested', undefined],
  ['one time of a clock that was never set', by('946684800'), by('946684800-6.12'), 'suggested', undefined],
  ['one crash time, one release not known', by('1764468000'), by(KEY), 'same', 'crash time'],
  [
    'one last line without a time, and nothing else',
    logOf(word('a', false)),
    logOf(word('a', false)),
    'suggested',
    undefined,
  ],
  ['one build-id and nothing else', { ...none, buildId: 'aa' }, { ...none, buildId: 'aa' }, 'suggested', undefined],
  ['nothing', none, none, 'suggested', undefined],
];

describe('compareCrashes', () => {
  it.each(TABLE)('%s', (_row, a, b, verdict, reason) => {
    const expected = { verdict, ...(reason === undefined ? {} : { by: reason }) };
    expect(compareCrashes(a, b)).toEqual(expected);
    expect(compareCrashes(b, a)).toEqual(expected);
  });
});

describe('evidenceOf', () => {
  it('reads the crash time out of the key, and a digest of the log out of a key made of one', () => {
    const digest = 'ab'.repeat(16);
    expect(evidenceOf({ crashKey: KEY })).toMatchObject({
      crashKey: KEY,
      crashTime: 1_764_468_000,
      release: '6.12.117',
    });
    expect(evidenceOf({ crashKey: `log-${digest}` })).toEqual({ words: [word(digest)] });
    expect(evidenceOf({ crashKey: KEY, logKey: digest }).words).toEqual([word(digest)]);
    expect(evidenceOf({})).toEqual(none);
  });
});
