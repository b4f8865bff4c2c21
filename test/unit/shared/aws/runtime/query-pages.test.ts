import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { queryPages, type PartitionQuery } from '../../../../../shared/aws/runtime/query-pages.ts';
import { untilSettled } from '../../../../../shared/aws/runtime/until-settled.ts';
import { TransientError } from '../../../../../shared/errors.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' }));
const mock = mockClient(client);
beforeEach(() => {
  mock.reset();
});

async function pages(query: Omit<PartitionQuery, 'table'>) {
  const all: unknown[] = [];
  for await (const page of queryPages(client, { table: 't', ...query })) all.push(page);
  return all;
}
const asked = () => mock.commandCalls(QueryCommand).map(({ args: [command] }) => command.input);

describe('the items of a partition', () => {
  it('come page by page, each from where the one before ended, as of now', async () => {
    const end = { pk: 'P', sk: '2' };
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [{ sk: '1' }, { sk: '2' }], LastEvaluatedKey: end })
      .resolvesOnce({ Items: [], LastEvaluatedKey: end })
      .resolves({ Items: [{ sk: '3' }] });
    expect(await pages({ partition: 'P' })).toEqual([[{ sk: '1' }, { sk: '2' }], [], [{ sk: '3' }]]);
    const query = {
      TableName: 't',
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'P' },
    };
    const next = { ...query, ExclusiveStartKey: end };
    expect(asked()).toEqual([query, next, next]);
  });

  it('come from an index by its own keys, which no read of it is as of now; those with a prefix alone', async () => {
    mock.on(QueryCommand).resolves({});
    expect(await pages({ partition: 'P', index: 'gsi2', prefix: 'A#' })).toEqual([[]]);
    await pages({ partition: 'P', prefix: 'A#' });
    expect(asked()).toEqual([
      {
        TableName: 't',
        IndexName: 'gsi2',
        KeyConditionExpression: 'gsi2pk = :pk AND begins_with(gsi2sk, :prefix)',
        ExpressionAttributeValues: { ':pk': 'P', ':prefix': 'A#' },
      },
      {
        TableName: 't',
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': 'P', ':prefix': 'A#' },
      },
    ]);
  });
});

describe('a table that is busy', () => {
  const random = Math.random;
  const later = globalThis.setTimeout;
  let waits: number[];
  beforeEach(() => {
    waits = [];
    Math.random = () => 0.5;
    globalThis.setTimeout = ((done: () => void, ms: number) => {
      waits.push(ms);
      done();
    }) as unknown as typeof setTimeout;
  });
  afterEach(() => {
    Math.random = random;
    globalThis.setTimeout = later;
  });

  it('is asked twelve times, each time after up to twice as long, a second at most', async () => {
    let attempts = 0;
    const busy = untilSettled('the hosts', () => {
      attempts++;
      return Promise.resolve(undefined);
    });
    await expect(busy).rejects.toThrow(new TransientError('the hosts: the table is too busy'));
    expect(attempts).toBe(12);
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 500, 500, 500, 500]);
  });

  it('may answer at last, with whatever it is', async () => {
    let attempts = 0;
    const answer = await untilSettled('x', () => Promise.resolve(++attempts < 12 ? undefined : false));
    expect([answer, attempts, waits.length]).toEqual([false, 12, 11]);
  });
});
