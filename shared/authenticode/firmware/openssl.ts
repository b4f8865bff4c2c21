/**
 * `PKCS7_verify` of OpenSSL as edk2 and shim call it: one trusted certificate, any purpose, no check of times, and a chain
 * that may end below a root (edk2 CryptoPkg/Library/BaseCryptLib/Pk/CryptPkcs7VerifyCommon.c; OpenSSL 1.1.1
 * crypto/pkcs7/pk7_smime.c, pk7_doit.c, crypto/x509/x509_vfy.c).
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { FormatError } from '../../errors.ts';
import { OID } from '../asn1/oids.ts';
import type { SignedData, SignerInfo } from '../pkcs7/signed-data.ts';
import { isSignedBy, parseCertificate, type Certificate } from '../x509/certificate.ts';
import { sameName } from '../x509/name.ts';

/** Digests that the firmware registers with its OpenSSL (`Pkcs7Verify`). */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  [OID.md5, 'md5'],
  [OID.sha224, 'sha224'],
  [OID.sha1, 'sha1'],
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
]);

/** Extensions that OpenSSL takes note of: others must not be critical. */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extKeyUsage,
  '2.5.29.17',
  '2.5.29.32',
  '2.5.29.31',
  '2.5.29.30',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.54',
  '2.16.840.1.113730.1.1',
]);

const MAX_CHAIN = 100;

export type OpensslResult = { readonly ok: true; readonly chain: readonly Certificate[] } | OpensslRefusal;

export interface OpensslRefusal {
  readonly ok: false;
  readonly reason: string;
  /** The signer, where nothing leads from it to the certificate that was asked about: the signature is no business of that one. */
  readonly unrelated?: string;
}

/** The answer that there is no vouching, for this reason. */
export const no = (reason: string): OpensslRefusal => ({ ok: false, reason });

/** Why none of several certificates vouches: what is wrong with the one that the signature leads to comes before all that it does not lead to. */
export function reasonOfAll(refusals: readonly OpensslRefusal[]): string | undefined {
  const last = refusals.findLast(({ unrelated }) => unrelated === undefined) ?? refusals.at(-1);
  if (last?.unrelated === undefined || refusals.length === 1) return last?.reason;
  return `no chain from ${last.unrelated} to any of ${refusals.length} certificates`;
}

