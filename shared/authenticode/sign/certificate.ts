/**
 * X.509 certificates and requests whose signatures are made elsewhere: the digest is passed to a signer, so that a key that
 * never leaves KMS can be a CA.
 */
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { InputError } from '../../errors.ts';
import {
  algorithm,
  bitString,
  boolean,
  objectId,
  octetString,
  sequence,
  setOf,
  smallInteger,
  tagged,
  taggedPrimitive,
  time,
  unsignedInteger,
  utf8String,
} from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { Asn1Element, TAG } from '../asn1/tlv.ts';
import { parseCertificate, parts, type Certificate } from '../x509/certificate.ts';
import type { DigestSigner } from './signed-data.ts';

/** A public key as KMS' GetPublicKey answers it: SubjectPublicKeyInfo, DER. */
export type PublicKeyInfo = Uint8Array;

export interface SubjectName {
  readonly commonName: string;
  readonly organization?: string | undefined;
}

export interface CertificateRequestFields {
  readonly subject: SubjectName;
  readonly publicKey: PublicKeyInfo;
}

export interface CertificateFields extends CertificateRequestFields {
  /** Up to 20 bytes; made from the key, the name and the time where absent: the same input gives the same certificate. */
  readonly serial?: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const KEY_USAGE = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 } as const;

/** A root: signed by its own key. @param sign the signer of `fields.publicKey` */
export async function makeRootCertificate(fields: CertificateFields, sign: DigestSigner): Promise<Uint8Array> {
  const name = encodeName(fields.subject);
  const keyId = subjectKeyId(fields.publicKey);
  const extensions = [
    extension(OID.basicConstraints, true, sequence(boolean(true))),
    extension(OID.keyUsage, true, keyUsage(KEY_USAGE.keyCertSign | KEY_USAGE.cRLSign)),
    extension(OID.subjectKeyIdentifier, false, octetString(keyId)),
    extension(OID.authorityKeyIdentifier, false, sequence(taggedPrimitive(0, keyId))),
  ];
  return signCertificate(tbsCertificate(fields, name, extensions), sign, fields.publicKey);
}

/**
 * A certificate for signing images, issued by `issuer`. It names its issuer by key identifier: without that the kernel finds
 * no way up from it.
 *
 * @param sign the signer of the issuer's key
 */
export async function makeLeafCertificate(
  fields: CertificateFields,
  issuer: Uint8Array,
  sign: DigestSigner,
): Promise<Uint8Array> {
  const authority = parseCertificate(issuer);
  if (authority.isAuthority !== true || !authority.maySignCertificates) {
    throw new InputError(`${authority.subjectText} is not a CA`, { field: 'issuer' });
  }
  const extensions = [
    // An empty sequence: Linux 6.4 and newer refuse a CA:FALSE that is spelt out.
    extension(OID.basicConstraints, true, sequence()),
    extension(OID.keyUsage, true, keyUsage(KEY_USAGE.digitalSignature)),
    extension(OID.extKeyUsage, false, sequence(objectId(OID.codeSigning))),
    extension(OID.subjectKeyIdentifier, false, octetString(subjectKeyId(fields.publicKey))),
    extension(OID.authorityKeyIdentifier, false, sequence(taggedPrimitive(0, keyIdOf(authority)))),
  ];
  return signCertificate(tbsCertificate(fields, authority.subject, extensions), sign, authority.publicKeyInfo);
}

/** A PKCS#10 request (RFC 2986) for an outside CA. @param sign the signer of `fields.publicKey` */
export async function makeCertificateRequest(
  fields: CertificateRequestFields,
  sign: DigestSigner,
): Promise<Uint8Array> {
  const wanted = sequence(
    extension(OID.keyUsage, true, keyUsage(KEY_USAGE.digitalSignature)),
    extension(OID.extKeyUsage, false, sequence(objectId(OID.codeSigning))),
  );
  const info = sequence(
    smallInteger(0),
    encodeName(fields.subject),
    fields.publicKey,
    tagged(0, sequence(objectId(OID.extensionRequest), setOf(wanted))),
  );
  const signature = await sign(createHash('sha256').update(info).digest());
  return sequence(info, algorithm(OID.sha256WithRsa), bitString(signature));
}

/** PEM of DER. */
export function toPem(
  der: Uint8Array,
  label: 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PUBLIC KEY' = 'CERTIFICATE',
): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

async function signCertificate(tbs: Uint8Array, sign: DigestSigner, issuerKey: PublicKeyInfo): Promise<Uint8Array> {
  const signature = await sign(createHash('sha256').update(tbs).digest());
  const certificate = sequence(tbs, algorithm(OID.sha256WithRsa), bitString(signature));
  const key = createPublicKey({ key: Buffer.from(issuerKey), format: 'der', type: 'spki' });
  if (!new X509Certificate(certificate).verify(key)) {
    throw new InputError('the signer does not hold the issuer’s key', { field: 'issuer' });
  }
  return certificate;
}

function tbsCertificate(fields: CertificateFields, issuer: Uint8Array, extensions: readonly Uint8Array[]): Uint8Array {
  if (fields.notAfter <= fields.notBefore)
    throw new InputError('validity ends before it begins', { field: 'notAfter' });
  const subject = encodeName(fields.subject);
  const validity = sequence(time(fields.notBefore), time(fields.notAfter));
  return sequence(
    tagged(0, smallInteger(2)),
    unsignedInteger(fields.serial ?? derivedSerial(fields.publicKey, issuer, subject, validity)),
    algorithm(OID.sha256WithRsa),
    issuer,
    validity,
    subject,
    fields.publicKey,
    tagged(3, sequence(...extensions)),
  );
}

/** 16 bytes, positive: as good as random to anyone who could choose a collision, and the same every time. */
function derivedSerial(...inputs: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(input);
  const serial = Uint8Array.from(hash.digest().subarray(0, 16));
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}

function encodeName({ commonName, organization }: SubjectName): Uint8Array {
  const attribute = (oid: string, text: string): Uint8Array => {
    if (text.length === 0 || text.length > 64)
      throw new InputError('names have 1 to 64 characters', { field: 'subject' });
    return setOf(sequence(objectId(oid), utf8String(text)));
  };
  return sequence(
    ...(organization === undefined ? [] : [attribute(OID.organizationName, organization)]),
    attribute(OID.commonName, commonName),
  );
}

function extension(oid: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(objectId(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

function keyUsage(bits: number): Uint8Array {
  let unused = 0;
  while (((bits >> unused) & 1) === 0) unused += 1;
  return bitString(Uint8Array.of(bits), unused);
}

/** RFC 5280 4.2.1.2 (1): SHA-1 of the key's BIT STRING. */
function subjectKeyId(publicKey: PublicKeyInfo): Uint8Array {
  const [, key] = parts(Asn1Element.only(publicKey).expect(TAG.sequence, 'subjectPublicKeyInfo'), 2, 'publicKey');
  return createHash('sha1').update(key.expect(TAG.bitString, 'subjectPublicKey').content.subarray(1)).digest();
}

function keyIdOf(authority: Certificate): Uint8Array {
  return authority.subjectKeyId ?? subjectKeyId(authority.publicKeyInfo);
}
