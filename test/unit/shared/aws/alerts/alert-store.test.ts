import { describe, expect, it } from '@jest/globals';
import { dynamoAlerts } from '../../../../../shared/aws/alerts/alert-store.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const START = Date.parse('2026-11-23T02:15:30.000Z');
const LEASE_MS = 30_000;

function harness() {
  const dynamo = memoryDynamo();
  const clock = { now: START };
  const alerts = dynamoAlerts(dynamo.client, 'crashes', () => new Date(clock.now));
  const claim = (route = 'one') => alerts.claim('opened:c1', route, LEASE_MS);
  return { dynamo, clock, alerts, claim };
}

describe('the delivery of an alert', () => {
  it("is one caller's for as long as the lease runs, and another's after it", async () => {
    const { clock, claim } = harness();
    expect(await claim()).toBe('send');
    expect(await claim()).toBe('busy');
    clock.now = START + LEASE_MS;
    expect(await claim()).toBe('busy');
    clock.now = START + LEASE_MS + 1;
    // The first one died, and may have sent it.
    expect(await claim()).toBe('again');
    clock.now += LEASE_MS;
    expect(await claim()).toBe('busy');
  });

  it('is done for good once it is done', async () => {
    const { clock, alerts, claim } = harness();
    await claim();
    await alerts.sent('opened:c1', 'one');
    expect(await claim()).toBe('sent');
    clock.now += 10 * LEASE_MS;
    expect(await claim()).toBe('sent');
  });

  it('may be tried again at once when it was given back', async () => {
    const { alerts, claim } = harness();
    await claim();
    await alerts.release('opened:c1', 'one', false);
    expect(await claim()).toBe('send');
    await alerts.release('opened:c1', 'one', true);
    expect(await claim()).toBe('again');
  });

  it('is of one route and one alert', async () => {
    const { alerts, claim } = harness();
    expect(await claim()).toBe('send');
    expect(await claim('two')).toBe('send');
    expect(await alerts.claim('opened:c2', 'one', LEASE_MS)).toBe('send');
  });

  it('is forgotten after ninety days', async () => {
    const { dynamo, claim } = harness();
    await claim();
    const [item] = dynamo.items.values();
    expect(item).toMatchObject({ expiresAt: Math.floor(START / 1000) + 90 * 86_400, leasedUntil: START + LEASE_MS });
  });

  it('fails where the table does', async () => {
    const { dynamo, claim } = harness();
    dynamo.onCommand = () => {
      throw new Error('throttled');
    };
    await expect(claim()).rejects.toThrow('throttled');
  });
});

describe('the alerts of an hour', () => {
  it('are so many, and anew in the next', async () => {
    const { alerts, clock, dynamo } = harness();
    const taken = [];
    for (let i = 0; i < 4; i++) taken.push(await alerts.takeFromHour('one', 3));
    expect(taken.map((place) => place !== undefined)).toEqual([true, true, true, false]);
    expect(await alerts.takeFromHour('two', 3)).toBeDefined();
    const hour = Math.floor(START / 3_600_000);
    expect([...dynamo.items.values()][0]).toMatchObject({ sk: String(hour), expiresAt: (hour + 2) * 3600 });
    clock.now += 3_600_000;
    expect(await alerts.takeFromHour('one', 3)).toBeDefined();
  });

  it('are given back one by one', async () => {
    const { alerts } = harness();
    const place = await alerts.takeFromHour('one', 1);
    expect(await alerts.takeFromHour('one', 1)).toBeUndefined();
    await place?.giveBack();
    expect(await alerts.takeFromHour('one', 1)).toBeDefined();
    expect(await alerts.takeFromHour('one', 1)).toBeUndefined();
  });

  it('are not called used up where the table fails', async () => {
    const { alerts, dynamo } = harness();
    dynamo.onCommand = () => {
      throw new Error('throttled');
    };
    await expect(alerts.takeFromHour('one', 1)).rejects.toThrow('throttled');
  });
});

