import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { dynamoAlerts } from '../../../../shared/aws/alerts/alert-store.ts';
import { uploadInMessage } from '../../../../shared/aws/runtime/correlation.ts';
import { dynamoBreakers } from '../../../../shared/aws/alerts/route-breakers.ts';
import { dynamoRouteHistory } from '../../../../shared/aws/alerts/route-history.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { deliver, deliveryDetail, dispatch, readDelivery, within } from '../../../../functions/alert/deliver.ts';
import type { DeliverDeps, Delivery } from '../../../../functions/alert/deliver.ts';
import type { Route } from '../../../../functions/alert/routes/route.ts';
import type { Target } from '../../../../functions/alert/alert.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { late } from '../../../support/late.ts';

const START = Date.parse('2026-11-23T02:15:30.000Z');
const UPLOAD = '01JDB000000000000000000001';

function opened(index: number): PurgatoryEvent {
  const at = new Date(START).toISOString();
  const crashId = `c${String(index).padStart(24, '0')}`;
  return {
    name: 'crash.opened',
    detail: {
      version: 1,
      id: `opened:${crashId}`,
      occurredAt: at,
      correlationId: UPLOAD,
      crashId,
      title: `kernel BUG in f${index}`,
      kind: 'bug',
      fingerprint: `v1:${index}`,
      state: 'open',
      count: 1,
      hostCount: 1,
      hosts: ['a'],
      kernels: ['6.12.117'],
      culprit: [],
      firstSeen: at,
      lastSeen: at,
      uploadIds: [UPLOAD],
      added: 1,
    },
  };
}

interface Message {
  readonly delivery: Delivery;
  readonly visibleAt: number;
  readonly receives: number;
}

