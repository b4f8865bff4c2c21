/** X.509 certificates (RFC 5280), as far as verifiers look at them. */
import { X509Certificate } from 'node:crypto';
import { Asn1Element, TAG } from '../asn1/tlv.ts';
import { OID } from '../asn1/oids.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { nameText } from './name.ts';

export interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of the extnValue OCTET STRING. */
  readonly value: Uint8Array;
}

export interface Certificate {
  readonly raw: Uint8Array;
  /** The signed part, with its header. */
  readonly tbs: Uint8Array;
  /** Content octets of the INTEGER. */
  readonly serial: Uint8Array;
  /** The whole Name element. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** `CN=…, O=…` */
  readonly issuerText: string;
  readonly subjectText: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo with its header. */
  readonly publicKeyInfo: Uint8Array;
  readonly publicKeyAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly extensions: readonly CertificateExtension[];
  readonly subjectKeyId: Uint8Array | undefined;
  readonly authorityKeyId: Uint8Array | undefined;
  /** Absent: no basicConstraints extension. */
  readonly isAuthority: boolean | undefined;
  readonly pathLength: number | undefined;
  /** keyUsage permits signing certificates; true where there is no such extension. */
  readonly maySignCertificates: boolean;
  readonly hasKeyUsage: boolean;
  readonly extendedKeyUsage: readonly string[];
  /** 1, 2 or 3. */
  readonly version: number;
}

const CONTEXT_0 = 0xa0;
const CONTEXT_3 = 0xa3;
const KEY_CERT_SIGN = 0x04;

/** @throws {FormatError} */
export function parseCertificate(raw: Uint8Array): Certificate {
  const certificate = Asn1Element.only(raw).expect(TAG.sequence, 'Certificate');
  const [tbs, outerAlgorithm] = parts(certificate, 3, 'Certificate');
  const fields = [...tbs.expect(TAG.sequence, 'tbsCertificate').children()];
  let version = 1;
  if (fields[0]?.tag === CONTEXT_0) {
    const [number] = parts(fields[0], 1, 'version');
    version = (number.expect(TAG.integer, 'version').content[0] ?? 0) + 1;
    fields.shift();
  }
  const [serial, , issuer, validity, subject, publicKeyInfo, ...rest] = fields;
  if (
    serial === undefined ||
    issuer === undefined ||
    validity === undefined ||
    subject === undefined ||
    publicKeyInfo === undefined
  ) {
    throw malformed('tbsCertificate', 'fields are missing');
  }
  const [notBefore, notAfter] = parts(validity.expect(TAG.sequence, 'validity'), 2, 'validity');
  const [keyAlgorithm] = parts(publicKeyInfo.expect(TAG.sequence, 'subjectPublicKeyInfo'), 2, 'subjectPublicKeyInfo');
  const extensionList = rest.find(({ tag }) => tag === CONTEXT_3);
  const extensions = extensionList === undefined ? [] : parseExtensions(extensionList);
  const find = (oid: string): Uint8Array | undefined => extensions.find((extension) => extension.oid === oid)?.value;
  const keyUsage = find(OID.keyUsage);
  return {
    raw,
    tbs: tbs.raw,
    serial: serial.expect(TAG.integer, 'serialNumber').content,
    issuer: issuer.expect(TAG.sequence, 'issuer').raw,
    subject: subject.expect(TAG.sequence, 'subject').raw,
    issuerText: nameText(issuer),
    subjectText: nameText(subject),
    notBefore: parseTime(notBefore),
    notAfter: parseTime(notAfter),
    publicKeyInfo: publicKeyInfo.raw,
    publicKeyAlgorithm: algorithmOid(keyAlgorithm),
    signatureAlgorithm: algorithmOid(outerAlgorithm),
    extensions,
    subjectKeyId: octets(find(OID.subjectKeyIdentifier)),
    authorityKeyId: authorityKeyId(find(OID.authorityKeyIdentifier)),
    ...basicConstraints(find(OID.basicConstraints)),
    maySignCertificates: keyUsage === undefined || ((keyUsageBits(keyUsage)[0] ?? 0) & KEY_CERT_SIGN) !== 0,
    hasKeyUsage: keyUsage !== undefined,
    extendedKeyUsage: extendedKeyUsage(find(OID.extKeyUsage)),
    version,
  };
}

