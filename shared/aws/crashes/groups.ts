/** Finding and opening groups by fingerprint, and bringing a group's numbers up to date. */
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { CrashGroup, CrashStatus, Untold } from '../../contract/crashes.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { MAX_KNOWN_AFTER_REPORTS } from '../../contract/upload-policy.ts';
import { emptied, isEmptied } from '../../domain/crash-group/status.ts';
import { NotFoundError, TransientError } from '../../errors.ts';
import { batchGet } from '../runtime/batch-get.ts';
import { untilSettled } from '../runtime/until-settled.ts';
import { crashIdOf, hourOf, IndexKeys, Keys, SHARDS, StoredGroup, sumCounters } from './items.ts';
import type { Totals } from './items.ts';
import { outboxItem } from './outbox.ts';
import { transact } from './transact.ts';
import type { Part } from './transact.ts';

export interface GroupSeed {
  readonly title: string;
  readonly altTitles: readonly string[];
  readonly kind: CrashGroup['kind'];
  /** The group's own first, then those under which the same bug is known to show. */
  readonly fingerprints: readonly [string, ...string[]];
  readonly culprit: readonly string[];
  readonly subsystem?: string | undefined;
  readonly owner?: string | undefined;
  readonly likely?: string | undefined;
  /** A kernel ended with it. */
  readonly fatal?: boolean | undefined;
  /** The log that opens it was read in part. */
  readonly partial?: boolean | undefined;
  /** The kernel of a host that opens it panicked. */
  readonly panicked?: boolean | undefined;
  readonly firstHost: string;
  readonly firstSeen: string;
  readonly newWith: string;
  /** Only silenced hosts have it: nobody is told yet. */
  readonly untold?: Untold | undefined;
}

/** When and where the occurrences of a group were, as their indexes say. */
interface Seen {
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  readonly hosts?: readonly string[];
}

/** A group that crashes are counted in, and the one that their fingerprint stands for: another one where that was merged. */
export interface Located {
  readonly group: StoredGroup;
  readonly home: string;
}

/** Groups that were merged one into the other: more than anybody does by hand. */
const MAX_HOPS = 100;

const AliasItem = z.object({ pk: z.string(), crashId: z.string() });

const MAX_FINGERPRINTS = 50;
const MAX_ALT_TITLES = 20;
/** How many of its hosts a group names at once. */
export const SAMPLE_HOSTS = 10;

