/** What was offered and what has arrived, also where the table and the bucket answer it in many pages. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { ObjectKeys } from '../../../../../shared/aws/runtime/layout.ts';
import { AnswerStore } from '../../../../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../../../../shared/aws/uploads/chunks.ts';
import { HeldHosts } from '../../../../../shared/aws/uploads/held.ts';
import { logMessage } from '../../../../../shared/aws/uploads/log-message.ts';
import { askedQuestions, questionTrail } from '../../../../../shared/aws/uploads/questions.ts';
import { timeOfUlid } from '../../../../../shared/aws/uploads/ulid.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const ID = '01JD00000000000000000000AA';
const sha = (index: number): string => index.toString(16).padStart(64, '0');
const s3 = mockClient(S3Client);

let dynamo: ReturnType<typeof memoryDynamo>;
let at: ConstructorParameters<typeof ChunkStore>[0];
beforeEach(() => {
  dynamo = memoryDynamo();
  at = { dynamo: dynamo.client, tableName: 'uploads', s3: new S3Client({ region: 'us-east-1' }), bucket: 'dumps' };
});

/** The bucket holds these, two a page. */
function bucketOf(keys: readonly string[]): void {
  s3.reset();
  s3.on(ListObjectsV2Command).callsFake(
    ({ Prefix = '', ContinuationToken }: { Prefix?: string; ContinuationToken?: string }) => {
      const found = keys.filter((key) => key.startsWith(Prefix));
      const start = Number(ContinuationToken ?? 0);
      const Contents = found.slice(start, start + 2).map((Key) => ({ Key }));
      return { Contents, ...(start + 2 < found.length ? { NextContinuationToken: String(start + 2) } : {}) };
    },
  );
}

describe('chunks', () => {
  it('are told to be there from every page of the table and of the bucket', async () => {
    const chunks = new ChunkStore(at);
    for (let index = 0; index < 7; index += 1) {
      expect(await chunks.claim(ID, { index, sha256: sha(index), zero: index === 3 })).toEqual({ outcome: 'new' });
    }
    bucketOf([
      ...[0, 1, 2, 4, 6].map((index) => ObjectKeys.chunk(ID, index, sha(index))),
      // Of an offer that was replaced: it does not count.
      ObjectKeys.chunk(ID, 5, sha(99)),
    ]);
    for (const pageItems of [1, 2, 7, 1000]) {
      dynamo.pageItems = pageItems;
      const present = await chunks.present(ID);
      expect(present.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 6]);
      expect(present.filter(({ key }) => key === undefined)).toMatchObject([{ index: 3, zero: true }]);
    }
  });

  it('that two replace at once are replaced by one', async () => {
    const chunks = new ChunkStore(at);
    await chunks.claim(ID, { index: 0, sha256: sha(1), zero: false });
    expect(await chunks.claim(ID, { index: 0, sha256: sha(1), zero: true })).toEqual({ outcome: 'same', zero: false });
    const outcomes = await Promise.allSettled(
      [2, 3].map((other) => chunks.replace(ID, { index: 0, sha256: sha(other), zero: false }, sha(1))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', message: expect.stringContaining('chunk 0'), cause: expect.any(Error) },
    });
  });
});

describe('bodies of wanted ranges', () => {
  it('are listed as they were announced, of what is there, from every page', async () => {
    const answers = new AnswerStore(at);
    const keys: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const ranges = [
        { offset: i * 8192, length: 4096 },
        { offset: i * 8192 + 4096, length: 100 },
      ];
      keys.push(await answers.announce(ID, ranges, sha(i), new Date(Date.UTC(2026, 10, 23, 12, 0, 9 - i))));
    }
    bucketOf(keys.filter((_, i) => i !== 2));
    for (const pageItems of [1, 2, 1000]) {
      dynamo.pageItems = pageItems;
      const present = await answers.present(ID);
      expect(present.map(({ sha256 }) => sha256)).toEqual([4, 3, 1, 0].map(sha));
      expect(present[0]).toMatchObject({
        key: keys[4],
        lengthBytes: 4196,
        ranges: [
          { offset: 32768, length: 4096 },
          { offset: 36864, length: 100 },
        ],
      });
    }
  });
});

