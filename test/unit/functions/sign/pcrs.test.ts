/** PCR policies of UKIs: a request of their own, that policy allows by name, somebody approves, and a key of its own signs. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { pcrPolicies } from '../../../../shared/authenticode/facts/pcr.ts';
import { readPcrStarts } from '../../../../shared/authenticode/facts/uki.ts';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { objectionToPcrSignatures } from '../../../../shared/authenticode/sign/pcr-signatures.ts';
import type { Refused } from '../../../../shared/aws/images/signing/order.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type {
  CreatedImage,
  ImageRecord,
  PcrKey,
  PcrScope,
  PolicyRule,
  SignatureAnswer,
} from '../../../../shared/contract/images.ts';
import { publishedDigests } from '../../../../shared/domain/image/revocations.ts';
import type { SignOrder } from '../../../../shared/domain/image/order.ts';
import { buildPe, code, type PeSectionSpec } from '../../../support/pe-writer.ts';
import { makeTestKey } from '../../../support/signing-keys.ts';
import {
  changeBy,
  person,
  setPolicy,
  signerOf,
  signingService,
  type ServiceHarness,
} from '../../../support/signing-service.ts';

const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const admin = person('root', 'admin');
const NAME = 'linux-6.12.1.efi:pcrs';
const SCOPE: PcrScope = {
  banks: ['sha256', 'sha384'],
  phases: ['enter-initrd', 'enter-initrd:leave-initrd', 'enter-initrd:leave-initrd:sysinit'],
};
const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
const section = (name: string, content: string): PeSectionSpec => ({
  name,
  data: Buffer.concat([Buffer.from(content), Buffer.alloc(0x400 - content.length)]),
  virtualSize: content.length,
});
const uki = (cmdline: string, ...more: readonly PeSectionSpec[]): Uint8Array =>
  buildPe({
    peOffset: 0x280,
    sections: [
      { name: '.text', data: code(0x200), executable: true },
      section('.cmdline', cmdline),
      { name: '.linux', data: kernel },
      ...more,
    ],
  });

let service: ServiceHarness;
const rule = (more: Partial<PolicyRule> = {}): PolicyRule => ({
  ...{ names: ['linux-*'], releases: ['6.12.*'], approvals: 1, byDigest: true, consumers: ['uefi'], mayForce: false },
  ...{ pcrSignatures: SCOPE },
  ...more,
});
const policyOf = (version: number, ...rules: readonly PolicyRule[]) => ({
  version,
  requestHours: 72,
  rules: [...rules],
});

beforeEach(async () => {
  service = signingService();
  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  await setPolicy(service, policyOf(0, rule()));
});

async function ask(image: Uint8Array, more: object = {}): Promise<ImageRecord> {
  const sha256 = createHash('sha256').update(image).digest('hex');
  const body = { name: NAME, kind: 'pcr-policies', upload: { sizeBytes: image.length, sha256 }, ...more };
  const created = await service.call(engineer, 'POST', '/v1/images', body);
  expect([created.status, created.text]).toEqual([201, expect.anything()]);
  const { id } = (created.json as CreatedImage).image;
  service.upload(id, image);
  return (await service.call(engineer, 'POST', `/v1/images/${id}/submit`)).json;
}

const decide = async ({ id, digest }: ImageRecord): Promise<ImageRecord> =>
  (await service.call(approver, 'POST', `/v1/images/${id}/decisions`, { decision: 'approve', digest })).json;
const fetched = (id: string) => service.call(engineer, 'GET', `/v1/images/${id}/signature`);

describe('PCR policies', () => {
  it('are signed by a key of their own once somebody approved the sections that they are of', async () => {
    const image = uki('quiet');
    const asked = await ask(image);
    expect(asked).toMatchObject({ state: 'pending', kind: 'pcr-policies', image: { commandLine: 'quiet' } });
    expect(asked.pcrs?.policies).toHaveLength(6);
    expect(service.keys.pcr.calls).toBe(0);
    const signed = await decide(asked);
    const key = (await service.call(engineer, 'GET', '/v1/keys/pcr')).json as PcrKey;
    expect(signed).toMatchObject({ state: 'signed', signer: { certificateSha256: key.fingerprint } });
    expect([service.keys.pcr.calls, service.keys.image.calls]).toEqual([6, 0]);

    const answer = (await fetched(asked.id)).json as SignatureAnswer;
    const source = memorySource(image);
    const { headers } = await openImage(source);
    if (headers === undefined) throw new Error('no PE image');
    const own = pcrPolicies(await readPcrStarts(source, headers), SCOPE);
    const json = Buffer.from(answer.signature, 'base64');
    expect(objectionToPcrSignatures(json, own, Buffer.from(key.publicKey, 'base64'))).toBeUndefined();
    // The same again is answered from the record.
    expect(await ask(image)).toMatchObject({ state: 'signed', approvedAs: asked.id });
    expect(service.keys.pcr.calls).toBe(6);
  });

  it('of another command line are shown as a change, with the line before', async () => {
    await decide(await ask(uki('root=/dev/vda ro')));
    const { changes } = await ask(uki('root=/dev/vda ro init=/bin/sh'));
    expect(changes).toContainEqual({
      field: 'command line',
      before: 'root=/dev/vda ro',
      after: 'root=/dev/vda ro init=/bin/sh',
    });
  });

  it('that are in the image already are no objection, stale or not', async () => {
    const pol = 'ab'.repeat(32);
    const pcrsig = JSON.stringify({ sha256: [{ pcrs: [11], pkfp: 'aa', pol, sig: 'AA==' }] });
    expect(await ask(uki('quiet', section('.pcrsig', pcrsig)))).toMatchObject({ state: 'pending' });
  });

  it('are refused where .pcrpkey is another key, and made where it is this one', async () => {
    const pem = (publicKey: Uint8Array): PeSectionSpec => section('.pcrpkey', toPem(publicKey, 'PUBLIC KEY'));
    const other = await ask(uki('quiet', pem(makeTestKey().publicKey)));
    expect(other).toMatchObject({ state: 'refused', reason: expect.stringMatching(/^pcrpkey-differs/) });
    expect(await ask(uki('quiet', section('.pcrpkey', 'no key')))).toMatchObject({
      reason: expect.stringMatching(/^pcrpkey-differs.*unreadable/),
    });
    expect(await ask(uki('quiet', pem(await service.keys.pcr.publicKey())))).toMatchObject({ state: 'pending' });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['a kernel', kernel, /no rule|no PCR policies/],
    ['what is no image', Buffer.alloc(4096, 1), /./],
    [
      'a UKI whose device tree the machine chooses',
      uki('quiet', { name: '.dtbauto', data: Buffer.alloc(16) }),
      /machine/,
    ],
    ['a UKI of another release than the rule names', buildPe({ peOffset: 0x280, sections: [] }), /./],
  ])('of %s are none', async (_name, image, reason) => {
    const answer = await ask(image);
    expect(JSON.stringify(answer)).toMatch(reason);
    expect(answer.state).not.toBe('pending');
    expect(service.keys.pcr.calls).toBe(0);
  });

  it('are made for no UKI that the policy does not name', async () => {
    await setPolicy(service, policyOf(1, rule({ pcrSignatures: undefined })));
    expect(await ask(uki('quiet'))).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/no PCR signatures are made/),
    });
  });

  it('are not signed, and not handed out, once the policy names them no more', async () => {
    const [waiting, signed] = [await ask(uki('a')), await ask(uki('b'))];
    await decide(signed);
    await setPolicy(service, policyOf(1, rule({ pcrSignatures: { ...SCOPE, banks: ['sha256'] } })));
    expect(await decide(waiting)).toMatchObject({ state: 'refused', reason: expect.stringMatching(/sha384/) });
    expect((await fetched(signed.id)).status).toBe(409);
    await setPolicy(service, policyOf(2, rule({ pcrSignatures: { ...SCOPE, phases: ['enter-initrd'] } })));
    expect((await fetched(signed.id)).text).toMatch(/leave-initrd/);
    await setPolicy(service, policyOf(3, rule({ pcrSignatures: undefined })));
    expect((await fetched(signed.id)).text).toMatch(/no PCR signatures are made/);
  });

  it('are not signed of what is stored in the place of what was approved', async () => {
    const asked = await ask(uki('quiet'));
    const [version] = service.uploads.get(asked.id) ?? [];
    Object.assign(version ?? {}, { bytes: uki('evil!') });
    expect(await decide(asked)).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/^the stored image has the digest/),
    });
    expect(service.keys.pcr.calls).toBe(0);
  });

  it('of a release that is revoked are neither signed nor handed out', async () => {
    const [waiting, signed] = [await ask(uki('a')), await ask(uki('b'))];
    await decide(signed);
    service.deps.revocations.list = () =>
      Promise.resolve({
        version: 1,
        revocations: [
          {
            target: { kind: 'release', release: '6.12.1-test' },
            ...{ reason: 'CVE', by: 'x', at: '2026-11-23T12:00:00.000Z', version: 1 },
          },
        ],
      });
    expect(await decide(waiting)).toMatchObject({ state: 'refused', reason: expect.stringMatching(/^revoked/) });
    expect((await fetched(signed.id)).status).toBe(409);
  });

  it.each<[string, object]>([
    ['a name of something else', { name: 'linux-6.12.1.efi' }],
    ['their name for an image', { kind: 'authenticode' }],
    ['a digest in place of the image', { upload: undefined, digest: 'a'.repeat(64) }],
    ['a digest beside the image', { digest: 'a'.repeat(64) }],
  ])('are not asked for by %s', async (_what, more) => {
    const upload = { sizeBytes: 1, sha256: 'a'.repeat(64) };
    const body = { name: NAME, kind: 'pcr-policies', upload, ...more };
    const { status } = await service.call(engineer, 'POST', '/v1/images', body);
    expect(status).toBe(400);
  });

  it('are a warning to whoever approves a policy that opens them', async () => {
    const more = policyOf(1, rule(), rule({ names: ['debug-*'] }));
    const { json } = await service.call(admin, 'POST', '/v1/changes', {
      proposal: { kind: 'policy', policy: more },
      reason: 'for the test',
    });
    expect((json as { warnings: string[] }).warnings).toContainEqual(
      expect.stringMatching(/^PCR signatures.*debug-\*/),
    );
    expect((await changeBy(service.call, { kind: 'policy', policy: more })).status).toBe(200);
  });
});

