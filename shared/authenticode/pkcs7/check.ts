/** Is the value of a signature good for the signer's key and the content? Whom to trust is another question. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { OID } from '../asn1/oids.ts';
import type { Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/name.ts';
import type { SignerInfo } from './signed-data.ts';

export interface SignatureCheck {
  readonly certificate: Certificate | undefined;
  readonly valid: boolean;
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
]);

/** @param content the octets that are signed */
export function checkSignerInfo(
  signer: SignerInfo,
  certificates: readonly Certificate[],
  content: Uint8Array,
): SignatureCheck {
  const certificate = certificates.find((candidate) => isSigner(signer, candidate));
  const hash = HASHES.get(signer.digestAlgorithm);
  if (certificate === undefined || hash === undefined) return { certificate, valid: false };
  let data = content;
  if (signer.signedAttributes !== undefined) {
    const [stated] = signer.attributes.find(({ oid }) => oid === OID.messageDigest)?.values ?? [];
    const digest = createHash(hash).update(content).digest();
    if (stated === undefined || Buffer.compare(stated.content, digest) !== 0) return { certificate, valid: false };
    data = signer.signedAttributes;
  }
  try {
    const key = createPublicKey({ key: Buffer.from(certificate.publicKeyInfo), format: 'der', type: 'spki' });
    return { certificate, valid: verify(hash, data, key, signer.signature) };
  } catch {
    return { certificate, valid: false };
  }
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
