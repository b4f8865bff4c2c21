/** What the tables hold of a host, and the record that it was deleted: `ERASURES` / `<host>` in the table of uploads. */
import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Erasure } from '../contract/erasures.ts';
import type { ErasurePage } from '../contract/erasures.ts';
import { CrashStore } from './crash-store.ts';
import { Keys as CrashKeys } from './crashes/items.ts';
import { FleetKeys } from './fleet/items.ts';
import { ImageKeys } from './images/items.ts';
import { mapLimited } from './queue-consumer.ts';
import { Keys } from './uploads/items.ts';
import type { StoredUpload } from './uploads/items.ts';

const PARTITION = 'ERASURES';
const DELETES_AT_ONCE = 16;

type Progress = Omit<Erasure, 'host' | 'by' | 'startedAt' | 'updatedAt'>;
type Note = (host: string, by: string, progress: Progress) => Promise<Erasure>;

export interface ErasureStore {
  readonly note: Note;
  list(request: { readonly limit: number; readonly cursor?: string | undefined }): Promise<ErasurePage>;
}

/** Numbers of deleted things add up over calls; locks are as the last call found them. */
export function erasureStore(client: DynamoDBDocumentClient, table: string, now: () => Date): ErasureStore {
  return {
    async note(host, by, { done, uploads, objects, sizeBytes, occurrences, lockedObjects, lockedUntil, waitUntil }) {
      const optional = { lockedUntil, waitUntil };
      const set = Object.entries(optional).filter(([, value]) => value !== undefined);
      const gone = Object.entries(optional).filter(([, value]) => value === undefined);
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: PARTITION, sk: host },
          UpdateExpression: [
            'SET #host = :host, #by = :by, startedAt = if_not_exists(startedAt, :now), updatedAt = :now, done = :done, lockedObjects = :locked',
            ...set.map(([name]) => `, ${name} = :${name}`),
            ' ADD uploads :uploads, objects :objects, sizeBytes :size, occurrences :occurrences',
            ...(gone.length === 0 ? [] : [` REMOVE ${gone.map(([name]) => name).join(', ')}`]),
          ].join(''),
          ExpressionAttributeNames: { '#host': 'host', '#by': 'by' },
          ExpressionAttributeValues: {
            ...{ ':host': host, ':by': by, ':now': now().toISOString(), ':done': done, ':locked': lockedObjects },
            ...{ ':uploads': uploads, ':objects': objects, ':size': sizeBytes, ':occurrences': occurrences },
            ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Erasure.parse(Attributes);
    },
    async list({ limit, cursor }) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: cursor === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: { ':pk': PARTITION, ...(cursor === undefined ? {} : { ':after': cursor }) },
          Limit: limit,
        }),
      );
      const erasures = Items.map((item) => Erasure.parse(item));
      const last = erasures.at(-1);
      return { erasures, ...(erasures.length === limit && last !== undefined ? { next: last.host } : {}) };
    },
  };
}

interface Tables {
  readonly uploads: string;
  readonly crashes: string;
  readonly images: string;
  readonly fleet: string;
}

/** Numbers of groups stay: how often and on how many hosts says nothing of whose they were. Names go. */
export function recordEraser(client: DynamoDBDocumentClient, tables: Tables) {
  const crashes = new CrashStore(client, tables.crashes);

  /** Whether there was such an item. */
  async function remove(TableName: string, { pk, sk }: Readonly<Record<string, string>>): Promise<boolean> {
    const { Attributes } = await client.send(
      new DeleteCommand({ TableName, Key: { pk, sk }, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes !== undefined;
  }

  /** Keys of a partition, page by page: what is read may be deleted. */
  async function* keysOf(
    TableName: string,
    partition: string,
    { prefix, index }: { readonly prefix?: string; readonly index?: 'gsi2' } = {},
  ): AsyncGenerator<readonly Record<string, string>[]> {
    const pk = `${index ?? ''}pk`;
    let from: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
          KeyConditionExpression: prefix === undefined ? `${pk} = :pk` : `${pk} = :pk AND begins_with(sk, :prefix)`,
          ExpressionAttributeValues: { ':pk': partition, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
          Limit: 100,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      yield Items.map((item) => ({ pk: String(item['pk']), sk: String(item['sk']) }));
      from = LastEvaluatedKey;
    } while (from !== undefined);
  }

  async function forgetInGroup(id: string, host: string): Promise<void> {
    if ((await crashes.groups.get(id)) === undefined) return;
    await crashes.groups.update(id, (group) =>
      group.sampleHosts.includes(host)
        ? { ...group, sampleHosts: group.sampleHosts.filter((other) => other !== host) }
        : group,
    );
  }

  return {
    /** Answers how many occurrences were forgotten with it. */
    async forgetUpload({ id, host, resumeKey, buildId }: StoredUpload): Promise<number> {
      const meta = Keys.upload(id);
      for await (const keys of keysOf(tables.uploads, meta.pk)) {
        const others = keys.filter(({ sk }) => sk !== meta.sk);
        await mapLimited(others, DELETES_AT_ONCE, (key) => remove(tables.uploads, key));
      }
      if (resumeKey !== undefined) await remove(tables.uploads, Keys.resume(host, resumeKey));
      if (buildId !== undefined) await remove(tables.images, ImageKeys.seen(buildId, host));
      await remove(tables.fleet, FleetKeys.memory(id));
      const counted = await remove(tables.crashes, CrashKeys.occurrence(id));
      await remove(tables.uploads, meta);
      return counted ? 1 : 0;
    },

    async forgetHost(host: string, outOfTime: () => boolean) {
      let occurrences = 0;
      // Those whose upload has long expired.
      for await (const keys of keysOf(tables.crashes, `H#${host}`, { index: 'gsi2' })) {
        if (outOfTime()) return { occurrences, complete: false };
        const removed = await mapLimited(keys, DELETES_AT_ONCE, (key) => remove(tables.crashes, key));
        occurrences += removed.filter(Boolean).length;
      }
      for await (const keys of keysOf(tables.crashes, `H#${host}`, { prefix: 'G#' })) {
        for (const key of keys) {
          if (outOfTime()) return { occurrences, complete: false };
          await forgetInGroup(String(key['sk']).slice('G#'.length), host);
          await remove(tables.crashes, key);
        }
      }
      return { occurrences, complete: true };
    },
  };
}
