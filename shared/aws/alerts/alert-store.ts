/**
 * What alerts were sent where, in the `Crashes` table.
 *
 * ```
 * pk             sk            what
 * A#<alert>      R#<route>     a delivery: under way, or done       (expires)
 * A#<crash>      T#<route>     how the service calls its first message
 * L#<route>      <hour>        alerts of that hour                  (expires)
 * D#<route>      <time>#<id>   a line for the next digest           (expires)
 * D#<route>      ~             which lines the digest under way says
 * A#<test>       TEST          what came of a route's test          (expires)
 * ```
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { RouteTest } from '../../contract/alert-routes.ts';

const HOUR_MS = 3_600_000;

/** `send`: do it now. `again`: as well, but whoever was at it died and may have done it. `sent`: it was done. `busy`: somebody else is at it. */
export type Claim = 'send' | 'again' | 'sent' | 'busy';

export interface AlertStore {
  /** Takes a delivery upon oneself for `leaseMs`. */
  claim(alertId: string, route: string, leaseMs: number): Promise<Claim>;
  /** Gives a delivery back that failed, to be tried again at once. `mayBeSent`: nobody knows whether the service took it. */
  release(alertId: string, route: string, mayBeSent: boolean): Promise<void>;
  /** Notes that it is done. */
  sent(alertId: string, route: string): Promise<void>;
  /** How the service calls the first message about a crash. */
  thread(crashId: string, route: string): Promise<string | undefined>;
  /** Remembers that; the first word counts. */
  startThread(crashId: string, route: string, thread: string): Promise<void>;
  /** Counts one more alert of a route in this hour; undefined when it has had `limit` already. */
  takeFromHour(route: string, limit: number): Promise<HourPlace | undefined>;
  /** Keeps a line for the route's next digest: once, however often it is said. */
  keepForDigest(
    route: string,
    entry: { readonly id: string; readonly at: string; readonly line: string },
  ): Promise<void>;
  /** Lines kept for a route, oldest first, at most 200. */
  digest(route: string): Promise<readonly DigestLine[]>;
  /**
   * What the route's next digest says; undefined where there is nothing. The same lines under the same id until they are forgotten:
   * what arrives meanwhile waits for the one after it.
   */
  nextDigest(route: string): Promise<Digest | undefined>;
  /** Takes away what a digest has said. */
  forget(route: string, digest: Digest): Promise<void>;
  /** Notes what came of a route's test. */
  noteTest(id: string, result: RouteTest): Promise<void>;
  /** Undefined as long as nothing came of it. */
  test(id: string): Promise<RouteTest | undefined>;
}

/** One of an hour's alerts. */
export interface HourPlace {
  /** It was not sent after all. */
  giveBack(): Promise<void>;
}

interface Digest {
  readonly id: string;
  readonly lines: readonly DigestLine[];
}

/** `key` is the store's own. */
export interface DigestLine {
  readonly key: string;
  readonly line: string;
}

/** A lease that is over, and was not given back as one that sent nothing. */
const LONG_OVER = 1;
const TEST_KEPT_SECONDS = 24 * 3600;
const testKey = (id: string) => ({ pk: `A#${id}`, sk: 'TEST' });
const batchKey = (route: string) => ({ pk: `D#${route}`, sk: BATCH });
/** Behind all lines, which begin with a time. */
const BATCH = '~';
const BatchItem = z.object({ id: z.string(), keys: z.array(z.string()) });
const MAX_DIGEST = 200;
const KEPT_SECONDS = 90 * 24 * 3600;

