import { describe, expect, it } from '@jest/globals';
import { browserStorage, keepOpen, keptOpen } from '../../../../clients/web/src/logic/kept.ts';
import { drawn, seen } from '../../../support/drawn.ts';
import { REPORT } from '../../shared/render/fixture.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

/** With a browser's storage as `localStorage` for as long as `act` takes. */
async function within<T>(localStorage: unknown, act: () => T | Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  const get = typeof localStorage === 'function' ? (localStorage as () => unknown) : () => localStorage;
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get });
  try {
    return await act();
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'localStorage');
    else Object.defineProperty(globalThis, 'localStorage', before);
  }
}

const refuse = (): never => {
  throw new Error('denied');
};

describe('what is folded away', () => {
  it('is kept under its name, and of what nobody has said nothing is known', () => {
    const storage = memory();
    keepOpen(storage, 'a', true);
    keepOpen(storage, 'b', false);
    expect(['a', 'b', 'c'].map((name) => keptOpen(storage, name))).toEqual([true, false, undefined]);
    expect(keptOpen({ getItem: () => 'banana' }, 'a')).toBeUndefined();
  });

  it('stands nothing in the way of a browser that keeps nothing', async () => {
    expect(keptOpen({ getItem: refuse }, 'a')).toBeUndefined();
    expect(() => {
      keepOpen({ setItem: refuse }, 'a', true);
      keepOpen(undefined, 'a', true);
    }).not.toThrow();
    expect(keptOpen(undefined, 'a')).toBeUndefined();
    expect(await within(refuse, browserStorage)).toBeUndefined();
  });

  const dump = { id: 'X', host: 'fs-17', state: 'sealed', analysis: 'done', sizeBytes: 1 };
  const head = () => drawn('screens/dump-head', 'ReportHead', { report: REPORT, dump });

  it('is drawn as the reader left it', async () => {
    const storage = memory();
    expect(await within(storage, head)).not.toContain('<details class="foldable" open');
    keepOpen(storage, 'dump-facts', true);
    expect(await within(storage, head)).toContain('<details class="foldable" open');
    keepOpen(storage, 'dump-facts', false);
    expect(await within(storage, head)).not.toContain('<details class="foldable" open');
  });

  it('says in its one line whose dump it is, of which kernel, and what is wrong with that', async () => {
    const [, summary = ''] = /<summary>(.*?)<\/summary>/s.exec(await head()) ?? [];
    const line = seen(summary);
    for (const word of ['fs-17', '6.12.9-amd64', 'up 1 d 2 h', 'kernel text: 1 difference'])
      expect(line).toContain(word);
    expect(line).toMatch(/ · signature \S/);
  });
});

describe('the badge of a kernel', () => {
  it('repeats no word that stands before it', async () => {
    const badge = async (props: object) =>
      seen(await drawn('screens/kernels', 'KernelBadge', { state: 'unknown', ...props }));
    expect(await badge({})).toBe('signature not known');
    expect(await badge({ named: true })).toBe('not known');
    expect(seen(await drawn('screens/kernels', 'KernelBadge', { state: 'signed', named: true }))).toBe('signed');
  });
});
