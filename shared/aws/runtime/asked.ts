/** A function that others ask by Lambda's Invoke: JSON in, JSON out. */
import type { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { flushMetrics } from './metrics.ts';
import { traceHandler } from './tracing.ts';

export function askedHandler(
  answer: (request: unknown) => Promise<object>,
  deps: { readonly logger: Logger; readonly metrics: Metrics },
) {
  return middy<unknown, object>()
    .use(injectLambdaContext(deps.logger, { resetKeys: true }))
    .use(traceHandler())
    .use(flushMetrics(deps.metrics))
    .handler((request) => answer(request));
}
