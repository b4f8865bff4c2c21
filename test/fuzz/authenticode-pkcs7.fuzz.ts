/** PKCS#7 messages and the certificates in them: the kernel's decoder and the general one. */
import { parseKernelCertificate } from '../../shared/authenticode/kernel/certificate.ts';
import { KernelError } from '../../shared/authenticode/kernel/errno.ts';
import { parsePkcs7Message } from '../../shared/authenticode/kernel/pkcs7-message.ts';
import { validateTrust, verifyMessage } from '../../shared/authenticode/kernel/pkcs7-verify.ts';
import { KernelLine } from '../../shared/authenticode/kernel/builds.ts';
import { kernelProfile } from '../../shared/authenticode/kernel/profile.ts';
import { describeSignature } from '../../shared/authenticode/signatures.ts';
import { signModule } from '../../shared/authenticode/sign/signed-data.ts';
import { parseCertificate } from '../../shared/authenticode/x509/certificate.ts';
import { signOddly } from '../support/odd-signature.ts';
import { makeTestAuthority } from '../support/signing-keys.ts';

export const name = 'authenticode-pkcs7';

const authority = await makeTestAuthority();
const digest = (): Uint8Array => new Uint8Array(32);
const profiles = [KernelLine.Linux61, KernelLine.Linux612].map((line) => kernelProfile(line));

export const seeds: readonly Uint8Array[] = [
  signOddly(digest, authority),
  signOddly(digest, authority, {
    certificates: [authority.leaf, authority.root],
    signingTime: new Date('2030-01-01Z'),
  }),
  signOddly(digest, authority, { bySubjectKeyId: true }),
  await signModule(new Uint8Array(32), authority.identity),
  authority.root,
  authority.leaf,
];

export function fuzz(bytes: Uint8Array): Promise<void> {
  const trusted = [parseCertificate(authority.root)];
  describeSignature(bytes, { index: 0, offset: 0, sizeBytes: bytes.length, kind: 'authenticode' }, { trusted });
  for (const profile of profiles) {
    const keyring = [parseKernelCertificate(authority.root, profile)];
    for (const use of ['kexec-pe', 'module'] as const) {
      try {
        validateTrust(verifyMessage(parsePkcs7Message(bytes, profile), use, profile), keyring, profile);
      } catch (error) {
        if (!(error instanceof KernelError)) throw error;
      }
    }
    try {
      parseKernelCertificate(bytes, profile);
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
    }
  }
  parseCertificate(bytes);
  return Promise.resolve();
}
