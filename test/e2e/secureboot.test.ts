/**
 * What the service signs, and what it says of others' signatures, before those it is for: real firmware under Secure Boot, and the
 * kexec_file_load of real kernels that the firmware started, under lockdown. The keys are those of the embedded KMS.
 *
 * Hundreds of images are asked about in each boot of a machine: an emulated one takes its time to start.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';
import {
  SIGNATURE_TYPE,
  writeSignatureLists,
  type SignatureRecord,
} from '../../shared/authenticode/revocation/signature-list.ts';
import { planSigning } from '../../shared/authenticode/sign/sign-image.ts';
import { withSignatures } from '../../shared/authenticode/pe/edit.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../shared/authenticode/verify.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { ChangeRecord } from '../../shared/contract/changes.ts';
import type { CreatedImage, ImageRecord, KeyList, SignatureAnswer } from '../../shared/contract/images.ts';
import type { RevocationList } from '../../shared/contract/revocations.ts';
import type { Consumer, Verdict } from '../../shared/contract/verify.ts';
import { callApi, describeOnStack } from '../integration/support/stack.ts';
import { describeUnless, missing } from '../support/oracles.ts';
import { makeOddWorld, STRICTER, type OddWorld } from '../support/odd-images.ts';
import { bytesOf, digestOf } from '../support/signed-images.ts';
import { guestKernels, type GuestKernel } from './kdump/kernel.ts';
import { errnoOf } from './secureboot/errno.ts';
import { firmwareStarts, kexecVerdicts, OVMF_CODE, OVMF_VARS, type Startable } from './secureboot/machine.ts';
import { enrolKeys, type BootOption } from './secureboot/vars.ts';

/** Emulated, on a machine with other work to do. */
const FIRMWARE_MS = 4 * 60_000;
const KEXEC_MS = 10 * 60_000;

const lacks = missing({
  commands: ['qemu-system-x86_64', 'busybox', 'kexec', 'ldd', 'mformat', 'mcopy', 'xz'],
  files: [OVMF_CODE, OVMF_VARS],
});
const kernels = lacks.length === 0 ? guestKernels() : lacks.join(', ');

if (typeof kernels === 'string') describeUnless([kernels], 'signatures under Secure Boot', () => undefined);
else {
  describeOnStack('signatures under Secure Boot', () => {
    secureBootTests(kernels);
  });
}

interface Trust {
  readonly db: readonly SignatureRecord[];
  readonly dbx: readonly SignatureRecord[];
}

