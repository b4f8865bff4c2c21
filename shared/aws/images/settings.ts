/** What the signing service keeps of itself: certificates and the policy. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KeyRecord, SigningPolicy } from '../../contract/images.ts';
import { DEFAULT_POLICY } from '../../domain/image/policy.ts';
import { ConflictError } from '../../errors.ts';
import { ImageKeys } from './items.ts';

export class SigningSettings {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async policy(): Promise<SigningPolicy> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: ImageKeys.policy, ConsistentRead: true }),
    );
    return Item === undefined ? DEFAULT_POLICY : SigningPolicy.parse(Item);
  }

  /** @throws {ConflictError} when `policy.version` is not that of the policy in force */
  async replacePolicy(policy: SigningPolicy): Promise<SigningPolicy> {
    const next = { ...policy, version: policy.version + 1 };
    try {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...ImageKeys.policy, ...next },
          ...(policy.version === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#version = :version',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':version': policy.version },
              }),
        }),
      );
      return next;
    } catch (cause) {
      if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
      throw new ConflictError('the policy was changed meanwhile: read it again', { cause });
    }
  }

  async certificates(): Promise<KeyRecord[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'KEY' },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => KeyRecord.parse(item));
  }

  async putCertificate(record: KeyRecord): Promise<void> {
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...ImageKeys.certificate(record.purpose, record.sha256), ...record },
      }),
    );
  }
}
