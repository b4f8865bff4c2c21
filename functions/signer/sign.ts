/**
 * The one place where the key that signs images is used. What was decided comes with the order and is decided here once more, from the
 * order alone: nothing is fetched, and no image is read.
 */
import { isDeepStrictEqual } from 'node:util';
import { fingerprintOf } from '../../shared/authenticode/facts/pcr-key.ts';
import { joinPcrSignatures, signPcrPolicies } from '../../shared/authenticode/sign/pcr-signatures.ts';
import { signAuthenticode, signModule, signRootHash } from '../../shared/authenticode/sign/signed-data.ts';
import { chainFor, latestActive } from '../../shared/domain/image/chain.ts';
import { objectionsToEvidence } from '../../shared/domain/image/evidence.ts';
import { objectionsToSigning, type SigningChain } from '../../shared/domain/image/may-sign.ts';
import type { NotSigned, Signed } from '../../shared/aws/images/signing/order.ts';
import type { SignOrder } from '../../shared/domain/image/order.ts';
import { pcrSignerId } from '../../shared/domain/image/pcr-keys.ts';
import { approvalsNeeded, DEFAULT_POLICY, ruleForRequest } from '../../shared/domain/image/policy.ts';
import type { PcrKey, PcrKeys } from '../../shared/contract/images.ts';
import type { KmsPolicySigner } from '../../shared/aws/images/kms-signer.ts';
import { isAmong } from '../../shared/contract/people.ts';
import { AccessError, ConflictError } from '../../shared/errors.ts';
import { SignerMetric } from './names.ts';
import type { SignerDeps } from './ports.ts';

/** @param order of the log that is believed */
export async function sign(order: SignOrder, deps: SignerDeps): Promise<Signed | NotSigned> {
  const standing = await isCurrent(order, deps);
  if (standing !== undefined) return standing;
  const { digest, kind, image } = order;
  const pcrSigner = kind === 'pcr-policies' ? pcrSignerId(await pcrKeysOf(deps.keys)) : undefined;
  const decided = decide(order, deps.now(), pcrSigner);
  if ('outcome' in decided) return decided;

  const { certificateSha256 } = decided;
  const made = await deps.ledger.signature(digest, certificateSha256, kind);
  if (made !== undefined) return answerOf(made, certificateSha256);
  const signature = await make(order, decided, deps);
  const at = deps.now().toISOString();
  await deps.ledger.keepSignature({ digest, certificateSha256, kind, signature, imageId: image.id, at });
  return answerOf(signature, certificateSha256);
}

async function make({ digest, kind, image }: SignOrder, { chain }: Decided, deps: SignerDeps): Promise<Uint8Array> {
  const { keys } = deps;
  if (chain === undefined) {
    const signed: Uint8Array[] = [];
    for (const key of pcrSigners(keys)) {
      signed.push(
        await signPcrPolicies(image.pcrs?.policies ?? [], await key.publicKey(), (bank, policyDigest) => {
          deps.count(SignerMetric.SignaturesMade);
          return key.sign(bank, policyDigest);
        }),
      );
    }
    return joinPcrSignatures(signed);
  }
  const bytes = Buffer.from(digest, 'hex');
  const identity = {
    certificates: chain.certificates,
    sign: (sha256: Uint8Array) => {
      deps.count(SignerMetric.SignaturesMade);
      return keys.image.sign(sha256);
    },
  };
  if (kind === 'root-hash') return signRootHash(bytes, identity);
  return kind === 'appended' ? signModule(bytes, identity) : signAuthenticode(bytes, identity);
}

function pcrSigners({ pcr, pcrBefore }: SignerDeps['keys']): readonly KmsPolicySigner[] {
  return pcrBefore === undefined ? [pcr] : [pcr, pcrBefore];
}

