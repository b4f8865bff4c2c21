/** Which chunks of an upload were offered, and which of them are there. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ConflictError } from '../../errors.ts';
import { ifThere } from '../objects/absent.ts';
import { keysBelow } from '../objects/keys-below.ts';
import { ObjectKeys, parseChunkKey } from '../runtime/layout.ts';
import { queryPages } from '../runtime/query-pages.ts';
import { expiryOfUpload, Keys, StoredChunk } from './items.ts';

/** One chunk that is there. `zero`: declared as zeros, and so without an object. */
export interface PresentChunk {
  readonly index: number;
  readonly sha256: string;
  readonly zero: boolean;
  /** Of the object; undefined where there is none. */
  readonly key: string | undefined;
}

/** What came of offering a chunk. */
export type Claim =
  /** Nobody had offered this chunk before. */
  | { readonly outcome: 'new' }
  /** The same bytes were offered before; whether they were sent is another question. */
  | { readonly outcome: 'same'; readonly zero: boolean }
  /** Other bytes were. */
  | { readonly outcome: 'other'; readonly sha256: string; readonly zero: boolean };

export interface ChunkTables {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly s3: S3Client;
  readonly bucket: string;
  /** After which what is noted here may be forgotten; absent: never. */
  readonly retentionDays?: number;
}

export class ChunkStore {
  readonly #at: ChunkTables;

  constructor(at: ChunkTables) {
    this.#at = at;
  }

  /** Notes that chunk `index` is these bytes, unless it was offered before. */
  async claim(uploadId: string, chunk: StoredChunk): Promise<Claim> {
    try {
      await this.#put(uploadId, chunk, 'attribute_not_exists(pk)', {});
      return { outcome: 'new' };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { Item } = await this.#at.dynamo.send(
        new GetCommand({
          TableName: this.#at.tableName,
          Key: Keys.chunk(uploadId, chunk.index),
          ConsistentRead: true,
        }),
      );
      const { sha256, zero } = StoredChunk.parse(Item);
      return sha256 === chunk.sha256 ? { outcome: 'same', zero } : { outcome: 'other', sha256, zero };
    }
  }

  /**
   * Takes `chunk` in place of bytes that were offered and never sent.
   *
   * @throws {ConflictError} when somebody else was quicker
   */
  async replace(uploadId: string, chunk: StoredChunk, replacedSha256: string): Promise<void> {
    try {
      await this.#put(uploadId, chunk, 'sha256 = :old', { ':old': replacedSha256 });
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      throw new ConflictError(`chunk ${chunk.index} was offered by somebody else at the same time`, { cause });
    }
  }

  /** Whether the object of these bytes is there. */
  async isStored(uploadId: string, index: number, sha256: string): Promise<boolean> {
    return (await this.objectSize(ObjectKeys.chunk(uploadId, index, sha256))) !== undefined;
  }

  /** Size in bytes of an object of the bucket; undefined where there is none. */
  async objectSize(key: string): Promise<number | undefined> {
    const { s3: client, bucket } = this.#at;
    return await ifThere({ client, bucket, key }, async () => {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return head.ContentLength ?? 0;
    });
  }

  /** The chunks that are there, by index. */
  async present(uploadId: string): Promise<readonly PresentChunk[]> {
    const [offered, objects] = await Promise.all([this.#offered(uploadId), this.#objects(uploadId)]);
    return offered.flatMap(({ index, sha256, zero }): PresentChunk[] => {
      if (zero) return [{ index, sha256, zero, key: undefined }];
      // An object of other bytes than those that count is a straggler: its offer was replaced.
      const key = ObjectKeys.chunk(uploadId, index, sha256);
      return objects.has(key) ? [{ index, sha256, zero, key }] : [];
    });
  }

  async #put(
    uploadId: string,
    chunk: StoredChunk,
    ConditionExpression: string,
    values: Record<string, string>,
  ): Promise<void> {
    await this.#at.dynamo.send(
      new PutCommand({
        TableName: this.#at.tableName,
        Item: {
          ...Keys.chunk(uploadId, chunk.index),
          ...chunk,
          ...expiryOfUpload(uploadId, this.#at.retentionDays),
        },
        ConditionExpression,
        ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
      }),
    );
  }

  async #offered(uploadId: string): Promise<StoredChunk[]> {
    const { pk, skPrefix } = Keys.chunks(uploadId);
    const pages = queryPages(this.#at.dynamo, { table: this.#at.tableName, partition: pk, prefix: skPrefix });
    const chunks: StoredChunk[] = [];
    for await (const items of pages) chunks.push(...items.map((item) => StoredChunk.parse(item)));
    return chunks;
  }

  async #objects(uploadId: string): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for await (const key of keysBelow(this.#at.s3, this.#at.bucket, ObjectKeys.chunkPrefix(uploadId))) {
      if (parseChunkKey(key) !== undefined) keys.add(key);
    }
    return keys;
  }
}
