import { describe, expect, it } from '@jest/globals';
import type { CrashGroup } from '../../../../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../../../../shared/contract/events.ts';
import { withNumbers } from '../../../../../shared/domain/crash-group/numbers.ts';
import { newsOf } from '../../../../../functions/alert/news.ts';
import { severityOf } from '../../../../../functions/alert/policy.ts';

const at = '2026-11-23T02:11:08.000Z';
const id = 'c00000000000000000000000a';
const group: CrashGroup = {
  id,
  title: 'WARNING in foo',
  altTitles: [],
  kind: 'warning',
  fingerprint: 'v1:a',
  fingerprints: ['v1:a'],
  culprit: [],
  status: { state: 'open', since: at },
  count: 0,
  hostCount: 0,
  sampleHosts: [],
  kernels: {},
  models: {},
  days: {},
  firstSeen: at,
  lastSeen: at,
  findings: [],
};
const opened: PurgatoryEvent = {
  name: 'crash.opened',
  detail: {
    ...{ version: 1, id: `opened:${id}`, occurredAt: at, crashId: id, title: group.title, kind: 'warning' },
    ...{ fingerprint: 'v1:a', state: 'open', count: 2, hostCount: 2, hosts: ['web-1', 'web-2'], kernels: [] },
    ...{ culprit: [], firstSeen: at, lastSeen: at, uploadIds: [], added: 2 },
  },
};

describe('withNumbers', () => {
  it('says the numbers of now, with the hosts that caused it in front', () => {
    const now = { ...group, count: 40, hostCount: 30, sampleHosts: ['db-1', 'web-1'] };
    expect(withNumbers(opened, now).detail).toMatchObject({
      count: 40,
      hostCount: 30,
      hosts: ['web-1', 'web-2', 'db-1'],
    });
  });

  it('never says that nobody was hit, before its occurrences are counted', () => {
    expect(withNumbers(opened, group).detail).toMatchObject({ count: 2, hostCount: 2 });
    const old = { ...opened, detail: { ...opened.detail, hostCount: 0 } } as PurgatoryEvent;
    expect(withNumbers(old, group).detail).toMatchObject({ hostCount: 1 });
  });
});

describe('news', () => {
  it('is said with the numbers that the group has when it is sent', async () => {
    const [news] = await newsOf(opened, () => Promise.resolve({ ...group, count: 9, hostCount: 7 }));
    expect(news?.crash).toMatchObject({ count: 9, hostCount: 7 });
  });

  it('is no warning where a machine is dead', async () => {
    const [alive] = await newsOf(opened, () => Promise.resolve({ ...group, count: 1, hostCount: 1 }));
    const [dead] = await newsOf(opened, () => Promise.resolve({ ...group, count: 1, hostCount: 1, fatal: true }));
    expect([alive, dead].map((news) => news && severityOf(news))).toEqual(['warning', 'error']);
  });

  it('says of a crash loop which host, how often, and what the last of it was', async () => {
    const loop: PurgatoryEvent = {
      name: 'host.looping',
      detail: {
        ...{ version: 1, id: `looping:web-1:${at}`, occurredAt: at, host: 'web-1', count: 14 },
        ...{ firstSeen: at, lastSeen: at, crashId: id, title: 'a panic' },
      },
    };
    const [news] = await newsOf(loop, () => Promise.resolve(group));
    expect(news).toMatchObject({
      word: 'LOOPING',
      crash: { title: 'web-1: 14 panics in an hour', hosts: ['web-1'] },
      detail: 'last: a panic',
    });
    expect(news && severityOf(news)).toBe('critical');
  });
});
