import { describe, expect, it } from '@jest/globals';
import { dynamoAlerts } from '../../../../shared/aws/alerts/alert-store.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { alert } from '../../../../functions/alert/alert.ts';
import { sendDigests } from '../../../../functions/alert/digests.ts';
import type { AlertDeps, Target } from '../../../../functions/alert/alert.ts';
import { testRoute } from '../../../../functions/alert/test-route.ts';
import type { DeliverDeps } from '../../../../functions/alert/deliver.ts';
import { dynamoBreakers } from '../../../../shared/aws/alerts/route-breakers.ts';
import { dynamoRouteHistory } from '../../../../shared/aws/alerts/route-history.ts';
import type { Change } from '../../../../functions/alert/routes/route.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const NIGHT = Date.parse('2026-11-23T02:15:30.000Z');
const DAY = Date.parse('2026-11-23T09:00:00.000Z');

function opened(index: number, kind: 'warning' | 'kasan' = 'warning'): PurgatoryEvent {
  const id = `c${String(index).padStart(24, '0')}`;
  const at = new Date(NIGHT).toISOString();
  return {
    name: 'crash.opened',
    detail: {
      version: 1,
      id: `opened:${id}`,
      occurredAt: at,
      crashId: id,
      title: `WARNING number ${index}`,
      kind,
      fingerprint: `v1:${index}`,
      state: 'open',
      count: 1,
      hostCount: 1,
      hosts: ['fs-17.eu'],
      kernels: ['6.12.117'],
      culprit: [],
      firstSeen: at,
      lastSeen: at,
      uploadIds: [],
      added: 1,
    },
  };
}

function harness(config: Target['config'] = {}, others: readonly string[] = []) {
  const clock = { now: NIGHT };
  const now = () => new Date(clock.now);
  const said: string[] = [];
  const changes: (Change & { thread: string | undefined })[] = [];
  const broken = new Set<string>();
  const down = () => Promise.reject(new TransientError('HTTP 403: no'));
  const route = (name: string): Target => ({
    config: name === 'one' ? config : {},
    route: {
      name,
      send: ({ news: { word, crash } }, thread) => {
        if (broken.has(name)) return down();
        said.push(`${name}: ${word} ${crash.title}${thread === undefined ? '' : ` in ${thread}`}`);
        return Promise.resolve(`thread of ${crash.title}`);
      },
      notify: (text) => {
        if (broken.has(name)) return down();
        said.push(`${name}: ${text}`);
        return Promise.resolve();
      },
      followUp: (_crashId, line, thread) => {
        said.push(`${name}: ${line} in ${thread}`);
        return Promise.resolve();
      },
      change: (change, thread) => {
        changes.push({ ...change, thread });
        return Promise.resolve();
      },
    },
  });
  const dynamo = memoryDynamo();
  const deps: AlertDeps & Pick<DeliverDeps, 'breakers' | 'routeHistory'> = {
    breakers: dynamoBreakers(dynamo.client, 'crashes', now),
    routeHistory: dynamoRouteHistory(dynamo.client, 'crashes', now),
    groupOf: () => Promise.resolve(undefined),
    alerts: dynamoAlerts(dynamo.client, 'crashes', now),
    targets: ['one', ...others].map(route),
    fallback: route('fallback').route,
    tagsOf: () => Promise.resolve(new Set()),
    lastGoodKernel: () => Promise.resolve(undefined),
    noteAlerted: () => Promise.resolve(undefined),
    leaseMs: 30_000,
    now,
  };
  return { deps, dynamo, clock, said, broken, changes };
}

const quiet = { from: '22:00', to: '07:00', timeZone: 'UTC', exceptFrom: 'error' as const };

describe('quiet hours', () => {
  it('keep what is not severe for the digest that ends them', async () => {
    const h = harness({ quiet });
    await alert(opened(1), h.deps);
    await alert(opened(2), h.deps);
    expect(await sendDigests(h.deps)).toBe(0);
    expect(h.said).toEqual([]);
    h.clock.now = DAY;
    expect(await sendDigests(h.deps)).toBe(2);
    expect(h.said).toHaveLength(1);
    expect(h.said[0]).toMatch(/^one: 2 alerts that had to wait:\nNEW {2}WARNING number 1 .*\nNEW {2}WARNING number 2 /);
    expect(await sendDigests(h.deps)).toBe(0);
  });

  it('let through what is severe', async () => {
    const h = harness({ quiet });
    await alert(opened(1, 'kasan'), h.deps);
    expect(h.said).toEqual(['one: NEW WARNING number 1']);
  });
});

