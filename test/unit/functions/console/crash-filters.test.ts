import { describe, expect, it } from '@jest/globals';
import { listCrashes } from '../../../../functions/console/crashes.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import { fakeCrashes, group } from './fake-crashes.ts';

const NOW = new Date('2026-11-21T00:00:00Z');

const groups: readonly CrashGroup[] = [
  group(1, {
    id: 'c1',
    title: 'KASAN: use-after-free Read in foo',
    kind: 'kasan',
    sampleHosts: ['fs-17.eu', 'fs-18.eu'],
  }),
  group(2, { id: 'c2', title: 'general protection fault in bar', kind: 'general-protection', owner: 'Rae' }),
  group(3, { id: 'c3', title: 'BUG: soft lockup in baz', kind: 'soft-lockup', models: { 'Dell R640': 3 } }),
];

describe('listCrashes', () => {
  it.each([
    ['a pattern of hosts', { host: 'fs-*.eu' }, ['c1']],
    ['a host that no group names', { host: 'db-*' }, []],
    ['a kind', { kind: 'kasan' }, ['c1']],
    ['an owner, in any case', { owner: 'rae' }, ['c2']],
    ['a model', { model: 'R640' }, ['c3']],
    ['part of the title', { title: 'soft LOCKUP' }, ['c3']],
    ['several at once', { kind: 'kasan', host: 'fs-18*', title: 'foo' }, ['c1']],
    ['several that no one group has', { kind: 'kasan', owner: 'Rae' }, []],
    ['nothing', {}, ['c1', 'c2', 'c3']],
    ['a search', { q: 'kind:kasan OR owner:rae' }, ['c1', 'c2']],
    ['a search that a field narrows', { q: 'kind:kasan OR owner:rae', title: 'bar' }, ['c2']],
    ['a search for states that none is in', { q: 'state:resolved' }, []],
  ])('finds by %s', async (_, filter, ids) => {
    const crashesOf = fakeCrashes([...groups], new Date());
    const { crashes } = await listCrashes({ limit: 50, ...filter }, { crashes: crashesOf, now: () => NOW });
    expect(crashes.map(({ id }) => id)).toEqual(ids);
  });

  it('asks the store for the states alone that can fit, and for none where none can', async () => {
    const asked: unknown[] = [];
    const crashes = fakeCrashes([...groups], NOW);
    const deps = {
      now: () => NOW,
      crashes: {
        ...crashes,
        list: (request: Parameters<typeof crashes.list>[0]) => (asked.push(request.states), crashes.list(request)),
      },
    };
    await listCrashes({ limit: 50, q: 'state:unresolved' }, deps);
    await listCrashes({ limit: 50, q: 'state:resolved', state: ['open'] }, deps);
    expect(asked).toEqual([['open', 'acknowledged']]);
  });

  it('refuses a search that it does not understand, and says which word', async () => {
    const crashes = fakeCrashes([...groups], NOW);
    await expect(listCrashes({ limit: 50, q: 'statt:open' }, { crashes, now: () => NOW })).rejects.toMatchObject({
      name: 'InputError',
      field: 'q',
      message: expect.stringMatching(/did you mean state:/),
    });
  });
});
