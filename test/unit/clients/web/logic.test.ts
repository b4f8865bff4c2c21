import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completions } from '../../../../clients/web/src/logic/completion.ts';
import { matches } from '../../../../shared/contract/wildcard.ts';
import { ago } from '../../../../clients/web/src/logic/format.ts';
import { formatRoute, parseRoute, SCREENS } from '../../../../clients/web/src/logic/route.ts';
import { sparkPoints } from '../../../../clients/web/src/logic/trend.ts';
import { sliceRows } from '../../../../clients/web/src/logic/virtual-list.ts';

describe('parseRoute', () => {
  it('reads what formatRoute wrote, whatever the id and the parameters hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCREENS),
        fc.string({ minLength: 1 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string({ minLength: 1 })),
        (screen, id, query) => {
          expect(parseRoute(formatRoute({ screen, id, query }))).toEqual({ screen, id, query });
        },
      ),
    );
  });

  it('leads home from an empty address, and nowhere from one that it does not know', () => {
    expect(parseRoute('#/nowhere/x?y=z').screen).toBe('nowhere');
    expect(parseRoute('#/%zz').screen).toBe('nowhere');
    expect(parseRoute('#/').screen).toBe('crashes');
    expect(parseRoute('').screen).toBe('crashes');
  });

  it('keeps an empty parameter only where it means something', () => {
    expect(formatRoute({ screen: 'crashes', query: { q: '' } })).toBe('#/crashes');
    expect(parseRoute(formatRoute({ screen: 'crashes', query: { q: '' }, keepEmpty: true })).query).toEqual({ q: '' });
  });
});

describe('completions', () => {
  const keys = ['state', 'seen', 'host', 'owner'];
  const values = { state: ['open', 'resolved'], owner: ['none', 'storage team'] };
  const labels = (text: string): string[] => completions(text, keys, values).map(({ label }) => label);

  it.each([
    ['s', ['state:', 'seen:']],
    ['-S', ['state:', 'seen:']],
    ['ext4 ho', ['host:']],
    ['state:', ['open', 'resolved']],
    ['x -state:re', ['resolved']],
    ['state:open', []],
    ['host:fs', []],
    ['', []],
    ['state:open ', []],
    ['"stat', []],
    ['zzz', []],
  ])('of %s are %j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it('replace the last word alone, and quote a value with spaces', () => {
    expect(completions('state:open -ow', keys, values)[0]?.text).toBe('state:open -owner:');
    expect(completions('x owner:sto', keys, values)[0]?.text).toBe('x owner:"storage team" ');
  });
});

describe('matches', () => {
  it.each([
    ['fs-*', 'fs-17.eu', true],
    ['*.eu', 'fs-17.eu', true],
    ['fs-*.us', 'fs-17.eu', false],
    ['ab*ba', 'aba', false],
    ['6.12', 'v6.12.1', true],
    ['*', '', true],
  ])('%s against %s is %s', (pattern, value, expected) => {
    expect(matches(pattern, value)).toBe(expected);
  });
});

describe('ago', () => {
  it('has one figure', () => {
    expect(ago('2026-01-01T00:00:00Z', new Date('2026-01-01T00:03:05Z'))).toBe('3 min ago');
    expect(ago('2026-01-01T00:00:00Z', new Date('2026-01-10T00:00:00Z'))).toBe('1 w ago');
    expect(ago('2026-01-01T00:03:00Z', new Date('2026-01-01T00:00:00Z'))).toBe('in 3 min');
  });
});

describe('sparkPoints', () => {
  const heights = (values: number[], most: number) =>
    sparkPoints(values, 10, 20, most)
      .split(' ')
      .map((point) => 20 - Number(point.split(',')[1]));

  it('share one scale, on which few are still seen beside many', () => {
    expect(heights([0, 4, 16], 16)).toEqual([0, 10, 20]);
    expect(heights([1], 100)).toEqual([2]);
    expect(heights([0, 0], 0)).toEqual([0, 0]);
    expect(heights([9], 4)).toEqual([20]);
  });
});

describe('sliceRows', () => {
  it('never draws more than the viewport and its margins, and always covers the viewport', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(3_000_000), fc.integer({ min: 1, max: 2000 }), (rows, scrollTop, height) => {
        const slice = sliceRows(rows, 28, { scrollTop, height });
        expect(slice.end - slice.first).toBeLessThanOrEqual(Math.ceil(height / 28) + 26);
        expect(slice.first).toBeGreaterThanOrEqual(0);
        expect(slice.end).toBeLessThanOrEqual(rows);
      }),
    );
  });
});
