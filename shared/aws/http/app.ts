/** What every HTTP function of the API has in common: routing, validation, roles, problems, text or JSON. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { RouteConfig, RouteHandler } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { LINES_CONTENT_TYPE, problemLines } from '../../contract/lines.ts';
import { PROBLEM_CONTENT_TYPE } from '../../contract/problem.ts';
import { hasRole, missingRole } from '../../contract/roles.ts';
import type { Principal } from '../../contract/roles.ts';
import { documented } from '../../contract/api/route.ts';
import type { Admitted, ApiRoute } from '../../contract/api/route.ts';
import { AccessError, NotFoundError } from '../../errors.ts';
import { principalOf } from './authenticate.ts';
import { TooLargeError, ValidationError, retryAfterOf, toProblem } from './problems.ts';

/** Requests are small: what is large goes to S3. */
const MAX_BODY_BYTES = 1024 * 1024;

export interface ApiEnv {
  readonly Bindings: {
    /** The event that the function was called with: what the caller was authenticated by. */
    readonly event: object;
    readonly lambdaContext?: { readonly awsRequestId: string };
  };
  readonly Variables: { principal: Principal };
}
export type ApiContext = Context<ApiEnv>;
export type ApiApp = OpenAPIHono<ApiEnv>;

export interface ApiOptions {
  /** Told of every error that is answered with a 5xx. */
  readonly onFailure: (error: unknown, request: { readonly method: string; readonly path: string }) => void;
}

/** An application without routes: whatever is asked of it is refused. */
export function apiApp(options: ApiOptions): ApiApp {
  const app = new OpenAPIHono<ApiEnv>({
    getPath: (request) => pathOf(new URL(request.url).pathname),
    defaultHook: (result) => {
      if (!result.success) throw new ValidationError(placeName(result.target), result.error);
    },
  });
  app.onError((error, c) => answerProblem(c, error, options));
  app.notFound((c) => {
    // Who is not known is not told what is here and what is not.
    try {
      principalOf(c.env.event);
      throw new NotFoundError(`there is no ${c.req.method} ${c.req.path}`);
    } catch (error) {
      return answerProblem(c, error, options);
    }
  });
  // Outermost: whoever asks again with `If-None-Match` is answered 304, without the body.
  const tagged = etag();
  app.use(async (c, next) => {
    if (c.req.method === 'GET') return await tagged(c, next);
    await next();
    return undefined;
  });
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store', { append: false });
    c.header('x-content-type-options', 'nosniff');
    c.header('vary', 'accept');
  });
  app.use(limitBody);
  return app;
}

/** Adds a route: `handler` runs only for who has one of the roles that it admits, with a request that fits its schemas. */
export function serve<const R extends ApiRoute>(
  app: ApiApp,
  route: R,
  handler: (c: Parameters<RouteHandler<R, ApiEnv>>[0]) => Promise<Response>,
): void {
  const guarded: RouteConfig = { ...documented(route), middleware: admit(route.admits) };
  app.openapi(guarded, handler);
}

function admit(admits: Admitted): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (admits !== 'anyone') {
      const principal = principalOf(c.env.event);
      if (!hasRole(principal, admits)) {
        throw new AccessError('forbidden', missingRole(principal, admits));
      }
      c.set('principal', principal);
    }
    await next();
  };
}

const limitBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.raw.body !== null && (await c.req.arrayBuffer()).byteLength > MAX_BODY_BYTES) {
    throw new TooLargeError(`the body is longer than ${MAX_BODY_BYTES} bytes`);
  }
  await next();
};

/** Whether the caller would rather have lines of text: `Accept` names text/plain before JSON. */
export function wantsLines(c: ApiContext): boolean {
  const accept = c.req.header('accept') ?? '';
  const text = accept.indexOf('text/plain');
  const json = accept.search(/application\/(problem\+)?json/);
  return text >= 0 && (json < 0 || text < json);
}

function answerProblem(c: ApiContext, error: unknown, options: ApiOptions): Response {
  const problem = toProblem(error, c.env.lambdaContext && `urn:purgatory:request:${c.env.lambdaContext.awsRequestId}`);
  if (problem.status >= 500) options.onFailure(error, { method: c.req.method, path: c.req.path });
  const headers = new Headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'accept' });
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer');
  const retryAfter = retryAfterOf(error, problem);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  const lines = wantsLines(c);
  headers.set('content-type', lines ? LINES_CONTENT_TYPE : PROBLEM_CONTENT_TYPE);
  return new Response(lines ? problemLines(problem) : JSON.stringify(problem), { status: problem.status, headers });
}

/** The path without what is in front of `/v1`: a stage, or the base path of a domain. */
function pathOf(path: string): string {
  const start = path.indexOf('/v1/');
  return start < 0 ? path : path.slice(start);
}

function placeName(target: string): string {
  return target === 'json' ? 'body' : target;
}
