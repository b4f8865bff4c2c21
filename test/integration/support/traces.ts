/** What the embedded AWS still holds of a host: every item of every table, every version in every bucket. */
import { expect } from '@jest/globals';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ListBucketsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { basename } from 'node:path';
import { workDone } from '../../../infra/local/stack/lambda-logs.ts';
import { dynamoClient } from '../../../shared/aws/runtime/clients.ts';
import { countsOf, sqs } from '../pipeline/host.ts';
import { eventually, stack } from './stack.ts';

type Item = Readonly<Record<string, unknown>>;

const dynamo = dynamoClient();
const s3 = new S3Client({ forcePathStyle: true });

async function* items(): AsyncGenerator<{ readonly table: string; readonly item: Item }> {
  for await (const { TableNames = [] } of paginateListTables({ client: new DynamoDBClient() }, {})) {
    for (const table of TableNames) {
      for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName: table })) {
        for (const item of Items) yield { table, item };
      }
    }
  }
}

/** Keys of all items and objects that hold one of these texts, in order. */
export async function traces(texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { item } of items()) {
    const text = JSON.stringify(item);
    if (texts.some((each) => text.includes(each))) found.push(`${String(item['pk'])} ${String(item['sk'])}`);
  }
  return [...found, ...(await objectKeys(texts))].sort();
}

/** Keys with one of these texts in them, of every version and every delete marker. */
export async function objectKeys(texts: readonly string[]): Promise<string[]> {
  const keys: string[] = [];
  const { Buckets = [] } = await s3.send(new ListBucketsCommand());
  for (const { Name } of Buckets) {
    let place: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (place !== undefined) {
      const page: Awaited<ReturnType<typeof versions>> = await versions(Name, place);
      keys.push(...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key = '' }) => Key));
      place = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
  }
  return keys.filter((key) => texts.some((text) => key.includes(text)));
}

const versions = (
  Bucket: string | undefined,
  place: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined },
) => s3.send(new ListObjectVersionsCommand({ Bucket, ...place }));

/** As if an hour had passed since the host's uploads were touched, and its tokens had ended. */
export async function passTime(host: string): Promise<void> {
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  for await (const { table, item } of items()) {
    if (item['host'] !== host) continue;
    const age = item['sk'] === 'META' ? 'updatedAt' : item['pk'] === `HOST#${host}` ? 'tokenExpiresAt' : undefined;
    if (age === undefined) continue;
    await dynamo.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: item['pk'], sk: item['sk'] },
        UpdateExpression: 'SET #age = :at',
        ExpressionAttributeNames: { '#age': age },
        ExpressionAttributeValues: { ':at': anHourAgo },
      }),
    );
  }
}

/**
 * Waits until no function has anything left to do, or to do again: none but the one that asks a debuginfod server, which tries again after
 * minutes, and knows nothing of hosts that it could keep. A test's own queue, in which alerts are left lying, is no function's.
 */
export async function queuesAreEmpty(): Promise<void> {
  let left = '';
  await eventually(
    'empty queues',
    async () => {
      left = await workLeft();
      return left === '' ? true : undefined;
    },
    () => `${left}; ${workDone(stack.runFolder)}`,
  );
}

/** What lies in the functions' queues, in words; empty where nothing does. */
export async function workLeft(): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'Purgatory' }));
  expect(QueueUrls).not.toEqual([]);
  const working = QueueUrls.filter((url) => !/dead|debuginfod/i.test(basename(url)));
  const states = await Promise.all(working.map(stateOf));
  return states.filter((state) => state !== undefined).join(', ');
}

/** What lies in a queue and what is being worked on, in words; undefined where it is empty. */
async function stateOf(QueueUrl: string): Promise<string | undefined> {
  const { lying, taken } = await countsOf(QueueUrl);
  if (lying === 0 && taken === 0) return undefined;
  return `${basename(QueueUrl)}: ${lying} lying, ${taken} taken`;
}
