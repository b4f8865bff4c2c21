/** What an Authenticode signature says an image's digest is. */
import { encodeOid, OID, oidName } from '../asn1/oids.ts';
import { TAG } from '../asn1/tlv.ts';
import type { SignedData } from './signed-data.ts';

/** Digest and algorithm in SpcIndirectDataContent. @throws {FormatError} */
export function imageDigestOf(message: SignedData): { algorithm: string; digest: Uint8Array } | undefined {
  if (message.contentType !== OID.spcIndirectData || message.content === undefined) return undefined;
  const [, digestInfo] = message.content.expect(TAG.sequence, 'SpcIndirectDataContent').children();
  const [algorithm, digest] = digestInfo?.expect(TAG.sequence, 'messageDigest').children() ?? [];
  const [oid] = algorithm?.expect(TAG.sequence, 'digestAlgorithm').children() ?? [];
  if (oid === undefined || digest === undefined) return undefined;
  return {
    algorithm: algorithmName(oid.oid('digestAlgorithm')),
    digest: digest.expect(TAG.octetString, 'digest').content,
  };
}

/** Short name of an algorithm, or its number. */
export function algorithmName(oid: string): string {
  return oidName(encodeOid(oid)) ?? oid;
}
