import { describe, expect, it, jest } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { uploadInMessage } from '../../../../../shared/aws/runtime/correlation.ts';
import { consumeEach } from '../../../../../shared/aws/runtime/queue-consumer.ts';
import { InputError, TransientError } from '../../../../../shared/errors.ts';

const records = ['good', 'poison', 'later'].map(
  (messageId) => ({ messageId, body: messageId, attributes: { ApproximateReceiveCount: '3' } }) as SQSRecord,
);
const logger = { warn: () => undefined, error: () => undefined };

async function handle({ messageId }: SQSRecord): Promise<void> {
  await Promise.resolve();
  if (messageId === 'poison') throw new InputError('not a log');
  if (messageId === 'later') throw new TransientError('S3 is slow');
}

describe('consumeEach', () => {
  it('puts poison aside with the reason, hands back what may succeed later, and is done with the rest', async () => {
    const put = jest.fn((_message: SQSRecord, _reason: string) => Promise.resolve());
    const retryIn = jest.fn((_message: SQSRecord, _seconds: number) => Promise.resolve());
    const answer = await consumeEach(records, handle, { deadLetters: { put, retryIn }, logger });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'later' }] });
    // Each time twice as late.
    expect(retryIn.mock.calls).toEqual([[records[2], 20]]);
    expect(put.mock.calls).toEqual([[records[1], 'input: not a log']]);
  });

  it('puts aside what fails in its last attempt, with the reason, and in a later delivery than that', async () => {
    for (const maxReceives of [3, 2]) {
      const put = jest.fn((_message: SQSRecord, _reason: string) => Promise.resolve());
      const answer = await consumeEach(records, handle, { deadLetters: { put }, logger, maxReceives });
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(put.mock.calls).toEqual([
        [records[1], 'input: not a log'],
        [records[2], 'transient: S3 is slow'],
      ]);
    }
    const put = jest.fn(() => Promise.resolve());
    const answer = await consumeEach(records.slice(2), handle, { deadLetters: { put }, logger, maxReceives: 4 });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'later' }] });
    expect(put).not.toHaveBeenCalled();
  });

  it('hands poison back when it cannot be put aside', async () => {
    const put = () => Promise.reject(new Error('no queue'));
    const answer = await consumeEach(records, handle, { deadLetters: { put }, logger });
    expect(answer.batchItemFailures.map((failure) => failure.itemIdentifier).sort()).toEqual(['later', 'poison']);
  });
});

describe('a message that failed', () => {
  const id = '01JD0000000000000000000000';
  it.each([
    ['an event of ours', { uploadId: id }],
    ['an event that tells what it comes from', { correlationId: id }],
    ["S3's event of a log", { object: { key: `uploads/${id}/log` } }],
    [
      "S3's event of wanted ranges",
      { object: { key: `uploads/${id}/ranges/${'a'.repeat(32)}-${'b'.repeat(64)}.ranges` } },
    ],
  ])('is logged with the id of its upload: %s', async (_name, detail) => {
    const lines: unknown[] = [];
    const log = (_message: unknown, ...fields: unknown[]) => void lines.push(...fields);
    const [, poison, later] = records.map((record) => ({ ...record, body: JSON.stringify({ detail }) }));
    const messages = [poison, later].flatMap((record) => record ?? []);
    const put = () => Promise.resolve();
    await consumeEach(messages, handle, { deadLetters: { put }, logger: { warn: log, error: log } });
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatchObject({ uploadId: id });
  });

  it('names no upload where the body has none that is one', () => {
    expect(uploadInMessage({ body: 'no JSON' })).toBeUndefined();
    expect(uploadInMessage({ body: '{"detail":{"uploadId":"<script>"}}' })).toBeUndefined();
    expect(uploadInMessage({ body: '{"detail":{"object":{"key":"uploads/nonsense/log"}}}' })).toBeUndefined();
  });
});
