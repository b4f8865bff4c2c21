/** Tokens that the service makes for itself: their shape, what is in a session, and that no kind passes for another. */
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { authenticator } from '../../../../../shared/aws/auth/authenticator.ts';
import { issueHostToken, verifyHostToken } from '../../../../../shared/aws/auth/host-token.ts';
import { issueMacToken, readMacToken } from '../../../../../shared/aws/auth/mac-token.ts';
import { issueSession, SESSION_SECONDS, verifySession } from '../../../../../shared/aws/auth/session-token.ts';
import type { Person } from '../../../../../shared/contract/people.ts';
import type { Role } from '../../../../../shared/contract/roles.ts';
import { memoryMac } from '../../../../support/memory-mac.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const END = new Date('2026-11-23T20:00:00Z');
const kind = { version: 'pgx1', name: 'test token', claims: z.strictObject({ t: z.string() }) };
const mac = memoryMac();
const invalid = 'not a valid test token';
const person = (over: Partial<Person> = {}): Person => ({
  ...{ kind: 'person', subject: 'ada', name: 'Ada', roles: new Set<Role>(['admin']) },
  ...over,
});

/** A text with a good MAC, whatever it says. */
async function signed(text: string): Promise<string> {
  return `${text}.${Buffer.from(await mac.generate(Buffer.from(text))).toString('base64url')}`;
}
const claimsText = (claims: unknown): string => Buffer.from(JSON.stringify(claims)).toString('base64url');

describe('a token', () => {
  it('says what it was made from', async () => {
    expect(await readMacToken(kind, await issueMacToken(kind, { t: 'x' }, mac), mac)).toEqual({ t: 'x' });
  });

  it('has 1800 characters at most; of a longer one the key is not asked', async () => {
    const tokenOf = (length: number) => issueMacToken(kind, { t: 'x'.repeat(length) }, mac);
    const fits = await tokenOf(1267);
    expect(fits.length).toBeLessThanOrEqual(1800);
    await expect(readMacToken(kind, fits, mac)).resolves.toBeDefined();
    const { calls } = mac;
    await expect(readMacToken(kind, await tokenOf(1320), mac)).rejects.toThrow(invalid);
    expect(mac.calls).toBe(calls);
  });

  it.each<[string, (token: string) => string]>([
    ['something behind it', (token) => `${token}A`],
    ['a line behind it', (token) => `${token}\n`],
    ['a part behind it', (token) => `${token}.${token.split('.')[2] ?? ''}`],
    ['something before it', (token) => `A${token}`],
    ['no MAC', (token) => token.slice(0, token.lastIndexOf('.'))],
    ['another version', (token) => token.replace('pgx1', 'pgx2')],
  ])('with %s is refused, and the key is not asked', async (_name, change) => {
    const token = await issueMacToken(kind, { t: 'x' }, mac);
    const { calls } = mac;
    await expect(readMacToken(kind, change(token), mac)).rejects.toThrow(invalid);
    expect(mac.calls).toBe(calls);
  });

  it.each([
    ['no JSON', 'pgx1.aGVsbG8'],
    ['other claims', `pgx1.${claimsText({ t: 7 })}`],
    ['claims besides its own', `pgx1.${claimsText({ t: 'x', roles: ['admin'] })}`],
  ])('that holds %s is refused under a good MAC, with the cause', async (_name, text) => {
    await expect(readMacToken(kind, await signed(text), mac)).rejects.toMatchObject({
      ...{ code: 'unauthenticated', message: invalid },
      cause: expect.any(Error),
    });
  });

  it('of a host is no session, nor the other way round, under one key', async () => {
    const host = await issueHostToken({ host: 'web-1', issuedAt: NOW, expiresAt: END }, mac);
    const session = await issueSession(person(), END, mac);
    await expect(verifySession(host, mac, NOW)).rejects.toThrow('not a valid session');
    await expect(verifyHostToken(session, mac, NOW)).rejects.toThrow('not a valid host token');
  });
});

describe('a session', () => {
  it('lasts a working day', () => {
    expect(SESSION_SECONDS).toBe(28_800);
  });

  it('holds who signed in, with the roles of people, until its end and not in that moment', async () => {
    const roles = new Set<Role>(['admin', 'approver', 'host']);
    const token = await issueSession(person({ roles, identities: ['a', 'b'] }), END, mac);
    expect(await verifySession(token, mac, new Date(END.getTime() - 1))).toEqual({
      person: person({ roles: new Set<Role>(['admin', 'approver']), identities: ['a', 'b'] }),
      expiresAt: END,
    });
    await expect(verifySession(token, mac, END)).rejects.toThrow('the session is over: sign in again');
  });

  it('fits into a cookie: a long name is cut, and eight identities are kept', async () => {
    const identities = Array.from({ length: 12 }, (_, i) => `claim=${i}`);
    const token = await issueSession(person({ name: 'x'.repeat(300), identities }), END, mac);
    const { person: kept } = await verifySession(token, mac, NOW);
    expect([kept.name.length, kept.identities]).toEqual([255, identities.slice(0, 8)]);
    const { person: none } = await verifySession(await issueSession(person(), END, mac), mac, NOW);
    expect('identities' in none).toBe(false);
  });

  it('is asked about each time, and is over for whoever remembers it, too', async () => {
    let ended = false;
    let now = NOW;
    const sessionMac = memoryMac();
    const auth = authenticator({
      ...{ mac: memoryMac('hosts'), sessionMac, now: () => now },
      sessions: { isEnded: () => Promise.resolve(ended) },
      revocations: { revokedAt: () => Promise.resolve(undefined) },
    });
    const token = await issueSession(person(), END, sessionMac);
    for (let i = 0; i < 3; i += 1) expect(await auth.authenticateSession(token)).toEqual(person());
    expect(sessionMac.calls).toBe(1);
    ended = true;
    await expect(auth.authenticateSession(token)).rejects.toMatchObject({
      ...{ code: 'unauthenticated', message: 'the session was ended: sign in again' },
    });
    ended = false;
    now = new Date(END.getTime() - 1);
    await auth.authenticateSession(token);
    now = END;
    await expect(auth.authenticateSession(token)).rejects.toThrow('the session is over');
    await expect(auth.authenticateSession('eyJhbGciOiJub25lIn0.e30.')).rejects.toThrow('not a valid session');
  });

  it('of people goes to the issuer where one is set, and nowhere else', async () => {
    const asked: string[] = [];
    const auth = authenticator({
      ...{ mac: memoryMac(), sessionMac: memoryMac(), now: () => NOW },
      oidc: { verify: (token: string) => (asked.push(token), Promise.resolve(person())) },
      sessions: { isEnded: () => Promise.resolve(false) },
      revocations: { revokedAt: () => Promise.resolve(undefined) },
    });
    expect(await auth.authenticate('Bearer eyJ.e30.x')).toEqual(person());
    await expect(auth.authenticate('Bearer pgh1.x.y')).rejects.toThrow('not a valid host token');
    expect(asked).toEqual(['eyJ.e30.x']);
  });
});
