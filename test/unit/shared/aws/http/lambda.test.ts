import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { apiApp } from '../../../../../shared/aws/http/app.ts';
import { httpHandler } from '../../../../../shared/aws/http/lambda.ts';

// Powertools write to the console that a test can see.
process.env['POWERTOOLS_DEV'] = 'true';
process.env['POWERTOOLS_METRICS_DISABLED'] = 'false';

const ID = '01JD0000000000000000000000';
const refuse = () => Promise.reject(new Error('nobody'));
const authenticator = { authenticate: refuse, authenticateSession: refuse };

function eventOf(path: string): APIGatewayProxyEvent {
  return {
    httpMethod: 'GET',
    path,
    resource: '/{proxy+}',
    headers: { host: 'api.example.com' },
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    requestContext: { domainName: 'api.example.com' },
    body: null,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEvent;
}

describe('httpHandler', () => {
  it('says of which upload a request is, in its lines and metrics, and of none in the next', async () => {
    const lines: Record<string, unknown>[] = [];
    const note = (text: unknown) => void lines.push(JSON.parse(String(text)) as Record<string, unknown>);
    jest.spyOn(console, 'info').mockImplementation(note);
    jest.spyOn(console, 'log').mockImplementation(note);
    const logger = new Logger({ serviceName: 'ingest' });
    const metrics = new Metrics({ namespace: 'Test', serviceName: 'ingest' });
    const app = apiApp({ onFailure: () => undefined });
    let counting = false;
    app.use(async (_c, next) => {
      if (counting) metrics.addMetric('Requests', MetricUnit.Count, 1);
      await next();
    });
    const handler = httpHandler(app, { authenticator, logger, metrics });
    const call = (path: string) => handler(eventOf(path), { awsRequestId: 'r' } as Context);
    await call(`/purgatory/v1/uploads/${ID}/chunks`);
    counting = true;
    await call('/v1/crashes');
    await call(`/v1/dumps/${ID}`);
    expect(lines.map((line) => [line['message'] ?? 'metrics', line['uploadId']])).toEqual([
      ['request', ID],
      ['request', undefined],
      ['metrics', undefined],
      ['request', ID],
      ['metrics', ID],
    ]);
  });
});