export class GroupStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  constructor(client: DynamoDBDocumentClient, table: string, now: () => Date) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async get(id: string): Promise<StoredGroup | undefined> {
    const answer = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: Keys.group(id), ConsistentRead: true }),
    );
    return answer.Item === undefined ? undefined : StoredGroup.parse(answer.Item);
  }

  /** @throws {NotFoundError} */
  async mustGet(id: string): Promise<StoredGroup> {
    const group = await this.get(id);
    if (group === undefined) throw new NotFoundError(`there is no crash ${id}`);
    return group;
  }

  /** Which group each of `fingerprints` stands for; those that stand for none are left out. */
  async aliases(fingerprints: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const keys = [...new Set(fingerprints)].map((fingerprint) => Keys.alias(fingerprint));
    const found = new Map<string, string>();
    for (const raw of await batchGet(this.#client, this.#table, keys, {
      what: 'fingerprints',
      consistent: true,
    })) {
      const alias = AliasItem.parse(raw);
      found.set(alias.pk.slice('F#'.length), alias.crashId);
    }
    return found;
  }

  /** The group that the first known of `fingerprints` stands for, and where what is of it is counted. */
  async find(fingerprints: readonly string[]): Promise<Located | undefined> {
    const aliases = await this.aliases(fingerprints);
    const home = fingerprints.map((fingerprint) => aliases.get(fingerprint)).find((known) => known !== undefined);
    return home === undefined ? undefined : { home, group: await this.root(home) };
  }

  /** The group in which crashes of the group `id` are counted: itself, or what it was merged into. @throws {NotFoundError} */
  async root(id: string): Promise<StoredGroup> {
    let group = await this.mustGet(id);
    for (let hops = 0; group.merged !== undefined && hops < MAX_HOPS; hops++)
      group = await this.mustGet(group.merged.into);
    return group;
  }

  /**
   * Opens a group, together with the event that says so, if any. Whoever comes second gets the group of who came first:
   * `opened` is false for them.
   */
  async open(
    seed: GroupSeed,
    eventOf?: (group: StoredGroup) => PurgatoryEvent | undefined,
  ): Promise<Located & { opened: boolean }> {
    const group = newGroup(seed, this.#now());
    const event = eventOf?.(group);
    const put = (Item: Record<string, unknown>) => ({
      Put: { TableName: this.#table, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    });
    const parts: Part<'group' | 'outbox'>[] = [
      { purpose: 'group', item: put(groupItem(group)) },
      ...group.fingerprints.map((fingerprint) => ({
        purpose: 'group' as const,
        item: put({ ...Keys.alias(fingerprint), crashId: group.id }),
      })),
      ...(event === undefined
        ? []
        : [{ purpose: 'outbox' as const, item: { Put: { TableName: this.#table, Item: outboxItem(event) } } }]),
    ];
    return await untilSettled(`crash ${group.id}`, async () => {
      if ((await transact(this.#client, parts)).done) return { group, home: group.id, opened: true };
      const known = await this.find(group.fingerprints);
      if (known !== undefined) return { ...known, opened: false };
      const existing = await this.get(group.id);
      return existing === undefined
        ? undefined
        : { group: await this.root(existing.id), home: group.id, opened: false };
    });
  }

  /**
   * Lets further fingerprints stand for the group, and remembers further titles. A fingerprint that stands for another
   * group already stays there: the ids of such groups are answered, for a person to judge.
   */
  async link(id: string, fingerprints: readonly string[], titles: readonly string[] = []): Promise<readonly string[]> {
    const group = await this.mustGet(id);
    const fresh = fingerprints.filter((f) => !group.fingerprints.includes(f)).slice(0, MAX_FINGERPRINTS);
    const linked: string[] = [];
    const elsewhere = new Set<string>();
    for (const fingerprint of fresh) {
      const owner = await this.#claim(fingerprint, id);
      if (owner === id) linked.push(fingerprint);
      else elsewhere.add(owner);
    }
    const newTitles = titles.filter((title) => title !== group.title && !group.altTitles.includes(title));
    if (linked.length > 0 || newTitles.length > 0) {
      await this.update(id, (current) => ({
        ...current,
        fingerprints: union(current.fingerprints, linked, MAX_FINGERPRINTS),
        altTitles: union(current.altTitles, newTitles, MAX_ALT_TITLES),
      }));
    }
    return [...elsewhere];
  }

  async #claim(fingerprint: string, id: string): Promise<string> {
    try {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...Keys.alias(fingerprint), crashId: id },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return id;
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      const owner = (await this.aliases([fingerprint])).get(fingerprint);
      if (owner === undefined) throw new TransientError(`fingerprint ${fingerprint} vanished`, { cause });
      return owner;
    }
  }

  /**
   * Reads, changes and writes a group; again from the start when somebody else wrote it in between. `change` answers the
   * same object when there is nothing to write. `eventsOf` tells of the change, in the same transaction.
   */
  async update(
    id: string,
    change: (current: StoredGroup) => StoredGroup | Promise<StoredGroup>,
    eventsOf: (next: StoredGroup, previous: StoredGroup) => readonly PurgatoryEvent[] = () => [],
  ): Promise<{ group: StoredGroup; events: readonly PurgatoryEvent[] }> {
    return await untilSettled(`crash ${id}`, async () => {
      const current = await this.mustGet(id);
      const changed = await change(current);
      if (changed === current) return { group: current, events: [] };
      const next = StoredGroup.parse({ ...changed, version: current.version + 1 });
      const events = eventsOf(next, current);
      const outcome = await transact(this.#client, [
        {
          purpose: 'group',
          item: {
            Put: {
              TableName: this.#table,
              Item: groupItem(next),
              ConditionExpression: 'version = :version',
              ExpressionAttributeValues: { ':version': current.version },
            },
          },
        },
        ...events.map((event) => ({
          purpose: 'outbox',
          item: { Put: { TableName: this.#table, Item: outboxItem(event) } },
        })),
      ]);
      return outcome.done ? { group: next, events } : undefined;
    });
  }

  /** The group's exact numbers, from all shares. */
  async totals(id: string): Promise<Totals> {
    return sumCounters(await this.#counters(Array.from({ length: SHARDS }, (_, shard) => Keys.counter(id, shard))));
  }

  /** The group with its exact numbers, which its own item may be behind by a batch; undefined where there is none. */
  async current(id: string): Promise<StoredGroup | undefined> {
    const [group, totals] = await Promise.all([this.get(id), this.totals(id)]);
    return group === undefined ? undefined : { ...group, ...totals };
  }

  /** Sets a group's numbers to what its counters say: after a move they may be lower than before. */
  async recount(
    id: string,
    seenIn: (current: StoredGroup) => Promise<Seen>,
    eventsOf: (next: StoredGroup, previous: StoredGroup) => readonly PurgatoryEvent[] = () => [],
  ): Promise<readonly PurgatoryEvent[]> {
    const { events } = await this.update(
      id,
      async (current) => {
        // Read after the group: what is counted later than this finds that the group has changed.
        const [totals, seen] = await Promise.all([this.totals(id), seenIn(current)]);
        const next: StoredGroup = {
          ...current,
          ...totals,
          firstSeen: seen.first ?? current.firstSeen,
          lastSeen: seen.last ?? current.lastSeen,
          sampleHosts: [...(seen.hosts ?? current.sampleHosts)],
          ...recounted(current, totals.count, this.#now()),
        };
        return JSON.stringify(next) === JSON.stringify(current) ? current : next;
      },
      eventsOf,
    );
    return events;
  }

  /** Occurrences that arrived within the hour before `at` (the hour before is taken in proportion). */
  async lastHour(id: string, at: Date): Promise<number> {
    const hour = hourOf(at);
    const shares = Array.from({ length: SHARDS }, (_, shard) => shard);
    const [current, before] = await Promise.all(
      [hour, hour - 1].map(async (which) =>
        sumCounters(await this.#counters(shares.map((shard) => Keys.rate(id, shard, which)))),
      ),
    );
    const elapsed = (at.getTime() % 3_600_000) / 3_600_000;
    return Math.round((current?.count ?? 0) + (before?.count ?? 0) * (1 - elapsed));
  }

  #counters(keys: readonly { pk: string; sk: string }[]): Promise<readonly unknown[]> {
    return batchGet(this.#client, this.#table, keys, { what: 'counters', consistent: true });
  }

  /** On how many groups' account `host` stands; at most `limit` are counted. */
  async groupsOfHost(host: string, since: string, limit = 50): Promise<number> {
    const answer = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :g)',
        ExpressionAttributeValues: { ':pk': `H#${host}`, ':g': 'G#' },
        Limit: limit,
      }),
    );
    return (answer.Items ?? []).filter((item) => String(item['lastSeen']) >= since).length;
  }

  /** Remembers hardware models; the fleet's number of models judges whether a group's single one means anything. */
  async noteModels(models: readonly string[]): Promise<void> {
    await this.#noteSeen(models.map(Keys.model));
  }

  /** Remembers kernel releases: an alert names the last one that was good. */
  async noteReleases(releases: readonly string[]): Promise<void> {
    await this.#noteSeen(releases.map(Keys.release));
  }

  async #noteSeen(keys: readonly { pk: string; sk: string }[]): Promise<void> {
    await Promise.all(
      keys.map((Key) =>
        this.#client.send(
          new UpdateCommand({
            TableName: this.#table,
            Key,
            UpdateExpression: 'SET seen = :now',
            ExpressionAttributeValues: { ':now': this.#now().toISOString() },
          }),
        ),
      ),
    );
  }

  /** Kernel releases that the fleet is known to have run, at most 500 of them. */
  async fleetReleases(): Promise<string[]> {
    const answer = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'K' },
        Limit: 500,
      }),
    );
    return (answer.Items ?? []).map((item) => String(item['sk']));
  }

  async fleetModels(): Promise<number> {
    const answer = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'M' },
        Select: 'COUNT',
        Limit: 100,
      }),
    );
    return answer.Count ?? 0;
  }
}

