/**
 * PKCS#7 SignedData (RFC 2315 section 9) as general verifiers read it: OpenSSL, and with it firmware and shim. The kernel's
 * own reading is in `kernel/pkcs7-message.ts`.
 */
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import { Asn1Element, TAG } from '../asn1/tlv.ts';
import { algorithmOid, parseTime, parts } from '../x509/certificate.ts';

export interface Attribute {
  readonly oid: string;
  readonly values: readonly Asn1Element[];
}

export interface SignerInfo {
  readonly version: number;
  /** Absent where the signer is named by key identifier (CMS version 3). */
  readonly issuer: Uint8Array | undefined;
  readonly serial: Uint8Array | undefined;
  readonly subjectKeyId: Uint8Array | undefined;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** As they are signed: as a SET. Undefined: the content itself is signed. */
  readonly signedAttributes: Uint8Array | undefined;
  readonly attributes: readonly Attribute[];
  readonly unsignedAttributes: readonly Attribute[];
}

export interface SignedData {
  readonly raw: Uint8Array;
  readonly version: number;
  readonly digestAlgorithms: readonly string[];
  readonly contentType: string;
  /** The content with its header, without the explicit tag; undefined: detached. */
  readonly content: Asn1Element | undefined;
  /** DER, in the order of the message. */
  readonly certificates: readonly Uint8Array[];
  readonly signerInfos: readonly SignerInfo[];
}

const CONTEXT_0 = 0xa0;
const CONTEXT_1 = 0xa1;
const CONTEXT_0_PRIMITIVE = 0x80;
const MAX_SIGNERS = 16;
const MAX_CERTIFICATES = 64;

/** @throws {FormatError} */
export function parseSignedData(raw: Uint8Array): SignedData {
  const contentInfo = Asn1Element.first(raw).expect(TAG.sequence, 'ContentInfo');
  const [type, wrapped] = parts(contentInfo, 2, 'ContentInfo');
  if (type.oid('contentType') !== OID.signedData)
    throw malformed('contentType', `${type.oid('contentType')}, not signedData`);
  const [signedData] = parts(wrapped.expect(CONTEXT_0, 'content'), 1, 'content');
  return parseBareSignedData(signedData.raw);
}

/** What a signature is one of: of an image (Authenticode), or of a file that it is appended to. @throws {FormatError} */
export function signatureKindOf(pkcs7: Uint8Array): 'authenticode' | 'appended' {
  return parseSignedData(pkcs7).contentType === OID.spcIndirectData ? 'authenticode' : 'appended';
}

/** SignedData without the ContentInfo around it, as EFI variable updates carry it. @throws {FormatError} */
export function parseBareSignedData(raw: Uint8Array): SignedData {
  const fields = [...Asn1Element.first(raw).expect(TAG.sequence, 'SignedData').children()];
  const next = (field: string): Asn1Element => {
    const element = fields.shift();
    if (element === undefined) throw malformed(field, 'missing');
    return element;
  };
  const version = smallInteger(next('version'));
  const digestAlgorithms = next('digestAlgorithms')
    .expect(TAG.set, 'digestAlgorithms')
    .children()
    .map((element) => algorithmOid(element));
  const [type, wrapped] = parts(next('contentInfo').expect(TAG.sequence, 'contentInfo'), 1, 'contentInfo');
  const content = wrapped === undefined ? undefined : parts(wrapped.expect(CONTEXT_0, 'content'), 1, 'content')[0];
  let certificates: readonly Uint8Array[] = [];
  if (fields[0]?.tag === CONTEXT_0)
    certificates = next('certificates')
      .children()
      .map((element) => element.raw);
  if (certificates.length > MAX_CERTIFICATES) {
    throw malformed('certificates', `${certificates.length} certificates`, FormatErrorCode.Limit);
  }
  if (fields[0]?.tag === CONTEXT_1) for (const crl of next('crls').children()) expectCrl(crl);
  const signers = next('signerInfos').expect(TAG.set, 'signerInfos').children();
  if (signers.length > MAX_SIGNERS) throw malformed('signerInfos', `${signers.length} signers`, FormatErrorCode.Limit);
  return {
    raw,
    version,
    digestAlgorithms,
    contentType: type.oid('contentType'),
    content,
    certificates,
    signerInfos: signers.map((signer) => parseSignerInfo(signer)),
  };
}

