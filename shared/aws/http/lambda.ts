/** An application as a Lambda behind API Gateway's REST proxy. */
import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { handle } from 'hono/aws-lambda';
import type { Authenticator } from '../auth/authenticator.ts';
import { correlate, uploadInPath } from '../runtime/correlation.ts';
import { flushMetrics } from '../runtime/metrics.ts';
import { traceHandler } from '../runtime/tracing.ts';
import type { ApiApp, ApiOptions } from './app.ts';
import { authenticate } from './authenticate.ts';

export interface HttpHandlerDeps {
  readonly authenticator: Authenticator;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Options of an application whose failures stand in the function's log. */
export function logFailures(logger: Logger): ApiOptions {
  return {
    onFailure: (error, request) => {
      logger.error('request failed', { error, ...request });
    },
  };
}

/** Hono's own declaration of the event differs in what may be absent. */
type ProxyHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

export function httpHandler(app: ApiApp, deps: HttpHandlerDeps) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is not published yet
  const run = handle(app) as unknown as ProxyHandler;
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(injectLambdaContext(deps.logger, { resetKeys: true }))
    .use(traceHandler())
    .use(flushMetrics(deps.metrics))
    .use(authenticate(deps.authenticator))
    .handler(async (event, context) => {
      const started = Date.now();
      const uploadId = uploadInPath(event.path);
      if (uploadId !== undefined) correlate(uploadId, deps);
      const answer = await run(event, context);
      deps.logger.info('request', {
        method: event.httpMethod,
        resource: event.resource,
        status: answer.statusCode,
        ms: Date.now() - started,
      });
      return answer;
    });
}
