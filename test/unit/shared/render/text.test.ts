import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, html } from '../../../../shared/render/html/markup.ts';
import { safeText } from '../../../../shared/render/safe-text.ts';
import { columns, table, wrap } from '../../../../shared/render/text/table.ts';
import { bytes, duration, percent } from '../../../../shared/report-view/units.ts';

describe('safeText', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred', '\\x1b[31mred'],
    ['C1 controls', 'a\u009bb', 'a\\x9bb'],
    ['text that is reordered', 'a\u202eb', 'a\\u{202e}b'],
    ['a line feed', 'a\nb', 'a\\x0ab'],
    ['a tab', 'a\tb', 'a b'],
    ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['letters of any script', 'Ünïcödé 漢字 🙂', 'Ünïcödé 漢字 🙂'],
  ])('makes %s harmless', (_what, text, expected) => {
    expect(safeText(text)).toBe(expected);
  });

  it('keeps line feeds where lines are meant', () => {
    expect(safeText('a\r\nb\u0007\nc', { lines: true })).toBe('a\nb\\x07\nc');
  });

  it('leaves nothing that a terminal acts on, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex -- that is what is looked for
        expect(safeText(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('html', () => {
  it('escapes all that is put in, and only its own markup is taken as such', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${'"\'>'}">${[inner, 1, undefined, false, 'a&b']}</p>`.source).toBe(
      '<p title="&quot;&#39;&gt;"><b>&lt;i&gt;</b>1a&amp;b</p>',
    );
  });

  it('leaves no character that begins markup, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('table', () => {
  const rows = [{ a: 'x', b: 'long text that goes on and on', n: 7 }];
  const all = [
    { head: 'N', cell: (row: { n: number }) => String(row.n), right: true },
    { head: 'A', cell: (row: { a: string }) => row.a, dropOrder: 1 },
    { head: 'B', cell: (row: { b: string }) => row.b },
  ];

  it('aligns columns, leaves out what does not fit and cuts the last', () => {
    expect(table(rows, all, 80)).toEqual(['N  A  B', '7  x  long text that goes on and on']);
    expect(table(rows, all, 27)).toEqual(['N  B', '7  long text that goes on …']);
  });

  it('fills words into columns, and breaks text at spaces', () => {
    expect(columns(['aa', 'b', 'c'], 7)).toEqual(['aa  b', 'c']);
    expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
  });
});

describe('units', () => {
  it('say figures as people read them', () => {
    expect([bytes(0), bytes(1536), bytes(3 * 2 ** 40)]).toEqual(['0 B', '1.5 KiB', '3.0 TiB']);
    expect([duration(0.84), duration(65), duration(93_784), duration(3600)]).toEqual([
      '0.8 s',
      '1 min 5 s',
      '1 d 2 h',
      '1 h',
    ]);
    expect([percent(1, 3), percent(1, 0)]).toEqual(['33 %', '-']);
  });
});
