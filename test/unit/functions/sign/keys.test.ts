/** Certificates of the signing key: made once, asked of an outside CA, and taken from one only where consumers can follow them. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import type { ChangeRecord } from '../../../../shared/contract/changes.ts';
import type { KeyList, LogEntry } from '../../../../shared/contract/images.ts';
import { AUTHORITY, issue, makeOddKey, type Issued, type OddCertificate } from '../../../support/odd-certificates.ts';
import { changeBy, person, signingService, type ServiceHarness } from '../../../support/signing-service.ts';

const admin = person('root', 'admin');

let service: ServiceHarness;
let logged: LogEntry[];
beforeEach(() => {
  service = signingService();
  logged = [];
  const { log } = service.deps;
  const append = log.append.bind(log);
  Object.assign(log, { append: (entry: LogEntry) => (logged.push(entry), append(entry)) });
});

const keys = async (): Promise<KeyList['keys']> =>
  ((await service.call(admin, 'GET', '/v1/keys')).json as KeyList).keys;
const init = () => service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });

/** For the signing key, whose private part stays where it is. */
async function leafOf(issuer: Issued, over: Partial<OddCertificate> = {}): Promise<Issued> {
  const publicKey = await service.keys.image.publicKey();
  return issue({ commonName: 'signer 2027', key: { ...issuer.key, publicKey }, issuer, ...over });
}
const pem = (...chain: readonly Issued[]): string => chain.map(({ der }) => toPem(der)).join('');
const propose = (chain: string, root?: string) =>
  service.call(admin, 'POST', '/v1/changes', { proposal: { kind: 'certificate', chain, root }, reason: 'rotate' });

describe('the first certificates', () => {
  it('are each in the log before they are listed, by who asked for them', async () => {
    expect((await init()).status).toBe(200);
    const listed = await keys();
    expect(listed.map(({ purpose, active }) => [purpose, active])).toEqual([
      ['root', true],
      ['signer', true],
      ['kek', true],
    ]);
    expect(logged).toMatchObject(
      listed.map(({ subject, sha256 }) => ({ type: 'key', by: 'root@example.com', name: subject, content: sha256 })),
    );
  });

  it('are not kept where the holder of the key refuses to make them', async () => {
    Object.assign(service.deps.signer, {
      certificates: () => Promise.resolve({ refused: 'another KEK is certified' }),
    });
    const answer = await init();
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('another KEK is certified')]);
    expect(await keys()).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('that are missing alone are made by a second call', async () => {
    await init();
    const put = service.deps.settings.putCertificate.bind(service.deps.settings);
    const [root] = await keys();
    if (root === undefined) throw new Error('no root');
    await put({ ...root, active: false });
    logged.length = 0;
    await init();
    expect(logged.map(({ name }) => name)).toEqual([root.subject]);
    expect((await keys()).filter(({ active }) => active)).toHaveLength(3);
  });
});

describe('a request for an outside CA', () => {
  const ask = () => service.call(admin, 'POST', '/v1/keys/csr', { commonName: 'signer 2027', organization: 'Example' });

  it('is signed by the key once the log announces it', async () => {
    await init();
    logged.length = 0;
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect((answer.json as { request: string }).request).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n/);
    expect(logged).toMatchObject([
      { type: 'key', by: 'root@example.com', name: expect.stringContaining('signer 2027') },
    ]);
    expect(service.keys.image.calls).toBe(1);
  });

  it('that the holder of the key refuses is a conflict in its words', async () => {
    Object.assign(service.deps.signer, { certificateRequest: () => Promise.resolve({ refused: 'not announced' }) });
    const answer = await ask();
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('not announced')]);
  });
});