describe('the first message about a crash', () => {
  it('keeps the name it was given first', async () => {
    const { alerts } = harness();
    expect(await alerts.thread('c1', 'one')).toBeUndefined();
    await alerts.startThread('c1', 'one', 'first');
    await alerts.startThread('c1', 'one', 'second');
    expect(await alerts.thread('c1', 'one')).toBe('first');
    expect(await alerts.thread('c1', 'two')).toBeUndefined();
    expect(await alerts.thread('c2', 'one')).toBeUndefined();
  });
});

describe('the digest of a route', () => {
  it('has each line once, oldest first, until it is forgotten', async () => {
    const { alerts, dynamo } = harness();
    const line = (id: string, at: string) => ({ id, at, line: `line ${id}` });
    await alerts.keepForDigest('one', line('b', '2026-11-23T02:00:00.000Z'));
    await alerts.keepForDigest('one', line('a', '2026-11-23T01:00:00.000Z'));
    await alerts.keepForDigest('one', line('a', '2026-11-23T01:00:00.000Z'));
    await alerts.keepForDigest('two', line('c', '2026-11-23T01:00:00.000Z'));
    const kept = await alerts.digest('one');
    expect(kept.map(({ line: text }) => text)).toEqual(['line a', 'line b']);
    for (const item of dynamo.items.values()) expect(item['expiresAt']).toBe(Math.floor(START / 1000) + 90 * 86_400);
    await alerts.forget('one', { id: 'digest', lines: kept.slice(0, 1) });
    expect((await alerts.digest('one')).map(({ line: text }) => text)).toEqual(['line b']);
    expect(await alerts.digest('two')).toHaveLength(1);
  });

  it('is made of the same lines each time until it is forgotten, whatever comes meanwhile', async () => {
    const { alerts, clock } = harness();
    expect(await alerts.nextDigest('one')).toBeUndefined();
    await alerts.keepForDigest('one', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'line a' });
    const first = await alerts.nextDigest('one');
    expect(first).toMatchObject({ id: 'digest:one:2026-11-23T02:15:30.000Z', lines: [{ line: 'line a' }] });
    await alerts.keepForDigest('one', { id: 'b', at: '2026-11-23T02:00:00.000Z', line: 'line b' });
    clock.now += 60_000;
    expect(await alerts.nextDigest('one')).toEqual(first);
    await alerts.forget('one', first!);
    const second = await alerts.nextDigest('one');
    expect(second).toMatchObject({ id: 'digest:one:2026-11-23T02:16:30.000Z', lines: [{ line: 'line b' }] });
    // Somebody who was late forgets the one before: the next one stays.
    await alerts.forget('one', { id: first!.id, lines: [] });
    expect(await alerts.nextDigest('one')).toEqual(second);
  });

  it('is one, whoever makes it: two at once make the same', async () => {
    const { alerts } = harness();
    await alerts.keepForDigest('one', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'line a' });
    const both = await Promise.all([alerts.nextDigest('one'), alerts.nextDigest('one')]);
    expect(both[0]).toEqual(both[1]);
  });

  it('is not called forgotten where the table fails', async () => {
    const { alerts, dynamo } = harness();
    await alerts.keepForDigest('one', { id: 'a', at: '2026-11-23T01:00:00.000Z', line: 'line a' });
    const digest = (await alerts.nextDigest('one'))!;
    dynamo.onCommand = (_, input) => {
      if ('ConditionExpression' in (input as object)) throw new Error('throttled');
    };
    await expect(alerts.forget('one', digest)).rejects.toThrow('throttled');
  });
});

describe('the test of a route', () => {
  it('is remembered for a day, in seconds', async () => {
    const { alerts, dynamo } = harness();
    expect(await alerts.test('t1')).toBeUndefined();
    const result = { state: 'failed' as const, reason: 'HTTP 404' };
    await alerts.noteTest('t1', result);
    expect(await alerts.test('t1')).toEqual(result);
    expect([...dynamo.items.values()][0]?.['expiresAt']).toBe(Math.floor(START / 1000) + 86_400);
  });
});
