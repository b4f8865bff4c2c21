/** How many groups one host may open: it can make up as many titles as it likes, and each would be an alert. */
import type { TriageDeps } from './ports.ts';

const DAY_SECONDS = 86_400;

export async function mayOpenGroup(
  host: string,
  uploadId: string,
  { quotas, newGroupsPerDay: limit, bus, now }: Pick<TriageDeps, 'quotas' | 'newGroupsPerDay' | 'bus' | 'now'>,
): Promise<boolean> {
  const grant = await quotas.take(host, { name: 'groups', limit, spanSeconds: DAY_SECONDS });
  if (grant.granted) return true;
  if (grant.isFirst) {
    const at = now();
    const detail = {
      version: 1,
      id: `quota.exceeded:${host}:groups:${Math.floor(at.getTime() / 1000 / DAY_SECONDS)}`,
      occurredAt: at.toISOString(),
      correlationId: uploadId,
      host,
      quota: 'groups',
      limit,
      spanSeconds: DAY_SECONDS,
    } as const;
    await bus.publish([{ name: 'quota.exceeded', detail }]);
  }
  return false;
}
