/** A route that fails again and again is left alone for a while, by all that deliver. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { dynamoBreakers } from '../../../../../shared/aws/alerts/route-breakers.ts';
import type { RouteBreakers } from '../../../../../shared/aws/alerts/route-breakers.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const START = Date.parse('2026-11-23T02:15:30.500Z');
const SECOND = 1000;

let dynamo: ReturnType<typeof memoryDynamo>;
let now: number;
let breakers: RouteBreakers;
beforeEach(() => {
  dynamo = memoryDynamo();
  now = START;
  breakers = dynamoBreakers(dynamo.client, 'crashes', () => new Date(now));
});

/** A delivery that fails: whether it was the one that opened the breaker. */
const fail = async (route = 'one') => breakers.failed(route, await breakers.gate(route));
async function failed(times: number): Promise<boolean[]> {
  const answers = [];
  for (let i = 0; i < times; i++) answers.push(await fail());
  return answers;
}
const item = () => dynamo.items.get('B#one\u0000BREAKER');

describe('a route that fails', () => {
  it('is left alone after the third time, which is the one that tells, for half a minute; others are not', async () => {
    expect(await failed(3)).toEqual([false, false, true]);
    expect(await breakers.gate('one')).toEqual({ state: 'open', waitMs: 30 * SECOND });
    expect(await breakers.gate('two')).toEqual({ state: 'closed', failures: 0 });
    now += 30 * SECOND - 1;
    expect(await breakers.gate('one')).toEqual({ state: 'open', waitMs: 1 });
  });

  it('begins anew where it worked in between', async () => {
    await failed(2);
    const gate = await breakers.gate('one');
    expect(gate).toEqual({ state: 'closed', failures: 2 });
    await breakers.worked('one', gate);
    expect(await breakers.gate('one')).toEqual({ state: 'closed', failures: 0 });
    expect(await failed(3)).toEqual([false, false, true]);
  });

  it('is told of once where several fail at the same moment', async () => {
    await failed(2);
    const gates = await Promise.all([1, 2, 3].map(() => breakers.gate('one')));
    const told = await Promise.all(gates.map((gate) => breakers.failed('one', gate)));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(item()).toMatchObject({ openings: 1, openUntil: START + 30 * SECOND });
  });

  it('is forgotten after a day, in seconds', async () => {
    await failed(1);
    expect(item()?.['expiresAt']).toBe(Math.floor(START / 1000) + 86_400);
    now += 60 * SECOND;
    await failed(2);
    expect(item()?.['expiresAt']).toBe(Math.floor(START / 1000) + 60 + 86_400);
  });
});

describe('a route that is left alone', () => {
  beforeEach(async () => {
    await failed(3);
    now += 30 * SECOND;
  });

  it('is tried by one, for whom the others wait; by another one where that took too long', async () => {
    const gates = await Promise.all([1, 2, 3].map(() => breakers.gate('one')));
    expect(gates.filter(({ state }) => state === 'probe')).toHaveLength(1);
    expect(gates.filter(({ state }) => state === 'open')).toEqual(
      Array.from({ length: 2 }, () => ({ state: 'open', waitMs: 15 * SECOND })),
    );
    now += 15 * SECOND - 1;
    expect(await breakers.gate('one')).toEqual({ state: 'open', waitMs: 1 });
    now += 1;
    expect(await breakers.gate('one')).toEqual({ state: 'probe' });
  });

  it('is open to all once the try worked', async () => {
    await breakers.worked('one', await breakers.gate('one'));
    expect(await breakers.gate('one')).toEqual({ state: 'closed', failures: 0 });
    expect(item()).toBeUndefined();
  });

  it('is left alone twice as long each time that a try fails, five minutes at most, and nobody is told again', async () => {
    const waits = [];
    for (let i = 0; i < 6; i++) {
      const gate = await breakers.gate('one');
      expect(gate.state).toBe('probe');
      expect(await breakers.failed('one', gate)).toBe(false);
      const next = await breakers.gate('one');
      waits.push(next.state === 'open' ? next.waitMs / SECOND : next.state);
      now += next.state === 'open' ? next.waitMs : 0;
    }
    expect(waits).toEqual([60, 120, 240, 300, 300, 300]);
  });

  it('is not left alone anew where it worked for another before the try failed', async () => {
    const gate = await breakers.gate('one');
    await breakers.worked('one', { state: 'probe' });
    expect(await breakers.failed('one', gate)).toBe(false);
    expect(await breakers.gate('one')).toEqual({ state: 'closed', failures: 0 });
  });
});

describe('a route that works', () => {
  it('costs no write', async () => {
    await breakers.worked('one', await breakers.gate('one'));
    expect([...dynamo.calls]).toEqual([['GetCommand', 1]]);
  });
});

it('fails where the table does', async () => {
  await failed(3);
  now += 30 * SECOND;
  dynamo.onCommand = (name) => {
    if (name === 'UpdateCommand') throw new Error('throttled');
  };
  await expect(breakers.gate('one')).rejects.toThrow('throttled');
});
