/**
 * UEFI firmware's verdict under Secure Boot: edk2 SecurityPkg/Library/DxeImageVerificationLib/DxeImageVerificationLib.c
 * `DxeImageVerificationHandler` (edk2-stable202211, the OVMF of Debian 12).
 */
import { createHash } from 'node:crypto';
import { FormatError } from '../../errors.ts';
import { encodeOid, OID } from '../asn1/oids.ts';
import type { ImageView } from '../image-view.ts';
import { authenticodeRanges, type DigestAlgorithm } from '../pe/digest.ts';
import type { PeHeaders } from '../pe/headers.ts';
import type { SignedData } from '../pkcs7/signed-data.ts';
import { decodeGuid, type SignatureRecord } from '../revocation/signature-list.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import { authenticodeVerify, parseAuthenticode } from './authenticode-verify.ts';
import { messageCertificates, reasonOfAll, signerCertificates, type OpensslRefusal } from './openssl.ts';
import { checkHeaders, checkPlacement } from './pe-loader.ts';
import { FirmwareRefusal } from './verdict.ts';

/** The firmware's variables. */
export interface SignatureDatabases {
  readonly db: readonly SignatureRecord[];
  readonly dbx: readonly SignatureRecord[];
}

const HANDLER = 'DxeImageVerificationHandler';
const WIN_CERTIFICATE_BYTES = 8;
const WIN_CERT_TYPE_PKCS_SIGNED_DATA = 0x0002;
const WIN_CERT_TYPE_EFI_GUID = 0x0ef1;
const WIN_CERTIFICATE_UEFI_GUID_BYTES = 24;
const EFI_CERT_TYPE_PKCS7_GUID = '4aafd29d-68df-49ee-8aa9-347d375665a7';
/** Where the OID of the first digestAlgorithm must stand: the firmware does not parse its way there. */
const DIGEST_OID_OFFSET = 32;

const DIGEST_OIDS: readonly (readonly [DigestAlgorithm, Uint8Array])[] = [
  ['sha1', encodeOid(OID.sha1)],
  ['sha256', encodeOid(OID.sha256)],
  ['sha384', encodeOid(OID.sha384)],
  ['sha512', encodeOid(OID.sha512)],
];

/**
 * Returns who vouches for the image, in words.
 * @throws {FirmwareRefusal}
 */
export async function firmwareLoadImage(image: ImageView, databases: SignatureDatabases): Promise<string> {
  const { headers } = image;
  if (headers === undefined)
    throw new FirmwareRefusal('PeCoffLoaderGetPeHeader', image.problem?.message ?? 'not a PE image');
  checkHeaders(headers);
  const vouchedBy = await verifySignatures(image, headers, databases);
  checkPlacement(headers);
  return vouchedBy;
}

/** `DxeImageVerificationHandler` */
async function verifySignatures(image: ImageView, headers: PeHeaders, databases: SignatureDatabases): Promise<string> {
  const directory = headers.certificateDirectory;
  if (directory === undefined || directory.sizeBytes === 0) return unsignedImage(image, headers, databases);
  let vouchedBy: string | undefined;
  let refusal = new FirmwareRefusal(HANDLER, 'no signature that the firmware understands');
  const table = image.certificateTable ?? new Uint8Array(0);
  const walk = walkCertificates(table);
  for (const pkcs7 of walk.entries) {
    const algorithm = digestAlgorithmOf(pkcs7);
    if (algorithm === undefined) {
      refusal = new FirmwareRefusal(
        'HashPeImageByType',
        'no digest algorithm at the place where the firmware looks for it (page hashes?)',
      );
      continue;
    }
    const digest = await imageDigest(image, headers, algorithm);
    const parsed = parseAuthenticode(pkcs7);
    if ('problem' in parsed) refusal = new FirmwareRefusal('AuthenticodeVerify', parsed.problem);
    await checkNotForbidden(image, headers, parsed, digest, databases);
    if (vouchedBy === undefined && 'message' in parsed) {
      const allowed = allowedByDb(parsed.message, digest, databases);
      if (typeof allowed === 'string') vouchedBy = allowed;
      else refusal = allowed;
    }
    if (hasDigest(databases.dbx, algorithm, digest)) throw revokedDigest(algorithm);
    if (vouchedBy === undefined && hasDigest(databases.db, algorithm, digest))
      vouchedBy = `db holds its ${algorithm} digest`;
  }
  if (!walk.complete)
    throw new FirmwareRefusal(HANDLER, 'the certificates do not add up to the size of the certificate table');
  if (vouchedBy === undefined) throw refusal;
  return vouchedBy;
}

async function unsignedImage(image: ImageView, headers: PeHeaders, databases: SignatureDatabases): Promise<string> {
  const digest = await imageDigest(image, headers, 'sha256');
  if (hasDigest(databases.dbx, 'sha256', digest)) throw revokedDigest('sha256');
  if (hasDigest(databases.db, 'sha256', digest)) return 'db holds its sha256 digest';
  throw new FirmwareRefusal(HANDLER, 'the image is not signed, and its digest is not in db');
}

