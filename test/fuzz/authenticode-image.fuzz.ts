/** Whole images, signed and not: everything that `verify` does, in every consumer's model. */
import { verifyImage } from '../../shared/authenticode/verify.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { planSigning } from '../../shared/authenticode/sign/sign-image.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { signOddly } from '../support/odd-signature.ts';
import { buildPe } from '../support/pe-writer.ts';
import { attach, digestOf } from '../support/signed-images.ts';
import { makeTestAuthority } from '../support/signing-keys.ts';

export const name = 'authenticode-image';

const authority = await makeTestAuthority();
const sections = [
  { name: '.text', data: new Uint8Array(0x200).fill(0x90), executable: true },
  { name: '.sbat', data: Buffer.from('sbat,1,SBAT Version,sbat,1,https://x\nlinux,1,Example,linux,6.12,https://x\n') },
];
const kernel = buildPe({ bzImage: true, sizeOfHeaders: 0x800, sections });
const arm = buildPe({ machine: 0xaa64, sizeOfHeaders: 0x400, sections });
const signature = (image: Uint8Array): Uint8Array => signOddly(digestOf(image), authority);

export const seeds: readonly Uint8Array[] = [
  kernel,
  await attach(kernel, signature(kernel)),
  await attach(kernel, signature(kernel), signature(kernel)),
  await attach(arm, signature(arm)),
  await attach(buildPe({ plus: false, machine: 0x14c, sizeOfHeaders: 0x400 })),
];

const policy = {
  db: [certificateRecord(authority.root)],
  dbx: [certificateRecord(authority.leaf)],
  sbatLevel: { date: undefined, entries: [{ component: 'linux', generation: 2 }] },
};

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const report = await verifyImage(memorySource(bytes), { policy });
  if (report.verdicts.length !== 6) throw new Error('a consumer did not answer');
  await planSigning(memorySource(bytes), { waive: true });
}
