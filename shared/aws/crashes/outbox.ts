/**
 * The outbox: an event is written in the very transaction that makes it true, then sent, then taken out. A function that
 * dies in between leaves it behind; the next redelivery or the sweep sends it. So an event may come twice, never not at all.
 */
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { parseEvent } from '../../contract/events.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { Keys, OUTBOX_SHARDS } from './items.ts';

const OutboxItem = z.object({ pk: z.string(), sk: z.string(), name: z.string(), detail: z.unknown() });

/** The item that goes into a transaction for `event`. */
export function outboxItem(event: PurgatoryEvent): Record<string, unknown> {
  return { ...Keys.outbox(event.detail.id, event.detail.occurredAt), name: event.name, detail: event.detail };
}

export interface Outbox {
  /** Events written at least `olderThanMs` ago and not sent yet, oldest first within a shard; at most 100 of each shard. */
  pending(olderThanMs: number): Promise<readonly PurgatoryEvent[]>;
  /** To be called when `event` was sent. */
  remove(event: PurgatoryEvent): Promise<void>;
}

export function dynamoOutbox(
  client: DynamoDBDocumentClient,
  table: string,
  now: () => Date = () => new Date(),
): Outbox {
  return {
    async pending(olderThanMs) {
      const before = new Date(now().getTime() - olderThanMs).toISOString();
      const shards = await Promise.all(
        Array.from({ length: OUTBOX_SHARDS }, (_, shard) =>
          client.send(
            new QueryCommand({
              TableName: table,
              KeyConditionExpression: 'pk = :pk AND sk < :before',
              ExpressionAttributeValues: { ':pk': `X#${shard}`, ':before': before },
              ConsistentRead: true,
              Limit: 100,
            }),
          ),
        ),
      );
      return shards.flatMap((shard) =>
        (shard.Items ?? []).flatMap((raw) => {
          const item = OutboxItem.parse(raw);
          return parseEvent(item.name, item.detail) ?? [];
        }),
      );
    },
    async remove(event) {
      await client.send(
        new DeleteCommand({ TableName: table, Key: Keys.outbox(event.detail.id, event.detail.occurredAt) }),
      );
    },
  };
}
