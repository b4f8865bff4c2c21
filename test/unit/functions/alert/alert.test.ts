import { describe, expect, it } from '@jest/globals';
import { dynamoAlerts } from '../../../../shared/aws/alerts/alert-store.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import type { EventDetail, PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { lastBefore } from '../../../../shared/contract/kernel-release.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { alert } from '../../../../functions/alert/alert.ts';
import type { AlertDeps, Target } from '../../../../functions/alert/alert.ts';
import type { Alert, Route } from '../../../../functions/alert/routes/route.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const ID = 'c000000000000000000000001';
const UPLOAD = '01JDB000000000000000000001';
const NOW = '2026-11-23T02:15:30.000Z';

const group: CrashGroup = {
  id: ID,
  title: 'kernel BUG in foo',
  altTitles: [],
  kind: 'bug',
  fingerprint: 'v1:foo',
  fingerprints: ['v1:foo'],
  culprit: ['foo+0x1'],
  status: { state: 'open', since: NOW },
  count: 4,
  hostCount: 2,
  sampleHosts: ['a', 'b'],
  kernels: { '6.12.117': 4 },
  models: {},
  days: {},
  firstSeen: NOW,
  lastSeen: NOW,
  findings: [],
};

const snapshot = {
  crashId: ID,
  title: group.title,
  kind: 'bug',
  fingerprint: 'v1:foo',
  state: 'open',
  count: 1,
  hostCount: 1,
  hosts: ['a'],
  kernels: ['6.12.117'],
  culprit: ['foo+0x1'],
  firstSeen: NOW,
  lastSeen: NOW,
} as const satisfies Partial<EventDetail<'crash.opened'>>;
const envelope = (id: string) => ({ version: 1 as const, id, occurredAt: NOW, correlationId: UPLOAD });
const cause = { uploadIds: [UPLOAD], added: 1 };

const opened = {
  name: 'crash.opened',
  detail: {
    ...envelope(`opened:${ID}`),
    ...snapshot,
    hosts: ['a'],
    kernels: ['6.12.117'],
    culprit: ['foo+0x1'],
    ...cause,
  },
} satisfies PurgatoryEvent;
const examined = (extra: Partial<EventDetail<'dump.examined'>>): PurgatoryEvent => ({
  name: 'dump.examined',
  detail: {
    ...envelope(`examined:${UPLOAD}`),
    uploadId: UPLOAD,
    host: 'a',
    crashId: ID,
    title: group.title,
    findings: [],
    bytesRead: 1,
    sizeBytes: 1,
    ...extra,
  },
});

function harness(routeNames: readonly string[] = ['one'], configs: Readonly<Record<string, Target['config']>> = {}) {
  const dynamo = memoryDynamo();
  const sent: { route: string; alert: Alert }[] = [];
  const broken = new Set<string>();
  const noted: string[] = [];
  const routes = routeNames.map((name): Route => ({
    name,
    send: (message) => {
      if (broken.has(name)) return Promise.reject(new TransientError(`${name} is down`));
      sent.push({ route: name, alert: message });
      return Promise.resolve(undefined);
    },
    notify: () => Promise.resolve(),
  }));
  const deps: AlertDeps = {
    groupOf: (id) => Promise.resolve(id === ID ? group : undefined),
    alerts: dynamoAlerts(dynamo.client, 'crashes', () => new Date(NOW)),
    targets: routes.map((route) => ({ route, config: configs[route.name] ?? {} })),
    fallback: { name: 'fallback', send: () => Promise.resolve(undefined), notify: () => Promise.resolve() },
    tagsOf: (hosts) => Promise.resolve(new Set(hosts.includes('a') ? ['storage'] : [])),
    lastGoodKernel: (kernels) => Promise.resolve(lastBefore(kernels, ['6.12.99', '6.12.111', '6.12.120'])),
    noteAlerted: (id) => {
      noted.push(id);
      return Promise.resolve(NOW);
    },
    leaseMs: 30_000,
    now: () => new Date(NOW),
  };
  const words = () => sent.map(({ alert: { news } }) => news.word);
  return { deps, sent, broken, noted, words, dynamo };
}