function secureBootTests(guests: readonly GuestKernel[]): void {
  let world: OddWorld;
  let keys: KeyList;
  /** By release: what the service signed, and the same without a signature. */
  const signed = new Map<string, { readonly unsigned: Buffer; readonly good: Buffer }>();
  let trusting: Trust;
  let revoking: Trust;

  const certificate = (purpose: string): Uint8Array =>
    Buffer.from(keys.keys.find((key) => key.purpose === purpose && key.active)?.certificate ?? '', 'base64');
  const enrol = ({ db, dbx }: Trust, boot: readonly BootOption[] = []): Uint8Array =>
    enrolKeys(readFileSync(OVMF_VARS), {
      platformKey: world.authority.root,
      keyExchangeKey: certificate('kek'),
      db: writeSignatureLists(db),
      ...(dbx.length === 0 ? {} : { dbx: writeSignatureLists(dbx) }),
      boot,
    });

  beforeAll(async () => {
    world = await makeOddWorld();
    keys = (await callApi('POST', 'v1/keys/init', { as: 'ada', body: { organization: 'Example' } })).body as KeyList;
    const db = [
      certificateRecord(certificate('root')),
      ...world.db.map((der) => certificateRecord(der)),
      ...world.dbDigests.map((data) => record('sha256', data)),
    ];
    trusting = { db, dbx: [] };
    revoking = { db, dbx: world.dbx };
    for (const guest of guests) {
      const plan = await planSigning(memorySource(readFileSync(guest.image), 'vmlinuz'), { waive: true });
      const { headers } = plan.image;
      if (headers === undefined) throw new Error('the kernel is no PE image');
      const unsigned = await bytesOf(await withSignatures(plan.image.source, headers, []));
      const signature = await signByService(guest.release, unsigned);
      signed.set(guest.release, {
        unsigned,
        good: await bytesOf(await withSignatures(plan.image.source, headers, [signature])),
      });
    }
  });

  it('the firmware starts what verify says it starts: kernels that the service signed, and images that are odd in one thing each', async () => {
    await expectFirmware({ ...world.images, ...kernelImages() }, trusting);
  });

  it('the firmware refuses what its dbx names, as verify says', async () => {
    await expectFirmware(world.images, revoking, STRICTER);
  });

  for (const [index, guest] of guests.entries()) {
    const isFirst = index === 0;
    it(
      `Linux ${guest.release} under lockdown loads by kexec what verify says it loads` +
        (isFirst ? ', and takes our update of dbx, which the firmware then obeys' : ', whatever its dbx names'),
      async () => {
        const trust = isFirst ? trusting : revoking;
        const { unsigned, good } = signed.get(guest.release) ?? { unsigned: Buffer.alloc(0), good: Buffer.alloc(0) };
        const consumer = consumerOf(guest.release);
        const images: Record<string, Buffer> = {};
        const expected: Record<string, string> = {};
        for (const [name, image] of Object.entries({ ...world.images, ...kernelImages(guest.release) })) {
          const { accepts, errno, reason } = await verdictOf(image, consumer, trust);
          // Kernel bugs, on which the guest may die.
          if (reason.includes('out of bounds')) continue;
          images[name] = image;
          expected[name] = accepts ? 'ok' : (errno ?? 'refuse');
        }
        const update = isFirst ? { dbxUpdate: await dbxUpdateOf(world.images['good'] ?? Buffer.alloc(0)) } : {};
        const boot = [{ path: '\\0.EFI' }, { path: '\\1.EFI' }];
        const result = await kexecVerdicts(
          { kernel: guest, signed: good, vars: enrol(trust, boot), images, contentBytes: unsigned.length, ...update },
          KEXEC_MS,
        );
        expect(result.console).toContain('E2E lockdown none [integrity]');
        const said = Object.fromEntries(
          Object.keys(images).map((name) => [name, errnoOf(result.verdicts.get(name) ?? 'nothing said')]),
        );
        expect(said).toEqual(expected);
        if (!isFirst) return;
        expect(result.console).toContain('E2E dbx status=0');
        const revoked = world.images['good'] ?? Buffer.alloc(0);
        const control = world.images['certificate-rsa-3072'] ?? Buffer.alloc(0);
        const after = await firmwareStarts(
          { revoked: { bytes: revoked }, control: { bytes: control } },
          () => result.vars,
          FIRMWARE_MS,
        );
        expect(after).toEqual({ revoked: 'Access Denied', control: 'started' });
      },
    );
  }

  /** As the service signed them, and with one byte changed. They return when told of an initial RAM disk that is not there. */
  function kernelImages(release?: string): Record<string, Buffer> {
    const images: Record<string, Buffer> = {};
    for (const [name, { unsigned, good }] of signed) {
      if (release !== undefined && name !== release) continue;
      const tampered = Buffer.from(good);
      tampered[0x50] = (tampered[0x50] ?? 0) ^ 0x20;
      Object.assign(images, { [`kernel-${name}`]: good, [`kernel-${name}-tampered`]: tampered });
      if (release !== undefined) images[`kernel-${name}-unsigned`] = unsigned;
    }
    return images;
  }

  async function expectFirmware(
    images: Readonly<Record<string, Buffer>>,
    trust: Trust,
    except: readonly string[] = [],
  ): Promise<void> {
    const startables: Record<string, Startable> = {};
    for (const [name, bytes] of Object.entries(images)) {
      startables[name] = name.startsWith('kernel-') ? { bytes, argument: 'initrd=\\none' } : { bytes };
    }
    const answers = await firmwareStarts(startables, (boot) => enrol(trust, boot), FIRMWARE_MS);
    const said: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const [name, image] of Object.entries(images)) {
      const answer = answers[name] ?? 'nothing';
      // The boot manager does not ask about what is no application for this machine.
      if (except.includes(name) || answer === 'Not Found' || answer === 'Unsupported') continue;
      const { accepts, reason } = await verdictOf(image, 'uefi', trust);
      said[name] = answer === 'started' ? 'started' : 'refused';
      expected[name] = accepts ? 'started' : 'refused';
      if (said[name] !== expected[name]) expected[name] += ` (${reason})`;
    }
    expect(said).toEqual(expected);
    expect(Object.values(said).filter((answer) => answer === 'started').length).toBeGreaterThan(100);
    expect(Object.values(said).filter((answer) => answer === 'refused').length).toBeGreaterThan(100);
  }

  /** Of a revocation by the service, as efivarfs takes it: the attributes of an appended, authenticated variable in front. */
  async function dbxUpdateOf(image: Buffer): Promise<Buffer> {
    const digest = Buffer.from(digestOf(image)('sha256')).toString('hex');
    const asked = await callApi('POST', 'v1/revocations', {
      as: 'ada',
      body: { target: { kind: 'image', digest }, reason: 'end to end' },
    });
    const { id, content } = asked.body as ChangeRecord;
    const approval = { decision: 'approve', content };
    const approved = await callApi('POST', `v1/revocations/changes/${id}/decisions`, { as: 'april', body: approval });
    expect(approved.body).toMatchObject({ state: 'in-force' });
    const { files } = (await callApi('GET', 'v1/revocations', { as: 'ada' })).body as RevocationList;
    return Buffer.concat([Buffer.from([0x67, 0, 0, 0]), Buffer.from(files['dbx.auth'] ?? '', 'base64')]);
  }

  /** By upload, with somebody else's approval. */
  async function signByService(release: string, image: Buffer): Promise<Uint8Array> {
    const upload = { sizeBytes: image.length, sha256: createHash('sha256').update(image).digest('hex') };
    const asked = await callApi('POST', 'v1/images', { as: 'remy', body: { name: `vmlinuz-${release}`, upload } });
    const { image: created, put } = asked.body as CreatedImage;
    const answer = await fetch(put?.url ?? '', { method: 'PUT', headers: put?.headers ?? {}, body: image });
    expect(answer.status).toBe(200);
    const submitted = (await callApi('POST', `v1/images/${created.id}/submit`, { as: 'remy' })).body as ImageRecord;
    expect(submitted).toMatchObject({ state: 'pending', image: { release } });
    const approval = { decision: 'approve', digest: submitted.digest };
    await callApi('POST', `v1/images/${created.id}/decisions`, { as: 'april', body: approval });
    const { body } = await callApi('GET', `v1/images/${created.id}/signature`, { as: 'remy' });
    return Buffer.from((body as SignatureAnswer).signature, 'base64');
  }
}

function record(typeName: 'sha256', data: Uint8Array): SignatureRecord {
  return { type: SIGNATURE_TYPE[typeName], typeName, owner: '11111111-2222-3333-4444-555566667777', data };
}

async function verdictOf(image: Uint8Array, consumer: Consumer, policy: Trust): Promise<Verdict> {
  const report = await verifyImage(memorySource(image), { policy, consumers: [consumer] });
  const [verdict] = report.verdicts;
  if (verdict === undefined) throw new Error(`no verdict of ${consumer}`);
  return verdict;
}

function consumerOf(release: string): Consumer {
  if (release.startsWith('6.1.')) return 'kexec-6.1';
  return release.startsWith('6.12.') ? 'kexec-6.12' : 'kexec-7';
}
