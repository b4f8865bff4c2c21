/** The signatures of an image, as data for people: who, over what, when, and whom they lead to. */
import { createHash } from 'node:crypto';
import type { CertificateInfo, SignatureReport } from '../contract/verify.ts';
import { FormatError } from '../errors.ts';
import { OID } from './asn1/oids.ts';
import { Asn1Element } from './asn1/tlv.ts';
import { describeCountersignatures } from './countersignatures.ts';
import type { SignatureCheck } from './pkcs7/check.ts';
import { checkSignerInfo } from './pkcs7/check.ts';
import { algorithmName, imageDigestOf } from './pkcs7/image-digest.ts';
import { parseSignedData, type SignerInfo } from './pkcs7/signed-data.ts';
import { isSignedBy, parseCertificate, parseTime, rsaKeyBits, type Certificate } from './x509/certificate.ts';
import { nameText, sameName } from './x509/name.ts';

export interface SignatureContext {
  readonly trusted: readonly Certificate[];
  /** Detached content, of appended signatures. */
  readonly content?: Uint8Array;
  /** To say which certificates have expired. */
  readonly now?: Date | undefined;
}

const MAX_CHAIN = 16;

/** What the PKCS#7 of one signature says. Never throws for what is wrong with it: `problem` says so. */
export function describeSignature(
  pkcs7: Uint8Array,
  place: Pick<SignatureReport, 'index' | 'offset' | 'sizeBytes' | 'kind'>,
  context: SignatureContext,
): SignatureReport {
  const report: SignatureReport = { ...place, signers: [], certificates: [] };
  try {
    const message = parseSignedData(pkcs7);
    const certificates = message.certificates.map((raw) => parseCertificate(raw));
    report.certificates = certificates.map((certificate) => describeCertificate(certificate));
    const stated = imageDigestOf(message);
    if (stated !== undefined) {
      report.digest = Buffer.from(stated.digest).toString('hex');
      report.digestAlgorithm = stated.algorithm;
    }
    const content = context.content ?? message.content?.content ?? new Uint8Array(0);
    report.signers = message.signerInfos.map((signer) =>
      describeSigner(
        signer,
        checkSignerInfo(signer, [...certificates, ...context.trusted], content),
        certificates,
        context,
      ),
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    report.problem = error.message;
  }
  return report;
}

export function describeCertificate(certificate: Certificate): CertificateInfo {
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const keyBits = rsaKeyBits(certificate);
  return {
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    serial: Buffer.from(certificate.serial).toString('hex'),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    sha256: sha256(certificate.raw),
    tbsSha256: sha256(certificate.tbs),
    ...(keyBits === undefined ? {} : { keyBits }),
  };
}

function describeSigner(
  signer: SignerInfo,
  check: SignatureCheck,
  certificates: readonly Certificate[],
  { trusted, now }: SignatureContext,
): SignatureReport['signers'][number] {
  const { certificate, state, reason } = check;
  const countersignatures = describeCountersignatures(signer, certificates);
  const isOver =
    certificate !== undefined && now !== undefined && (now > certificate.notAfter || now < certificate.notBefore);
  const chain = certificate === undefined ? [] : chainOf(certificate, [...certificates, ...trusted]);
  const time = signingTime(signer);
  return {
    ...(certificate === undefined
      ? namedSigner(signer)
      : {
          subject: certificate.subjectText,
          issuer: certificate.issuerText,
          serial: Buffer.from(certificate.serial).toString('hex'),
        }),
    digestAlgorithm: algorithmName(signer.digestAlgorithm),
    signatureAlgorithm: algorithmName(signer.signatureAlgorithm),
    ...(time === undefined ? {} : { signingTime: time.toISOString() }),
    chain: chain.map(({ subjectText }) => subjectText),
    state,
    ...(reason === undefined ? {} : { stateReason: reason }),
    ...(isOver ? { expired: true } : {}),
    ...(countersignatures.length === 0 ? {} : { countersignatures: [...countersignatures] }),
    valid: state === 'valid',
    trusted:
      state === 'valid' &&
      chain.some((member) => trusted.some((anchor) => Buffer.compare(anchor.raw, member.raw) === 0)),
  };
}

/** From a certificate up, each signed by the next. */
function chainOf(leaf: Certificate, candidates: readonly Certificate[]): readonly Certificate[] {
  const chain = [leaf];
  for (let top = leaf; chain.length < MAX_CHAIN;) {
    const current = top;
    if (sameName(current.issuer, current.subject)) break;
    const issuer = candidates.find(
      (candidate) =>
        !chain.includes(candidate) && sameName(candidate.subject, current.issuer) && isSignedBy(current, candidate),
    );
    if (issuer === undefined) break;
    chain.push(issuer);
    top = issuer;
  }
  return chain;
}

/** How the signature names a signer whose certificate is not at hand. */
function namedSigner({ issuer, serial, subjectKeyId }: SignerInfo): Partial<SignatureReport['signers'][number]> {
  if (issuer !== undefined && serial !== undefined) {
    return { issuer: nameText(Asn1Element.first(issuer)), serial: Buffer.from(serial).toString('hex') };
  }
  return subjectKeyId === undefined ? {} : { keyId: Buffer.from(subjectKeyId).toString('hex') };
}

function signingTime(signer: SignerInfo): Date | undefined {
  const [value] = signer.attributes.find(({ oid }) => oid === OID.signingTime)?.values ?? [];
  return value === undefined ? undefined : parseTime(value);
}
