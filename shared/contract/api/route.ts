/** How a route of the API is described: once, for the server, its document and whoever may call it. */
import type { RouteConfig } from '@hono/zod-openapi';
import * as z from 'zod';
import { PROBLEM_CONTENT_TYPE, Problem } from '../problem.ts';
import type { Role } from '../roles.ts';

/** Roles that are let in; `anyone` needs no token at all. */
export type Admitted = readonly [Role, ...Role[]] | 'anyone';

const problem = (description: string) => ({
  description,
  content: { [PROBLEM_CONTENT_TYPE]: { schema: Problem }, 'text/plain': { schema: z.string() } },
});

/** What every route may answer beside its own answers. */
const PROBLEMS = {
  400: problem('The request is wrong: `errors` names the fields'),
  401: problem('No valid token'),
  403: problem('A valid token that does not allow this'),
  404: problem('There is no such thing, or the caller may not know that there is'),
  409: problem('What is stored does not allow this'),
  413: problem('The body is too large'),
  415: problem('The body is not JSON'),
  429: problem('The caller has had its share for now: `Retry-After` says in how many seconds there is more'),
  503: problem('Try again later'),
} as const;

/** A body of JSON. */
export function json<T extends z.ZodType>(description: string, schema: T) {
  return { description, required: true as const, content: { 'application/json': { schema } } };
}

/** An answer as JSON or, for the host's half, as lines of text: by `Accept`. */
export function jsonOrLines<T extends z.ZodType>(description: string, schema: T) {
  return {
    description,
    content: { 'application/json': { schema }, 'text/plain': { schema: z.string() } },
  };
}

export type ApiRoute = RouteConfig & { readonly admits: Admitted };

/** Keeps the exact type of a route: what its handler gets is inferred from it. */
export function apiRoute<const R extends ApiRoute>(route: R): R {
  return route;
}

/** The route as the OpenAPI document has it: with its problems, and who is let in. */
export function documented({ admits, ...route }: ApiRoute): RouteConfig {
  return {
    ...route,
    ...(admits === 'anyone' ? { security: [] } : { security: [{ bearer: [] }], 'x-roles': admits }),
    responses: { ...PROBLEMS, ...route.responses },
  };
}
