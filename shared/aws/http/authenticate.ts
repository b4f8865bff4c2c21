/** Authentication as a middy middleware: who calls is found out before the application runs, and kept beside the event. */
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Principal } from '../../contract/roles.ts';
import { AccessError } from '../../errors.ts';
import type { Authenticator } from '../auth/authenticator.ts';

type Outcome = { readonly principal: Principal } | { readonly error: unknown };

// Beside the event and not in it: whatever an event holds, it can't say who called.
const outcomes = new WeakMap<object, Outcome>();

/** Finds out who calls. Whether that is enough is each route's matter: see `serve`. */
export function authenticate(authenticator: Authenticator): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    async before({ event }) {
      outcomes.set(
        event,
        await authenticator.authenticate(authorizationOf(event)).then(
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

/** More than one `Authorization` header is none. */
function authorizationOf({ headers, multiValueHeaders }: EventHeaders): string | undefined {
  const isIt = (name: string) => name.toLowerCase() === 'authorization';
  const values = Object.entries(multiValueHeaders ?? {}).flatMap(([name, value]) => (isIt(name) ? (value ?? []) : []));
  if (values.length > 1) return undefined;
  return values[0] ?? Object.entries(headers ?? {}).find(([name]) => isIt(name))?.[1];
}