/** CertificateList (RFC 5280 5.1): read by nobody, but one that is none makes the message none. */
function expectCrl(element: Asn1Element): void {
  const [list, algorithm, signature] = parts(element.expect(TAG.sequence, 'crls'), 3, 'crls');
  algorithmOid(algorithm);
  signature.expect(TAG.bitString, 'crls.signature');
  const fields = [...list.expect(TAG.sequence, 'tbsCertList').children()];
  if (fields[0]?.tag === TAG.integer) fields.shift();
  const [listAlgorithm, issuer, thisUpdate] = fields;
  if (listAlgorithm === undefined || issuer === undefined || thisUpdate === undefined) {
    throw malformed('tbsCertList', 'fields are missing');
  }
  algorithmOid(listAlgorithm);
  issuer.expect(TAG.sequence, 'tbsCertList.issuer');
  parseTime(thisUpdate);
}

/** @throws {FormatError} */
export function parseSignerInfo(element: Asn1Element): SignerInfo {
  const fields = [...element.expect(TAG.sequence, 'SignerInfo').children()];
  const next = (field: string): Asn1Element => {
    const found = fields.shift();
    if (found === undefined) throw malformed(`SignerInfo.${field}`, 'missing');
    return found;
  };
  const version = smallInteger(next('version'));
  const signerId = next('sid');
  let issuer: Uint8Array | undefined;
  let serial: Uint8Array | undefined;
  let subjectKeyId: Uint8Array | undefined;
  if (signerId.tag === CONTEXT_0_PRIMITIVE) subjectKeyId = signerId.content;
  else {
    const [name, number] = parts(signerId.expect(TAG.sequence, 'issuerAndSerialNumber'), 2, 'issuerAndSerialNumber');
    issuer = name.raw;
    serial = number.expect(TAG.integer, 'serialNumber').content;
  }
  const digestAlgorithm = algorithmOid(next('digestAlgorithm'));
  const attributes = fields[0]?.tag === CONTEXT_0 ? next('authenticatedAttributes') : undefined;
  const signatureAlgorithm = algorithmOid(next('digestEncryptionAlgorithm'));
  const signature = next('encryptedDigest').expect(TAG.octetString, 'encryptedDigest').content;
  const unsigned = fields[0]?.tag === CONTEXT_1 ? next('unauthenticatedAttributes') : undefined;
  return {
    version,
    issuer,
    serial,
    subjectKeyId,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    signedAttributes: attributes === undefined ? undefined : Uint8Array.from([TAG.set, ...attributes.raw.subarray(1)]),
    attributes: attributes === undefined ? [] : parseAttributes(attributes),
    unsignedAttributes: unsigned === undefined ? [] : parseAttributes(unsigned),
  };
}

function parseAttributes(element: Asn1Element): readonly Attribute[] {
  return element.children().map((attribute) => {
    const [type, values] = parts(attribute.expect(TAG.sequence, 'attribute'), 2, 'attribute');
    return { oid: type.oid('type'), values: values.expect(TAG.set, 'values').children() };
  });
}

function smallInteger(element: Asn1Element): number {
  const { content } = element.expect(TAG.integer, 'version');
  if (content.length !== 1) throw malformed('version', `an integer of ${content.length} bytes`);
  return content[0] ?? 0;
}

function malformed(field: string, problem: string, code: FormatErrorCode = FormatErrorCode.BadValue): FormatError {
  return new FormatError(code, { format: 'pkcs7', field }, problem);
}
