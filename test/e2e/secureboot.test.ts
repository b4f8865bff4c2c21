/**
 * What the service signs, before those it is signed for: real firmware under Secure Boot, and the kexec_file_load of a real kernel
 * that the firmware started, under lockdown. The keys are those of the embedded KMS.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publish } from '../../shared/authenticode/revocation/publication.ts';
import { planSigning } from '../../shared/authenticode/sign/sign-image.ts';
import { signAuthenticode } from '../../shared/authenticode/sign/signed-data.ts';
import { withSignatures } from '../../shared/authenticode/pe/edit.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../shared/authenticode/verify.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { CreatedImage, ImageRecord, KeyList, SignatureAnswer } from '../../shared/contract/images.ts';
import type { RevocationList } from '../../shared/contract/revocations.ts';
import { callApi, describeOnStack } from '../integration/support/stack.ts';
import { missing } from '../support/oracles.ts';
import { signOddly } from '../support/odd-signature.ts';
import { oddSignatures } from '../support/odd-signatures.ts';
import { bytesOf, digestOf } from '../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../support/signing-keys.ts';
import { guestKernel, type GuestKernel } from './kdump/kernel.ts';
import { firmwareLoads, kexecVerdicts, OVMF_CODE, OVMF_VARS } from './secureboot/machine.ts';
import { enrolKeys } from './secureboot/vars.ts';

/** As the C library words them. */
const MESSAGES: Readonly<Record<string, string>> = {
  'Required key not available': 'ENOKEY',
  'Key was rejected by service': 'EKEYREJECTED',
  'Package not installed': 'ENOPKG',
  'Bad message': 'EBADMSG',
  'Accessing a corrupted shared library': 'ELIBBAD',
  'Message too long': 'EMSGSIZE',
  'No data available': 'ENODATA',
  'Invalid argument': 'EINVAL',
  'No such file or directory': 'ENOENT',
  'Unknown error 524': 'ENOTSUPP',
  // How kexec-tools words an EINVAL of this call.
  'syscall kexec_file_load not available': 'EINVAL',
};

function errnoOf(message: string | undefined): string {
  if (message === undefined || message === 'ok') return message ?? 'nothing said';
  const known = Object.keys(MESSAGES).find((text) => message.includes(text));
  return known === undefined ? message : (MESSAGES[known] ?? message);
}

/** Emulated, on a machine with other work to do. */
const FIRMWARE_MS = 5 * 60_000;
const KEXEC_MS = 15 * 60_000;

const lacks = missing({
  commands: ['qemu-system-x86_64', 'busybox', 'kexec', 'ldd', 'mformat', 'mmd', 'mcopy'],
  files: [OVMF_CODE, OVMF_VARS],
});
const kernel = lacks.length === 0 ? guestKernel() : lacks.join(', ');

if (typeof kernel === 'string') {
  describe.skip(`what the service signs, under Secure Boot (skipped: ${kernel})`, () => {
    it('needs qemu, OVMF and a Debian kernel', () => undefined);
  });
} else {
  describeOnStack('what the service signs, under Secure Boot', () => {
    secureBootTests(kernel);
  });
}

