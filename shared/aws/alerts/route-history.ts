/**
 * Where alerts go, who changed that, and what a route did not take last, in the `Crashes` table.
 *
 * ```
 * pk          sk              what
 * CONFIG      ROUTES          where alerts go, after how many changes
 * CONFIG      ROUTES#<n>      who made the n-th change, and what it was
 * R#<route>   FAILED          the last failure                        (expires)
 * ```
 */
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AlertRoutes, RouteChange, RouteFailure } from '../../contract/alert-routes.ts';
import { routeDifference } from '../../domain/alert-routes/difference.ts';
import { ConflictError } from '../../errors.ts';
import { transact } from '../crashes/transact.ts';

export interface RouteHistory {
  /** Where alerts go, as an admin has set it; undefined where nobody has. */
  routes(): Promise<AlertRoutes | undefined>;
  /** @throws {ConflictError} where somebody else has set them meanwhile: nothing was changed */
  setRoutes(routes: AlertRoutes, by: string): Promise<void>;
  /** The newest first. What was changed before anybody kept it is not known. */
  changes(limit: number): Promise<readonly RouteChange[]>;
  noteFailure(route: string, reason: string): Promise<void>;
  /** Of these routes, those that have failed within 30 days. */
  failures(routes: readonly string[]): Promise<readonly RouteFailure[]>;
}

const PK = 'CONFIG';
const ROUTES_KEY = { pk: PK, sk: 'ROUTES' };
const CHANGE = 'ROUTES#';
/** Numbers of one length sort as words do. */
const DIGITS = 9;
const FAILURE_KEPT_SECONDS = 30 * 24 * 3600;
const MAX_REASON = 500;

const failureKey = (route: string) => ({ pk: `R#${route}`, sk: 'FAILED' });
const Counted = z.object({ changeCount: z.number().int().nonnegative().default(0) });

export function dynamoRouteHistory(client: DynamoDBDocumentClient, table: string, now: () => Date): RouteHistory {
  async function read(): Promise<{ readonly routes: AlertRoutes | undefined; readonly changes: number }> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: ROUTES_KEY, ConsistentRead: true }));
    if (Item === undefined) return { routes: undefined, changes: 0 };
    return {
      routes: AlertRoutes.parse({ routes: Item['routes'] as unknown }),
      changes: Counted.parse(Item).changeCount,
    };
  }

  return {
    async routes() {
      return (await read()).routes;
    },
    async setRoutes({ routes }, by) {
      const before = await read();
      const count = before.changes + 1;
      const change = { at: now().toISOString(), by, ...routeDifference(before.routes ?? { routes: [] }, { routes }) };
      const done = await transact(client, [
        {
          purpose: 'routes',
          item: { Put: { TableName: table, Item: { ...ROUTES_KEY, routes, changeCount: count } } },
        },
        {
          purpose: 'change',
          item: {
            Put: {
              TableName: table,
              Item: { pk: PK, sk: `${CHANGE}${String(count).padStart(DIGITS, '0')}`, ...change },
              // Whoever read the same document and was faster has made this change already.
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        },
      ]);
      if (done.done) return;
      throw new ConflictError('somebody else has set the routes meanwhile: read them again, and set them then');
    },
    async changes(limit) {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :change)',
          ExpressionAttributeValues: { ':pk': PK, ':change': CHANGE },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
        }),
      );
      return (Items ?? []).map((item) => RouteChange.parse(item));
    },
    async noteFailure(route, reason) {
      const at = now();
      await client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...failureKey(route),
            ...{ route, at: at.toISOString(), reason: reason.slice(0, MAX_REASON) },
            expiresAt: Math.floor(at.getTime() / 1000) + FAILURE_KEPT_SECONDS,
          },
        }),
      );
    },
    async failures(routes) {
      const found = await Promise.all(
        routes.map((route) => client.send(new GetCommand({ TableName: table, Key: failureKey(route) }))),
      );
      const seconds = now().getTime() / 1000;
      // What has expired is taken away some day, not at once.
      return found.flatMap(({ Item }) =>
        Item === undefined || Number(Item['expiresAt']) <= seconds ? [] : [RouteFailure.parse(Item)],
      );
    },
  };
}
