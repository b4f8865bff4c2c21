import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge, explain } from './acknowledge.ts';

/** Parts of an upload that nobody ends are in no listing and cost like objects. */
const ABORT_UNFINISHED: LifecycleRule = { abortIncompleteMultipartUploadAfter: Duration.days(7) };

export interface HouseBucketProps {
  readonly encryptionKey: IKey;
  readonly accessLogs: AccessLogBucket;
  readonly lifecycleRules: readonly LifecycleRule[];
  /** Days during which no version can be deleted without a right of its own. Absent: no Object Lock. */
  readonly objectLockDays?: number | undefined;
  /** Whether every version is locked for that time when it is written; else who writes it says so. */
  readonly locksAll?: boolean;
}

/**
 * A bucket as this house makes them: encrypted under a key of ours, versioned, TLS only, closed to the public, its events
 * on EventBridge, its accesses logged, kept when the stack goes.
 */
export class HouseBucket extends Bucket {
  readonly encryption: IKey;

  constructor(scope: Construct, id: string, props: HouseBucketProps) {
    const lock = props.objectLockDays;
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      // One data key a bucket and hour instead of one KMS call a chunk.
      bucketKeyEnabled: true,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: props.accessLogs as IBucket,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [ABORT_UNFINISHED, ...props.lifecycleRules],
      objectLockEnabled: lock !== undefined,
      ...(lock === undefined || props.locksAll !== true
        ? {}
        : { objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(lock)) }),
    });
    this.encryption = props.encryptionKey;
    if (!(this.node.defaultChild instanceof CfnBucket)) throw new TypeError('a bucket without its resource');
    // Straight in the template: `eventBridgeEnabled` would make a Lambda-backed custom resource of it.
    this.node.defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}

/** Where S3 writes who read what. S3's log delivery can't use a KMS key of ours. */
export class AccessLogBucket extends Bucket {
  constructor(scope: Construct, id: string, props: { readonly retention: Duration }) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [ABORT_UNFINISHED, { expiration: props.retention }],
    });
    explain(this, {
      CKV_AWS_18: 'This is the bucket that access logs go to; logging it to itself never ends.',
      CKV_AWS_21:
        'Logs are written once and by services of AWS alone; a version more would keep what is to be forgotten.',
    });
    acknowledge(this, {
      'AwsSolutions-S1': 'This is the bucket that access logs go to; logging it to itself never ends.',
    });
  }
}
