/** Who asks a debuginfod server for the lines of a build: one at a time, and not again for a day where it has none. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TableKeys } from '../runtime/layout.ts';
import { symbolsPartition } from './store.ts';

/** `begun`: it is the caller's until it ends it. `busy`: somebody else asks just now. `none`: lately there was none to be had. */
export type SearchState = 'begun' | 'busy' | 'none';

const Search = z.object({ isNone: z.boolean() });

const keyOf = (buildId: string) => ({
  [TableKeys.partition]: symbolsPartition(buildId),
  [TableKeys.sort]: 'SEARCH',
});

export class SymbolSearches {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBDocumentClient, table: string, now: () => Date = () => new Date()) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  /** @param until when whoever begins has come to an end, one way or the other */
  async begin(buildId: string, until: Date): Promise<SearchState> {
    try {
      await this.#put(buildId, until, false, {
        ConditionExpression: 'attribute_not_exists(pk) OR searchedUntil < :now',
        ExpressionAttributeValues: { ':now': this.#now().toISOString() },
      });
      return 'begun';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(buildId), ConsistentRead: true }),
    );
    return Search.safeParse(Item).data?.isNone === true ? 'none' : 'busy';
  }

  /** There is none: nobody asks again until then. */
  async endWithNone(buildId: string, until: Date): Promise<void> {
    await this.#put(buildId, until, true, {});
  }

  async end(buildId: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(buildId) }));
  }

  async #put(
    buildId: string,
    until: Date,
    isNone: boolean,
    condition: { ConditionExpression?: string; ExpressionAttributeValues?: Record<string, string> },
  ): Promise<void> {
    await this.#client.send(
      new PutCommand({
        ...condition,
        TableName: this.#table,
        Item: {
          ...keyOf(buildId),
          isNone,
          searchedUntil: until.toISOString(),
          [TableKeys.expires]: Math.ceil(until.getTime() / 1000),
        },
      }),
    );
  }
}
