/**
 * shim's verdict on an image that a boot loader asks it to verify (shim 15.7/15.8: pe.c `verify_image`, shim.c
 * `verify_buffer_authenticode`, sbat.c). Trusted: db, MokList, and shim's own vendor certificate, all taken as one.
 */
import { FormatError } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import type { ImageView } from '../image-view.ts';
import { authenticodeRanges } from '../pe/digest.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { readSection } from '../pe/sections.ts';
import { parseSbat, revokedBySbat, type SbatLevel } from '../revocation/sbat.ts';
import { authenticodeVerify, parseAuthenticode } from './authenticode-verify.ts';
import { hasDigest, trustedCertificates, type SignatureDatabases } from './edk2.ts';
import { FirmwareRefusal } from './verdict.ts';

const MAX_SBAT_BYTES = 64 * 1024;
const WIN_CERTIFICATE_BYTES = 8;
const WIN_CERT_TYPE_PKCS_SIGNED_DATA = 0x0002;

/**
 * Returns who vouches for the image, in words.
 * @throws {FirmwareRefusal}
 */
export async function shimVerify(
  image: ImageView,
  databases: SignatureDatabases,
  level: SbatLevel | undefined,
): Promise<string> {
  const { headers } = image;
  if (headers === undefined) throw new FirmwareRefusal('read_header', image.problem?.message ?? 'not a PE image');
  checkHeaders(headers);
  await checkSbat(image, headers, level);
  const sha256 = await imageDigest(image, headers, 'sha256');
  const hasSha1 = databases.dbx.some(({ typeName }) => typeName === 'sha1');
  const deniedBySha1 = hasSha1 && hasDigest(databases.dbx, 'sha1', await imageDigest(image, headers, 'sha1'));
  if (deniedBySha1 || hasDigest(databases.dbx, 'sha256', sha256)) {
    throw new FirmwareRefusal('check_denylist', 'dbx holds the digest of the image');
  }
  if (hasDigest(databases.db, 'sha256', sha256)) return 'db or MokList holds its sha256 digest';
  const directory = headers.certificateDirectory;
  if (directory === undefined || directory.sizeBytes === 0) {
    throw new FirmwareRefusal('verify_buffer', 'the image is not signed, and its digest is not in db or MokList');
  }
  return verifySignatures(image, sha256, databases);
}

/** pe.c `read_header`, as far as firmware does not refuse the same. */
function checkHeaders(headers: PeHeaders): void {
  const refuse = (reason: string): FirmwareRefusal => new FirmwareRefusal('read_header', reason);
  if (headers.dataDirectoryCount > 16) throw refuse(`NumberOfRvaAndSizes is ${headers.dataDirectoryCount}`);
  const afterTable = headers.sectionTableOffset + headers.sections.length * 40;
  if (headers.sizeOfHeaders < afterTable || headers.sizeOfHeaders > headers.fileSizeBytes) {
    throw refuse(`SizeOfHeaders is ${headers.sizeOfHeaders}`);
  }
  if (headers.sizeOfImage < headers.sizeOfHeaders) throw refuse(`SizeOfImage is ${headers.sizeOfImage}`);
  const table = headers.certificateDirectory;
  if (table === undefined || table.sizeBytes === 0) return;
  const end = table.offset + table.sizeBytes;
  if (end > headers.fileSizeBytes) throw refuse('the certificate table is outside the file');
  if (end < headers.fileSizeBytes) {
    throw new FirmwareRefusal('generate_hash', 'bytes follow the certificate table');
  }
}

/** sbat.c `handle_sbat`: an image without the section passes, when a boot loader asks for it. */
async function checkSbat(image: ImageView, headers: PeHeaders, level: SbatLevel | undefined): Promise<void> {
  try {
    const bytes = await readSection(image.source, headers, '.sbat', MAX_SBAT_BYTES);
    if (bytes === undefined) return;
    const [revoked] = revokedBySbat(parseSbat(bytes), level ?? { date: undefined, entries: [] });
    if (revoked !== undefined) {
      const { component, generation, required } = revoked;
      throw new FirmwareRefusal(
        'verify_sbat',
        `SBAT: ${component} is of generation ${generation}, ${required} is required`,
      );
    }
  } catch (error) {
    if (error instanceof FormatError) throw new FirmwareRefusal('verify_sbat', error.message);
    throw error;
  }
}

function verifySignatures(image: ImageView, sha256: Uint8Array, { db, dbx }: SignatureDatabases): string {
  let refusal = new FirmwareRefusal('verify_buffer_authenticode', 'no Authenticode signature');
  for (const pkcs7 of certificates(image.certificateTable ?? new Uint8Array(0))) {
    const parsed = parseAuthenticode(pkcs7);
    if ('problem' in parsed) {
      refusal = new FirmwareRefusal('AuthenticodeVerify', parsed.problem);
      continue;
    }
    const denied = trustedCertificates(dbx).find(
      (certificate) => authenticodeVerify(parsed.message, certificate, sha256).ok,
    );
    if (denied !== undefined) {
      refusal = new FirmwareRefusal(
        'check_denylist',
        `dbx holds the certificate ${denied.subjectText}, of which the signature is`,
      );
      continue;
    }
    for (const certificate of trustedCertificates(db)) {
      if (certificate.extendedKeyUsage.includes(OID.moduleSigningOnly)) {
        refusal = new FirmwareRefusal('check_db_cert_in_ram', `${certificate.subjectText} is for signing modules only`);
        continue;
      }
      const result = authenticodeVerify(parsed.message, certificate, sha256);
      if (result.ok) return `db or MokList holds ${certificate.subjectText}`;
      refusal = new FirmwareRefusal('check_db_cert_in_ram', result.reason);
    }
  }
  throw refusal;
}

function certificates(table: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  const found: Uint8Array[] = [];
  for (let offset = 0; offset + WIN_CERTIFICATE_BYTES <= table.length;) {
    const length = view.getUint32(offset, true);
    if (length < WIN_CERTIFICATE_BYTES || length > table.length - offset) {
      throw new FirmwareRefusal(
        'verify_buffer_authenticode',
        `a certificate of ${length} bytes in the certificate table`,
      );
    }
    if (view.getUint16(offset + 6, true) === WIN_CERT_TYPE_PKCS_SIGNED_DATA) {
      found.push(table.subarray(offset + WIN_CERTIFICATE_BYTES, offset + length));
    }
    offset += Math.ceil(length / 8) * 8;
  }
  return found;
}

async function imageDigest(image: ImageView, headers: PeHeaders, algorithm: 'sha256' | 'sha1'): Promise<Uint8Array> {
  try {
    return await image.digest(algorithm, authenticodeRanges(headers));
  } catch (error) {
    if (error instanceof FormatError) throw new FirmwareRefusal('generate_hash', error.message);
    throw error;
  }
}