describe('a root hash', () => {
  const rootHash = 'ab'.repeat(32);
  const body = { name: 'linux-root:roothash', kind: 'root-hash', digest: rootHash };
  const opened = rule({ releases: undefined, pcrSignatures: undefined, rootHashes: true });

  it.each<[string, object, Partial<PolicyRule>, number]>([
    ['where the policy does not open them', {}, { rootHashes: undefined }, 403],
    ['of another name', { name: 'linux-root' }, {}, 400],
    ['with an upload', { upload: { sizeBytes: 1, sha256: rootHash } }, {}, 400],
    ['as a digest of an image', { kind: 'authenticode' }, {}, 400],
    ['for a name that the policy does not have', { name: 'other:roothash' }, {}, 403],
  ])('%s is not asked for', async (_what, more, rules, status) => {
    await setPolicy(service, policyOf(1, { ...opened, ...rules }));
    expect((await service.call(engineer, 'POST', '/v1/images', { ...body, ...more })).status).toBe(status);
  });

  it('is signed once it is approved, and neither signed nor handed out when the policy names them no more', async () => {
    await setPolicy(service, policyOf(1, opened));
    const asked = async (digest: string): Promise<ImageRecord> =>
      ((await service.call(engineer, 'POST', '/v1/images', { ...body, digest })).json as CreatedImage).image;
    const [signed, waiting] = [await asked(rootHash), await asked('cd'.repeat(32))];
    expect(await decide(signed)).toMatchObject({ state: 'signed', provisional: true });
    expect((await fetched(signed.id)).status).toBe(200);
    await setPolicy(service, policyOf(2, { ...opened, rootHashes: false }));
    expect((await fetched(signed.id)).text).toMatch(/no root hashes are signed/);
    expect(await decide(waiting)).toMatchObject({ state: 'refused', reason: expect.stringMatching(/no root hashes/) });
    expect(service.keys.image.calls).toBe(1);
  });
});

