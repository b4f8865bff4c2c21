import { Duration } from 'aws-cdk-lib';
import { StorageClass } from 'aws-cdk-lib/aws-s3';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { WHOLE_DUMP_TAG } from '../../shared/aws/runtime/layout.ts';
import type { Settings } from '../settings.ts';

const TIERS = {
  'intelligent-tiering': { storageClass: StorageClass.INTELLIGENT_TIERING, afterDays: 1 },
  'standard-ia': { storageClass: StorageClass.INFREQUENT_ACCESS, afterDays: 30 },
  'glacier-ir': { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, afterDays: 1 },
} as const;

/** How long what hosts have sent is kept, and in which tier. Whole dumps, which cost most, may go before the rest. */
export function dumpLifecycle(settings: Settings): LifecycleRule[] {
  const { dumpRetentionDays, wholeDumpRetentionDays, dumpTier, dumpTierDays } = settings;
  const tier = dumpTier === 'standard' ? undefined : TIERS[dumpTier];
  return [
    {
      // Objects under 128 KiB stay where they are: a colder tier would cost more.
      ...(tier === undefined
        ? {}
        : {
            transitions: [
              { storageClass: tier.storageClass, transitionAfter: Duration.days(dumpTierDays ?? tier.afterDays) },
            ],
          }),
      expiration: Duration.days(dumpRetentionDays),
      noncurrentVersionExpiration: Duration.days(1),
    },
    ...(wholeDumpRetentionDays === undefined
      ? []
      : [{ tagFilters: { ...WHOLE_DUMP_TAG }, expiration: Duration.days(wholeDumpRetentionDays) }]),
    { expiredObjectDeleteMarker: true },
  ];
}
