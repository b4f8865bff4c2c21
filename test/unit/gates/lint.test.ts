/** The project's own rules for tests (.ci/eslint-tests.mjs): what they forbid, and what they let through. */
import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';
import type { ESLint } from 'eslint';

const file = new URL('../../../.ci/eslint-tests.mjs', import.meta.url).href;
const { default: tests } = (await import(file)) as { default: ESLint.Plugin };

function complaints(code: string): (string | undefined)[] {
  const config: Linter.Config = {
    plugins: { tests },
    rules: { 'tests/no-loose-match': 'error', 'tests/no-own-limit': 'error', 'tests/no-own-skip': 'error' },
  };
  return new Linter().verify(code, config).map(({ messageId, message }) => messageId ?? message);
}

describe('no-loose-match', () => {
  it.each([
    ['expect(a).toMatchObject({ reason: /not arrived/ })', 'regExp'],
    ['expect(a).toMatchObject([{ b: { c: new RegExp("x") } }])', 'regExp'],
    ['expect(a).toEqual({ reason: /x/ })', 'regExp'],
    ['expect(a).not.toMatchObject({ b: on ? /x/ : "y" })', 'regExp'],
    ['expect(f).toHaveBeenCalledWith("a", { b: /x/ })', 'regExp'],
    ['expect(a).toEqual(expect.objectContaining({ b: /x/ }))', 'regExp'],
    ['await expect(a).resolves.toMatchObject({ b: () => 1 })', 'callable'],
    ['expect(a).toEqual([function () {}])', 'callable'],
    ['expect(a).toMatchObject({})', 'keyless'],
    ['expect(a).toMatchObject({ detail: {} })', 'keyless'],
    ['expect(a).toMatchObject({ at: new URL("http://x/") })', 'keyless'],
  ])('forbids %s', (code, messageId) => {
    expect(complaints(`async () => { ${code} }`)).toEqual([messageId]);
  });

  it.each([
    'expect(a).toMatchObject({ reason: expect.stringMatching(/not arrived/), at: new Date(0), list: [] })',
    'expect(a).toMatch(/x/)',
    'expect(() => f()).toThrow(/x/)',
    'expect(a).toEqual({})',
    'expect(a).toMatchObject({ seen: new Set(["x"]) })',
    'expect(find(/x/)).toEqual(parse("a", (b) => b))',
  ])('lets %s through', (code) => {
    expect(complaints(code)).toEqual([]);
  });
});

describe('no-own-skip', () => {
  it.each([
    ['describe.skip("a", () => {})', 'skip'],
    ['const suite = here ? describe : describe.skip;', 'skip'],
    ['it.skip.each([1])("a", () => {})', 'skip'],
    ['(here ? it : it["skip"])("a", () => {})', 'skip'],
    ['xit("a", () => {})', 'skip'],
    ['it.todo("a")', 'skip'],
    ['it.only("a", () => {})', 'only'],
    ['fdescribe("a", () => {})', 'only'],
  ])('forbids %s', (code, messageId) => {
    expect(complaints(code)).toEqual([messageId]);
  });

  it('lets the rest through', () => {
    expect(complaints('describeWith({}, "a", () => { it.each([1])("b", () => {}); cursor.skip(2); });')).toEqual([]);
  });
});

describe('no-own-limit', () => {
  it.each([
    'it("a", async () => {}, 60_000)',
    'it("a", () => {}, LIMIT)',
    'it.each([1])("a", function () {}, 5)',
    'it.each`a`("a", () => {}, 5)',
    'test.concurrent("a", () => {}, 5)',
    'beforeAll(() => {}, 5)',
    'jest.setTimeout(5)',
  ])('forbids %s', (code) => {
    expect(complaints(code)).toEqual(['limit']);
  });

  it.each([
    'it("a", () => {})',
    'it.each([1, 2, 3])("a", () => {})',
    'beforeAll(() => {})',
    'setTimeout(() => {}, 5); jest.fn(() => 1, 2); describeUnless([], "a", () => {})',
  ])('lets %s through', (code) => {
    expect(complaints(code)).toEqual([]);
  });
});
