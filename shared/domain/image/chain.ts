/** Which certificates the signing key signs with, and what they lead to. */
import type { KeyRecord } from '../../contract/images.ts';
import { isSignedBy, parseCertificate, type Certificate } from '../../authenticode/x509/certificate.ts';
import { ConflictError } from '../../errors.ts';
import type { SigningChain } from './may-sign.ts';

/** Of several, as a rotation that broke off leaves them, the one that became active last. */
export function latestActive(purpose: KeyRecord['purpose'], records: readonly KeyRecord[]): KeyRecord | undefined {
  return records
    .filter((record) => record.purpose === purpose && record.active)
    .toSorted((a, b) => ((a.activatedAt ?? '') < (b.activatedAt ?? '') ? 1 : -1))[0];
}

/**
 * From a signer's certificate up to the root that signed the last of them; the root, which consumers have, is not among the
 * certificates.
 *
 * @throws {ConflictError} where there is none
 */
export function chainFor(signerSha256: string, records: readonly KeyRecord[]): SigningChain {
  const parsed = records.map((record) => ({ record, certificate: parseCertificate(decode(record)) }));
  const signer = parsed.find(({ record }) => record.purpose === 'signer' && record.sha256 === signerSha256);
  if (signer === undefined) throw new ConflictError(`the certificate ${signerSha256} is not one of the signer's`);
  const chain: Certificate[] = [signer.certificate];
  const issuerOf = (purpose: KeyRecord['purpose'], of: Certificate): Certificate | undefined =>
    parsed
      .filter(({ record }) => record.purpose === purpose)
      // Of a root that was made anew with the same key, the one in use.
      .toSorted((a, b) => Number(b.record.active) - Number(a.record.active))
      .map(({ certificate }) => certificate)
      .find((candidate) => !chain.includes(candidate) && isSignedBy(of, candidate));
  for (let top = signer.certificate; chain.length <= records.length;) {
    const root = issuerOf('root', top);
    if (root !== undefined) {
      const above = chain.slice(1).map(({ raw }) => raw);
      return { certificates: [signer.certificate.raw, ...above], root: root.raw };
    }
    const issuer = issuerOf('signer', top);
    if (issuer === undefined) break;
    chain.push(issuer);
    top = issuer;
  }
  throw new ConflictError(`the certificate of ${signer.certificate.subjectText} leads to no root that is known`);
}

export function decode({ certificate }: Pick<KeyRecord, 'certificate'>): Uint8Array {
  return Buffer.from(certificate, 'base64');
}
