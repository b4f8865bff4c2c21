/** What a crash costs on AWS: counted calls times list prices. Where a call's price depends on more, the most that it can be. */
import { PRICES } from './prices.ts';

export type Policy = 'log' | 'hot' | 'all';
export type Occurrence = 'first' | 'recurring';

/** What one crash took, from the announcement of its upload to its alert, its report and its seal. */
export interface Counts {
  /** As the host sent it, its log without. */
  readonly sentBytes: number;
  /** Requests to the API, all of them the agent's. */
  readonly apiRequests: number;
  /** Calls of AWS services as `service.Operation`, the agent's own puts to S3 included. */
  readonly calls: Readonly<Record<string, number>>;
  readonly functions: Readonly<Record<string, FunctionUse>>;
  readonly logBytes: number;
}

export interface FunctionUse {
  readonly invocations: number;
  readonly billedMs: number;
  readonly memoryMib: number;
}

export interface Run extends Counts {
  readonly policy: Policy;
  readonly occurrence: Occurrence;
  readonly dumpBytes: number;
}

export const ASSUMED = {
  /** A dump as makedumpfile -d 31 writes it, compressed. */
  dumpBytes: 2 * 2 ** 30,
  /** Of each function that takes part, once a crash: billed since 2025. */
  coldStartSeconds: 1,
  /** What DynamoDB, S3 and SNS ask of the data key. */
  dataKeyRequests: 20,
  /** An item may lie in both indexes of its table: three units a write; twice for itself within a transaction. */
  unitsAWrite: 3,
  unitsAnItemInTransaction: 4,
  itemsATransaction: 6,
  unitsAQuery: 2,
  unitsABatch: 4,
  /** SendMessage, ReceiveMessage, DeleteMessage. */
  sqsRequestsAMessage: 3,
  accessLogBytes: 600,
  /** Records of a crash in the tables; its report, summary, manifest and log in the bucket. */
  recordBytes: 16 * 1024,
  reportBytes: 512 * 1024,
  retentionDays: 365,
  crashesAHostMonth: 0.05,
  shareOfFirst: 0.05,
} as const;

/** What `examine` has of temporary room beyond the 512 MiB that cost nothing, in GB. */
const TEMPORARY_GB = 9.5;
const GIB = 2 ** 30;
const CONSUMERS = ['triage', 'examine', 'seal', 'alert'];
const S3_READS = new Set(['s3.GetObject', 's3.HeadObject', 's3.GetObjectAttributes']);
const S3_FREE = new Set(['s3.DeleteObject', 's3.DeleteObjects', 's3.AbortMultipartUpload']);
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];

export interface CrashCost {
  readonly lambda: number;
  readonly api: number;
  readonly s3: number;
  readonly dynamo: number;
  /** EventBridge, SQS, SNS. */
  readonly messages: number;
  /** KMS, CloudWatch Logs, X-Ray. */
  readonly other: number;
}

/** USD of handling one crash; what it takes to keep it is {@link keepCost}. */
export function crashCost({ apiRequests, calls, functions, logBytes }: Counts): CrashCost {
  const called = (name: string): number => calls[name] ?? 0;
  const sum = (admits: (name: string) => boolean): number =>
    Object.entries(calls).reduce((total, [name, count]) => total + (admits(name) ? count : 0), 0);
  const uses = Object.entries(functions);
  const messages = uses.reduce((total, [name, use]) => total + (CONSUMERS.includes(name) ? use.invocations : 0), 0);
  const isS3 = (name: string): boolean => name.startsWith('s3.');
  // An object that comes is an event, and one that goes again another.
  const objectEvents = 2 * called('s3.PutObject') + called('s3.CompleteMultipartUpload');
  const { itemsATransaction, unitsAnItemInTransaction, unitsAWrite, unitsAQuery, unitsABatch } = ASSUMED;
  return {
    lambda: uses.reduce((total, [name, use]) => total + functionCost(name, use), 0),
    api: apiRequests * PRICES.apiGateway.restRequest,
    s3:
      sum((name) => isS3(name) && !S3_READS.has(name) && !S3_FREE.has(name)) * PRICES.s3.write +
      sum((name) => S3_READS.has(name)) * PRICES.s3.read,
    dynamo:
      (sum((name) => WRITES.some((write) => name === `dynamodb.${write}`)) * unitsAWrite +
        called('dynamodb.TransactWriteItems') * itemsATransaction * unitsAnItemInTransaction) *
        PRICES.dynamo.writeUnit +
      (called('dynamodb.GetItem') +
        called('dynamodb.Query') * unitsAQuery +
        called('dynamodb.BatchGetItem') * unitsABatch) *
        PRICES.dynamo.readUnit,
    messages:
      (called('events.PutEvents') + objectEvents) * PRICES.eventBridge.event +
      (messages * ASSUMED.sqsRequestsAMessage + sum((name) => name.startsWith('sqs.'))) * PRICES.sqs.request +
      called('sns.Publish') * PRICES.sns.publish,
    other:
      (sum((name) => name.startsWith('kms.')) + ASSUMED.dataKeyRequests) * PRICES.kms.request +
      ((logBytes + apiRequests * ASSUMED.accessLogBytes) / GIB) * PRICES.logs.ingestedGb +
      (apiRequests + messages) * PRICES.xray.trace,
  };
}

