import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ariaSort,
  formatSorting,
  nextSorting,
  parseSorting,
  sortRows,
  type SortValue,
} from '../../../../clients/web/src/logic/sorting.ts';
import { drawn, seen } from '../../../support/drawn.ts';

describe('sortRows', () => {
  const sorted = (values: SortValue[], descending: boolean) => sortRows(values, (value) => value, descending);

  it('puts numbers before words, words in any case, and what is not known last either way', () => {
    const values = ['B', undefined, 10, 'a', 9];
    expect(sorted(values, false)).toEqual([9, 10, 'a', 'B', undefined]);
    expect(sorted(values, true)).toEqual(['B', 'a', 10, 9, undefined]);
  });

  it('keeps the order of what is alike, loses nothing, and has the unknown at the end', () => {
    const value = fc.oneof(fc.integer(), fc.string(), fc.constant(undefined));
    fc.assert(
      fc.property(fc.array(value), fc.boolean(), (values, descending) => {
        const rows = values.map((given, at) => ({ given, at }));
        const found = sortRows(rows, ({ given }) => given, descending);
        expect(found.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(rows.map(({ at }) => at));
        const known = found.filter(({ given }) => given !== undefined);
        expect(found.slice(0, known.length)).toEqual(known);
        for (const [index, row] of found.entries()) {
          const next = found[index + 1];
          if (next?.given === row.given && next !== undefined) expect(next.at).toBeGreaterThan(row.at);
        }
        const numbers = known.flatMap(({ given }) => (typeof given === 'number' ? [given] : []));
        expect(numbers).toEqual(numbers.toSorted((a, b) => (descending ? b - a : a - b)));
      }),
    );
  });
});

describe('the order of a table', () => {
  it('is read from an address as it was written there, and only of columns that there are', () => {
    for (const descending of [true, false]) {
      const sorting = { column: 'size', descending };
      expect(parseSorting(formatSorting(sorting), ['size'])).toEqual(sorting);
      expect(parseSorting(formatSorting(sorting), ['name'])).toBeUndefined();
    }
    expect(parseSorting('--size', ['size'])).toBeUndefined();
    expect(parseSorting(undefined, ['size'])).toBeUndefined();
    expect(formatSorting(undefined)).toBe('');
  });

  it('goes through its first direction, the other, and back to how the rows came', () => {
    const first = nextSorting({ column: 'name', descending: false }, 'size', true);
    expect(first).toEqual({ column: 'size', descending: true });
    const second = nextSorting(first, 'size', true);
    expect(second).toEqual({ column: 'size', descending: false });
    expect(nextSorting(second, 'size', true)).toBeUndefined();
    expect([first, second, undefined].map((sorting) => ariaSort(sorting, 'size'))).toEqual([
      'descending',
      'ascending',
      'none',
    ]);
    expect(ariaSort(first, 'name')).toBe('none');
  });
});

describe('a table of the dump’s page', () => {
  const module = (name: string, sizeBytes: number) => ({
    ...{ name, sizeBytes, tainted: [] },
    address: `0xffffffffc000${name.length.toString(16).padStart(4, '0')}`,
  });
  const modules = [module('ext4', 900), module('nf', 5), module('btrfs', 70_000)];
  const draw = (sort: string) =>
    drawn('screens/dump-figures', 'ModulesTab', { modules, route: { screen: 'dumps', id: 'X', query: { sort } } });
  const names = (markup: string) => [...markup.matchAll(/<th scope="row">(\w+)/g)].map(([, name]) => name);

  it('stands as the report has it, or as the address says, and tells so to those who do not see it', async () => {
    expect(names(await draw(''))).toEqual(['ext4', 'nf', 'btrfs']);
    expect(names(await draw('-size'))).toEqual(['btrfs', 'ext4', 'nf']);
    expect(names(await draw('module'))).toEqual(['btrfs', 'ext4', 'nf']);
    expect(await draw('-size')).toMatch(/<th[^>]* aria-sort="descending"><button[^>]*>Size/);
    expect((await draw('-size')).match(/aria-sort="none"/g)).toHaveLength(4);
    expect(seen(await draw('size'))).toContain('Size ▲');
  });

  it('of CPUs has one row each where there are many, and what is not known is said', async () => {
    const frame = { address: '0x1', symbol: 'cpu_idle', reliable: true };
    const cpus = [0, 1, 2].map((cpu) => ({ cpu, comm: `task-${String(3 - cpu)}`, frames: [frame] }));
    const report = { cpus, unavailable: [] };
    const route = { screen: 'dumps', id: 'X', tab: 'cpus', query: { sort: 'task' } };
    const markup = await drawn('screens/dump-panic', 'CpusTab', { report, route });
    const rows = [...markup.matchAll(/<th scope="row"><a[^>]*>(\d)<\/a><\/th><td[^>]*>([^<]*)/g)];
    expect(rows.map(([, cpu, task]) => `${String(cpu)} ${String(task)}`)).toEqual(['2 task-1', '1 task-2', '0 task-3']);
    expect(markup).toContain('not known');
  });
});

describe('the list of tasks', () => {
  it('is a table whose heads say how it is sorted', async () => {
    const task = (pid: number, comm: string) => ({ pid, comm, state: 'S', frames: [], note: `note of ${comm}` });
    const tasks = [task(1, 'b'), task(2, 'c'), task(3, 'a')];
    const draw = (sort: string) =>
      drawn('screens/dump-tasks', 'TasksTab', { tasks, route: { screen: 'dumps', id: 'X', query: { sort } } });
    const order = (markup: string) => [...markup.matchAll(/class="comm">(\w)/g)].map(([, comm]) => comm).join('');
    expect(order(await draw('comm'))).toBe('abc');
    expect(order(await draw('-comm'))).toBe('cba');
    expect(order(await draw('-where'))).toBe('cba');
    expect(await draw('-comm')).toMatch(/role="columnheader" aria-sort="descending"><button[^>]*>Name/);
    expect(await draw('')).toContain('aria-rowcount="4"');
  });
});
