/**
 * Appended module signatures as the kernel checks them: linux v6.12 kernel/module/signing.c and kernel/module_signature.c,
 * with Debian's patches (the platform keyring vouches too, and the blacklist's binary hashes are asked).
 */
import { createHash } from 'node:crypto';
import type { Blacklist, KernelCertificate } from './certificate.ts';
import { KernelError } from './errno.ts';
import { parsePkcs7Message } from './pkcs7-message.ts';
import { verifyAgainstKeyring, type Keyrings } from './pkcs7-verify.ts';
import type { KernelProfile } from './profile.ts';

export const MODULE_SIGNATURE_MARKER = '~Module signature appended~\n';
const MODULE_SIGNATURE_BYTES = 12;
const PKEY_ID_PKCS7 = 2;

/**
 * `module_sig_check` under enforcement (Secure Boot with IMA's policy, or module.sig_enforce).
 * @throws {KernelError} with the errno that init_module returns
 */
export function verifyModuleSignature(
  file: Uint8Array,
  keyrings: Keyrings,
  profile: KernelProfile,
  blacklist: Blacklist,
): KernelCertificate {
  const marker = Buffer.from(MODULE_SIGNATURE_MARKER, 'latin1');
  if (file.length <= marker.length || Buffer.compare(file.subarray(file.length - marker.length), marker) !== 0) {
    throw new KernelError(
      'EKEYREJECTED',
      'module_sig_check',
      'no appended signature: unsigned, where signatures are enforced',
    );
  }
  try {
    return verifyAppended(file, marker.length, keyrings, profile, blacklist);
  } catch (error) {
    // What another kernel might know is no fault in itself, and refused only where signatures are enforced.
    if (error instanceof KernelError && (error.errno === 'ENOPKG' || error.errno === 'ENOKEY')) {
      throw new KernelError(
        'EKEYREJECTED',
        'module_sig_check',
        `${error.message} (${error.errno}), where signatures are enforced`,
      );
    }
    throw error;
  }
}

/** `mod_verify_sig` */
function verifyAppended(
  file: Uint8Array,
  markerLength: number,
  keyrings: Keyrings,
  profile: KernelProfile,
  blacklist: Blacklist,
): KernelCertificate {
  const withSignature = file.subarray(0, file.length - markerLength);
  if (withSignature.length <= MODULE_SIGNATURE_BYTES)
    throw new KernelError('EBADMSG', 'mod_verify_sig', 'nothing but a marker');
  const block = withSignature.subarray(withSignature.length - MODULE_SIGNATURE_BYTES);
  const signatureLength = new DataView(block.buffer, block.byteOffset).getUint32(8, false);
  if (signatureLength >= withSignature.length - MODULE_SIGNATURE_BYTES) {
    throw new KernelError('EBADMSG', 'mod_check_sig', `signature of ${signatureLength} bytes in a smaller file`);
  }
  if (block[2] !== PKEY_ID_PKCS7) throw new KernelError('ENOPKG', 'mod_check_sig', 'not a PKCS#7 signature');
  if ([0, 1, 3, 4, 5, 6, 7].some((index) => block[index] !== 0)) {
    throw new KernelError('EBADMSG', 'mod_check_sig', 'signature block with values that must be zero');
  }
  const moduleLength = withSignature.length - MODULE_SIGNATURE_BYTES - signatureLength;
  const pkcs7 = withSignature.subarray(moduleLength, moduleLength + signatureLength);
  const module = file.subarray(0, moduleLength);

  const key = verifyDetached(module, pkcs7, keyrings, profile, blacklist);
  if (blacklist.binary.has(createHash('sha256').update(file).digest('hex'))) {
    throw new KernelError('EKEYREJECTED', 'mod_is_hash_blacklisted', "the module's SHA-256 is blacklisted");
  }
  return key;
}

function verifyDetached(
  data: Uint8Array,
  pkcs7: Uint8Array,
  keyrings: Keyrings,
  profile: KernelProfile,
  blacklist: Blacklist,
): KernelCertificate {
  const message = parsePkcs7Message(pkcs7, profile, blacklist);
  if (message.data !== undefined) {
    throw new KernelError('EBADMSG', 'verify_pkcs7_message_sig', 'the signature holds its data: it must be detached');
  }
  const detached = { ...message, data };
  try {
    return verifyAgainstKeyring(detached, 'secondary', 'module', keyrings, profile);
  } catch (error) {
    if (!(error instanceof KernelError) || error.errno !== 'ENOKEY') throw error;
    return verifyAgainstKeyring(detached, 'platform', 'module', keyrings, profile);
  }
}
