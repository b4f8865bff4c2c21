/** The uploads themselves: made once, changed under conditions, listed newest first. */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PanicKind } from '../../contract/triage.ts';
import { UploadId } from '../../contract/uploads.ts';
import type { UploadPolicy, UploadState } from '../../contract/uploads.ts';
import { ConflictError, InputError, NotFoundError } from '../../errors.ts';
import { TableKeys } from '../runtime/layout.ts';
import {
  expiryOfUpload,
  Keys,
  LIST_SHARDS,
  StoredUpload,
  hostPartition,
  indexAttributes,
  listPartition,
} from './items.ts';
import type { UploadChanges } from './items.ts';

/** How long a host that comes back finds its upload by the resume key, and the first one of the crash. */
const RESUME_DAYS = 60;

export interface TriageNote {
  readonly title: string | null;
  readonly kind: PanicKind;
  readonly crashId?: string | undefined;
  /** The upload that the crash is counted under, null where that is this one; absent: as it was. */
  readonly sameCrashAs?: string | null | undefined;
  /** As the log says it, where the host did not. */
  readonly kernelRelease?: string | undefined;
  /** Why the log was given up; taken away by a log that was read. */
  readonly logReason?: string | undefined;
  /** The host is asked for no more than this. */
  readonly limit?: { readonly policy: UploadPolicy; readonly askedPolicy: UploadPolicy } | undefined;
}

export interface UploadPage {
  readonly uploads: readonly StoredUpload[];
  /** Cursor of what follows; absent at the end. */
  readonly next?: string;
}

export interface UploadPageRequest {
  readonly host?: string | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

export class UploadStore {
  readonly #dynamo: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => Date;

  readonly #retentionDays: number | undefined;

  /** @param retentionDays after which what this store creates may be forgotten; absent: never */
  constructor(
    dynamo: DynamoDBDocumentClient,
    tableName: string,
    now: () => Date = () => new Date(),
    retentionDays?: number,
  ) {
    this.#dynamo = dynamo;
    this.#table = tableName;
    this.#now = now;
    this.#retentionDays = retentionDays;
  }

  /** Keeps a new upload, or answers the one that its host made with the same resume key and has not given up. */
  async create(upload: StoredUpload): Promise<{ readonly created: boolean; readonly upload: StoredUpload }> {
    // More than one round only where the one found was aborted, or another request of this host came in between.
    for (let round = 0; round < 4; round++) {
      const known = await this.#byResumeKey(upload);
      if (known !== undefined && known.state !== 'aborted') return { created: false, upload: known };
      const first = await this.#firstOfCrash(upload);
      const fresh = first === undefined ? upload : { ...upload, sameCrashAs: first };
      try {
        await this.#putNew(fresh, known?.id);
        return { created: true, upload: fresh };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
      }
    }
    throw new ConflictError('other requests with this resume key are under way');
  }

  async get(id: string): Promise<StoredUpload | undefined> {
    const { Item } = await this.#dynamo.send(
      new GetCommand({ TableName: this.#table, Key: Keys.upload(id), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : StoredUpload.parse(Item);
  }

  /** @throws {NotFoundError} */
  async require(id: string): Promise<StoredUpload> {
    const upload = await this.get(id);
    if (upload === undefined) throw new NotFoundError(`there is no upload ${id}`);
    return upload;
  }

  /**
   * Changes an upload that is in one of the states `from` (any, where absent); answers it as it is then.
   *
   * @throws {NotFoundError}
   * @throws {ConflictError} when it is in another state
   */
  async change(id: string, changes: UploadChanges, from?: readonly UploadState[]): Promise<StoredUpload> {
    const values = Object.fromEntries(from?.map((state, i) => [`:from${i}`, state]) ?? []);
    const among = from === undefined ? '' : ` AND #state IN (${from.map((_, i) => `:from${i}`).join(', ')})`;
    try {
      return await this.#write(id, changes, `attribute_exists(pk)${among}`, values);
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      const { state } = await this.require(id);
      throw new ConflictError(`the upload is ${state}`, { cause });
    }
  }

  /** @throws {ConditionalCheckFailedException} */
  async #write(
    id: string,
    changes: UploadChanges,
    condition: string,
    conditionValues: Readonly<Record<string, unknown>>,
  ): Promise<StoredUpload> {
    const set: string[] = ['updatedAt = :now'];
    const remove: string[] = [];
    const names: Record<string, string> = condition.includes('#state') ? { '#state': 'state' } : {};
    const values: Record<string, unknown> = { ':now': this.#now().toISOString(), ...conditionValues };
    for (const [name, value] of Object.entries(changes)) {
      names[`#${name}`] = name;
      if (value === undefined) {
        remove.push(`#${name}`);
      } else {
        set.push(`#${name} = :${name}`);
        values[`:${name}`] = value;
      }
    }
    const { Attributes } = await this.#dynamo.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: Keys.upload(id),
        UpdateExpression: `SET ${set.join(', ')}${remove.length === 0 ? '' : ` REMOVE ${remove.join(', ')}`}`,
        ConditionExpression: condition,
        ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return StoredUpload.parse(Attributes);
  }

  /**
   * Lets one at a time examine a dump. False where somebody else does until later than now: then it is noted that there is
   * more to look at.
   */
  async beginExamination(id: string, examiner: string, until: Date): Promise<boolean> {
    const now = this.#now().toISOString();
    const values = { ':now': now, ':examiner': examiner, ':until': until.toISOString() };
    try {
      await this.#dynamo.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: Keys.upload(id),
          UpdateExpression: 'SET updatedAt = :now, examiner = :examiner, examinerUntil = :until REMOVE examineAgain',
          ConditionExpression: 'attribute_not_exists(examiner) OR examinerUntil < :now OR examiner = :examiner',
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
    }
    try {
      await this.#dynamo.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: Keys.upload(id),
          UpdateExpression: 'SET examineAgain = :yes',
          ConditionExpression: 'attribute_exists(examiner)',
          ExpressionAttributeValues: { ':yes': true },
        }),
      );
      return false;
    } catch (cause) {
      // It was given back in this very moment.
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      return await this.beginExamination(id, examiner, until);
    }
  }

