/** Authenticode signatures that differ from the good one in one respect each: what consumers disagree about. */
import { constants, createHash, sign as signBytes } from 'node:crypto';
import {
  algorithm,
  bitString,
  element,
  objectId,
  octetString,
  sequence,
  setOf,
  smallInteger,
  tagged,
  taggedPrimitive,
  time,
} from '../../shared/authenticode/asn1/der.ts';
import { OID } from '../../shared/authenticode/asn1/oids.ts';
import { parseCertificate } from '../../shared/authenticode/x509/certificate.ts';
import type { KeyObject } from 'node:crypto';

/** A certificate and its key. */
export interface OddSigner {
  readonly leaf: Uint8Array;
  readonly leafKey: { readonly privateKey: KeyObject };
}

export interface OddSignature {
  readonly hash?: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
  /** Digest algorithm of the image's digest alone. */
  readonly contentHash?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly signatureAlgorithm?: string;
  readonly pss?: boolean;
  readonly contentType?: string;
  readonly peImageDataType?: string;
  readonly withoutAttributes?: boolean;
  readonly withoutContentTypeAttribute?: boolean;
  readonly withoutMessageDigest?: boolean;
  readonly repeatedMessageDigest?: boolean;
  readonly attributesUnsorted?: boolean;
  readonly signingTime?: Date;
  readonly extraAttributes?: readonly Uint8Array[];
  readonly bySubjectKeyId?: boolean;
  readonly certificates?: readonly Uint8Array[];
  readonly signers?: number;
  readonly unsignedAttributes?: Uint8Array;
  readonly wrongMessageDigest?: boolean;
  readonly withoutContent?: boolean;
  readonly attachedData?: Uint8Array;
  /** SpcPeImageData, whole. */
  readonly peImageData?: Uint8Array;
  /** What stands behind object identifiers of digests: NULL where absent. */
  readonly withoutNull?: boolean;
  /** Instead of the signer's alone. */
  readonly digestAlgorithms?: readonly string[];
  /** Of SignedData; 1, or 3 where the signer is named by key identifier. */
  readonly version?: number;
  readonly signerVersion?: number;
  /** Serial number of the signer as SignerInfo names it. */
  readonly signerSerial?: Uint8Array;
  readonly crls?: Uint8Array;
  readonly digest?: Uint8Array;
  readonly corruptSignature?: boolean;
  readonly trailing?: Uint8Array;
}

/** @param digestOf the image's digest with a given algorithm */
export function signOddly(
  digestOf: (hash: string) => Uint8Array,
  authority: OddSigner,
  odd: OddSignature = {},
): Uint8Array {
  const hash = odd.hash ?? 'sha256';
  const contentHash = odd.contentHash ?? (hash === 'md5' || hash === 'sha224' ? 'sha256' : hash);
  const certificate = parseCertificate(authority.leaf);
  const digestAlgorithm = (oid: string): Uint8Array =>
    odd.withoutNull === true ? sequence(objectId(oid)) : algorithm(oid);
  const content = sequence(
    sequence(
      objectId(odd.peImageDataType ?? OID.spcPeImageData),
      odd.peImageData ??
        sequence(bitString(new Uint8Array(0)), tagged(0, tagged(2, taggedPrimitive(0, new Uint8Array(0))))),
    ),
    sequence(digestAlgorithm(OID[contentHash]), octetString(odd.digest ?? digestOf(contentHash))),
  );
  const contentOctets = content.subarray((content[1] ?? 0) < 0x80 ? 2 : 3);
  const messageDigest = createHash(hash).update(contentOctets).digest();
  if (odd.wrongMessageDigest === true) messageDigest[0] = (messageDigest[0] ?? 0) ^ 1;
  const contentType = odd.contentType ?? OID.spcIndirectData;
  const attribute = (oid: string, ...values: Uint8Array[]): Uint8Array =>
    sequence(objectId(oid), element(0x31, ...values));
  const list = [
    ...(odd.withoutContentTypeAttribute === true ? [] : [attribute(OID.contentType, objectId(contentType))]),
    ...(odd.signingTime === undefined ? [] : [attribute(OID.signingTime, time(odd.signingTime))]),
    ...(odd.withoutMessageDigest === true ? [] : [attribute(OID.messageDigest, octetString(messageDigest))]),
    ...(odd.repeatedMessageDigest === true ? [attribute(OID.messageDigest, octetString(messageDigest))] : []),
    ...(odd.extraAttributes ?? []),
  ];
  const attributes = odd.attributesUnsorted === true ? element(0x31, ...list.toReversed()) : setOf(...list);
  const signed = odd.withoutAttributes === true ? contentOctets : attributes;
  const padding = odd.pss === true ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const value = signBytes(hash, signed, { key: authority.leafKey.privateKey, padding });
  if (odd.corruptSignature === true) value[20] = (value[20] ?? 0) ^ 1;
  const signerInfo = sequence(
    smallInteger(odd.signerVersion ?? (odd.bySubjectKeyId === true ? 3 : 1)),
    odd.bySubjectKeyId === true
      ? taggedPrimitive(0, certificate.subjectKeyId ?? new Uint8Array(0))
      : sequence(certificate.issuer, element(0x02, odd.signerSerial ?? certificate.serial)),
    digestAlgorithm(OID[hash]),
    ...(odd.withoutAttributes === true ? [] : [Uint8Array.from([0xa0, ...attributes.subarray(1)])]),
    algorithm(odd.signatureAlgorithm ?? (odd.pss === true ? OID.rsaPss : OID.rsaEncryption)),
    octetString(value),
    ...(odd.unsignedAttributes === undefined ? [] : [tagged(1, odd.unsignedAttributes)]),
  );
  const certificates = odd.certificates ?? [authority.leaf];
  const signedData = sequence(
    smallInteger(odd.version ?? (odd.bySubjectKeyId === true ? 3 : 1)),
    element(0x31, ...(odd.digestAlgorithms ?? [OID[hash]]).map((oid) => digestAlgorithm(oid))),
    sequence(objectId(contentType), ...(odd.withoutContent === true ? [] : [tagged(0, odd.attachedData ?? content)])),
    ...(certificates.length === 0 ? [] : [tagged(0, ...certificates)]),
    ...(odd.crls === undefined ? [] : [tagged(1, odd.crls)]),
    element(0x31, ...Array.from({ length: odd.signers ?? 1 }, () => signerInfo)),
  );
  const message = sequence(objectId(OID.signedData), tagged(0, signedData));
  return odd.trailing === undefined ? message : Buffer.concat([message, odd.trailing]);
}