describe('the register', () => {
  it('takes no signed policies for a signed kernel, nor their digest for that of an image', async () => {
    const record = await decide(await ask(uki('quiet')));
    expect(record.state).toBe('signed');
    const stored = await service.deps.register.require(record.id);
    await service.deps.register.index({ ...stored, image: { kind: 'uki', sizeBytes: 1, buildId: 'ab'.repeat(20) } });
    expect(await service.deps.register.byBuildId('ab'.repeat(20))).toEqual([]);
    await service.deps.register.index({
      ...stored,
      kind: 'authenticode',
      image: { kind: 'uki', sizeBytes: 1, buildId: 'ab'.repeat(20) },
    });
    expect(await service.deps.register.byBuildId('ab'.repeat(20))).toHaveLength(1);
    expect(publishedDigests([stored, { ...stored, kind: 'root-hash' }])).toEqual([]);
    expect(publishedDigests([{ ...stored, kind: 'authenticode' }])).toEqual([record.digest]);
  });
});

describe('an order for PCR policies with one thing wrong', () => {
  let good: SignOrder;
  beforeEach(async () => {
    const orders: SignOrder[] = [];
    const { signer } = service.deps;
    const sign = signer.sign.bind(signer);
    Object.assign(signer, {
      sign: (order: SignOrder): Promise<Refused> => (orders.push(order), Promise.resolve({ refused: 'not yet' })),
    });
    await decide(await ask(uki('quiet')));
    Object.assign(signer, { sign });
    const [order] = orders;
    if (order === undefined) throw new Error('nothing was ordered');
    good = order;
  });
  const image = (change: Partial<SignOrder['image']>): SignOrder => ({ ...good, image: { ...good.image, ...change } });

  it('is a good order', async () => {
    expect(await signerOf(service.signerDeps).sign(good)).toHaveProperty('signature');
    expect(service.keys.pcr.calls).toBe(6);
  });

  it.each<[string, () => SignOrder, RegExp]>([
    [
      'another policy',
      () => {
        const [first, ...rest] = good.image.pcrs?.policies ?? [];
        if (first === undefined) throw new Error('no policy');
        return image({ pcrs: { ...SCOPE, policies: [{ ...first, policy: 'a'.repeat(64) }, ...rest] } });
      },
      /not those of the digest/,
    ],
    ['no policies', () => image({ pcrs: undefined }), /not those of the digest/],
    ['as the signature of an image', () => ({ ...image({ kind: 'authenticode' }), kind: 'authenticode' }), /^kind/],
    [
      'as the signature of an image, by its name',
      () => ({ ...image({ kind: 'authenticode', name: 'linux-6.12.1.efi' }), kind: 'authenticode' }),
      /does not announce/,
    ],
    ['by another name', () => image({ name: 'linux-6.12.9.efi:pcrs' }), /does not announce/],
    ['no approval', () => image({ approvals: [] }), /needed/],
  ])('%s: the key is not asked', async (_name, make, reason) => {
    expect(await signerOf(service.signerDeps).sign(make())).toEqual({ refused: expect.stringMatching(reason) });
    expect([service.keys.pcr.calls, service.keys.image.calls]).toEqual([0, 0]);
  });
});
