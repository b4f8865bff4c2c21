/** Authentication as a middy middleware: who calls is found out before the application runs, and kept beside the event. */
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Principal } from '../../contract/roles.ts';
import { AccessError } from '../../errors.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import { CSRF_HEADER, SESSION_COOKIE } from '../auth/session-token.ts';

type Outcome = { readonly principal: Principal } | { readonly error: unknown };

// Beside the event and not in it: whatever an event holds, it can't say who called.
const outcomes = new WeakMap<object, Outcome>();

/** Finds out who calls. Whether that is enough is each route's matter: see `serve`. */
export function authenticate(authenticator: Authenticator): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    async before({ event }) {
      outcomes.set(
        event,
        await whoCalls(event, authenticator).then(
          (principal) => ({ principal }),
          (error: unknown) => ({ error }),
        ),
      );
    },
  };
}

/** For tests: `event` as if `principal` had proven who it is. */
export function assumePrincipal<E extends object>(event: E, principal: Principal): E {
  outcomes.set(event, { principal });
  return event;
}

/**
 * Who called with `event`.
 *
 * @throws {AccessError} `unauthenticated` when that was not proven
 */
export function principalOf(event: object | undefined): Principal {
  const outcome = event === undefined ? undefined : outcomes.get(event);
  if (outcome === undefined) throw new AccessError('unauthenticated', 'a token is needed: Authorization: Bearer …');
  if ('error' in outcome) throw outcome.error;
  return outcome.principal;
}

/** The two shapes in which a proxy event holds its headers; either may be null. */
interface EventHeaders {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A token in the header counts; without one, the console's cookie, which alone is not enough to change something. */
async function whoCalls(event: APIGatewayProxyEvent, authenticator: Authenticator): Promise<Principal> {
  const authorization = valuesOf(event, 'authorization');
  const session = cookieOf(event, SESSION_COOKIE);
  if (authorization.length === 0 && session !== undefined) {
    if (!SAFE_METHODS.has(event.httpMethod) && valuesOf(event, CSRF_HEADER).length === 0) {
      throw new AccessError('forbidden', `a change by the console's session needs the header ${CSRF_HEADER}`);
    }
    return authenticator.authenticateSession(session);
  }
  // More than one `Authorization` header is none.
  return authenticator.authenticate(authorization.length > 1 ? undefined : authorization[0]);
}

/** The value of a cookie; undefined when there is none, or two that claim the name. */
export function cookieOf(event: EventHeaders, name: string): string | undefined {
  const values = valuesOf(event, 'cookie')
    .flatMap((header) => header.split(';'))
    .flatMap((pair) => (pair.trim().startsWith(`${name}=`) ? [pair.trim().slice(name.length + 1)] : []));
  return values.length === 1 ? values[0] : undefined;
}

/** All values of a header, by its lower-case name. */
function valuesOf({ headers, multiValueHeaders }: EventHeaders, wanted: string): string[] {
  const isIt = (name: string) => name.toLowerCase() === wanted;
  const values = Object.entries(multiValueHeaders ?? {}).flatMap(([name, value]) => (isIt(name) ? (value ?? []) : []));
  if (values.length > 0) return values;
  return Object.entries(headers ?? {}).flatMap(([name, value]) => (isIt(name) && value !== undefined ? [value] : []));
}
