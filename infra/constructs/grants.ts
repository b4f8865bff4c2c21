/**
 * Rights, exactly as many as needed. CDK's own `grant…` methods hand out wildcards (`s3:GetObject*`, `index/*`); these
 * name each action. Where objects below a prefix are meant, that is a policy of its own with its reason beside it.
 */
import { Aws, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import * as z from 'zod';
import { acknowledge } from './acknowledge.ts';
import type { HouseBucket } from './house-bucket.ts';
import type { HouseFunction } from './house-function.ts';
import type { HouseTable } from './house-table.ts';

const ExportedValue = z.object({ 'Fn::ImportValue': z.string() });

export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/**
 * What each service asks of the key of data at rest, in the name of who calls it. A right holds by way of that service alone: a
 * function can't have anything else decrypted.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const KEY_ACTIONS = {
  dynamodb: ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'],
  's3: read': ['Decrypt'],
  // An upload in parts is read again when it is put together.
  's3: write': ['Decrypt', 'GenerateDataKey'],
  sns: ['Decrypt', 'GenerateDataKey'],
  secretsmanager: ['Decrypt'],
} as const;
export type KeyUse = keyof typeof KEY_ACTIONS;

export function allowDataKey(fn: HouseFunction, key: IKey, use: KeyUse): void {
  const [service] = use.split(':');
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: KEY_ACTIONS[use].map((action) => `kms:${action}`),
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${service ?? use}.${Aws.REGION}.amazonaws.com` } },
    }),
  );
}

/** To sign with a key, or to know its public half. */
export function allowSigningKey(
  fn: HouseFunction,
  key: IKey,
  actions: readonly ('Sign' | 'GetPublicKey')[] = ['Sign', 'GetPublicKey'],
): void {
  fn.addToRolePolicy(
    new PolicyStatement({ actions: actions.map((action) => `kms:${action}`), resources: [key.keyArn] }),
  );
}

/** To ask another function, and wait for its answer. */
export function allowAsk(fn: HouseFunction, functionArn: string): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
}

/** To put messages into a queue; CDK's own grant also lets its attributes be read. */
export function allowSend(fn: HouseFunction, queue: IQueue): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
}

/**
 * These actions on a table and, for those that read, on its indexes.
 *
 * @param partitions only items whose partition key begins so: a table holds several kinds
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function allowTable(
  fn: HouseFunction,
  table: HouseTable,
  actions: readonly TableAction[],
  partitions?: string,
): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.tableArn, ...(actions.includes('Query') ? table.indexArns : [])],
      ...(partitions === undefined
        ? {}
        : {
            conditions: {
              'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${partitions}*`] },
              // `ForAllValues` alone also holds of a request without any key.
              Null: { 'dynamodb:LeadingKeys': 'false' },
            },
          }),
    }),
  );
  allowDataKey(fn, table.encryption, 'dynamodb');
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
  /** Whether the keys may be listed; without it nobody can tell an object that is not there from one that is refused. */
  readonly list?: boolean;
  /** Whether all versions of them may be listed. */
  readonly listVersions?: boolean;
}

/** These actions on the objects of a bucket whose keys begin with the prefix. */
export function allowObjects(fn: HouseFunction, bucket: HouseBucket, right: ObjectRight): void {
  const { prefix, actions, list = true, listVersions = false } = right;
  if (fn.role === undefined) throw new TypeError('a function without a role');
  const listings = [...(list ? ['s3:ListBucket'] : []), ...(listVersions ? ['s3:ListBucketVersions'] : [])];
  const policy = new Policy(fn, `${bucket.node.id}-${prefix.replaceAll(/\W+/g, '-')}${actions.join('-')}`, {
    roles: [fn.role],
    statements: [
      new PolicyStatement({
        actions: actions.map((action) => `s3:${action}`),
        resources: [bucket.arnForObjects(`${prefix}*`)],
      }),
      ...(listings.length > 0
        ? [
            new PolicyStatement({
              actions: listings,
              resources: [bucket.bucketArn],
              // Never IfExists: a listing without a prefix would get through. A HEAD of what is not there is a 403 so: `ifThere`.
              conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
            }),
          ]
        : []),
    ],
  });
  acknowledge(policy, {
    [`AwsSolutions-IAM5[Resource::${exportName(bucket)}/${prefix}*]`]: `Objects get their names as they come: the right ends where the prefix ${prefix} does.`,
  });
  const reads = actions.some((action) => action.startsWith('GetObject') && action !== 'GetObjectRetention');
  if (actions.includes('PutObject')) allowDataKey(fn, bucket.encryption, 's3: write');
  else if (reads) allowDataKey(fn, bucket.encryption, 's3: read');
}

/** How cdk-nag calls the ARN of a bucket of another stack: by the name of its export. */
function exportName(bucket: HouseBucket): string {
  const stack = Stack.of(bucket);
  const { 'Fn::ImportValue': name } = ExportedValue.parse(stack.resolve(stack.exportValue(bucket.bucketArn)));
  return name;
}
