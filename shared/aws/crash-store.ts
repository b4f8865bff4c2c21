/** The `Crashes` table: groups, occurrences, hosts, outbox. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { applyAction } from '../contract/crashes.ts';
import type { CrashAction, CrashGroup, Occurrence } from '../contract/crashes.ts';
import type { PurgatoryEvent } from '../contract/events.ts';
import { snapshot } from './crashes/snapshot.ts';
import { GroupStore, union, withReport } from './crashes/groups.ts';
import { IndexKeys, Keys, NO_CRASH } from './crashes/items.ts';
import type { StoredGroup } from './crashes/items.ts';
import { dynamoOutbox } from './crashes/outbox.ts';
import type { Outbox } from './crashes/outbox.ts';
import { CrashReader } from './crashes/read.ts';
import { moveOccurrence } from './crashes/move.ts';
import { expiryOf, randomShard, recordOccurrences } from './crashes/record.ts';
import type { EffectsOf, GroupedOccurrence, RecordContext, RecordResult } from './crashes/record.ts';

const MAX_FINDINGS = 50;

export interface CrashStoreOptions {
  readonly now?: () => Date;
  /** Which of a group's counters a batch adds to. */
  readonly pickShard?: () => number;
  /** How long occurrences and hosts are remembered; absent: for good. */
  readonly retentionDays?: number;
}

export class CrashStore {
  readonly groups: GroupStore;
  readonly outbox: Outbox;
  readonly read: CrashReader;
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
    this.outbox = dynamoOutbox(client, table, this.#now);
    this.read = new CrashReader(client, table);
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
      (current) => ({ ...current, status: applyAction(action, by, now) }),
      (next, previous) => [changed(next, previous, by, now)],
    );
  }

  /** Moves an occurrence to another group; both groups' numbers are to be recounted then. False: it is elsewhere by now. */
  move(occurrence: Occurrence, to: string): Promise<boolean> {
    return moveOccurrence(this.#context, occurrence, to);
  }

  /** Sets a group's numbers to what its occurrences say. */
  async recount(id: string): Promise<void> {
    const [last] = (await this.read.occurrences(id, { limit: 1 })).occurrences;
    await this.groups.recount(id, last?.capturedAt);
  }

  /** What an examined dump adds to its group: its report, fingerprints of the real stack, which stand for it too, findings' codes. */
  async refine(
    id: string,
    found: {
      readonly uploadId: string;
      readonly fingerprints: readonly string[];
      readonly findings: readonly string[];
    },
  ): Promise<void> {
    await this.groups.link(id, found.fingerprints);
    await this.groups.update(id, (current) => {
      const reported = withReport(current, found.uploadId);
      const findings = union(current.findings, found.findings, MAX_FINDINGS);
      return findings.length === current.findings.length ? reported : { ...reported, findings };
    });
  }

  /** Owner, note and tracker link of a group: texts for people. An empty text takes it away. */
  async annotate(
    id: string,
    notes: {
      readonly owner?: string | undefined;
      readonly note?: string | undefined;
      readonly tracker?: string | undefined;
    },
  ): Promise<CrashGroup> {
    const { group } = await this.groups.update(id, (current) => {
      const merged = {
        ...current,
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

function changed(next: StoredGroup, previous: StoredGroup, by: string, now: Date): PurgatoryEvent {
  return {
    name: 'crash.changed',
    detail: {
      version: 1,
      id: `changed:${next.id}:${next.version}`,
      occurredAt: now.toISOString(),
      ...snapshot(next),
      previousState: previous.status.state,
      by,
    },
  };
}
