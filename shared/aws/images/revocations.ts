/** What is revoked, and the list that follows from it. */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { RevocationRecord } from '../../contract/revocations.ts';
import { targetKey, type StoredRevocations } from '../../domain/image/revocations.ts';
import { ConflictError } from '../../errors.ts';
import { queryPages } from '../runtime/query-pages.ts';
import { ImageKeys } from './items.ts';

const Head = z.object({ version: z.number().int().nonnegative(), updatedAt: z.iso.datetime() });

export class RevocationStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async list(): Promise<StoredRevocations> {
    const items: Readonly<Record<string, unknown>>[] = [];
    const partition = ImageKeys.revocationHead.pk;
    for await (const page of queryPages(this.#client, { table: this.#table, partition })) items.push(...page);
    const head = items.find((item) => item['sk'] === ImageKeys.revocationHead.sk);
    const { version, updatedAt } = head === undefined ? { version: 0, updatedAt: undefined } : Head.parse(head);
    const revocations = items.filter((item) => item !== head).map((item) => RevocationRecord.parse(item));
    return { version, updatedAt, revocations: revocations.toSorted((a, b) => a.version - b.version) };
  }

  /**
   * Adds a revocation to the list that was read.
   *
   * @throws {ConflictError} when the list was changed meanwhile, or holds it already
   */
  async add(list: StoredRevocations, record: RevocationRecord): Promise<void> {
    const { version } = list;
    try {
      await this.#client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName: this.#table,
                Item: { ...ImageKeys.revocationHead, version: record.version, updatedAt: record.at },
                ...(version === 0
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: '#version = :version',
                      ExpressionAttributeNames: { '#version': 'version' },
                      ExpressionAttributeValues: { ':version': version },
                    }),
              },
            },
            {
              Put: {
                TableName: this.#table,
                Item: { ...ImageKeys.revocation(targetKey(record.target)), ...record },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      );
    } catch (cause) {
      if (cause instanceof TransactionCanceledException || cause instanceof ConditionalCheckFailedException) {
        throw new ConflictError('it is revoked already, or the list was changed meanwhile', { cause });
      }
      throw cause;
    }
  }

  /** Notes how far a revocation that is in the list has come. */
  async note(record: RevocationRecord): Promise<void> {
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...ImageKeys.revocation(targetKey(record.target)), ...record },
        ConditionExpression: 'attribute_exists(pk)',
      }),
    );
  }
}
