/**
 * Writing occurrences: each is counted exactly once, whatever is redelivered and whoever dies.
 *
 * One transaction holds a handful of occurrences (refused where an upload is already counted), the hosts they came from,
 * one addition to one of the group's {@link SHARDS} counters, and the event that tells of them. Ten thousand hosts cost two
 * writes each, on partitions of their own, and a few hundred additions spread over the counters.
 */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CrashStatus, Occurrence, Untold } from '../../contract/crashes.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { untilSettled } from '../runtime/until-settled.ts';
import { hourOf, IndexKeys, Keys, SHARDS, TALLY } from './items.ts';
import { outboxItem } from './outbox.ts';
import { transact } from './transact.ts';
import type { Part, TransactItem } from './transact.ts';

/** An occurrence of a group: its crash id is there. */
export type GroupedOccurrence = Occurrence & { readonly crashId: string };

/** A change of the group's status that its occurrences bring about; refused where the group was written since `version`. */
export interface StatusChange {
  readonly status: CrashStatus;
  readonly version: number;
  readonly lastSeen: string;
  /** The upload that brings a resolved group back: it is a new problem from now on. */
  readonly newWith?: string | undefined;
  /** News that is kept back from now on, or `told`: what was kept back is told with this. Absent: as it was. */
  readonly untold?: Untold | 'told' | undefined;
}

export interface Effects {
  readonly events: readonly PurgatoryEvent[];
  readonly statusChange?: StatusChange;
}

export interface RecordResult {
  /** Counted now. */
  readonly added: readonly GroupedOccurrence[];
  /** Had been counted before. */
  readonly duplicates: readonly GroupedOccurrence[];
  /** Written to the outbox, to be sent. */
  readonly events: readonly PurgatoryEvent[];
}

/** Says what else goes into the transaction that counts `added`. Called again when the store had moved on. */
export type EffectsOf = (added: readonly GroupedOccurrence[]) => Promise<Effects>;

/** A transaction may hold 100 items: two for each occurrence and a few more. */
export const OCCURRENCES_A_TRANSACTION = 40;

type Purpose =
  | { readonly kind: 'occurrence'; readonly uploadId: string }
  | { readonly kind: 'host' | 'counter' | 'rate' | 'effect' };

export interface RecordContext {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly pickShard: () => number;
  /** How long an occurrence, and that a host had a crash, is remembered; absent: for good. Groups and numbers stay. */
  readonly retentionDays?: number | undefined;
}

/** Counts `occurrences`, all of one group and each upload at most once, with what `effectsOf` adds. */
export async function recordOccurrences(
  context: RecordContext,
  occurrences: readonly GroupedOccurrence[],
  effectsOf: EffectsOf,
): Promise<RecordResult> {
  const added: GroupedOccurrence[] = [];
  const duplicates: GroupedOccurrence[] = [];
  const events: PurgatoryEvent[] = [];
  for (let start = 0; start < occurrences.length; start += OCCURRENCES_A_TRANSACTION) {
    let wanted = occurrences.slice(start, start + OCCURRENCES_A_TRANSACTION);
    await untilSettled(`crash ${occurrences[0]?.crashId ?? ''}`, async () => {
      if (wanted.length === 0) return true;
      const [knownHosts, effects] = await Promise.all([hostsOnRecord(context, wanted), effectsOf(wanted)]);
      const outcome = await transact(context.client, transactionParts(context, wanted, knownHosts, effects));
      if (outcome.done) {
        added.push(...wanted);
        events.push(...effects.events);
        return true;
      }
      const refused = new Set(outcome.refused.flatMap((part) => (part.kind === 'occurrence' ? part.uploadId : [])));
      duplicates.push(...wanted.filter((occurrence) => refused.has(occurrence.uploadId)));
      wanted = wanted.filter((occurrence) => !refused.has(occurrence.uploadId));
      return undefined;
    });
  }
  return { added, duplicates, events };
}

