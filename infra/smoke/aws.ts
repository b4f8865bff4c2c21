/** What a smoke test asks of AWS itself, by the SDK's own credentials and region. */
import { randomUUID } from 'node:crypto';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const STACKS = ['PurgatoryStorage', 'PurgatoryPipeline', 'PurgatoryApi'] as const;

/** Outputs of the three stacks by name. */
export async function stackOutputs(): Promise<Readonly<Record<string, string>>> {
  const client = new CloudFormationClient();
  const outputs: Record<string, string> = {};
  for (const StackName of STACKS) {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    for (const { OutputKey = '', OutputValue = '' } of Stacks[0]?.Outputs ?? []) outputs[OutputKey] = OutputValue;
  }
  return outputs;
}

/** A queue for one test, subscribed to topics. */
export interface Ear {
  /** A message in which `text` stands, or undefined when none came in time. */
  hear(text: string, limitMs: number): Promise<string | undefined>;
  close(): Promise<void>;
}

export async function listen(topics: readonly string[]): Promise<Ear> {
  const sqs = new SQSClient();
  const sns = new SNSClient();
  const QueueName = `purgatory-smoke-${randomUUID().slice(0, 8)}`;
  const created = await sqs.send(
    new CreateQueueCommand({ QueueName, Attributes: { SqsManagedSseEnabled: 'true', MessageRetentionPeriod: '3600' } }),
  );
  const QueueUrl = created.QueueUrl ?? '';
  const subscriptions: string[] = [];
  const close = async (): Promise<void> => {
    for (const SubscriptionArn of subscriptions) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  };
  try {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const queueArn = Attributes['QueueArn'] ?? '';
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl,
        Attributes: { Policy: JSON.stringify(topicPolicy(queueArn, topics)) },
      }),
    );
    for (const TopicArn of topics) {
      const subscribed = await sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sqs',
          Endpoint: queueArn,
          ReturnSubscriptionArn: true,
          Attributes: { RawMessageDelivery: 'true' },
        }),
      );
      if (subscribed.SubscriptionArn !== undefined) subscriptions.push(subscribed.SubscriptionArn);
    }
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  const heard: string[] = [];
  return {
    close,
    async hear(text, limitMs) {
      const until = Date.now() + limitMs;
      for (;;) {
        const found = heard.find((message) => message.includes(text));
        if (found !== undefined) return found;
        if (Date.now() > until) return undefined;
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2, MaxNumberOfMessages: 10 }),
        );
        for (const { Body = '', ReceiptHandle } of Messages) {
          heard.push(Body);
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
    },
  };
}

function topicPolicy(queueArn: string, topics: readonly string[]) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topics } },
      },
    ],
  };
}

/** Which keys can't be used, and why; those that can are counted. */
export async function keyFaults(arns: readonly string[]): Promise<readonly string[]> {
  const kms = new KMSClient();
  const faults = await Promise.all(
    arns.map(async (KeyId) => {
      const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
      if (key?.KeyState === 'Enabled') return [];
      return [
        `${KeyId} is ${key?.KeyState ?? 'unknown'}${key?.DeletionDate === undefined ? '' : `, to be deleted on ${key.DeletionDate.toISOString()}`}`,
      ];
    }),
  );
  return faults.flat();
}

export interface Executions {
  readonly quota: number;
  readonly unreserved: number;
  /** Reserved executions of the service's functions, by function; none where it has no reservation. */
  readonly functions: readonly {
    readonly name: string;
    readonly memoryMiB: number;
    readonly reserved: number | undefined;
  }[];
}

export async function executions(): Promise<Executions> {
  const lambda = new LambdaClient();
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
  const functions: { name: string; memoryMiB: number; reserved: number | undefined }[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName: name = '', MemorySize: memoryMiB = 0 } of Functions) {
      if (!name.startsWith('Purgatory')) continue;
      const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));
      functions.push({ name, memoryMiB, reserved: answer.ReservedConcurrentExecutions });
    }
  }
  return {
    quota: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
    functions,
  };
}

/** Sets the first alarm of the pipeline, and answers its name and how to take that back. */
export async function raiseAlarm(
  reason: string,
): Promise<{ readonly name: string; lower(): Promise<void> } | undefined> {
  const cloudWatch = new CloudWatchClient();
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: 'PurgatoryPipeline', MaxRecords: 100 }),
  );
  const quiet = MetricAlarms.find(
    ({ StateValue, AlarmActions = [] }) => StateValue !== 'ALARM' && AlarmActions.length > 0,
  );
  const AlarmName = quiet?.AlarmName;
  if (AlarmName === undefined) return undefined;
  const set = (StateValue: 'ALARM' | 'OK') =>
    cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: reason }));
  await set('ALARM');
  return {
    name: AlarmName,
    async lower() {
      await set('OK');
    },
  };
}
