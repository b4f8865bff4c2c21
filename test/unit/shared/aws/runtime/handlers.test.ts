/** What surrounds every handler: its clients, what it counts, and the id that goes with all that it says. */
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { askedHandler } from '../../../../../shared/aws/runtime/asked.ts';
import * as clients from '../../../../../shared/aws/runtime/clients.ts';
import { correlate } from '../../../../../shared/aws/runtime/correlation.ts';
import { flushMetrics } from '../../../../../shared/aws/runtime/metrics.ts';

const ID = '01JD0000000000000000000000';

function counted() {
  const lines: Record<string, unknown>[] = [];
  const out = (line: unknown) => void lines.push(JSON.parse(String(line)) as Record<string, unknown>);
  const console = { log: out, info: out, warn: out, error: out, debug: out, trace: out } as unknown as Console;
  const metrics = new Metrics({ namespace: 'Purgatory', serviceName: 'test' });
  const logger = new Logger({ serviceName: 'test', logLevel: 'INFO' });
  Object.assign(metrics, { console });
  Object.assign(logger, { console });
  return { lines, metrics, logger };
}

describe('what a run has counted', () => {
  it('is written once, after it, whether it failed or not; where there is nothing nothing is said', () => {
    const { lines, metrics } = counted();
    const { after, onError } = flushMetrics(metrics);
    for (const flush of [after, onError]) {
      metrics.addMetric('Examined', MetricUnit.Count, 2);
      flush?.({} as never);
      flush?.({} as never);
    }
    expect(lines.map(({ Examined }) => Examined)).toEqual([2, 2]);
  });

  it('names no upload of a run before', () => {
    const { lines, metrics } = counted();
    const { after } = flushMetrics(metrics);
    metrics.addMetadata('uploadId', ID);
    after?.({} as never);
    metrics.addMetric('Examined', MetricUnit.Count, 1);
    after?.({} as never);
    expect(lines.map(({ uploadId }) => uploadId)).toEqual([undefined]);
  });
});

describe('a function that others ask', () => {
  const context = { functionName: 'f', awsRequestId: 'r' } as Context;

  it('answers, says which upload it is about as long as it runs, and writes what it counted', async () => {
    const { lines, metrics, logger } = counted();
    const handler = askedHandler(
      (request) => {
        if (request === ID) {
          correlate(ID, { logger, metrics });
          metrics.addMetric('Asked', MetricUnit.Count, 1);
        }
        logger.info('asked');
        return Promise.resolve({ request });
      },
      { logger, metrics },
    );
    expect(await handler(ID, context)).toEqual({ request: ID });
    expect(await handler('other', context)).toEqual({ request: 'other' });
    const said = lines.filter(({ message }) => message === 'asked');
    expect(said.map(({ uploadId, function_name }) => [uploadId, function_name])).toEqual([
      [ID, 'f'],
      [undefined, 'f'],
    ]);
    expect(lines.filter(({ Asked }) => Asked === 1)).toMatchObject([{ uploadId: ID }]);
  });
});

describe('the clients of a process', () => {
  const traced: string[] = [];
  clients.wrapClients((client) => {
    traced.push(client.constructor.name);
    return client;
  });

  it('are made when first asked for and then kept; each but S3’s is traced', () => {
    const makers = [
      clients.s3Client,
      clients.dynamoClient,
      clients.eventBridgeClient,
      clients.kmsClient,
      clients.lambdaClient,
      clients.secretsClient,
      clients.snsClient,
      clients.sqsClient,
    ];
    const first = makers.map((make) => make());
    expect(makers.map((make, i) => make() === first[i])).toEqual(makers.map(() => true));
    expect(traced).toEqual([
      'DynamoDBClient',
      'EventBridgeClient',
      'KMSClient',
      'LambdaClient',
      'SecretsManagerClient',
      'SNSClient',
      'SQSClient',
    ]);
    expect(clients.sqsClient()).toBeInstanceOf(SQSClient);
  });

  it('leave out of an item what is undefined', () => {
    expect(clients.dynamoClient().config.translateConfig?.marshallOptions).toMatchObject({
      removeUndefinedValues: true,
    });
  });

  it('compute no checksum of a body that is not there yet, and take a bucket’s name into the host on AWS', async () => {
    const { config } = clients.s3Client();
    expect(await config.requestChecksumCalculation()).toBe('WHEN_REQUIRED');
    expect(await config.responseChecksumValidation()).toBe('WHEN_REQUIRED');
    expect(config.forcePathStyle).toBe(false);
  });
});
