/** Another key of PCR policies: what is bound to the one before is unlocked until it is moved. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { fingerprintOf } from '../../../../shared/authenticode/facts/pcr-key.ts';
import { pcrPolicies } from '../../../../shared/authenticode/facts/pcr.ts';
import { readPcrStarts } from '../../../../shared/authenticode/facts/uki.ts';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { objectionToPcrSignatures } from '../../../../shared/authenticode/sign/pcr-signatures.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type {
  CreatedImage,
  ImageRecord,
  PcrKeys,
  PcrScope,
  SignatureAnswer,
} from '../../../../shared/contract/images.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { pcrSignerId } from '../../../../shared/domain/image/pcr-keys.ts';
import { buildPe, code, type PeSectionSpec } from '../../../support/pe-writer.ts';
import {
  countingPolicySigner,
  person,
  setPolicy,
  signingService,
  type ServiceHarness,
} from '../../../support/signing-service.ts';

const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const SCOPE: PcrScope = { banks: ['sha256'], phases: ['enter-initrd'] };
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
      { name: '.linux', data: buildPe({ bzImage: true, release: '6.12.1-test' }) },
      ...more,
    ],
  });

let service: ServiceHarness;
/** The key that there is first. */
let oldest: ReturnType<typeof countingPolicySigner>;
beforeEach(async () => {
  service = signingService();
  oldest = service.keys.pcr;
  await service.call(person('root', 'admin'), 'POST', '/v1/keys/init', { organization: 'Example' });
  const rule = { names: ['*'], approvals: 1, byDigest: false, consumers: ['uefi' as const], mayForce: false };
  await setPolicy(service, { version: 0, requestHours: 72, rules: [{ ...rule, pcrSignatures: SCOPE }] });
});

async function ask(image: Uint8Array): Promise<ImageRecord> {
  const sha256 = createHash('sha256').update(image).digest('hex');
  const body = { name: 'linux.efi:pcrs', kind: 'pcr-policies', upload: { sizeBytes: image.length, sha256 } };
  const { id } = ((await service.call(engineer, 'POST', '/v1/images', body)).json as CreatedImage).image;
  service.upload(id, image);
  return (await service.call(engineer, 'POST', `/v1/images/${id}/submit`)).json;
}

const decide = async ({ id, digest }: ImageRecord): Promise<ImageRecord> =>
  (await service.call(approver, 'POST', `/v1/images/${id}/decisions`, { decision: 'approve', digest })).json;
const fetched = (id: string) => service.call(engineer, 'GET', `/v1/images/${id}/signature`);

describe('another key of PCR policies', () => {
  const newest = () => countingPolicySigner('pcr-2');
  /** As another deployment has it: the harness keeps the object of keys. */
  const rotate = (keys: Partial<Record<'pcr' | 'pcrBefore', ReturnType<typeof newest> | undefined>>): void => {
    Object.assign(service.signerDeps.keys, keys);
  };
  const keysNow = async (): Promise<PcrKeys> => (await service.call(engineer, 'GET', '/v1/keys/pcr')).json;
  /** Which of the keys have signed all policies of the image, by fingerprint. */
  const signersOf = async (image: Uint8Array, { id }: ImageRecord): Promise<string[]> => {
    const json = Buffer.from(((await fetched(id)).json as SignatureAnswer).signature, 'base64');
    const source = memorySource(image);
    const { headers } = await openImage(source);
    if (headers === undefined) throw new Error('no PE image');
    const own = pcrPolicies(await readPcrStarts(source, headers), SCOPE);
    const publicKeys = await Promise.all([countingPolicySigner(), newest()].map((each) => each.publicKey()));
    return publicKeys
      .filter((publicKey) => objectionToPcrSignatures(json, own, publicKey) === undefined)
      .map((publicKey) => fingerprintOf(publicKey));
  };

  it('signs beside the one before, so that what is bound to either is unlocked, and then alone', async () => {
    const image = uki('quiet');
    const old = await keysNow();
    const first = await decide(await ask(image));
    expect(await signersOf(image, first)).toEqual([old.fingerprint]);

    rotate({ pcr: newest(), pcrBefore: oldest });
    const both = await keysNow();
    expect(both.before).toEqual(old);
    // What the one before signed alone is no signature of both: somebody decides again.
    const again = await ask(image);
    expect(again).toMatchObject({ state: 'pending' });
    const second = await decide(again);
    expect(second.signer?.certificateSha256).toBe(pcrSignerId(both));
    expect(await signersOf(image, second)).toEqual([old.fingerprint, both.fingerprint]);
    expect(await signersOf(image, first)).toEqual([old.fingerprint]);

    rotate({ pcrBefore: undefined });
    const third = await decide(await ask(image));
    expect(third.signer?.certificateSha256).toBe(both.fingerprint);
    expect(await signersOf(image, third)).toEqual([both.fingerprint]);
    // Taken back, the record of both is found again.
    rotate({ pcrBefore: oldest });
    const calls = oldest.calls;
    expect(await ask(image)).toMatchObject({ state: 'signed', approvedAs: second.id });
    expect(oldest.calls).toBe(calls);
  });

  it('is one that .pcrpkey may name, and so is the one before while it signs', async () => {
    const pkey = async (key: ReturnType<typeof newest>): Promise<PeSectionSpec> =>
      section('.pcrpkey', toPem(await key.publicKey(), 'PUBLIC KEY'));
    rotate({ pcr: newest(), pcrBefore: oldest });
    expect(await ask(uki('quiet', await pkey(newest())))).toMatchObject({ state: 'pending' });
    expect(await ask(uki('quiet', await pkey(oldest)))).toMatchObject({ state: 'pending' });
    rotate({ pcrBefore: undefined });
    expect(await ask(uki('debug', await pkey(oldest)))).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/^pcrpkey-differs/),
    });
  });

  it('that comes between request and signature signs what was approved, and goes on where it was interrupted', async () => {
    const image = uki('quiet');
    const asked = await ask(image);
    const other = newest();
    let isLost = true;
    const losing = {
      ...other,
      sign: (...of: Parameters<typeof other.sign>) => {
        if (!isLost) return other.sign(...of);
        isLost = false;
        return Promise.reject(new TransientError('KMS is away'));
      },
    };
    rotate({ pcr: losing, pcrBefore: oldest });
    const decision = { decision: 'approve', digest: asked.digest };
    const path = `/v1/images/${asked.id}/decisions`;
    await expect(service.call(approver, 'POST', path, decision)).rejects.toThrow('KMS is away');
    const signed = (await service.call(approver, 'POST', path, decision)).json as ImageRecord;
    expect(signed).toMatchObject({ state: 'signed', signer: { certificateSha256: pcrSignerId(await keysNow()) } });
    expect(await signersOf(image, signed)).toHaveLength(2);
  });
});
