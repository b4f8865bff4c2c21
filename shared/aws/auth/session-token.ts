/** Sessions of people in the console, `pgs1.…`: what a sign-in proved, kept by the browser in a cookie of ours. */
import * as z from 'zod';
import type { Person } from '../../contract/people.ts';
import { Role } from '../../contract/roles.ts';
import { AccessError } from '../../errors.ts';
import { issueMacToken, readMacToken } from './mac-token.ts';
import type { Mac } from './mac-token.ts';

/** The role of a session is as old as its sign-in: a working day at most. */
export const SESSION_SECONDS = 8 * 60 * 60;
export const SESSION_COOKIE = 'purgatory-session';
/** What changes something by cookie carries this header too: no form and no image of another site can send it. */
export const CSRF_HEADER = 'x-purgatory-csrf';

const SessionToken = {
  version: 'pgs1',
  name: 'session',
  claims: z.strictObject({
    s: z.string().min(1).max(255),
    n: z.string().max(255),
    r: z.array(Role.exclude(['host'])).max(8),
    e: z.number().int().positive(),
    /** Identities; sessions of before hold none. */
    i: z.array(z.string().max(500)).max(32).optional(),
  }),
};

const MAX_IDENTITIES = 8;

export function looksLikeSession(text: string): boolean {
  return text.startsWith(`${SessionToken.version}.`);
}

export async function issueSession(person: Person, expiresAt: Date, mac: Mac): Promise<string> {
  const roles = [...person.roles].filter((role) => role !== 'host');
  return issueMacToken(
    SessionToken,
    {
      s: person.subject,
      n: person.name.slice(0, 255),
      r: roles,
      e: Math.floor(expiresAt.getTime() / 1000),
      // The token has to fit into a cookie.
      ...(person.identities === undefined ? {} : { i: person.identities.slice(0, MAX_IDENTITIES) }),
    },
    mac,
  );
}

/** @throws {AccessError} `unauthenticated` when it is malformed, forged or over */
export async function verifySession(
  token: string,
  mac: Mac,
  now: Date,
): Promise<{ readonly person: Person; readonly expiresAt: Date }> {
  const { s, n, r, e, i } = await readMacToken(SessionToken, token, mac);
  const expiresAt = new Date(e * 1000);
  if (expiresAt <= now) throw new AccessError('unauthenticated', 'the session is over: sign in again');
  const identities = i === undefined ? {} : { identities: i };
  return { person: { kind: 'person', subject: s, name: n, ...identities, roles: new Set<Role>(r) }, expiresAt };
}