describe('a limit', () => {
  it('sends so many in an hour and keeps the rest for the digest', async () => {
    const h = harness({ maxPerHour: 2 });
    for (let index = 0; index < 5; index++) await alert(opened(index), h.deps);
    expect(h.said).toHaveLength(2);
    expect(await sendDigests(h.deps)).toBe(3);
    h.clock.now += 3_600_000;
    await alert(opened(9), h.deps);
    expect(h.said.at(-1)).toBe('one: NEW WARNING number 9');
  });

  it('is not used up by deliveries that failed', async () => {
    const h = harness({ maxPerHour: 1 });
    h.broken.add('one');
    for (let delivery = 0; delivery < 4; delivery++) {
      await expect(alert(opened(1), h.deps)).rejects.toThrow(TransientError);
    }
    h.broken.clear();
    await alert(opened(1), h.deps);
    expect(h.said).toEqual(['one: NEW WARNING number 1']);
  });
});

describe('a digest', () => {
  it('reaches the other routes where one is down, and that one later', async () => {
    const h = harness({ quiet }, ['two']);
    await h.deps.alerts.keepForDigest('one', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'A' });
    await h.deps.alerts.keepForDigest('two', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'A' });
    h.clock.now = DAY;
    h.broken.add('one');
    await expect(sendDigests(h.deps)).rejects.toThrow(/not delivered to one/);
    expect(h.said).toEqual(['two: 1 alert that had to wait:\nA']);
    h.broken.clear();
    expect(await sendDigests(h.deps)).toBe(1);
    expect(h.said).toHaveLength(2);
  });

  it('is said once when whoever sent it died before it could note that, and what came meanwhile is said later', async () => {
    for (let at = 1; ; at++) {
      const h = harness();
      await h.deps.alerts.keepForDigest('one', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'A' });
      let commands = 0;
      h.dynamo.onCommand = () => {
        if ((commands += 1) >= at) throw new Error('killed');
      };
      const died = await sendDigests(h.deps).then(
        () => false,
        () => true,
      );
      delete h.dynamo.onCommand;
      await h.deps.alerts.keepForDigest('one', { id: 'b', at: '2026-11-23T02:00:00.000Z', line: 'B' });
      for (let later = 0; later < 3; later++) {
        h.clock.now += 60_000;
        await sendDigests(h.deps).catch(() => undefined);
      }
      const lines = h.said.join('\n').match(/^[AB]$/gm) ?? [];
      // Between the service's answer and the note of it nobody can know: the same digest, under the same id, is sent again.
      const isDoubtful = lines.length === 3;
      expect(lines.filter((line) => line === 'B')).toHaveLength(1);
      expect(isDoubtful ? h.said[0] : 'once').toBe(isDoubtful ? h.said[1] : 'once');
      expect(await h.deps.alerts.nextDigest('one')).toBeUndefined();
      if (!died) break;
    }
  });

  it('leaves a route alone that fails again and again, tells another one, and is kept', async () => {
    const h = harness({}, ['two']);
    h.broken.add('one');
    await h.deps.alerts.keepForDigest('one', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'A' });
    for (let failure = 0; failure < 3; failure++) await expect(sendDigests(h.deps)).rejects.toThrow(/not delivered/);
    expect(h.said).toEqual([expect.stringMatching(/^two: ROUTE FAILING {2}one/)]);
    h.broken.clear();
    expect(await sendDigests(h.deps)).toBe(0);
    h.clock.now += 60_000;
    expect(await sendDigests(h.deps)).toBe(1);
  });

  it('shows that its route works: failures before it are none in a row with those after it', async () => {
    const h = harness();
    const turns = [false, false, true, false];
    for (const [index, works] of turns.entries()) {
      h.clock.now += 3_600_000;
      const at = new Date(h.clock.now).toISOString();
      await h.deps.alerts.keepForDigest('one', { id: `${index}`, at, line: `line ${index}` });
      if (works) h.broken.clear();
      else h.broken.add('one');
      await sendDigests(h.deps).catch(() => undefined);
    }
    expect(await h.deps.breakers.gate('one')).toEqual({ state: 'closed', failures: 1 });
  });

  it('says a thing once that was put into it twice', async () => {
    const h = harness();
    const entry = { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'A' };
    await h.deps.alerts.keepForDigest('one', entry);
    h.clock.now += 60_000;
    await h.deps.alerts.keepForDigest('one', entry);
    expect(await sendDigests(h.deps)).toBe(1);
  });
});

