import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Frame } from '../../../../shared/contract/report.ts';
import { foldFrames } from '../../../../shared/report-view/fold.ts';
import type { Shown } from '../../../../shared/report-view/fold.ts';

const frame = (symbol: string, reliable = true): Frame => ({
  address: '0xffffffff81000000',
  symbol,
  offset: 1,
  reliable,
});
const frames = (words: string): Frame[] => words.split(' ').map((word) => frame(word));
const said = (shown: readonly Shown[]): string =>
  shown
    .map((each) =>
      each.kind === 'frame'
        ? (each.frame.symbol ?? '')
        : each.kind === 'repeats'
          ? `(${String(each.frames)}x${String(each.times)})`
          : `[${String(each.count)}]`,
    )
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
    expect(said(foldFrames(frames(given), { isDull }))).toBe(expected);
  });

  it('folds what is further out than asked for, and counts a ring once', () => {
    expect(said(foldFrames(frames('a b c d e'), { most: 2 }))).toBe('a b [3]');
    expect(said(foldFrames(frames('a a a a b c'), { most: 2 }))).toBe('a (1x4) b [1]');
  });

  it('does not begin at a guess', () => {
    expect(said(foldFrames([frame('panic'), frame('die'), frame('guess', false), frame('f')], { isDull }))).toBe(
      '[3] f',
    );
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
          const told = shown.map((each) =>
            each.kind === 'frame' ? 1 : each.kind === 'repeats' ? each.left : each.count,
          );
          expect(told.reduce((sum, count) => sum + count, 0)).toBe(names.length);
        },
      ),
    );
  });
});
