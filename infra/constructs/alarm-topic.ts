import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * A topic that CloudWatch's alarms may publish to. Both halves are needed: a topic with any policy of its own has lost the one that
 * let everybody in the account publish, and a message under a key of ours takes a data key of it. Both are bound to alarms of this
 * account and region, so that nobody else's alarm reaches our people.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html#sns-allow-cloudwatch-alarm-to-publish-to-topic-in-another-account
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function alarmTopic(
  scope: Construct,
  id: string,
  props: { readonly key: Key; readonly displayName: string },
): Topic {
  const topic = new Topic(scope, id, { masterKey: props.key, enforceSSL: true, displayName: props.displayName });
  const fromOurAlarms = {
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:*` },
    },
  };
  topic.addToResourcePolicy(
    new PolicyStatement({
      ...fromOurAlarms,
      sid: 'AllowAlarmsToPublish',
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    }),
  );
  props.key.addToResourcePolicy(
    new PolicyStatement({
      ...fromOurAlarms,
      sid: 'AllowAlarmsToEncrypt',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
    }),
  );
  return topic;
}
