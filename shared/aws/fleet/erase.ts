/** Taking out of the `Fleet` table what the dumps of a host have said. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queryPages } from '../runtime/query-pages.ts';
import { mapLimited } from '../../map-limited.ts';
import { TableKeys } from '../runtime/layout.ts';
import { FleetKeys, KernelItem, Partitions } from './items.ts';

const DELETES_AT_ONCE = 16;

export interface FleetEraser {
  /** Stacks and interrupts of which one of these dumps holds the record: the next dump of any host sets it anew. */
  readonly forgetRecords: (uploadIds: ReadonlySet<string>) => Promise<void>;
  forgetDump(uploadId: string, buildId: string | undefined): Promise<void>;
  /** Its signs of bad memory, those of dumps that have long expired too. */
  forgetHost(host: string): Promise<void>;
  /** Build-ids of all kernels that hosts ran, page by page. */
  kernels(): AsyncGenerator<readonly string[]>;
}

export function fleetEraser(client: DynamoDBDocumentClient, table: string): FleetEraser {
  async function remove(Key: Record<string, unknown>, uploadId?: string): Promise<void> {
    const stillOf =
      uploadId === undefined
        ? {}
        : { ConditionExpression: 'uploadId = :id', ExpressionAttributeValues: { ':id': uploadId } };
    try {
      await client.send(new DeleteCommand({ TableName: table, Key, ...stillOf }));
    } catch (error) {
      // Another host's dump holds the record by now.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  return {
    async forgetRecords(uploadIds) {
      for (const partition of [Partitions.stacks, Partitions.interrupts]) {
        for await (const items of queryPages(client, { table, index: TableKeys.index, partition })) {
          const theirs = items.filter(({ uploadId }) => uploadIds.has(String(uploadId)));
          await mapLimited(theirs, DELETES_AT_ONCE, ({ pk, sk, uploadId }) => remove({ pk, sk }, String(uploadId)));
        }
      }
    },
    async forgetDump(uploadId, buildId) {
      await remove(FleetKeys.memory(uploadId));
      if (buildId !== undefined) await remove(FleetKeys.kernelDump(buildId, uploadId));
    },
    async forgetHost(host) {
      for await (const items of queryPages(client, { table, partition: Partitions.memory })) {
        const its = items.filter((item) => item['host'] === host);
        await mapLimited(its, DELETES_AT_ONCE, ({ pk, sk }) => remove({ pk, sk }));
      }
    },
    async *kernels() {
      for await (const items of queryPages(client, { table, index: TableKeys.index, partition: Partitions.kernels })) {
        yield items.map((item) => KernelItem.parse(item).buildId);
      }
    },
  };
}