/** Certificates of a message; undefined where OpenSSL could not parse one of them and with it the message. */
export function messageCertificates(message: SignedData): readonly Certificate[] | undefined {
  try {
    return message.certificates.map((raw) => parseCertificate(raw));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** `PKCS7_get0_signers`: the certificate of each signer, all of which must be in the message. */
export function signerCertificates(
  message: SignedData,
  certificates: readonly Certificate[],
): readonly Certificate[] | undefined {
  const found = message.signerInfos.map((signer) => findSigner(signer, certificates));
  return found.includes(undefined) ? undefined : found.filter((certificate) => certificate !== undefined);
}

/** @param content the octets that are signed: of an Authenticode message, its content without its header */
export function pkcs7Verify(message: SignedData, trusted: Certificate, content: Uint8Array): OpensslResult {
  const certificates = messageCertificates(message);
  if (certificates === undefined) return no('a certificate of the message is malformed');
  if (message.signerInfos.length === 0) return no('no signer');
  if (message.signerInfos.some(({ issuer }) => issuer === undefined)) {
    return no('a signer is named by key identifier: PKCS#7 knows only issuer and serial number');
  }
  const signers = signerCertificates(message, certificates);
  if (signers === undefined) return no("the signer's certificate is not in the message");
  let chain: readonly Certificate[] = [];
  for (const signer of signers) {
    const built = buildChain(signer, certificates, trusted);
    if (!built.ok) return built;
    chain = built.chain;
  }
  for (const [index, signer] of message.signerInfos.entries()) {
    const certificate = signers[index];
    const problem =
      certificate === undefined ? 'no certificate' : checkSignature(message, signer, certificate, content);
    if (problem !== undefined) return no(problem);
  }
  return { ok: true, chain };
}

function findSigner(signer: SignerInfo, certificates: readonly Certificate[]): Certificate | undefined {
  const { issuer, serial } = signer;
  if (issuer === undefined || serial === undefined) return undefined;
  return certificates.find(
    (certificate) => sameInteger(certificate.serial, serial) && sameName(certificate.issuer, issuer),
  );
}

/** `PKCS7_signatureVerify`; undefined when it is good. */
function checkSignature(
  message: SignedData,
  signer: SignerInfo,
  certificate: Certificate,
  content: Uint8Array,
): string | undefined {
  const unknown = message.digestAlgorithms.find((oid) => !DIGESTS.has(oid));
  if (unknown !== undefined) return `digest algorithm ${unknown} is not known`;
  const digestName = DIGESTS.get(signer.digestAlgorithm);
  if (digestName === undefined || !message.digestAlgorithms.includes(signer.digestAlgorithm)) {
    return `the signer's digest algorithm ${signer.digestAlgorithm} is not among those of the message`;
  }
  let data = content;
  if (signer.signedAttributes !== undefined && signer.attributes.length > 0) {
    const [stated] = signer.attributes.find(({ oid }) => oid === OID.messageDigest)?.values ?? [];
    const digest = createHash(digestName).update(content).digest();
    if (stated === undefined) return 'no messageDigest attribute';
    if (Buffer.compare(stated.content, digest) !== 0) return 'messageDigest is not the digest of the content';
    data = signer.signedAttributes;
  }
  try {
    const key = createPublicKey({ key: Buffer.from(certificate.publicKeyInfo), format: 'der', type: 'spki' });
    // Built without elliptic curves.
    if (key.asymmetricKeyType !== 'rsa')
      return `keys of type ${key.asymmetricKeyType ?? '?'} are not known to the firmware`;
    return verify(digestName, data, key, signer.signature)
      ? undefined
      : 'the signature is not of this key (or not RSA PKCS#1 v1.5)';
  } catch {
    return "the signer's key can't be read";
  }
}

/** `X509_verify_cert` with one trusted certificate and X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME. */
function buildChain(leaf: Certificate, untrusted: readonly Certificate[], trusted: Certificate): OpensslResult {
  const chain: Certificate[] = [leaf];
  let anchored = isSameCertificate(leaf, trusted);
  for (let top = leaf; !anchored && chain.length < MAX_CHAIN;) {
    if (mayIssue(trusted, top)) {
      if (!isSameCertificate(top, trusted)) chain.push(trusted);
      anchored = true;
      break;
    }
    if (sameName(top.issuer, top.subject)) break;
    const current = top;
    const issuer = untrusted.find((candidate) => !chain.includes(candidate) && mayIssue(candidate, current));
    if (issuer === undefined) break;
    chain.push(issuer);
    top = issuer;
  }
  if (!anchored) {
    const unrelated = leaf.subjectText;
    return { ...no(`no chain from ${unrelated} to ${trusted.subjectText}`), unrelated };
  }
  for (const [index, certificate] of chain.entries()) {
    const problem = extensionProblem(certificate, index, index === chain.length - 1);
    if (problem !== undefined) return no(problem);
    const issuer = chain[index + 1];
    if (issuer === undefined) continue;
    if (hasEllipticKey(issuer) || !isSignedBy(certificate, issuer)) {
      return no(`${certificate.subjectText} is not signed by the key of ${issuer.subjectText}`);
    }
  }
  return { ok: true, chain };
}

/** `X509_check_issued` */
function mayIssue(issuer: Certificate, certificate: Certificate): boolean {
  if (!sameName(issuer.subject, certificate.issuer)) return false;
  const { authorityKeyId } = certificate;
  if (
    authorityKeyId !== undefined &&
    issuer.subjectKeyId !== undefined &&
    Buffer.compare(authorityKeyId, issuer.subjectKeyId) !== 0
  ) {
    return false;
  }
  return issuer.maySignCertificates;
}

/** `check_chain_extensions` */
function extensionProblem(certificate: Certificate, index: number, last: boolean): string | undefined {
  const critical = certificate.extensions.find(
    (extension) => extension.critical && !KNOWN_EXTENSIONS.has(extension.oid),
  );
  if (critical !== undefined)
    return `${certificate.subjectText} has a critical extension ${critical.oid} that is not known`;
  if (index === 0) return undefined;
  // `check_ca`: a version 1 self-signed certificate, or one with keyCertSign and no basicConstraints, will do at the top.
  const lenient =
    certificate.isAuthority === undefined && last && (certificate.hasKeyUsage || certificate.version === 1);
  if (certificate.isAuthority !== true && !lenient) return `${certificate.subjectText} is not a CA`;
  const { pathLength } = certificate;
  if (pathLength !== undefined && index - 1 > pathLength)
    return `${certificate.subjectText} allows no chain of this length`;
  return undefined;
}

function hasEllipticKey(certificate: Certificate): boolean {
  return certificate.publicKeyAlgorithm === OID.ecPublicKey;
}

export function isSameCertificate(a: Certificate, b: Certificate): boolean {
  return Buffer.compare(a.raw, b.raw) === 0;
}

function sameInteger(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
