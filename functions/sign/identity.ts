/** The certificates that the signing key signs with now. */
import { chainFor, latestActive } from '../../shared/domain/image/chain.ts';
import type { SigningChain } from '../../shared/domain/image/may-sign.ts';
import type { KeyRecord } from '../../shared/contract/images.ts';
import { ConflictError } from '../../shared/errors.ts';
import type { SignDeps } from './ports.ts';

export interface ActiveSigner {
  readonly record: KeyRecord;
  readonly chain: SigningChain;
}

/** @throws {ConflictError} before `purgatory keys init`, or where the signer's certificates lead to no root */
export async function activeSigner(deps: Pick<SignDeps, 'settings'>): Promise<ActiveSigner> {
  const records = await deps.settings.certificates();
  const record = latestActive('signer', records);
  if (record === undefined || latestActive('root', records) === undefined) {
    throw new ConflictError('there is no certificate to sign with yet: purgatory keys init');
  }
  return { record, chain: chainFor(record.sha256, records) };
}