/** A group of which nothing is left is nobody's problem any more, until something is in it again. One that was merged stays as it is. */
function recounted(
  { status, merged }: Pick<CrashGroup, 'status' | 'merged'>,
  count: number,
  now: Date,
): { readonly status?: CrashStatus; readonly untold?: undefined } {
  if (merged !== undefined) return {};
  if (count === 0 && status.state !== 'resolved') return { status: emptied(now) };
  // This is told at once, whosever crashes they are: nothing is left to be told.
  if (count > 0 && isEmptied(status)) return { status: { state: 'open', since: now.toISOString() }, untold: undefined };
  return {};
}

/** The group with one more report; itself where that makes no difference. */
export function withReport(group: StoredGroup, uploadId: string): StoredGroup {
  const { reports = [] } = group;
  // One more than are asked for at most: an upload does not count its own.
  if (reports.includes(uploadId) || reports.length > MAX_KNOWN_AFTER_REPORTS) return group;
  return { ...group, reports: [...reports, uploadId] };
}

const MAX_FINDINGS = 50;

/** The group with the codes of a report's findings; itself where it has them. */
export function withFindings(group: StoredGroup, codes: readonly string[]): StoredGroup {
  const findings = union(group.findings, codes, MAX_FINDINGS);
  return findings.length === group.findings.length ? group : { ...group, findings };
}

