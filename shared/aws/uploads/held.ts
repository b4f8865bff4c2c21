/**
 * Hosts that are held in their crash kernels. Until when, how much a host still gives and who let it go is one item; what questions want
 * of its memory is another in a partition of its own, so that the function that answers questions may write there and not to the upload.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ByteRange } from '../../bytes/byte-source.ts';
import { NotFoundError } from '../../errors.ts';
import { TableKeys } from '../runtime/layout.ts';
import { expiryOfUpload, Keys } from './items.ts';

const StoredHold = z.object({
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  bytesLeft: z.number().int().nonnegative(),
  releasedBy: z.string().optional(),
  releasedAt: z.iso.datetime().optional(),
});
export type StoredHold = z.infer<typeof StoredHold>;

const StoredWants = z.object({
  /** Grows with every set of ranges. */
  round: z.number().int().positive(),
  /** Offset, length, offset, length, … */
  ranges: z.array(z.number().int().nonnegative()),
});

export interface HeldWants {
  readonly round: number;
  readonly ranges: readonly ByteRange[];
}

interface Table {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
  /** After which what is noted here goes, with its dump; absent: never. */
  readonly retentionDays?: number;
}

/** How often two that want something at the same moment make room for each other. */
const MAX_TRIES = 5;

export class HeldHosts {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Undefined for a host that was never held. */
  async get(uploadId: string): Promise<StoredHold | undefined> {
    const item = await this.#item(Keys.hold(uploadId));
    return item === undefined ? undefined : StoredHold.parse(item);
  }

  /** The host says that it is there, until when, and how much it still gives. */
  async keep(
    uploadId: string,
    { until, bytesLeft, now }: { until: Date; bytesLeft: number; now: Date },
  ): Promise<void> {
    const { dynamo, tableName, retentionDays } = this.#table;
    const expiry = expiryOfUpload(uploadId, retentionDays)[TableKeys.expires];
    await dynamo.send(
      new UpdateCommand({
        TableName: tableName,
        Key: Keys.hold(uploadId),
        UpdateExpression: `SET ${[
          '#until = :until',
          'seenAt = :now',
          'bytesLeft = :bytesLeft',
          'since = if_not_exists(since, :now)',
          ...(expiry === undefined ? [] : ['#expires = :expires']),
        ].join(', ')}`,
        ExpressionAttributeNames: {
          '#until': 'until',
          ...(expiry === undefined ? {} : { '#expires': TableKeys.expires }),
        },
        ExpressionAttributeValues: {
          ':until': until.toISOString(),
          ':now': now.toISOString(),
          ':bytesLeft': bytesLeft,
          ...(expiry === undefined ? {} : { ':expires': expiry }),
        },
      }),
    );
  }

  /**
   * Lets the host go: it hears of it when it next says that it is there. Whoever was first is the one who did.
   *
   * @throws {NotFoundError} for a host that was never held
   */
  async release(
    uploadId: string,
    by: string,
    now: Date,
  ): Promise<{ readonly hold: StoredHold; readonly isFirst: boolean }> {
    let isFirst = true;
    try {
      await this.#table.dynamo.send(
        new UpdateCommand({
          TableName: this.#table.tableName,
          Key: Keys.hold(uploadId),
          UpdateExpression: 'SET releasedBy = :by, releasedAt = :now',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(releasedAt)',
          ExpressionAttributeValues: { ':by': by, ':now': now.toISOString() },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      isFirst = false;
    }
    const hold = await this.get(uploadId);
    if (hold === undefined) throw new NotFoundError(`the host of upload ${uploadId} is not held`);
    return { hold, isFirst };
  }

  /** What questions want, where they want anything. */
  async wants(uploadId: string): Promise<HeldWants | undefined> {
    const item = await this.#item(Keys.heldWants(uploadId));
    if (item === undefined) return undefined;
    const { round, ranges } = StoredWants.parse(item);
    return { round, ranges: pairsOf(ranges) };
  }

  /**
   * Adds to what is wanted, as a new round.
   *
   * @param merge what is wanted then, of what was: two questions at the same moment must not undo each other
   */
  async want(uploadId: string, merge: (before: readonly ByteRange[]) => readonly ByteRange[]): Promise<HeldWants> {
    const { dynamo, tableName, retentionDays } = this.#table;
    for (let tries = 1; ; tries++) {
      const before = await this.wants(uploadId);
      const wants = { round: (before?.round ?? 0) + 1, ranges: merge(before?.ranges ?? []) };
      try {
        await dynamo.send(
          new PutCommand({
            TableName: tableName,
            Item: {
              ...Keys.heldWants(uploadId),
              round: wants.round,
              ranges: wants.ranges.flatMap(({ offset, length }) => [offset, length]),
              ...expiryOfUpload(uploadId, retentionDays),
            },
            ...(before === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#round = :before',
                  ExpressionAttributeNames: { '#round': 'round' },
                  ExpressionAttributeValues: { ':before': before.round },
                }),
          }),
        );
        return wants;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException) || tries === MAX_TRIES) throw error;
      }
    }
  }

  async #item(Key: Record<string, string>): Promise<Record<string, unknown> | undefined> {
    const { dynamo, tableName } = this.#table;
    const { Item } = await dynamo.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    return Item;
  }
}

function pairsOf(numbers: readonly number[]): ByteRange[] {
  const ranges: ByteRange[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) ranges.push({ offset: numbers[i] ?? 0, length: numbers[i + 1] ?? 0 });
  return ranges;
}
