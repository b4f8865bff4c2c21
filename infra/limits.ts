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
  /** Attempts that the function itself makes before it puts a message aside, with the reason. */
  readonly attempts: number;
  /**
   * Deliveries until SQS puts a message aside, without one: for what kills the function each time. More than `attempts`, because a
   * delivery that Lambda had no room for counts as well.
   */
  readonly maxReceives: number;
}

export const Consumers = {
  // Many hosts that panic at once cost their group few writes; one host's alert waits for a second at most.
  triage: {
    timeoutSeconds: 60,
    memoryMiB: 1024,
    batchSize: 100,
    batchingWindowSeconds: 1,
    attempts: 6,
    maxReceives: 12,
  },
  examine: { timeoutSeconds: 600, memoryMiB: 2048, batchSize: 1, attempts: 3, maxReceives: 10 },
  // A dump of terabytes is copied in several goes.
  seal: { timeoutSeconds: 600, memoryMiB: 512, batchSize: 1, attempts: 10, maxReceives: 20 },
  alert: { timeoutSeconds: 30, memoryMiB: 512, batchSize: 10, attempts: 5, maxReceives: 12 },
  // Only where a server is set. A kernel's debug file of 600 MB: a download, a minute and a half with 640 MiB, most of it reading.
  debuginfod: { timeoutSeconds: 900, memoryMiB: 2048, batchSize: 1, attempts: 6, maxReceives: 12 },
} as const satisfies Readonly<Record<string, ConsumerLimits>>;

/** Debug files that are fetched at the same time: the least that an event source takes. */
export const DEBUGINFOD_CONCURRENCY = 2;

/**
 * A message is hidden for this many times the time-out of its consumer, and for the time that a batch is gathered.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const VISIBILITY_TIMEOUTS = 6;

/** Lambda's calls side by side: which share of the account's quota each function has, and may take at most. */
export interface Concurrency {
  /** The account's quota of concurrent executions that the numbers are made for. */
  readonly account: number;
  /** Whether `triage`, `alert`, `ingest` and `explore` have theirs reserved. It also bounds them. */
  readonly isReserved: boolean;
  readonly triage: number;
  readonly alert: number;
  readonly ingest: number;
  readonly examine: number;
  readonly seal: number;
  /** Questions to dumps at the same time: a loop of somebody's must not take what alerts are made with. */
  readonly explore: number;
}

export interface Capacity {
  readonly concurrency: Concurrency;
  /** Hosts that may hold a function each while they wait for what is wanted next; all others are told to ask again. */
  readonly longPolls: number;
  /** Crashes that begin in one second, which the limits of the API let through. */
  readonly crashesPerSecond: number;
}

/** What Lambda leaves to functions without a reservation, where the quota is not a new account's. */
export const UNRESERVED_MINIMUM = 100;
/** What an event source takes as `maximumConcurrency`. */
export const EVENT_SOURCE_CONCURRENCY = { minimum: 2, maximum: 1000 } as const;

/** What the parameter `capacity` names. */
export const Capacities = {
  /**
   * An account that AWS has just opened: 10 executions and 3,008 MB. Nothing can be reserved, because Lambda keeps these 10
   * unreserved; the queues' functions take 8 of them at most.
   */
  'new-account': {
    concurrency: { account: 10, isReserved: false, triage: 2, alert: 2, ingest: 4, examine: 2, seal: 2, explore: 2 },
    longPolls: 1,
    crashesPerSecond: 5,
  },
  standard: {
    concurrency: {
      ...{ account: 1000, isReserved: true },
      ...{ triage: 100, alert: 20, ingest: 400, examine: 100, seal: 50, explore: 20 },
    },
    longPolls: 100,
    crashesPerSecond: 100,
  },
  large: {
    concurrency: {
      ...{ account: 10_000, isReserved: true },
      ...{ triage: 500, alert: 50, ingest: 4000, examine: 1000, seal: 200, explore: 80 },
    },
    longPolls: 1000,
    crashesPerSecond: 400,
  },
} as const satisfies Readonly<Record<string, Capacity>>;
export type CapacityName = keyof typeof Capacities;

/** Requests a second, and how many at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** Calls of one `hot` upload (docs/cost.md counts 22): one to create it, one for its log, the rest for its dump. */
const DUMP_CALLS = 20;
/** Each may have to be sent again once. */
const WITH_RETRIES = 2;
/** Below the 5,000 that API Gateway lets an account take at once; where that is 1,250 (docs/install-aws.md), the account's own limit holds. */
const MAX_BURST = 4000;

/**
 * The limits of the upload API's methods. The crash goes before the dump: to create an upload and to send its log, which is all that an
 * alert needs, have limits of their own that nothing else uses up. Hosts that wait hold a function each, at most half of them.
 */
export function uploadThrottles({ concurrency, crashesPerSecond }: Capacity) {
  const first: Throttle = {
    rate: crashesPerSecond * WITH_RETRIES,
    burst: Math.min(MAX_BURST, concurrency.ingest * WITH_RETRIES),
  };
  const rest: Throttle = {
    rate: Math.ceil((crashesPerSecond * DUMP_CALLS) / 2),
    burst: Math.min(MAX_BURST, concurrency.ingest),
  };
  // Asking what is wanted is about half of a dump's calls; all others are the rest.
  return { create: first, log: first, status: rest, dump: rest } as const satisfies Record<string, Throttle>;
}

/** Fewer, and one person who types would be turned away by the completion of names. */
const LEAST_QUESTIONS = 5;

/**
 * The limit of questions to dumps: at once no more than can run, and as many again each second. It is the only bound where nothing is
 * reserved.
 */
export function exploreThrottle({ concurrency }: Capacity): Throttle {
  const questions = Math.max(LEAST_QUESTIONS, concurrency.explore);
  return { rate: questions, burst: questions };
}