export function union(first: readonly string[], more: readonly string[], limit: number): string[] {
  return [...new Set([...first, ...more])].slice(0, limit);
}

export function newGroup(seed: GroupSeed, now: Date): StoredGroup {
  const [fingerprint] = seed.fingerprints;
  return {
    id: crashIdOf(fingerprint),
    title: seed.title,
    altTitles: union(seed.altTitles, [], MAX_ALT_TITLES),
    kind: seed.kind,
    fingerprint,
    fingerprints: union(seed.fingerprints, [], MAX_FINGERPRINTS),
    culprit: [...seed.culprit],
    ...(seed.subsystem === undefined ? {} : { subsystem: seed.subsystem }),
    ...(seed.owner === undefined ? {} : { owner: seed.owner }),
    ...(seed.likely === undefined ? {} : { likely: seed.likely }),
    ...(seed.fatal === true ? { fatal: true } : {}),
    ...(seed.partial === true ? { partial: true } : {}),
    ...(seed.panicked === true ? { panicked: true } : {}),
    status: { state: 'open', since: now.toISOString() },
    count: 0,
    hostCount: 0,
    sampleHosts: [seed.firstHost],
    kernels: {},
    models: {},
    days: {},
    firstSeen: seed.firstSeen,
    lastSeen: seed.firstSeen,
    findings: [],
    newWith: seed.newWith,
    ...(seed.untold === undefined ? {} : { untold: seed.untold }),
    version: 1,
  };
}

export function groupItem(group: StoredGroup): Record<string, unknown> {
  return {
    ...Keys.group(group.id),
    ...IndexKeys.byState(group.status.state, group.lastSeen, group.id),
    ...group,
  };
}