describe('a filter', () => {
  it('keeps from a route what it did not ask for, and from no other', async () => {
    const h = harness({ when: { words: ['SPIKING'] } }, ['two']);
    await alert(opened(1), h.deps);
    expect(h.said).toEqual(['two: NEW WARNING number 1']);
  });
});

describe('a route that fails to the end', () => {
  it('is told of on the others, once', async () => {
    const h = harness({}, ['two', 'three']);
    h.broken.add('one');
    await expect(alert(opened(1), h.deps)).rejects.toThrow(TransientError);
    expect(h.said.filter((text) => text.includes('FAILING'))).toEqual([]);
    await expect(alert(opened(1), h.deps, { lastAttempt: true })).rejects.toThrow(TransientError);
    await expect(alert(opened(1), h.deps, { lastAttempt: true })).rejects.toThrow(TransientError);
    const told = h.said.filter((text) => text.includes('ROUTE FAILING  one: transient: HTTP 403: no'));
    expect(told.map((text) => text.slice(0, 5))).toEqual(['two: ', 'three']);
    expect(told[0]).toContain('WARNING number 1');
  });

  it('is told of at once the first time in an hour, then by the digest', async () => {
    const h = harness({}, ['two']);
    h.broken.add('one');
    for (const index of [1, 2, 3])
      await expect(alert(opened(index), h.deps, { lastAttempt: true })).rejects.toThrow(TransientError);
    expect(h.said.filter((text) => text.includes('ROUTE FAILING'))).toHaveLength(1);
    await expect(sendDigests(h.deps)).resolves.toBe(2);
    expect(h.said.at(-1)).toMatch(/2 alerts that had to wait:\nROUTE FAILING {2}one: .*number 2.*\n.*number 3/);
  });

  it('is told of on the topic where there is no other', async () => {
    const h = harness();
    h.broken.add('one');
    await expect(alert(opened(1), h.deps, { lastAttempt: true })).rejects.toThrow(TransientError);
    expect(h.said).toEqual([expect.stringMatching(/^fallback: ROUTE FAILING {2}one: /)]);
  });

  it('is not called failing while another invocation is at it', async () => {
    const h = harness({}, ['two']);
    await h.deps.alerts.claim(opened(1).detail.id, 'one', 30_000);
    await expect(alert(opened(1), h.deps, { lastAttempt: true })).rejects.toThrow(/not delivered to one/);
    expect(h.said).toEqual(['two: NEW WARNING number 1']);
  });
});

describe('the report of a dump', () => {
  const { detail } = opened(1);
  const examined = (host: string, findings: readonly string[]) =>
    ({
      name: 'dump.examined',
      detail: {
        version: 1,
        id: `examined:${host}`,
        occurredAt: detail.occurredAt,
        uploadId: '01JDB000000000000000000001',
        host,
        crashId: 'crashId' in detail ? detail.crashId : '',
        title: null,
        findings: findings.map((summary) => ({ code: 'deadlock', severity: 'critical', summary })),
        image: 'signed',
        signedBy: 'release-2026-11',
        textDifferences: 0,
        bytesRead: 1,
        sizeBytes: 1,
      },
    }) as PurgatoryEvent;

  it('is added to the message about its crash, once a day', async () => {
    const h = harness();
    await alert(opened(1), h.deps);
    await alert(examined('a', ['A waits for B']), h.deps);
    await alert(examined('b', ['A waits for B']), h.deps);
    expect(h.said.slice(1)).toEqual([
      'one: report of a · likely: A waits for B · signed by release-2026-11 ✔ · text intact ✔ in thread of WARNING number 1',
    ]);
  });

  it('is no news where nobody was told of its crash', async () => {
    const h = harness();
    await alert(examined('a', ['A waits for B']), h.deps);
    expect(h.said).toEqual([]);
  });
});

