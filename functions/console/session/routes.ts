/** `/v1/session`: who is signed in, and the way in and out. */
import { createRoute } from '@hono/zod-openapi';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import * as z from 'zod';
import { apiRoute, json } from '../../../shared/contract/api/route.ts';
import { Session, SignInSettings } from '../../../shared/contract/sign-in.ts';
import { personOf } from '../../../shared/aws/auth/oidc.ts';
import type { OidcSettings } from '../../../shared/aws/auth/oidc.ts';
import type { Mac } from '../../../shared/aws/auth/mac-token.ts';
import {
  issueSession,
  SESSION_COOKIE,
  SESSION_SECONDS,
  verifySession,
} from '../../../shared/aws/auth/session-token.ts';
import type { SessionStore } from '../../../shared/aws/auth/sessions.ts';
import { serve } from '../../../shared/aws/http/app.ts';
import type { ApiApp, ApiContext } from '../../../shared/aws/http/app.ts';
import { AccessError, NotFoundError } from '../../../shared/errors.ts';
import { baseUrl } from './base-url.ts';
import type { SignIn } from './sign-in.ts';

const PENDING_COOKIE = 'purgatory-sign-in';
const PENDING_SECONDS = 600;

export interface SessionDeps {
  /** Absent where no issuer is set: then nobody can sign in. */
  readonly signIn: SignIn | undefined;
  readonly roles: Pick<OidcSettings, 'rolesClaim' | 'roleMap'>;
  /** Of sessions. */
  readonly mac: Mac;
  readonly sessions: Pick<SessionStore, 'end'>;
  readonly now: () => Date;
  readonly publicUrl?: string | undefined;
}

const people = ['responder', 'release-engineer', 'approver', 'admin'] as const;

export function addSessionRoutes(app: ApiApp, deps: SessionDeps): void {
  const base = (c: ApiContext): URL => baseUrl(c.env.event as APIGatewayProxyEvent, deps.publicUrl);
  const cookie = (c: ApiContext, maxAge: number): CookieOptions => ({
    httpOnly: true,
    sameSite: 'Lax',
    secure: base(c).protocol === 'https:',
    path: base(c).pathname,
    maxAge,
  });
  const way = (): SignIn => {
    if (deps.signIn === undefined) throw new NotFoundError('no OIDC issuer is set: nobody can sign in here');
    return deps.signIn;
  };
  const callback = (c: ApiContext): URL => new URL('v1/session/callback', base(c));

  const who = apiRoute({
    method: 'get',
    path: '/v1/session',
    admits: people,
    summary: 'Who is signed in',
    responses: { 200: json('The person', Session) },
  });
  serve(app, who, (c) => {
    const principal = c.var.principal;
    if (principal.kind === 'host') throw new AccessError('forbidden', 'a host has no session');
    const { subject, name, roles } = principal;
    return Promise.resolve(c.json({ subject, name, roles: [...roles] }, 200));
  });

  const issuer = apiRoute({
    method: 'get',
    path: '/v1/session/issuer',
    admits: 'anyone',
    summary: 'Where to sign in, for the command line',
    responses: { 200: json('The OIDC issuer and the client id', SignInSettings) },
  });
  serve(app, issuer, (c) => {
    const { issuer: url, clientId } = way();
    return Promise.resolve(c.json({ issuer: url, clientId }, 200));
  });

  const login = createRoute({
    method: 'get',
    path: '/v1/session/login',
    summary: 'Sends the browser to the OIDC issuer',
    security: [],
    request: { query: z.object({ return: z.string().max(2000).optional() }) },
    responses: { 302: { description: 'To the issuer' } },
  });
  app.openapi(login, async (c) => {
    const { location, pending } = await way().begin(callback(c).href, c.req.valid('query').return);
    setCookie(c, PENDING_COOKIE, pending, cookie(c, PENDING_SECONDS));
    return c.redirect(location, 302);
  });

  const answer = createRoute({
    method: 'get',
    path: '/v1/session/callback',
    summary: 'Where the OIDC issuer sends the browser back to',
    security: [],
    responses: { 302: { description: 'To the console, with a session' } },
  });
  app.openapi(answer, async (c) => {
    const current = callback(c);
    current.search = new URL(c.req.url).search;
    setCookie(c, PENDING_COOKIE, '', cookie(c, 0));
    try {
      const { claims, returnTo } = await way().finish(current, getCookie(c, PENDING_COOKIE));
      const expiresAt = new Date(deps.now().getTime() + SESSION_SECONDS * 1000);
      const session = await issueSession(personOf(claims, deps.roles), expiresAt, deps.mac);
      setCookie(c, SESSION_COOKIE, session, cookie(c, SESSION_SECONDS));
      return c.redirect(new URL(returnTo, base(c)).href, 302);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      // A person looks at this, in a browser: the console says it, with the way to begin again beside it.
      const problem = new URLSearchParams({ problem: error.message }).toString();
      return c.redirect(new URL(`#/crashes?${problem}`, base(c)).href, 302);
    }
  });

  const logout = apiRoute({
    method: 'post',
    path: '/v1/session/logout',
    admits: people,
    summary: 'Ends the session, wherever its cookie may be',
    responses: { 204: { description: 'Signed out' } },
  });
  serve(app, logout, async (c) => {
    const session = getCookie(c, SESSION_COOKIE);
    const now = deps.now();
    // Whoever calls by a token of their issuer has none, or one that is over.
    const expiresAt = session === undefined ? undefined : await endOf(session, deps.mac, now);
    if (session !== undefined && expiresAt !== undefined) await deps.sessions.end(session, now, expiresAt);
    setCookie(c, SESSION_COOKIE, '', cookie(c, 0));
    return c.body(null, 204);
  });
}

/** When a session that is good would be over; undefined for what is none. */
async function endOf(session: string, mac: Mac, now: Date): Promise<Date | undefined> {
  try {
    return (await verifySession(session, mac, now)).expiresAt;
  } catch (error) {
    if (error instanceof AccessError) return undefined;
    throw error;
  }
}
