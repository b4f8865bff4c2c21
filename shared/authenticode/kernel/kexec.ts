/**
 * kexec_file_load's verdict on an image: linux v6.1/v6.12 kernel/kexec_file.c, on a machine booted with Secure Boot, where
 * signatures are enforced (lockdown=integrity; IMA's arch policy as Debian builds it).
 */
import { parseKernelCertificate, type Blacklist, type KernelCertificate } from './certificate.ts';
import { KernelError } from './errno.ts';
import { probeKernel, type KernelMachine } from './loader.ts';
import { verifyPefileSignature, type KernelImageView } from './pefile.ts';
import type { Keyrings } from './pkcs7-verify.ts';
import type { KernelProfile } from './profile.ts';
import type { SignatureRecord } from '../revocation/signature-list.ts';

/** What a machine's firmware variables hold: the keyrings are filled from it at boot. */
export interface TrustStore {
  /** Certificates of db and MokListRT, DER. */
  readonly certificates: readonly Uint8Array[];
  /** Records of dbx and MokListXRT. */
  readonly revocations: readonly SignatureRecord[];
  /** Certificates built into the kernel or on its secondary keyring. */
  readonly builtin?: readonly Uint8Array[];
}

/** Keyrings and blacklist as security/integrity/platform_certs/load_uefi.c and keyring_handler.c fill them. */
export function loadKeyrings(trust: TrustStore, profile: KernelProfile): { keyrings: Keyrings; blacklist: Blacklist } {
  const recordsOf = (...names: string[]): readonly SignatureRecord[] =>
    trust.revocations.filter(({ typeName }) => typeName !== undefined && names.includes(typeName));
  const hexSet = (records: readonly SignatureRecord[]): ReadonlySet<string> =>
    // The whole record becomes the name of the key, its revocation time too: then it equals no digest.
    new Set(records.map(({ data }) => Buffer.from(data).toString('hex')));
  const revoked = profile.revocationList ? recordsOf('x509').map(({ data }) => data) : [];
  return {
    keyrings: {
      secondary: loadCertificates(trust.builtin ?? [], profile),
      platform: profile.platformKeyring ? loadCertificates(trust.certificates, profile) : [],
      revoked: loadCertificates(revoked, profile),
    },
    blacklist: { tbs: hexSet(recordsOf('x509Sha256')), binary: hexSet(recordsOf('sha256')) },
  };
}

/** A certificate that the kernel can't parse is left out, with a line in its log. */
function loadCertificates(certificates: readonly Uint8Array[], profile: KernelProfile): readonly KernelCertificate[] {
  return certificates.flatMap((certificate) => {
    try {
      return [parseKernelCertificate(certificate, profile)];
    } catch (error) {
      if (error instanceof KernelError) return [];
      throw error;
    }
  });
}

/**
 * `kexec_file_load` up to the signature. Returns the key that vouches.
 * @throws {KernelError} with the errno it returns
 */
export async function kexecFileLoad(
  image: KernelImageView,
  machine: KernelMachine,
  trust: TrustStore,
  profile: KernelProfile,
): Promise<KernelCertificate> {
  probeKernel(image.head, image.sizeBytes, machine);
  const { keyrings, blacklist } = loadKeyrings(trust, profile);
  // kexec_kernel_verify_pe_sig
  try {
    return await verifyPefileSignature(image, 'secondary', keyrings, profile, blacklist);
  } catch (error) {
    if (!(error instanceof KernelError) || error.errno !== 'ENOKEY') throw error;
    return verifyPefileSignature(image, 'platform', keyrings, profile, blacklist);
  }
}
