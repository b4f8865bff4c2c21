/** What a decision about signing is made from, as it is now. */
import { parseSbatLevel, writeSbatLevel, type SbatLevel } from '../../shared/authenticode/revocation/sbat.ts';
import { dbxRecords } from '../../shared/authenticode/revocation/publication.ts';
import type { TrustPolicy } from '../../shared/authenticode/verdicts.ts';
import type { StoredImage } from '../../shared/aws/images/items.ts';
import { revocationSet, type StoredRevocations } from '../../shared/aws/images/revocations.ts';
import type { RevocationRecord } from '../../shared/contract/revocations.ts';
import { chainFor } from '../../shared/aws/images/signing/chain.ts';
import { objectionsToSigning, type SigningChain } from '../../shared/aws/images/signing/may-sign.ts';
import { activeSigner, type ActiveSigner } from './identity.ts';
import type { SignDeps } from './ports.ts';

type Deps = Pick<SignDeps, 'settings' | 'revocations' | 'now' | 'keys'>;

export async function revocationsNow(deps: Pick<SignDeps, 'revocations'>): Promise<readonly RevocationRecord[]> {
  return (await deps.revocations.list()).revocations;
}

/** Why the image may not be signed now; none: it may. @throws {ConflictError} before `purgatory keys init` */
export async function objectionsNow(image: StoredImage, deps: Deps, signer?: ActiveSigner): Promise<readonly string[]> {
  const { identity, root } = signer ?? (await activeSigner(deps));
  return ask(image, { certificates: identity.certificates, root }, deps);
}

/** The same of a signature that was made: by the certificate that it was made with. */
export async function objectionsToHandingOut(image: StoredImage, deps: Deps): Promise<readonly string[]> {
  const records = await deps.settings.certificates();
  return ask(image, chainFor(image.signer?.certificateSha256 ?? '', records), deps);
}

async function ask(image: StoredImage, chain: SigningChain, deps: Deps): Promise<readonly string[]> {
  const [policy, revocations] = await Promise.all([deps.settings.policy(), revocationsNow(deps)]);
  return objectionsToSigning({ image, chain, revocations, policy, now: deps.now() });
}

/** What consumers would be told is revoked, for asking them; without the digests of builds, which are asked for by name. */
export async function revokedNow(deps: Pick<SignDeps, 'revocations'>): Promise<Omit<TrustPolicy, 'db'>> {
  const set = await setOf(await deps.revocations.list());
  return { dbx: dbxRecords(set), sbatLevel: set.sbat };
}

/** The lowest generations that are not revoked. */
export async function sbatLevel(deps: Pick<SignDeps, 'revocations'>): Promise<SbatLevel> {
  const set = await setOf(await deps.revocations.list());
  return parseSbatLevel(Buffer.from(writeSbatLevel(set.sbat)));
}

function setOf(list: StoredRevocations) {
  return revocationSet(list, { ofBuild: () => Promise.resolve([]), ofImage: (digest) => Promise.resolve([digest]) });
}