/** The loop over the certificate table. What is broken ends it; then the table does not add up, and nothing is accepted. */
function walkCertificates(table: Uint8Array): { entries: readonly Uint8Array[]; complete: boolean } {
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < table.length) {
    const left = table.length - offset;
    if (left <= WIN_CERTIFICATE_BYTES) break;
    const length = view.getUint32(offset, true);
    const padding = (8 - (length % 8)) % 8;
    if (left < length || left - length < padding) break;
    const type = view.getUint16(offset + 6, true);
    if (type === WIN_CERT_TYPE_PKCS_SIGNED_DATA) {
      if (length <= WIN_CERTIFICATE_BYTES) break;
      entries.push(table.subarray(offset + WIN_CERTIFICATE_BYTES, offset + length));
    } else if (type === WIN_CERT_TYPE_EFI_GUID) {
      if (length <= WIN_CERTIFICATE_UEFI_GUID_BYTES) break;
      if (decodeGuid(table.subarray(offset + 8, offset + 24)) === EFI_CERT_TYPE_PKCS7_GUID) {
        entries.push(table.subarray(offset + WIN_CERTIFICATE_UEFI_GUID_BYTES, offset + length));
      }
    } else if (length < WIN_CERTIFICATE_BYTES) break;
    offset += length + padding;
  }
  return { entries, complete: offset === table.length };
}

/** `HashPeImageByType` */
function digestAlgorithmOf(pkcs7: Uint8Array): DigestAlgorithm | undefined {
  if (((pkcs7[1] ?? 0) & 0x82) !== 0x82) return undefined;
  for (const [algorithm, oid] of DIGEST_OIDS) {
    if (pkcs7.length < DIGEST_OID_OFFSET + oid.length) return undefined;
    if (Buffer.compare(pkcs7.subarray(DIGEST_OID_OFFSET, DIGEST_OID_OFFSET + oid.length), oid) === 0) return algorithm;
  }
  return undefined;
}

/** `HashPeImage` */
async function imageDigest(image: ImageView, headers: PeHeaders, algorithm: DigestAlgorithm): Promise<Uint8Array> {
  try {
    return await image.digest(algorithm, authenticodeRanges(headers));
  } catch (error) {
    if (error instanceof FormatError) throw new FirmwareRefusal('HashPeImage', error.message);
    throw error;
  }
}

/** `IsForbiddenByDbx`, and the image's SHA-256 whatever the signature uses (edk2#10111: older firmware forgets it). */
async function checkNotForbidden(
  image: ImageView,
  headers: PeHeaders,
  parsed: ReturnType<typeof parseAuthenticode>,
  digest: Uint8Array,
  { dbx }: SignatureDatabases,
): Promise<void> {
  if (dbx.length === 0) return;
  const forbid = (reason: string): FirmwareRefusal => new FirmwareRefusal('IsForbiddenByDbx', reason);
  if ('problem' in parsed) throw forbid(parsed.problem);
  const { message } = parsed;
  for (const certificate of trustedCertificates(dbx)) {
    const result = authenticodeVerify(message, certificate, digest);
    if (result.ok) throw forbid(`dbx holds the certificate ${certificate.subjectText}, of which the signature is`);
  }
  const signers = signerCertificates(message, messageCertificates(message) ?? []);
  if (signers === undefined || signers.length === 0) throw forbid("no signer's certificate in the message");
  const revoked = signers.find((signer) => isRevokedByHash(signer, dbx));
  if (revoked !== undefined) throw forbid(`dbx holds the hash of the certificate ${revoked.subjectText}`);
  if (hasDigest(dbx, 'sha256', await imageDigest(image, headers, 'sha256'))) throw revokedDigest('sha256');
}

/** `IsAllowedByDb` */
function allowedByDb(
  message: SignedData,
  digest: Uint8Array,
  { db, dbx }: SignatureDatabases,
): string | FirmwareRefusal {
  const refusals: OpensslRefusal[] = [];
  for (const certificate of trustedCertificates(db)) {
    const result = authenticodeVerify(message, certificate, digest);
    if (!result.ok) {
      refusals.push(result);
      continue;
    }
    if (isRevokedByHash(certificate, dbx)) {
      return new FirmwareRefusal(
        'IsAllowedByDb',
        `dbx holds the hash of the certificate ${certificate.subjectText} of db`,
      );
    }
    return `db holds ${certificate.subjectText}`;
  }
  return new FirmwareRefusal('IsAllowedByDb', reasonOfAll(refusals) ?? 'db holds no certificate');
}

/** `IsCertHashFoundInDbx`: the hash of the signed part. Its revocation time needs a trusted timestamp, of which there is none. */
function isRevokedByHash(certificate: Certificate, dbx: readonly SignatureRecord[]): boolean {
  const kinds = [
    ['x509Sha256', 'sha256', 32],
    ['x509Sha384', 'sha384', 48],
    ['x509Sha512', 'sha512', 64],
  ] as const;
  return kinds.some(([typeName, algorithm, bytes]) => {
    const records = dbx.filter((record) => record.typeName === typeName);
    if (records.length === 0) return false;
    const hash = createHash(algorithm).update(certificate.tbs).digest();
    return records.some(({ data }) => Buffer.compare(data.subarray(0, bytes), hash) === 0);
  });
}

/** `IsSignatureFoundInDatabase` */
export function hasDigest(
  records: readonly SignatureRecord[],
  algorithm: DigestAlgorithm,
  digest: Uint8Array,
): boolean {
  return records.some(({ typeName, data }) => typeName === algorithm && Buffer.compare(data, digest) === 0);
}

/** The certificates of a database that can be read. */
export function trustedCertificates(records: readonly SignatureRecord[]): readonly Certificate[] {
  return records.flatMap(({ typeName, data }) => {
    if (typeName !== 'x509') return [];
    try {
      return [parseCertificate(data)];
    } catch (error) {
      if (error instanceof FormatError) return [];
      throw error;
    }
  });
}

function revokedDigest(algorithm: DigestAlgorithm): FirmwareRefusal {
  return new FirmwareRefusal(HANDLER, `dbx holds the ${algorithm} digest of the image`);
}