describe('an imported chain', () => {
  const root = issue({ commonName: 'Outside root', ...AUTHORITY });
  const between = issue({ commonName: 'Outside between', issuer: root, ...AUTHORITY });

  beforeEach(async () => {
    await init();
  });

  it('with a certificate in between is kept whole, and the one in between signs nothing itself', async () => {
    const before = (await keys()).filter(({ purpose }) => purpose !== 'kek').map(({ sha256 }) => sha256);
    const chain = pem(await leafOf(between), between);
    const answer = await changeBy(service.call, { kind: 'certificate', chain, root: pem(root) });
    expect((answer.json as ChangeRecord).state).toBe('in-force');
    const now = await keys();
    expect(now.filter(({ active }) => active).map(({ purpose, subject }) => [purpose, subject])).toEqual([
      ['root', 'CN=Outside root'],
      ['signer', 'CN=signer 2027'],
      ['kek', expect.stringContaining('Example')],
    ]);
    const retired = now.filter(({ active }) => !active);
    expect(retired.map(({ subject }) => subject)).toContain('CN=Outside between');
    expect(retired.find(({ subject }) => subject === 'CN=Outside between')?.activatedAt).toBeUndefined();
    expect(retired.map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining(before));
  });

  it('needs no root where the one in use signed it, and says which it is where none did', async () => {
    await changeBy(service.call, { kind: 'certificate', chain: pem(await leafOf(root)), root: pem(root) });
    const next = await propose(pem(await leafOf(root, { commonName: 'signer 2028', serial: Uint8Array.of(9) })));
    expect([next.status, (next.json as ChangeRecord).changes.map(({ field }) => field)]).toEqual([201, ['signer']]);
    const stranger = issue({ commonName: 'Stranger', ...AUTHORITY });
    const unknown = await propose(pem(await leafOf(stranger)));
    expect([unknown.status, unknown.text]).toEqual([
      400,
      expect.stringContaining('the root CN=Stranger, which signed'),
    ]);
  });

  it.each<[string, () => Promise<readonly [string, string]>, RegExp]>([
    [
      'of another key',
      () => Promise.resolve([pem(issue({ commonName: 'x', issuer: root })), pem(root)]),
      /not of the signing key/,
    ],
    ['upside down', async () => [pem(between, await leafOf(between)), pem(root)], /not of the signing key/],
    [
      'that is an authority itself',
      async () => [pem(await leafOf(root, AUTHORITY)), pem(root)],
      /is a certificate authority, not a signer/,
    ],
    [
      'without its authority’s key identifier',
      async () => [pem(await leafOf(root, { authorityKeyId: 'none' })), pem(root)],
      /has no authority key identifier/,
    ],
    [
      'with the identifier of another authority',
      async () => [pem(await leafOf(root, { authorityKeyId: 'wrong' })), pem(root)],
      /the authority key identifier of CN=signer 2027 is not that of CN=Outside root/,
    ],
    [
      'whose authority in between names another',
      async () => {
        const odd = issue({ commonName: 'Odd', issuer: root, authorityKeyId: 'wrong', ...AUTHORITY });
        return [pem(await leafOf(odd), odd), pem(root)];
      },
      /of CN=Odd is not that of CN=Outside root/,
    ],
    [
      'under a root that another one signed',
      async () => [pem(await leafOf(between)), pem(between)],
      /CN=Outside between is no root/,
    ],
    [
      'under a root that is no authority',
      async () => {
        const plain = issue({ commonName: 'Plain' });
        return [pem(await leafOf(plain)), pem(plain)];
      },
      /CN=Plain is no root/,
    ],
    ['with a gap', async () => [pem(await leafOf(between)), pem(root)], /is not signed by/],
    [
      'that has expired',
      async () => [pem(await leafOf(root, { notAfter: new Date('2026-02-01T00:00:00Z') })), pem(root)],
      /has expired/,
    ],
  ])('%s is not taken', async (_name, chain, expected) => {
    const answer = await propose(...(await chain()));
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(expected);
  });

  it('takes an authority without a key identifier for what its signatures say', async () => {
    const bare = issue({ commonName: 'Bare', withoutSubjectKeyId: true, ...AUTHORITY, key: makeOddKey() });
    expect((await propose(pem(await leafOf(bare)), pem(bare))).status).toBe(201);
  });
});
