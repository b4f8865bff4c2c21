/** Taking a host, and each of its uploads, out of the tables. */
import { DeleteCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { Keys as CrashKeys } from '../../shared/aws/crashes/items.ts';
import { fleetEraser } from '../../shared/aws/fleet/erase.ts';
import { ImageKeys } from '../../shared/aws/images/items.ts';
import { queryPages } from '../../shared/aws/runtime/query-pages.ts';
import { mapLimited } from '../../shared/map-limited.ts';
import { quotaPartition } from '../../shared/aws/uploads/quotas.ts';
import { Keys } from '../../shared/aws/uploads/items.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import { askedPartition } from '../../shared/aws/uploads/questions.ts';

const DELETES_AT_ONCE = 16;

interface Tables {
  readonly uploads: string;
  readonly crashes: string;
  readonly images: string;
  readonly fleet: string;
}

/** Numbers of groups stay: how often and on how many hosts says nothing of whose they were. Names go. */
export function recordEraser(client: DynamoDBDocumentClient, tables: Tables) {
  const crashes = new CrashStore(client, tables.crashes);
  const fleet = fleetEraser(client, tables.fleet);

  /** The item that there was. */
  async function remove(
    TableName: string,
    { pk, sk }: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown> | undefined> {
    const { Attributes } = await client.send(
      new DeleteCommand({ TableName, Key: { pk, sk }, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes;
  }

  async function changeGroup(id: unknown, change: (group: StoredGroup) => StoredGroup): Promise<void> {
    if (typeof id !== 'string' || (await crashes.groups.get(id)) === undefined) return;
    await crashes.groups.update(id, change);
  }

  return {
    /** Whether there are crashes of the host. */
    async knowsHost(host: string): Promise<boolean> {
      const { Count = 0 } = await client.send(
        new QueryCommand({
          TableName: tables.crashes,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `H#${host}` },
          Limit: 1,
        }),
      );
      return Count > 0;
    },

    forgetRecords: fleet.forgetRecords,

    /** Answers how many occurrences were forgotten with it. */
    async forgetUpload({ id, host, resumeKey, crashKey, buildId, crashId }: StoredUpload): Promise<number> {
      const meta = Keys.upload(id);
      for (const partition of [meta.pk, askedPartition(id), Keys.hold(id).pk, Keys.heldWants(id).pk]) {
        for await (const items of queryPages(client, { table: tables.uploads, partition })) {
          const others = items.filter(({ pk, sk }) => pk !== meta.pk || sk !== meta.sk);
          await mapLimited(others, DELETES_AT_ONCE, (item) => remove(tables.uploads, item));
        }
      }
      if (resumeKey !== undefined) await remove(tables.uploads, Keys.resume(host, resumeKey));
      if (crashKey !== undefined) await remove(tables.uploads, Keys.sameCrash(host, crashKey));
      if (buildId !== undefined) await remove(tables.images, ImageKeys.seen(buildId, host));
      await fleet.forgetDump(id, buildId);
      const occurrence = CrashKeys.occurrence(id);
      const { Item: counted } = await client.send(new GetCommand({ TableName: tables.crashes, Key: occurrence }));
      // By another name the group may have it from before it was regrouped.
      for (const group of new Set([crashId, counted?.['crashId']])) {
        await changeGroup(group, (known) => withoutUpload(known, id));
      }
      await remove(tables.crashes, occurrence);
      await remove(tables.uploads, meta);
      return counted === undefined ? 0 : 1;
    },

    /** What names the host apart from its uploads, and what is left of those that have long expired. */
    async forgetHost(host: string, outOfTime: () => boolean) {
      const partition = `H#${host}`;
      let occurrences = 0;
      for await (const items of queryPages(client, { table: tables.crashes, index: 'gsi2', partition })) {
        if (outOfTime()) return { occurrences, complete: false };
        const removed = await mapLimited(items, DELETES_AT_ONCE, (item) => remove(tables.crashes, item));
        occurrences += removed.filter((item) => item !== undefined).length;
      }
      for await (const items of queryPages(client, { table: tables.crashes, partition, prefix: 'G#' })) {
        for (const item of items) {
          if (outOfTime()) return { occurrences, complete: false };
          await changeGroup(String(item['sk']).slice('G#'.length), (group) => withoutHost(group, host));
          await remove(tables.crashes, item);
        }
      }
      for await (const buildIds of fleet.kernels()) {
        if (outOfTime()) return { occurrences, complete: false };
        await mapLimited(buildIds, DELETES_AT_ONCE, (id) => remove(tables.images, ImageKeys.seen(id, host)));
      }
      await remove(tables.crashes, CrashKeys.loop(host));
      await remove(tables.crashes, CrashKeys.crashesOfHost(host));
      await fleet.forgetHost(host);
      for await (const items of queryPages(client, { table: tables.uploads, partition: quotaPartition(host) })) {
        await mapLimited(items, DELETES_AT_ONCE, (item) => remove(tables.uploads, item));
      }
      return { occurrences, complete: true };
    },
  };
}

function withoutHost(group: StoredGroup, host: string): StoredGroup {
  if (!group.sampleHosts.includes(host)) return group;
  return { ...group, sampleHosts: group.sampleHosts.filter((other) => other !== host) };
}

/** A report that is gone makes its problem no better known. */
function withoutUpload(group: StoredGroup, id: string): StoredGroup {
  const { newWith, reports, ...rest } = group;
  if (newWith !== id && reports?.includes(id) !== true) return group;
  return {
    ...rest,
    ...(newWith === undefined || newWith === id ? {} : { newWith }),
    ...(reports === undefined ? {} : { reports: reports.filter((other) => other !== id) }),
  };
}
