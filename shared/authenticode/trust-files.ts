/** Files that say whom to trust and what is revoked: certificates in PEM or DER, EFI signature lists, signed updates of them. */
import { FormatError, FormatErrorCode } from '../errors.ts';
import { parseSignatureLists, SIGNATURE_TYPE, type SignatureRecord } from './revocation/signature-list.ts';
import { stripVariableAttributes } from './revocation/efi-variable.ts';
import { stripAuthenticationHeader } from './revocation/authenticated-variable.ts';
import { parseCertificate } from './x509/certificate.ts';

const PEM_CERTIFICATE = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END/g;
const NO_OWNER = '00000000-0000-0000-0000-000000000000';

/**
 * The records in a file: of PEM and DER, its certificates; of a signature list, a signed update (.auth) or a variable as efivarfs
 * shows it, all its records.
 *
 * @throws {FormatError} where it is none of these
 */
export function readTrustFile(bytes: Uint8Array, name: string): readonly SignatureRecord[] {
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(PEM_CERTIFICATE)];
  if (blocks.length > 0) return blocks.map(([, base64 = '']) => certificateRecord(Buffer.from(base64, 'base64')));
  if (bytes[0] === 0x30) return [certificateRecord(bytes)];
  if (bytes.length === 0) throw none(name, 'the file is empty: it says nothing about what is trusted or revoked');
  try {
    const content = stripVariableAttributes(bytes);
    return parseSignatureLists(stripAuthenticationHeader(content) ?? content);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw none(name, 'neither a certificate (PEM, DER) nor an EFI signature list', cause);
  }
}

function none(name: string, problem: string, cause?: unknown): FormatError {
  return new FormatError(FormatErrorCode.BadMagic, { format: name, field: 'content' }, problem, { cause });
}

/** @throws {FormatError} where it is no certificate */
export function certificateRecord(der: Uint8Array, owner: string = NO_OWNER): SignatureRecord {
  parseCertificate(der);
  return { type: SIGNATURE_TYPE.x509, typeName: 'x509', owner, data: der };
}