async function hostsOnRecord(
  { client, table }: RecordContext,
  occurrences: readonly GroupedOccurrence[],
): Promise<ReadonlySet<string>> {
  const keys = new Map(occurrences.map(({ host, crashId }) => [host, Keys.host(host, crashId)]));
  const answer = await client.send(
    new BatchGetCommand({
      RequestItems: {
        [table]: { Keys: [...keys.values()], ProjectionExpression: 'pk', ConsistentRead: true },
      },
    }),
  );
  // A key that was not processed counts as unknown: the transaction's condition then refuses and it is asked for again.
  return new Set((answer.Responses?.[table] ?? []).map((item) => String(item['pk']).slice('H#'.length)));
}

function transactionParts(
  context: RecordContext,
  occurrences: readonly GroupedOccurrence[],
  knownHosts: ReadonlySet<string>,
  effects: Effects,
): Part<Purpose>[] {
  const [first] = occurrences;
  if (first === undefined) return [];
  const { table } = context;
  const id = first.crashId;
  const shard = context.pickShard();
  const hosts = groupBy(occurrences, (occurrence) => occurrence.host);
  const hours = groupBy(occurrences, (occurrence) => String(hourOf(occurrence.receivedAt)));
  const newHosts = [...hosts.keys()].filter((host) => !knownHosts.has(host)).length;
  return [
    ...occurrences.map((occurrence): Part<Purpose> => ({
      purpose: { kind: 'occurrence', uploadId: occurrence.uploadId },
      // An upload whose log showed no crash may join a group later, when its dump shows one.
      item: {
        Put: {
          TableName: table,
          Item: occurrenceItem(occurrence, context),
          ConditionExpression: 'attribute_not_exists(crashId)',
        },
      },
    })),
    ...[...hosts].map(([host, seen]): Part<Purpose> => ({
      purpose: { kind: 'host' },
      item: hostUpdate(context, id, host, seen, knownHosts.has(host)),
    })),
    { purpose: { kind: 'counter' }, item: counterUpdate(table, id, shard, occurrences, newHosts) },
    ...[...hours].map(([hour, seen]): Part<Purpose> => ({
      purpose: { kind: 'rate' },
      item: rateUpdate(table, id, shard, Number(hour), seen.length),
    })),
    ...effectParts(table, id, effects).map((item): Part<Purpose> => ({ purpose: { kind: 'effect' }, item })),
  ];
}

/** What is told of occurrences, and what they do to their group's status, in the transaction that counts them. */
export function effectParts(table: string, id: string, { events, statusChange }: Effects): TransactItem[] {
  return [
    ...events.map((event) => ({ Put: { TableName: table, Item: outboxItem(event) } })),
    ...(statusChange === undefined ? [] : [statusUpdate(table, id, statusChange)]),
  ];
}

/** When DynamoDB may forget what was received at `receivedAt`. */
export function expiryOf(
  receivedAt: string,
  { retentionDays }: Pick<RecordContext, 'retentionDays'>,
): { expiresAt?: number } {
  if (retentionDays === undefined) return {};
  return { expiresAt: Math.floor(Date.parse(receivedAt) / 1000) + retentionDays * 86_400 };
}

export function occurrenceItem(
  occurrence: GroupedOccurrence,
  context: Pick<RecordContext, 'retentionDays'>,
): Record<string, unknown> {
  const { crashId, host, uploadId, capturedAt, receivedAt } = occurrence;
  return {
    ...Keys.occurrence(uploadId),
    ...IndexKeys.occurrence(crashId, host, uploadId, capturedAt),
    ...occurrence,
    ...expiryOf(receivedAt, context),
  };
}

export function hostUpdate(
  context: RecordContext,
  id: string,
  host: string,
  seen: readonly GroupedOccurrence[],
  known: boolean,
): TransactItem {
  const last = latest(seen);
  const indexKeys = IndexKeys.host(id, host);
  const { expiresAt } = expiryOf(seen.at(-1)?.receivedAt ?? last, context);
  const expiry = expiresAt === undefined ? '' : ', expiresAt = :expires';
  return {
    Update: {
      TableName: context.table,
      Key: Keys.host(host, id),
      UpdateExpression: `SET #last = :last, #host = :host, gsi1pk = :gpk, gsi1sk = :gsk${expiry} ADD #n :n`,
      ConditionExpression: known ? 'attribute_exists(pk)' : 'attribute_not_exists(pk)',
      ExpressionAttributeNames: { '#last': 'lastSeen', '#host': 'host', '#n': 'n' },
      ExpressionAttributeValues: {
        ':last': last,
        ':host': host,
        ':gpk': indexKeys.gsi1pk,
        ':gsk': indexKeys.gsi1sk,
        ':n': seen.length,
        ...(expiresAt === undefined ? {} : { ':expires': expiresAt }),
      },
    },
  };
}

