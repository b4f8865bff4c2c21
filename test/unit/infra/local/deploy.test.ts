import { describe, expect, it } from '@jest/globals';
import { plain } from '../../../../infra/local/demo/show.ts';
import { waves } from '../../../../infra/local/stack/deploy.ts';

const stack = (name: string, ...after: string[]) => ({ name, after, templateFile: '', parameters: {} });

describe('waves', () => {
  it('puts each stack behind those that it needs, and those side by side that need nothing of each other', () => {
    const order = waves([
      stack('api', 'storage', 'keys'),
      stack('storage', 'keys'),
      stack('keys'),
      stack('pipeline', 'keys'),
    ]);
    expect(order.map((wave) => wave.map(({ name }) => name))).toEqual([['keys'], ['storage', 'pipeline'], ['api']]);
  });

  it('names stacks that wait for each other', () => {
    expect(() => waves([stack('a', 'b'), stack('b', 'a')])).toThrow('a, b');
  });
});

describe('plain', () => {
  it('lets no escape sequence and no change of direction through to a terminal', () => {
    expect(plain('BUG \u001b[2J\u202eat\r\n\u009bfoo')).toBe('BUG ?[2J?at?\n?foo');
  });
});
