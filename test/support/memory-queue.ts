/**
 * A queue in memory with Lambda as its consumer, by the rules of `ReportBatchItemFailures`: what the handler reports as failed comes
 * again, all else of the batch is deleted; where the handler throws, or names a message that is not of the batch, all of it comes again.
 */
import type { SQSBatchResponse } from 'aws-lambda';

export interface QueuedMessage<T> {
  readonly messageId: string;
  readonly body: T;
  readonly receives: number;
}

export interface MemoryQueue<T> {
  send(body: T): void;
  /** Delivers until nothing is left; what was received `maxReceives` times and failed is dead. */
  drain(
    handler: (batch: readonly QueuedMessage<T>[]) => Promise<SQSBatchResponse | undefined>,
    options?: { readonly batchSize?: number; readonly maxReceives?: number },
  ): Promise<{ readonly deliveries: number; readonly dead: readonly T[] }>;
}

export function memoryQueue<T>(): MemoryQueue<T> {
  let waiting: QueuedMessage<T>[] = [];
  let sent = 0;
  return {
    send(body) {
      waiting.push({ messageId: `message-${(sent += 1)}`, body, receives: 0 });
    },
    async drain(handler, { batchSize = 10, maxReceives = 5 } = {}) {
      const dead: T[] = [];
      let deliveries = 0;
      while (waiting.length > 0) {
        const batch = waiting.slice(0, batchSize).map((message) => ({ ...message, receives: message.receives + 1 }));
        waiting = waiting.slice(batchSize);
        deliveries += 1;
        const failed = await failuresOf(batch, handler);
        for (const message of batch.filter(({ messageId }) => failed.has(messageId))) {
          if (message.receives >= maxReceives) dead.push(message.body);
          else waiting.push(message);
        }
      }
      return { deliveries, dead };
    },
  };
}

async function failuresOf<T>(
  batch: readonly QueuedMessage<T>[],
  handler: (batch: readonly QueuedMessage<T>[]) => Promise<SQSBatchResponse | undefined>,
): Promise<ReadonlySet<string>> {
  const all = new Set(batch.map(({ messageId }) => messageId));
  try {
    const named = ((await handler(batch))?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
    return named.every((id) => all.has(id)) ? new Set(named) : all;
  } catch {
    return all;
  }
}
