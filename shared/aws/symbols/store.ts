/**
 * Which builds have lines or types: in the `ImageRegister` table, beside the images of the same builds. `pk` / `sk`:
 *
 *     SYMBOLS#<build-id> / SYMBOLS    gsi1 lists all by release and name, gsi2 those of one release and name by time
 *     SYMBOLS#<build-id> / TYPES      gsi1 lists all, behind the lines of the same build
 *     SYMBOLS#<build-id> / SEARCH     who asks a debuginfod server for it just now, or that it has none: `searches.ts`
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { SymbolsRecord } from '../../contract/symbols.ts';
import type { SymbolsPage, SymbolsPart } from '../../contract/symbols.ts';
import { InputError } from '../../errors.ts';
import { TableKeys } from '../runtime/layout.ts';
import { queryPages } from '../runtime/query-pages.ts';

const ALL = 'SYMBOLS';
/** Of one release and name: what is looked at when a log says no more. */
const MAX_BUILDS = 16;
const RELEASE_UNKNOWN = '~';

export const symbolsPartition = (buildId: string): string => `SYMBOLS#${buildId}`;
const SORT_KEYS = { lines: 'SYMBOLS', types: 'TYPES' } as const satisfies Record<SymbolsPart, string>;
const keyOf = (buildId: string, part: SymbolsPart) => ({
  [TableKeys.partition]: symbolsPartition(buildId),
  [TableKeys.sort]: SORT_KEYS[part],
});
const byName = (release: string, name: string): string => `SYMBOLS#${release}#${name}`;
const orderOf = ({ release, name, buildId, part }: SymbolsRecord): string =>
  `${release ?? RELEASE_UNKNOWN}#${name}#${buildId}${part === 'lines' ? '' : `#${part}`}`;

/** A build, and which part of it where that is not its lines. */
const Cursor = z
  .string()
  .regex(/^[0-9a-f]{16,128}(\.types)?$/)
  .transform((text): { buildId: string; part: SymbolsPart } => {
    const [buildId = '', part] = text.split('.');
    return { buildId, part: part === undefined ? 'lines' : 'types' };
  });
const cursorOf = ({ buildId, part }: SymbolsRecord): string => (part === 'lines' ? buildId : `${buildId}.${part}`);

export class SymbolStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async get(buildId: string, part: SymbolsPart = 'lines'): Promise<SymbolsRecord | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(buildId, part), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : SymbolsRecord.parse(Item);
  }

  /** Of one part of a build the last that was put counts. */
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
    const { release, name, buildId, part, addedAt } = record;
    await this.#client.send(
      new PutCommand({
        ...condition,
        TableName: this.#table,
        Item: {
          ...keyOf(buildId, part),
          ...record,
          gsi1pk: ALL,
          gsi1sk: orderOf(record),
          // By its release and name a log finds lines; types are asked for by build-id alone.
          ...(release === undefined || part !== 'lines'
            ? {}
            : { gsi2pk: byName(release, name), gsi2sk: `${addedAt}#${buildId}` }),
        },
      }),
    );
  }

  async remove(buildId: string, part: SymbolsPart): Promise<void> {
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(buildId, part) }));
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
      LastEvaluatedKey === undefined || last === undefined ? { symbols } : { symbols, next: cursorOf(last) };
    return answer;
  }

  async #after(cursor: string): Promise<Record<string, string>> {
    const at = Cursor.safeParse(cursor).data;
    const record = at && (await this.get(at.buildId, at.part));
    if (record === undefined) throw new InputError('not a cursor, or its build was removed', { field: 'cursor' });
    return { ...keyOf(record.buildId, record.part), gsi1pk: ALL, gsi1sk: orderOf(record) };
  }

  async *all(): AsyncGenerator<readonly SymbolsRecord[]> {
    for await (const items of queryPages(this.#client, { table: this.#table, index: 'gsi1', partition: ALL })) {
      yield items.map((item) => SymbolsRecord.parse(item));
    }
  }
}
