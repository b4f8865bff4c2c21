/**
 * What the unit tests' table and bucket in memory are held to, asked of the embedded AWS as well: a fake that allowed more or less
 * than the service does would let tests pass that mean nothing.
 */
import { describe } from '@jest/globals';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { testBucket } from '../../support/bucket-contract.ts';
import { testTable } from '../../support/table-contract.ts';
import { describeOnStack } from '../support/stack.ts';

describeOnStack('the embedded AWS does as the fakes in memory do', () => {
  let made = 0;
  const name = () => `contract-${process.pid}-${(made += 1)}`;

  describe('a table', () => {
    testTable(async () => {
      const raw = new DynamoDBClient();
      const TableName = name();
      const [keys, ofIndex] = [
        ['pk', 'sk'],
        ['gsi1pk', 'gsi1sk'],
      ] as const;
      const schema = (names: readonly string[]) =>
        names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? ('HASH' as const) : ('RANGE' as const) }));
      await raw.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: schema(keys),
          AttributeDefinitions: [...keys, ...ofIndex].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          GlobalSecondaryIndexes: [
            { IndexName: 'gsi1', KeySchema: schema(ofIndex), Projection: { ProjectionType: 'ALL' } },
          ],
        }),
      );
      return { client: DynamoDBDocumentClient.from(raw), TableName };
    }, false);
  });

  describe('a bucket', () => {
    testBucket(async () => {
      const client = new S3Client({ forcePathStyle: true });
      const Bucket = name();
      await client.send(new CreateBucketCommand({ Bucket }));
      return { client, Bucket };
    }, false);
  });
});