describe('what a person does', () => {
  const event = opened(1);
  const changed = {
    name: 'crash.changed',
    detail: { ...event.detail, id: 'changed:1', state: 'resolved', previousState: 'open', by: 'ada' },
  } as PurgatoryEvent;

  it('is passed on to the message about that crash, once', async () => {
    const h = harness();
    await alert(event, h.deps);
    await alert(changed, h.deps);
    await alert(changed, h.deps);
    expect(h.changes).toMatchObject([{ state: 'resolved', by: 'ada', thread: 'thread of WARNING number 1' }]);
  });

  it('is no news of its own', async () => {
    const h = harness();
    expect((await alert(changed, h.deps)).news).toEqual([]);
    expect(h.said).toEqual([]);
  });
});

describe('later news of a crash', () => {
  it('joins the thread of the first', async () => {
    const h = harness();
    await alert(opened(1), h.deps);
    const { detail } = opened(1);
    await alert({ name: 'crash.regressed', detail: { ...detail, id: 'regressed:1' } } as PurgatoryEvent, h.deps);
    expect(h.said).toEqual([
      'one: NEW WARNING number 1',
      'one: REGRESSED WARNING number 1 in thread of WARNING number 1',
    ]);
  });
});

describe('the test of a route', () => {
  const asked = (id: string, route: string) => ({
    version: 1 as const,
    id,
    occurredAt: new Date(NIGHT).toISOString(),
    route,
    by: 'somebody',
  });
  const withTime = (h: ReturnType<typeof harness>): DeliverDeps => ({
    ...h.deps,
    enqueue: () => Promise.resolve(),
    sleep: () => new Promise(() => undefined),
  });

  it('is sent at once, in quiet hours too, and once', async () => {
    const h = harness({ quiet, when: { words: ['SPIKING'] } });
    await testRoute(asked('test:1', 'one'), withTime(h));
    await testRoute(asked('test:1', 'one'), withTime(h));
    expect(h.said).toEqual([expect.stringMatching(/^one: TEST .*somebody/)]);
    expect(await h.deps.alerts.test('test:1')).toEqual({ state: 'delivered' });
  });

  it('says why it failed', async () => {
    const h = harness();
    h.broken.add('one');
    await testRoute(asked('test:1', 'one'), withTime(h));
    await testRoute(asked('test:2', 'nobody'), withTime(h));
    expect(await h.deps.alerts.test('test:1')).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('403'),
    });
    expect(await h.deps.alerts.test('test:2')).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('nobody'),
    });
  });
});

describe('an alert whose sender died', () => {
  it('says that it may have been sent before, and one that failed does not', async () => {
    const h = harness();
    const repeated: unknown[] = [];
    const [target] = h.deps.targets;
    if (target === undefined) throw new Error('there is no route');
    const { route } = target;
    const listening = {
      ...route,
      send: (...args: Parameters<typeof route.send>) => {
        repeated.push(args[0].repeated);
        return route.send(...args);
      },
    };
    const deps = { ...h.deps, targets: [{ ...target, route: listening }] };
    h.broken.add('one');
    await expect(alert(opened(1, 'kasan'), deps)).rejects.toThrow(TransientError);
    h.broken.clear();
    const sent = h.deps.alerts.sent.bind(h.deps.alerts);
    deps.alerts = { ...h.deps.alerts, sent: () => Promise.reject(new Error('killed')) };
    await expect(alert(opened(1, 'kasan'), deps)).rejects.toThrow(TransientError);
    deps.alerts = { ...h.deps.alerts, sent };
    h.clock.now += 60_000;
    await alert(opened(1, 'kasan'), deps);
    await alert(opened(1, 'kasan'), deps);
    expect(repeated).toEqual([false, false, true]);
  });
});
