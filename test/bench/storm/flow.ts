/**
 * Storms that are too large to be played host by host: second by second, how much each stage lets through and what waits in front
 * of it. What one crash takes of each stage is measured in the storm of ten thousand (`UseOfACrash`).
 */
import type { Deployment } from './deployment.ts';
import type { StormResult } from './storm.ts';
import { AGENT, SERVICES } from './sources.ts';

/** What one crash takes, on average. */
export interface UseOfACrash {
  readonly ingestMs: number;
  readonly triageMsALog: number;
  readonly writes: number;
}

export interface Stage {
  readonly name: string;
  /** Crashes a second that it lets through, at second `t` of the storm. */
  readonly rate: (t: number) => number;
}

export interface FlowResult {
  readonly hosts: number;
  /** The stage with the lowest rate, where it is lower than what comes. */
  readonly firstLimit: string | undefined;
  readonly limitPerSecond: number;
  /** Seconds from the storm's begin until the last log is stored, and until the last is counted. */
  readonly lastStored: number;
  readonly lastCounted: number;
  /** Of a host's log: from its panic to its being counted. */
  readonly waitSeconds: { readonly p50: number; readonly p99: number };
  /** Every stage's peak of crashes that wait in front of it. */
  readonly waiting: Readonly<Record<string, number>>;
}

/** What the storm of ten thousand says of one crash. */
export function useOfACrash({ hosts, busy, counts }: StormResult): UseOfACrash {
  return {
    ingestMs: (busy['ingest'] ?? 0) / hosts,
    triageMsALog: (busy['triage'] ?? 0) / hosts,
    writes: (counts['dynamo.write'] ?? 0) / hosts,
  };
}

export function stagesOf({ limits, concurrency }: Deployment, use: UseOfACrash): Stage[] {
  const { sqs, dynamo, eventBridge, apiGateway } = SERVICES;
  const doubling = 30 * 60;
  return [
    { name: `API: ${limits.create.rate} uploads a second`, rate: () => limits.create.rate },
    // Two requests a crash: the upload and its log.
    { name: 'API Gateway: 10,000 requests a second in an account', rate: () => apiGateway.accountRate / 2 },
    {
      name: `ingest: ${concurrency.ingest} executions`,
      rate: () => (concurrency.ingest * 1000) / use.ingestMs,
    },
    { name: 'EventBridge: 18,750 deliveries a second', rate: () => eventBridge.deliveriesPerSecond },
    {
      name: `triage: ${concurrency.triage} executions`,
      rate: (t) => {
        const pollers = sqs.firstPollers + (t / 60) * sqs.morePollersAMinute;
        return (Math.min(pollers, concurrency.triage) * 1000) / use.triageMsALog;
      },
    },
    {
      name: 'DynamoDB: an on-demand table that begins with 4,000 writes a second',
      // It takes on twice its former peak, in half an hour.
      rate: (t) => (dynamo.tableWritesPerSecond * 2 ** Math.floor(t / doubling)) / use.writes,
    },
  ];
}

export function flow(hosts: number, seconds: number, stages: readonly Stage[]): FlowResult {
  const waiting = stages.map(() => 0);
  const peaks = stages.map(() => 0);
  const done = stages.map(() => 0);
  const lastAt = stages.map(() => 0);
  const arrival = hosts / seconds;
  const passed: number[] = [];
  for (let t = 0; (done.at(-1) ?? 0) < hosts - 0.5; t++) {
    let incoming = t < seconds ? arrival : 0;
    stages.forEach((stage, index) => {
      const there = (waiting[index] ?? 0) + incoming;
      const through = Math.min(there, stage.rate(t));
      waiting[index] = there - through;
      peaks[index] = Math.max(peaks[index] ?? 0, there - through);
      done[index] = (done[index] ?? 0) + through;
      if (through > 0) lastAt[index] = t;
      incoming = through;
    });
    passed.push(done.at(-1) ?? 0);
  }
  // When what grows has grown: event sources add callers by the minute.
  const slowest = stages.reduce((slow, stage) => (stage.rate(seconds) < slow.rate(seconds) ? stage : slow));
  const limitPerSecond = slowest.rate(seconds);
  // Whoever is refused comes again by its own clock: at the end up to half a minute and its jitter later.
  const comesLate = limitPerSecond < arrival ? (AGENT.maxRetryMs * 2) / 1000 : 0;
  const storedStage = stages.findIndex(({ name }) => name.startsWith('ingest'));
  return {
    hosts,
    firstLimit: limitPerSecond < arrival ? slowest.name : undefined,
    limitPerSecond,
    lastStored: (lastAt[storedStage] ?? 0) + comesLate,
    lastCounted: (lastAt.at(-1) ?? 0) + comesLate,
    waitSeconds: waits(passed, arrival, hosts),
    waiting: Object.fromEntries(
      stages.flatMap(({ name }, i) => ((peaks[i] ?? 0) >= 1 ? [[name, Math.round(peaks[i] ?? 0)]] : [])),
    ),
  };
}

/** First come, first served: the n-th crash is counted when as many have passed. */
function waits(passed: readonly number[], arrival: number, hosts: number): { p50: number; p99: number } {
  const all: number[] = [];
  let second = 0;
  for (let share = 0.005; share < 1; share += 0.01) {
    const nth = share * hosts;
    while ((passed[second] ?? hosts) < nth) second += 1;
    all.push(Math.max(0, second - nth / arrival));
  }
  all.sort((a, b) => a - b);
  return { p50: all[50] ?? NaN, p99: all[98] ?? NaN };
}
