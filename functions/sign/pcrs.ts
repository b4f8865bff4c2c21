/** PCR policies of an uploaded UKI: what it measures is read by `inspect`, which of it is signed is said by the policy. */
import { digestOfPcrPolicies, pcrPolicies } from '../../shared/authenticode/facts/pcr.ts';
import type { UploadedImage, Unreadable } from '../../shared/aws/images/signing/inspection.ts';
import { MAX_PCR_POLICIES, type PcrScope, type PolicyRule } from '../../shared/contract/images.ts';
import type { ImageProblem } from '../../shared/contract/verify.ts';
import { allPcrKeys } from '../../shared/domain/image/pcr-keys.ts';
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type { SignDeps } from './ports.ts';

type Deps = Pick<SignDeps, 'inspector' | 'signer'>;

/** A request for an image's PCR policies, once it was seen. */
export async function lookAtPcrs(
  uploaded: UploadedImage,
  name: string,
  { pcrSignatures: scope }: PolicyRule,
  deps: Deps,
): Promise<(Pick<StoredImage, 'pcrs' | 'digest'> & { readonly problems: readonly ImageProblem[] }) | Unreadable> {
  if (scope === undefined) return { unreadable: `policy: no PCR signatures are made for ${name}` };
  const measured = await deps.inspector.pcrs(uploaded);
  if ('unreadable' in measured) return measured;
  const policies = pcrPolicies(measured.starts, scope);
  if (policies.length > MAX_PCR_POLICIES) {
    return { unreadable: `${policies.length} PCR policies, ${MAX_PCR_POLICIES} at most are signed at once` };
  }
  const keys = await deps.signer.pcrKeys();
  const signing = allPcrKeys(keys).map(({ fingerprint }) => fingerprint);
  const other = measured.keys.find((key) => !signing.includes(key));
  return {
    pcrs: { ...scope, policies: [...policies] },
    digest: digestOfPcrPolicies(policies),
    problems: other === undefined ? [] : [otherKey(other, keys.fingerprint)],
  };
}

function otherKey(key: string, signing: string): ImageProblem {
  const problem = `it is ${key}, the key that signs is ${signing}: nothing would be unlocked`;
  return { rule: 'pcrpkey-differs', where: '.pcrpkey', problem };
}

/** The digest of the policies of what is stored now. */
export async function pcrDigestOf(
  uploaded: UploadedImage,
  scope: PcrScope,
  deps: Pick<SignDeps, 'inspector'>,
): Promise<string | Unreadable> {
  const measured = await deps.inspector.pcrs(uploaded);
  return 'unreadable' in measured ? measured : digestOfPcrPolicies(pcrPolicies(measured.starts, scope));
}
