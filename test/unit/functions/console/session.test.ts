import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { baseUrl } from '../../../../functions/console/session/base-url.ts';
import { addSessionRoutes } from '../../../../functions/console/session/routes.ts';
import { signIn } from '../../../../functions/console/session/sign-in.ts';
import { authenticator } from '../../../../shared/aws/auth/authenticator.ts';
import { issueHostToken } from '../../../../shared/aws/auth/host-token.ts';
import type { Mac } from '../../../../shared/aws/auth/mac-token.ts';
import { dynamoSessions } from '../../../../shared/aws/auth/sessions.ts';
import { issueSession } from '../../../../shared/aws/auth/session-token.ts';
import { apiApp } from '../../../../shared/aws/http/app.ts';
import { authenticate } from '../../../../shared/aws/http/authenticate.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { testIssuer } from '../../../support/oidc-issuer.ts';
import type { TestIssuer } from '../../../support/oidc-issuer.ts';

const macOf = (key: string): Mac => ({
  generate: (message) => Promise.resolve(createHmac('sha256', key).update(message).digest()),
  verify: (message, tag) => Promise.resolve(createHmac('sha256', key).update(message).digest().equals(tag)),
});
const mac = macOf('sessions');
const hostMac = macOf('hosts');
const HOST = 'console.example.org';
const NOBODY_REVOKED = { revokedAt: () => Promise.resolve(undefined) };

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());

