/**
 * What alerts were sent where, in the `Crashes` table.
 *
 * ```
 * pk             sk            what
 * A#<alert>      R#<route>     a delivery: under way, or done       (expires)
 * A#<crash>      T#<route>     how the service calls its first message
 * L#<route>      <hour>        alerts of that hour                  (expires)
 * D#<route>      <time>#<id>   a line for the next digest           (expires)
 * CONFIG         ROUTES        where alerts go
 * ```
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { AlertRoutes } from '../contract/alert-routes.ts';

const HOUR_MS = 3_600_000;
const ROUTES_KEY = { pk: 'CONFIG', sk: 'ROUTES' };

/** `send`: do it now. `sent`: it was done. `busy`: somebody else is at it. */
export type Claim = 'send' | 'sent' | 'busy';

export interface AlertStore {
  /** Takes a delivery upon oneself for `leaseMs`. */
  claim(alertId: string, route: string, leaseMs: number): Promise<Claim>;
  /** Gives a delivery back that failed, to be tried again at once. */
  release(alertId: string, route: string): Promise<void>;
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
  forget(route: string, lines: readonly DigestLine[]): Promise<void>;
  /** Where alerts go, as an admin has set it; undefined where nobody has. */
  routes(): Promise<AlertRoutes | undefined>;
  setRoutes(routes: AlertRoutes): Promise<void>;
}

/** One of an hour's alerts. */
export interface HourPlace {
  /** It was not sent after all. */
  giveBack(): Promise<void>;
}

/** `key` is the store's own. */
export interface DigestLine {
  readonly key: string;
  readonly line: string;
}

const MAX_DIGEST = 200;
const KEPT_SECONDS = 90 * 24 * 3600;

export function dynamoAlerts(client: DynamoDBDocumentClient, table: string, now: () => Date): AlertStore {
  const keyOf = (alertId: string, route: string) => ({ pk: `A#${alertId}`, sk: `R#${route}` });
  return {
    async claim(alertId, route, leaseMs) {
      const time = now().getTime();
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(alertId, route),
            UpdateExpression: 'SET leasedUntil = :until, expiresAt = :expires',
            ConditionExpression: 'attribute_not_exists(pk) OR leasedUntil < :now',
            ExpressionAttributeValues: {
              ':until': time + leaseMs,
              ':now': time,
              ':expires': Math.floor(time / 1000) + KEPT_SECONDS,
            },
          }),
        );
        return 'send';
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      }
      const found = await client.send(
        new GetCommand({ TableName: table, Key: keyOf(alertId, route), ConsistentRead: true }),
      );
      return found.Item?.['sentAt'] === undefined ? 'busy' : 'sent';
    },
    async release(alertId, route) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(alertId, route),
          UpdateExpression: 'SET leasedUntil = :none',
          ExpressionAttributeValues: { ':none': 0 },
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
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `D#${route}` },
          ConsistentRead: true,
          Limit: MAX_DIGEST,
        }),
      );
      return (found.Items ?? []).map((item) => ({ key: String(item['sk']), line: String(item['line']) }));
    },
    async forget(route, lines) {
      await Promise.all(
        lines.map(({ key }) =>
          client.send(new DeleteCommand({ TableName: table, Key: { pk: `D#${route}`, sk: key } })),
        ),
      );
    },
    async routes() {
      const found = await client.send(new GetCommand({ TableName: table, Key: ROUTES_KEY, ConsistentRead: true }));
      return found.Item === undefined ? undefined : AlertRoutes.parse({ routes: found.Item['routes'] as unknown });
    },
    async setRoutes({ routes }) {
      await client.send(new PutCommand({ TableName: table, Item: { ...ROUTES_KEY, routes } }));
    },
  };
}
