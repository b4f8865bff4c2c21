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
});
