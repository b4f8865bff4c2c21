/** The consumers of the pipeline, each with exactly the rights it needs. */
import { Aws, Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { AlertEnv, DIGEST_DUE } from '../../../functions/alert/names.ts';
import { DebuginfodEnv } from '../../../functions/debuginfod/names.ts';
import { ExamineEnv } from '../../../functions/examine/names.ts';
import { SealEnv } from '../../../functions/seal/names.ts';
import { TriageEnv } from '../../../functions/triage/names.ts';
import { SYMBOLS_PREFIX } from '../../../shared/aws/symbols/objects.ts';
import { ANSWER_KEY_SUFFIX, LOG_KEY_SUFFIX } from '../../../shared/aws/runtime/layout.ts';
import { symbolsPartition } from '../../../shared/aws/symbols/store.ts';
import { EVENT_SOURCE } from '../../../shared/contract/events.ts';
import type { EventName } from '../../../shared/contract/events.ts';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { allowDataKey, allowObjects, allowTable } from '../../constructs/grants.ts';
import type { HouseFunction } from '../../constructs/house-function.ts';
import { Consumers, DEBUGINFOD_CONCURRENCY } from '../../limits.ts';
import { capacityOf } from '../../settings.ts';
import type { StorageStack } from '../storage-stack.ts';
import { Consumer } from './consumer.ts';

const ours = (...names: readonly EventName[]) => ({ source: [EVENT_SOURCE], detailType: [...names] });

/** What an alert waits for has its executions reserved, where the account has any to reserve: all else shares the others. */
function kept(storage: StorageStack, name: 'triage' | 'alert') {
  const { concurrency } = capacityOf(storage.house.settings);
  const maxConcurrency = concurrency[name];
  return { maxConcurrency, reservedConcurrency: concurrency.isReserved ? maxConcurrency : undefined };
}

/** A log has arrived -> which crash is it. */
export function triageConsumer(scope: Construct, storage: StorageStack): Consumer {
  const consumer = new Consumer(scope, 'Triage', {
    house: storage.house,
    name: 'triage',
    description: 'names what a log shows and counts it into its group',
    ruleDescription: 'A log has arrived: from its host, or found in its dump',
    pattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: {
        bucket: { name: [storage.dumps.bucketName] },
        object: { key: [{ suffix: LOG_KEY_SUFFIX }] },
      },
    },
    limits: Consumers.triage,
    ...kept(storage, 'triage'),
    deadLetterVariable: TriageEnv.DeadLetterUrl,
    queueVariable: TriageEnv.QueueUrl,
    environment: {
      [TriageEnv.DumpBucket]: storage.dumps.bucketName,
      [TriageEnv.UploadTable]: storage.uploadTable.tableName,
      [TriageEnv.CrashTable]: storage.crashTable.tableName,
      [TriageEnv.ImageTable]: storage.imageTable.tableName,
      [TriageEnv.SymbolBucket]: storage.symbols.bucketName,
      [TriageEnv.BusName]: storage.bus.eventBusName,
      [TriageEnv.RetentionDays]: String(storage.house.settings.dumpRetentionDays),
      [TriageEnv.NewGroupsPerDay]: String(storage.house.settings.hostNewGroupsPerDay),
      [TriageEnv.MaxReceives]: String(Consumers.triage.attempts),
    },
  });
  const { handler } = consumer;
  allowObjects(handler, storage.dumps, { prefix: 'uploads/', actions: ['GetObject'] });
  allowObjects(handler, storage.dumps, { prefix: 'dumps/', actions: ['GetObject'] });
  allowTable(handler, storage.uploadTable, ['GetItem', 'UpdateItem']);
  allowTable(handler, storage.crashTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']);
  allowLines(handler, storage);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query']);
  storage.bus.grantPutEventsTo(handler);
  return consumer;
}

/** To look lines up: by ranges of what is there. */
function allowLines(handler: HouseFunction, storage: StorageStack): void {
  allowObjects(handler, storage.symbols, { prefix: SYMBOLS_PREFIX, actions: ['GetObject'] });
}

/** A dump is complete -> its report. */
export function examineConsumer(scope: Construct, storage: StorageStack): Consumer {
  const asksForLines = storage.house.settings.debuginfodServer !== undefined;
  const consumer = new Consumer(scope, 'Examine', {
    house: storage.house,
    name: 'examine',
    description: 'makes the report of a dump',
    ruleDescription: 'All that its host will send of a dump is there, or what was wanted of it',
    pattern: ours('upload.completed', 'upload.advanced', ...(asksForLines ? (['symbols.added'] as const) : [])),
    bus: storage.bus,
    furtherRules: {
      RangesRule: {
        description: 'Wanted ranges of a dump have arrived',
        pattern: {
          source: ['aws.s3'],
          detailType: ['Object Created'],
          detail: {
            bucket: { name: [storage.dumps.bucketName] },
            object: { key: [{ suffix: ANSWER_KEY_SUFFIX }] },
          },
        },
      },
    },
    limits: Consumers.examine,
    maxConcurrency: capacityOf(storage.house.settings).concurrency.examine,
    // A dump in a gzip, zstd or xz file is decompressed to a temporary one (ADR 0006). It is the most that Lambda has.
    temporaryMiB: 10_240,
    deadLetterVariable: ExamineEnv.DeadLetterUrl,
    environment: {
      [ExamineEnv.DumpBucket]: storage.dumps.bucketName,
      [ExamineEnv.UploadTable]: storage.uploadTable.tableName,
      [ExamineEnv.CrashTable]: storage.crashTable.tableName,
      [ExamineEnv.ImageTable]: storage.imageTable.tableName,
      [ExamineEnv.ImageBucket]: storage.images.bucketName,
      [ExamineEnv.SymbolBucket]: storage.symbols.bucketName,
      [ExamineEnv.SourceLinks]: storage.house.settings.sourceLinks ?? '',
      ...(asksForLines ? { [ExamineEnv.AsksForLines]: 'true' } : {}),
      [ExamineEnv.FleetTable]: storage.fleetTable.tableName,
      [ExamineEnv.BusName]: storage.bus.eventBusName,
      [ExamineEnv.MaxReceives]: String(Consumers.examine.attempts),
    },
  });
  const { handler } = consumer;
  allowObjects(handler, storage.dumps, { prefix: 'uploads/', actions: ['GetObject', 'DeleteObject'] });
  allowObjects(handler, storage.dumps, { prefix: 'dumps/', actions: ['GetObject', 'PutObject'] });
  allowObjects(handler, storage.images, { prefix: 'images/', actions: ['GetObject', 'GetObjectVersion'], list: false });
  allowLines(handler, storage);
  allowTable(handler, storage.uploadTable, ['GetItem', 'Query', 'UpdateItem']);
  allowTable(handler, storage.imageTable, ['GetItem', 'Query', 'PutItem']);
  allowTable(handler, storage.crashTable, ['GetItem', 'BatchGetItem', 'PutItem']);
  allowTable(handler, storage.fleetTable, ['PutItem', 'UpdateItem']);
  storage.bus.grantPutEventsTo(handler);
  return consumer;
}

/**
 * A report stands in builds without lines -> they are asked of the operator's debuginfod server. What comes from there was made by others:
 * the function that reads it has rights on lines alone. Undefined where no server is set.
 */
export function debuginfodConsumer(scope: Construct, storage: StorageStack): Consumer | undefined {
  const { debuginfodServer } = storage.house.settings;
  if (debuginfodServer === undefined) return undefined;
  const consumer = new Consumer(scope, 'Debuginfod', {
    house: storage.house,
    name: 'debuginfod',
    description: 'asks a debuginfod server for source lines',
    ruleDescription: 'A report stands in builds of which there are no lines',
    pattern: ours('symbols.wanted'),
    bus: storage.bus,
    limits: Consumers.debuginfod,
    maxConcurrency: DEBUGINFOD_CONCURRENCY,
    // A debug file lies there while it is read.
    temporaryMiB: 4096,
    // No alert waits for it, and a server may be away for a while.
    maxAge: Duration.hours(2),
    deadLetterVariable: DebuginfodEnv.DeadLetterUrl,
    environment: {
      [DebuginfodEnv.Server]: debuginfodServer,
      [DebuginfodEnv.SymbolBucket]: storage.symbols.bucketName,
      [DebuginfodEnv.ImageTable]: storage.imageTable.tableName,
      [DebuginfodEnv.BusName]: storage.bus.eventBusName,
      [DebuginfodEnv.MaxReceives]: String(Consumers.debuginfod.attempts),
    },
  });
  const { handler } = consumer;
  allowObjects(handler, storage.symbols, { prefix: SYMBOLS_PREFIX, actions: ['PutObject'], list: false });
  // The table holds the register of signed kernels too.
  allowTable(handler, storage.imageTable, ['GetItem', 'PutItem', 'DeleteItem'], symbolsPartition(''));
  storage.bus.grantPutEventsTo(handler);
  return consumer;
}

/** A dump is complete -> one object that stays. */
export function sealConsumer(scope: Construct, storage: StorageStack): Consumer {
  const { objectLockDays } = storage.house.settings;
  const consumer = new Consumer(scope, 'Seal', {
    house: storage.house,
    name: 'seal',
    description: 'makes one object of the chunks of a dump',
    ruleDescription: 'All that its host will send of a dump is there',
    pattern: ours('upload.completed'),
    bus: storage.bus,
    limits: Consumers.seal,
    maxConcurrency: capacityOf(storage.house.settings).concurrency.seal,
    deadLetterVariable: SealEnv.DeadLetterUrl,
    environment: {
      [SealEnv.DumpBucket]: storage.dumps.bucketName,
      [SealEnv.UploadTable]: storage.uploadTable.tableName,
      [SealEnv.BusName]: storage.bus.eventBusName,
      [SealEnv.MaxReceives]: String(Consumers.seal.attempts),
      ...(objectLockDays === undefined ? {} : { [SealEnv.ObjectLockDays]: String(objectLockDays) }),
    },
  });
  const { handler } = consumer;
  const locks = objectLockDays === undefined ? [] : (['PutObjectRetention'] as const);
  allowObjects(handler, storage.dumps, {
    prefix: 'uploads/',
    actions: ['GetObject', 'PutObject', 'DeleteObject', ...locks],
  });
  allowObjects(handler, storage.dumps, {
    prefix: 'dumps/',
    actions: ['GetObject', 'PutObject', 'PutObjectTagging', 'DeleteObject', 'ListMultipartUploadParts', ...locks],
  });
  handler.addToRolePolicy(
    new PolicyStatement({
      actions: ['s3:ListBucketMultipartUploads'],
      resources: [storage.dumps.bucketArn],
    }),
  );
  allowTable(handler, storage.uploadTable, ['GetItem', 'Query', 'UpdateItem']);
  storage.bus.grantPutEventsTo(handler);
  return consumer;
}

/** News on the bus -> alerts for people. */
export function alertConsumer(scope: Construct, storage: StorageStack, consoleUrl: string): Consumer {
  const { webhookUrl } = storage.house.settings;
  const secret = new Secret(scope, 'WebhookSecret', {
    description: 'Purgatory: signs the alerts that go to the webhook',
    encryptionKey: storage.dataKey,
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  });
  acknowledge(secret, {
    'AwsSolutions-SMG4':
      'The receiver has to learn a new secret at the same moment: docs/runbook.md says how it is changed by hand.',
  });
  const consumer = new Consumer(scope, 'Alert', {
    house: storage.house,
    name: 'alert',
    description: 'tells people of crashes',
    ruleDescription: 'Something happened that people may want to know',
    pattern: ours(
      ...(['crash.opened', 'crash.regressed', 'crash.spiking', 'crash.fatal', 'crash.changed'] as const),
      ...(['host.looping', 'alert.test', 'dump.examined'] as const),
      // What signing rests on changes, or an image waits for an approval.
      ...(['change.requested', 'change.approved', 'change.refused', 'change.in-force', 'change.forced'] as const),
      'image.requested',
    ),
    bus: storage.bus,
    limits: Consumers.alert,
    ...kept(storage, 'alert'),
    deadLetterVariable: AlertEnv.DeadLetterUrl,
    queueVariable: AlertEnv.QueueUrl,
    environment: {
      [AlertEnv.UploadTable]: storage.uploadTable.tableName,
      [AlertEnv.CrashTable]: storage.crashTable.tableName,
      [AlertEnv.TopicArn]: storage.alertTopic.topicArn,
      [AlertEnv.WebhookSecret]: secret.secretArn,
      [AlertEnv.PrivateWebhooks]: String(storage.house.settings.allowPrivateWebhooks),
      [AlertEnv.MaxReceives]: String(Consumers.alert.attempts),
      ...(webhookUrl === undefined ? {} : { [AlertEnv.WebhookUrl]: webhookUrl }),
      [AlertEnv.ConsoleUrl]: consoleUrl,
    },
  });
  const { handler } = consumer;
  new Rule(scope, 'DigestSchedule', {
    description: 'Purgatory: alerts that had to wait are sent together',
    schedule: Schedule.rate(Duration.minutes(15)),
    targets: [
      new SqsQueue(consumer.queue.queue, {
        message: RuleTargetInput.fromObject({ id: 'digest', 'detail-type': DIGEST_DUE, detail: {} }),
      }),
    ],
  });
  allowTable(handler, storage.uploadTable, ['GetItem', 'UpdateItem']);
  allowTable(handler, storage.crashTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']);
  // The secrets of the routes that an admin has set: docs/alerts.md.
  const routeSecrets = `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:purgatory/*`;
  const readsSecrets = new Policy(scope, 'AlertRouteSecrets', {
    statements: [new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [routeSecrets] })],
  });
  if (handler.role !== undefined) readsSecrets.attachToRole(handler.role);
  acknowledge(readsSecrets, {
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:purgatory/*]':
      'An admin names the secrets of alert routes when the stack is long deployed: the right ends where the prefix purgatory/ does.',
  });
  // By hand: `grant…` would let the key's policy, in the stack below, name this function's role.
  handler.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [storage.alertTopic.topicArn] }));
  handler.addToRolePolicy(
    new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
  );
  allowDataKey(handler, storage.dataKey, 'sns');
  allowDataKey(handler, storage.dataKey, 'secretsmanager');
  return consumer;
}
