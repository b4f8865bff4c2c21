import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dynamoRouteHistory } from '../../../../../shared/aws/alerts/route-history.ts';
import { AlertRoutes } from '../../../../../shared/contract/alert-routes.ts';
import { routeDifference } from '../../../../../shared/domain/alert-routes/difference.ts';
import { ConflictError } from '../../../../../shared/errors.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const START = Date.parse('2026-11-23T02:15:30.000Z');
const MAIL = { name: 'mail', type: 'sns' };
const CHAT = { name: 'chat', type: 'slack', secret: 'purgatory/slack' };
const routes = (...given: object[]): AlertRoutes => AlertRoutes.parse({ routes: given });

function harness() {
  const dynamo = memoryDynamo();
  const clock = { now: START };
  return { dynamo, clock, history: dynamoRouteHistory(dynamo.client, 'crashes', () => new Date(clock.now)) };
}

describe('where alerts go', () => {
  it('is what was set last, with who changed what, the newest first', async () => {
    const { history, clock } = harness();
    expect(await history.routes()).toBeUndefined();
    await history.setRoutes(routes(MAIL), 'ada');
    clock.now += 60_000;
    await history.setRoutes(routes({ ...MAIL, enabled: false }, CHAT), 'aziz');
    expect(await history.routes()).toEqual(routes({ ...MAIL, enabled: false }, CHAT));
    const at = (ms: number) => new Date(ms).toISOString();
    expect(await history.changes(10)).toEqual([
      { at: at(clock.now), by: 'aziz', added: ['chat'], removed: [], changed: [{ name: 'mail', fields: ['enabled'] }] },
      { at: at(START), by: 'ada', added: ['mail'], removed: [], changed: [] },
    ]);
    expect(await history.changes(1)).toHaveLength(1);
  });

  it('goes on from a document that was set before anybody kept who did it', async () => {
    const { dynamo, history } = harness();
    const Item = { pk: 'CONFIG', sk: 'ROUTES', routes: routes(MAIL).routes };
    await dynamo.client.send(new PutCommand({ TableName: 'crashes', Item }));
    await history.setRoutes(routes(CHAT), 'ada');
    expect(await history.changes(10)).toMatchObject([{ by: 'ada', added: ['chat'], removed: ['mail'] }]);
  });

  it('is never set over what somebody else has set meanwhile', async () => {
    const { history } = harness();
    await history.setRoutes(routes(MAIL), 'ada');
    const both = await Promise.allSettled([
      history.setRoutes(routes(CHAT), 'ada'),
      history.setRoutes(routes(MAIL, CHAT), 'aziz'),
    ]);
    const refused = both.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(ConflictError);
    expect(await history.changes(10)).toHaveLength(2);
  });
});

describe('what a route did not take', () => {
  it('is kept for 30 days, the last of it, of routes that are asked for', async () => {
    const { history, clock } = harness();
    await history.noteFailure('chat', 'first');
    clock.now += 1000;
    await history.noteFailure('chat', 'x'.repeat(2000));
    await history.noteFailure('gone', 'of no interest');
    expect(await history.failures(['mail', 'chat'])).toEqual([
      { route: 'chat', at: new Date(clock.now).toISOString(), reason: 'x'.repeat(500) },
    ]);
    clock.now += 30 * 86_400_000 + 1000;
    expect(await history.failures(['mail', 'chat'])).toEqual([]);
  });
});

describe('routeDifference', () => {
  const route = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    enabled: fc.boolean(),
    maxPerHour: fc.integer({ min: 1, max: 3 }),
  });
  const document = fc
    .uniqueArray(route, { selector: ({ name }) => name, maxLength: 3 })
    .map((given) => routes(...given.map((one) => ({ ...one, type: 'sns' }))));

  it('is nothing of a document with itself, in any order, and the same backwards the other way round', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const same = { routes: after.routes.toReversed() };
        expect(routeDifference(after, same)).toEqual({ added: [], removed: [], changed: [] });
        const [forth, back] = [routeDifference(before, after), routeDifference(after, before)];
        expect(forth.added.toSorted()).toEqual(back.removed.toSorted());
        const byName = (given: typeof forth) => new Map(given.changed.map(({ name, fields }) => [name, fields]));
        expect(byName(forth)).toEqual(byName(back));
      }),
    );
  });

  it('names a field that came or went', () => {
    const { changed } = routeDifference(
      routes({ ...MAIL, maxPerHour: 5 }),
      routes({ ...MAIL, when: { words: ['NEW'] } }),
    );
    expect(changed).toEqual([{ name: 'mail', fields: ['maxPerHour', 'when'] }]);
  });
});
