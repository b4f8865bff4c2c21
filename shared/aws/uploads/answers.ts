/** What hosts have sent of the ranges that the analyser wanted: bodies of ranges one after the other. */
import { createHash } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ByteRange } from '../../bytes/byte-source.ts';
import { keysBelow } from '../objects/keys-below.ts';
import { digestInAnswerKey, ObjectKeys } from '../runtime/layout.ts';
import { queryPages } from '../runtime/query-pages.ts';
import type { ChunkTables } from './chunks.ts';
import { expiryOfUpload, Keys, StoredAnswer } from './items.ts';

/** A body that is there, and which ranges of the dump it holds. */
export interface PresentAnswer {
  readonly key: string;
  readonly ranges: readonly ByteRange[];
  readonly lengthBytes: number;
  /** Of the body, as its host had pinned it. */
  readonly sha256: string;
}

export class AnswerStore {
  readonly #at: ChunkTables;

  constructor(at: ChunkTables) {
    this.#at = at;
  }

  /** Notes which ranges a body will hold, before it is sent; answers the key to put it under. The same again is no error. */
  async announce(uploadId: string, ranges: readonly ByteRange[], sha256: string, now: Date): Promise<string> {
    const numbers = ranges.flatMap(({ offset, length }) => [offset, length]);
    const list = createHash('sha256').update(numbers.join(' ')).digest('hex').slice(0, 32);
    const key = ObjectKeys.answer(uploadId, list, sha256);
    const answer: StoredAnswer = { key, ranges: numbers, announcedAt: now.toISOString() };
    await this.#at.dynamo.send(
      new PutCommand({
        TableName: this.#at.tableName,
        Item: {
          ...Keys.answer(uploadId, list, sha256),
          ...answer,
          ...expiryOfUpload(uploadId, this.#at.retentionDays),
        },
      }),
    );
    return key;
  }

  /** The bodies that are there, first announced first. */
  async present(uploadId: string): Promise<readonly PresentAnswer[]> {
    const [announced, objects] = await Promise.all([this.#announced(uploadId), this.#objects(uploadId)]);
    return announced
      .filter(({ key }) => objects.has(key))
      .sort((a, b) => (a.announcedAt + a.key < b.announcedAt + b.key ? -1 : 1))
      .map(({ key, ranges: numbers }) => {
        const ranges: ByteRange[] = [];
        let lengthBytes = 0;
        for (let i = 0; i + 1 < numbers.length; i += 2) {
          const length = numbers[i + 1] ?? 0;
          ranges.push({ offset: numbers[i] ?? 0, length });
          lengthBytes += length;
        }
        return { key, ranges, lengthBytes, sha256: digestInAnswerKey(key) };
      });
  }

  async #announced(uploadId: string): Promise<StoredAnswer[]> {
    const { pk, skPrefix } = Keys.answers(uploadId);
    const pages = queryPages(this.#at.dynamo, { table: this.#at.tableName, partition: pk, prefix: skPrefix });
    const answers: StoredAnswer[] = [];
    for await (const items of pages) answers.push(...items.map((item) => StoredAnswer.parse(item)));
    return answers;
  }

  async #objects(uploadId: string): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for await (const key of keysBelow(this.#at.s3, this.#at.bucket, ObjectKeys.answerPrefix(uploadId))) keys.add(key);
    return keys;
  }
}
