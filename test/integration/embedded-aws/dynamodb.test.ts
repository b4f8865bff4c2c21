/** DynamoDB on moto, made to keep what it acknowledged. */
import { beforeAll, expect, it } from '@jest/globals';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describeOnStack } from '../support/stack.ts';

describeOnStack('DynamoDB of the embedded AWS', () => {
  const TableName = `writes-${process.pid}`;
  const raw = new DynamoDBClient();
  const client = DynamoDBDocumentClient.from(raw);
  const add = (id: string) => ({
    TableName,
    Key: { id },
    UpdateExpression: 'ADD #n :one',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':one': 1 },
  });
  const count = async (id: string): Promise<unknown> =>
    (await client.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }))).Item?.['n'];

  beforeAll(async () => {
    await raw.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      }),
    );
  });

  it('loses no acknowledged write while transactions run beside it', async () => {
    const rounds = Array.from({ length: 60 });
    await Promise.all([
      ...rounds.map(() => client.send(new UpdateCommand(add('single')))),
      ...rounds.map(() =>
        client.send(new TransactWriteCommand({ TransactItems: [{ Update: add('left') }, { Update: add('right') }] })),
      ),
    ]);
    expect([await count('single'), await count('left'), await count('right')]).toEqual([60, 60, 60]);
  });

  it('leaves every item of a refused transaction as it was', async () => {
    await client.send(new UpdateCommand(add('kept')));
    const refused = new TransactWriteCommand({
      TransactItems: [
        { Update: add('kept') },
        { Update: add('never made') },
        { Delete: { TableName, Key: { id: 'single' } } },
        { ConditionCheck: { TableName, Key: { id: 'nobody' }, ConditionExpression: 'attribute_exists(id)' } },
      ],
    });
    await expect(client.send(refused)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect([await count('kept'), await count('never made'), await count('single')]).toEqual([1, undefined, 60]);
  });

  it('applies a transaction once that is sent again under the same token', async () => {
    const command = () =>
      new TransactWriteCommand({ ClientRequestToken: 'again', TransactItems: [{ Update: add('token') }] });
    await client.send(command());
    await client.send(command());
    expect(await count('token')).toBe(1);
  });

  it('refuses another transaction under the same token', async () => {
    const command = (id: string) =>
      new TransactWriteCommand({ ClientRequestToken: 'other', TransactItems: [{ Update: add(id) }] });
    await client.send(command('a'));
    await expect(client.send(command('b'))).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
  });
});
