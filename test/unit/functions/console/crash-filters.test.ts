import { describe, expect, it } from '@jest/globals';
import { listCrashes } from '../../../../functions/console/crashes.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import { fakeCrashes, group } from './fake-crashes.ts';

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
  ])('finds by %s', async (_, filter, ids) => {
    const { crashes } = await listCrashes({ limit: 50, ...filter }, { crashes: fakeCrashes([...groups], new Date()) });
    expect(crashes.map(({ id }) => id)).toEqual(ids);
  });
});
