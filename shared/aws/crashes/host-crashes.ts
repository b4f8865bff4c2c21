/**
 * The latest crashes of each host, by which two uploads of one crash are known (`I#<host>` / `CRASHES`). One item a host: what two
 * functions decide about one host at the same time is decided one after the other.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { settle } from '../../domain/crash/identity.ts';
import type { KnownCrash, ReadLog, Settled } from '../../domain/crash/identity.ts';
import { untilSettled } from '../runtime/until-settled.ts';
import { Keys } from './items.ts';

/** As long as a host that comes back finds its upload again. */
const KEPT_SECONDS = 60 * 86_400;

const StoredWord = z.object({ digest: z.string(), stamped: z.boolean() });
const StoredCrash = z.object({
  id: z.string(),
  weight: z.number(),
  uploads: z.array(
    z.object({
      id: z.string(),
      crashKey: z.string().optional(),
      crashTime: z.number().optional(),
      release: z.string().optional(),
      buildId: z.string().optional(),
      words: z.array(StoredWord),
    }),
  ),
});
const StoredCrashes = z.object({ version: z.number().int(), crashes: z.array(StoredCrash) });

export interface HostCrashes {
  /** Decides which crash of the host a log is of, and keeps that. */
  settle(host: string, log: ReadLog): Promise<Settled>;
  /** What the upload is counted under by now; undefined where nothing is known of it. */
  occurrenceOf(host: string, uploadId: string): Promise<string | undefined>;
  /** All uploads of the crash that is counted under `occurrenceId`, as far as they are remembered; that one at least. */
  uploadsOf(host: string, occurrenceId: string): Promise<readonly string[]>;
}

export function dynamoHostCrashes(client: DynamoDBDocumentClient, TableName: string, now: () => Date): HostCrashes {
  async function read(host: string): Promise<{ readonly version: number; readonly crashes: readonly KnownCrash[] }> {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: Keys.crashesOfHost(host), ConsistentRead: true }),
    );
    return Item === undefined ? { version: 0, crashes: [] } : StoredCrashes.parse(Item);
  }

  async function write(host: string, crashes: readonly KnownCrash[], version: number): Promise<boolean> {
    const expiresAt = Math.floor(now().getTime() / 1000) + KEPT_SECONDS;
    try {
      await client.send(
        new PutCommand({
          TableName,
          Item: { ...Keys.crashesOfHost(host), version: version + 1, crashes, expiresAt },
          ...(version === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': version } }),
        }),
      );
      return true;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return false;
      throw cause;
    }
  }

  return {
    async settle(host, log) {
      return await untilSettled(`crashes of ${host}`, async () => {
        const { version, crashes } = await read(host);
        const settled = settle(crashes, log);
        if (JSON.stringify(settled.crashes) === JSON.stringify(crashes)) return settled;
        return (await write(host, settled.crashes, version)) ? settled : undefined;
      });
    },
    async occurrenceOf(host, uploadId) {
      const { crashes } = await read(host);
      return crashes.find(({ uploads }) => uploads.some(({ id }) => id === uploadId))?.id;
    },
    async uploadsOf(host, occurrenceId) {
      const { crashes } = await read(host);
      const known = crashes.find(({ id }) => id === occurrenceId)?.uploads.map(({ id }) => id) ?? [];
      return [...new Set([occurrenceId, ...known])];
    },
  };
}
