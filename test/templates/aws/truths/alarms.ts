/** Every alarm's way to a person, followed through the templates. */
import { describe, expect, it } from '@jest/globals';
import { ACCOUNT, REGION } from '../deployed.ts';
import type { DeployedResource } from '../deployed.ts';
import { asList, decide } from '../policy.ts';
import type { PolicyDocument } from '../policy.ts';
import { EVERYTHING, world } from '../world.ts';

const CLOUDWATCH = { Service: 'cloudwatch.amazonaws.com' };

function policiesOf(topic: DeployedResource): PolicyDocument[] {
  return world()
    .of('AWS::SNS::TopicPolicy')
    .filter(({ properties }) => asList(properties['Topics'] as string[]).includes(topic.ref))
    .map(({ properties }) => properties['PolicyDocument'] as PolicyDocument);
}

function keyOf(topic: DeployedResource): DeployedResource {
  return world().byArn(String(topic.properties['KmsMasterKeyId']));
}

const keyPolicy = (key: DeployedResource): PolicyDocument[] => [key.properties['KeyPolicy'] as PolicyDocument];

/** What CloudWatch's request holds when this alarm fires. */
const from = (alarm: DeployedResource) => ({
  'aws:SourceAccount': ACCOUNT,
  'aws:SourceArn': alarm.arn,
  'aws:SecureTransport': 'true',
});

/** Each alarm with the topics that it is to tell. */
function ways(): { alarm: DeployedResource; topic: DeployedResource }[] {
  return world()
    .of('AWS::CloudWatch::Alarm')
    .flatMap((alarm) =>
      asList(alarm.properties['AlarmActions'] as string[]).map((arn) => ({ alarm, topic: world().byArn(arn) })),
    );
}

describe('every alarm', () => {
  it('has an action, is switched on, and tells a topic', () => {
    const alarms = world().of('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(30);
    expect(ways().filter(({ topic }) => topic.type !== 'AWS::SNS::Topic')).toEqual([]);
    for (const { id, properties } of alarms) {
      expect([id, properties['AlarmActions'], properties['ActionsEnabled'] ?? true]).toEqual([
        id,
        [expect.anything()],
        true,
      ]);
    }
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
  it('may publish to its topic: a topic with a policy of its own has lost the one that lets everybody in the account', () => {
    const refused = ways().filter(
      ({ alarm, topic }) =>
        decide(policiesOf(topic), {
          principal: CLOUDWATCH,
          action: 'sns:Publish',
          resource: topic.ref,
          context: from(alarm),
        }) !== 'allow',
    );
    expect(refused.map(({ alarm }) => alarm.id)).toEqual([]);
  });

  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
  it.each(['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:Decrypt'])(
    'may use %s of the key that its topic is encrypted under',
    (action) => {
      const refused = ways().filter(
        ({ alarm, topic }) =>
          decide(keyPolicy(keyOf(topic)), {
            principal: CLOUDWATCH,
            action,
            resource: keyOf(topic).arn,
            context: from(alarm),
          }) !== 'allow',
      );
      expect(refused.map(({ alarm }) => alarm.id)).toEqual([]);
    },
  );

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  it.each([
    [
      'of another account',
      { 'aws:SourceAccount': '999999999999', 'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:999999999999:alarm:x` },
    ],
    [
      'that names our account and comes from another',
      { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:999999999999:alarm:x` },
    ],
    [
      'that has the name of one of ours and comes from another account',
      { 'aws:SourceAccount': '999999999999', 'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:x` },
    ],
    ['of nobody', {}],
  ])('%s has neither the topic nor the key', (_, context) => {
    for (const topic of new Set(ways().map((way) => way.topic))) {
      const request = { principal: CLOUDWATCH, context: { ...context, 'aws:SecureTransport': 'true' } };
      expect(decide(policiesOf(topic), { ...request, action: 'sns:Publish', resource: topic.ref })).toBe('not allowed');
      expect(
        decide(keyPolicy(keyOf(topic)), { ...request, action: 'kms:GenerateDataKey', resource: keyOf(topic).arn }),
      ).toBe('not allowed');
    }
  });

  it('may do no more with the key than its message takes', () => {
    for (const topic of new Set(ways().map((way) => way.topic))) {
      for (const action of [
        'kms:Encrypt',
        'kms:ReEncryptFrom',
        'kms:CreateGrant',
        'kms:Sign',
        'kms:ScheduleKeyDeletion',
      ]) {
        const request = { principal: CLOUDWATCH, action, resource: keyOf(topic).arn };
        const context = {
          'aws:SourceAccount': ACCOUNT,
          'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:x`,
        };
        expect([action, decide(keyPolicy(keyOf(topic)), { ...request, context })]).toEqual([action, 'not allowed']);
      }
    }
  });
});

describe('every topic', () => {
  it('has a subscription where alertEmail is set', () => {
    const subscriptions = world()
      .of('AWS::SNS::Subscription')
      .map(({ properties }) => properties);
    for (const topic of world().of('AWS::SNS::Topic')) {
      expect(subscriptions).toContainEqual({
        Protocol: 'email',
        TopicArn: topic.ref,
        Endpoint: EVERYTHING.alertEmail,
      });
    }
  });

  it('is under a symmetric key: SNS takes no other', () => {
    for (const topic of world().of('AWS::SNS::Topic')) {
      expect(keyOf(topic).properties['KeySpec'] ?? 'SYMMETRIC_DEFAULT').toBe('SYMMETRIC_DEFAULT');
    }
  });

  it('refuses whoever does not come by TLS', () => {
    for (const topic of world().of('AWS::SNS::Topic')) {
      const context = { 'aws:SecureTransport': 'false' };
      expect(
        decide(policiesOf(topic), { principal: CLOUDWATCH, action: 'sns:Publish', resource: topic.ref, context }),
      ).toBe('deny');
    }
  });

  it('has its ARN among the outputs, so that people can subscribe what they like', () => {
    const told = Object.values(world().outputs);
    for (const topic of world().of('AWS::SNS::Topic')) expect(told).toContain(topic.arn);
  });
});

describe('without alertEmail', () => {
  it('the synthesis says that nobody is told', () => {
    expect(world({}).warnings).toEqual([expect.stringContaining('alertEmail is not set')]);
    expect(world().warnings).toEqual([]);
  });
});
