/** Who calls: by which header or cookie, of how many, with what, and what is never taken for a proof. */
import { describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { assumePrincipal, authenticate, cookieOf, principalOf } from '../../../../../shared/aws/http/authenticate.ts';
import type { Authenticator } from '../../../../../shared/aws/auth/authenticator.ts';
import type { Principal } from '../../../../../shared/contract/roles.ts';

const PERSON: Principal = { kind: 'person', subject: 's', name: 'ada', roles: new Set(['admin']) };

async function call(
  event: Partial<APIGatewayProxyEvent>,
): Promise<{ readonly asked: unknown[]; readonly outcome: string }> {
  const asked: unknown[] = [];
  const authenticator: Authenticator = {
    authenticate: (header) => {
      asked.push(['token', header]);
      return header === undefined ? Promise.reject(new Error('no token')) : Promise.resolve(PERSON);
    },
    authenticateSession: (session) => {
      asked.push(['session', session]);
      return Promise.resolve(PERSON);
    },
  };
  const whole = {
    httpMethod: 'GET',
    headers: null,
    multiValueHeaders: null,
    ...event,
  } as unknown as APIGatewayProxyEvent;
  const { before } = authenticate(authenticator);
  await before?.({ event: whole } as Parameters<NonNullable<typeof before>>[0]);
  try {
    return { asked, outcome: principalOf(whole) === PERSON ? 'known' : 'another' };
  } catch (error) {
    return { asked, outcome: (error as Error).message };
  }
}

const cookie = 'purgatory-session=abc';
const NEEDS = "a change by the console's session needs the header x-purgatory-csrf";

describe('who calls', () => {
  it.each<[string, Partial<APIGatewayProxyEvent>, unknown[], string]>([
    ['by a token', { headers: { Authorization: 'Bearer x' } }, [['token', 'Bearer x']], 'known'],
    [
      'by a token of many headers',
      { multiValueHeaders: { authorization: ['Bearer x'] } },
      [['token', 'Bearer x']],
      'known',
    ],
    ['by nothing', {}, [['token', undefined]], 'no token'],
    [
      'by two tokens, which are none',
      { multiValueHeaders: { authorization: ['Bearer x', 'Bearer y'] } },
      [['token', undefined]],
      'no token',
    ],
    ['by a session', { headers: { cookie } }, [['session', 'abc']], 'known'],
    ['by a session among others', { headers: { Cookie: `a=b; ${cookie} ;c=d` } }, [['session', 'abc']], 'known'],
    [
      'by a token before a session',
      { headers: { cookie, authorization: 'Bearer x' } },
      [['token', 'Bearer x']],
      'known',
    ],
    [
      'by two sessions, which are none',
      { headers: { cookie: `${cookie}; ${cookie}` } },
      [['token', undefined]],
      'no token',
    ],
    ...['HEAD', 'OPTIONS'].map(
      (httpMethod): [string, Partial<APIGatewayProxyEvent>, unknown[], string] =>
        [
          ...([
            `by a session, to ${httpMethod}`,
            { httpMethod, headers: { cookie } },
            [['session', 'abc']],
            'known',
          ] as const),
        ] as never,
    ),
    ...['POST', 'PUT', 'DELETE', 'PATCH'].map(
      (httpMethod): [string, Partial<APIGatewayProxyEvent>, unknown[], string] =>
        [
          ...([`by a session alone, to ${httpMethod}`, { httpMethod, headers: { cookie } }, [], NEEDS] as const),
        ] as never,
    ),
    [
      'by a session and the header, to change',
      { httpMethod: 'POST', headers: { cookie, 'X-Purgatory-CSRF': '1' } },
      [['session', 'abc']],
      'known',
    ],
    [
      'by a token, to change',
      { httpMethod: 'POST', headers: { authorization: 'Bearer x' } },
      [['token', 'Bearer x']],
      'known',
    ],
    [
      'by a header of many, where the other form has another',
      { headers: { authorization: 'Bearer y' }, multiValueHeaders: { authorization: ['Bearer x'] } },
      [['token', 'Bearer x']],
      'known',
    ],
    [
      'by a header that is undefined',
      { headers: { authorization: undefined }, multiValueHeaders: { authorization: undefined } },
      [['token', undefined]],
      'no token',
    ],
  ])('%s', async (_name, event, asked, outcome) => {
    expect(await call(event)).toEqual({ asked, outcome });
  });

  it('is never said by the event itself', () => {
    const needed = 'a token is needed: Authorization: Bearer …';
    expect(() => principalOf({ principal: PERSON })).toThrow(needed);
    expect(() => principalOf(undefined)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
    const event = assumePrincipal({}, PERSON);
    expect(principalOf(event)).toBe(PERSON);
    expect(() => principalOf({ ...event })).toThrow(needed);
  });
});

describe('a cookie', () => {
  it.each<[string, string | undefined]>([
    ['a=1', '1'],
    ['b=2;a=1', '1'],
    ['a=', ''],
    ['a=b=c', 'b=c'],
    ['aa=1', undefined],
    ['a', undefined],
    ['', undefined],
    ['a=1;a=1', undefined],
  ])('of %j', (header, value) => {
    expect(cookieOf({ headers: { cookie: header } }, 'a')).toBe(value);
    expect(cookieOf({ multiValueHeaders: { Cookie: header.split(';') } }, 'a')).toBe(value);
  });
});
