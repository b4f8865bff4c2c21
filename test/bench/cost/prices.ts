/**
 * AWS list prices of us-east-1 (N. Virginia) in USD, as known in November 2026, without the free tier and without discounts.
 * They change: compare them with https://aws.amazon.com/pricing/ and with your own region before you count on what comes of
 * them.
 */

const MILLION = 1e6;
const THOUSAND = 1e3;

export const PRICES = {
  lambda: { request: 0.2 / MILLION, armGbSecond: 0.0000133334, temporaryGbSecond: 0.0000000309 },
  apiGateway: { restRequest: 3.5 / MILLION },
  s3: {
    /** PUT, COPY, POST, LIST. */
    write: 0.005 / THOUSAND,
    read: 0.0004 / THOUSAND,
    /** Of an object, by a lifecycle rule. */
    transition: { intelligentTiering: 0.01 / THOUSAND, glacierInstant: 0.02 / THOUSAND, deepArchive: 0.05 / THOUSAND },
    /** Intelligent-Tiering: each object above 128 KiB. */
    monitoredObjectMonth: 0.0025 / THOUSAND,
    /** For a GB (2^30 bytes) and month. Intelligent-Tiering's first three tiers cost as much as the first three. */
    gbMonth: { standard: 0.023, infrequent: 0.0125, archiveInstant: 0.004, deepArchive: 0.00099 },
  },
  dynamo: { writeUnit: 0.625 / MILLION, readUnit: 0.125 / MILLION, gbMonth: 0.25, backupGbMonth: 0.2 },
  sqs: { request: 0.4 / MILLION },
  /** Custom events, and S3's, which are opted into. */
  eventBridge: { event: 1 / MILLION },
  kms: { request: 0.03 / 10_000, keyMonth: 1 },
  sns: { publish: 0.5 / MILLION },
  logs: { ingestedGb: 0.5, gbMonth: 0.03 },
  cloudWatch: { metricMonth: 0.3, alarmMonth: 0.1, dashboardMonth: 3 },
  xray: { trace: 5 / MILLION },
  secrets: { secretMonth: 0.4 },
} as const;
