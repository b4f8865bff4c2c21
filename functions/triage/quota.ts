/** How many groups one host may open: it can make up as many titles as it likes, and each would be an alert. */
import { noteRefusal } from '../../shared/aws/uploads/refusals.ts';
import { hostQuota } from '../../shared/domain/host/quota.ts';
import type { TriageDeps } from './ports.ts';

export async function mayOpenGroup(
  host: string,
  uploadId: string,
  deps: Pick<TriageDeps, 'quotas' | 'refusals' | 'newGroupsPerDay' | 'bus' | 'now'>,
): Promise<boolean> {
  const quota = hostQuota('groups', deps.newGroupsPerDay);
  if ((await deps.quotas.take(host, quota)).granted) return true;
  await noteRefusal(host, quota, deps, uploadId);
  return false;
}
