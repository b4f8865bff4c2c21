/** How much of a dump is wanted, once it is known what its log shows. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { TriageNote } from '../../shared/aws/uploads/store.ts';
import { asksForLess } from '../../shared/contract/upload-policy.ts';
import type { Acquaintance, WantedPolicy } from '../../shared/contract/upload-policy.ts';
import type { UploadFacts } from './occurrence.ts';

type Known = Pick<StoredGroup, 'newWith' | 'reports'>;

/** @param occurrenceId the first upload of this crash: what it has sent itself makes its problem no better known */
export function acquaintanceOf(
  { newWith, reports = [] }: Known,
  occurrenceId: string,
  { knownAfterReports }: WantedPolicy,
): Acquaintance {
  if (newWith === occurrenceId) return 'new';
  return reports.filter((id) => id !== occurrenceId).length >= knownAfterReports ? 'known' : 'recurring';
}

/**
 * What to ask of a host instead of what it would send; undefined where that is as it should be, or was decided before.
 *
 * @param occurrenceId what the crash of the upload is counted under
 */
export function limitFor(
  upload: UploadFacts,
  occurrenceId: string,
  group: Known,
  policy: WantedPolicy,
): TriageNote['limit'] {
  if (upload.mayBeLimited !== true || upload.title !== undefined) return undefined;
  const wanted = policy[acquaintanceOf(group, occurrenceId, policy)];
  return asksForLess(wanted, upload.policy) ? { policy: wanted, askedPolicy: upload.policy } : undefined;
}
