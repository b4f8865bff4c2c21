/**
 * The PKCS#7 that every consumer accepts: contentType and messageDigest as the only attributes, no signing time (the same
 * input gives the same bytes, and no clock can reject it), one signer by issuer and serial number, rsaEncryption as the
 * signature algorithm (the kernel takes no other name for RSA), the signer's certificate first.
 */
import { constants, createHash, createPublicKey, publicDecrypt, verify } from 'node:crypto';
import { InputError } from '../../errors.ts';
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
} from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tlv.ts';
import { parseCertificate, rsaKeyBits, type Certificate } from '../x509/certificate.ts';

/**
 * Signs a SHA-256 digest with RSASSA-PKCS1-v1_5 (`kms:Sign`, MessageType DIGEST, RSASSA_PKCS1_V1_5_SHA_256).
 * Whoever holds the key implements it.
 */
export type DigestSigner = (sha256: Uint8Array) => Promise<Uint8Array>;

export interface SigningIdentity {
  /** DER. The signer's own first, then those between it and the root; the root itself is left out. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  readonly sign: DigestSigner;
}

const KEY_BITS = [2048, 3072, 4096];
/** The kernel and firmware read lengths of two bytes alone; edk2 wants no less than it reads at fixed places. */
const MAX_PKCS7_BYTES = 65535;
const OBSOLETE = Buffer.from('<<<Obsolete>>>', 'utf16le').swap16();

/**
 * An Authenticode signature over an image's SHA-256 digest: PKCS#7, DER. One call of the signer.
 *
 * @throws {InputError} where certificate and key do not fit, or some consumer could not take them
 */
export async function signAuthenticode(imageSha256: Uint8Array, identity: SigningIdentity): Promise<Uint8Array> {
  if (imageSha256.length !== 32) throw new InputError('a SHA-256 digest has 32 bytes', { field: 'digest' });
  const signer = signerCertificate(identity);
  const content = indirectData(imageSha256);
  // The messageDigest is over the content's octets: without tag and length.
  const contentOctets = content.subarray(headerLength(content));
  const attributes = setOf(
    attribute(OID.contentType, objectId(OID.spcIndirectData)),
    attribute(OID.messageDigest, octetString(sha256(contentOctets))),
  );
  const signature = await signChecked(attributes, signer, identity);
  const pkcs7 = signedData({
    content: sequence(objectId(OID.spcIndirectData), tagged(0, content)),
    certificates: identity.certificates,
    signerInfo: signerInfo(signer, signature, attributes),
  });
  if (pkcs7.length > MAX_PKCS7_BYTES) {
    throw new InputError(
      `the signature has ${pkcs7.length} bytes, consumers take ${MAX_PKCS7_BYTES}: too many certificates`,
      {
        field: 'certificates',
      },
    );
  }
  return pkcs7;
}

/**
 * A detached signature for modules as the kernel's scripts/sign-file makes it: over the content itself, without attributes
 * and without certificates (the kernel finds the key in its keyring).
 *
 * @param contentSha256 digest of the module without any appended signature
 */
export async function signModule(contentSha256: Uint8Array, identity: SigningIdentity): Promise<Uint8Array> {
  if (contentSha256.length !== 32) throw new InputError('a SHA-256 digest has 32 bytes', { field: 'digest' });
  const signer = signerCertificate(identity);
  const signature = await identity.sign(contentSha256);
  // Nothing is at hand but the digest: the value is checked as RSA over it.
  checkValue(contentSha256, signature, signer);
  return signedData({
    content: sequence(objectId(OID.data)),
    certificates: [],
    signerInfo: signerInfo(signer, signature, undefined),
  });
}

/**
 * A detached signature of the root hash of a file system that dm-verity guards, as `veritysetup --root-hash-signature` and systemd take
 * it: over the hash as text, 64 characters of hex (linux drivers/md/dm-verity-verify-sig.c; systemd src/shared/dissect-image.c).
 *
 * @param rootHash SHA-256
 */
export function signRootHash(rootHash: Uint8Array, identity: SigningIdentity): Promise<Uint8Array> {
  if (rootHash.length !== 32) throw new InputError('a root hash of SHA-256 has 32 bytes', { field: 'digest' });
  return signModule(sha256(Buffer.from(Buffer.from(rootHash).toString('hex'))), identity);
}

/** `SignedData` around one signer, in a ContentInfo. */
export function signedData(parts: {
  readonly content: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly signerInfo: Uint8Array;
}): Uint8Array {
  return sequence(objectId(OID.signedData), tagged(0, bareSignedData(parts)));
}

/** The same without the ContentInfo, as signed updates of EFI variables carry it. */
export function bareSignedData(parts: {
  readonly content: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly signerInfo: Uint8Array;
}): Uint8Array {
  return sequence(
    smallInteger(1),
    setOf(algorithm(OID.sha256)),
    parts.content,
    // In the order given, as consumers that take the first certificate for the signer's expect it.
    ...(parts.certificates.length === 0 ? [] : [tagged(0, ...parts.certificates)]),
    setOf(parts.signerInfo),
  );
}

/** @param attributes as a SET, as they are signed; undefined: the content is signed itself */
export function signerInfo(signer: Certificate, signature: Uint8Array, attributes: Uint8Array | undefined): Uint8Array {
  return sequence(
    smallInteger(1),
    sequence(signer.issuer, element(TAG.integer, signer.serial)),
    algorithm(OID.sha256),
    ...(attributes === undefined ? [] : [Uint8Array.from([0xa0, ...attributes.subarray(1)])]),
    algorithm(OID.rsaEncryption),
    octetString(signature),
  );
}

/** The signer's certificate, when consumers can use it. @throws {InputError} */
export function signerCertificate(identity: SigningIdentity): Certificate {
  const certificate = parseCertificate(identity.certificates[0]);
  const bits = rsaKeyBits(certificate);
  if (certificate.publicKeyAlgorithm !== OID.rsaEncryption || bits === undefined || !KEY_BITS.includes(bits)) {
    throw new InputError(`${certificate.subjectText}: consumers take RSA keys of 2048, 3072 and 4096 bits`, {
      field: 'certificate',
    });
  }
  return certificate;
}

/** Signs `data`, and makes sure that the key is that of the certificate: nothing else is handed out. */
export async function signChecked(
  data: Uint8Array,
  signer: Certificate,
  identity: Pick<SigningIdentity, 'sign'>,
): Promise<Uint8Array> {
  const signature = await identity.sign(sha256(data));
  if (!verify('sha256', data, publicKeyOf(signer), signature)) throw notItsKey(signer);
  return signature;
}

function checkValue(digest: Uint8Array, signature: Uint8Array, signer: Certificate): void {
  const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');
  const key = publicKeyOf(signer);
  const recovered = recoverPkcs1(key, signature);
  if (recovered === undefined || Buffer.compare(recovered, Buffer.concat([prefix, digest])) !== 0)
    throw notItsKey(signer);
}

function indirectData(imageSha256: Uint8Array): Uint8Array {
  // SpcPeImageData: no flags; file [0] { [2] { [0] "<<<Obsolete>>>" } }, without which osslsigncode fails.
  const peImageData = sequence(bitString(new Uint8Array(0)), tagged(0, tagged(2, taggedPrimitive(0, OBSOLETE))));
  return sequence(
    sequence(objectId(OID.spcPeImageData), peImageData),
    sequence(algorithm(OID.sha256), octetString(imageSha256)),
  );
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return sequence(objectId(oid), setOf(value));
}

function headerLength(der: Uint8Array): number {
  const first = der[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function publicKeyOf(certificate: Certificate): ReturnType<typeof createPublicKey> {
  return createPublicKey({ key: Buffer.from(certificate.publicKeyInfo), format: 'der', type: 'spki' });
}

function notItsKey(certificate: Certificate): InputError {
  return new InputError(`the signing key is not that of the certificate ${certificate.subjectText}`, {
    field: 'certificate',
  });
}

function recoverPkcs1(key: ReturnType<typeof createPublicKey>, signature: Uint8Array): Uint8Array | undefined {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return undefined;
  }
}
