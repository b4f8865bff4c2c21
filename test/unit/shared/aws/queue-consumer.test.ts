import { describe, expect, it, jest } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { consumeEach, mapLimited } from '../../../../shared/aws/queue-consumer.ts';
import { InputError, TransientError } from '../../../../shared/errors.ts';

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

  it('hands poison back when it cannot be put aside', async () => {
    const put = () => Promise.reject(new Error('no queue'));
    const answer = await consumeEach(records, handle, { deadLetters: { put }, logger });
    expect(answer.batchItemFailures.map((failure) => failure.itemIdentifier).sort()).toEqual(['later', 'poison']);
  });
});

describe('mapLimited', () => {
  it('keeps the order and never works at more than the limit', async () => {
    let working = 0;
    let most = 0;
    const doubled = await mapLimited([5, 1, 4, 2, 3], 2, async (n) => {
      most = Math.max(most, ++working);
      await new Promise((resolve) => setImmediate(resolve));
      working -= 1;
      return n * 2;
    });
    expect(doubled).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });
});
