/**
 * Rights, exactly as many as needed. CDK's own `grant…` methods hand out wildcards (`s3:GetObject*`, `index/*`); these
 * name each action. Where objects below a prefix are meant, that is a policy of its own with its reason beside it.
 */
import { Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as z from 'zod';
import { acknowledge } from './acknowledge.ts';
import type { HouseBucket } from './house-bucket.ts';
import type { HouseFunction } from './house-function.ts';
import type { HouseTable } from './house-table.ts';

const ExportedValue = z.object({ 'Fn::ImportValue': z.string() });

export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchWriteItem';

/** What data at rest needs of the key that it is encrypted under. */
export function allowDataKey(fn: HouseFunction, key: IKey): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: [key.keyArn],
    }),
  );
}

/** These actions on a table and, for those that read, on its indexes. */
export function allowTable(fn: HouseFunction, table: HouseTable, actions: readonly TableAction[]): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.tableArn, ...(actions.includes('Query') ? table.indexArns : [])],
    }),
  );
  allowDataKey(fn, table.encryption);
}

export interface ObjectRight {
  /** Keys that begin so: `uploads/`. */
  readonly prefix: string;
  readonly actions: readonly (
    | 'GetObject'
    | 'GetObjectVersion'
    | 'GetObjectAttributes'
    | 'PutObject'
    | 'DeleteObject'
    | 'DeleteObjectVersion'
    | 'AbortMultipartUpload'
    | 'ListMultipartUploadParts'
    | 'PutObjectRetention'
    | 'GetObjectRetention'
    | 'PutObjectTagging'
  )[];
  /** Whether the keys may be listed; without it a look at an object that is not there is refused instead of answered. */
  readonly list?: boolean;
  /** Whether all versions of them may be listed. */
  readonly listVersions?: boolean;
}

/** These actions on the objects of a bucket whose keys begin with the prefix. */
export function allowObjects(fn: HouseFunction, bucket: HouseBucket, right: ObjectRight): void {
  const { prefix, actions, list = true, listVersions = false } = right;
  if (fn.role === undefined) throw new TypeError('a function without a role');
  const policy = new Policy(fn, `${bucket.node.id}-${prefix.replaceAll(/\W+/g, '-')}${actions.join('-')}`, {
    roles: [fn.role],
    statements: [
      new PolicyStatement({
        actions: actions.map((action) => `s3:${action}`),
        resources: [bucket.arnForObjects(`${prefix}*`)],
      }),
      ...(list
        ? [
            new PolicyStatement({
              actions: ['s3:ListBucket', ...(listVersions ? ['s3:ListBucketVersions'] : [])],
              resources: [bucket.bucketArn],
              // If it exists: a HEAD has no prefix, and without this right S3 answers 403 for an object that is not there.
              conditions: { StringLikeIfExists: { 's3:prefix': `${prefix}*` } },
            }),
          ]
        : []),
    ],
  });
  acknowledge(policy, {
    [`AwsSolutions-IAM5[Resource::${exportName(bucket)}/${prefix}*]`]: `Objects get their names as they come: the right ends where the prefix ${prefix} does.`,
  });
  allowDataKey(fn, bucket.encryption);
}

/** How cdk-nag calls the ARN of a bucket of another stack: by the name of its export. */
function exportName(bucket: HouseBucket): string {
  const stack = Stack.of(bucket);
  const { 'Fn::ImportValue': name } = ExportedValue.parse(stack.resolve(stack.exportValue(bucket.bucketArn)));
  return name;
}
