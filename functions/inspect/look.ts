/** Looking at an image before it is signed: what it is, which rules it breaks, who would refuse it. */
import { makeThrowawayIdentity } from '../../shared/authenticode/sign/throwaway.ts';
import { signAuthenticode, signModule, type SigningIdentity } from '../../shared/authenticode/sign/signed-data.ts';
import { applySignature, planSigning, type SigningPlan } from '../../shared/authenticode/sign/sign-image.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { judge, type TrustPolicy } from '../../shared/authenticode/verdicts.ts';
import { openImage } from '../../shared/authenticode/image-view.ts';
import { readImageFacts } from '../../shared/authenticode/facts/read-facts.ts';
import { revokedBySbat, type SbatLevel } from '../../shared/authenticode/revocation/sbat.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import type { Consumer, ImageInfo, ImageProblem } from '../../shared/contract/verify.ts';

export interface Inspection {
  readonly plan: SigningPlan;
  readonly info: ImageInfo;
  readonly digest: string;
  /** The kernel's configuration as text, where it carries one. */
  readonly config: string | undefined;
  readonly problems: readonly ImageProblem[];
}

/** @throws {FormatError} where the upload is no image at all */
export async function inspectImage(source: ByteSource, level: SbatLevel): Promise<Inspection> {
  const plan = await planSigning(source, { waive: true });
  const { info, problems: found, config } = await readImageFacts(source, 'contents', plan.image);
  const problems: ImageProblem[] = [...plan.violations, ...found];
  for (const { component, generation, required } of revokedBySbat(info.sbat ?? [], level)) {
    const problem = `${component} is of generation ${generation}, ${required} is the lowest that is not revoked`;
    problems.push({ rule: 'sbat-revoked', where: '.sbat', problem });
  }
  return {
    plan,
    info,
    config,
    digest: Buffer.from(plan.digest).toString('hex'),
    problems,
  };
}

/** Which consumers would refuse the image even if it were signed by a key they trust. Asked with a key that is thrown away. */
export async function refusingConsumers(
  plan: SigningPlan,
  consumers: readonly Consumer[],
): Promise<readonly ImageProblem[]> {
  const { root, identity } = await makeThrowawayIdentity();
  return judgeSigned(plan, identity, { root, dbx: [] }, consumers, await signPlan(plan, identity));
}

/** Whom consumers are told to trust, and what is revoked. */
interface Trust extends Omit<TrustPolicy, 'db'> {
  readonly root: Uint8Array;
}

/** The same of the signature that is to be handed out. */
export async function judgeSigned(
  plan: SigningPlan,
  { certificates }: Pick<SigningIdentity, 'certificates'>,
  { root, ...revoked }: Trust,
  consumers: readonly Consumer[],
  signature: Uint8Array,
): Promise<readonly ImageProblem[]> {
  const signed = await openImage(await applySignature(plan, signature, 'replace'));
  // A module is found by its signer's own certificate; everything else by the root.
  const trusted = plan.kind === 'appended' ? certificates[0] : root;
  const verdicts = await judge(signed, { db: [certificateRecord(trusted)], ...revoked }, consumers);
  return verdicts
    .filter(({ accepts }) => !accepts)
    .map(({ consumer, errno, reason }) => ({
      rule: 'consumer-refuses',
      where: consumer,
      problem: errno === null ? reason : `${errno}: ${reason}`,
    }));
}

export function signPlan(plan: SigningPlan, identity: SigningIdentity): Promise<Uint8Array> {
  return plan.kind === 'appended' ? signModule(plan.digest, identity) : signAuthenticode(plan.digest, identity);
}
