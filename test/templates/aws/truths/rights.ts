/** Every call of AWS in a function's code has its right, and every right its call. */
import { describe, expect, it } from '@jest/globals';
import { reached } from '../calls.ts';
import type { DeployedResource } from '../deployed.ts';
import { asList, decide } from '../policy.ts';
import type { PolicyDocument, PolicyStatement } from '../policy.ts';
import { world } from '../world.ts';

/**
 * What a call takes: each of these actions. `a|b`: one of them, by how it is called.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  Get: ['dynamodb:GetItem'],
  BatchGet: ['dynamodb:BatchGetItem'],
  Query: ['dynamodb:Query'],
  Put: ['dynamodb:PutItem'],
  Update: ['dynamodb:UpdateItem'],
  Delete: ['dynamodb:DeleteItem'],
  // A transaction has no right of its own: each of its parts has.
  TransactWrite: [],
  TransactPut: ['dynamodb:PutItem'],
  TransactUpdate: ['dynamodb:UpdateItem'],
  TransactDelete: ['dynamodb:DeleteItem'],
  TransactConditionCheck: ['dynamodb:ConditionCheckItem'],
  GetObject: ['s3:GetObject'],
  HeadObject: ['s3:GetObject'],
  PutObject: ['s3:PutObject'],
  DeleteObject: ['s3:DeleteObject'],
  DeleteObjects: ['s3:DeleteObject|s3:DeleteObjectVersion'],
  ListObjectsV2: ['s3:ListBucket'],
  ListObjectVersions: ['s3:ListBucketVersions'],
  CreateMultipartUpload: ['s3:PutObject', 's3:PutObjectTagging'],
  UploadPartCopy: ['s3:GetObject', 's3:PutObject'],
  CompleteMultipartUpload: ['s3:PutObject'],
  ListParts: ['s3:ListMultipartUploadParts'],
  ListMultipartUploads: ['s3:ListBucketMultipartUploads'],
  PutObjectRetention: ['s3:PutObjectRetention'],
  GetObjectRetention: ['s3:GetObjectRetention'],
  PutEvents: ['events:PutEvents'],
  SendMessage: ['sqs:SendMessage'],
  SendMessageBatch: ['sqs:SendMessage'],
  ChangeMessageVisibility: ['sqs:ChangeMessageVisibility'],
  GetQueueUrl: ['sqs:GetQueueUrl'],
  Publish: ['sns:Publish'],
  GetSecretValue: ['secretsmanager:GetSecretValue'],
  DescribeSecret: ['secretsmanager:DescribeSecret'],
  Sign: ['kms:Sign'],
  GetPublicKey: ['kms:GetPublicKey'],
  GenerateMac: ['kms:GenerateMac'],
  VerifyMac: ['kms:VerifyMac'],
  Invoke: ['lambda:InvokeFunction'],
};

/** Taken by a parameter of a call, where it has it. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  GetObject: ['s3:GetObjectVersion'],
  DeleteObjects: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
};

/** What the runtime, Lambda's queues and services at rest do in the function's name. */
const BY_SERVICES = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const BY_EVENT_SOURCE = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/**
 * Calls that a function's code holds and never makes: methods of stores that share a name with one that it calls. An entry that is
 * not needed any more fails too.
 */
const NOT_MADE: Readonly<Record<string, readonly string[]>> = {
  // `DumpStore.put…` is examine's, `Presigner.put` is ingest's.
  console: ['PutObject'],
  // `open` is that of a table in memory, `list` and `named` are nobody's.
  debuginfod: ['GetObject', 'Query'],
  erase: ['BatchGet'],
  // Of the assembler it has `remove` alone; `delete` is that of a Map.
  examine: [
    'CreateMultipartUpload',
    'Delete',
    'ListMultipartUploads',
    'ListParts',
    'PutObjectRetention',
    'TransactDelete',
  ],
  // `update` is that of a digest.
  explore: ['Update'],
  // Presigned addresses and signatures are sign's.
  inspect: ['PutObject'],
  revoke: ['Update'],
  // Its `put` is that of objects.
  seal: ['Put', 'TransactDelete'],
  sign: ['Update'],
  // It changes uploads and takes events from the outbox; it makes no record. Of lines it has `remove` alone.
  sweep: ['Put', 'PutObject', 'TransactPut'],
  // Lines are put and removed; `update` is that of a digest.
  symbols: ['Update'],
  // Lines are looked up; `put` and `remove` are other stores'.
  triage: ['DeleteObject', 'PutObject'],
  verify: ['Put', 'PutObject', 'TransactPut', 'Update'],
};

