/**
 * An OpenID Connect issuer for trying: it signs in whoever asks, as one of five made-up people. On loopback only; its key is
 * made at the start and never leaves the process. Discovery, JWKS, the authorization code flow with PKCE (RFC 7636) and the
 * device flow (RFC 8628), as an issuer of an organisation's own would have them.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { activatePage, messagePage, signInPage } from './issuer-pages.ts';

export const AUDIENCE = 'purgatory';
const TOKEN_SECONDS = 8 * 3600;
const GRANT_MS = 10 * 60_000;
const MAX_GRANTS = 1000;
const MAX_BODY_BYTES = 64 * 1024;
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export const PEOPLE: readonly Person[] = [
  { id: 'rae', name: 'Rae, on call', roles: ['responder'] },
  { id: 'remy', name: 'Remy, release engineer', roles: ['release-engineer', 'responder'] },
  { id: 'april', name: 'April, approver', roles: ['approver', 'responder'] },
  { id: 'aziz', name: 'Aziz, approver', roles: ['approver', 'responder'] },
  { id: 'dara', name: 'Dara, debugger', roles: ['debugger', 'responder'] },
  { id: 'ada', name: 'Ada, admin', roles: ['admin', 'responder', 'release-engineer', 'approver'] },
];

export interface Issuer {
  readonly url: string;
  /** Answers a request whose path begins with the issuer's own. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** A token without a browser, for the demo and for tests. */
  tokenFor(personId: string): Promise<string>;
}

interface CodeGrant {
  readonly person: Person;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
}

interface DeviceGrant {
  readonly clientId: string;
  readonly userCode: string;
  person?: Person;
}

/** An answer that is an error of OAuth (RFC 6749, section 5.2). */
class OAuthError extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(description);
    this.code = code;
  }
}

/** Entries that vanish after ten minutes, and never more than a thousand. */
class Grants<T> {
  readonly #entries = new Map<string, { value: T; until: number }>();

  add(key: string, value: T): void {
    for (const [old, { until }] of this.#entries) {
      if (until > Date.now() && this.#entries.size < MAX_GRANTS) break;
      this.#entries.delete(old);
    }
    this.#entries.set(key, { value, until: Date.now() + GRANT_MS });
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.until > Date.now() ? entry.value : undefined;
  }

  find(test: (value: T) => boolean): T | undefined {
    return [...this.#entries.values()].find((entry) => entry.until > Date.now() && test(entry.value))?.value;
  }

  take(key: string): T | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }
}

/** @param url where its path will be served, e.g. `http://127.0.0.1:4567/issuer` */
export async function makeIssuer(url: string): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const kid = randomBytes(8).toString('hex');
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  return new DemoIssuer(url, privateKey, jwk);
}

class DemoIssuer implements Issuer {
  readonly url: string;
  readonly #path: string;
  readonly #key: CryptoKey;
  readonly #jwk: JWK;
  readonly #codes = new Grants<CodeGrant>();
  readonly #devices = new Grants<DeviceGrant>();

  constructor(url: string, key: CryptoKey, jwk: JWK) {
    this.url = url;
    this.#path = new URL(url).pathname;
    this.#key = key;
    this.#jwk = jwk;
  }

