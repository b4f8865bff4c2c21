/** What SQS is told of a message that failed. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import * as z from 'zod';
import {
  busMessage,
  consumeEach,
  deadLetterQueue,
  isPermanent,
  reasonOf,
  settleBatch,
} from '../../../../../shared/aws/runtime/queue-consumer.ts';
import * as errors from '../../../../../shared/errors.ts';

const sqs = mockClient(SQSClient);
const client = new SQSClient({ region: 'eu-central-1' });
const recordOf = (messageId: string, receives = 1, queue = 'triage'): SQSRecord =>
  ({
    messageId,
    body: `{"id":"${messageId}"}`,
    receiptHandle: `handle of ${messageId}`,
    eventSourceARN: `arn:aws:sqs:eu-central-1:123456789012:${queue}`,
    attributes: { ApproximateReceiveCount: String(receives) },
  }) as SQSRecord;
const invalid = z.object({ a: z.object({ b: z.string() }), c: z.string() }).safeParse({ a: {} }).error;

beforeEach(() => {
  sqs.reset();
});

describe('a message that is put aside', () => {
  const put = async (reason: string) => {
    await deadLetterQueue(client, 'https://queue/dead').put(recordOf('m1'), reason);
    return sqs.commandCalls(SendMessageCommand).at(-1)?.args[0].input;
  };

  it('is kept as it came, with its reason and its name', async () => {
    expect(await put('input: not a log')).toEqual({
      QueueUrl: 'https://queue/dead',
      MessageBody: '{"id":"m1"}',
      MessageAttributes: {
        reason: { DataType: 'String', StringValue: 'input: not a log' },
        messageId: { DataType: 'String', StringValue: 'm1' },
      },
    });
  });

  it.each([
    ['a\u0000b\nc\u007fd\u0085e', 'a b c d e'],
    ['Grüße, 漢字', 'Grüße, 漢字'],
    ['x'.repeat(1001), 'x'.repeat(1000)],
    ['', 'unknown'],
    ['\n\n', 'unknown'],
  ])('has a reason that SQS takes: %j', async (reason, written) => {
    expect((await put(reason))?.MessageAttributes?.['reason']?.StringValue).toBe(written);
  });
});

describe('a message that may succeed later', () => {
  it('comes back to the queue that it came from, whose address is asked for once', async () => {
    sqs.on(GetQueueUrlCommand, { QueueName: 'triage' }).resolves({ QueueUrl: 'https://queue/triage' });
    sqs.on(GetQueueUrlCommand, { QueueName: 'seal' }).resolves({ QueueUrl: 'https://queue/seal' });
    const letters = deadLetterQueue(client, 'https://queue/dead');
    await letters.retryIn?.(recordOf('m1'), 20);
    await letters.retryIn?.(recordOf('m2'), 0);
    await letters.retryIn?.(recordOf('m3', 1, 'seal'), 5);
    expect(sqs.commandCalls(ChangeMessageVisibilityCommand).map(({ args: [command] }) => command.input)).toEqual([
      { QueueUrl: 'https://queue/triage', ReceiptHandle: 'handle of m1', VisibilityTimeout: 20 },
      { QueueUrl: 'https://queue/triage', ReceiptHandle: 'handle of m2', VisibilityTimeout: 0 },
      { QueueUrl: 'https://queue/seal', ReceiptHandle: 'handle of m3', VisibilityTimeout: 5 },
    ]);
    expect(sqs.commandCalls(GetQueueUrlCommand)).toHaveLength(2);
  });

  it.each([
    [1, undefined, 5],
    [2, undefined, 10],
    [6, undefined, 160],
    [7, undefined, 300],
    [50, undefined, 300],
    [7, 10, 10],
    [1, 0, 0],
  ])('comes back after delivery %d, and where the error asks for %j s, in %d s', async (receives, asked, seconds) => {
    const told: number[] = [];
    const deadLetters = {
      put: () => Promise.reject(new Error('not to be put aside')),
      retryIn: (_message: SQSRecord, after: number) => Promise.resolve(void told.push(after)),
    };
    const error = new errors.TransientError('busy', asked === undefined ? {} : { retryAfterSeconds: asked });
    const logger = { warn: () => undefined, error: () => undefined };
    await settleBatch([recordOf('m1', receives)], new Map([['m1', error]]), { deadLetters, logger });
    expect(told).toEqual([seconds]);
  });

  it('comes back by itself where that could not be brought forward, which is said', async () => {
    const said: unknown[] = [];
    const log = (message: unknown, ...fields: unknown[]) => void said.push([message, ...fields]);
    const deadLetters = { put: () => Promise.resolve(), retryIn: () => Promise.reject(new Error('throttled')) };
    const answer = await settleBatch([recordOf('m1')], new Map([['m1', new Error('x')]]), {
      deadLetters,
      logger: { warn: log, error: log },
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(said).toEqual([
      ['message will be tried again', { messageId: 'm1', uploadId: undefined, reason: 'x' }],
      ['retry could not be brought forward', { messageId: 'm1', uploadId: undefined, cause: 'throttled' }],
    ]);
  });
});

describe('messages of a batch', () => {
  it('that are put aside are told of, once each; those that are not put aside are not', async () => {
    const dead: string[] = [];
    const said: unknown[] = [];
    const fails = new Set(['m2']);
    await consumeEach(
      ['m1', 'm2', 'm3'].map((id) => recordOf(id)),
      ({ messageId }) => (messageId === 'm3' ? Promise.resolve() : Promise.reject(new errors.InputError('bad'))),
      {
        deadLetters: {
          put: ({ messageId }) => (fails.has(messageId) ? Promise.reject(new Error('full')) : Promise.resolve()),
        },
        logger: { warn: () => undefined, error: (message, ...fields) => void said.push([message, ...fields]) },
        onDead: ({ messageId }) => void dead.push(messageId),
      },
    );
    expect(dead).toEqual(['m1']);
    expect(said).toContainEqual(['message was put aside', expect.objectContaining({ messageId: 'm1' })]);
    expect(said).toContainEqual([
      'message could not be put aside',
      expect.objectContaining({ messageId: 'm2', reason: 'input: bad', cause: 'full' }),
    ]);
  });

  it('are handled a few at a time', async () => {
    let now = 0;
    let most = 0;
    const handle = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
    };
    const records = Array.from({ length: 9 }, (_, i) => recordOf(String(i)));
    const deps = {
      deadLetters: { put: () => Promise.resolve() },
      logger: { warn: () => undefined, error: () => undefined },
    };
    await consumeEach(records, handle, deps);
    await consumeEach(records, handle, deps, 1);
    expect(most).toBe(4);
  });
});

describe('an error', () => {
  const place = { format: 'elf', field: 'header' };
  it.each([
    [new errors.FormatError('bad-magic', place, 'x'), true],
    [new errors.InputError('x'), true],
    [new errors.NotFoundError('x'), true],
    [new errors.ConflictError('x'), true],
    [new errors.AccessError('forbidden', 'x'), true],
    [invalid, true],
    [new SyntaxError('x'), true],
    [new errors.TransientError('x'), false],
    [new TypeError('x'), false],
    ['text', false],
    [undefined, false],
  ])('is met again by the same message, or not: %s', (error, permanent) => {
    expect(isPermanent(error)).toBe(permanent);
  });

  it('is one line for people', () => {
    expect(reasonOf(invalid)).toMatch(/^input: a\.b: [^;]+; c: [^;]+$/);
    expect(reasonOf(new errors.NotFoundError('no upload x'))).toBe('not-found: no upload x');
    expect([reasonOf(new Error('x')), reasonOf('text'), reasonOf(undefined)]).toEqual(['x', 'text', 'undefined']);
  });
});

describe('a message of the bus', () => {
  it('is an event’s name and what it tells', () => {
    const body = JSON.stringify({ id: '1', 'detail-type': 'dump.examined', detail: { a: 1 } });
    expect(busMessage({ body })).toEqual({ name: 'dump.examined', detail: { a: 1 } });
  });

  it.each([['no JSON'], ['{}'], ['{"id":"1","detail":{}}'], ['{"id":1,"detail-type":"x","detail":{}}']])(
    'is no other: %s',
    (body) => {
      let caught: unknown;
      try {
        busMessage({ body });
      } catch (error) {
        caught = error;
      }
      expect(isPermanent(caught)).toBe(true);
    },
  );
});