/** The keys that sign PCR policies, as others know them. */
export async function pcrKeysOf({ pcr, pcrBefore }: SignerDeps['keys']): Promise<PcrKeys> {
  const newest = pcrKeyOf(await pcr.publicKey());
  return pcrBefore === undefined ? newest : { ...newest, before: pcrKeyOf(await pcrBefore.publicKey()) };
}

function pcrKeyOf(publicKey: Uint8Array): PcrKey {
  return { publicKey: Buffer.from(publicKey).toString('base64'), fingerprint: fingerprintOf(publicKey) };
}

/** Policy and revocations must not be older than those that were shown before. */
async function isCurrent({ policy, revocations }: SignOrder, deps: SignerDeps): Promise<NotSigned | undefined> {
  const shown = [
    // What a new deployment begins with is nobody's decision: another version of this software may begin with another.
    ['POLICY', { version: policy.version, content: policy.version === 0 ? null : policy }],
    [
      'REVOCATIONS',
      {
        version: revocations.version,
        // Those that are due and not published yet bind, and are not of this version.
        content: revocations.revocations
          .filter(({ version }) => version <= revocations.version)
          .map(({ target, version }) => ({ target, version })),
      },
    ],
  ] as const;
  if (policy.version === 0 && !isDefault(policy)) return refused('a policy that nobody has put in force');
  for (const [what, versioned] of shown) {
    const standing = await deps.ledger.hold(what, versioned);
    const name = what.toLowerCase();
    if (standing === 'newer')
      return { outcome: 'stale', reason: `the ${name} of the order are older than those in force` };
    if (standing === 'other')
      return refused(`the ${name} are not those that were shown as version ${versioned.version}`);
  }
  return undefined;
}

function isDefault(policy: SignOrder['policy']): boolean {
  return isDeepStrictEqual(policy, DEFAULT_POLICY);
}

interface Decided {
  /** Undefined: PCR policies are signed, by a key that has no certificate. */
  readonly chain: SigningChain | undefined;
  readonly certificateSha256: string;
}

/** The decision, made again. Pure. */
function decide(order: SignOrder, now: Date, pcrSigner: string | undefined): Decided | NotSigned {
  const { image, policy } = order;
  if (image.digest !== order.digest || image.kind !== order.kind) return refused('the request is for another digest');
  if (image.state !== 'pending') return refused(`the request is ${image.state}`);
  if (new Date(image.expiresAt) <= now) return refused(`nobody decided until ${image.expiresAt}`);
  try {
    const certificateSha256 = pcrSigner ?? latestActive('signer', order.certificates)?.sha256 ?? '';
    const chain = pcrSigner === undefined ? chainFor(certificateSha256, order.certificates) : undefined;
    // While a request waits, approvals are what it waits for: now they have to be there.
    const [objection] = [
      ...objectionsToSigning({
        image: { ...image, state: 'signed' },
        chain,
        revocations: order.revocations.revocations,
        policy,
        now,
      }),
      ...objectionsToApprovals(order),
      ...objectionsToEvidence(order, certificateSha256, approvalsNeeded(policy, image)),
    ];
    return objection === undefined ? { chain, certificateSha256 } : refused(objection);
  } catch (error) {
    if (error instanceof AccessError || error instanceof ConflictError) return refused(error.message);
    throw error;
  }
}

/** Whoever approved is among those whom the rule names. */
function* objectionsToApprovals({ policy, image }: SignOrder): Generator<string> {
  const { approvers } = ruleForRequest(policy, image);
  if (approvers === undefined) return;
  for (const { decision, subject, by, identities } of image.approvals) {
    if (decision === 'approve' && !isAmong(approvers, { subject, name: by, identities })) {
      yield `policy: ${by} is not among those who may approve this`;
    }
  }
}

function refused(reason: string): NotSigned {
  return { outcome: 'refused', reason };
}

function answerOf(signature: Uint8Array, certificateSha256: string): Signed {
  return { outcome: 'signed', signature: Buffer.from(signature).toString('base64'), certificateSha256 };
}
