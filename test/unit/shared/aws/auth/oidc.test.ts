import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import { oidcVerifier, parseClaimNames, parseRoleMap, personOf, rolesOf } from '../../../../../shared/aws/auth/oidc.ts';
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

  it('is tried anew of an issuer that could not be reached a moment ago', async () => {
    const answers = [503, 200];
    const seen: unknown[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (url, init) => {
      seen.push(url);
      const status = answers.shift() ?? 200;
      return status === 200 ? fetch(url, init) : Promise.resolve(new Response('', { status }));
    };
    try {
      const token = await issuer.token({ sub: 'u1' });
      const same = verifier();
      await expect(same.verify(token)).rejects.toMatchObject({
        code: 'transient',
        message: expect.stringContaining(issuer.url),
      });
      await expect(same.verify(token)).resolves.toMatchObject({ subject: 'u1' });
      expect(seen).toContain(`${issuer.url}/.well-known/openid-configuration`);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it.each([
    [
      'answers what are no keys',
      () => new Response('{"keys":"none"}', { headers: { 'content-type': 'application/json' } }),
    ],
    ['answers no JSON', () => new Response('<html>', { status: 200 })],
    ['answers that it is busy', () => new Response('', { status: 503 })],
  ])('is not refused for good where the issuer %s', async (_name, answer) => {
    const { fetch } = globalThis;
    globalThis.fetch = (url, init) =>
      (url instanceof Request ? url.url : url.toString()).endsWith('/keys')
        ? Promise.resolve(answer())
        : fetch(url, init);
    try {
      await expect(verifier().verify(await issuer.token({ sub: 'u1' }))).rejects.toMatchObject({
        ...{ code: 'transient', message: "the issuer's keys can't be had" },
      });
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('is not believed of an issuer that calls itself otherwise', async () => {
    const token = await issuer.token({ sub: 'u1' });
    await expect(verifier({ issuer: `${issuer.url}/` }).verify(token)).rejects.toEqual(
      expect.objectContaining({ code: 'transient' }),
    );
  });
});

describe('personOf', () => {
  const settings = { rolesClaim: 'roles', roleMap: new Map() };
  const identities = (claims: object, identityClaims?: readonly string[]) =>
    personOf({ iss: 'https://i.example', sub: 'u1', ...claims }, { ...settings, identityClaims }).identities ?? [];

  it.each<[string, object, string]>([
    ['an address', { email: 'a@example.com', preferred_username: 'ada', name: 'Ada' }, 'a@example.com'],
    ['a user name', { email: '', preferred_username: 'ada', name: 'Ada' }, 'ada'],
    ['a name', { email: 7, name: 'Ada' }, 'Ada'],
    ['the subject', { name: '' }, 'u1'],
    ['no more than 256 characters', { name: 'x'.repeat(300) }, 'x'.repeat(256)],
  ])('is called by %s', (_name, claims, expected) => {
    expect(personOf({ sub: 'u1', ...claims }, settings).name).toBe(expected);
  });

  it.each<[string, object, string[]]>([
    ['an address that the issuer has verified', { email: 'a@example.com', email_verified: true }, ['a@example.com']],
    ['none that it has not', { email: 'a@example.com', email_verified: 'true' }, []],
    ['no empty one', { email: '', email_verified: true }, []],
    [
      'what pipelines are known by',
      {
        ...{ repository: 'acme/kernel', ref: 'refs/tags/v1', workflow_ref: 'w', job_workflow_ref: 'j' },
        ...{ environment: 'release', project_path: 'p', ref_path: 'rp', ref_protected: 'true', actor: 'mallory' },
      },
      [
        ...['repository=acme/kernel', 'ref=refs/tags/v1', 'workflow_ref=w', 'job_workflow_ref=j'],
        ...['environment=release', 'project_path=p', 'ref_path=rp', 'ref_protected=true'],
      ],
    ],
    ['no value that is no text', { repository: 7, ref: null, environment: '', ref_path: ['a', 7, ''] }, ['ref_path=a']],
  ])('is known by %s', (_name, claims, expected) => {
    expect(identities(claims)).toEqual(['https://i.example#u1', ...expected]);
  });

  it('is known by the claims that the operator names, of lists twenty values, each cut', () => {
    const groups = Array.from({ length: 25 }, (_, i) => `g${i}`);
    expect(identities({ groups, repository: 'x' }, ['groups'])).toHaveLength(21);
    expect(identities({ team: 'x'.repeat(600) }, ['team']).at(-1)).toHaveLength(500);
    expect(identities({ a: { b: 'deep' }, c: null }, ['a.b', 'c.d', 'a.x'])).toEqual([
      'https://i.example#u1',
      'a.b=deep',
    ]);
  });
});

describe('what the operator sets', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    [' , ', undefined],
    ['groups, team ,,', ['groups', 'team']],
  ])('%j names the claims %j', (text, expected) => {
    expect(parseClaimNames(text)).toEqual(expected);
  });

  it('maps names to roles, and leaves out what is no role or has no name', () => {
    expect(parseRoleMap(undefined)).toEqual(new Map());
    expect(parseRoleMap('=admin, ops = admin ,x=root,y')).toEqual(new Map([['ops', 'admin']]));
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
