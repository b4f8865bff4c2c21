import { describe, expect, it } from '@jest/globals';
import type { ImageRecord } from '../../../../shared/contract/images.ts';
import { newsFirst } from '../../../../clients/web/src/logic/crash-news.ts';
import { newsOf } from '../../../../shared/contract/crash-states.ts';
import { releaseTable } from '../../../../clients/web/src/logic/fleet.ts';
import { perSecond, seconds } from '../../../../clients/web/src/logic/format.ts';
import {
  keyStanding,
  readCheckpoint,
  splitWaiting,
  targetOf,
  targetText,
} from '../../../../clients/web/src/logic/signing.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');

describe('splitWaiting', () => {
  it('tells what the reader may decide on from the rest', () => {
    const image = (id: string, yourDecision?: ImageRecord['yourDecision']) => ({ id, yourDecision }) as ImageRecord;
    const images = [image('a', { allowed: false, reason: 'own' }), image('b', { allowed: true }), image('c')];
    const { mine, others } = splitWaiting(images);
    expect([mine.map(({ id }) => id), others.map(({ id }) => id)]).toEqual([['b'], ['a', 'c']]);
  });
});

describe('keyStanding', () => {
  it.each([
    ['2020-01-01T00:00:00.000Z', '2026-11-23T11:59:59.000Z', 'expired'],
    ['2020-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', 'expires soon'],
    ['2020-01-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z', 'good'],
    ['2027-01-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z', 'not yet valid'],
  ])('of a certificate from %s to %s is: %s', (notBefore, notAfter, word) => {
    expect(keyStanding({ notBefore, notAfter }, NOW).word).toBe(word);
  });
});

describe('readCheckpoint', () => {
  it('reads origin, size and root, and nothing of what is no checkpoint', () => {
    expect(readCheckpoint('example.org/log\n12\nAAAA\n\n— example.org/log BBBB\n')).toEqual({
      origin: 'example.org/log',
      size: 12,
      root: 'AAAA',
    });
    for (const note of ['', 'a\nb\nc\n', 'a\n1\n', '\n1\nx']) expect(readCheckpoint(note)).toBeUndefined();
  });
});

describe('targetOf', () => {
  it('makes of what was typed what the API takes', () => {
    expect(targetOf('sbat', ' linux ', '2')).toEqual({ kind: 'sbat', component: 'linux', generation: 2 });
    expect(targetText(targetOf('build-id', 'abcd', ''))).toBe('build-id abcd');
  });
});

describe('releaseTable', () => {
  it('has a column a release, the newest first, with holes where a row has no figure', () => {
    const rows = [
      { name: 'f', releases: [{ release: '2', v: 1 }] },
      {
        name: 'g',
        releases: [
          { release: '3', v: 2 },
          { release: '2', v: 3 },
        ],
      },
    ];
    const table = releaseTable(rows, (a, b) => Number(a) - Number(b));
    expect(table.releases).toEqual(['3', '2']);
    expect(table.rows.map(({ cells }) => cells.map((cell) => cell?.v))).toEqual([
      [undefined, 1],
      [2, 3],
    ]);
  });
});

describe('news', () => {
  const open = { state: 'open' as const, since: NOW.toISOString() };
  const old = '2026-01-01T00:00:00.000Z';

  it('is what was first seen today or regressed, and what nobody has taken on', () => {
    expect(newsOf({ status: open, firstSeen: NOW.toISOString() }, NOW)).toBe('new');
    expect(newsOf({ status: { ...open, regressed: true }, firstSeen: old }, NOW)).toBe('regressed');
    expect(newsOf({ status: open, firstSeen: old }, NOW)).toBeUndefined();
    const taken = { state: 'acknowledged' as const, since: NOW.toISOString(), by: 'rae' };
    expect(newsOf({ status: taken, firstSeen: NOW.toISOString() }, NOW)).toBeUndefined();
  });

  it('stands on top, and leaves the order else', () => {
    const groups = [
      { id: 1, status: open, firstSeen: old },
      { id: 2, status: open, firstSeen: old },
      { id: 3, status: open, firstSeen: NOW.toISOString() },
    ];
    expect(newsFirst(groups, NOW).map(({ id }) => id)).toEqual([3, 1, 2]);
  });
});

describe('rates and seconds', () => {
  it('have the digits that matter', () => {
    expect([perSecond(0.5212), perSecond(99.4), perSecond(4_294_967)]).toEqual(['0.52/s', '99/s', '4,294,967/s']);
    expect([seconds(2.44), seconds(59.9), seconds(61)]).toEqual(['2.4 s', '59.9 s', '1 min 1 s']);
  });
});
