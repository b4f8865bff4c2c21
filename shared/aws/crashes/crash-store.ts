/** The `Crashes` table: groups, occurrences, hosts, outbox. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CrashAction, CrashGroup, CrashNotes, Occurrence } from '../../contract/crashes.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import type { CrashLoop } from '../../domain/crash/loop.ts';
import { crashOf, withNumbers } from '../../domain/crash-group/numbers.ts';
import { actionActivity, notesActivity, withActivity } from '../../domain/crash-group/activity.ts';
import { changedEvent, openedEvent } from '../../domain/crash-group/events.ts';
import { applyAction, isEmptied, REGROUP } from '../../domain/crash-group/status.ts';
import { dynamoGrouping } from './grouping.ts';
import type { GroupingStore } from './grouping.ts';
import { ConflictError } from '../../errors.ts';
import { GroupStore, SAMPLE_HOSTS, union, withFindings, withReport } from './groups.ts';
import { IndexKeys, Keys, NO_CRASH } from './items.ts';
import { dynamoOutbox, outboxItem } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { CrashReader } from './read.ts';
import { dynamoHostCrashes } from './host-crashes.ts';
import type { HostCrashes } from './host-crashes.ts';
import { removeOccurrence, replaceOccurrence } from './move.ts';
import { expiryOf, randomShard, recordOccurrences } from './record.ts';
import { transact } from './transact.ts';
import type { Effects, EffectsOf, GroupedOccurrence, RecordContext, RecordResult } from './record.ts';

/** A crash loop that goes on is told of again after so long. */
const LOOP_TOLD_MS = 24 * 3_600_000;

export interface CrashStoreOptions {
  readonly now?: () => Date;
  /** Which of a group's counters a batch adds to. */
  readonly pickShard?: () => number;
  /** How long occurrences and hosts are remembered; absent: for good. */
  readonly retentionDays?: number;
}

export class CrashStore {
  readonly groups: GroupStore;
  /** Merging and splitting groups. */
  readonly grouping: GroupingStore;
  readonly outbox: Outbox;
  readonly read: CrashReader;
  /** Which uploads of a host are of one crash. */
  readonly identity: HostCrashes;
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;
  readonly #context: RecordContext;

