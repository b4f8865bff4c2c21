/**
 * shim's verdict on an image that a boot loader asks it to verify (shim 15.8 to 16.1: pe.c `verify_image`, shim.c
 * `verify_buffer_authenticode`, sbat.c). Trusted: db, MokList, and shim's own vendor certificate, all taken as one.
 */
import { FormatError } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import type { ImageView } from '../image-view.ts';
import { authenticodeRanges } from '../pe/digest.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { readSbatSection } from '../facts/sbat-section.ts';
import { revokedBySbat, type SbatLevel } from '../revocation/sbat.ts';
import { authenticodeVerify, parseAuthenticode } from './authenticode-verify.ts';
import { hasDigest, trustedCertificates, type SignatureDatabases } from './edk2.ts';
import { no, reasonOfAll, type OpensslRefusal } from './openssl.ts';
import { FirmwareRefusal } from './verdict.ts';

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

/**
 * shim.c `verify_buffer_sbat`: an image without the section passes, when a boot loader asks for it. The section is looked for even
 * where there is no level; read only where there is one.
 */
async function checkSbat(image: ImageView, headers: PeHeaders, level: SbatLevel | undefined): Promise<void> {
  const { entries = [], refusal } = await readSbatSection(image.source, headers);
  if (refusal !== undefined) throw new FirmwareRefusal('verify_sbat_section', `SBAT: ${refusal}`);
  const [revoked] = revokedBySbat(entries, level ?? { date: undefined, entries: [] });
  if (revoked === undefined) return;
  const { component, generation, required } = revoked;
  throw new FirmwareRefusal(
    'verify_sbat',
    `SBAT: ${component} is of generation ${generation}, ${required} is required`,
  );
}

function verifySignatures(image: ImageView, sha256: Uint8Array, { db, dbx }: SignatureDatabases): string {
  let refusal = new FirmwareRefusal('verify_buffer_authenticode', 'no Authenticode signature');
  for (const pkcs7 of certificates(image.certificateTable ?? new Uint8Array(0))) {
    if (trustedCertificates(db).length === 0) {
      refusal = new FirmwareRefusal('check_db_cert', 'it is signed, but db and MokList hold no certificate (--trust)');
    }
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
    const refusals: OpensslRefusal[] = [];
    for (const certificate of trustedCertificates(db)) {
      const result = authenticodeVerify(parsed.message, certificate, sha256);
      const forModules = certificate.extendedKeyUsage.includes(OID.moduleSigningOnly);
      if (result.ok && !forModules) return `db or MokList holds ${certificate.subjectText}`;
      refusals.push(result.ok ? no(`${certificate.subjectText} is for signing modules only`) : result);
    }
    const reason = reasonOfAll(refusals);
    if (reason !== undefined) refusal = new FirmwareRefusal('check_db_cert_in_ram', reason);
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