  async tokenFor(personId: string): Promise<string> {
    return (await this.#tokens(personOf(personId), AUDIENCE, undefined)).access_token;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', this.url);
    const route = `${request.method ?? ''} ${address.pathname.slice(this.#path.length)}`;
    try {
      const form = request.method === 'POST' ? await readForm(request) : address.searchParams;
      await this.#route(route, form, response);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      json(response, 400, { error: error.code, error_description: error.message });
    }
  }

  async #route(route: string, form: URLSearchParams, response: ServerResponse): Promise<void> {
    switch (route) {
      case 'GET /.well-known/openid-configuration':
        json(response, 200, this.#discovery());
        return;
      case 'GET /jwks':
        json(response, 200, { keys: [this.#jwk] });
        return;
      case 'GET /authorize':
        checkAuthorize(form);
        html(response, signInPage(`${this.#path}/authorize`, form, PEOPLE));
        return;
      case 'POST /authorize':
        this.#authorize(form, response);
        return;
      case 'POST /token':
        json(response, 200, await this.#exchange(form));
        return;
      case 'POST /device':
        json(response, 200, this.#beginDevice(form));
        return;
      case 'GET /activate':
        html(response, activatePage(`${this.#path}/activate`, form.get('user_code') ?? '', PEOPLE));
        return;
      case 'POST /activate':
        this.#activate(form, response);
        return;
      case 'OPTIONS /token':
      case 'OPTIONS /device':
        json(response, 200, {});
        return;
      default:
        json(response, 404, { error: 'not_found' });
    }
  }

  #discovery() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      device_authorization_endpoint: `${this.url}/device`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', DEVICE_GRANT],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      scopes_supported: ['openid', 'profile', 'email'],
      claims_supported: ['sub', 'name', 'email', 'roles'],
    };
  }

  #authorize(form: URLSearchParams, response: ServerResponse): void {
    const { redirectUri, clientId, challenge } = checkAuthorize(form);
    const person = personOf(form.get('person') ?? '');
    const code = randomBytes(24).toString('base64url');
    const nonce = form.get('nonce') ?? undefined;
    this.#codes.add(code, { person, clientId, redirectUri, challenge, nonce });
    const target = new URL(redirectUri);
    target.searchParams.set('code', code);
    target.searchParams.set('iss', this.url);
    const state = form.get('state');
    if (state !== null) target.searchParams.set('state', state);
    response.writeHead(303, { location: target.href, 'cache-control': 'no-store' }).end();
  }

  async #exchange(form: URLSearchParams) {
    const clientId = form.get('client_id') ?? AUDIENCE;
    if (form.get('grant_type') === DEVICE_GRANT) return this.#exchangeDevice(form, clientId);
    if (form.get('grant_type') !== 'authorization_code') {
      throw new OAuthError('unsupported_grant_type', 'authorization_code or device_code');
    }
    const grant = this.#codes.take(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest();
    if (
      grant === undefined ||
      grant.redirectUri !== form.get('redirect_uri') ||
      grant.clientId !== clientId ||
      !timingSafeEqual(verifier, digestOf(grant.challenge))
    ) {
      throw new OAuthError('invalid_grant', 'the code is not good, or not for this client');
    }
    return this.#tokens(grant.person, clientId, grant.nonce);
  }

  #beginDevice(form: URLSearchParams) {
    const deviceCode = randomBytes(24).toString('base64url');
    // RFC 8628, section 6.1: consonants only, so that no words come about.
    const letters = [...randomBytes(8)].map((byte) => 'BCDFGHJKLMNPQRST'[byte % 16]).join('');
    const userCode = `${letters.slice(0, 4)}-${letters.slice(4)}`;
    this.#devices.add(deviceCode, { clientId: form.get('client_id') ?? AUDIENCE, userCode });
    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: `${this.url}/activate`,
      verification_uri_complete: `${this.url}/activate?user_code=${userCode}`,
      expires_in: GRANT_MS / 1000,
      interval: 1,
    };
  }

  #activate(form: URLSearchParams, response: ServerResponse): void {
    const userCode = (form.get('user_code') ?? '').trim().toUpperCase();
    const grant = this.#devices.find((each) => each.userCode === userCode && each.person === undefined);
    if (grant === undefined) {
      html(response, messagePage('No such code', 'It may have expired: begin again in the terminal.'), 400);
      return;
    }
    grant.person = personOf(form.get('person') ?? '');
    html(response, messagePage('Signed in', `The terminal goes on as ${grant.person.name}.`));
  }

  async #exchangeDevice(form: URLSearchParams, clientId: string) {
    const code = form.get('device_code') ?? '';
    const grant = this.#devices.get(code);
    if (grant?.clientId !== clientId) throw new OAuthError('expired_token', 'no such device code');
    if (grant.person === undefined) throw new OAuthError('authorization_pending', 'nobody has entered the code yet');
    this.#devices.take(code);
    return this.#tokens(grant.person, clientId, undefined);
  }

  async #tokens(person: Person, clientId: string, nonce: string | undefined) {
    const sign = (claims: Record<string, unknown>, audience: string) =>
      new SignJWT({ ...claims, name: person.name, email: `${person.id}@purgatory.invalid`, roles: [...person.roles] })
        .setProtectedHeader({ alg: 'RS256', kid: this.#jwk.kid ?? '' })
        .setIssuer(this.url)
        .setSubject(person.id)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${TOKEN_SECONDS}s`)
        .sign(this.#key);
    return {
      access_token: await sign({}, AUDIENCE),
      id_token: await sign(nonce === undefined ? {} : { nonce }, clientId),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
    };
  }
}

function checkAuthorize(form: URLSearchParams): { clientId: string; redirectUri: string; challenge: string } {
  const clientId = form.get('client_id') ?? '';
  const redirectUri = form.get('redirect_uri') ?? '';
  const challenge = form.get('code_challenge') ?? '';
  if (form.get('response_type') !== 'code')
    throw new OAuthError('unsupported_response_type', 'response_type=code only');
  if (clientId === '') throw new OAuthError('invalid_request', 'client_id is missing');
  if (!isLoopback(redirectUri)) throw new OAuthError('invalid_request', 'redirect_uri has to be on this machine');
  if (form.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
    throw new OAuthError('invalid_request', 'PKCE with S256 is needed');
  }
  return { clientId, redirectUri, challenge };
}

function isLoopback(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

function digestOf(challenge: string): Buffer {
  const bytes = Buffer.alloc(32);
  Buffer.from(challenge, 'base64url').copy(bytes);
  return bytes;
}

function personOf(id: string): Person {
  const person = PEOPLE.find((each) => each.id === id);
  if (person === undefined) throw new OAuthError('access_denied', 'no such person here');
  return person;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new OAuthError('invalid_request', 'the request is too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
  };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

function html(response: ServerResponse, body: string, status = 200): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  };
  response.writeHead(status, headers).end(body);
}