  /**
   * Gives the examination back, with what came of it.
   *
   * @returns the upload, or nothing where something arrived meanwhile (and the examination is still the caller's)
   * @throws {ConflictError} when the time was up and somebody else has it now
   */
  async endExamination(id: string, examiner: string, changes: UploadChanges): Promise<StoredUpload | undefined> {
    const { examineAgain } = await this.#requireExaminer(id, examiner);
    if (examineAgain === true) {
      await this.change(id, { ...changes, examineAgain: undefined });
      return undefined;
    }
    const ended = { ...changes, examiner: undefined, examinerUntil: undefined };
    try {
      return await this.#write(id, ended, 'examiner = :mine AND attribute_not_exists(examineAgain)', {
        ':mine': examiner,
      });
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      return await this.endExamination(id, examiner, changes);
    }
  }

  async #requireExaminer(id: string, examiner: string): Promise<StoredUpload> {
    const upload = await this.require(id);
    if (upload.examiner !== examiner) throw new ConflictError('somebody else examines the dump now');
    return upload;
  }

  /** Notes what the log was called (`title` null: no crash in it) and, as long as the host still sends, how much is wanted. */
  async noteTriage(id: string, triage: TriageNote): Promise<void> {
    const { title, kind, crashId, limit, logReason, sameCrashAs, kernelRelease } = triage;
    const note = {
      title,
      kind,
      logReason,
      logTries: undefined,
      logReceived: true,
      ...(crashId === undefined ? {} : { crashId }),
      ...(sameCrashAs === undefined ? {} : { sameCrashAs: sameCrashAs ?? undefined }),
      ...(kernelRelease === undefined ? {} : { kernelRelease }),
    };
    if (limit !== undefined) {
      try {
        // Of a log alone nothing is wanted, and the analyser waits for nothing.
        const nothing = limit.policy === 'log' ? { wanted: [], wantedRound: undefined } : {};
        await this.change(id, { ...note, ...limit, ...nothing }, ['open']);
        return;
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
    await this.change(id, note);
  }

  /** Notes in which group the crash of an upload is counted, and under which upload where that is another one. */
  async noteCrash(
    id: string,
    as: { readonly sameCrashAs: string | undefined; readonly crashId: string } & Partial<
      Pick<TriageNote, 'title' | 'kind'>
    >,
  ): Promise<void> {
    await this.change(id, as);
  }

  /** Notes that a group is about to be opened for the log of an upload. A set, since two functions may have a log each of one upload. */
  async noteOpening(id: string, crashId: string): Promise<void> {
    await this.#changeOpening(id, 'ADD', [crashId]);
  }

  /** Notes that these groups have been counted since. */
  async endOpening(id: string, crashIds: Iterable<string>): Promise<void> {
    await this.#changeOpening(id, 'DELETE', crashIds);
  }

  async #changeOpening(id: string, verb: 'ADD' | 'DELETE', crashIds: Iterable<string>): Promise<void> {
    await this.#dynamo.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: Keys.upload(id),
        UpdateExpression: `${verb} opening :groups`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':groups': new Set(crashIds) },
      }),
    );
  }

  /** Counts one more try at an upload's log; answers how many there were. `afresh` begins anew: somebody asked for it. */
  async countLogTry(id: string, afresh = false): Promise<number> {
    const { Attributes } = await this.#dynamo.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: Keys.upload(id),
        UpdateExpression: afresh ? 'SET logTries = :one' : 'ADD logTries :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return StoredUpload.parse(Attributes).logTries ?? 1;
  }

  /** A try at an upload's log came to its end: none counts any more. */
  async endLogTry(id: string): Promise<void> {
    await this.change(id, { logTries: undefined });
  }

  /** Notes why nobody will read an upload's log; false where somebody has read it meanwhile. */
  async giveUpLog(id: string, logReason: string): Promise<boolean> {
    const note = { title: null, kind: 'unknown', logReason, logReceived: true } as const;
    try {
      await this.#write(id, note, 'attribute_exists(pk) AND attribute_not_exists(title)', {});
      return true;
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      return false;
    }
  }

  /** Newest first: all, or those of one host. */
  async list(request: UploadPageRequest): Promise<UploadPage> {
    const { host, limit, cursor } = request;
    if (cursor !== undefined && !UploadId.safeParse(cursor).success) {
      throw new InputError('not a cursor of this list', { field: 'cursor' });
    }
    const partitions =
      host === undefined
        ? Array.from({ length: LIST_SHARDS }, (_, shard) => ({ index: 'gsi2', partition: listPartition(shard) }))
        : [{ index: 'gsi1', partition: hostPartition(host) }];
    const pages = await Promise.all(
      partitions.map(({ index, partition }) =>
        this.#dynamo.send(
          new QueryCommand({
            TableName: this.#table,
            IndexName: index,
            KeyConditionExpression: `${index}pk = :pk${cursor === undefined ? '' : ` AND ${index}sk < :before`}`,
            ExpressionAttributeValues: { ':pk': partition, ...(cursor === undefined ? {} : { ':before': cursor }) },
            ScanIndexForward: false,
            Limit: limit + 1,
          }),
        ),
      ),
    );
    const found = pages
      .flatMap(({ Items = [] }) => Items.map((item) => StoredUpload.parse(item)))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const uploads = found.slice(0, limit);
    const last = uploads.at(-1);
    return { uploads, ...(found.length > limit && last !== undefined ? { next: last.id } : {}) };
  }

  async #byResumeKey({ host, resumeKey }: StoredUpload): Promise<StoredUpload | undefined> {
    if (resumeKey === undefined) return undefined;
    const { Item } = await this.#dynamo.send(
      new GetCommand({ TableName: this.#table, Key: Keys.resume(host, resumeKey), ConsistentRead: true }),
    );
    const id = UploadId.safeParse(Item?.['uploadId']);
    return id.success ? await this.get(id.data) : undefined;
  }

  /** The first upload of the same crash of the same host. */
  async #firstOfCrash({ host, crashKey }: StoredUpload): Promise<string | undefined> {
    if (crashKey === undefined) return undefined;
    const { Item } = await this.#dynamo.send(
      new GetCommand({ TableName: this.#table, Key: Keys.sameCrash(host, crashKey), ConsistentRead: true }),
    );
    return UploadId.optional().parse(Item?.['uploadId']);
  }

  async #putNew(upload: StoredUpload, replacedId: string | undefined): Promise<void> {
    const { id, host, resumeKey, crashKey, sameCrashAs } = upload;
    const expires = Math.floor(this.#now().getTime() / 1000) + RESUME_DAYS * 86_400;
    const first =
      crashKey === undefined || sameCrashAs !== undefined
        ? []
        : [
            {
              Put: {
                TableName: this.#table,
                Item: { ...Keys.sameCrash(host, crashKey), uploadId: id, [TableKeys.expires]: expires },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ];
    const resume =
      resumeKey === undefined
        ? []
        : [
            {
              Put: {
                TableName: this.#table,
                Item: {
                  ...Keys.resume(host, resumeKey),
                  uploadId: id,
                  [TableKeys.expires]: expires,
                },
                ...(replacedId === undefined
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: 'uploadId = :replaced',
                      ExpressionAttributeValues: { ':replaced': replacedId },
                    }),
              },
            },
          ];
    await this.#dynamo.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: this.#table,
              Item: {
                ...Keys.upload(id),
                ...indexAttributes(upload),
                ...upload,
                ...expiryOfUpload(id, this.#retentionDays),
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          ...resume,
          ...first,
        ],
      }),
    );
  }
}
