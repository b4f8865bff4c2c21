/**
 * What every consumer of a queue does the same way: a message that can never succeed goes to the dead-letter queue at
 * once, with the reason; one that may succeed later is handed back; the others of the batch are not held up.
 */
import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { ZodError } from 'zod';
import { uploadInMessage } from './correlation.ts';
import {
  AccessError,
  ConflictError,
  FormatError,
  InputError,
  NotFoundError,
  PurgatoryError,
  TransientError,
} from '../../errors.ts';
import { mapLimited } from '../../map-limited.ts';

/** The queue behind a consumer, for what Lambda does not do by itself. */
export interface DeadLetters {
  /** Puts a message aside that nothing can be done with. */
  put(message: SQSRecord, reason: string): Promise<void>;
  /** Lets a message that failed come back after this time, not only when its visibility time-out is over. */
  retryIn?(message: SQSRecord, seconds: number): Promise<void>;
}

const MAX_REASON = 1000;
const FIRST_RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 300;

export function deadLetterQueue(client: SQSClient, queueUrl: string): DeadLetters {
  const sources = new Map<string, Promise<string>>();
  const sourceUrl = (arn: string): Promise<string> => {
    const known = sources.get(arn);
    if (known !== undefined) return known;
    const QueueName = arn.split(':').at(-1);
    const url = client.send(new GetQueueUrlCommand({ QueueName })).then(({ QueueUrl = '' }) => QueueUrl);
    sources.set(arn, url);
    return url;
  };
  return {
    async retryIn(message, VisibilityTimeout) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: await sourceUrl(message.eventSourceARN),
          ReceiptHandle: message.receiptHandle,
          VisibilityTimeout,
        }),
      );
    },
    async put(message, reason) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: message.body,
          MessageAttributes: {
            reason: { DataType: 'String', StringValue: printable(reason) },
            messageId: { DataType: 'String', StringValue: message.messageId },
          },
        }),
      );
    },
  };
}

/** SQS refuses control characters; an empty text too. */
function printable(text: string): string {
  const cleaned = text.replaceAll(/[^\x20-\x7e\u00a0-\ud7ff]/g, ' ').slice(0, MAX_REASON);
  return cleaned.trim() === '' ? 'unknown' : cleaned;
}

/** True for errors that the same message would meet again. */
export function isPermanent(error: unknown): boolean {
  return (
    error instanceof FormatError ||
    error instanceof InputError ||
    error instanceof NotFoundError ||
    error instanceof ConflictError ||
    error instanceof AccessError ||
    error instanceof ZodError ||
    error instanceof SyntaxError
  );
}

/** One line for people: the code of our own errors, the message of all. */
export function reasonOf(error: unknown): string {
  if (error instanceof ZodError) {
    return `input: ${error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`;
  }
  if (error instanceof PurgatoryError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

const BusMessage = z.object({ id: z.string(), 'detail-type': z.string(), detail: z.unknown() });

/**
 * The event in a message that EventBridge put into a queue.
 *
 * @throws {SyntaxError} or {ZodError} for another message: permanent, both
 */
export function busMessage(record: Pick<SQSRecord, 'body'>): { readonly name: string; readonly detail: unknown } {
  const message = BusMessage.parse(JSON.parse(record.body));
  return { name: message['detail-type'], detail: message.detail };
}

export interface ConsumerDeps {
  readonly deadLetters: DeadLetters;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Told of every message that was put aside. */
  readonly onDead?: (message: SQSRecord) => void;
  /** SQS itself puts a message aside after so many deliveries, and keeps no reason: the last one is put aside here, with it. */
  readonly maxReceives?: number;
}

/**
 * Turns what became of each message into Lambda's answer. `failures` holds the error of each message that has one, by its
 * id; all others are done.
 */
export async function settleBatch(
  records: readonly SQSRecord[],
  failures: ReadonlyMap<string, unknown>,
  deps: ConsumerDeps,
): Promise<SQSBatchResponse> {
  const retried: { itemIdentifier: string }[] = [];
  await Promise.all(
    records.map(async (record) => {
      if (!failures.has(record.messageId)) return;
      const error = failures.get(record.messageId);
      const reason = reasonOf(error);
      const about = { messageId: record.messageId, uploadId: uploadInMessage(record) };
      const isLast = Number(record.attributes.ApproximateReceiveCount) >= (deps.maxReceives ?? Infinity);
      if (!isPermanent(error) && !isLast) {
        deps.logger.warn('message will be tried again', { ...about, reason });
        retried.push({ itemIdentifier: record.messageId });
        await comeBackSoon(record, error, deps);
        return;
      }
      try {
        await deps.deadLetters.put(record, reason);
        deps.onDead?.(record);
        deps.logger.error('message was put aside', { ...about, reason });
      } catch (cause) {
        deps.logger.error('message could not be put aside', { ...about, reason, cause: reasonOf(cause) });
        retried.push({ itemIdentifier: record.messageId });
      }
    }),
  );
  return { batchItemFailures: retried };
}

/** Without this a message that failed at once would wait as long as one whose function died. */
async function comeBackSoon(record: SQSRecord, error: unknown, { deadLetters, logger }: ConsumerDeps): Promise<void> {
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  const asked = error instanceof TransientError ? error.retryAfterSeconds : undefined;
  const seconds = asked ?? Math.min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.max(0, attempt - 1));
  try {
    await deadLetters.retryIn?.(record, seconds);
  } catch (cause) {
    // It comes back later then.
    logger.warn('retry could not be brought forward', {
      messageId: record.messageId,
      uploadId: uploadInMessage(record),
      cause: reasonOf(cause),
    });
  }
}

/** Runs `handle` for each message, at most `concurrency` at a time, and settles the batch. */
export async function consumeEach(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<void>,
  deps: ConsumerDeps,
  concurrency = 4,
): Promise<SQSBatchResponse> {
  const failures = new Map<string, unknown>();
  await mapLimited(records, concurrency, async (record) => {
    try {
      await handle(record);
    } catch (error) {
      failures.set(record.messageId, error);
    }
  });
  return await settleBatch(records, failures, deps);
}
