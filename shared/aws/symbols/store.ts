/**
 * Which builds have lines: in the `ImageRegister` table, beside the images of the same builds. `pk` / `sk`:
 *
 *     SYMBOLS#<build-id> / SYMBOLS    gsi1 lists all by release and name, gsi2 those of one release and name by time
 *     SYMBOLS#<build-id> / SEARCH     who asks a debuginfod server for it just now, or that it has none: `searches.ts`
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { SymbolsRecord } from '../../contract/symbols.ts';
import type { SymbolsPage } from '../../contract/symbols.ts';
import { InputError } from '../../errors.ts';
import { TableKeys } from '../runtime/layout.ts';
import { queryPages } from '../runtime/query-pages.ts';

const ALL = 'SYMBOLS';
/** Of one release and name: what is looked at when a log says no more. */
const MAX_BUILDS = 16;
const RELEASE_UNKNOWN = '~';

export const symbolsPartition = (buildId: string): string => `SYMBOLS#${buildId}`;
const keyOf = (buildId: string) => ({
  [TableKeys.partition]: symbolsPartition(buildId),
  [TableKeys.sort]: 'SYMBOLS',
});
const byName = (release: string, name: string): string => `SYMBOLS#${release}#${name}`;
const orderOf = ({ release, name, buildId }: SymbolsRecord): string =>
  `${release ?? RELEASE_UNKNOWN}#${name}#${buildId}`;

const Cursor = z.string().regex(/^[0-9a-f]{16,128}$/);

export class SymbolStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async get(buildId: string): Promise<SymbolsRecord | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(buildId), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : SymbolsRecord.parse(Item);
  }

  /** Of one build the last that was put counts. */
  async put(record: SymbolsRecord): Promise<void> {
    await this.#write(record, {});
  }

  /** False where somebody has put the lines of the build before: theirs stay. */
  async putFirst(record: SymbolsRecord): Promise<boolean> {
    try {
      await this.#write(record, { ConditionExpression: 'attribute_not_exists(pk)' });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async #write(record: SymbolsRecord, condition: { ConditionExpression?: string }): Promise<void> {
    const { release, name, buildId, addedAt } = record;
    await this.#client.send(
      new PutCommand({
        ...condition,
        TableName: this.#table,
        Item: {
          ...keyOf(buildId),
          ...record,
          gsi1pk: ALL,
          gsi1sk: orderOf(record),
          ...(release === undefined ? {} : { gsi2pk: byName(release, name), gsi2sk: `${addedAt}#${buildId}` }),
        },
      }),
    );
  }

  async remove(buildId: string): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(buildId) }));
  }

  /** Of one release and name, those that were added last. */
  async named(release: string, name: string): Promise<SymbolsRecord[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'gsi2',
        KeyConditionExpression: 'gsi2pk = :name',
        ExpressionAttributeValues: { ':name': byName(release, name) },
        ScanIndexForward: false,
        Limit: MAX_BUILDS,
      }),
    );
    return Items.map((item) => SymbolsRecord.parse(item));
  }

  /** By release and name. @throws {InputError} for what is no cursor */
  async list(page: {
    readonly limit: number;
    readonly release?: string | undefined;
    /** Of the release alone. */
    readonly name?: string | undefined;
    readonly cursor?: string | undefined;
  }) {
    const named = page.name === undefined ? [] : [page.name];
    const after = page.cursor === undefined ? undefined : await this.#after(page.cursor);
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: TableKeys.index,
        KeyConditionExpression:
          page.release === undefined ? 'gsi1pk = :all' : 'gsi1pk = :all AND begins_with(gsi1sk, :release)',
        ExpressionAttributeValues: {
          ':all': ALL,
          ...(page.release === undefined ? {} : { ':release': [page.release, ...named, ''].join('#') }),
        },
        Limit: page.limit,
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      }),
    );
    const symbols = Items.map((item) => SymbolsRecord.parse(item));
    const last = symbols.at(-1);
    const answer: SymbolsPage =
      LastEvaluatedKey === undefined || last === undefined ? { symbols } : { symbols, next: last.buildId };
    return answer;
  }

  async #after(cursor: string): Promise<Record<string, string>> {
    const record = Cursor.safeParse(cursor).success ? await this.get(cursor) : undefined;
    if (record === undefined) throw new InputError('not a cursor, or its build was removed', { field: 'cursor' });
    return { ...keyOf(cursor), gsi1pk: ALL, gsi1sk: orderOf(record) };
  }

  async *all(): AsyncGenerator<readonly SymbolsRecord[]> {
    for await (const items of queryPages(this.#client, { table: this.#table, index: 'gsi1', partition: ALL })) {
      yield items.map((item) => SymbolsRecord.parse(item));
    }
  }
}
