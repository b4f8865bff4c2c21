/** Every way by which something is handed on: rules to queues and functions, queues to functions and dead letters, the API to functions. */
import { describe, expect, it } from '@jest/globals';
import { ACCOUNT, REGION } from '../deployed.ts';
import type { DeployedResource } from '../deployed.ts';
import { asList, decide, like } from '../policy.ts';
import type { PolicyDocument, PolicyStatement } from '../policy.ts';
import { EVERYTHING, world } from '../world.ts';

const EVENTS = { Service: 'events.amazonaws.com' };

function queuePolicies(queue: DeployedResource): PolicyDocument[] {
  return world()
    .of('AWS::SQS::QueuePolicy')
    .filter(({ properties }) => asList(properties['Queues'] as string[]).includes(queue.ref))
    .map(({ properties }) => properties['PolicyDocument'] as PolicyDocument);
}

/** Whether EventBridge may put a message into the queue in the name of the rule. */
function takesFrom(rule: string, queue: DeployedResource): string {
  const context = { 'aws:SourceArn': rule, 'aws:SourceAccount': ACCOUNT, 'aws:SecureTransport': 'true' };
  return decide(queuePolicies(queue), { principal: EVENTS, action: 'sqs:SendMessage', resource: queue.arn, context });
}

/** The statements of a function's resource policy, as `AWS::Lambda::Permission` makes them. */
function permissions(fn: DeployedResource): readonly { readonly principal: string; readonly sourceArn: string }[] {
  return world()
    .of('AWS::Lambda::Permission')
    .filter(({ properties }) => [fn.ref, fn.arn].includes(String(properties['FunctionName'])))
    .filter(({ properties }) => properties['Action'] === 'lambda:InvokeFunction')
    .map(({ properties }) => ({
      principal: String(properties['Principal']),
      sourceArn: String(properties['SourceArn']),
    }));
}