  constructor(client: DynamoDBDocumentClient, table: string, options: CrashStoreOptions = {}) {
    this.#client = client;
    this.#table = table;
    this.#now = options.now ?? (() => new Date());
    this.#context = {
      client,
      table,
      pickShard: options.pickShard ?? randomShard,
      retentionDays: options.retentionDays,
    };
    this.groups = new GroupStore(client, table, this.#now);
    this.grouping = dynamoGrouping(client, table, this.groups);
    this.outbox = dynamoOutbox(client, table, this.#now);
    this.read = new CrashReader(client, table);
    this.identity = dynamoHostCrashes(client, table, this.#now);
  }

  /** Counts occurrences of one group; see {@link recordOccurrences}. */
  record(occurrences: readonly GroupedOccurrence[], effectsOf: EffectsOf): Promise<RecordResult> {
    return recordOccurrences(this.#context, occurrences, effectsOf);
  }

  /** Keeps an occurrence whose log shows no crash. Answers false where the upload is on record already. */
  async recordUngrouped(occurrence: Occurrence): Promise<boolean> {
    const { uploadId, host, capturedAt } = occurrence;
    const Item = {
      ...Keys.occurrence(uploadId),
      ...IndexKeys.occurrence(NO_CRASH, host, uploadId, capturedAt),
      ...occurrence,
      ...expiryOf(occurrence.receivedAt, this.#context),
    };
    try {
      await this.#client.send(
        new PutCommand({ TableName: this.#table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      return true;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return false;
      throw cause;
    }
  }

  /**
   * What a person does to a group. The events it causes are in the outbox: send them, or the sweep will.
   *
   * @throws {NotFoundError}
   */
  async act(
    id: string,
    action: CrashAction,
    by: string,
  ): Promise<{ group: CrashGroup; events: readonly PurgatoryEvent[] }> {
    const now = this.#now();
    return await this.groups.update(
      id,
      (current) => {
        if (current.merged !== undefined) {
          throw new ConflictError(
            `${id} was merged into ${current.merged.into}: say it of that one, or undo the merge`,
          );
        }
        return withActivity({ ...current, status: applyAction(action, by, now) }, actionActivity(action, by, now));
      },
      (next, previous) => [changedEvent(next, previous, by, now)],
    );
  }

  /** Moves an occurrence to another group; both groups' numbers are to be recounted then. False: it is elsewhere by now. */
  async move(occurrence: Occurrence, to: string): Promise<boolean> {
    if (occurrence.crashId === to) return false;
    return (await this.replace(occurrence, { ...occurrence, crashId: to })) !== undefined;
  }

  /**
   * Puts `next` in the place of `previous`, which is what is on record of the same upload; both groups are to be recounted then.
   *
   * @param effectsOf what moving it into another group brings about
   * @returns what it brought about; undefined where something else is on record by now
   */
  replace(previous: Occurrence, next: GroupedOccurrence, effectsOf?: EffectsOf): Promise<Effects | undefined> {
    return replaceOccurrence(this.#context, previous, next, effectsOf);
  }

  /**
   * Events with the numbers of now: those in the outbox are from before their occurrences were counted. What was to be told of a group
   * of which nothing is left is left out.
   */
  async upToDate(events: readonly PurgatoryEvent[]): Promise<PurgatoryEvent[]> {
    const ids = [...new Set(events.flatMap((event) => crashOf(event) ?? []))];
    const groups = new Map(await Promise.all(ids.map(async (id) => [id, await this.groups.current(id)] as const)));
    return events.flatMap((event) => {
      const group = groups.get(crashOf(event) ?? '');
      if (group === undefined || event.name === 'crash.changed') return event;
      return isEmptied(group.status) && group.count === 0 ? [] : withNumbers(event, group);
    });
  }

  /** Notes that a host's crash loop is told of; answers what is to be sent: nothing where it was told of within a day. */
  async noteLoop(host: string, loop: CrashLoop): Promise<PurgatoryEvent[]> {
    const now = this.#now();
    const { count, firstSeen, lastSeen, last } = loop;
    const occurredAt = now.toISOString();
    const event: PurgatoryEvent = {
      name: 'host.looping',
      detail: {
        version: 1,
        id: `looping:${host}:${occurredAt}`,
        occurredAt,
        correlationId: last.uploadId,
        ...{ host, count, firstSeen, lastSeen },
        crashId: last.crashId,
        title: last.title.slice(0, 500),
        ...(last.kernelRelease === undefined ? {} : { kernelRelease: last.kernelRelease }),
      },
    };
    const toldBefore = new Date(now.getTime() - LOOP_TOLD_MS).toISOString();
    const outcome = await transact(this.#client, [
      {
        purpose: 'loop',
        item: {
          Put: {
            TableName: this.#table,
            Item: { ...Keys.loop(host), toldAt: occurredAt, ...expiryOf(occurredAt, this.#context) },
            ConditionExpression: 'attribute_not_exists(pk) OR toldAt < :before',
            ExpressionAttributeValues: { ':before': toldBefore },
          },
        },
      },
      { purpose: 'outbox', item: { Put: { TableName: this.#table, Item: outboxItem(event) } } },
    ]);
    return outcome.done ? [event] : [];
  }

  /** Takes an occurrence back whose crash is counted under another upload. */
  remove(occurrence: Occurrence): Promise<boolean> {
    return removeOccurrence(this.#context, occurrence);
  }

  /**
   * Sets a group's numbers to what its occurrences say.
   *
   * @param changed occurrences that were written just now: the indexes may not have them yet
   * @returns what is to be told of it
   */
  async recount(id: string, changed: readonly Occurrence[] = []): Promise<readonly PurgatoryEvent[]> {
    const few = changed.length + 1;
    const isListed = ({ uploadId }: Occurrence): boolean => !changed.some((other) => other.uploadId === uploadId);
    const now = changed.filter(({ crashId }) => crashId === id);
    let cause: readonly Occurrence[] = now;
    const at = this.#now();
    return await this.groups.recount(
      id,
      async (group) => {
        const [newest, oldest, sample] = await Promise.all([
          this.read.occurrences(id, { limit: few }),
          this.read.earliest(id, few),
          this.read.sampleHosts(id, SAMPLE_HOSTS),
        ]);
        if (now.length === 0) cause = newest.occurrences;
        const times = [...newest.occurrences, ...oldest]
          .filter(isListed)
          .concat(now)
          .map(({ capturedAt }) => capturedAt)
          .sort();
        const there = new Set([...sample, ...now.map(({ host }) => host)]);
        const hosts = group.hostCount > SAMPLE_HOSTS ? undefined : group.sampleHosts.filter((host) => there.has(host));
        return {
          first: times[0],
          last: times.at(-1),
          ...(hosts === undefined ? {} : { hosts: union(hosts, [...there], SAMPLE_HOSTS) }),
        };
      },
      (next, previous) => {
        if (next.status.state === previous.status.state) return [];
        if (!isEmptied(previous.status)) return [changedEvent(next, previous, REGROUP, at)];
        return [openedEvent(next, cause, at.toISOString(), previous.status.since)];
      },
    );
  }

  /** What an examined dump adds to its group: that there is a report, its findings' codes, and fingerprints of the real stack. */
  async refine(
    id: string,
    found: {
      readonly uploadId: string;
      readonly fingerprints: readonly string[];
      readonly findings: readonly string[];
    },
  ): Promise<void> {
    await this.groups.link(id, found.fingerprints);
    await this.groups.update(id, (current) => withFindings(withReport(current, found.uploadId), found.findings));
  }

  /** Owner, note and tracker link of a group: texts for people. An empty text takes it away. */
  async annotate(id: string, notes: CrashNotes, by: string): Promise<CrashGroup> {
    const now = this.#now();
    const { group } = await this.groups.update(id, (current) => {
      const merged = {
        ...withActivity(current, ...notesActivity(current, notes, by, now)),
        owner: notes.owner ?? current.owner,
        note: notes.note ?? current.note,
        tracker: notes.tracker ?? current.tracker,
      };
      if (merged.owner === '') merged.owner = undefined;
      if (merged.note === '') merged.note = undefined;
      if (merged.tracker === '') merged.tracker = undefined;
      return merged;
    });
    return group;
  }
}
