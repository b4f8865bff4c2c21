/** The store of crash groups on a DynamoDB, with many writers at the same time. */
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CrashStore } from '../../../shared/aws/crashes/crash-store.ts';
import { dynamoAlerts } from '../../../shared/aws/alerts/alert-store.ts';
import { dynamoSilences } from '../../../shared/aws/alerts/silences.ts';
import { DEFAULT_WANTED_POLICY } from '../../../shared/contract/upload-policy.ts';
import type { PurgatoryEvent } from '../../../shared/contract/events.ts';
import { triageBatch } from '../../../functions/triage/triage.ts';
import type { TriageDeps } from '../../../functions/triage/ports.ts';
import { crash, uploadId } from '../../unit/functions/triage/harness.ts';
import { describeOnStack } from '../support/stack.ts';

const WRITERS = 4;
const ROUNDS = 3;
const BATCH = 25;

describeOnStack('the store of crash groups', () => {
  const TableName = `crashes-${process.pid}`;
  const raw = new DynamoDBClient();
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const store = new CrashStore(client, TableName);
  const published: PurgatoryEvent[] = [];

  beforeAll(async () => {
    const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
    await raw.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map(text),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((IndexName) => ({
          IndexName,
          KeySchema: [
            { AttributeName: `${IndexName}pk`, KeyType: 'HASH' as const },
            { AttributeName: `${IndexName}sk`, KeyType: 'RANGE' as const },
          ],
          Projection: { ProjectionType: 'ALL' as const },
        })),
      }),
    );
  });

  const deps: TriageDeps = {
    logs: {
      async *open(key) {
        await Promise.resolve();
        yield Buffer.from(key);
      },
    },
    uploads: {
      get: (id) =>
        Promise.resolve({
          id,
          host: `host-${id.slice(-4)}`,
          createdAt: new Date().toISOString(),
          policy: 'all',
          analysis: 'waiting',
        }),
      noteTriage: () => Promise.resolve(),
      noteCrash: () => Promise.resolve(),
      countLogTry: () => Promise.resolve(1),
      endLogTry: () => Promise.resolve(),
      noteOpening: () => Promise.resolve(),
      endOpening: () => Promise.resolve(),
    },
    crashes: store,
    wantedPolicy: { get: () => Promise.resolve(DEFAULT_WANTED_POLICY) },
    quotas: { take: () => Promise.resolve({ granted: true }) },
    refusals: { note: () => Promise.resolve({ isTold: true }), noteTold: () => Promise.resolve() },
    silences: dynamoSilences(client, TableName, () => new Date()),
    newGroupsPerDay: 20,
    bus: {
      publish: (events) => {
        published.push(...events);
        return Promise.resolve();
      },
    },
    readPanic: () => Promise.resolve(crash('kernel BUG in fleet')),
    now: () => new Date(),
    sendAgain: () => Promise.reject(new Error('there is no queue')),
    timeLeftMs: () => 60_000,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
  };

  const batchOf = (from: number) =>
    Array.from({ length: BATCH }, (_, index) => {
      const id = uploadId(from + index);
      return {
        messageId: `m${from + index}`,
        uploadId: id,
        key: `uploads/${id}/log`,
        source: 'log' as const,
        receives: 1,
      };
    });

  it('counts exactly while many write one group, and redeliveries change nothing', async () => {
    const failures: unknown[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) => triageBatch(batchOf((round * WRITERS + writer) * BATCH), deps)),
      );
      failures.push(...outcomes.flatMap((outcome) => [...outcome.failures.values()]));
    }
    expect(failures).toEqual([]);
    const again = await triageBatch(batchOf(0), deps);
    expect(again).toMatchObject({ added: 0, repeated: BATCH });

    const all = WRITERS * ROUNDS * BATCH;
    const { crashes } = await store.read.list({});
    expect(crashes).toMatchObject([{ title: 'kernel BUG in fleet', count: all, hostCount: all }]);
    expect(published.filter(({ name }) => name === 'crash.opened')).toHaveLength(1);
    expect(await store.outbox.pending(-1000)).toEqual([]);

    let listed = 0;
    let cursor: string | undefined;
    do {
      const page = await store.read.occurrences(crashes[0]?.id ?? '', { limit: 90, cursor });
      listed += page.occurrences.length;
      cursor = page.next;
    } while (cursor !== undefined);
    expect(listed).toBe(all);
  });

  it('lets one of many deliver an alert', async () => {
    const alerts = dynamoAlerts(client, TableName, () => new Date());
    const claims = await Promise.all(Array.from({ length: 8 }, () => alerts.claim('a', 'sns', 60_000)));
    expect(claims.filter((claim) => claim === 'send')).toHaveLength(1);
    await alerts.sent('a', 'sns');
    expect(await alerts.claim('a', 'sns', 60_000)).toBe('sent');
    const hour = await Promise.all(Array.from({ length: 8 }, () => alerts.takeFromHour('sns', 3)));
    expect(hour.filter(Boolean)).toHaveLength(3);
  });
});