interface Request {
  readonly method?: string;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

/** The console's application as API Gateway calls it: of one fleet of functions, whose table is `sessions`. */
function browser(now: () => Date = () => new Date(), sessions = dynamoSessions(memoryDynamo().client, 'uploads')) {
  const app = apiApp({ onFailure: () => undefined });
  addSessionRoutes(app, {
    signIn: signIn({ issuer: issuer.url, clientId: 'purgatory' }),
    roles: { rolesClaim: 'roles', roleMap: new Map() },
    mac,
    sessions,
    now,
    publicUrl: `https://${HOST}/base`,
  });
  const check = authenticate(
    authenticator({ mac: hostMac, sessionMac: mac, sessions, revocations: NOBODY_REVOKED, now }),
  );
  return async (path: string, { method = 'GET', cookie, headers = {} }: Request = {}): Promise<Response> => {
    const all = { ...headers, ...(cookie === undefined ? {} : { cookie }) };
    const event = { path, httpMethod: method, headers: all, requestContext: {} } as unknown as APIGatewayProxyEvent;
    await check.before?.({ event } as Parameters<NonNullable<typeof check.before>>[0]);
    return app.request(`https://${HOST}/base${path}`, { method, headers: all }, { event });
  };
}

const cookieIn = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

async function signedIn(visit: ReturnType<typeof browser>, returnTo = '#/dumps/x?a=b') {
  const away = await visit(`/v1/session/login?return=${encodeURIComponent(returnTo)}`);
  const atIssuer = await fetch(away.headers.get('location') ?? '', { redirect: 'manual' });
  const back = new URL(atIssuer.headers.get('location') ?? '');
  return { away, back, pending: cookieIn(away, 'purgatory-sign-in') };
}

describe('signing in to the console', () => {
  it('tells the command line where to sign in, whoever asks', async () => {
    const answer = await browser()('/v1/session/issuer');
    expect(await answer.json()).toEqual({ issuer: issuer.url, clientId: 'purgatory' });
  });

  it('ends with a session that scripts cannot read, where the person was going', async () => {
    const visit = browser();
    const { away, back, pending } = await signedIn(visit);
    expect(away.headers.get('location')).toContain('code_challenge_method=S256');
    expect(back.href).toContain(`https://${HOST}/base/v1/session/callback?code=`);
    const home = await visit(`/v1/session/callback${back.search}`, { cookie: pending });
    expect(home.headers.get('location')).toBe(`https://${HOST}/base/#/dumps/x?a=b`);
    const set = home.headers.getSetCookie().find((cookie) => cookie.startsWith('purgatory-session='));
    expect(set).toMatch(/Path=\/base\/.*HttpOnly.*Secure.*SameSite=Lax/);

    const who = await visit('/v1/session', { cookie: cookieIn(home, 'purgatory-session') });
    expect(await who.json()).toEqual({ subject: 'u1', name: 'ann@example.org', roles: ['responder'] });
  });

  it('refuses the answer in a browser that did not begin, and says so in the console', async () => {
    const visit = browser();
    const { back } = await signedIn(visit);
    const home = await visit(`/v1/session/callback${back.search}`);
    expect(home.headers.get('location')).toContain('#/crashes?problem=this+browser+did+not+begin');
    expect(cookieIn(home, 'purgatory-session')).toBe('');
  });

  it('refuses an answer with another state', async () => {
    const visit = browser();
    const first = await signedIn(visit);
    const second = await signedIn(visit);
    const home = await visit(`/v1/session/callback${first.back.search}`, { cookie: second.pending });
    expect(cookieIn(home, 'purgatory-session')).toBe('');
  });

  it.each(['https://evil.example/', '//evil.example', 'javascript:alert(1)', '#/\r\nset-cookie: x=y'])(
    'returns home rather than to %j',
    async (returnTo) => {
      const visit = browser();
      const { back, pending } = await signedIn(visit, returnTo);
      const home = await visit(`/v1/session/callback${back.search}`, { cookie: pending });
      expect(home.headers.get('location')).toBe(`https://${HOST}/base/#/`);
    },
  );
});

describe('a session', () => {
  const ann = { kind: 'person', subject: 'u1', name: 'ann', roles: new Set(['admin'] as const) } as const;
  const soon = new Date(Date.now() + 60_000);

  it('changes nothing without the header that no other site can send', async () => {
    const visit = browser();
    const cookie = `purgatory-session=${await issueSession(ann, soon, mac)}`;
    expect((await visit('/v1/session/logout', { method: 'POST', cookie })).status).toBe(403);
    const out = await visit('/v1/session/logout', { method: 'POST', cookie, headers: { 'x-purgatory-csrf': '1' } });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0');
  });

  it('that was signed out of lets nobody in, in whatever browser and function its cookie is', async () => {
    const sessions = dynamoSessions(memoryDynamo().client, 'uploads');
    const [here, there] = [browser(undefined, sessions), browser(undefined, sessions)];
    const cookie = `purgatory-session=${await issueSession(ann, soon, mac)}`;
    const other = `purgatory-session=${await issueSession({ ...ann, subject: 'u2' }, soon, mac)}`;
    expect((await there('/v1/session', { cookie })).status).toBe(200);
    const headers = { 'x-purgatory-csrf': '1' };
    expect((await here('/v1/session/logout', { method: 'POST', cookie, headers })).status).toBe(204);
    // The function has seen it a moment ago, and remembers that it was good.
    expect((await there('/v1/session', { cookie })).status).toBe(401);
    expect((await there('/v1/session', { cookie: other })).status).toBe(200);
  });

  it('is made with a key of its own: who makes tokens of hosts makes no sessions', async () => {
    const forged = `purgatory-session=${await issueSession(ann, soon, hostMac)}`;
    expect((await browser()('/v1/session', { cookie: forged })).status).toBe(401);
  });

  it('ends when its time is over, is not forged, and is no host token', async () => {
    const cookie = `purgatory-session=${await issueSession(ann, soon, mac)}`;
    expect((await browser()('/v1/session', { cookie })).status).toBe(200);
    expect((await browser(() => new Date(soon.getTime() + 1000))('/v1/session', { cookie })).status).toBe(401);
    expect((await browser()('/v1/session', { cookie: cookie.replace(/.$/, '!') })).status).toBe(401);
    const host = await issueHostToken({ host: 'web-1', issuedAt: new Date(), expiresAt: soon }, mac);
    expect((await browser()('/v1/session', { cookie: `purgatory-session=${host}` })).status).toBe(401);
    expect((await browser()('/v1/session', { cookie: `${cookie}; ${cookie}` })).status).toBe(401);
  });
});

describe('baseUrl', () => {
  it('keeps the stage, or the base path of a domain, before what the resources see', () => {
    const requestContext = { domainName: 'id.execute-api.example', path: '/purgatory/v1/session' };
    expect(baseUrl({ requestContext }, undefined).href).toBe('https://id.execute-api.example/purgatory/');
    expect(baseUrl({ requestContext }, 'https://crash.example.org').href).toBe('https://crash.example.org/');
  });
});
