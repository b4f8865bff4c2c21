/** The key that signs now, with its certificates. */
import type { SigningIdentity } from '../../shared/authenticode/sign/signed-data.ts';
import { chainFor, latestActive } from '../../shared/aws/images/signing/chain.ts';
import type { KeyRecord } from '../../shared/contract/images.ts';
import { ConflictError } from '../../shared/errors.ts';
import type { SignDeps } from './ports.ts';

export interface ActiveSigner {
  readonly record: KeyRecord;
  readonly identity: SigningIdentity;
  /** Whom consumers are told to trust. */
  readonly root: Uint8Array;
}

/** @throws {ConflictError} before `purgatory keys init`, or where the signer's certificates lead to no root */
export async function activeSigner(deps: Pick<SignDeps, 'settings' | 'keys'>): Promise<ActiveSigner> {
  const records = await deps.settings.certificates();
  const record = latestActive('signer', records);
  if (record === undefined || latestActive('root', records) === undefined) {
    throw new ConflictError('there is no certificate to sign with yet: purgatory keys init');
  }
  const { certificates, root } = chainFor(record.sha256, records);
  return { record, root, identity: { certificates, sign: (digest) => deps.keys.image.sign(digest) } };
}