describe('alert', () => {
  it('tells every route of a new crash, once however often the event comes', async () => {
    const h = harness(['one', 'two']);
    for (let delivery = 0; delivery < 5; delivery++) await alert(opened, h.deps);
    expect(h.sent.map(({ route }) => route)).toEqual(['one', 'two']);
    expect(h.noted).toEqual([UPLOAD]);
  });

  it('tells nobody of a recurrence', async () => {
    const h = harness();
    await alert({ name: 'crash.recurred', detail: { ...opened.detail, id: 'recurred:1', count: 12 } }, h.deps);
    expect(h.words()).toEqual([]);
  });

  it('tells a route that was down for four of five deliveries once, and the others once', async () => {
    const h = harness(['one', 'two', 'three']);
    h.broken.add('two');
    for (let delivery = 1; delivery < 5; delivery++) {
      await expect(alert(opened, h.deps)).rejects.toThrow(TransientError);
    }
    h.broken.clear();
    await alert(opened, h.deps);
    await alert(opened, h.deps);
    expect(h.sent.map(({ route }) => route)).toEqual(['one', 'three', 'two']);
  });

  it('says what the log shows of the cause, for a new crash and one that is back', async () => {
    const h = harness();
    const likely = 'use after free (0x6b6b6b6b6b6b6b6b: POISON_FREE: from a freed slab object)';
    await alert({ name: 'crash.opened', detail: { ...opened.detail, likely } }, h.deps);
    await alert({ name: 'crash.regressed', detail: { ...opened.detail, id: 'regressed:1', likely } }, h.deps);
    expect(h.sent.map(({ alert: { text } }) => text.includes(`likely: ${likely}`))).toEqual([true, true]);
  });

  it('names the last release that was good', async () => {
    const h = harness();
    await alert(opened, h.deps);
    expect(h.sent[0]?.alert.text).toContain('last good kernel 6.12.111');
  });

  it('goes by the tags that hosts were enrolled with', async () => {
    const h = harness(['storage', 'compute'], {
      storage: { when: { tags: ['storage', 'backup'] } },
      compute: { when: { tags: ['compute'] } },
    });
    await alert(opened, h.deps);
    expect(h.sent.map(({ route }) => route)).toEqual(['storage']);
  });

  it('tells again of a regression and of a spike', async () => {
    const h = harness();
    await alert(opened, h.deps);
    await alert(
      {
        name: 'crash.regressed',
        detail: { ...opened.detail, id: 'regressed:1', kernelRelease: '6.12.120', resolvedIn: '6.12.118' },
      },
      h.deps,
    );
    await alert(
      { name: 'crash.spiking', detail: { ...opened.detail, id: 'spiking:1', lastHour: 120, usualPerHour: 0.5 } },
      h.deps,
    );
    expect(h.words()).toEqual(['NEW', 'REGRESSED', 'SPIKING']);
    expect(h.sent[1]?.alert.text).toContain('back in 6.12.120, was resolved in 6.12.118');
    expect(h.sent[2]?.alert.text).toContain('120 in the last hour, usually 0.5');
  });

  it.each([
    ['a kernel that nobody signed', { image: 'unsigned' }, 'UNSIGNED KERNEL'],
    ['a kernel whose signature is revoked', { image: 'revoked' }, 'REVOKED KERNEL'],
    ['text that differs from its image', { image: 'signed', textDifferences: 1 }, 'MEMORY CHANGED'],
    [
      'a finding of changed memory',
      { findings: [{ code: 'memory-changed', severity: 'critical', summary: 'a device wrote' }] },
      'MEMORY CHANGED',
    ],
    [
      'a finding of a flipped bit',
      { findings: [{ code: 'flipped-bit', severity: 'warning', summary: 'a bit may have flipped' }] },
      'MEMORY CHANGED',
    ],
    [
      'a finding of changed text',
      { findings: [{ code: 'text-changed', severity: 'critical', summary: 'text differs' }] },
      'MEMORY CHANGED',
    ],
  ] as const)('escalates %s, once a group and day', async (_name, extra, word) => {
    const h = harness();
    await alert(examined(extra as Partial<EventDetail<'dump.examined'>>), h.deps);
    await alert(examined({ ...(extra as object), host: 'b' }), h.deps);
    expect(h.words()).toEqual([word]);
    expect(h.sent[0]?.alert.text).toContain('kernel BUG in foo');
  });

  it.each([
    ['signed and intact', { image: 'signed', textDifferences: 0 }],
    ['unknown to the register', { image: 'unknown' }],
  ] as const)('is quiet about a kernel that is %s', async (_name, extra) => {
    const h = harness();
    await alert(examined(extra), h.deps);
    expect(h.words()).toEqual([]);
  });

  it('tells of both where a kernel is unsigned and its memory has changed', async () => {
    const h = harness();
    await alert(examined({ image: 'unsigned', textDifferences: 2 }), h.deps);
    expect(h.words()).toEqual(['UNSIGNED KERNEL', 'MEMORY CHANGED']);
  });

  it('routes a finding by the host that it was found on', async () => {
    const h = harness(['one'], { one: { when: { hosts: ['fs-99'] } } });
    await alert(examined({ image: 'unsigned', host: 'fs-99' }), h.deps);
    expect(h.words()).toEqual(['UNSIGNED KERNEL']);
  });

  it('routes a regression by the release that it came back in', async () => {
    const h = harness(['one'], { one: { when: { kernels: ['6.12.120'] } } });
    const detail = { ...opened.detail, id: 'regressed:1', kernelRelease: '6.12.120', resolvedIn: '6.12.118' };
    await alert({ name: 'crash.regressed', detail }, h.deps);
    expect(h.words()).toEqual(['REGRESSED']);
  });

  it('tries a route again that failed, and only that', async () => {
    const h = harness(['one', 'two']);
    h.broken.add('two');
    await expect(alert(opened, h.deps)).rejects.toThrow(/not delivered to two/);
    h.broken.clear();
    await alert(opened, h.deps);
    expect(h.sent.map(({ route }) => route)).toEqual(['one', 'two']);
  });
});
