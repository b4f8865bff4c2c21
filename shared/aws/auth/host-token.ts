/**
 * Host tokens: `pgh1.<claims>.<mac>`, both parts base64url. The MAC (HMAC-SHA-256 under a KMS key that nobody can export)
 * is over everything before its dot, so that neither claims nor version can be changed.
 *
 * Claims are JSON: `h` the host's name, `i` made and `e` expires, both in seconds since 1970.
 */
import * as z from 'zod';
import { HostName } from '../../contract/uploads.ts';
import { AccessError } from '../../errors.ts';

const VERSION = 'pgh1';
const MAX_TOKEN_LENGTH = 1024;
const SHAPE = /^pgh1\.[A-Za-z0-9_-]{1,800}\.[A-Za-z0-9_-]{43}$/;

const Claims = z.strictObject({
  h: HostName,
  i: z.number().int().nonnegative(),
  e: z.number().int().positive(),
});

/** HMAC-SHA-256 under a key that this process does not hold. */
export interface Mac {
  generate(message: Uint8Array): Promise<Uint8Array>;
  verify(message: Uint8Array, mac: Uint8Array): Promise<boolean>;
}

export interface HostClaims {
  readonly host: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Whether a text is meant to be a host token: says nothing about its worth. */
export function looksLikeHostToken(text: string): boolean {
  return text.startsWith('pgh');
}

/** Makes the token of `host`. Times are cut to whole seconds. */
export async function issueHostToken(claims: HostClaims, mac: Mac): Promise<string> {
  const payload = JSON.stringify({
    h: HostName.parse(claims.host),
    i: seconds(claims.issuedAt),
    e: seconds(claims.expiresAt),
  });
  const signed = `${VERSION}.${Buffer.from(payload).toString('base64url')}`;
  const tag = await mac.generate(Buffer.from(signed));
  return `${signed}.${Buffer.from(tag).toString('base64url')}`;
}

/**
 * What a token says, once its MAC holds.
 *
 * @throws {AccessError} `unauthenticated` when it is malformed, forged or expired: the answer does not tell which but for expiry
 */
export async function verifyHostToken(token: string, mac: Mac, now: Date): Promise<HostClaims> {
  if (token.length > MAX_TOKEN_LENGTH || !SHAPE.test(token)) throw refused();
  const end = token.lastIndexOf('.');
  const tag = Buffer.from(token.slice(end + 1), 'base64url');
  if (!(await mac.verify(Buffer.from(token.slice(0, end)), tag))) throw refused();
  const claims = readClaims(token.slice(VERSION.length + 1, end));
  if (claims.expiresAt <= now) throw new AccessError('unauthenticated', 'the host token has expired');
  return claims;
}

function readClaims(payload: string): HostClaims {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch (cause) {
    throw refused(cause);
  }
  const claims = Claims.safeParse(json);
  if (!claims.success) throw refused(claims.error);
  const { h, i, e } = claims.data;
  return { host: h, issuedAt: new Date(i * 1000), expiresAt: new Date(e * 1000) };
}

function refused(cause?: unknown): AccessError {
  return new AccessError('unauthenticated', 'not a valid host token', { cause });
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
