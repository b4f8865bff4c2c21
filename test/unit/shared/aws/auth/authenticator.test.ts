import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authenticator } from '../../../../../shared/aws/auth/authenticator.ts';
import { issueHostToken, verifyHostToken } from '../../../../../shared/aws/auth/host-token.ts';
import { AccessError } from '../../../../../shared/errors.ts';
import { memoryMac } from '../../../../support/memory-mac.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const claims = { host: 'fs-17.eu', issuedAt: NOW, expiresAt: later(3600) };

const unauthenticated = expect.objectContaining({ code: 'unauthenticated' });

describe('a host token', () => {
  it('says whose it is and how long it is good for', async () => {
    const mac = memoryMac();
    const token = await issueHostToken(claims, mac);
    expect(token).toMatch(/^pgh1\.[\w-]+\.[\w-]{43}$/);
    await expect(verifyHostToken(token, mac, NOW)).resolves.toEqual(claims);
  });

  it('is refused once it has expired, to the second', async () => {
    const mac = memoryMac();
    const token = await issueHostToken(claims, mac);
    await expect(verifyHostToken(token, mac, later(3599))).resolves.toEqual(claims);
    await expect(verifyHostToken(token, mac, later(3600))).rejects.toThrow('the host token has expired');
  });

  it('is refused when it was made under another key', async () => {
    const token = await issueHostToken(claims, memoryMac('stolen'));
    await expect(verifyHostToken(token, memoryMac(), NOW)).rejects.toEqual(unauthenticated);
  });

  it('is refused with claims of another host under its own MAC', async () => {
    const mac = memoryMac();
    const [, , tag = ''] = (await issueHostToken(claims, mac)).split('.');
    const [version, payload] = (await issueHostToken({ ...claims, host: 'fs-18.eu' }, mac)).split('.');
    await expect(verifyHostToken(`${version}.${payload}.${tag}`, mac, NOW)).rejects.toEqual(unauthenticated);
  });

  it('is refused when any of its characters is another', async () => {
    const mac = memoryMac();
    const token = await issueHostToken(claims, mac);
    // The last character of the MAC holds two bits that no byte has: changing those changes nothing.
    for (let at = 0; at < token.length - 1; at++) {
      const forged = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      await expect(verifyHostToken(forged, mac, NOW)).rejects.toEqual(unauthenticated);
    }
  });

  it('that is any text at all is refused as unauthenticated, and in no other way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `pgh1.${text}`),
        ),
        async (text) => {
          await expect(verifyHostToken(text, memoryMac(), NOW)).rejects.toBeInstanceOf(AccessError);
        },
      ),
    );
  });

  it('is not made for what is no host name', async () => {
    await expect(issueHostToken({ ...claims, host: 'a b' }, memoryMac())).rejects.toThrow('host name');
  });
});

describe('the authenticator', () => {
  const mac = memoryMac();
  let now = NOW;
  let revokedAt: Date | undefined;
  let asked = 0;
  const make = () =>
    authenticator({
      mac,
      sessionMac: memoryMac(),
      sessions: { isEnded: () => Promise.resolve(false) },
      now: () => now,
      revocations: {
        revokedAt: () => {
          asked++;
          return Promise.resolve(revokedAt);
        },
      },
    });
  let bearer = '';
  beforeEach(async () => {
    now = NOW;
    revokedAt = undefined;
    asked = 0;
    mac.calls = 0;
    bearer = `Bearer ${await issueHostToken(claims, mac)}`;
  });

  it('knows the host of a token', async () => {
    await expect(make().authenticate(bearer)).resolves.toEqual({
      kind: 'host',
      host: 'fs-17.eu',
      expiresAt: claims.expiresAt,
    });
  });

  it('asks KMS once a minute for a token that comes often', async () => {
    const auth = make();
    for (let i = 0; i < 5; i++) await auth.authenticate(bearer);
    expect([mac.calls, asked]).toEqual([1, 1]);
    now = later(61);
    await auth.authenticate(bearer);
    expect([mac.calls, asked]).toEqual([2, 2]);
  });

  it('refuses a token that it remembers, once it has expired', async () => {
    const auth = make();
    now = later(3590);
    await auth.authenticate(bearer);
    now = later(3601);
    await expect(auth.authenticate(bearer)).rejects.toEqual(unauthenticated);
  });

  it('refuses tokens that were made before the revocation, and takes those made after it', async () => {
    revokedAt = later(10);
    await expect(make().authenticate(bearer)).rejects.toThrow('revoked');
    const fresh = await issueHostToken({ ...claims, issuedAt: later(11) }, mac);
    await expect(make().authenticate(`Bearer ${fresh}`)).resolves.toMatchObject({ host: 'fs-17.eu' });
  });

  it('refuses a token made in the second of the revocation: which came first cannot be told', async () => {
    const made = await issueHostToken({ ...claims, issuedAt: later(10.2) }, mac);
    for (const at of [10, 10.1, 10.9]) {
      revokedAt = later(at);
      await expect(make().authenticate(`Bearer ${made}`)).rejects.toThrow('the host token has been revoked');
    }
    revokedAt = later(9.999);
    await expect(make().authenticate(`Bearer ${made}`)).resolves.toMatchObject({ host: 'fs-17.eu' });
  });

  it('remembers no token that was refused', async () => {
    const auth = make();
    revokedAt = later(10);
    await expect(auth.authenticate(bearer)).rejects.toThrow('revoked');
    await expect(auth.authenticate(bearer)).rejects.toThrow('revoked');
    expect(asked).toBe(2);
  });

  it('learns of a revocation a minute later at most', async () => {
    const auth = make();
    await auth.authenticate(bearer);
    revokedAt = later(1);
    now = later(59.999);
    await expect(auth.authenticate(bearer)).resolves.toMatchObject({ host: 'fs-17.eu' });
    now = later(60);
    await expect(auth.authenticate(bearer)).rejects.toThrow('revoked');
  });

  it('refuses a remembered token in the very moment that it expires', async () => {
    const auth = make();
    now = later(3599.9);
    await auth.authenticate(bearer);
    now = later(3600);
    await expect(auth.authenticate(bearer)).rejects.toThrow('expired');
  });

  it('remembers 500 tokens, the latest', async () => {
    const auth = make();
    await auth.authenticate(bearer);
    for (let i = 0; i < 500; i++) {
      await auth.authenticate(`Bearer ${await issueHostToken({ ...claims, host: `h${i}` }, mac)}`);
    }
    const before = asked;
    await auth.authenticate(`Bearer ${await issueHostToken({ ...claims, host: 'h0' }, mac)}`);
    expect(asked).toBe(before);
    await auth.authenticate(bearer);
    expect(asked).toBe(before + 1);
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['another scheme', 'Basic cm9vdDpyb290'],
    ['two tokens', 'Bearer a b'],
    ['a control character', 'Bearer a\nb'],
    ['a huge header', `Bearer ${'a'.repeat(20_000)}`],
    ["a person's token where no issuer is set", 'Bearer eyJhbGciOiJub25lIn0.e30.'],
  ])('refuses %s', async (_what, header) => {
    await expect(make().authenticate(header)).rejects.toEqual(unauthenticated);
  });
});
