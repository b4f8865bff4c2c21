/** The operator's word on how much of a dump is wanted, in the `Uploads` table. */
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_WANTED_POLICY, WantedPolicy } from '../../contract/upload-policy.ts';
import { Keys } from './items.ts';

export interface WantedPolicyStore {
  get(): Promise<WantedPolicy>;
  set(policy: WantedPolicy): Promise<void>;
}

export function dynamoWantedPolicy(dynamo: DynamoDBDocumentClient, tableName: string): WantedPolicyStore {
  return {
    async get() {
      const { Item } = await dynamo.send(
        new GetCommand({ TableName: tableName, Key: Keys.wantedPolicy, ConsistentRead: true }),
      );
      return Item === undefined ? DEFAULT_WANTED_POLICY : WantedPolicy.parse(Item['policy']);
    },
    async set(policy) {
      await dynamo.send(
        new UpdateCommand({
          TableName: tableName,
          Key: Keys.wantedPolicy,
          UpdateExpression: 'SET #policy = :policy',
          ExpressionAttributeNames: { '#policy': 'policy' },
          ExpressionAttributeValues: { ':policy': policy },
        }),
      );
    },
  };
}