/** What occurrences add to their group's counters: names of attributes, and by how much. */
function tallyOf(occurrences: readonly Occurrence[], newHosts: number, sign: 1 | -1): Map<string, number> {
  const additions = new Map<string, number>([
    ['n', sign * occurrences.length],
    ['hosts', sign * newHosts],
  ]);
  const add = (name: string): unknown => additions.set(name, (additions.get(name) ?? 0) + sign);
  for (const occurrence of occurrences) {
    add(`${TALLY.days}${occurrence.capturedAt.slice(0, 10)}`);
    if (occurrence.kernelRelease !== undefined) add(`${TALLY.kernels}${occurrence.kernelRelease}`);
    if (occurrence.model !== undefined) add(`${TALLY.models}${occurrence.model}`);
  }
  return additions;
}

/** `sign` -1 takes the occurrences, and `newHosts` of the hosts, away again. */
export function counterUpdate(
  table: string,
  id: string,
  shard: number,
  occurrences: readonly Occurrence[],
  newHosts: number,
  sign: 1 | -1 = 1,
): TransactItem {
  return addition(table, id, shard, [...tallyOf(occurrences, newHosts, sign)]);
}

/** What changes where one occurrence takes the place of another in the same group; undefined where nothing does. */
export function counterChange(
  table: string,
  id: string,
  shard: number,
  previous: Occurrence,
  next: Occurrence,
): TransactItem | undefined {
  const change = tallyOf([next], 0, 1);
  for (const [name, value] of tallyOf([previous], 0, -1)) change.set(name, (change.get(name) ?? 0) + value);
  const entries = [...change].filter(([, value]) => value !== 0);
  return entries.length === 0 ? undefined : addition(table, id, shard, entries);
}

function addition(
  table: string,
  id: string,
  shard: number,
  entries: readonly (readonly [string, number])[],
): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: Keys.counter(id, shard),
      UpdateExpression: `ADD ${entries.map((_, index) => `#a${index} :a${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#a${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], index) => [`:a${index}`, value])),
    },
  };
}

const RATE_KEPT_SECONDS = 3 * 24 * 3600;

function rateUpdate(table: string, id: string, shard: number, hour: number, count: number): TransactItem {
  return {
    Update: {
      TableName: table,
      Key: Keys.rate(id, shard, hour),
      UpdateExpression: 'ADD #n :n SET expiresAt = :expires',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: { ':n': count, ':expires': hour * 3600 + RATE_KEPT_SECONDS },
    },
  };
}

function statusUpdate(table: string, id: string, change: StatusChange): TransactItem {
  const { newWith, untold } = change;
  const isKept = untold !== undefined && untold !== 'told';
  const set = [
    '#status = :status, version = :next, gsi1pk = :gpk',
    ...(newWith === undefined ? [] : ['newWith = :new']),
    ...(isKept ? ['untold = :untold'] : []),
  ];
  const remove = [...(newWith === undefined ? [] : ['reports']), ...(untold === 'told' ? ['untold'] : [])];
  return {
    Update: {
      TableName: table,
      Key: Keys.group(id),
      UpdateExpression: `SET ${set.join(', ')}${remove.length === 0 ? '' : ` REMOVE ${remove.join(', ')}`}`,
      ConditionExpression: 'version = :version',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':status': change.status,
        ':version': change.version,
        ':next': change.version + 1,
        ':gpk': IndexKeys.byState(change.status.state, change.lastSeen, id).gsi1pk,
        ...(newWith === undefined ? {} : { ':new': newWith }),
        ...(isKept ? { ':untold': untold } : {}),
      },
    },
  };
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function latest(occurrences: readonly GroupedOccurrence[]): string {
  return occurrences.reduce((last, { capturedAt }) => (capturedAt > last ? capturedAt : last), '');
}

/** A random shard: writers meet on the same one as seldom as can be. */
export function randomShard(): number {
  return Math.floor(Math.random() * SHARDS);
}
