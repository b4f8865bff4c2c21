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
    const key = verifyAppended(file, marker.length, keyrings, profile, blacklist);
    checkModuleElf(file);
    return key;
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

const ELFCLASS64 = 2;
const ET_REL = 1;
const EHDR_BYTES = 64;
const SHDR_BYTES = 64;
/** x86-64, arm64, RISC-V: those whose modules are ELF files of little-endian 64-bit machines. */
const MACHINES: readonly number[] = [62, 183, 243];

/** `elf_validity_ehdr` of kernel/module/main.c, which load_module asks after the signature: what is signed may still be no module. */
function checkModuleElf(file: Uint8Array): void {
  const no = (problem: string): KernelError => new KernelError('ENOEXEC', 'elf_validity_cache_copy', problem);
  if (file.length < EHDR_BYTES || Buffer.from(file.subarray(0, 4)).toString('latin1') !== '\x7fELF') {
    throw no('no ELF file, so no module');
  }
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (view.getUint16(16, true) !== ET_REL) throw no('an ELF file that is not relocatable, so no module');
  if (file[4] !== ELFCLASS64 || !MACHINES.includes(view.getUint16(18, true)))
    throw no('an ELF file of another machine');
  const tableOffset = Number(view.getBigUint64(40, true));
  const tableBytes = view.getUint16(60, true) * SHDR_BYTES;
  if (view.getUint16(58, true) !== SHDR_BYTES || tableOffset >= file.length || tableBytes > file.length - tableOffset) {
    throw no('its section table is outside the file');
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
