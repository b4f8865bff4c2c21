/** Changes that two people make, as the table holds them. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ChangeRecord } from '../../../contract/changes.ts';
import { ConflictError, NotFoundError } from '../../../errors.ts';
import { ImageKeys } from '../items.ts';

/** A change with what only the service needs to know of it. */
export const StoredChange = ChangeRecord.extend({
  /** Grows with every step: whoever takes one names the one they read. */
  revision: z.number().int().nonnegative(),
  proposerSubject: z.string(),
});
export type StoredChange = z.infer<typeof StoredChange>;

export class ChangeStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** @throws {NotFoundError} */
  async require(id: string): Promise<StoredChange> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: ImageKeys.change(id), ConsistentRead: true }),
    );
    if (Item === undefined) throw new NotFoundError(`there is no change ${id}`);
    return StoredChange.parse(Item);
  }

  async create(change: StoredChange): Promise<StoredChange> {
    await this.#put(change, { ConditionExpression: 'attribute_not_exists(pk)' });
    return change;
  }

  /** @throws {ConflictError} when somebody took a step since it was read */
  async update(change: StoredChange): Promise<StoredChange> {
    const next = { ...change, revision: change.revision + 1 };
    await this.#put(next, {
      ConditionExpression: '#revision = :revision',
      ExpressionAttributeNames: { '#revision': 'revision' },
      ExpressionAttributeValues: { ':revision': change.revision },
    });
    return next;
  }

  async #put(
    change: StoredChange,
    condition: {
      readonly ConditionExpression: string;
      readonly ExpressionAttributeNames?: Record<string, string>;
      readonly ExpressionAttributeValues?: Record<string, unknown>;
    },
  ): Promise<void> {
    try {
      await this.#client.send(
        new PutCommand({ TableName: this.#table, Item: { ...ImageKeys.change(change.id), ...change }, ...condition }),
      );
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      throw new ConflictError(`change ${change.id} went on meanwhile: look at it again`, { cause });
    }
  }

  /** Newest first, consistent: what was approved a moment ago is among them. */
  async page(wish: {
    readonly limit: number;
    readonly before?: string | undefined;
  }): Promise<{ readonly changes: readonly StoredChange[]; readonly next?: string }> {
    const { limit, before } = wish;
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: before === undefined ? 'pk = :pk' : 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: {
          ':pk': ImageKeys.change('').pk,
          ...(before === undefined ? {} : { ':before': before }),
        },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    const changes = Items.map((item) => StoredChange.parse(item));
    const last = changes.at(-1);
    return { changes, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last.id }) };
  }
}