interface Role {
  readonly name: string;
  readonly fn: DeployedResource;
  readonly statements: readonly PolicyStatement[];
}

function roles(): Role[] {
  return world()
    .of('AWS::Lambda::Function')
    .map((fn) => {
      const role = world().byArn(String(fn.properties['Role']));
      const statements = world()
        .of('AWS::IAM::Policy')
        .filter(({ properties }) => asList(properties['Roles'] as string[]).includes(role.ref))
        .flatMap(({ properties }) => (properties['PolicyDocument'] as PolicyDocument).Statement);
      const { Variables } = fn.properties['Environment'] as { Variables: Record<string, string> };
      return { name: Variables['POWERTOOLS_SERVICE_NAME'] ?? '', fn, statements };
    });
}

const actionsOf = ({ statements }: Role): ReadonlySet<string> =>
  new Set(statements.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? asList(Action) : [])));

const isConsumer = ({ fn }: Role): boolean =>
  world()
    .of('AWS::Lambda::EventSourceMapping')
    .some(({ properties }) => [fn.ref, fn.arn].includes(String(properties['FunctionName'])));

describe('rights and calls', () => {
  it('every call that a function can make has its right', async () => {
    const missing: Record<string, string[]> = {};
    for (const role of roles()) {
      const { commands } = await reached(role.name);
      const may = actionsOf(role);
      const lacks = [...commands].filter((command) => {
        const needs = NEEDS[command];
        if (needs === undefined) throw new Error(`what ${command} takes is not known here`);
        return !needs.every((need) => need.split('|').some((action) => may.has(action)));
      });
      if (lacks.length > 0) missing[role.name] = lacks.sort();
    }
    expect(missing).toEqual(NOT_MADE);
  });

  it('every right has a call that takes it', async () => {
    const idle: Record<string, string[]> = {};
    for (const role of roles()) {
      const { commands } = await reached(role.name);
      const used = new Set([
        ...[...commands].flatMap((command) => [
          ...(NEEDS[command] ?? []).flatMap((need) => need.split('|')),
          ...(ALSO[command] ?? []),
        ]),
        ...BY_SERVICES,
        ...(isConsumer(role) ? BY_EVENT_SOURCE : []),
      ]);
      const unused = [...actionsOf(role)].filter((action) => !used.has(action));
      if (unused.length > 0) idle[role.name] = unused.sort();
    }
    expect(idle).toEqual({});
  });
});

