import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TableKeys } from './layout.ts';

export interface PartitionQuery {
  readonly table: string;
  /** Absent: the table itself, read consistently. */
  readonly index?: 'gsi1' | 'gsi2' | undefined;
  readonly partition: string;
  /** Of the sort key. */
  readonly prefix?: string | undefined;
}

/** All items of a partition, page by page. What was answered may be deleted before the next page is asked for. */
export async function* queryPages(
  client: DynamoDBDocumentClient,
  { table, index, partition, prefix }: PartitionQuery,
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[]> {
  const [pk, sk] = index === undefined ? [TableKeys.partition, TableKeys.sort] : [`${index}pk`, `${index}sk`];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
        KeyConditionExpression: prefix === undefined ? `${pk} = :pk` : `${pk} = :pk AND begins_with(${sk}, :prefix)`,
        ExpressionAttributeValues: { ':pk': partition, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    yield Items;
    from = LastEvaluatedKey;
  } while (from !== undefined);
}
