/** Sessions where there is none to end, nobody to sign in with, or a cookie that is none of ours. */
import { describe, expect, it } from '@jest/globals';
import { addSessionRoutes } from '../../../../functions/console/session/routes.ts';
import { signIn } from '../../../../functions/console/session/sign-in.ts';
import { issueSession } from '../../../../shared/aws/auth/session-token.ts';
import { apiApp } from '../../../../shared/aws/http/app.ts';
import { assumePrincipal } from '../../../../shared/aws/http/authenticate.ts';
import type { Principal } from '../../../../shared/contract/roles.ts';
import { memoryMac } from '../../../support/memory-mac.ts';
import { NOW, person } from './harness.ts';

const BASE = 'https://console.example.org/base';

function world() {
  const ended: unknown[] = [];
  const mac = memoryMac();
  const app = apiApp({ onFailure: () => undefined });
  addSessionRoutes(app, {
    signIn: undefined,
    roles: { rolesClaim: 'roles', roleMap: new Map() },
    mac,
    sessions: { end: (...args) => Promise.resolve(void ended.push(args)) },
    now: () => NOW,
    publicUrl: BASE,
  });
  const call = (who: Principal | undefined, method: string, path: string, cookie?: string) =>
    app.request(
      `${BASE}${path}`,
      { method, headers: cookie === undefined ? {} : { cookie } },
      { event: who === undefined ? {} : assumePrincipal({}, who) },
    );
  return { ended, mac, call };
}

describe('signing out', () => {
  it('ends a session that is good, at the time that it would have ended', async () => {
    const { ended, mac, call } = world();
    const until = new Date(NOW.getTime() + 60_000);
    const who = person('admin');
    if (who.kind !== 'person') throw new Error(who.kind);
    const session = await issueSession(who, until, mac);
    const answer = await call(who, 'POST', '/v1/session/logout', `purgatory-session=${session}`);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(ended).toEqual([[session, NOW, until]]);
    const [cookie = ''] = answer.headers.getSetCookie();
    for (const part of ['purgatory-session=;', 'Max-Age=0', 'Path=/base/', 'HttpOnly', 'Secure', 'SameSite=Lax']) {
      expect(cookie).toContain(part);
    }
  });

  it.each([undefined, 'purgatory-session=none', 'other=1'])('ends nothing where there is none: %j', async (cookie) => {
    const { ended, call } = world();
    expect((await call(person('admin'), 'POST', '/v1/session/logout', cookie)).status).toBe(204);
    expect(ended).toEqual([]);
  });
});

describe('who is signed in', () => {
  it('is told to people, and no host has a session', async () => {
    const { call } = world();
    const answer = await call(person('admin', 'approver'), 'GET', '/v1/session');
    expect(await answer.json()).toEqual({ subject: 'u1', name: 'ada@example.com', roles: ['admin', 'approver'] });
    const host: Principal = { kind: 'host', host: 'web-1', expiresAt: NOW };
    expect((await call(host, 'GET', '/v1/session')).status).toBe(403);
    expect((await call(undefined, 'GET', '/v1/session')).status).toBe(401);
  });
});

describe('without an issuer', () => {
  it.each(['/v1/session/issuer', '/v1/session/login'])('nobody can sign in by %s, and that is said', async (path) => {
    const answer = await world().call(undefined, 'GET', path);
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('no OIDC issuer is set: nobody can sign in here'),
    ]);
  });
});

describe('what a browser keeps while it is away', () => {
  const pending = { state: 's'.repeat(16), nonce: 'n'.repeat(16), verifier: 'v'.repeat(43), returnTo: '#/' };
  const written = (value: object, padding = 0): string =>
    Buffer.from(`${JSON.stringify(value)}${' '.repeat(padding)}`).toString('base64url');
  // Nobody listens there: whoever gets so far was not refused.
  const way = signIn({ issuer: 'http://127.0.0.1:1', clientId: 'purgatory' });
  const finish = (text: string | undefined) => way.finish(new URL(`${BASE}/v1/session/callback?code=x`), text);

  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['what is no base64', '%'],
    ['what is no JSON', Buffer.from('x').toString('base64url')],
    ['a state that is too short', written({ ...pending, state: 's' })],
    ['a verifier that is too long', written({ ...pending, verifier: 'v'.repeat(129) })],
    ['a field more', written({ ...pending, more: 1 })],
    ['more than 8000 characters', written(pending, 8000)],
  ])('is refused: %s', async (_name, text) => {
    await expect(finish(text)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'this browser did not begin the sign-in, or took too long: begin again',
    });
  });

  it('is taken as it was written; an issuer that is not there is tried again later', async () => {
    const fault = { name: 'TransientError', message: "the issuer http://127.0.0.1:1 can't be reached" };
    await expect(finish(written(pending))).rejects.toMatchObject(fault);
    await expect(finish(written(pending))).rejects.toMatchObject(fault);
    expect([way.issuer, way.clientId]).toEqual(['http://127.0.0.1:1', 'purgatory']);
  });
});
