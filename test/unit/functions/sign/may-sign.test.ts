/** What may be signed now, and what may not: policies with holes, what is revoked, chains that lead nowhere. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { objectionsToChain } from '../../../../shared/domain/image/may-sign.ts';
import { askedOf, ruleFor } from '../../../../shared/domain/image/policy.ts';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import type {
  CreatedImage,
  ImageRecord,
  KeyList,
  PolicyRule,
  SigningPolicy,
} from '../../../../shared/contract/images.ts';
import type { RevocationTarget } from '../../../../shared/contract/revocations.ts';
import type { ImageInfo } from '../../../../shared/contract/verify.ts';
import { buildModule } from '../../../support/module-writer.ts';
import { buildPe, code } from '../../../support/pe-writer.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';
import { person, setPolicy, signingService, type ServiceHarness } from '../../../support/signing-service.ts';

const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const admin = person('root', 'admin');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const stateOf = (record: ImageRecord | undefined): string | undefined => record?.state;

const rule = (over: Partial<PolicyRule> = {}): PolicyRule => ({
  names: ['*'],
  approvals: 1,
  byDigest: false,
  consumers: ['uefi', 'kexec-6.1', 'kexec-6.12'],
  mayForce: false,
  ...over,
});
const policyOf = (...rules: readonly PolicyRule[]): SigningPolicy => ({
  version: 0,
  requestHours: 72,
  rules: [...rules],
});
const uki = (over: Partial<ImageInfo> = {}): ImageInfo => ({
  kind: 'uki',
  sizeBytes: 1,
  release: '6.12.9',
  releaseState: 'known',
  sections: [{ name: '.linux', sizeBytes: 1, address: '0x0', offset: 0 }],
  commandLine: 'root=/dev/vda ro quiet',
  ...over,
});

describe('nothing unknown matches a rule', () => {
  const who = {
    subject: 'rae',
    name: 'rae',
    identities: ['rae@example.com', 'repository=acme/kernel', 'ref=refs/tags/v1'],
  };
  const fits = (over: Partial<PolicyRule>, info?: ImageInfo): boolean => {
    try {
      ruleFor(policyOf(rule(over)), askedOf('linux.efi', info), who);
      return true;
    } catch {
      return false;
    }
  };

  it.each<[string, Partial<PolicyRule>, ImageInfo | undefined, boolean]>([
    ['a known release', { releases: ['6.12.*'] }, uki(), true],
    ['another release', { releases: ['7.*'] }, uki(), false],
    [
      'a release that was not read',
      { releases: ['*'] },
      { kind: 'arm64-image', sizeBytes: 1, releaseState: 'unknown' },
      false,
    ],
    [
      'a boot loader, which has none',
      { releases: ['6.12.*'] },
      { kind: 'boot-loader', sizeBytes: 1, releaseState: 'unknown' },
      false,
    ],
    ['releases that differ', { releases: ['6.12.*'] }, uki({ releaseState: 'contradictory' }), false],
    ['what was not seen', { releases: ['*'] }, undefined, false],
    ['what was not seen, by a rule of names alone', {}, undefined, true],
    ['a kind', { kinds: ['uki'] }, uki(), true],
    ['another kind', { kinds: ['bzimage'] }, uki(), false],
    ['a kind that is not known', { kinds: ['unknown'] }, { kind: 'unknown', sizeBytes: 1 }, false],
    ['a kind that was not seen', { kinds: ['uki'] }, undefined, false],
    ['a command line', { commandLines: ['root=/dev/vda *'] }, uki(), true],
    [
      'another command line',
      { commandLines: ['root=/dev/vda *'] },
      uki({ commandLine: 'root=/dev/vdb init=/bin/sh' }),
      false,
    ],
    [
      'the command line of another profile',
      { commandLines: ['root=/dev/vda *'] },
      uki({ profiles: [{ index: 0, sections: [], commandLine: 'init=/bin/sh' }] }),
      false,
    ],
    ['no command line of its own', { commandLines: ['root=*'] }, { kind: 'bzimage', sizeBytes: 1 }, false],
    ['sections that are all named', { sections: ['.linux'] }, uki(), true],
    ['a section that is not', { sections: ['.text'] }, uki(), false],
    ['sections that were not read', { sections: ['*'] }, { kind: 'module', sizeBytes: 1 }, false],
    ['a verified address', { requesters: ['rae@example.com'] }, uki(), true],
    ['a pipeline by two claims', { requesters: ['repository=acme/kernel&ref=refs/tags/*'] }, uki(), true],
    ['a pipeline of another ref', { requesters: ['repository=acme/kernel&ref=refs/heads/*'] }, uki(), false],
  ])('%s', (_name, over, info, expected) => {
    expect(fits(over, info)).toBe(expected);
  });

  it('nor does a name that somebody gave themselves', () => {
    const named = { subject: 'mallory', name: 'rae@example.com', identities: ['https://issuer.example#mallory'] };
    expect(() => ruleFor(policyOf(rule({ requesters: ['rae@*'] })), { name: 'x' }, named)).toThrow(/does not let/);
  });
});

describe('a chain', () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const words = async (
    over: (authority: Awaited<ReturnType<typeof makeTestAuthority>>) => Promise<readonly string[]>,
  ) => over(await makeTestAuthority());

  it('is good where it leads to its root, in time', async () => {
    expect(
      await words((a) => Promise.resolve([...objectionsToChain({ certificates: [a.leaf], root: a.root }, now)])),
    ).toEqual([]);
  });

  it.each([
    ['expired', new Date('2060-01-01T00:00:00Z'), /has expired/],
    ['not begun', new Date('2020-01-01T00:00:00Z'), /is not valid before/],
  ])('is not when it has %s', async (_name, at, expected) => {
    const [first] = await words((a) =>
      Promise.resolve([...objectionsToChain({ certificates: [a.leaf], root: a.root }, at)]),
    );
    expect(first).toMatch(expected);
  });

  it('is not under another root, nor under a leaf', async () => {
    const [a, b] = await Promise.all([makeTestAuthority('A'), makeTestAuthority('B')]);
    expect([...objectionsToChain({ certificates: [a.leaf], root: b.root }, now)].join()).toContain('is not signed by');
    const found = [...objectionsToChain({ certificates: [b.leaf, a.leaf], root: a.root }, now)];
    expect(found.join()).toContain('is no certificate authority');
  });
});

describe('the service', () => {
  let service: ServiceHarness;
  beforeEach(async () => {
    service = signingService();
    await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  });

  async function ask(image: Uint8Array, name = 'vmlinuz-6.12.1', by = engineer, more: object = {}) {
    const upload = { sizeBytes: image.length, sha256: sha256(image) };
    const created = await service.call(by, 'POST', '/v1/images', { name, upload, ...more });
    if (created.status !== 201) return created;
    const { id } = (created.json as CreatedImage).image;
    service.upload(id, image);
    return service.call(by, 'POST', `/v1/images/${id}/submit`);
  }
  const decide = (record: ImageRecord, by = approver) =>
    service.call(by, 'POST', `/v1/images/${record.id}/decisions`, { decision: 'approve', digest: record.digest });
  const policy = async (...rules: readonly PolicyRule[]): Promise<void> => {
    const version = ((await service.call(admin, 'GET', '/v1/signing-policy')).json as SigningPolicy).version;
    await setPolicy(service, { ...policyOf(...rules), version });
  };
  const revoke = async (target: RevocationTarget): Promise<void> => {
    const list = await service.deps.revocations.list();
    await (service.deps.revocations as unknown as { add: (l: typeof list, r: object) => Promise<void> }).add(list, {
      target,
      reason: 'CVE-2026-1',
      by: 'root',
      at: service.clock.toISOString(),
      version: list.version + 1,
    });
  };
  const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });

  it('takes an upload by a rule of another release for nothing', async () => {
    await policy(rule({ releases: ['7.*'] }));
    expect((await ask(kernel)).status).toBe(403);
    const loader = buildPe({
      sections: [
        { name: '.text', data: code(0x200), executable: true },
        { name: 'mods', data: new Uint8Array(0x200) },
      ],
    });
    expect((await ask(loader, 'vmlinuz-7.0')).status).toBe(403);
  });

  it('signs nothing that no consumer could be asked about, and says so', async () => {
    const module = (await ask(buildModule(), 'a.ko')).json as ImageRecord;
    expect(module).toMatchObject({ state: 'refused', consumers: [] });
    expect(module.reason).toContain('none of the consumers');
    const elf = (await ask(buildModule({ type: 2 }), 'vmlinux')).json as ImageRecord;
    expect(elf.reason).toContain('elf-kernel');
  });

  it('lets whoever asks add consumers, and take none away', async () => {
    const asked = (await ask(kernel, 'vmlinuz-6.12.1', engineer, { consumers: ['shim'] })).json as ImageRecord;
    expect([...asked.consumers].sort()).toEqual(['kexec-6.1', 'kexec-6.12', 'shim', 'uefi']);
  });

  it.each<[string, (asked: ImageRecord, key: string) => RevocationTarget]>([
    ['its digest', ({ digest = '' }) => ({ kind: 'image', digest })],
    ['its release', () => ({ kind: 'release', release: '6.12.1-test' })],
    ['the signer’s certificate', (_asked, certificate) => ({ kind: 'certificate', certificate })],
  ])('asks again at every step: %s is revoked', async (_name, targetOf) => {
    const { keys } = (await service.call(admin, 'GET', '/v1/keys')).json as KeyList;
    const signer = keys.find(({ purpose }) => purpose === 'signer')?.certificate ?? '';
    const pem = toPem(Buffer.from(signer, 'base64'));
    const other = buildPe({ bzImage: true, release: '6.12.1-test', trailing: new Uint8Array(0) });
    const asked = (await ask(other)).json as ImageRecord;
    const waiting = (await ask(kernel, 'vmlinuz-6.12.1-b')).json as ImageRecord;
    const signed = (await decide(asked)).json as ImageRecord;
    expect(signed.state).toBe('signed');
    expect((await service.call(engineer, 'GET', `/v1/images/${asked.id}/signature`)).status).toBe(200);
    const calls = service.keys.image.calls;

    await revoke(targetOf(asked, pem));
    // At hand-out, at the decision on what waited, and when it is asked for again.
    const handed = await service.call(engineer, 'GET', `/v1/images/${asked.id}/signature`);
    expect([handed.status, handed.text]).toEqual([409, expect.stringContaining('revoked')]);
    expect((await decide(waiting)).json).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('revoked'),
    });
    const again = await ask(other);
    const after = again.status === 200 ? await decide(again.json) : undefined;
    expect(again.status === 409 || [stateOf(again.json), stateOf(after?.json)].includes('refused')).toBe(true);
    expect(service.keys.image.calls).toBe(calls);
    expect((await service.call(engineer, 'GET', `/v1/images/${asked.id}`)).json).toMatchObject({
      revoked: { reason: 'CVE-2026-1' },
    });
  });

  it('asks for the policy as it is now', async () => {
    const waiting = (await ask(kernel)).json as ImageRecord;
    await policy(rule({ approvals: 2 }));
    expect((await decide(waiting)).json).toMatchObject({ state: 'pending' });
    expect((await decide(waiting, person('bob', 'approver'))).json).toMatchObject({ state: 'signed' });
    await policy(rule({ names: ['other'] }));
    const handed = await service.call(engineer, 'GET', `/v1/images/${waiting.id}/signature`);
    expect([handed.status, handed.text]).toEqual([409, expect.stringContaining('no rule')]);
  });

  it('signs nothing with a certificate that has expired, and asks the key for nothing', async () => {
    const waiting = (await ask(kernel)).json as ImageRecord;
    service.clock = new Date(service.clock.getTime() + 6 * 365 * 86_400_000);
    expect((await decide(waiting)).status).toBe(409);
    const late = await ask(buildPe({ bzImage: true, release: '6.12.2-test' }));
    expect((await decide(late.json as ImageRecord)).json).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('expired'),
    });
    expect(service.keys.image.calls).toBe(0);
  });

  it('signs nothing by its digest that is signed as it stands: the caller would choose the signed bytes', async () => {
    await policy(rule({ approvals: 0, byDigest: true, consumers: ['uefi', 'module'] }));
    const digest = 'ab'.repeat(32);
    const by = (kind: string) => service.call(engineer, 'POST', '/v1/images', { name: 'x', digest, kind });
    const refused = await by('appended');
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('upload')]);
    expect(service.keys.image.calls).toBe(0);
    const { image } = (await by('authenticode')).json as CreatedImage;
    expect(image).toMatchObject({ state: 'signed', provisional: true });
    // One that was asked for, or signed, before that was so.
    const { register } = service.deps;
    const stored = await register.require(image.id);
    await register.update({ ...stored, kind: 'appended' });
    const handed = await service.call(engineer, 'GET', `/v1/images/${image.id}/signature`);
    expect([handed.status, handed.text]).toEqual([409, expect.stringContaining('by its digest')]);
    // Every thirtieth id ends in a Z.
    const otherId = stored.id.replace(/.$/, (last) => (last === 'Z' ? 'Y' : 'Z'));
    await register.create({ ...stored, id: otherId, kind: 'appended', state: 'pending' });
    const waiting = await register.require(otherId);
    const calls = service.keys.image.calls;
    expect((await decide(waiting)).json).toMatchObject({ state: 'refused' });
    expect(service.keys.image.calls).toBe(calls);
  });

  it('has the intent in the log before the key is asked', async () => {
    const asked = (await ask(kernel)).json as ImageRecord;
    const order: string[] = [];
    const { log } = service.deps;
    const { keys } = service;
    const append = log.append.bind(log);
    Object.assign(log, { append: (entry: { type: string }) => (order.push(entry.type), append(entry as never)) });
    const sign = keys.image.sign.bind(keys.image);
    Object.assign(keys.image, { sign: (bytes: Uint8Array) => (order.push('kms'), sign(bytes)) });
    await decide(asked);
    Object.assign(keys.image, { sign });
    expect(order).toEqual(['approved', 'signing', 'kms', 'signed']);
  });

  it('does not count an approval for what the approver asks for', async () => {
    const both = person('ada', 'approver', 'release-engineer');
    await decide((await ask(kernel)).json);
    expect((await ask(kernel, 'vmlinuz-6.12.1', both)).json).toMatchObject({ state: 'pending', approvals: [] });
  });
});
