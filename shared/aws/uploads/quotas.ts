/**
 * How often somebody may do something in a span of time: counters in the `Uploads` table (`QUOTA#<who>` / `<what>#<span>`),
 * which expire. Taking one is one conditional write, whatever it allows or refuses.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TableKeys } from '../runtime/layout.ts';

export interface Quota {
  /** Short, in keys and metrics: `uploads`. */
  readonly name: string;
  readonly limit: number;
  readonly spanSeconds: number;
}

/** `isFirst`: the first refusal of this span; it is the one to tell of. */
export type Grant =
  | { readonly granted: true }
  | { readonly granted: false; readonly retryAfterSeconds: number; readonly isFirst: boolean };

/** Where all counters of somebody stand: of a host, by its name. */
export function quotaPartition(who: string): string {
  return `QUOTA#${who}`;
}

export interface Quotas {
  take(who: string, quota: Quota): Promise<Grant>;
}

export function dynamoQuotas(client: DynamoDBDocumentClient, TableName: string, now: () => Date): Quotas {
  async function update(Key: Record<string, string>, set: string, condition: string, values: Record<string, number>) {
    try {
      await client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: set,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#expires': TableKeys.expires },
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return false;
      throw cause;
    }
  }
  return {
    async take(who, { name, limit, spanSeconds }) {
      const seconds = now().getTime() / 1000;
      const span = Math.floor(seconds / spanSeconds);
      const endsAt = (span + 1) * spanSeconds;
      const key = { [TableKeys.partition]: quotaPartition(who), [TableKeys.sort]: `${name}#${span}` };
      const expires = { ':expires': endsAt + spanSeconds };
      const taken = 'SET #expires = :expires ADD taken :one';
      if (
        await update(key, taken, 'attribute_not_exists(taken) OR taken < :limit', {
          ':one': 1,
          ':limit': limit,
          ...expires,
        })
      ) {
        return { granted: true };
      }
      const told = 'SET #expires = :expires, refused = :one';
      const isFirst = await update(key, told, 'attribute_not_exists(refused)', { ':one': 1, ...expires });
      return { granted: false, retryAfterSeconds: Math.max(1, Math.ceil(endsAt - seconds)), isFirst };
    },
  };
}
