import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { oidcVerifier, parseRoleMap, rolesOf } from '../../../../../shared/aws/auth/oidc.ts';
import { testIssuer } from '../../../../support/oidc-issuer.ts';
import type { TestIssuer } from '../../../../support/oidc-issuer.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());

const verifier = (over: Partial<Parameters<typeof oidcVerifier>[0]> = {}, now?: () => Date) =>
  oidcVerifier(
    { issuer: issuer.url, audience: 'purgatory', rolesClaim: 'roles', roleMap: new Map(), ...over },
    now === undefined ? {} : { now },
  );
const unauthenticated = expect.objectContaining({ code: 'unauthenticated' });

describe('an OIDC token', () => {
  it('proves who somebody is and what they may do', async () => {
    const token = await issuer.token({ sub: 'u1', email: 'ada@example.com', roles: ['responder', 'approver'] });
    await expect(verifier().verify(token)).resolves.toEqual({
      kind: 'person',
      subject: 'u1',
      name: 'ada@example.com',
      // The issuer does not say that it has verified the address.
      identities: [`${issuer.url}#u1`],
      roles: new Set(['responder', 'approver']),
    });
  });

  it('makes nobody a host, and gives no role that is not one', async () => {
    const token = await issuer.token({ sub: 'u1', roles: ['host', 'root', 'ADMIN', 7] });
    await expect(verifier().verify(token)).resolves.toMatchObject({ roles: new Set() });
  });

  it('is refused for another audience', async () => {
    const token = await issuer.token({ sub: 'u1' });
    await expect(verifier({ audience: 'other' }).verify(token)).rejects.toEqual(unauthenticated);
  });

  it('is refused once it has expired', async () => {
    const token = await issuer.token({ sub: 'u1' });
    const tomorrow = () => new Date(Date.now() + 86_400_000);
    await expect(verifier({}, tomorrow).verify(token)).rejects.toThrow('the token has expired');
  });

  it('is refused without a subject', async () => {
    await expect(verifier().verify(await issuer.token({}))).rejects.toEqual(unauthenticated);
  });

  it('is refused when somebody else signed it', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ roles: ['admin'] })
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setSubject('u1')
      .setIssuer(issuer.url)
      .setAudience('purgatory')
      .setExpirationTime('5m')
      .sign(privateKey);
    await expect(verifier().verify(forged)).rejects.toEqual(unauthenticated);
  });

  it('is refused unsigned, or signed by a shared secret', async () => {
    const unsigned = new UnsecuredJWT({ roles: ['admin'] })
      .setSubject('u1')
      .setIssuer(issuer.url)
      .setAudience('purgatory')
      .setExpirationTime('5m')
      .encode();
    await expect(verifier().verify(unsigned)).rejects.toEqual(unauthenticated);
    const shared = await new SignJWT({ roles: ['admin'] })
      .setProtectedHeader({ alg: 'HS256', kid: 'test' })
      .setSubject('u1')
      .setIssuer(issuer.url)
      .setAudience('purgatory')
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode('a secret of thirty-two characters'));
    await expect(verifier().verify(shared)).rejects.toEqual(unauthenticated);
  });

  it('is refused when it is no token at all', async () => {
    await expect(verifier().verify('nonsense')).rejects.toEqual(unauthenticated);
  });

  it('can be tried again when the issuer is down, and is believed once it is up', async () => {
    const elsewhere = verifier({ issuer: 'http://127.0.0.1:9' });
    await expect(elsewhere.verify(await issuer.token({ sub: 'u1' }))).rejects.toEqual(
      expect.objectContaining({ code: 'transient' }),
    );
  });

  it('is not believed of an issuer that calls itself otherwise', async () => {
    const token = await issuer.token({ sub: 'u1' });
    await expect(verifier({ issuer: `${issuer.url}/` }).verify(token)).rejects.toEqual(
      expect.objectContaining({ code: 'transient' }),
    );
  });
});

describe('rolesOf', () => {
  const roleMap = parseRoleMap('kernel-oncall=responder,CN=Release,OU=x=release-engineer');
  it.each([
    ['a list', 'roles', { roles: ['responder', 'admin'] }, ['responder', 'admin']],
    ['words', 'scope', { scope: 'openid responder' }, ['responder']],
    ['a path', 'resource_access.purgatory.roles', { resource_access: { purgatory: { roles: ['admin'] } } }, ['admin']],
    ['a name with dots', 'https://x.example/roles', { 'https://x.example/roles': ['approver'] }, ['approver']],
    ["the issuer's own names", 'groups', { groups: ['kernel-oncall'] }, ['responder']],
    ['an object', 'roles', { roles: { admin: true } }, []],
    ['nothing', 'roles', {}, []],
    ['a name of every object', 'constructor.name', {}, []],
  ])('reads %s', (_what, rolesClaim, claims, expected) => {
    expect([...rolesOf(claims, { rolesClaim, roleMap })]).toEqual(expected);
  });
});
