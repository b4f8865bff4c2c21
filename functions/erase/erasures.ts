/** The record of deletions that stays: `ERASURES` / `<host>` in the table of uploads. */
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Erasure } from '../../shared/contract/erasures.ts';
import type { ErasurePage } from '../../shared/contract/erasures.ts';

const PARTITION = 'ERASURES';

export type ErasureProgress = Omit<Erasure, 'host' | 'by' | 'startedAt' | 'updatedAt'>;

export interface ErasureStore {
  get(host: string): Promise<Erasure | undefined>;
  /** Adds what was deleted to the record of the host; answers it as it is then. */
  note(host: string, by: string, progress: ErasureProgress): Promise<Erasure>;
  list(request: { readonly limit: number; readonly cursor?: string | undefined }): Promise<ErasurePage>;
}

export function erasureStore(client: DynamoDBDocumentClient, table: string, now: () => Date): ErasureStore {
  const key = (host: string) => ({ pk: PARTITION, sk: host });
  return {
    async get(host) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key(host), ConsistentRead: true }));
      return Item === undefined ? undefined : Erasure.parse(Item);
    },
    async note(host, by, { done, uploads, objects, sizeBytes, occurrences, lockedObjects, lockedUntil, waitUntil }) {
      const changes = [
        'SET #host = :host, #by = :by, startedAt = if_not_exists(startedAt, :now), updatedAt = :now, done = :done',
        ...(lockedUntil === undefined ? [] : [', lockedUntil = :lockedUntil']),
        ...(waitUntil === undefined ? [] : [', waitUntil = :waitUntil']),
        ' ADD uploads :uploads, objects :objects, sizeBytes :size, occurrences :occurrences, lockedObjects :locked',
        ...(waitUntil === undefined ? [' REMOVE waitUntil'] : []),
      ];
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: key(host),
          UpdateExpression: changes.join(''),
          ExpressionAttributeNames: { '#host': 'host', '#by': 'by' },
          ExpressionAttributeValues: {
            ...{ ':host': host, ':by': by, ':now': now().toISOString(), ':done': done, ':uploads': uploads },
            ...{ ':objects': objects, ':size': sizeBytes, ':occurrences': occurrences, ':locked': lockedObjects },
            ...(lockedUntil === undefined ? {} : { ':lockedUntil': lockedUntil }),
            ...(waitUntil === undefined ? {} : { ':waitUntil': waitUntil }),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Erasure.parse(Attributes);
    },
    async list({ limit, cursor }) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: cursor === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: { ':pk': PARTITION, ...(cursor === undefined ? {} : { ':after': cursor }) },
          Limit: limit,
        }),
      );
      const erasures = Items.map((item) => Erasure.parse(item));
      const last = erasures.at(-1);
      return { erasures, ...(erasures.length === limit && last !== undefined ? { next: last.host } : {}) };
    },
  };
}
