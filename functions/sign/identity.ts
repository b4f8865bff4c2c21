/** The key that signs now, with its certificates. */
import type { KeyRecord } from '../../shared/contract/images.ts';
import type { SigningIdentity } from '../../shared/authenticode/sign/signed-data.ts';
import { parseCertificate } from '../../shared/authenticode/x509/certificate.ts';
import { sameName } from '../../shared/authenticode/x509/name.ts';
import { ConflictError } from '../../shared/errors.ts';
import type { SignDeps } from './ports.ts';

export interface ActiveSigner {
  readonly record: KeyRecord;
  readonly identity: SigningIdentity;
  /** Whom consumers are told to trust. */
  readonly root: Uint8Array;
}

/** @throws {ConflictError} before `purgatory keys init` */
export async function activeSigner(deps: Pick<SignDeps, 'settings' | 'keys'>): Promise<ActiveSigner> {
  const records = await deps.settings.certificates();
  const record = records.find(({ purpose, active }) => purpose === 'signer' && active);
  const root = records.find(({ purpose, active }) => purpose === 'root' && active);
  if (record === undefined || root === undefined) {
    throw new ConflictError('there is no certificate to sign with yet: purgatory keys init');
  }
  const chain = chainBelowRoot(record, records);
  return {
    record,
    root: decode(root),
    identity: { certificates: [decode(record), ...chain], sign: (digest) => deps.keys.image.sign(digest) },
  };
}

/** Certificates between the signer's and the root's, which is left out: consumers have it. */
function chainBelowRoot(signer: KeyRecord, records: readonly KeyRecord[]): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  let top = parseCertificate(decode(signer));
  for (let left = records.length; left > 0; left -= 1) {
    const current = top;
    const issuer = records
      .filter(({ purpose }) => purpose === 'signer')
      .map((record) => parseCertificate(decode(record)))
      .find(({ subject, raw }) => sameName(subject, current.issuer) && Buffer.compare(raw, current.raw) !== 0);
    if (issuer === undefined) break;
    chain.push(issuer.raw);
    top = issuer;
  }
  return chain;
}

export function decode({ certificate }: Pick<KeyRecord, 'certificate'>): Uint8Array {
  return Buffer.from(certificate, 'base64');
}
