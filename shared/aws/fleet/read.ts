/** The `Fleet` table as the console asks it: each answer is bounded, whatever the table holds. */
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { InputError } from '../../errors.ts';
import { TableKeys } from '../runtime/layout.ts';
import { DUMP_PREFIX, FleetKeys, InterruptItem, KernelItem, MemoryItem, Partitions, StackItem } from './items.ts';

/** Dumps of a kernel that are counted one by one. */
const MAX_DUMPS = 5000;

export interface KernelDumps {
  readonly count: number;
  /** There are more than were counted. */
  readonly more: boolean;
  readonly uptimes: readonly number[];
}

export interface FleetReader {
  /** The last seen first. */
  kernels(page: {
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<{ kernels: KernelItem[]; next?: string }>;
  kernel(buildId: string): Promise<KernelItem | undefined>;
  dumpsOf(buildId: string): Promise<KernelDumps>;
  /** What an inventory knows of a kernel. */
  setUsage(buildId: string, hostDays: number): Promise<void>;
  /** Of all functions and releases, the deepest first. */
  deepestStacks(limit: number): Promise<StackItem[]>;
  /** Of one function, all releases. */
  stacksOf(name: string, limit: number): Promise<StackItem[]>;
  fastestInterrupts(limit: number): Promise<InterruptItem[]>;
  interruptsOf(name: string, limit: number): Promise<InterruptItem[]>;
  /** The newest first. */
  memorySigns(limit: number): Promise<MemoryItem[]>;
}

export function fleetReader(client: DynamoDBDocumentClient, table: string): FleetReader {
  async function partition(
    pk: string,
    limit: number,
    { index = false }: { index?: boolean } = {},
  ): Promise<Record<string, unknown>[]> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        ...(index ? { IndexName: TableKeys.index } : {}),
        KeyConditionExpression: index ? 'gsi1pk = :pk' : 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items;
  }

  return {
    async kernels({ limit, cursor }) {
      if (cursor !== undefined && !/^\d{4}-[0-9T:.Z-]+#[0-9a-f]{16,64}$/.test(cursor)) {
        throw new InputError('not a cursor of this list', { field: 'cursor' });
      }
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: TableKeys.index,
          KeyConditionExpression: cursor === undefined ? 'gsi1pk = :pk' : 'gsi1pk = :pk AND gsi1sk < :before',
          ExpressionAttributeValues: {
            ':pk': Partitions.kernels,
            ...(cursor === undefined ? {} : { ':before': cursor }),
          },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const last = Items.at(-1)?.['gsi1sk'] as string | undefined;
      return {
        kernels: Items.map((item) => KernelItem.parse(item)),
        ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last }),
      };
    },
    async kernel(buildId) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: FleetKeys.kernel(buildId) }));
      return Item === undefined ? undefined : KernelItem.parse(Item);
    },
    async dumpsOf(buildId) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :dumps)',
          ExpressionAttributeValues: { ':pk': `KERNEL#${buildId}`, ':dumps': DUMP_PREFIX },
          Limit: MAX_DUMPS,
        }),
      );
      const uptimes = Items.map((item) => item['uptimeSeconds'] as unknown);
      return {
        count: Items.length,
        more: LastEvaluatedKey !== undefined,
        uptimes: uptimes.filter((uptime) => typeof uptime === 'number'),
      };
    },
    async setUsage(buildId, hostDays) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: FleetKeys.kernel(buildId),
          UpdateExpression: 'SET buildId = :buildId, hostDays = :days',
          ExpressionAttributeValues: { ':buildId': buildId, ':days': hostDays },
        }),
      );
    },
    deepestStacks: async (limit) =>
      (await partition(Partitions.stacks, limit, { index: true })).map((item) => StackItem.parse(item)),
    stacksOf: async (name, limit) => (await partition(`STACK#${name}`, limit)).map((item) => StackItem.parse(item)),
    fastestInterrupts: async (limit) =>
      (await partition(Partitions.interrupts, limit, { index: true })).map((item) => InterruptItem.parse(item)),
    interruptsOf: async (name, limit) =>
      (await partition(`IRQ#${name}`, limit)).map((item) => InterruptItem.parse(item)),
    memorySigns: async (limit) => (await partition(Partitions.memory, limit)).map((item) => MemoryItem.parse(item)),
  };
}
