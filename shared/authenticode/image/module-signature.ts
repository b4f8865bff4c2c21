/**
 * Signatures appended to modules (and to kernels of s390 and ppc64), as the kernel's scripts/sign-file makes them:
 *
 *     module | PKCS#7, detached, without attributes | struct module_signature (12 bytes) | "~Module signature appended~\n"
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { MODULE_SIGNATURE_MARKER } from '../kernel/module.ts';

const MARKER = Buffer.from(MODULE_SIGNATURE_MARKER, 'latin1');
const BLOCK_BYTES = 12;
const PKEY_ID_PKCS7 = 2;
/** A signature is some KiB. */
const MAX_SIGNATURE_BYTES = 1024 * 1024;

export interface AppendedSignature {
  /** What is signed: the file up to here. */
  readonly contentBytes: number;
  readonly pkcs7: Uint8Array;
}

export async function hasModuleSignature(source: ByteSource): Promise<boolean> {
  if (source.sizeBytes <= MARKER.length) return false;
  const end = await readOne(source, { offset: source.sizeBytes - MARKER.length, length: MARKER.length });
  return Buffer.compare(end, MARKER) === 0;
}

/** Undefined where nothing is appended. @throws {FormatError} where what is appended makes no sense */
export async function readModuleSignature(source: ByteSource): Promise<AppendedSignature | undefined> {
  if (!(await hasModuleSignature(source))) return undefined;
  const blockOffset = source.sizeBytes - MARKER.length - BLOCK_BYTES;
  const place = { format: 'module-signature', field: 'struct module_signature', offset: Math.max(blockOffset, 0) };
  if (blockOffset < 0) throw new FormatError(FormatErrorCode.Truncated, place, 'nothing but a marker');
  const block = await readOne(source, { offset: blockOffset, length: BLOCK_BYTES });
  const length = new DataView(block.buffer, block.byteOffset).getUint32(8, false);
  if (length >= blockOffset) throw new FormatError(FormatErrorCode.BadValue, place, `a signature of ${length} bytes`);
  if (length > MAX_SIGNATURE_BYTES)
    throw new FormatError(FormatErrorCode.Limit, place, `a signature of ${length} bytes`);
  if (block[2] !== PKEY_ID_PKCS7) {
    throw new FormatError(FormatErrorCode.Unsupported, place, `id_type ${block[2] ?? 0}, not 2 (PKCS#7)`);
  }
  const contentBytes = blockOffset - length;
  return { contentBytes, pkcs7: await readOne(source, { offset: contentBytes, length }) };
}

/** What is appended to a module to sign it. */
export function writeModuleSignature(pkcs7: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block[2] = PKEY_ID_PKCS7;
  new DataView(block.buffer).setUint32(8, pkcs7.length, false);
  return Buffer.concat([pkcs7, block, MARKER]);
}
