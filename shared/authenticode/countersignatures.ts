/**
 * What stands beside a signature without being covered by it: timestamps (RFC 3161 tokens and the older countersignatures of
 * Authenticode) and nested signatures. No consumer that is modelled looks at any of them: firmware and kernels know no time.
 */
import { createHash } from 'node:crypto';
import type { Countersignature } from '../contract/verify.ts';
import { FormatError } from '../errors.ts';
import { encodeOid, OID, oidName } from './asn1/oids.ts';
import { Asn1Element, TAG } from './asn1/tlv.ts';
import { checkSignerInfo, type CheckState } from './pkcs7/check.ts';
import { imageDigestOf } from './pkcs7/image-digest.ts';
import { parseSignedData, parseSignerInfo, type SignedData, type SignerInfo } from './pkcs7/signed-data.ts';
import { parseCertificate, parseTime, type Certificate } from './x509/certificate.ts';

const MAX_COUNTERSIGNATURES = 16;

/** Those of one signer, in the order of its unsigned attributes. What can't be read is said to be there, and not more. */
export function describeCountersignatures(
  signer: SignerInfo,
  certificates: readonly Certificate[] = [],
): readonly Countersignature[] {
  return signer.unsignedAttributes
    .flatMap(({ oid, values }) => values.map((value) => describe(oid, value, signer, certificates)))
    .filter((found) => found !== undefined)
    .slice(0, MAX_COUNTERSIGNATURES);
}

function describe(
  oid: string,
  value: Asn1Element,
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Countersignature | undefined {
  const kind = kindOf(oid);
  if (kind === undefined) return undefined;
  try {
    if (kind === 'rfc3161') return timestamp(value, signer);
    if (kind === 'nested') return nested(value);
    return countersigned(value, signer, certificates);
  } catch (error) {
    if (error instanceof FormatError) return { kind, state: 'not-checkable' };
    throw error;
  }
}

function kindOf(oid: string): Countersignature['kind'] | undefined {
  if (oid === OID.msTimestampToken || oid === OID.timestampToken) return 'rfc3161';
  if (oid === OID.counterSignature) return 'authenticode';
  return oid === OID.nestedSignature ? 'nested' : undefined;
}

/** TimeStampToken (RFC 3161 2.4.2): its TSTInfo holds the hash of the signature's value. */
function timestamp(value: Asn1Element, signer: SignerInfo): Countersignature {
  const token = parseSignedData(value.raw);
  // Signed as anything else it is no statement of a time.
  if (token.contentType !== OID.tstInfo) return { kind: 'rfc3161', state: 'invalid' };
  const content = token.content?.content ?? new Uint8Array(0);
  const info = Asn1Element.first(content).expect(TAG.sequence, 'TSTInfo').children();
  const [, , imprint] = info;
  const [algorithm, hashed] = imprint?.expect(TAG.sequence, 'messageImprint').children() ?? [];
  const [oid] = algorithm?.children() ?? [];
  const time = info.find(({ tag }) => tag === TAG.generalizedTime);
  const hash = oid === undefined ? undefined : oidName(encodeOid(oid.oid('hashAlgorithm')));
  const expected = isHash(hash) ? createHash(hash).update(signer.signature).digest() : undefined;
  const matches = expected !== undefined && hashed !== undefined && Buffer.compare(expected, hashed.content) === 0;
  const [by] = token.signerInfos;
  const check = by === undefined ? undefined : checkSignerInfo(by, certificatesOf(token), content);
  const state: CheckState =
    expected === undefined ? 'not-checkable' : matches ? (check?.state ?? 'not-checkable') : 'invalid';
  return {
    kind: 'rfc3161',
    ...(time === undefined ? {} : { time: parseTime(wholeSeconds(time)).toISOString() }),
    ...(check?.certificate === undefined ? {} : { signer: check.certificate.subjectText }),
    ...(hash === undefined ? {} : { digestAlgorithm: hash }),
    state,
  };
}

/** A SignerInfo over the value of the signature (PKCS#9 countersignature). */
function countersigned(value: Asn1Element, signer: SignerInfo, certificates: readonly Certificate[]): Countersignature {
  const by = parseSignerInfo(value);
  const check = checkSignerInfo(by, certificates, signer.signature);
  const [time] = by.attributes.find(({ oid }) => oid === OID.signingTime)?.values ?? [];
  const hash = oidName(encodeOid(by.digestAlgorithm));
  return {
    kind: 'authenticode',
    ...(time === undefined ? {} : { time: parseTime(time).toISOString() }),
    ...(check.certificate === undefined ? {} : { signer: check.certificate.subjectText }),
    ...(hash === undefined ? {} : { digestAlgorithm: hash }),
    state: check.state,
  };
}

/** A whole signature of the same image, which firmware, shim and kernels pass over. */
function nested(value: Asn1Element): Countersignature {
  const message = parseSignedData(value.raw);
  const [by] = message.signerInfos;
  const content = message.content?.content ?? new Uint8Array(0);
  const check = by === undefined ? undefined : checkSignerInfo(by, certificatesOf(message), content);
  const stated = imageDigestOf(message);
  return {
    kind: 'nested',
    ...(check?.certificate === undefined ? {} : { signer: check.certificate.subjectText }),
    ...(stated === undefined
      ? {}
      : { digestAlgorithm: stated.algorithm, digest: Buffer.from(stated.digest).toString('hex') }),
    // Whether the digest is the image's is for whoever has the image.
    state: stated === undefined ? 'invalid' : (check?.state ?? 'not-checkable'),
  };
}

function certificatesOf(message: SignedData): readonly Certificate[] {
  return message.certificates.map((raw) => parseCertificate(raw));
}

function isHash(name: string | undefined): name is 'sha1' | 'sha256' | 'sha384' | 'sha512' {
  return name === 'sha1' || name === 'sha256' || name === 'sha384' || name === 'sha512';
}

/** GeneralizedTime of a token may have fractions of a second. */
function wholeSeconds(time: Asn1Element): Pick<Asn1Element, 'tag' | 'content'> {
  const text = Buffer.from(time.content)
    .toString('latin1')
    .replace(/\.\d+Z$/, 'Z');
  return { tag: time.tag, content: Buffer.from(text, 'latin1') };
}
