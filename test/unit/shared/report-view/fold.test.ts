import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Frame } from '../../../../shared/contract/report.ts';
import { foldFrames } from '../../../../shared/report-view/fold.ts';

const frame = (symbol: string, reliable = true): Frame => ({
  address: '0xffffffff81000000',
  symbol,
  offset: 1,
  reliable,
});
const frames = (words: string): Frame[] => words.split(' ').map((word) => frame(word));
const fold = (given: readonly Frame[], options: Parameters<typeof foldFrames>[1] = {}): string =>
  foldFrames(given, options)
    .flatMap((each) => {
      switch (each.kind) {
        case 'frames':
          return given.slice(each.first, each.first + each.count).map(({ symbol }) => symbol ?? '');
        case 'repeats':
          return [`(${String(each.frames)}x${String(each.times)})`];
        case 'folded':
          return [`[${String(each.count)}]`];
      }
    })
    .join(' ');
const isDull = ({ symbol }: Frame): boolean => symbol === 'panic' || symbol === 'die';

describe('foldFrames', () => {
  it.each([
    ['a b c', 'a b c'],
    ['a a b', 'a a b'],
    ['a a a b', 'a (1x3) b'],
    ['x f g f g f g y', 'x f g (2x3) y'],
    ['f f f f f f f f f f f f f f f f f f f f f f f f f f f f', 'f (1x28)'],
    ['panic die f g', '[2] f g'],
    ['panic f g', 'panic f g'],
    ['panic die', 'panic die'],
  ])('of %s shows %s', (given, expected) => {
    expect(fold(frames(given), { isDull })).toBe(expected);
  });

  it('folds what is further out than asked for, and counts a ring once', () => {
    expect(fold(frames('a b c d e'), { most: 2 })).toBe('a b [3]');
    expect(fold(frames('a a a a b c'), { most: 2 })).toBe('a (1x4) b [1]');
  });

  it('does not begin at a guess', () => {
    expect(fold([frame('panic'), frame('die'), frame('guess', false), frame('f')], { isDull })).toBe('[3] f');
  });

  it('accounts for every frame, whatever the trace', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'panic', 'die'), { maxLength: 60 }),
        fc.nat(20),
        (names, most) => {
          const shown = foldFrames(
            names.map((name) => frame(name)),
            { isDull, most: most + 1 },
          );
          const ends = shown.map(({ first, count }) => first + count);
          expect(shown.map(({ first }) => first)).toEqual([0, ...ends].slice(0, shown.length));
          expect(ends.at(-1) ?? 0).toBe(names.length);
        },
      ),
    );
  });
});
