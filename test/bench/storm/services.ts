/** AWS's services in virtual time, as far as a storm meets their limits. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ConsumerLimits } from '../../../infra/limits.ts';
import type { Clock } from './clock.ts';
import { SERVICES } from './sources.ts';

/** Counts what is paid for, and notes which limit held something up. */
export class Meter {
  readonly counts: Record<string, number> = {};
  readonly heldUp: Record<string, number> = {};

  add(what: string, count = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + count;
  }

  hold(limit: string): void {
    this.heldUp[limit] = (this.heldUp[limit] ?? 0) + 1;
  }
}

/** API Gateway's token bucket. */
export class TokenBucket {
  #tokens: number;
  #at = 0;
  readonly #rate: number;
  readonly #burst: number;
  readonly #clock: Clock;

  constructor(clock: Clock, rate: number, burst: number) {
    this.#clock = clock;
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
  }

  take(): boolean {
    const { now } = this.#clock;
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

/** The executions of one function: warm ones are used again, more are started as fast as Lambda does. */
export class Lambda {
  running = 0;
  peak = 0;
  /** Of all executions together. */
  busyMs = 0;
  #warm: number[] = [];
  readonly #scale: TokenBucket;
  readonly name: string;
  readonly limit: number;
  readonly #memoryGb: number;
  readonly #clock: Clock;
  readonly #meter: Meter;

  constructor(clock: Clock, meter: Meter, name: string, limit: number, memoryMiB: number) {
    this.#clock = clock;
    this.#meter = meter;
    this.name = name;
    this.limit = limit;
    this.#memoryGb = memoryMiB / 1024;
    this.#scale = new TokenBucket(clock, SERVICES.lambda.scalePerSecond, 1_000);
  }

  /** Undefined where there is no room: Lambda throttles. */
  invoke<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.running >= this.limit) {
      this.#meter.hold(`${this.name}: concurrency of ${this.limit}`);
      return undefined;
    }
    const { idleMs, coldStart, warmStart } = SERVICES.lambda;
    this.#warm = this.#warm.filter((at) => at > this.#clock.now - idleMs);
    const isWarm = this.#warm.pop() !== undefined;
    if (!isWarm && !this.#scale.take()) {
      this.#meter.hold(`${this.name}: 1,000 more executions every 10 s`);
      return undefined;
    }
    this.running += 1;
    this.peak = Math.max(this.peak, this.running);
    return this.#run(isWarm ? warmStart : coldStart, work);
  }

  async #run<T>(start: { p50: number; p99: number }, work: () => Promise<T>): Promise<T> {
    const from = this.#clock.now;
    try {
      await this.#clock.pass(start);
      return await work();
    } finally {
      this.running -= 1;
      this.#warm.push(this.#clock.now);
      this.busyMs += this.#clock.now - from;
      this.#meter.add('lambda.request');
      this.#meter.add('lambda.gbSeconds', ((this.#clock.now - from) / 1000) * this.#memoryGb);
    }
  }
}

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  receives: number;
}

/** What became of a batch: messages that come again, with when. */
export type BatchAnswer = ReadonlyMap<string, { readonly retrySeconds?: number | undefined }>;

