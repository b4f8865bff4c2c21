import { Duration } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { explain } from './acknowledge.ts';
import { AccessLogBucket } from './house-bucket.ts';

const KEPT = Duration.days(400);

/**
 * Who read and wrote which object of these buckets: what the runbook asks for when a chunk was changed. Management events are left
 * to the account's own trail, of which the first copy is free; a second would cost.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export function auditTrail(scope: Construct, id: string, buckets: readonly Bucket[]): Trail {
  const room = new Construct(scope, id);
  const trail = new Trail(room, 'Trail', {
    bucket: new AccessLogBucket(room, 'Logs', { retention: KEPT }) as IBucket,
    isMultiRegionTrail: false,
    includeGlobalServiceEvents: false,
    enableFileValidation: true,
    managementEvents: ReadWriteType.NONE,
  });
  explain(trail, {
    CKV_AWS_67: 'Of two buckets of this region; the trail of the whole account is its owner’s.',
    CKV_AWS_35: 'Encrypted by S3: it holds names of objects and of callers, no content.',
  });
  trail.addS3EventSelector(
    buckets.map((bucket) => ({ bucket: bucket as IBucket })),
    { includeManagementEvents: false, readWriteType: ReadWriteType.ALL },
  );
  return trail;
}
