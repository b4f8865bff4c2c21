import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { destination, filterLines, restraintLines } from '../../../../clients/web/src/logic/alert-routes.ts';
import { tokenState } from '../../../../clients/web/src/logic/hosts.ts';
import {
  keepViews,
  savedViews,
  spanOf,
  VIEWS,
  withoutView,
  withSpan,
  withView,
} from '../../../../clients/web/src/logic/views.ts';
import { changeWords } from '../../../../shared/domain/alert-routes/difference.ts';
import { AlertRoute } from '../../../../shared/contract/alert-routes.ts';
import { drawn, seen } from '../../../support/drawn.ts';
import { parseSearch } from '../../../../shared/contract/crash-search.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

describe('views', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };

  it('are kept under their names, the latest in front', () => {
    const mine = { name: 'mine', q: 'owner:rae', sort: 'hosts' } as const;
    keepViews(storage, withView(withView([], mine), { ...mine, name: 'other' }));
    expect(savedViews(storage).map(({ name }) => name)).toEqual(['other', 'mine']);
    expect(withView(savedViews(storage), { ...mine, q: 'ext4' })).toEqual([
      { ...mine, q: 'ext4' },
      { ...mine, name: 'other' },
    ]);
    expect(withoutView(savedViews(storage), 'mine')).toHaveLength(1);
  });

  it.each(['{', '7', '[{"name":"x"}]', '[{"name":"x","q":"","sort":"banana"}]', '[null]'])(
    'are none where the browser keeps %j',
    (text) => {
      expect(savedViews({ getItem: () => text })).toEqual([]);
    },
  );

  it('stand nothing in the way of a browser that keeps nothing', () => {
    const refusing = () => {
      throw new Error('denied');
    };
    expect(savedViews({ getItem: refusing })).toEqual([]);
    expect(() => {
      keepViews({ setItem: refusing }, []);
    }).not.toThrow();
  });

  it('that are there for all are searches that are understood', () => {
    for (const { q } of VIEWS) expect(parseSearch(q).problems).toEqual([]);
  });
});

describe('the span of a search', () => {
  it.each([
    ['', '7d', 'seen:7d'],
    ['ext4', '24h', 'seen:24h ext4'],
    ['seen:7d ext4 seen:1h', '24h', 'seen:24h ext4'],
    ['kind:bug OR ext4', '7d', 'seen:7d kind:bug OR seen:7d ext4'],
    ['"seen:7d OR" ext4', '24h', 'seen:24h "seen:7d OR" ext4'],
    ['seen:7d ext4 OR seen:7d xfs', '', 'ext4 OR xfs'],
  ])('of %j for %j is %j', (q, span, expected) => {
    expect(withSpan(q, span)).toBe(expected);
    expect(spanOf(expected)).toBe(span);
  });

  it.each([
    ['ext4 seen:"7d"', '7d'],
    ['Seen:24h', '24h'],
    ['ext4 OR seen:2026-11-23..2026-11-24 xfs', '2026-11-23..2026-11-24'],
    ['-seen:7d "seen:1h" unseen:2h', ''],
  ])('of %j is %j, as the search reads it', (q, span) => {
    expect(spanOf(q)).toBe(span);
    expect(spanOf(withSpan(q, ''))).toBe('');
  });

  it('is found again, whatever else is searched', () => {
    const word = fc.constantFrom('ext4', 'OR', '"a b"', '"OR', 'seen:1h', '-kind:bug', '"seen:2d"');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.constantFrom('24h', '7d'), (words, span) => {
        expect(spanOf(withSpan(words.join(' '), span))).toBe(span);
      }),
    );
  });
});

describe('a host’s token', () => {
  const host = { host: 'a', enrolledAt: '2026-11-01T00:00:00.000Z', enrolledBy: 'ada' };
  it.each([
    ['2027-11-23T12:00:00.000Z', undefined, 'good for 365 days', false],
    ['2026-11-30T12:00:00.000Z', undefined, 'good for 7 days', true],
    ['2026-11-24T13:00:00.000Z', undefined, 'good for 1 day', true],
    ['2026-11-23T13:00:00.000Z', undefined, 'expires today', true],
    ['2026-11-23T11:00:00.000Z', undefined, 'expired', true],
    ['2027-11-23T12:00:00.000Z', '2026-11-02T00:00:00.000Z', 'revoked', true],
    // It was enrolled again since.
    ['2027-11-23T12:00:00.000Z', '2026-10-02T00:00:00.000Z', 'good for 365 days', false],
  ])('until %s, revoked %s, is %s', (tokenExpiresAt, revokedAt, words, alarming) => {
    const revoked = revokedAt === undefined ? {} : { revokedAt };
    expect(tokenState({ ...host, tokenExpiresAt, ...revoked }, NOW)).toEqual({ words, alarming });
  });
});

describe('a change of alert routes', () => {
  it.each([
    [{ added: ['a'], removed: ['b', 'c'], changed: [] }, 'added a; removed b, c'],
    [{ added: [], removed: [], changed: [{ name: 'd', fields: ['enabled', 'when'] }] }, 'changed d (enabled, when)'],
    [{ added: [], removed: [], changed: [] }, 'set them again as they were'],
  ])('%j is %j', (change, words) => {
    expect(changeWords(change)).toBe(words);
  });

  it('is drawn as text, and so is what failed; nothing is said to have failed where nothing has', async () => {
    const change = { at: '2026-11-23T02:00:00.000Z', by: '<b>ada</b>', added: ['x'], removed: [], changed: [] };
    const changes = await drawn('screens/alert-routes', 'Changes', { changes: [change] });
    expect(changes).not.toContain('<b>');
    expect(seen(changes)).toContain('<b>ada</b> added x');
    const failure = { route: 'chat', at: '2026-11-23T02:00:00.000Z', reason: 'answered 500' };
    expect(seen(await drawn('screens/alert-routes', 'Failures', { failures: [failure] }))).toContain('answered 500');
    expect(seen(await drawn('screens/alert-routes', 'Failures', { failures: [] }))).toContain('Every route took');
  });
});

describe('an alert route', () => {
  it('is said in words, and its secret never', () => {
    const route = AlertRoute.parse({
      ...{ name: 'chat', type: 'slack', secret: 'purgatory/slack', channel: '#kernel', maxPerHour: 5 },
      when: { tags: ['storage'], words: ['NEW'], minimumSeverity: 'error' },
      quiet: { from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' },
    });
    expect(filterLines(route)).toEqual(['is NEW', 'tags storage', 'error and graver']);
    expect(restraintLines(route)).toEqual([
      'quiet 22:00 to 06:00 Europe/Berlin, but for critical',
      'at most 5 an hour',
    ]);
    expect(destination(route)).toBe('Slack, #kernel');
    expect(filterLines({})).toEqual([]);
  });
});