/** A queue with its event source: batches of what is there, window, pollers, visibility, dead letters, and messages that come twice. */
export class Queue {
  readonly dead: { readonly message: QueueMessage; readonly reason: string }[] = [];
  readonly #waiting: QueueMessage[] = [];
  readonly #clock: Clock;
  readonly #meter: Meter;
  readonly #limits: ConsumerLimits;
  readonly #lambda: Lambda;
  readonly #handle: (batch: readonly QueueMessage[]) => Promise<BatchAnswer>;
  readonly #visibilityMs: number;
  readonly #twice: number;
  readonly #born: number;
  #windowOpen = false;
  #next = 0;
  maxWaiting = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly meter: Meter;
    readonly limits: ConsumerLimits;
    readonly visibilityTimeouts: number;
    readonly lambda: Lambda;
    /** Share of messages that are delivered twice. */
    readonly twice: number;
    readonly handle: (batch: readonly QueueMessage[]) => Promise<BatchAnswer>;
  }) {
    this.#clock = options.clock;
    this.#meter = options.meter;
    this.#limits = options.limits;
    this.#lambda = options.lambda;
    this.#handle = options.handle;
    this.#twice = options.twice;
    this.#born = options.clock.now;
    this.#visibilityMs = options.limits.timeoutSeconds * options.visibilityTimeouts * 1000;
  }

  send(body: string, delayMs = 0): void {
    this.#meter.add('sqs.request', 3);
    const arrive = (): void => {
      this.#arrive({ id: `m${this.#next++}`, body, receives: 0 });
    };
    const latency = delayMs + this.#clock.sample(SERVICES.sqs.send);
    this.#clock.after(latency, arrive);
    // Standard queues deliver at least once: some come again within the minute.
    if (this.#clock.random() < this.#twice) this.#clock.after(latency + this.#clock.random() * 60_000, arrive);
  }

  #arrive(message: QueueMessage): void {
    this.#waiting.push(message);
    this.maxWaiting = Math.max(this.maxWaiting, this.#waiting.length);
    this.#poll();
  }

  #poll(): void {
    const { batchSize, batchingWindowSeconds = 0 } = this.#limits;
    if (this.#waiting.length === 0) return;
    if (this.#waiting.length >= batchSize || batchingWindowSeconds === 0) {
      this.#start();
      return;
    }
    if (this.#windowOpen) return;
    this.#windowOpen = true;
    this.#clock.after(batchingWindowSeconds * 1000, () => {
      this.#windowOpen = false;
      this.#start();
    });
  }

  #start(): void {
    const { firstPollers, morePollersAMinute } = SERVICES.sqs;
    const pollers = firstPollers + ((this.#clock.now - this.#born) / 60_000) * morePollersAMinute;
    if (this.#waiting.length === 0) return;
    const isFull = this.#lambda.running >= Math.min(pollers, this.#lambda.limit);
    const batch = isFull ? [] : this.#waiting.splice(0, this.#limits.batchSize);
    const call = isFull ? undefined : this.#lambda.invoke(() => this.#call(batch));
    if (call === undefined) {
      if (isFull) this.#meter.hold(`${this.#lambda.name}: pollers`);
      this.#waiting.unshift(...batch);
      this.#clock.after(200, () => {
        this.#start();
      });
      return;
    }
    void call.finally(() => {
      this.#poll();
    });
    if (this.#waiting.length >= this.#limits.batchSize) this.#start();
    else this.#poll();
  }

  async #call(batch: readonly QueueMessage[]): Promise<void> {
    await this.#clock.pass(SERVICES.sqs.receive);
    for (const message of batch) message.receives += 1;
    const answer = await this.#handle(batch).catch((): undefined => undefined);
    for (const message of batch) {
      const failed = answer?.get(message.id);
      // A call that died has answered nothing: all of its messages come again.
      if (answer !== undefined && failed === undefined) continue;
      if (message.receives >= this.#limits.maxReceives) {
        this.dead.push({ message, reason: answer === undefined ? 'the function died' : 'it failed' });
        continue;
      }
      const ms = failed?.retrySeconds === undefined ? this.#visibilityMs : failed.retrySeconds * 1000;
      this.#clock.after(ms, () => {
        this.#arrive(message);
      });
    }
  }
}

/**
 * A table: latency, one partition's writes a second, and items that a transaction holds while it lasts.
 *
 * @param inner holds the items and every condition
 */
export function slowTable(inner: DynamoDBDocumentClient, clock: Clock, meter: Meter): DynamoDBDocumentClient {
  const held = new Set<string>();
  const partitions = new Map<string, { second: number; writes: number }>();
  const send = async (command: { constructor: { name: string }; input: Record<string, unknown> }): Promise<unknown> => {
    const { name } = command.constructor;
    const keys = writtenKeys(name, command.input);
    meter.add(
      keys.length === 0 ? 'dynamo.read' : 'dynamo.write',
      Math.max(1, keys.length * (isTransaction(name) ? 2 : 1)),
    );
    await waitForPartitions(keys);
    if (!isTransaction(name)) {
      await clock.pass(SERVICES.dynamo.call);
      return await inner.send(command as never);
    }
    const busy = keys.map((key) => held.has(key));
    if (busy.some(Boolean)) {
      meter.hold('DynamoDB: two transactions on one item');
      await clock.pass(SERVICES.dynamo.call);
      throw new TransactionCanceledException({
        message: 'busy',
        CancellationReasons: busy.map((isBusy) => ({ Code: isBusy ? 'TransactionConflict' : 'None' })),
        $metadata: {},
      });
    }
    for (const key of keys) held.add(key);
    try {
      await clock.pass(SERVICES.dynamo.transaction);
      return await inner.send(command as never);
    } finally {
      for (const key of keys) held.delete(key);
    }
  };

  /** As the SDK does when a partition is asked for too much: it waits and asks again. */
  async function waitForPartitions(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const [pk = ''] = key.split('\0');
      for (;;) {
        const second = Math.floor(clock.now / 1000);
        const known = partitions.get(pk);
        const use = known?.second === second ? known : { second, writes: 0 };
        partitions.set(pk, use);
        if (use.writes < SERVICES.dynamo.writesPerPartition) {
          use.writes += 1;
          break;
        }
        meter.hold('DynamoDB: writes of one partition');
        await clock.sleep(50 + clock.random() * 100);
      }
    }
  }

  return { send } as never;
}

const isTransaction = (name: string): boolean => name === 'TransactWriteCommand';

function writtenKeys(name: string, input: Record<string, unknown>): string[] {
  const keyOf = (part: Record<string, unknown>): string => {
    const key = (part['Key'] ?? part['Item'] ?? {}) as Record<string, unknown>;
    return `${String(key['pk'])}\0${String(key['sk'])}`;
  };
  if (name === 'TransactWriteCommand') {
    return (input['TransactItems'] as Record<string, Record<string, unknown>>[]).map((part) =>
      keyOf(Object.values(part)[0] ?? {}),
    );
  }
  return name === 'PutCommand' || name === 'UpdateCommand' || name === 'DeleteCommand' ? [keyOf(input)] : [];
}
