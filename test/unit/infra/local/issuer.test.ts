import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startFront } from '../../../../infra/local/stack/front.ts';
import type { Front } from '../../../../infra/local/stack/front.ts';

const VERIFIER = 'v'.repeat(43);
const REDIRECT = 'http://127.0.0.1:9/callback';

describe('the issuer for trying', () => {
  let front: Front;
  beforeAll(async () => {
    front = await startFront(0);
  });
  afterAll(() => front.stop());

  const request = (changes: Record<string, string> = {}): URLSearchParams =>
    new URLSearchParams({
      response_type: 'code',
      client_id: 'console',
      redirect_uri: REDIRECT,
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      code_challenge_method: 'S256',
      state: 'state & more',
      nonce: 'n',
      ...changes,
    });
  const post = (path: string, body: URLSearchParams | Record<string, string>): Promise<Response> =>
    fetch(`${front.issuer.url}/${path}`, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' });
  const verify = async (token: unknown, audience: string) => {
    const { issuer, jwks_uri } = (await (
      await fetch(`${front.issuer.url}/.well-known/openid-configuration`)
    ).json()) as Record<string, string>;
    const keys = createRemoteJWKSet(new URL(jwks_uri ?? ''));
    return (await jwtVerify(String(token), keys, { issuer: issuer ?? '', audience })).payload;
  };
  const signIn = async (person: string): Promise<URL> =>
    new URL((await post('authorize', request({ person }))).headers.get('location') ?? '');
  const exchange = (code: string | null, changes: Record<string, string> = {}): Promise<Response> =>
    post('token', {
      grant_type: 'authorization_code',
      client_id: 'console',
      redirect_uri: REDIRECT,
      code: code ?? '',
      code_verifier: VERIFIER,
      ...changes,
    });

  it('offers its people on a page that keeps the request and runs no script', async () => {
    const response = await fetch(`${front.issuer.url}/authorize?${request({ state: '"><script>' }).toString()}`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).toContain('value="april"');
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(page).not.toContain('<script');
  });

  it('hands a code to the redirect address and tokens for the code', async () => {
    const target = await signIn('april');
    expect(target.searchParams.get('state')).toBe('state & more');
    const tokens = (await (await exchange(target.searchParams.get('code'))).json()) as Record<string, unknown>;
    expect(await verify(tokens['access_token'], 'purgatory')).toMatchObject({
      sub: 'april',
      roles: ['approver', 'responder'],
    });
    expect(await verify(tokens['id_token'], 'console')).toMatchObject({ sub: 'april', nonce: 'n' });
  });

  it.each([
    ['a second time', {}],
    ['with another verifier', { code_verifier: 'w'.repeat(43) }],
    ['for another client', { client_id: 'other' }],
    ['for another address', { redirect_uri: 'http://127.0.0.1:9/other' }],
  ])('does not exchange a code %s', async (what, changes) => {
    const code = (await signIn('rae')).searchParams.get('code');
    if (what === 'a second time') await exchange(code);
    const response = await exchange(code, changes);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it.each([
    ['an address elsewhere', { redirect_uri: 'https://example.com/' }],
    ['no address', { redirect_uri: '' }],
    ['no challenge', { code_challenge: '' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['somebody unknown', { person: 'mallory' }],
  ])('refuses a sign-in with %s', async (_what, changes) => {
    expect((await post('authorize', request({ person: 'rae', ...changes }))).status).toBe(400);
  });

  it('signs in a terminal by a code that a person enters', async () => {
    const device = (await (await post('device', { client_id: 'cli' })).json()) as Record<string, string>;
    const poll = (): Promise<Response> =>
      post('token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: 'cli',
        device_code: device['device_code'] ?? '',
      });
    expect(await (await poll()).json()).toMatchObject({ error: 'authorization_pending' });
    expect((await post('activate', { user_code: 'BBBB-BBBB', person: 'ada' })).status).toBe(400);
    expect((await post('activate', { user_code: device['user_code'] ?? '', person: 'ada' })).status).toBe(200);
    const tokens = (await (await poll()).json()) as Record<string, unknown>;
    expect(await verify(tokens['access_token'], 'purgatory')).toMatchObject({ sub: 'ada' });
    expect((await poll()).status).toBe(400);
  });

  it('has the API answer 503 until it is deployed', async () => {
    expect((await fetch(`${front.url}v1/crashes`)).status).toBe(503);
  });
});
