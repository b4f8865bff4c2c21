/** An OpenID Connect issuer on loopback, for tests: every browser that comes is `person`, at once. */
import { createHash, createPublicKey, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { takeRsaKey } from './rsa-keys.ts';

export interface TestIssuer {
  readonly url: string;
  /** Claims of whoever signs in next. */
  person: Record<string, unknown>;
  /** A token straight from the issuer, for `Authorization`. */
  token(claims: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function testIssuer(audience = 'purgatory'): Promise<TestIssuer> {
  const privateKey = takeRsaKey();
  const jwk = { ...(await exportJWK(createPublicKey(privateKey))), kid: 'test', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { nonce: string | null; challenge: string | null }>();
  const sign = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setIssuer(issuer.url)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer.url);
    const json = (value: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (url.pathname === '/.well-known/openid-configuration') {
      json({
        issuer: issuer.url,
        authorization_endpoint: `${issuer.url}/authorize`,
        token_endpoint: `${issuer.url}/token`,
        jwks_uri: `${issuer.url}/keys`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    } else if (url.pathname === '/keys') {
      json({ keys: [jwk] });
    } else if (url.pathname === '/authorize') {
      const code = randomUUID();
      codes.set(code, { nonce: url.searchParams.get('nonce'), challenge: url.searchParams.get('code_challenge') });
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/token') {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const form = new URLSearchParams(body);
        const code = codes.get(form.get('code') ?? '');
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url');
        codes.delete(form.get('code') ?? '');
        if (code?.challenge !== challenge) {
          json({ error: 'invalid_grant' }, 400);
          return;
        }
        void sign({ ...issuer.person, nonce: code.nonce }).then((token) => {
          json({ access_token: 'opaque', token_type: 'Bearer', id_token: token });
        });
      });
    } else json({ error: 'not_found' }, 404);
  });
  const issuer: TestIssuer = {
    url: '',
    person: { sub: 'u1', email: 'ann@example.org', roles: ['responder'] },
    token: sign,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(issuer, { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` });
  return issuer;
}
