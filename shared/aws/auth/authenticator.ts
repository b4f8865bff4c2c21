/** From the `Authorization` header, or the console's cookie, to a principal. */
import { createHash } from 'node:crypto';
import type { Person } from '../../contract/people.ts';
import type { Principal } from '../../contract/roles.ts';
import { AccessError } from '../../errors.ts';
import { looksLikeHostToken, verifyHostToken } from './host-token.ts';
import type { HostClaims } from './host-token.ts';
import type { Mac } from './mac-token.ts';
import type { OidcVerifier } from './oidc.ts';
import { looksLikeSession, verifySession } from './session-token.ts';

const MAX_HEADER_LENGTH = 16 * 1024;
/** How long a token that was good is taken as good without asking again: also how long a revocation may take. */
const REMEMBERED_MS = 60_000;
const REMEMBERED_TOKENS = 500;

export interface HostRevocations {
  /** When the tokens of `host` were revoked last: all made before are void. */
  revokedAt(host: string): Promise<Date | undefined>;
}

export interface EndedSessions {
  /** Whether somebody signed out of it. */
  isEnded(session: string): Promise<boolean>;
}

export interface AuthenticatorDeps {
  /** Of host tokens. */
  readonly mac: Mac;
  /** Of sessions: another key, so that whoever makes tokens for hosts makes none for people. */
  readonly sessionMac: Mac;
  readonly sessions: EndedSessions;
  readonly revocations: HostRevocations;
  /** Absent where no issuer is set: then only hosts can call. */
  readonly oidc?: OidcVerifier | undefined;
  readonly now: () => Date;
}

export interface Authenticator {
  /** @throws {AccessError} `unauthenticated` without proof of who calls */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** The same for the cookie of a console session. */
  authenticateSession(session: string): Promise<Principal>;
}

export function authenticator(deps: AuthenticatorDeps): Authenticator {
  const hosts = new Remembered<HostClaims>();
  const sessions = new Remembered<{ readonly person: Person; readonly expiresAt: Date }>();
  return {
    async authenticateSession(token) {
      if (!looksLikeSession(token)) throw new AccessError('unauthenticated', 'not a valid session');
      const now = deps.now();
      const session = sessions.get(token, now) ?? (await verifySession(token, deps.sessionMac, now));
      if (session.expiresAt <= now) throw new AccessError('unauthenticated', 'the session is over: sign in again');
      sessions.set(token, session, now);
      // Asked every time: who signs out is out everywhere, at once.
      if (await deps.sessions.isEnded(token))
        throw new AccessError('unauthenticated', 'the session was ended: sign in again');
      return session.person;
    },

    async authenticate(authorization) {
      const token = bearerToken(authorization);
      if (!looksLikeHostToken(token)) {
        if (deps.oidc === undefined) throw new AccessError('unauthenticated', 'no OIDC issuer is set for people');
        return deps.oidc.verify(token);
      }
      const now = deps.now();
      let claims = hosts.get(token, now);
      if (claims === undefined) {
        claims = await verifyHostToken(token, deps.mac, now);
        const revokedAt = await deps.revocations.revokedAt(claims.host);
        if (revokedAt !== undefined && claims.issuedAt <= revokedAt) {
          throw new AccessError('unauthenticated', 'the host token has been revoked');
        }
        hosts.set(token, claims, now);
      }
      if (claims.expiresAt <= now) throw new AccessError('unauthenticated', 'the host token has expired');
      return { kind: 'host', host: claims.host, expiresAt: claims.expiresAt };
    },
  };
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined || authorization === '') {
    throw new AccessError('unauthenticated', 'a token is needed: Authorization: Bearer …');
  }
  const match =
    authorization.length > MAX_HEADER_LENGTH ? null : /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(authorization);
  if (match?.[1] === undefined)
    throw new AccessError('unauthenticated', 'the Authorization header is not a Bearer token');
  return match[1];
}

/** A small memory of what was true a moment ago. Tokens themselves are not kept, only their digests. */
class Remembered<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();

  get(token: string, now: Date): T | undefined {
    const entry = this.#entries.get(digest(token));
    return entry !== undefined && entry.until > now.getTime() ? entry.value : undefined;
  }

  set(token: string, value: T, now: Date): void {
    const key = digest(token);
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: now.getTime() + REMEMBERED_MS });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= REMEMBERED_TOKENS) break;
      this.#entries.delete(oldest);
    }
  }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
