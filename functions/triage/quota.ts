/** How many groups one host may open: it can make up as many titles as it likes, and each would be an alert. */
import { hostQuota, quotaExceeded } from '../../shared/domain/host/quota.ts';
import type { TriageDeps } from './ports.ts';

export async function mayOpenGroup(
  host: string,
  uploadId: string,
  {
    quotas,
    refusals,
    newGroupsPerDay,
    bus,
    now,
  }: Pick<TriageDeps, 'quotas' | 'refusals' | 'newGroupsPerDay' | 'bus' | 'now'>,
): Promise<boolean> {
  const quota = hostQuota('groups', newGroupsPerDay);
  if ((await quotas.take(host, quota)).granted) return true;
  const at = now();
  const { isTold } = await refusals.note(host, quota, at);
  if (!isTold) {
    await bus.publish([quotaExceeded(host, quota, at, uploadId)]);
    await refusals.noteTold(host, quota, at);
  }
  return false;
}
