import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { show } from '../../../../clients/cli/format.ts';
import { oneLine, safeJson, safeText } from '../../../../shared/render/safe-text.ts';
import { tries } from '../../../support/thorough.ts';

/** What a terminal acts on, or what reorders and hides text; by code points, as no line of these tests may hold them. */
const isUnsafe = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  const ranges = [
    ...[
      [0, 0x1f],
      [0x7f, 0x9f],
      [0xad, 0xad],
      [0x61c, 0x61c],
      [0x200b, 0x200f],
      [0x2028, 0x202e],
    ],
    ...[
      [0x2060, 0x206f],
      [0xd800, 0xdfff],
      [0xfeff, 0xfeff],
      [0xe0000, 0xe007f],
    ],
  ] as const;
  return ranges.some(([first = 0, last = 0]) => code >= first && code <= last);
};
const unsafeIn = (text: string): string[] => Array.from(text).filter(isUnsafe);

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b]0;x\u0007',
        '\u009b2J',
        '\u0090',
        '\u007f',
        '\u202e',
        '\u2028',
        '\u{e0041}',
        '\ud800',
        '"',
        '\\',
      ),
      fc.string({ unit: 'binary' }),
    ),
  )
  .map((parts) => parts.join(''));

describe('safeText', () => {
  it('leaves nothing that a terminal acts on, of whatever text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(unsafeIn(safeText(text))).toEqual([]);
        expect(unsafeIn(safeText(text, { lines: true })).every((character) => character === '\n')).toBe(true);
      }),
      { numRuns: tries(200, 5000) },
    );
  });
});

describe('oneLine', () => {
  it('puts one space where lines end, and takes the white space there with it', () => {
    const parts = fc.array(fc.constantFrom('a', 'b c', ' ', '\t', '\n', '\r\n'), { maxLength: 12 });
    fc.assert(
      fc.property(parts, (drawn) => {
        const text = drawn.join('');
        expect(oneLine(text)).toBe(text.replaceAll(/\s*\n\s*/g, ' '));
      }),
      { numRuns: tries(300, 5000) },
    );
  });

  it('takes no longer than the text is long, of white space that no line feed follows', () => {
    const text = `${'\t'.repeat(5_000_000)}x`;
    expect(oneLine(text)).toBe(text);
  });
});

describe('safeJson', () => {
  it('is the same document, with nothing in it that a terminal acts on', () => {
    // Names of fields are written as texts are; V8 of Node 24.21 reads some of one escaped character back as a backslash.
    const values = fc.oneof(hostile, fc.array(hostile), fc.double({ noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.record({ name: hostile, value: values })), (value) => {
        const text = safeJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(unsafeIn(text)).toEqual([]);
        const indented = safeJson(value, 2);
        expect(JSON.parse(indented)).toEqual(JSON.parse(text));
        expect(unsafeIn(indented).every((character) => character === '\n')).toBe(true);
      }),
      { numRuns: tries(200, 5000) },
    );
  });

  it('writes names of fields so, too', () => {
    expect(safeJson({ '\u009b2J': { '\u202e': 1 } })).toBe('{"\\u009b2J":{"\\u202e":1}}');
  });

  it('is how the command line writes documents: a title can’t clear the screen by --json', () => {
    let written = '';
    const stdout = { write: (text: string) => ((written += text), true), isTTY: true };
    const context = { stdout, exitCode: 0, env: {} } as unknown as Parameters<typeof show>[0];
    show(context, { data: { title: '\u009b2J\u202e' }, text: () => '' }, { json: true });
    expect(written).toBe('{"title":"\\u009b2J\\u202e"}\n');
  });
});