describe('the data key', () => {
  // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
  it('is used by way of one service at a time, never by itself', () => {
    const own = ['kms:Sign', 'kms:GetPublicKey', 'kms:GenerateMac', 'kms:VerifyMac'];
    for (const { name, statements } of roles()) {
      for (const { Action, Condition } of statements) {
        const forKey = asList(Action).filter((action) => action.startsWith('kms:') && !own.includes(action));
        if (forKey.length === 0) continue;
        expect([name, Condition]).toEqual([
          name,
          {
            StringEquals: {
              'kms:ViaService': expect.stringMatching(
                /^(dynamodb|s3|sns|secretsmanager)\.eu-central-1\.amazonaws\.com$/,
              ),
            },
          },
        ]);
      }
    }
  });

  it('lets whoever puts an object, publishes, or writes a record have a data key of it by that service', () => {
    for (const { name, statements } of roles()) {
      const may = actionsOf({ name, statements } as Role);
      // The one that signs has a key of its own at rest.
      const atRest = name === 'signer' ? 'SigningDataKey' : 'DataKey';
      const key = world()
        .of('AWS::KMS::Key')
        .find(({ id }) => id.startsWith(atRest));
      const can = (action: string, service: string) =>
        decide([{ Statement: statements }], {
          action,
          resource: key?.arn ?? '',
          context: { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` },
        }) === 'allow';
      const expected: [string, string, string][] = [
        ['s3:PutObject', 's3', 'kms:GenerateDataKey'],
        ['s3:GetObject', 's3', 'kms:Decrypt'],
        ['sns:Publish', 'sns', 'kms:GenerateDataKey'],
        ['secretsmanager:GetSecretValue', 'secretsmanager', 'kms:Decrypt'],
        ['dynamodb:GetItem', 'dynamodb', 'kms:Decrypt'],
        ['dynamodb:PutItem', 'dynamodb', 'kms:GenerateDataKey'],
      ];
      for (const [right, service, action] of expected) {
        if (may.has(right)) expect([name, right, can(action, service)]).toEqual([name, right, true]);
      }
    }
  });
});

describe('the function that asks dumps', () => {
  const may = (action: string, context: Record<string, string> = {}): string => {
    const { statements = [] } = roles().find(({ name }) => name === 'explore') ?? {};
    const table = world()
      .of('AWS::DynamoDB::Table')
      .find(({ id }) => id.startsWith('Uploads'));
    return decide([{ Statement: statements }], { action, resource: table?.arn ?? '', context });
  };

  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  it('writes its trail and what it wants of a held host, and nothing else: no upload, no host, no session', () => {
    for (const key of ['ASKED#01J', 'WANTS#01J']) {
      expect([key, may('dynamodb:PutItem', { 'dynamodb:LeadingKeys': key })]).toEqual([key, 'allow']);
    }
    for (const key of ['UPLOAD#01J', 'HELD#01J', 'HOST#web-1', 'CONFIG', 'ASKED', 'WANTS']) {
      expect([key, may('dynamodb:PutItem', { 'dynamodb:LeadingKeys': key })]).toEqual([key, 'not allowed']);
    }
    expect(may('dynamodb:PutItem')).toBe('not allowed');
    for (const action of ['dynamodb:UpdateItem', 'dynamodb:DeleteItem']) expect(may(action)).toBe('not allowed');
  });

  it('puts and deletes no object, and publishes no event', () => {
    const role = roles().find(({ name }) => name === 'explore');
    const actions = role === undefined ? [] : [...actionsOf(role)];
    expect(actions.filter((action) => /^(s3|events|sns|sqs):/.test(action)).sort()).toEqual([
      's3:GetObject',
      's3:ListBucket',
    ]);
  });
});

describe('a bucket', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
  it('is listed below a prefix only: a listing without one, or of another, is refused', () => {
    const buckets = world().of('AWS::S3::Bucket');
    for (const { name, statements } of roles()) {
      for (const { arn } of buckets) {
        for (const action of ['s3:ListBucket', 's3:ListBucketVersions']) {
          const list = (context: Record<string, string>) =>
            decide([{ Statement: statements }], { action, resource: arn, context });
          for (const context of [
            {},
            { 's3:prefix': '' },
            { 's3:prefix': '*' },
            { 's3:prefix': 'upload' },
            { 's3:prefix': 'secrets/' },
          ]) {
            expect([name, action, context, list(context)]).toEqual([name, action, context, 'not allowed']);
          }
        }
      }
    }
  });

  it('has no object that is reached beyond the prefixes that are listed', () => {
    for (const { name, statements } of roles()) {
      for (const { arn } of world().of('AWS::S3::Bucket')) {
        for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion']) {
          for (const key of ['x', 'upload', 'uploadsx/y', '']) {
            expect([name, action, decide([{ Statement: statements }], { action, resource: `${arn}/${key}` })]).toEqual([
              name,
              action,
              'not allowed',
            ]);
          }
        }
      }
    }
  });
});
