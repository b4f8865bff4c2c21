import { describe, expect, it } from '@jest/globals';
import { listCrashes } from '../../../../functions/console/crashes.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import { dynamoHosts } from '../../../../shared/aws/auth/hosts.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { fakeCrashes, group } from './fake-crashes.ts';

const NOW = new Date('2026-11-21T00:00:00Z');
const hosts = dynamoHosts(memoryDynamo().client, 'uploads');

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
    const { crashes } = await listCrashes({ limit: 50, ...filter }, { crashes: crashesOf, hosts, now: () => NOW });
    expect(crashes.map(({ id }) => id)).toEqual(ids);
  });

  it('asks the store for the states alone that can fit, and for none where none can', async () => {
    const asked: unknown[] = [];
    const crashes = fakeCrashes([...groups], NOW);
    const deps = {
      hosts,
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

  it.each([
    ['first', ['c3', 'c1', 'c2']],
    ['count', ['c2', 'c3', 'c1']],
    ['hosts', ['c1', 'c2', 'c3']],
  ] as const)('puts the most of %s first, page by page', async (sort, ids) => {
    const day = (n: number) => ({ firstSeen: `2026-11-1${n}T00:00:00.000Z`, lastSeen: `2026-11-2${n}T00:00:00.000Z` });
    const crashes = fakeCrashes(
      [
        group(1, { id: 'c1', count: 1, hostCount: 9, ...day(2) }),
        group(2, { id: 'c2', count: 7, hostCount: 3, ...day(1) }),
        group(3, { id: 'c3', count: 2, hostCount: 2, ...day(3) }),
      ],
      NOW,
    );
    const deps = { crashes, hosts, now: () => NOW };
    const first = await listCrashes({ limit: 2, sort }, deps);
    const second = await listCrashes({ limit: 2, sort, cursor: first.next }, deps);
    expect([...first.crashes, ...second.crashes].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeUndefined();
    await expect(listCrashes({ limit: 2, sort, cursor: 'bm8' }, deps)).rejects.toThrow('not a cursor');
  });

  it('finds by the tags of the hosts that a group names, and by modules, whole names alone', async () => {
    const enrolled = { enrolledAt: NOW.toISOString(), enrolledBy: 'ada', tokenExpiresAt: NOW.toISOString() };
    await hosts.enrol({ host: 'fs-18.eu', tags: ['storage', 'eu'], ...enrolled });
    await hosts.enrol({ host: 'web-1', ...enrolled });
    const deps = {
      hosts,
      now: () => NOW,
      crashes: fakeCrashes([groups[0] ?? group(1), group(4, { id: 'c4', culprit: ['f+0x1 [ext4]', 'g+0x2'] })], NOW),
    };
    const found = async (q: string) => (await listCrashes({ limit: 5, q }, deps)).crashes.map(({ id }) => id);
    expect(await found('tag:storage')).toEqual(['c1']);
    expect(await found('tag:stor')).toEqual([]);
    expect(await found('tag:stor*')).toEqual(['c1']);
    expect(await found('-tag:storage')).toEqual(['c4']);
    expect(await found('tag:none')).toEqual(['c4']);
    expect(await found('module:ext4 OR tag:eu')).toEqual(['c1', 'c4']);
    expect(await found('module:ext')).toEqual([]);
    expect(await found('module:none')).toEqual(['c1']);
  });

  it('refuses a search that it does not understand, and says which word', async () => {
    const crashes = fakeCrashes([...groups], NOW);
    await expect(listCrashes({ limit: 50, q: 'statt:open' }, { crashes, hosts, now: () => NOW })).rejects.toMatchObject(
      {
        name: 'InputError',
        field: 'q',
        message: expect.stringMatching(/did you mean state:/),
      },
    );
  });
});
