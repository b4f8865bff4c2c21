import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Prefilter, Words } from '../../../../shared/panic/prefilter.ts';

/** Where the first of the words ends at or after `from`, by looking for each. */
function naive(words: readonly string[], text: string, from: number): number {
  const ends = words
    .map((word) => [text.indexOf(word, from), word.length] as const)
    .filter(([at]) => at >= 0)
    .map(([at, length]) => at + length - 1);
  return ends.length === 0 ? text.length : Math.min(...ends);
}

const some = fc.string({ unit: fc.constantFrom('a', 'b', 'B', ':', ' '), minLength: 1, maxLength: 5 });

describe('the words of the prefilter', () => {
  it('are found where a search for each finds them', () => {
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 1, maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', 'B', ':', ' ', '\n'), maxLength: 60 }),
        fc.nat({ max: 60 }),
        (words, text, from) => {
          const bytes = Buffer.from(text, 'latin1');
          expect(new Words(words).endFrom(bytes, Math.min(from, bytes.length))).toBe(
            naive(words, text, Math.min(from, bytes.length)),
          );
        },
      ),
    );
  });

  it('may have more characters than there are classes: none is missed', () => {
    const words = Array.from({ length: 90 }, (_, i) => String.fromCharCode(0x21 + i).repeat(2));
    const automaton = new Words(words);
    for (const word of words) {
      const bytes = Buffer.from(`\u0080\u0081${word}\u0082`, 'latin1');
      expect({ word, end: automaton.endFrom(bytes, 0) }).toEqual({ word, end: 3 });
    }
  });

  it('are looked for once, however often the next is asked for', () => {
    const bytes = Buffer.from('a\nBUG:\nb\nBUG:\n');
    const prefilter = new Prefilter(new Words(['BUG:']), bytes);
    expect([0, 2, 7, 9, 14].map((from) => prefilter.nextFrom(from))).toEqual([5, 5, 12, 12, 14]);
  });
});
