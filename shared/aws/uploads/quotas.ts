/**
 * How often somebody may do something in a span of time: counters in the `Uploads` table (`QUOTA#<who>` / `<what>#<span>`),
 * which expire. Taking one is one conditional write, whatever it allows or refuses.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { spanOf } from '../../domain/host/quota.ts';
import { TableKeys } from '../runtime/layout.ts';

export interface Quota {
  /** Short, in keys and metrics: `uploads`. */
  readonly name: string;
  readonly limit: number;
  readonly spanSeconds: number;
}

export type Grant = { readonly granted: true } | { readonly granted: false; readonly retryAfterSeconds: number };

/** Where all counters of somebody stand, and what a host was refused (refusals.ts): of a host, by its name. */
export function quotaPartition(who: string): string {
  return `QUOTA#${who}`;
}

export interface Quotas {
  take(who: string, quota: Quota): Promise<Grant>;
}

export function dynamoQuotas(client: DynamoDBDocumentClient, TableName: string, now: () => Date): Quotas {
  return {
    async take(who, { name, limit, spanSeconds }) {
      const at = now();
      const seconds = at.getTime() / 1000;
      const span = spanOf({ spanSeconds }, at);
      const endsAt = (span + 1) * spanSeconds;
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: { [TableKeys.partition]: quotaPartition(who), [TableKeys.sort]: `${name}#${span}` },
            UpdateExpression: 'SET #expires = :expires ADD taken :one',
            ConditionExpression: 'attribute_not_exists(taken) OR taken < :limit',
            ExpressionAttributeNames: { '#expires': TableKeys.expires },
            ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expires': endsAt + spanSeconds },
          }),
        );
        return { granted: true };
      } catch (cause) {
        if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
        return { granted: false, retryAfterSeconds: Math.max(1, Math.ceil(endsAt - seconds)) };
      }
    },
  };
}
