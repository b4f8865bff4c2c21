/** What API Gateway does by itself, before and instead of a function: its limits, and its answers. */
import { MethodLoggingLevel, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import type { MethodDeploymentOptions, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PROBLEM_CONTENT_TYPE } from '../../../shared/contract/problem.ts';
import type { Problem } from '../../../shared/contract/problem.ts';
import { exploreThrottle, uploadThrottles } from '../../limits.ts';
import type { Throttle } from '../../limits.ts';
import { capacityOf } from '../../settings.ts';
import type { Settings } from '../../settings.ts';

/** The limits of those methods that have their own; all others have the stage's. */
export function methodThrottles(settings: Settings): Record<string, MethodDeploymentOptions> {
  const { create, log, status, dump } = uploadThrottles(capacityOf(settings));
  // A method that is named has none of the stage's settings: all of them are said again.
  const limits = ({ rate, burst }: Throttle): MethodDeploymentOptions => ({
    throttlingRateLimit: rate,
    throttlingBurstLimit: burst,
    loggingLevel: MethodLoggingLevel.ERROR,
    dataTraceEnabled: false,
    metricsEnabled: true,
  });
  return {
    '/v1/uploads/POST': limits(create),
    '/v1/uploads/{id}/log/POST': limits(log),
    '/v1/uploads/{id}/GET': limits(status),
    '/v1/uploads/{id}/{proxy+}/ANY': limits(dump),
    '/v1/dumps/{proxy+}/POST': limits(exploreThrottle(capacityOf(settings))),
  };
}

/** Seconds after which a host or a person is to come again. Agents wait longer by chance, so that they don't come together. */
const RETRY_AFTER = 5;

/**
 * API Gateway's own answers in the form of all others, with the header that says when to come again: by itself it sends none, not
 * even with a 429.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function gatewayAnswers(api: RestApi): void {
  const later = { 'Retry-After': `'${RETRY_AFTER}'` };
  const answer = (type: ResponseType, problem: Omit<Problem, 'type'>, headers: Record<string, string> = {}): void => {
    const body = JSON.stringify({ type: 'about:blank', ...problem } satisfies Problem);
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(problem.status),
      responseHeaders: { 'Content-Type': `'${PROBLEM_CONTENT_TYPE}'`, 'Cache-Control': "'no-store'", ...headers },
      templates: { 'application/json': body, [PROBLEM_CONTENT_TYPE]: body },
    });
  };
  const busy = { title: 'Too many requests', status: 429, code: 'throttled' } as const;
  answer(ResponseType.THROTTLED, { ...busy, detail: `Come again in ${RETRY_AFTER} seconds.` }, later);
  answer(ResponseType.QUOTA_EXCEEDED, { ...busy, detail: 'The quota of this API is used up.' }, later);
  const failed = { title: 'Try again later', status: 503, code: 'transient' } as const;
  // A function that Lambda has no room for, or that ended without an answer.
  for (const type of [ResponseType.DEFAULT_5XX, ResponseType.INTEGRATION_FAILURE, ResponseType.INTEGRATION_TIMEOUT]) {
    answer(type, failed, later);
  }
  // What API Gateway says of a path that is not there.
  answer(ResponseType.MISSING_AUTHENTICATION_TOKEN, { title: 'Not found', status: 404, code: 'not-found' });
}
