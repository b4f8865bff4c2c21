/** Is the value of a signature good for the signer's key and the content? Whom to trust is another question. */
import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import type { Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/name.ts';
import type { SignerInfo } from './signed-data.ts';

/** Three answers: what can't be checked here is neither good nor bad. */
export type CheckState = 'valid' | 'invalid' | 'not-checkable';

export interface SignatureCheck {
  readonly certificate: Certificate | undefined;
  readonly state: CheckState;
  /** Why it is not valid. */
  readonly reason: string | undefined;
}

const HASHES: ReadonlyMap<string, string> = new Map([
  [OID.md5, 'md5'],
  [OID.sha1, 'sha1'],
  [OID.sha224, 'sha224'],
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
  [OID.sha3_256, 'sha3-256'],
  [OID.sha3_384, 'sha3-384'],
  [OID.sha3_512, 'sha3-512'],
  [OID.shake256, 'shake256'],
]);

/** Keys of ML-DSA by the name that node has for them (FIPS 204). */
const ML_DSA: ReadonlyMap<string, string> = new Map([
  [OID.mlDsa44, 'ml-dsa-44'],
  [OID.mlDsa65, 'ml-dsa-65'],
  [OID.mlDsa87, 'ml-dsa-87'],
]);

/** @param content the octets that are signed */
export function checkSignerInfo(
  signer: SignerInfo,
  certificates: readonly Certificate[],
  content: Uint8Array,
): SignatureCheck {
  const certificate = certificates.find((candidate) => isSigner(signer, candidate));
  const answer = (state: CheckState, reason?: string): SignatureCheck => ({ certificate, state, reason });
  if (certificate === undefined) return answer('not-checkable', "the signer's certificate is not included");
  const hash = HASHES.get(signer.digestAlgorithm);
  if (hash === undefined) return answer('not-checkable', `the digest algorithm ${signer.digestAlgorithm} is not known`);
  let data = content;
  if (signer.signedAttributes !== undefined) {
    const [stated] = signer.attributes.find(({ oid }) => oid === OID.messageDigest)?.values ?? [];
    const options = hash === 'shake256' ? { outputLength: 64 } : {};
    const digest = createHash(hash, options).update(content).digest();
    if (stated === undefined) return answer('invalid', 'no messageDigest attribute');
    if (Buffer.compare(stated.content, digest) !== 0)
      return answer('invalid', 'messageDigest is not that of the content');
    data = signer.signedAttributes;
  }
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(certificate.publicKeyInfo), format: 'der', type: 'spki' });
  } catch {
    return answer('not-checkable', `a key of the algorithm ${certificate.publicKeyAlgorithm} can't be read`);
  }
  try {
    return isGood(signer, hash, data, key)
      ? answer('valid')
      : answer('invalid', 'the value is not of this key and content');
  } catch {
    return answer('not-checkable', `the algorithm ${signer.signatureAlgorithm} is not known`);
  }
}

function isGood(signer: SignerInfo, hash: string, data: Uint8Array, key: KeyObject): boolean {
  if (ML_DSA.get(signer.signatureAlgorithm) !== undefined) {
    return key.asymmetricKeyType === ML_DSA.get(signer.signatureAlgorithm) && verify(null, data, key, signer.signature);
  }
  if (signer.signatureAlgorithm === OID.rsaPss) {
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify(hash, data, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signer.signature);
  }
  return verify(hash, data, key, signer.signature);
}

function isSigner(signer: SignerInfo, certificate: Certificate): boolean {
  if (signer.issuer !== undefined && signer.serial !== undefined) {
    return Buffer.compare(certificate.serial, signer.serial) === 0 && sameName(certificate.issuer, signer.issuer);
  }
  return (
    signer.subjectKeyId !== undefined &&
    certificate.subjectKeyId !== undefined &&
    Buffer.compare(certificate.subjectKeyId, signer.subjectKeyId) === 0
  );
}
