/** Merging and splitting groups in the store: two groups are written at once, or neither is. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { changedEvent } from '../../domain/crash-group/events.ts';
import { mergeInto, splitOff, unmerge } from '../../domain/crash-group/grouping.ts';
import type { Doing } from '../../domain/crash-group/grouping.ts';
import { ConflictError } from '../../errors.ts';
import { untilSettled } from '../runtime/until-settled.ts';
import { groupItem, newGroup } from './groups.ts';
import type { GroupSeed, GroupStore } from './groups.ts';
import { Keys, StoredGroup } from './items.ts';
import { outboxItem } from './outbox.ts';
import { transact } from './transact.ts';
import type { Part, TransactItem } from './transact.ts';

interface Pair {
  readonly from: StoredGroup;
  readonly into: StoredGroup;
  /** In the outbox: to be sent. */
  readonly events: readonly PurgatoryEvent[];
}

export interface GroupingStore {
  /** Points `from` to `into`; what is counted in it is to be moved then. Again, it changes nothing. */
  merge(from: string, into: string, doing: Doing): Promise<Pair>;
  /** Takes the pointer away. @throws {ConflictError} where there is none */
  unmerge(from: string, doing: Doing): Promise<Pair>;
  /** Opens a group for a fingerprint that the group `from` has beside its own. Again, it changes nothing. */
  split(
    from: string,
    seed: GroupSeed,
    doing: Doing,
  ): Promise<{ readonly from: StoredGroup; readonly part: StoredGroup }>;
}

export function dynamoGrouping(client: DynamoDBDocumentClient, table: string, groups: GroupStore): GroupingStore {
  /** Refused where the group was written since it was read. */
  const put = (next: StoredGroup, readVersion: number): Part<string> => ({
    purpose: 'group',
    item: {
      Put: {
        TableName: table,
        Item: groupItem(next),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': readVersion },
      },
    },
  });
  const other = (item: TransactItem): Part<string> => ({ purpose: 'other', item });
  const renewed = (group: StoredGroup, former: StoredGroup): StoredGroup =>
    StoredGroup.parse({ ...group, version: former.version + 1 });

  async function writePair(
    read: () => Promise<{ from: StoredGroup; into: StoredGroup }>,
    change: (from: StoredGroup, into: StoredGroup) => { from: StoredGroup; into: StoredGroup },
    { by, at }: Doing,
  ): Promise<Pair> {
    return await untilSettled('two groups', async () => {
      const before = await read();
      const changed = change(before.from, before.into);
      if (changed.from === before.from) return { ...before, events: [] };
      const [from, into] = [renewed(changed.from, before.from), renewed(changed.into, before.into)];
      // Whoever was told that the group is open is told that it is no problem of its own any more, and the other way round.
      const events = from.status.state === before.from.status.state ? [] : [changedEvent(from, before.from, by, at)];
      const outcome = await transact(client, [
        put(from, before.from.version),
        put(into, before.into.version),
        ...events.map((event) => other({ Put: { TableName: table, Item: outboxItem(event) } })),
      ]);
      return outcome.done ? { from, into, events } : undefined;
    });
  }

  return {
    merge: (fromId, intoId, doing) =>
      writePair(
        async () => ({ from: await groups.mustGet(fromId), into: await groups.mustGet(intoId) }),
        (from, into) => (from.merged?.into === intoId ? { from, into } : mergeInto(from, into, doing)),
        doing,
      ),

    unmerge: (fromId, doing) =>
      writePair(
        async () => {
          const from = await groups.mustGet(fromId);
          if (from.merged === undefined) throw new ConflictError(`${fromId} is not merged into another crash`);
          return { from, into: await groups.mustGet(from.merged.into) };
        },
        (from, into) => unmerge(from, into, doing),
        doing,
      ),

    split: (fromId, seed, doing) =>
      untilSettled(`crash ${fromId}`, async () => {
        const before = await groups.mustGet(fromId);
        const fresh = newGroup(seed, doing.at);
        const existing = await groups.get(fresh.id);
        if (existing?.split?.from === fromId) return { from: before, part: existing };
        const changed = splitOff(before, fresh, doing);
        if (existing !== undefined) throw new ConflictError(`${fresh.id} is a crash of its own already`);
        const from = renewed(changed.from, before);
        const part = StoredGroup.parse(changed.part);
        const outcome = await transact(client, [
          put(from, before.version),
          other({ Put: { TableName: table, Item: groupItem(part), ConditionExpression: 'attribute_not_exists(pk)' } }),
          other({
            Put: {
              TableName: table,
              Item: { ...Keys.alias(part.fingerprint), crashId: part.id },
              ConditionExpression: 'crashId = :from',
              ExpressionAttributeValues: { ':from': fromId },
            },
          }),
        ]);
        return outcome.done ? { from, part } : undefined;
      }),
  };
}
