/**
 * What alerts were sent where, in the `Crashes` table.
 *
 * ```
 * pk             sk            what
 * A#<alert>      R#<route>     a delivery: under way, or done       (expires)
 * A#<crash>      LATEST        the group's latest alert and numbers
 * ```
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** `send`: do it now. `sent`: it was done. `busy`: somebody else is at it. */
export type Claim = 'send' | 'sent' | 'busy';

export interface AlertStore {
  /** Takes a delivery upon oneself for `leaseMs`. */
  claim(alertId: string, route: string, leaseMs: number): Promise<Claim>;
  /** Gives a delivery back that failed, to be tried again at once. */
  release(alertId: string, route: string): Promise<void>;
  /** Notes that it is done. */
  sent(alertId: string, route: string): Promise<void>;
  /** Notes a group's latest numbers beside its alert. */
  update(crashId: string, numbers: { readonly count: number; readonly hostCount: number }): Promise<void>;
}

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
    async update(crashId, { count, hostCount }) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk: `A#${crashId}`, sk: 'LATEST' },
            UpdateExpression: 'SET #count = :count, hostCount = :hosts, updatedAt = :at',
            // Events may come out of order: the higher count is the later one.
            ConditionExpression: 'attribute_not_exists(#count) OR #count < :count',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: { ':count': count, ':hosts': hostCount, ':at': now().toISOString() },
          }),
        );
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      }
    },
  };
}
