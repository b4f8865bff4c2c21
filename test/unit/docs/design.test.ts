import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const TOP = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(TOP, path), 'utf8');
const page = read('docs/design.md');
const css = read('clients/web/src/style.css');
const found = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, one = '']) => one));

/** Roles with their colours, as a block of the style sheet declares them. */
const roles = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]));

describe('docs/design.md', () => {
  const [light = '', dark = ''] = css.split(/@media \(prefers-color-scheme: dark\) \{/, 2);

  it('has every role with its colour in the light and in the dark, and no other', () => {
    const rows = [...page.matchAll(/^\| `(--[\w-]+)`\s+\| `(#\w+)` \| `(#\w+)` \|/gm)];
    const asWritten = (column: 2 | 3) => new Map(rows.map((row) => [row[1] ?? '', row[column] ?? '']));
    const dimmed = dark.slice(0, dark.indexOf('\n}\n'));
    expect(asWritten(2)).toEqual(roles(light));
    expect(asWritten(3)).toEqual(roles(dimmed));
    expect(roles(light).size).toBeGreaterThan(8);
  });

  it('names every colour that there is, and none that there is not', () => {
    const pattern = /(#[0-9a-f]{6})\b/g;
    expect(found(page, pattern)).toEqual(found(css, pattern));
  });

  it('names every size of text that there is, and none that there is not', () => {
    const used = found(css, /font(?:-size)?: (?:\d{3} )?([\d.]+(?:rem|em|px))/g);
    expect(found(page, /^\| `([\d.]+(?:rem|em|px))`/gm)).toEqual(used);
    expect(page).toContain(`${/font:\s+(\d+)px\/1.45/.exec(css)?.[1] ?? '?'} pixels on a line of 1.45`);
  });

  it('names no class or variable that there is not', () => {
    const classes = [...found(page, /`\.([a-z][\w-]*)`/g)];
    expect(classes.length).toBeGreaterThan(15);
    expect(classes.filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(css))).toEqual([]);
    const variables = [...found(page, /`(--[\w-]+)`/g)];
    expect(variables.filter((name) => !css.includes(`${name}:`))).toEqual([]);
  });

  it('has the widths at which the page changes', () => {
    const widths = found(css, /max-width: (\d+)rem\) \{/g);
    expect([...found(page, /[Bb]elow (\d+) rem/g)].toSorted()).toEqual([...widths].toSorted());
  });
});

describe('the pictures of the documentation', () => {
  const pages = readdirSync(join(TOP, 'docs')).filter((name) => name.endsWith('.md'));
  const shown = found(pages.map((name) => read(`docs/${name}`)).join('\n'), /screens\/([\w-]+)\.png/g);

  it('are there, each of them, and none that no page shows', () => {
    const there = readdirSync(join(TOP, 'docs/screens')).flatMap((name) => /^(.*)\.png$/.exec(name)?.[1] ?? []);
    expect(new Set(there)).toEqual(shown);
  });

  it('are made by the tour, which `npm run screenshots` takes', () => {
    const made = found(read('test/e2e/console-tour.test.ts'), /shoot(?:OnPhone)?\(\w+, '([\w-]+)'\)/g);
    expect([...shown].filter((name) => !made.has(name))).toEqual([]);
    expect(read('package.json')).toContain('"screenshots": "node infra/local/screenshots.mjs"');
  });
});
