/** Which hosts ran which kernel, by build-id: from their dumps. */
import { PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ImageKeys } from './items.ts';

const Sighting = z.object({ host: z.string(), buildId: z.string(), lastSeen: z.iso.datetime() });
export type Sighting = z.infer<typeof Sighting>;

/** A sighting that nobody renewed for so long is forgotten. */
const KEPT_DAYS = 400;

export class Sightings {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async record(host: string, buildId: string, at: Date): Promise<void> {
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: {
          ...ImageKeys.seen(buildId, host),
          host,
          buildId,
          lastSeen: at.toISOString(),
          expiresAt: Math.floor(at.getTime() / 1000) + KEPT_DAYS * 86_400,
        },
      }),
    );
  }

  /** Hosts that ran a kernel, by name. @param after the name that the page before ended with */
  async hosts(buildId: string, limit: number, after?: string): Promise<Sighting[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: {
          ':pk': `SEEN#${buildId}`,
          ...(after === undefined ? {} : { ':after': after }),
        },
        Limit: limit,
      }),
    );
    return Items.map((item) => Sighting.parse(item));
  }

  /** How many hosts ran a kernel; `more` where there are more than one query counts. */
  async count(buildId: string): Promise<{ readonly count: number; readonly more: boolean }> {
    const { Count = 0, LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `SEEN#${buildId}` },
        Select: 'COUNT',
      }),
    );
    return { count: Count, more: LastEvaluatedKey !== undefined };
  }
}
