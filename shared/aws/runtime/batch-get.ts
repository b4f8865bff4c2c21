import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { untilSettled } from './until-settled.ts';

/** DynamoDB takes no more keys at once: API reference, BatchGetItem. */
const MAX_KEYS = 100;

/**
 * The items of `keys`, in no order; a key without an item has none here. What a busy table leaves out of an answer is asked for again.
 *
 * @param keys no two the same
 * @param of what is read, for the error; whether as of now, for twice the price
 * @throws {TransientError} where the table stays too busy
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Readonly<Record<string, unknown>>[],
  of: { readonly what: string; readonly consistent: boolean },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items: Record<string, unknown>[] = [];
  for (let at = 0; at < keys.length; at += MAX_KEYS) {
    let missing: Record<string, unknown>[] = keys.slice(at, at + MAX_KEYS);
    await untilSettled(of.what, async () => {
      const answer = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: missing, ConsistentRead: of.consistent } } }),
      );
      items.push(...(answer.Responses?.[table] ?? []));
      missing = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      return missing.length === 0 ? true : undefined;
    });
  }
  return items;
}
