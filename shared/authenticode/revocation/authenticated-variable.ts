/**
 * Signed updates of EFI variables (UEFI 2.10, 8.2.2 EFI_VARIABLE_AUTHENTICATION_2), `.auth` files:
 *
 *     EFI_TIME (16) | WIN_CERTIFICATE_UEFI_GUID: u32 length, 0x0200, 0x0EF1, PKCS7 GUID, SignedData | content
 *
 * Signed is: name (UTF-16LE, without its end) || vendor GUID || attributes (u32) || time || content.
 */

import { u32 } from '../../bytes/to-little-endian.ts';
import { algorithm, element, objectId, octetString, sequence, setOf, smallInteger } from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tlv.ts';
import { signChecked, signerCertificate, type SigningIdentity } from '../sign/signed-data.ts';
import { decodeGuid, encodeGuid } from './signature-list.ts';

export const EFI_CERT_TYPE_PKCS7_GUID = '4aafd29d-68df-49ee-8aa9-347d375665a7';
export const EFI_GLOBAL_VARIABLE_GUID = '8be4df61-93ca-11d2-aa0d-00e098032b8c';
export const EFI_IMAGE_SECURITY_DATABASE_GUID = 'd719b2cb-3d3a-4596-a3bc-dad00e67656f';
const EFI_TIME_BYTES = 16;
const WIN_CERTIFICATE_UEFI_GUID_BYTES = 24;
const WIN_CERT_TYPE_EFI_GUID = 0x0ef1;
const ATTRIBUTES = {
  NON_VOLATILE: 0x01,
  BOOTSERVICE_ACCESS: 0x02,
  RUNTIME_ACCESS: 0x04,
  TIME_BASED_AUTHENTICATED_WRITE_ACCESS: 0x20,
  APPEND_WRITE: 0x40,
} as const;

export type SecureBootVariable = 'PK' | 'KEK' | 'db' | 'dbx';

export interface VariableUpdate {
  readonly variable: SecureBootVariable;
  /** Signature lists. */
  readonly content: Uint8Array;
  /** Must be later than that of the update before. To the second. */
  readonly time: Date;
  /** Add to what is there, as dbx updates are meant to; else replace it. */
  readonly append: boolean;
}

/** An update signed by a key that the firmware takes it from: KEK for db and dbx, PK for KEK. One call of the signer. */
export async function signVariableUpdate(update: VariableUpdate, identity: SigningIdentity): Promise<Uint8Array> {
  const signer = signerCertificate(identity);
  const timestamp = encodeEfiTime(update.time);
  const signed = Buffer.concat([
    Buffer.from(update.variable, 'utf16le'),
    encodeGuid(vendorOf(update.variable)),
    u32(attributesOf(update)),
    timestamp,
    update.content,
  ]);
  const signature = await signChecked(signed, signer, identity);
  // SignedData without a ContentInfo around it and without content; OVMF and others want it so.
  const signedData = sequence(
    smallInteger(1),
    setOf(algorithm(OID.sha256)),
    sequence(objectId(OID.data)),
    element(0xa0, ...identity.certificates),
    setOf(
      sequence(
        smallInteger(1),
        sequence(signer.issuer, element(TAG.integer, signer.serial)),
        algorithm(OID.sha256),
        algorithm(OID.rsaEncryption),
        octetString(signature),
      ),
    ),
  );
  const header = new Uint8Array(WIN_CERTIFICATE_UEFI_GUID_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(0, WIN_CERTIFICATE_UEFI_GUID_BYTES + signedData.length, true);
  view.setUint16(4, 0x0200, true);
  view.setUint16(6, WIN_CERT_TYPE_EFI_GUID, true);
  header.set(encodeGuid(EFI_CERT_TYPE_PKCS7_GUID), 8);
  return Buffer.concat([timestamp, header, signedData, update.content]);
}

/** The content of a signed update; undefined where the bytes are none. */
export function stripAuthenticationHeader(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < EFI_TIME_BYTES + WIN_CERTIFICATE_UEFI_GUID_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(EFI_TIME_BYTES, true);
  const isUpdate =
    view.getUint16(EFI_TIME_BYTES + 4, true) === 0x0200 &&
    view.getUint16(EFI_TIME_BYTES + 6, true) === WIN_CERT_TYPE_EFI_GUID &&
    decodeGuid(bytes.subarray(EFI_TIME_BYTES + 8, EFI_TIME_BYTES + 24)) === EFI_CERT_TYPE_PKCS7_GUID;
  if (!isUpdate || length < WIN_CERTIFICATE_UEFI_GUID_BYTES || length > bytes.length - EFI_TIME_BYTES) return undefined;
  return bytes.subarray(EFI_TIME_BYTES + length);
}

/** `EFI_TIME`, in UTC: nanoseconds, time zone and daylight zero, as authenticated updates must have them. */
export function encodeEfiTime(time: Date): Uint8Array {
  const out = new Uint8Array(EFI_TIME_BYTES);
  new DataView(out.buffer).setUint16(0, time.getUTCFullYear(), true);
  out.set(
    [time.getUTCMonth() + 1, time.getUTCDate(), time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()],
    2,
  );
  return out;
}

function vendorOf(variable: SecureBootVariable): string {
  return variable === 'PK' || variable === 'KEK' ? EFI_GLOBAL_VARIABLE_GUID : EFI_IMAGE_SECURITY_DATABASE_GUID;
}

function attributesOf({ append }: VariableUpdate): number {
  const always =
    ATTRIBUTES.NON_VOLATILE |
    ATTRIBUTES.BOOTSERVICE_ACCESS |
    ATTRIBUTES.RUNTIME_ACCESS |
    ATTRIBUTES.TIME_BASED_AUTHENTICATED_WRITE_ACCESS;
  return append ? always | ATTRIBUTES.APPEND_WRITE : always;
}