/** Did the holder of `issuer` sign `certificate`? False also for keys and algorithms that are not known. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  try {
    return new X509Certificate(certificate.raw).verify(new X509Certificate(issuer.raw).publicKey);
  } catch {
    return false;
  }
}

/** Number of bits of an RSA key; undefined for others. */
export function rsaKeyBits(certificate: Certificate): number | undefined {
  try {
    return new X509Certificate(certificate.raw).publicKey.asymmetricKeyDetails?.modulusLength;
  } catch {
    return undefined;
  }
}

export function algorithmOid(element: Asn1Element): string {
  const [oid] = element.expect(TAG.sequence, 'AlgorithmIdentifier').children();
  if (oid === undefined) throw malformed('AlgorithmIdentifier', 'empty');
  return oid.oid('algorithm');
}

/** UTCTime or GeneralizedTime, in UTC, to the second. @throws {FormatError} */
export function parseTime(element: Pick<Asn1Element, 'tag' | 'content'>): Date {
  const text = Buffer.from(element.content).toString('latin1');
  const utc = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text);
  const generalized = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const match = element.tag === TAG.utcTime ? utc : element.tag === TAG.generalizedTime ? generalized : null;
  if (match === null) throw malformed('time', `not a time: ${JSON.stringify(text.slice(0, 20))}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part));
  const fullYear = element.tag === TAG.utcTime ? year + (year >= 50 ? 1900 : 2000) : year;
  return new Date(Date.UTC(fullYear, month - 1, day, hour, minute, second || 0));
}

type AtLeast<N extends number> = N extends 1
  ? readonly [Asn1Element, ...Asn1Element[]]
  : N extends 2
    ? readonly [Asn1Element, Asn1Element, ...Asn1Element[]]
    : readonly [Asn1Element, Asn1Element, Asn1Element, ...Asn1Element[]];

/** The parts of an element that must have so many. */
export function parts<N extends 1 | 2 | 3>(element: Asn1Element, count: N, field: string): AtLeast<N> {
  const children = element.children();
  if (children.length < count) throw malformed(field, `${count} parts expected, ${children.length} found`);
  return children as unknown as AtLeast<N>;
}

function parseExtensions(element: Asn1Element): readonly CertificateExtension[] {
  const [list] = parts(element, 1, 'extensions');
  return list
    .expect(TAG.sequence, 'extensions')
    .children()
    .map((extension) => {
      const [oid, second, third] = parts(extension.expect(TAG.sequence, 'extension'), 2, 'extension');
      const value = third ?? second;
      return {
        oid: oid.oid('extnID'),
        critical: third !== undefined && second.tag === TAG.boolean && second.content[0] !== 0,
        value: value.expect(TAG.octetString, 'extnValue').content,
      };
    });
}

function octets(value: Uint8Array | undefined): Uint8Array | undefined {
  return value === undefined ? undefined : Asn1Element.only(value).expect(TAG.octetString, 'keyIdentifier').content;
}

function authorityKeyId(value: Uint8Array | undefined): Uint8Array | undefined {
  if (value === undefined) return undefined;
  return Asn1Element.only(value)
    .expect(TAG.sequence, 'authorityKeyIdentifier')
    .children()
    .find(({ tag }) => tag === 0x80)?.content;
}

function basicConstraints(value: Uint8Array | undefined): Pick<Certificate, 'isAuthority' | 'pathLength'> {
  if (value === undefined) return { isAuthority: undefined, pathLength: undefined };
  const fields = Asn1Element.only(value).expect(TAG.sequence, 'basicConstraints').children();
  const authority = fields.find(({ tag }) => tag === TAG.boolean);
  const length = fields.find(({ tag }) => tag === TAG.integer);
  return {
    isAuthority: authority !== undefined && authority.content[0] !== 0,
    pathLength:
      length === undefined
        ? undefined
        : Math.min(
            length.content.reduce((sum, byte) => sum * 256 + byte, 0),
            255,
          ),
  };
}

function keyUsageBits(value: Uint8Array): Uint8Array {
  return Asn1Element.only(value).expect(TAG.bitString, 'keyUsage').content.subarray(1);
}

function extendedKeyUsage(value: Uint8Array | undefined): readonly string[] {
  if (value === undefined) return [];
  return Asn1Element.only(value)
    .expect(TAG.sequence, 'extKeyUsage')
    .children()
    .map((element) => element.oid('extKeyUsage'));
}

function malformed(field: string, problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format: 'x509', field }, problem);
}
