/**
 * May this be signed now? The one question that is asked when a signature is requested, when somebody decides, before the key is used,
 * and when a signature is handed out. Pure: what is revoked, and the policy, are as they are now, not as they were when somebody
 * asked first.
 */
import { revocationOfChain, revocationOfImage } from './revocation-of.ts';
import type { StoredImage } from './record.ts';
import { isSignedBy, parseCertificate, type Certificate } from '../../authenticode/x509/certificate.ts';
import { OID } from '../../authenticode/asn1/oids.ts';
import { digestOfPcrPolicies } from '../../authenticode/facts/pcr.ts';
import type { PolicyRule, SigningPolicy } from '../../contract/images.ts';
import type { RevocationRecord } from '../../contract/revocations.ts';
import { AccessError } from '../../errors.ts';
import { isNameOfKind, nameRule } from './kinds.ts';
import { ruleForRequest } from './policy.ts';

/** DER, from the signer's certificate up; the root last. */
export interface SigningChain {
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  readonly root: Uint8Array;
}

export interface SigningQuestion {
  readonly image: StoredImage;
  /** Undefined for PCR policies, whose key has no certificate. */
  readonly chain: SigningChain | undefined;
  readonly revocations: readonly RevocationRecord[];
  readonly policy: SigningPolicy;
  readonly now: Date;
}

/**
 * An appended signature is over the file's digest and nothing else (the kernel refuses signed attributes in it): by digest, whoever asks
 * could have those of an Authenticode signature signed, and so any image whatever.
 */
export const APPENDED_BY_DIGEST =
  'a module is not signed by its digest: the key would sign 32 bytes that the caller chose; upload it';

export const NO_ROOT_HASHES = 'no root hashes are signed';

/** Why not, in words; none: it may. Nothing of this is waived by force. */
export function objectionsToSigning(question: SigningQuestion): readonly string[] {
  const { image, chain, revocations, now } = question;
  return [
    ...revokedImage(image, revocations),
    ...objectionsToKind(image),
    ...(chain === undefined ? [] : [...objectionsToChain(chain, now), ...revokedSigner(chain, revocations)]),
    ...(chain === undefined && image.kind !== 'pcr-policies' ? ['chain: there is no certificate'] : []),
    ...(image.provisional && image.kind === 'appended' ? [`policy: ${APPENDED_BY_DIGEST}`] : []),
    ...objectionsOfPolicy(question),
  ];
}

/** What revocations say of the image itself: the part that is known before there is a signer. */
export function* revokedImage(
  image: Pick<StoredImage, 'digest' | 'image'>,
  revocations: readonly RevocationRecord[],
): Generator<string> {
  const found = revocationOfImage(image, revocations);
  if (found !== undefined)
    yield `revoked: ${subjectOf(found)} is revoked since ${found.at} by ${found.by}: ${found.reason}`;
}

/** A kind that is not told by its name could be taken for another that was approved: entries of the log have the name alone. */
function* objectionsToKind({ kind, name, digest, pcrs }: StoredImage): Generator<string> {
  if (!isNameOfKind(name, kind)) yield `kind: ${nameRule(kind)}`;
  if (kind === 'pcr-policies' && digest !== digestOfPcrPolicies(pcrs?.policies ?? [])) {
    yield 'kind: the PCR policies are not those of the digest';
  }
}

function* revokedSigner(
  { certificates, root }: SigningChain,
  revocations: readonly RevocationRecord[],
): Generator<string> {
  const found = revocationOfChain([...certificates, root], revocations);
  if (found !== undefined)
    yield `revoked: a certificate of the signer's chain is revoked since ${found.at}: ${found.reason}`;
}

/** Whether the certificates lead to the root, and are good at this time and for this purpose. */
export function* objectionsToChain({ certificates, root }: SigningChain, now: Date): Generator<string> {
  const chain = [...certificates, root].map((certificate) => parseCertificate(certificate));
  for (const [index, certificate] of chain.entries()) {
    const who = certificate.subjectText;
    if (certificate.notBefore > now)
      yield `chain: the certificate of ${who} is not valid before ${certificate.notBefore.toISOString()}`;
    if (certificate.notAfter < now)
      yield `chain: the certificate of ${who} has expired on ${certificate.notAfter.toISOString()}`;
    const issuer = chain[index + 1];
    if (issuer !== undefined && !isSignedBy(certificate, issuer))
      yield `chain: ${who} is not signed by ${issuer.subjectText}`;
    if (index > 0 && (certificate.isAuthority !== true || !certificate.maySignCertificates)) {
      yield `chain: ${who} is no certificate authority`;
    }
  }
  const [leaf] = chain;
  if (leaf !== undefined) yield* objectionsToLeaf(leaf);
}

function* objectionsToLeaf(leaf: Certificate): Generator<string> {
  if (leaf.extendedKeyUsage.includes(OID.moduleSigningOnly)) {
    yield `chain: the certificate of ${leaf.subjectText} is for modules alone: shim refuses images that it signed`;
  }
}

function* objectionsOfPolicy({ image, policy }: SigningQuestion): Generator<string> {
  try {
    const rule = ruleForRequest(policy, image);
    if (image.kind === 'root-hash' && rule.rootHashes !== true) yield `policy: ${NO_ROOT_HASHES} for ${image.name}`;
    if (image.kind !== 'root-hash' && image.provisional && !rule.byDigest)
      yield `policy: ${image.name} is to be uploaded, not signed by its digest`;
    if (image.kind === 'pcr-policies') yield* objectionsToPcrs(image, rule);
    if (image.force !== undefined && !rule.mayForce) yield `policy: nobody may force a signature of ${image.name}`;
    const approvals = image.approvals.filter(({ decision }) => decision === 'approve').length;
    // While a request waits, approvals are what it waits for.
    if (image.state !== 'uploading' && image.state !== 'pending' && approvals < rule.approvals) {
      yield `policy: ${rule.approvals} approvals are needed, ${approvals} were given`;
    }
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    yield `policy: ${error.message}`;
  }
}

/** Each is for a bank and a phase that the rule names. */
function* objectionsToPcrs({ name, pcrs }: StoredImage, { pcrSignatures }: PolicyRule): Generator<string> {
  if (pcrSignatures === undefined) {
    yield `policy: no PCR signatures are made for ${name}`;
    return;
  }
  const policies = pcrs?.policies ?? [];
  if (policies.length === 0) yield 'policy: there is no PCR policy to sign';
  const other = policies.find(
    ({ bank, phase }) => !pcrSignatures.banks.includes(bank) || !pcrSignatures.phases.includes(phase),
  );
  if (other !== undefined) yield `policy: no PCR signatures of ${other.bank} at ${other.phase} are made for ${name}`;
}

function subjectOf({ target }: RevocationRecord): string {
  switch (target.kind) {
    case 'image':
      return 'the image';
    case 'build-id':
      return `the build ${target.buildId}`;
    case 'release':
      return `the release ${target.release}`;
    case 'sbat':
      return `${target.component} below generation ${target.generation}`;
    case 'certificate':
    case 'tbs':
      return 'the certificate';
  }
}
