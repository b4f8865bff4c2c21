/** What a decision about signing is made from, as it is now. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type { RevocationRecord } from '../../shared/contract/revocations.ts';
import { chainFor } from '../../shared/domain/image/chain.ts';
import { objectionsToSigning, type SigningChain } from '../../shared/domain/image/may-sign.ts';
import { activeSigner, type ActiveSigner } from './identity.ts';
import type { SignDeps } from './ports.ts';

type Deps = Pick<SignDeps, 'settings' | 'revocations' | 'now' | 'signer'>;

export async function revocationsNow(deps: Pick<SignDeps, 'revocations'>): Promise<readonly RevocationRecord[]> {
  return (await deps.revocations.list()).revocations;
}

/** Why the image may not be signed now; none: it may. @throws {ConflictError} before `purgatory keys init` */
export async function objectionsNow(image: StoredImage, deps: Deps, signer?: ActiveSigner): Promise<readonly string[]> {
  const { chain } = signer ?? (await activeSigner(image, deps));
  return ask(image, chain, deps);
}

/** The same of a signature that was made: by the certificate that it was made with. */
export async function objectionsToHandingOut(image: StoredImage, deps: Deps): Promise<readonly string[]> {
  if (image.kind === 'pcr-policies') return ask(image, undefined, deps);
  const records = await deps.settings.certificates();
  return ask(image, chainFor(image.signer?.certificateSha256 ?? '', records), deps);
}

async function ask(image: StoredImage, chain: SigningChain | undefined, deps: Deps): Promise<readonly string[]> {
  const [policy, revocations] = await Promise.all([deps.settings.policy(), revocationsNow(deps)]);
  return objectionsToSigning({ image, chain, revocations, policy, now: deps.now() });
}