interface Target {
  readonly Arn: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

const targets = () =>
  world()
    .of('AWS::Events::Rule')
    .flatMap((rule) => (rule.properties['Targets'] as Target[]).map((target) => ({ rule, target })));

describe('every rule', () => {
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
  it('may put what it is for into its queue, and no other rule may', () => {
    const toQueues = targets().filter(({ target }) => world().byArn(target.Arn).type === 'AWS::SQS::Queue');
    expect(toQueues.length).toBeGreaterThanOrEqual(6);
    for (const { rule, target } of toQueues) {
      const queue = world().byArn(target.Arn);
      expect([rule.id, takesFrom(rule.arn, queue)]).toEqual([rule.id, 'allow']);
      expect(takesFrom(`arn:aws:events:${REGION}:${ACCOUNT}:rule/other`, queue)).toBe('not allowed');
    }
  });

  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
  it('has a queue for what it can not deliver, which takes it; what a schedule says comes again by itself', () => {
    for (const { rule, target } of targets()) {
      expect([rule.id, target.DeadLetterConfig !== undefined]).toEqual([rule.id, 'EventPattern' in rule.properties]);
      if (target.DeadLetterConfig === undefined) continue;
      expect([rule.id, takesFrom(rule.arn, world().byArn(target.DeadLetterConfig.Arn))]).toEqual([rule.id, 'allow']);
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchevents.html
  it('may call the function that it is for', () => {
    const toFunctions = targets().filter(({ target }) => world().byArn(target.Arn).type === 'AWS::Lambda::Function');
    expect(toFunctions.length).toBeGreaterThanOrEqual(1);
    for (const { rule, target } of toFunctions) {
      expect(permissions(world().byArn(target.Arn))).toContainEqual({
        principal: 'events.amazonaws.com',
        sourceArn: rule.arn,
      });
    }
  });

  it('is switched on, and either has a pattern that something can match or a schedule', () => {
    for (const { id, properties } of world().of('AWS::Events::Rule')) {
      expect([id, properties['State']]).toEqual([id, 'ENABLED']);
      const { source, 'detail-type': type } = (properties['EventPattern'] ?? {}) as Record<string, string[]>;
      const hasPattern = source !== undefined && source.length > 0 && type !== undefined && type.length > 0;
      expect([id, hasPattern !== 'ScheduleExpression' in properties]).toEqual([id, true]);
    }
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
  it('for what S3 says is on the bus where S3 says it, of a bucket that does', () => {
    const ofS3 = world().of('AWS::Events::Rule').filter(({ properties }) => JSON.stringify(properties['EventPattern'] ?? {}).includes('aws.s3')); // prettier-ignore
    expect(ofS3.length).toBeGreaterThanOrEqual(2);
    for (const { id, properties } of ofS3) {
      expect([id, properties['EventBusName']]).toEqual([id, undefined]);
      const { detail } = properties['EventPattern'] as { detail: { bucket: { name: string[] } } };
      for (const name of detail.bucket.name) {
        const bucket = world()
          .of('AWS::S3::Bucket')
          .find(({ ref }) => ref === name);
        expect(bucket?.properties['NotificationConfiguration']).toEqual({
          EventBridgeConfiguration: { EventBridgeEnabled: true },
        });
      }
    }
  });
});

describe('every queue', () => {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html: a key of ours would need a
  // right for events.amazonaws.com, and that one can't be bound to an account.
  it('is under the key of SQS itself, so that whoever may send needs no key', () => {
    for (const { id, properties } of world().of('AWS::SQS::Queue')) {
      expect([id, properties['SqsManagedSseEnabled'], properties['KmsMasterKeyId']]).toEqual([id, true, undefined]);
    }
  });

  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  it('hands what is dead to a queue of its own kind that keeps it for longer and hands on nothing', () => {
    const queues = world()
      .of('AWS::SQS::Queue')
      .filter(({ properties }) => 'RedrivePolicy' in properties);
    expect(queues).toHaveLength(5);
    for (const queue of queues) {
      const { deadLetterTargetArn } = queue.properties['RedrivePolicy'] as { deadLetterTargetArn: string };
      const dead = world().byArn(deadLetterTargetArn);
      expect(dead.type).toBe('AWS::SQS::Queue');
      expect(dead.properties['FifoQueue']).toEqual(queue.properties['FifoQueue']);
      expect(dead.properties['RedrivePolicy']).toBeUndefined();
      // Where nothing is said, every queue of the account may have it as its dead letters, and it may be moved back.
      expect(dead.properties['RedriveAllowPolicy']).toBeUndefined();
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
  it('is emptied by a function that may take, delete and look, and answers what failed', () => {
    for (const { properties } of world().of('AWS::Lambda::EventSourceMapping')) {
      const fn = world().of('AWS::Lambda::Function').find(({ ref, arn }) => [ref, arn].includes(String(properties['FunctionName']))); // prettier-ignore
      const role = world().byArn(String(fn?.properties['Role']));
      const documents = world()
        .of('AWS::IAM::Policy')
        .filter((policy) => asList(policy.properties['Roles'] as string[]).includes(role.ref))
        .map((policy) => policy.properties['PolicyDocument'] as PolicyDocument);
      for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
        expect([fn?.id, action, decide(documents, { action, resource: String(properties['EventSourceArn']) })]).toEqual(
          [fn?.id, action, 'allow'],
        );
      }
      expect(properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
      expect(properties['Enabled'] ?? true).toBe(true);
    }
  });
});

describe('the API', () => {
  const arnOf = (method: DeployedResource): string => {
    const resources = new Map(
      world()
        .of('AWS::ApiGateway::Resource')
        .map(({ ref, properties }) => [ref, properties]),
    );
    const pathOf = (ref: string): string => {
      const there = resources.get(ref);
      return there === undefined ? '' : `${pathOf(String(there['ParentId']))}/${String(there['PathPart'])}`;
    };
    const { HttpMethod, ResourceId, RestApiId } = method.properties;
    const path = pathOf(String(ResourceId)).replace(/\{[^}]+\}/g, 'x');
    const verb = HttpMethod === 'ANY' ? 'GET' : String(HttpMethod);
    return `arn:aws:execute-api:${REGION}:${ACCOUNT}:${String(RestApiId)}/purgatory/${verb}${path === '' ? '/' : path}`;
  };

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
  it('may call the function behind every method, at the stage that is deployed', () => {
    const methods = world().of('AWS::ApiGateway::Method');
    expect(methods.length).toBeGreaterThan(30);
    for (const method of methods) {
      const { Uri } = method.properties['Integration'] as { Uri: string };
      const fn = world()
        .of('AWS::Lambda::Function')
        .find(({ arn }) => Uri.includes(`${arn}/invocations`));
      if (fn === undefined) throw new Error(`${method.id} calls no function`);
      const allowed = permissions(fn).some(
        ({ principal, sourceArn }) => principal === 'apigateway.amazonaws.com' && like(sourceArn, arnOf(method)),
      );
      expect([method.id, allowed]).toEqual([method.id, true]);
    }
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 20 KB
  it('has not given a function more permissions than fit into its policy', () => {
    for (const fn of world().of('AWS::Lambda::Function')) {
      const size = JSON.stringify(
        permissions(fn).map(({ principal, sourceArn }) => ({
          Sid: 'x'.repeat(100),
          Effect: 'Allow',
          Principal: { Service: principal },
          Action: 'lambda:InvokeFunction',
          Resource: fn.arn,
          Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
        })),
      ).length;
      expect([fn.id, size < 20_480]).toEqual([fn.id, true]);
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  it('ends no request that its function still works on: 29 seconds', () => {
    const behind = new Set(world().of('AWS::ApiGateway::Method').map(({ properties }) => (properties['Integration'] as { Uri: string }).Uri)); // prettier-ignore
    for (const fn of world().of('AWS::Lambda::Function')) {
      if (![...behind].some((uri) => uri.includes(fn.arn))) continue;
      expect([fn.id, Number(fn.properties['Timeout']) <= 29]).toEqual([fn.id, true]);
    }
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
  it('writes its log by a role that API Gateway may take, set before the stage that needs it', () => {
    const [account] = world().of('AWS::ApiGateway::Account');
    const role = world().byArn(String(account?.properties['CloudWatchRoleArn']));
    const { Statement } = role.properties['AssumeRolePolicyDocument'] as { Statement: PolicyStatement[] };
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' } }),
    );
  });
});

describe('access logs', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  it('may be put by S3 for every bucket that writes one, into a bucket without a lock and without a key of ours', () => {
    const logged = world()
      .of('AWS::S3::Bucket')
      .filter(({ properties }) => 'LoggingConfiguration' in properties);
    expect(logged).toHaveLength(3);
    for (const bucket of logged) {
      const { DestinationBucketName, LogFilePrefix } = bucket.properties['LoggingConfiguration'] as Record<
        string,
        string
      >;
      const into = world()
        .of('AWS::S3::Bucket')
        .find(({ ref }) => ref === DestinationBucketName);
      const policies = world()
        .of('AWS::S3::BucketPolicy')
        .filter(({ properties }) => properties['Bucket'] === into?.ref)
        .map(({ properties }) => properties['PolicyDocument'] as PolicyDocument);
      const decision = decide(policies, {
        principal: { Service: 'logging.s3.amazonaws.com' },
        action: 's3:PutObject',
        resource: `${into?.arn ?? ''}/${LogFilePrefix ?? ''}2026-11-29`,
        context: { 'aws:SourceArn': bucket.arn, 'aws:SourceAccount': ACCOUNT, 'aws:SecureTransport': 'true' },
      });
      expect([bucket.id, decision]).toEqual([bucket.id, 'allow']);
      expect(into?.properties['ObjectLockEnabled']).toBeUndefined();
      expect(JSON.stringify(into?.properties['BucketEncryption'])).toContain('AES256');
    }
  });
});

describe('an alert', () => {
  const consoleUrl = (context?: Record<string, string>) =>
    (context === undefined ? world() : world(context))
      .of('AWS::Lambda::Function')
      .map(({ properties }) => (properties['Environment'] as { Variables: Record<string, string> }).Variables)
      .find(({ POWERTOOLS_SERVICE_NAME: name }) => name === 'alert')?.['CONSOLE_URL'];

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
  it('links to the console at the address of the API itself where no other is set', () => {
    expect(consoleUrl({})).toBe(world({}).outputs['PurgatoryApi.ApiUrl']);
    expect(consoleUrl({})).toMatch(/^https:\/\/[a-z0-9-]+\.execute-api\.eu-central-1\.amazonaws\.com\/purgatory\/$/);
    expect(consoleUrl()).toBe(EVERYTHING.publicUrl);
  });
});