export function dynamoAlerts(client: DynamoDBDocumentClient, table: string, now: () => Date): AlertStore {
  const keyOf = (alertId: string, route: string) => ({ pk: `A#${alertId}`, sk: `R#${route}` });
  return {
    async claim(alertId, route, leaseMs) {
      const time = now().getTime();
      try {
        const { Attributes: before } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(alertId, route),
            ReturnValues: 'ALL_OLD',
            UpdateExpression: 'SET leasedUntil = :until, expiresAt = :expires',
            ConditionExpression: 'attribute_not_exists(pk) OR leasedUntil < :now',
            ExpressionAttributeValues: {
              ':until': time + leaseMs,
              ':now': time,
              ':expires': Math.floor(time / 1000) + KEPT_SECONDS,
            },
          }),
        );
        // A delivery that was given back has a lease of 0: it failed, and was not sent.
        return Number(before?.['leasedUntil'] ?? 0) > 0 ? 'again' : 'send';
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      }
      const found = await client.send(
        new GetCommand({ TableName: table, Key: keyOf(alertId, route), ConsistentRead: true }),
      );
      return found.Item?.['sentAt'] === undefined ? 'busy' : 'sent';
    },
    async release(alertId, route, mayBeSent) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(alertId, route),
          UpdateExpression: 'SET leasedUntil = :none',
          ExpressionAttributeValues: { ':none': mayBeSent ? LONG_OVER : 0 },
        }),
      );
    },
    async sent(alertId, route) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(alertId, route),
          UpdateExpression: 'SET sentAt = :at REMOVE leasedUntil',
          ExpressionAttributeValues: { ':at': now().toISOString() },
        }),
      );
    },
    async thread(crashId, route) {
      const found = await client.send(
        new GetCommand({ TableName: table, Key: { pk: `A#${crashId}`, sk: `T#${route}` }, ConsistentRead: true }),
      );
      const thread: unknown = found.Item?.['thread'];
      return typeof thread === 'string' ? thread : undefined;
    },
    async startThread(crashId, route, thread) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `A#${crashId}`, sk: `T#${route}` },
          UpdateExpression: 'SET thread = if_not_exists(thread, :thread)',
          ExpressionAttributeValues: { ':thread': thread },
        }),
      );
    },
    async takeFromHour(route, limit) {
      const hour = Math.floor(now().getTime() / HOUR_MS);
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk: `L#${route}`, sk: String(hour) },
            UpdateExpression: 'SET expiresAt = :expires ADD #n :one',
            ConditionExpression: 'attribute_not_exists(#n) OR #n < :limit',
            ExpressionAttributeNames: { '#n': 'n' },
            ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expires': (hour + 2) * 3600 },
          }),
        );
        return {
          async giveBack() {
            await client.send(
              new UpdateCommand({
                TableName: table,
                Key: { pk: `L#${route}`, sk: String(hour) },
                UpdateExpression: 'ADD #n :less',
                ExpressionAttributeNames: { '#n': 'n' },
                ExpressionAttributeValues: { ':less': -1 },
              }),
            );
          },
        };
      } catch (cause) {
        if (cause instanceof ConditionalCheckFailedException) return undefined;
        throw cause;
      }
    },
    async keepForDigest(route, { id, at, line }) {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: {
            pk: `D#${route}`,
            sk: `${at}#${id}`,
            line,
            expiresAt: Math.floor(now().getTime() / 1000) + KEPT_SECONDS,
          },
        }),
      );
    },
    async digest(route) {
      const found = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk < :batch',
          ExpressionAttributeValues: { ':pk': `D#${route}`, ':batch': BATCH },
          ConsistentRead: true,
          Limit: MAX_DIGEST,
        }),
      );
      return (found.Items ?? []).map((item) => ({ key: String(item['sk']), line: String(item['line']) }));
    },
    async nextDigest(route) {
      const lines = await this.digest(route);
      const key = batchKey(route);
      for (;;) {
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
        if (Item !== undefined) {
          const { id, keys } = BatchItem.parse(Item);
          return { id, lines: lines.filter((line) => keys.includes(line.key)) };
        }
        if (lines.length === 0) return undefined;
        const id = `digest:${route}:${now().toISOString()}`;
        try {
          await client.send(
            new PutCommand({
              TableName: table,
              Item: { ...key, id, keys: lines.map((line) => line.key) },
              ConditionExpression: 'attribute_not_exists(pk)',
            }),
          );
          return { id, lines };
        } catch (cause) {
          if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
        }
      }
    },
    async forget(route, { id, lines }) {
      await Promise.all(
        lines.map(({ key }) =>
          client.send(new DeleteCommand({ TableName: table, Key: { pk: `D#${route}`, sk: key } })),
        ),
      );
      try {
        await client.send(
          new DeleteCommand({
            TableName: table,
            Key: batchKey(route),
            ConditionExpression: 'id = :id',
            ExpressionAttributeValues: { ':id': id },
          }),
        );
      } catch (cause) {
        // Somebody else has forgotten it.
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      }
    },
    async noteTest(id, result) {
      const expiresAt = Math.floor(now().getTime() / 1000) + TEST_KEPT_SECONDS;
      await client.send(new PutCommand({ TableName: table, Item: { ...testKey(id), ...result, expiresAt } }));
    },
    async test(id) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: testKey(id), ConsistentRead: true }));
      return Item === undefined ? undefined : RouteTest.parse(Item);
    },
  };
}
