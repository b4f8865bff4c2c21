/** The forms in which a list of revocations reaches those who must know: firmware, shim, and kernels that are being built. */
import { toPem } from '../sign/certificate.ts';
import { encodeEfiTime } from './authenticated-variable.ts';
import { writeSbatLevel, type SbatLevel } from './sbat.ts';
import { SIGNATURE_TYPE, writeSignatureLists, type SignatureRecord } from './signature-list.ts';

/** What is revoked. Digests are SHA-256. */
export interface RevocationSet {
  /** Authenticode digests of images. */
  readonly imageDigests: readonly Uint8Array[];
  /** Certificates, DER. */
  readonly certificates: readonly Uint8Array[];
  /** Hashes of the signed parts of certificates, revoked from a time on; none: always. */
  readonly certificateHashes: readonly { readonly tbsSha256: Uint8Array; readonly from?: Date | undefined }[];
  readonly sbat: SbatLevel;
}

/** GUID that says who put a record there. */
export const PURGATORY_OWNER_GUID = '2f6f0c4e-7c0c-4d1e-9f0d-6b7e6f0f8a51';

/** dbx: digests first, then certificates, one list each, then hashes of certificates. */
export function dbxRecords(set: RevocationSet, owner: string = PURGATORY_OWNER_GUID): readonly SignatureRecord[] {
  const record = (typeName: 'sha256' | 'x509' | 'x509Sha256', data: Uint8Array): SignatureRecord => ({
    type: SIGNATURE_TYPE[typeName],
    typeName,
    owner,
    data,
  });
  return [
    ...[...set.imageDigests].sort((a, b) => Buffer.compare(a, b)).map((digest) => record('sha256', digest)),
    ...set.certificates.map((certificate) => record('x509', certificate)),
    ...set.certificateHashes.map(({ tbsSha256, from }) =>
      record('x509Sha256', Buffer.concat([tbsSha256, from === undefined ? new Uint8Array(16) : encodeEfiTime(from)])),
    ),
  ];
}

/** shim's MokListX: it looks at digests and certificates alone, not at hashes of certificates. */
export function mokListXRecords(set: RevocationSet, owner?: string): readonly SignatureRecord[] {
  return dbxRecords(set, owner).filter(({ typeName }) => typeName !== 'x509Sha256');
}

export interface Publication {
  readonly 'dbx.esl': Uint8Array;
  readonly 'MokListX.esl': Uint8Array;
  /** For CONFIG_SYSTEM_REVOCATION_KEYS. */
  readonly 'revocation-keys.pem': Uint8Array;
  readonly 'SbatLevel.csv': Uint8Array;
}

/** Every form but the signed update, which needs a key. */
export function publish(set: RevocationSet): Publication {
  return {
    'dbx.esl': writeSignatureLists(dbxRecords(set)),
    'MokListX.esl': writeSignatureLists(mokListXRecords(set)),
    'revocation-keys.pem': Buffer.from(set.certificates.map((certificate) => toPem(certificate)).join('')),
    'SbatLevel.csv': Buffer.from(writeSbatLevel(set.sbat)),
  };
}
