/** Pages of groups, occurrences and hosts. */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CrashGroup, CrashState, Occurrence } from '../../contract/crashes.ts';
import type { CrashPage, OccurrencePage } from '../../contract/crashes.ts';
import { InputError } from '../../errors.ts';
import { hostPartition, IndexKeys, Keys, occurrencePartition, SHARDS } from './items.ts';

interface PageRequest {
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

export class CrashReader {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Groups of these states (all of them by default), last seen first. */
  async list(request: PageRequest & { readonly states?: readonly CrashState[] | undefined }): Promise<CrashPage> {
    const states = request.states ?? CrashState.options;
    const page = await this.#merged(
      states.map((state) => `S#${state}`),
      'gsi1',
      request,
    );
    return { crashes: page.items.map((item) => withoutActivity(CrashGroup.parse(item))), ...page.next };
  }

  /** Occurrences of a group (`none` for those whose log shows no crash), newest first. */
  async occurrences(crashId: string, request: PageRequest): Promise<OccurrencePage> {
    const partitions = Array.from({ length: SHARDS }, (_, shard) => occurrencePartition(crashId, shard));
    const page = await this.#merged(partitions, 'gsi1', request);
    return { occurrences: page.items.map((item) => Occurrence.parse(item)), ...page.next };
  }

  /** Of a group's occurrences the `limit` oldest ones. */
  async earliest(crashId: string, limit: number): Promise<Occurrence[]> {
    const answers = await Promise.all(
      Array.from({ length: SHARDS }, (_, shard) =>
        this.#client.send(
          new QueryCommand({
            TableName: this.#table,
            IndexName: 'gsi1',
            KeyConditionExpression: 'gsi1pk = :pk',
            ExpressionAttributeValues: { ':pk': occurrencePartition(crashId, shard) },
            Limit: limit,
          }),
        ),
      ),
    );
    return answers
      .flatMap(({ Items = [] }) => Items.map((item) => Occurrence.parse(item)))
      .sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1))
      .slice(0, limit);
  }

  /** What one host had, newest first. */
  async occurrencesOfHost(host: string, request: PageRequest): Promise<OccurrencePage> {
    const page = await this.#merged([`H#${host}`], 'gsi2', request);
    return { occurrences: page.items.map((item) => Occurrence.parse(item)), ...page.next };
  }

  async occurrence(uploadId: string): Promise<Occurrence | undefined> {
    const answer = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: Keys.occurrence(uploadId), ConsistentRead: true }),
    );
    return answer.Item === undefined ? undefined : Occurrence.parse(answer.Item);
  }

  /** Some hosts of a group, at most `limit`. */
  async sampleHosts(crashId: string, limit: number): Promise<string[]> {
    const hosts: string[] = [];
    for (let shard = 0; shard < SHARDS && hosts.length < limit; shard++) {
      const answer = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :pk',
          ExpressionAttributeValues: { ':pk': hostPartition(crashId, shard) },
          Limit: limit - hosts.length,
        }),
      );
      hosts.push(...(answer.Items ?? []).map((item) => String(item['host'])));
    }
    return hosts;
  }

  /**
   * One page over several partitions of an index, merged by sort key, newest first. The cursor is the last sort key given
   * out: sort keys end in an id, so no two items share one.
   */
  async #merged(
    partitions: readonly string[],
    index: 'gsi1' | 'gsi2',
    request: PageRequest,
  ): Promise<{ items: Record<string, unknown>[]; next: { next?: string } }> {
    const limit = Math.min(Math.max(1, request.limit ?? DEFAULT_LIMIT), MAX_LIMIT);
    const before = request.cursor === undefined ? undefined : decodeCursor(request.cursor);
    const answers = await Promise.all(
      partitions.map((partition) =>
        this.#client.send(
          new QueryCommand({
            TableName: this.#table,
            IndexName: index,
            KeyConditionExpression: before === undefined ? '#pk = :pk' : '#pk = :pk AND #sk < :before',
            ExpressionAttributeNames: { '#pk': `${index}pk`, ...(before === undefined ? {} : { '#sk': `${index}sk` }) },
            ExpressionAttributeValues: { ':pk': partition, ...(before === undefined ? {} : { ':before': before }) },
            ScanIndexForward: false,
            Limit: limit + 1,
          }),
        ),
      ),
    );
    const sortKey = (item: Record<string, unknown>): string => String(item[`${index}sk`]);
    // A partition that was not read to its end may hold more behind its last item: nothing older than that is sure yet.
    const floor = answers
      .filter((answer) => answer.LastEvaluatedKey !== undefined)
      .map((answer) => sortKey(answer.Items?.at(-1) ?? {}))
      .reduce((highest, key) => (key > highest ? key : highest), '');
    const all = answers
      .flatMap((answer) => answer.Items ?? [])
      .sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : sortKey(a) > sortKey(b) ? -1 : 0));
    const items = all.filter((item) => sortKey(item) >= floor).slice(0, limit);
    const last = items.at(-1);
    const more = floor !== '' || all.length > items.length;
    return { items, next: more && last !== undefined ? { next: encodeCursor(sortKey(last)) } : {} };
  }
}

/** A list stays small however much was done to each of its groups. */
function withoutActivity({ activity: _, ...group }: CrashGroup): CrashGroup {
  return group;
}

/** The cursor of what follows this group in a list. */
export function cursorAfter({ lastSeen, id }: Pick<CrashGroup, 'lastSeen' | 'id'>): string {
  return encodeCursor(IndexKeys.byState('', lastSeen, id).gsi1sk);
}

function encodeCursor(sortKey: string): string {
  return Buffer.from(sortKey, 'utf8').toString('base64url');
}

/** @throws {InputError} */
function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[\x20-\x7e]{1,300}$/.test(text)) throw new InputError('not a cursor of ours', { field: 'cursor' });
  return text;
}