/** Routes over a queue in virtual time; a route that hangs never answers. */
function world(names: readonly string[], configs: Readonly<Record<string, Target['config']>> = {}) {
  const clock = { now: START };
  const now = () => new Date(clock.now);
  const dynamo = memoryDynamo();
  const history = dynamoRouteHistory(dynamo.client, 'crashes', now);
  const hung = new Set<string>();
  const took: { route: string; id: string; at: number }[] = [];
  const notices: { route: string; text: string; at: number }[] = [];
  let queue: Message[] = [];
  let sleepers: { until: number; resolve: () => void }[] = [];
  let posts = 0;
  const routeOf = (name: string): Route => ({
    name,
    send: ({ news }) => {
      posts += 1;
      if (hung.has(name)) return new Promise(() => undefined);
      took.push({ route: name, id: news.id, at: clock.now - START });
      return Promise.resolve(undefined);
    },
    notify: (text) => {
      if (hung.has(name)) return new Promise(() => undefined);
      notices.push({ route: name, text, at: clock.now - START });
      return Promise.resolve();
    },
  });
  const deps: DeliverDeps = {
    groupOf: () => Promise.resolve(undefined),
    alerts: dynamoAlerts(dynamo.client, 'crashes', now),
    breakers: dynamoBreakers(dynamo.client, 'crashes', now),
    routeHistory: history,
    targets: names.map((name) => ({ route: routeOf(name), config: configs[name] ?? {} })),
    fallback: routeOf('fallback'),
    tagsOf: () => Promise.resolve(new Set()),
    lastGoodKernel: () => Promise.resolve(undefined),
    noteAlerted: () => Promise.resolve(undefined),
    leaseMs: 30_000,
    now,
    enqueue: (deliveries, delayMs) => {
      for (const delivery of deliveries) {
        const through = readDelivery(JSON.parse(JSON.stringify(deliveryDetail(delivery))));
        if (through === undefined) throw new Error('a delivery that can not be read');
        queue.push({ delivery: through, visibleAt: clock.now + delayMs, receives: 0 });
      }
      return Promise.resolve();
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleepers.push({ until: clock.now + ms, resolve });
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
  };

  /** Second by second, with one function of ten messages at a time: the narrowest that there is. */
  async function run(seconds: number): Promise<void> {
    let batch: Promise<unknown> | undefined;
    for (const end = clock.now + seconds * 1000; clock.now < end; clock.now = nextMoment(end)) {
      const woken = sleepers.filter(({ until }) => until <= clock.now);
      sleepers = sleepers.filter(({ until }) => until > clock.now);
      for (const { resolve } of woken) resolve();
      await turns();
      const due = queue.filter(({ visibleAt }) => visibleAt <= clock.now).slice(0, 10);
      if (batch === undefined && due.length > 0) {
        queue = queue.filter((message) => !due.includes(message));
        batch = Promise.all(due.map(handle)).then(() => {
          batch = undefined;
        });
      }
      await turns();
    }
  }

  /** A second later, or when something happens again. */
  function nextMoment(end: number): number {
    const moments = [...queue.map(({ visibleAt }) => visibleAt), ...sleepers.map(({ until }) => until), end];
    return Math.max(clock.now + 1000, Math.min(...moments));
  }

  async function handle(message: Message): Promise<void> {
    const receives = message.receives + 1;
    try {
      await deliver(message.delivery, deps, receives >= 5);
    } catch (error) {
      if (error instanceof TransientError) queue.push({ ...message, receives, visibleAt: clock.now + 5000 });
    }
  }

  return { deps, history, hung, took, notices, run, posts: () => posts, waiting: () => queue.length, clock };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await setImmediate();
}

describe('routes', () => {
  it('get an alert within seconds while another one hangs, are told of that one, and nothing is lost for it', async () => {
    const w = world(['dead', 'pager']);
    w.hung.add('dead');
    for (let index = 0; index < 24; index++) await dispatch(opened(index), w.deps);
    await w.run(240);

    const pager = w.took.filter(({ route }) => route === 'pager');
    expect(new Set(pager.map(({ id }) => id)).size).toBe(24);
    expect(pager).toHaveLength(24);
    // Three batches of ten that hang for twelve seconds at most, and then none.
    expect(Math.max(...pager.map(({ at }) => at))).toBeLessThanOrEqual(40_000);
    expect(w.notices.map(({ route }) => route)).toEqual(['pager']);
    expect(w.notices[0]?.text).toMatch(/^ROUTE FAILING {2}dead: .*no answer within 12 s/);
    expect(w.notices[0]?.at).toBeLessThanOrEqual(30_000);

    w.hung.clear();
    await w.run(900);
    const late = w.took.filter(({ route }) => route === 'dead');
    expect(late).toHaveLength(24);
    expect(new Set(late.map(({ id }) => id)).size).toBe(24);
    expect(w.waiting()).toBe(0);
  });

  it('have what they did not take kept for people to look at, and nothing of those that took all', async () => {
    const w = world(['dead', 'pager']);
    w.hung.add('dead');
    await dispatch(opened(1), w.deps);
    await w.run(60);
    const failures = await w.history.failures(['dead', 'pager']);
    expect(failures.map(({ route }) => route)).toEqual(['dead']);
    expect(failures[0]?.reason).toContain('no answer within 12 s');
  });

  it('fail as they did where that can’t be kept', async () => {
    const w = world(['dead']);
    w.hung.add('dead');
    const routeHistory = { noteFailure: () => Promise.reject(new Error('the table is gone')) };
    const delivery = { route: 'dead', event: opened(1), since: new Date(START).toISOString() };
    const sleep = () => Promise.resolve();
    await expect(deliver(delivery, { ...w.deps, routeHistory, sleep }, false)).rejects.toThrow('no answer within 12 s');
  });

  it('are not asked in vain: of a route that hangs few deliveries are tried', async () => {
    const w = world(['dead', 'pager']);
    w.hung.add('dead');
    for (let index = 0; index < 24; index++) await dispatch(opened(index), w.deps);
    await w.run(1800);
    // 24 to the pager; to the dead one two batches, then a probe now and then.
    expect(w.posts() - 24).toBeLessThanOrEqual(30);
  });

  it('are given up after an hour, and the others are told', async () => {
    const w = world(['dead', 'pager']);
    w.hung.add('dead');
    for (let index = 0; index < 4; index++) await dispatch(opened(index), w.deps);
    await w.run(2 * 3600);
    expect(w.waiting()).toBe(0);
    const digest = await w.deps.alerts.digest('pager');
    const told = [...w.notices.map(({ text }) => text), ...digest.map(({ line }) => line)].join('\n');
    for (let index = 0; index < 4; index++) expect(told).toContain(`opened:c${String(index).padStart(24, '0')}`);
  });

  it('get what was given up once somebody sends it again, also where they are still left alone then', async () => {
    const w = world(['dead', 'pager']);
    w.hung.add('dead');
    for (let index = 0; index < 4; index++) await dispatch(opened(index), w.deps);
    await w.run(60);
    const since = new Date(w.clock.now - 24 * 3_600_000).toISOString();
    expect(await deliver({ route: 'dead', event: opened(9), since }, w.deps, false)).toEqual({ outcome: 'deferred' });
    w.hung.clear();
    await w.run(900);
    expect(w.took.filter(({ route, id }) => route === 'dead' && id.endsWith('09'))).toHaveLength(1);
  });

  it('have an hour anew for what somebody sends again', async () => {
    const w = world(['dead', 'pager']);
    w.hung.add('dead');
    for (let index = 0; index < 4; index++) await dispatch(opened(index), w.deps);
    await w.run(60);
    const put: Delivery[] = [];
    const deps = {
      ...w.deps,
      enqueue: (deliveries: readonly Delivery[]) => Promise.resolve(void put.push(...deliveries)),
    };
    const ago = (hours: number) => new Date(w.clock.now - hours * 3_600_000).toISOString();
    for (const since of [ago(24), ago(0.5)]) await deliver({ route: 'dead', event: opened(9), since }, deps, false);
    expect(put.map(({ since }) => since)).toEqual([ago(0), ago(0.5)]);
  });

  it('are known to work when a delivery is done, however slow the table is', async () => {
    const w = world(['pager']);
    const event = opened(1);
    const since = new Date(START).toISOString();
    for (let failures = 0; failures < 2; failures++) {
      await w.deps.breakers.failed('pager', await w.deps.breakers.gate('pager'));
    }
    await deliver({ route: 'pager', event, since }, { ...w.deps, breakers: late(w.deps.breakers) }, false);
    expect(await w.deps.breakers.gate('pager')).toEqual({ state: 'closed', failures: 0 });
  });

  it('get a message only where they have something to do with the event', async () => {
    const w = world(['all', 'regressions'], { regressions: { when: { words: ['REGRESSED'] } } });
    expect(await dispatch(opened(1), w.deps)).toEqual(['all']);
    expect(w.waiting()).toBe(1);
  });

  it('get what adds to a message, and what a person did, where they can take it', async () => {
    const w = world(['plain', 'chat', 'pager']);
    const [plain, chat, pager] = w.deps.targets;
    if (plain === undefined || chat === undefined || pager === undefined) throw new Error('there are three');
    const nothing = () => Promise.resolve();
    const targets = [
      plain,
      { ...chat, route: { ...chat.route, followUp: nothing } },
      { ...pager, route: { ...pager.route, change: nothing } },
    ];
    const deps = { ...w.deps, targets };
    const { detail } = opened(1);
    const changed = {
      name: 'crash.changed',
      detail: { ...detail, state: 'resolved', previousState: 'open', by: 'ada' },
    };
    expect(await dispatch(changed as PurgatoryEvent, deps)).toEqual(['pager']);
    const examined = (more: object) =>
      ({
        name: 'dump.examined',
        detail: {
          ...{ version: 1, id: 'examined:1', occurredAt: detail.occurredAt, uploadId: UPLOAD, host: 'a', title: null },
          ...{ findings: [], image: 'unknown', bytesRead: 1, sizeBytes: 1, crashId: `c${'0'.repeat(24)}`, ...more },
        },
      }) as PurgatoryEvent;
    const findings = [{ code: 'deadlock', severity: 'critical', summary: 'A waits for B' }];
    expect(await dispatch(examined({ findings }), deps)).toEqual(['chat']);
    expect(await dispatch(examined({ image: 'signed' }), deps)).toEqual(['chat']);
    expect(await dispatch(examined({}), deps)).toEqual([]);
    expect(await dispatch(examined({ findings, crashId: undefined }), deps)).toEqual([]);
  });

  it('that are gone by now are no failure', async () => {
    const w = world(['all']);
    const delivery = { route: 'gone', event: opened(1), since: new Date(START).toISOString() };
    expect(await deliver(delivery, w.deps, false)).toEqual({ outcome: 'no route' });
  });

  it('are told of a change of what signs by the topic too, as one that is there', async () => {
    const w = world([]);
    const event: PurgatoryEvent = {
      name: 'change.requested',
      detail: {
        ...{ version: 1, id: 'change:1', occurredAt: new Date(START).toISOString(), changeId: '1', kind: 'policy' },
        ...{ summary: 'the policy', by: 'ada', reason: 'a new fleet', changes: [], warnings: [] },
      } as never,
    };
    expect(await dispatch(event, w.deps)).toEqual(['fallback']);
    const delivery = { route: 'fallback', event, since: new Date(START).toISOString() };
    expect(await deliver(delivery, w.deps, false)).toMatchObject({ outcome: 'delivered' });
    expect(w.notices).toMatchObject([{ route: 'fallback' }]);
  });

  it('are told on the topic where there is no other', async () => {
    const w = world(['dead']);
    w.hung.add('dead');
    for (let index = 0; index < 4; index++) await dispatch(opened(index), w.deps);
    await w.run(120);
    expect(w.notices.map(({ route }) => route)).toEqual(['fallback']);
  });
});

it('leaves no clock running behind work that has ended', async () => {
  const signals: AbortSignal[] = [];
  const sleep = (_ms: number, signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<void>(() => undefined);
  };
  expect(await within(1000, Promise.resolve('done'), { sleep })).toBe('done');
  await expect(within(1000, Promise.reject(new Error('no')), { sleep })).rejects.toThrow('no');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

it('names the upload in the message of a delivery', () => {
  const delivery = { route: 'pager', event: opened(1), since: new Date(START).toISOString() };
  const body = JSON.stringify({ id: 'x', 'detail-type': 'alert.deliver', detail: deliveryDetail(delivery) });
  expect(uploadInMessage({ body })).toBe(UPLOAD);
});
