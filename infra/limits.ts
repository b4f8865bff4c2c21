/**
 * How much of what the service takes at once: read by the stacks, which deploy it, and by the storm bench (test/bench/storm),
 * which plays it. A number stands here once, so that the bench can't model another service than the one that is deployed.
 * Nothing of the CDK is imported.
 */

/** A queue and the function that empties it. */
export interface ConsumerLimits {
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** Messages of one call at most. */
  readonly batchSize: number;
  /** How long Lambda gathers messages before it calls with fewer. */
  readonly batchingWindowSeconds?: number;
  /** Deliveries until a message counts as poison. */
  readonly maxReceives: number;
  /** Calls side by side at most (`maximumConcurrency` of the event source). */
  readonly maxConcurrency?: number;
}

export const Consumers = {
  // Many hosts that panic at once cost their group few writes; one host's alert waits for a second at most.
  triage: { timeoutSeconds: 60, memoryMiB: 1024, batchSize: 100, batchingWindowSeconds: 1, maxReceives: 6 },
  examine: { timeoutSeconds: 600, memoryMiB: 2048, batchSize: 1, maxReceives: 3 },
  // A dump of terabytes is copied in several goes.
  seal: { timeoutSeconds: 600, memoryMiB: 512, batchSize: 1, maxReceives: 10 },
  alert: { timeoutSeconds: 30, memoryMiB: 512, batchSize: 10, maxReceives: 5 },
} as const satisfies Readonly<Record<string, ConsumerLimits>>;

/** A message is hidden for this many times the time-out of its consumer. */
export const VISIBILITY_TIMEOUTS = 2;