function secureBootTests(guest: GuestKernel): void {
  let authority: TestAuthority;
  /** In db as well: signs what no service would. */
  let odd: TestAuthority;
  let keys: KeyList;
  let unsigned: Buffer;
  let good: Buffer;
  let images: Record<string, Buffer>;
  let vars: Uint8Array;

  const certificate = (purpose: string): Uint8Array =>
    Buffer.from(keys.keys.find((key) => key.purpose === purpose && key.active)?.certificate ?? '', 'base64');

  beforeAll(async () => {
    authority = await makeTestAuthority('Rogue');
    odd = await makeTestAuthority('Odd');
    keys = (await callApi('POST', 'v1/keys/init', { as: 'ada', body: { organization: 'Example' } })).body as KeyList;
    const plan = await planSigning(memorySource(readFileSync(guest.image), 'vmlinuz'), { waive: true });
    const { headers } = plan.image;
    if (headers === undefined) throw new Error('the kernel is no PE image');
    unsigned = await bytesOf(await withSignatures(plan.image.source, headers, []));
    const signature = await signByService(unsigned);
    const rogue = await signAuthenticode(plan.digest, authority.identity);
    const attach = async (...signatures: Uint8Array[]): Promise<Buffer> =>
      bytesOf(await withSignatures(plan.image.source, headers, signatures));
    good = await attach(signature);
    const tampered = Buffer.from(good);
    tampered[0x50] = (tampered[0x50] ?? 0) ^ 0x20;
    images = {
      good,
      tampered,
      unsigned,
      rogue: await attach(rogue),
      'good-rogue': await attach(signature, rogue),
      'rogue-good': await attach(rogue, signature),
    };
    for (const [name, wish] of Object.entries(oddSignatures(odd))) {
      images[`odd-${name}`] = await attach(signOddly(digestOf(unsigned), odd, wish));
    }
    const revision = Buffer.from(good);
    revision.writeUInt16LE(0x100, unsigned.length + 4);
    const short = Buffer.from(good);
    short.writeUInt32LE(100, unsigned.length);
    const trailing = Buffer.concat([good, Buffer.alloc(8)]);
    Object.assign(images, { 'odd-revision': revision, 'odd-short': short, 'odd-trailing': trailing });
    vars = enrolKeys(readFileSync(OVMF_VARS), {
      platformKey: authority.root,
      keyExchangeKey: certificate('kek'),
      db: [certificate('root'), odd.root],
    });
  }, 120_000);

  it.each([
    ['good', true],
    ['tampered', false],
  ])(
    'the firmware asked for %s says %s, as verify does',
    async (name, loads) => {
      const image = images[name] ?? new Uint8Array(0);
      expect(await firmwareLoads(image, vars, FIRMWARE_MS)).toBe(loads);
      expect((await verdictOf(image, 'uefi')).accepts).toBe(loads);
    },
    FIRMWARE_MS + 60_000,
  );

  it(
    'the firmware refuses it once its digest is in dbx',
    async () => {
      const digest = (await planSigning(memorySource(unsigned))).digest;
      const dbx = publish({
        imageDigests: [digest],
        certificates: [],
        certificateHashes: [],
        sbat: { date: undefined, entries: [] },
      })['dbx.esl'];
      const revoking = enrolKeys(readFileSync(OVMF_VARS), {
        platformKey: authority.root,
        keyExchangeKey: certificate('kek'),
        db: [certificate('root'), odd.root],
        dbx,
      });
      expect(await firmwareLoads(good, revoking, FIRMWARE_MS)).toBe(false);
    },
    FIRMWARE_MS + 60_000,
  );

  it(
    'a kernel under lockdown loads by kexec what verify says it loads, and takes our update of dbx',
    async () => {
      const { body } = await callApi('POST', 'v1/revocations', {
        as: 'ada',
        body: {
          target: { kind: 'image', digest: createHash('sha256').update('e2e').digest('hex') },
          reason: 'end to end',
        },
      });
      const { files } = body as RevocationList;
      const attributes = Buffer.from([0x67, 0, 0, 0]);
      const dbxUpdate = Buffer.concat([attributes, Buffer.from(files['dbx.auth'] ?? '', 'base64')]);
      const { verdicts, console } = await kexecVerdicts(
        { kernel: guest, signed: good, vars, images, contentBytes: unsigned.length, dbxUpdate },
        KEXEC_MS,
      );
      expect(console).toContain('[integrity]');
      const consumer = guest.release.startsWith('6.12') ? 'kexec-6.12' : 'kexec-6.1';
      const said: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const [name, image] of Object.entries(images)) {
        const { accepts, errno } = await verdictOf(image, consumer);
        expected[name] = accepts ? 'ok' : (errno ?? 'refuse');
        said[name] = errnoOf(verdicts.get(name));
      }
      expect(said).toEqual(expected);
      expect(console).toContain('E2E dbx status=0');
    },
    KEXEC_MS + 60_000,
  );

  async function verdictOf(image: Uint8Array, consumer: string) {
    const policy = { db: [certificateRecord(certificate('root')), certificateRecord(odd.root)], dbx: [] };
    const report = await verifyImage(memorySource(image), { policy });
    const verdict = report.verdicts.find((candidate) => candidate.consumer === consumer);
    if (verdict === undefined) throw new Error(`no verdict of ${consumer}`);
    return verdict;
  }

  /** By upload, with somebody else's approval. */
  async function signByService(image: Buffer): Promise<Uint8Array> {
    const upload = { sizeBytes: image.length, sha256: createHash('sha256').update(image).digest('hex') };
    const asked = await callApi('POST', 'v1/images', {
      as: 'remy',
      body: { name: `vmlinuz-${guest.release}`, upload },
    });
    const { image: created, put } = asked.body as CreatedImage;
    const answer = await fetch(put?.url ?? '', { method: 'PUT', headers: put?.headers ?? {}, body: image });
    expect(answer.status).toBe(200);
    const submitted = (await callApi('POST', `v1/images/${created.id}/submit`, { as: 'remy' })).body as ImageRecord;
    expect(submitted).toMatchObject({ state: 'pending', image: { release: guest.release } });
    const approval = { decision: 'approve', digest: submitted.digest };
    await callApi('POST', `v1/images/${created.id}/decisions`, { as: 'april', body: approval });
    const { body } = await callApi('GET', `v1/images/${created.id}/signature`, { as: 'remy' });
    return Buffer.from((body as SignatureAnswer).signature, 'base64');
  }
}