describe('a held host', () => {
  const held = (retentionDays?: number) =>
    new HeldHosts({
      dynamo: dynamo.client,
      tableName: 'uploads',
      ...(retentionDays === undefined ? {} : { retentionDays }),
    });
  const now = new Date('2026-11-23T12:00:00.000Z');
  const keep = { until: new Date('2026-11-23T13:00:00.000Z'), bytesLeft: 10, now };

  it('goes with its dump where that goes, and stays where it does not', async () => {
    await held(7).keep(ID, keep);
    const expiry = () => dynamo.items.get(`HELD#${ID}\u0000HOLD`)?.['expiresAt'];
    expect(expiry()).toBe(Math.floor(timeOfUlid(ID) / 1000) + 7 * 86_400);
    dynamo.items.clear();
    await held().keep(ID, keep);
    expect(expiry()).toBeUndefined();
  });

  it('is let go by whoever was first, and since when it is held stays', async () => {
    const hosts = held();
    await expect(hosts.release(ID, 'ada', now)).rejects.toMatchObject({ code: 'not-found' });
    await hosts.keep(ID, keep);
    const later = new Date('2026-11-23T12:30:00.000Z');
    expect(await hosts.release(ID, 'ada', now)).toMatchObject({ isFirst: true, hold: { releasedBy: 'ada' } });
    expect(await hosts.release(ID, 'april', later)).toMatchObject({ isFirst: false, hold: { releasedBy: 'ada' } });
    await hosts.keep(ID, { ...keep, now: later, bytesLeft: 3 });
    expect(await hosts.get(ID)).toMatchObject({ since: now.toISOString(), seenAt: later.toISOString(), bytesLeft: 3 });
  });

  it('is asked for what two questions want at once, both of it', async () => {
    const hosts = held();
    const want = (offset: number) => hosts.want(ID, (before) => [...before, { offset, length: 4096 }]);
    await Promise.all([want(0), want(4096), want(8192)]);
    const { round, ranges = [] } = (await hosts.wants(ID)) ?? {};
    expect(round).toBe(3);
    expect(ranges.map(({ offset }) => offset).sort((a, b) => a - b)).toEqual([0, 4096, 8192]);
  });

  it('is not asked without end: after five tries the conflict is told', async () => {
    const hosts = held();
    let tries = 0;
    dynamo.onCommand = (name) => {
      if (name !== 'PutCommand') return;
      tries += 1;
      dynamo.items.set(`WANTS#${ID}\u0000WANTS`, { pk: `WANTS#${ID}`, sk: 'WANTS', round: 100 + tries, ranges: [] });
    };
    await expect(hosts.want(ID, () => [])).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(tries).toBe(5);
  });
});

describe('small things of an upload', () => {
  it('a message of a log says that it is to be read with care only where it is', () => {
    expect(JSON.parse(logMessage({ key: 'k' }))).toEqual({ detail: { object: { key: 'k' } } });
    expect(JSON.parse(logMessage({ key: 'k', careful: false }))).toEqual({ detail: { object: { key: 'k' } } });
    expect(JSON.parse(logMessage({ key: 'k', careful: true }))).toEqual({
      detail: { object: { key: 'k' } },
      careful: true,
    });
  });

  it('the trail of questions is listed newest first, page by page', async () => {
    const table = { dynamo: dynamo.client, tableName: 'uploads' };
    const [trail, asked] = [questionTrail(table, 30), askedQuestions(table)];
    const question = (n: number) => ({
      ...{
        uploadId: ID,
        at: new Date(Date.UTC(2026, 10, 23, 12, 0, n)).toISOString(),
        by: 'ada',
        subject: 'u1',
        ask: `q${n}`,
      },
    });
    for (const n of [1, 2, 3]) await trail.note(question(n));
    const page = async (cursor?: string) => {
      const { questions, next } = await asked.list(ID, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      return { texts: questions.map(({ ask }) => ask), next };
    };
    const first = await page();
    expect(first.texts).toEqual(['q3', 'q2']);
    expect(await page(first.next)).toEqual({ texts: ['q1'], next: undefined });
  });
});