function functionCost(name: string, { invocations, billedMs, memoryMib }: FunctionUse): number {
  const seconds = billedMs / 1000 + ASSUMED.coldStartSeconds;
  const temporary = name === 'examine' ? TEMPORARY_GB * PRICES.lambda.temporaryGbSecond : 0;
  return invocations * PRICES.lambda.request + seconds * ((memoryMib / 1024) * PRICES.lambda.armGbSecond + temporary);
}

export const total = ({ lambda, api, s3, dynamo, messages, other }: CrashCost): number =>
  lambda + api + s3 + dynamo + messages + other;

/**
 * The counts of a dump of another size, on the line through two runs: what a dump's chunks take grows with their number, the
 * rest stays.
 */
export function scaled(small: Run, large: Run, base: Run, dumpBytes: number): Run {
  const share = (dumpBytes - base.dumpBytes) / (large.dumpBytes - small.dumpBytes);
  const line = (from: number, a: number, b: number): number => from + Math.max(0, b - a) * share;
  const names = new Set([small, large, base].flatMap(({ calls }) => Object.keys(calls)));
  return {
    ...base,
    dumpBytes,
    sentBytes: dumpBytes,
    apiRequests: line(base.apiRequests, small.apiRequests, large.apiRequests),
    calls: Object.fromEntries(
      [...names].map((name) => [name, line(base.calls[name] ?? 0, small.calls[name] ?? 0, large.calls[name] ?? 0)]),
    ),
    functions: Object.fromEntries(
      Object.entries(base.functions).map(([name, use]) => {
        const [a, b] = [small.functions[name], large.functions[name]];
        return [
          name,
          {
            ...use,
            invocations: line(use.invocations, a?.invocations ?? 0, b?.invocations ?? 0),
            billedMs: line(use.billedMs, a?.billedMs ?? 0, b?.billedMs ?? 0),
          },
        ];
      }),
    ),
    logBytes: line(base.logBytes, small.logBytes, large.logBytes),
  };
}

export type Tier = 'standard' | 'intelligent-tiering' | 'glacier-ir';

/** USD of keeping what was sent of a crash, its report and its records until they expire; every month of it. */
export function keepCost(sentBytes: number, tier: Tier): number {
  const months = ASSUMED.retentionDays / (365 / 12);
  const { gbMonth, monitoredObjectMonth, transition } = PRICES.s3;
  const gb = sentBytes / GIB;
  const small = (ASSUMED.reportBytes / GIB) * gbMonth.standard * months;
  const records = (ASSUMED.recordBytes / GIB) * (PRICES.dynamo.gbMonth + PRICES.dynamo.backupGbMonth) * months;
  // Chunks stay for a day after they were put together, as versions of old.
  const chunks = (gb * gbMonth.standard) / 30;
  if (sentBytes === 0) return small + records;
  const dump = {
    standard: gb * gbMonth.standard * months,
    // Nobody reads it again: 30 days, then 60 in the second tier, then the third.
    'intelligent-tiering':
      gb * (gbMonth.standard + 2 * gbMonth.infrequent + (months - 3) * gbMonth.archiveInstant) +
      transition.intelligentTiering +
      monitoredObjectMonth * months,
    'glacier-ir': gb * gbMonth.archiveInstant * months + transition.glacierInstant,
  }[tier];
  return small + records + chunks + dump;
}

/** What an installation has whether or not anything crashes; tests hold it against the templates. */
export interface Fixed {
  readonly keys: number;
  readonly alarms: number;
  readonly dashboards: number;
  readonly secrets: number;
  readonly metrics: number;
  readonly queues: number;
  readonly sweepsAMonth: number;
}

/** Lambda asks each queue by five pollers, twenty seconds each time. */
const POLLS_A_MONTH = 5 * 3 * 60 * 24 * 30;

export function fixedCost(fixed: Fixed): Readonly<Record<string, number>> {
  const { cloudWatch, kms, lambda, secrets, sqs } = PRICES;
  return {
    'KMS keys': fixed.keys * kms.keyMonth,
    Alarms: fixed.alarms * cloudWatch.alarmMonth,
    Dashboard: fixed.dashboards * cloudWatch.dashboardMonth,
    'Metrics of the functions, where each is in use': fixed.metrics * cloudWatch.metricMonth,
    Secret: fixed.secrets * secrets.secretMonth,
    'Lambda asking the queues': fixed.queues * POLLS_A_MONTH * sqs.request,
    // 512 MiB for half a second.
    'The sweep, every five minutes': fixed.sweepsAMonth * (lambda.request + 0.25 * lambda.armGbSecond),
  };
}
