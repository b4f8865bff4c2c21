/** What a dump's figures change in the `Fleet` table. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DumpFigures } from '../../contract/figures.ts';
import { TableKeys } from '../runtime/layout.ts';
import { FleetKeys, KEPT_DAYS, padded, Partitions } from './items.ts';

/** Writes under way at the same time. */
const CONCURRENCY = 8;
/** A kernel of which hosts crash in rows is not said to be last seen more often than this. */
const SEEN_EVERY_MS = 60_000;

export interface FleetRecorder {
  /** Adds what a dump says; a second time changes nothing. */
  record(figures: DumpFigures): Promise<void>;
}

export function fleetRecorder(client: DynamoDBDocumentClient, table: string): FleetRecorder {
  const expiry = (at: string): number => Math.floor(Date.parse(at) / 1000) + KEPT_DAYS * 86_400;

  /** Puts the item; with `measure`, only where that is greater than what is there. */
  async function put(item: Readonly<Record<string, unknown>>, measure?: string): Promise<void> {
    const condition =
      measure === undefined
        ? {}
        : {
            ConditionExpression: 'attribute_not_exists(#measure) OR #measure < :measure',
            ExpressionAttributeNames: { '#measure': measure },
            ExpressionAttributeValues: { ':measure': item[measure] },
          };
    await unlessRefused(client.send(new PutCommand({ TableName: table, Item: item, ...condition })));
  }

  function kernel({ buildId, release, at, uploadId, uptimeSeconds }: DumpFigures): (() => Promise<void>)[] {
    if (buildId === undefined) return [];
    return [
      () =>
        put({
          ...FleetKeys.kernelDump(buildId, uploadId),
          ...(uptimeSeconds === undefined ? {} : { uptimeSeconds }),
          [TableKeys.expires]: expiry(at),
        }),
      () =>
        unlessRefused(
          client.send(
            new UpdateCommand({
              TableName: table,
              Key: FleetKeys.kernel(buildId),
              UpdateExpression:
                'SET buildId = :buildId, #release = :release, firstSeen = if_not_exists(firstSeen, :at), ' +
                'lastSeen = :at, gsi1pk = :kernels, gsi1sk = :order, expiresAt = :expires',
              ConditionExpression: 'attribute_not_exists(lastSeen) OR lastSeen < :before',
              ExpressionAttributeNames: { '#release': 'release' },
              ExpressionAttributeValues: {
                ':buildId': buildId,
                ':release': release ?? '',
                ':at': at,
                ':before': new Date(Date.parse(at) - SEEN_EVERY_MS).toISOString(),
                ':kernels': Partitions.kernels,
                ':order': `${at}#${buildId}`,
                ':expires': expiry(at),
              },
            }),
          ),
        ),
    ];
  }

  function stacks({ stacks: figures, release, at, uploadId }: DumpFigures): (() => Promise<void>)[] {
    if (release === undefined) return [];
    return figures.map((figure) => {
      const item = {
        ...FleetKeys.stack(figure.function, release),
        ...figure,
        ...{ release, uploadId, [TableKeys.expires]: expiry(at) },
        [TableKeys.indexPartition]: Partitions.stacks,
        [TableKeys.indexSort]: `${padded(figure.usedBytes)}#${figure.function}#${release}`,
      };
      return () => put(item, 'usedBytes');
    });
  }

  function interrupts({ interrupts: figures, release, at, uploadId }: DumpFigures): (() => Promise<void>)[] {
    if (release === undefined) return [];
    return figures.map((figure) => {
      const item = {
        ...FleetKeys.interrupt(figure.name, release),
        ...figure,
        ...{ release, uploadId, [TableKeys.expires]: expiry(at) },
        [TableKeys.indexPartition]: Partitions.interrupts,
        [TableKeys.indexSort]: `${padded(figure.perSecond * 1000)}#${figure.name}#${release}`,
      };
      return () => put(item, 'perSecond');
    });
  }

  function memory({ memorySigns: signs, uploadId, host, at }: DumpFigures): (() => Promise<void>)[] {
    if (signs.length === 0) return [];
    return [() => put({ ...FleetKeys.memory(uploadId), uploadId, host, at, signs, [TableKeys.expires]: expiry(at) })];
  }

  return {
    async record(figures) {
      const writes = [...kernel(figures), ...stacks(figures), ...interrupts(figures), ...memory(figures)];
      for (let start = 0; start < writes.length; start += CONCURRENCY) {
        await Promise.all(writes.slice(start, start + CONCURRENCY).map((write) => write()));
      }
    },
  };
}

/** What is there already is as great: nothing has to change. */
async function unlessRefused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
