/** What signs now: of images the key with its certificates, of PCR policies a key that has none. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { chainFor, latestActive } from '../../shared/domain/image/chain.ts';
import { pcrSignerId } from '../../shared/domain/image/pcr-keys.ts';
import type { SigningChain } from '../../shared/domain/image/may-sign.ts';
import { ConflictError } from '../../shared/errors.ts';
import type { SignDeps } from './ports.ts';

export interface ActiveSigner {
  readonly subject: string;
  /** Of the certificate, or {@link pcrSignerId}. */
  readonly sha256: string;
  readonly chain: SigningChain | undefined;
}

/** @throws {ConflictError} before `purgatory keys init`, or where the signer's certificates lead to no root */
export async function activeSigner(
  { kind }: Pick<StoredImage, 'kind'>,
  deps: Pick<SignDeps, 'settings' | 'signer'>,
): Promise<ActiveSigner> {
  if (kind === 'pcr-policies') {
    const sha256 = pcrSignerId(await deps.signer.pcrKeys());
    return { subject: 'the key of PCR policies', sha256, chain: undefined };
  }
  const records = await deps.settings.certificates();
  const record = latestActive('signer', records);
  if (record === undefined || latestActive('root', records) === undefined) {
    throw new ConflictError('there is no certificate to sign with yet: purgatory keys init');
  }
  const { subject, sha256 } = record;
  return { subject, sha256, chain: chainFor(sha256, records) };
}
