/** What one host may ask of the service, checked before anything else is done for it. */
import type { Principal } from '../../shared/contract/roles.ts';
import { QuotaError } from '../../shared/errors.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';

const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;
/** As long as a long poll lasts: so many are begun in it, so many are held at once, about. */
const POLL_SECONDS = 25;

/** Set by the operator. */
export interface HostQuotas {
  readonly uploadsPerHour: number;
  readonly logsPerMinute: number;
  /** Of all hosts together. */
  readonly longPolls: number;
}

/**
 * @throws {QuotaError} for a host that has had its share; people's own uploads are not counted
 */
export async function takeQuota(
  principal: Principal,
  name: 'uploads' | 'logs',
  deps: Pick<IngestDeps, 'quotas' | 'limits' | 'bus' | 'count' | 'now'>,
): Promise<void> {
  if (principal.kind !== 'host') return;
  const { uploadsPerHour, logsPerMinute } = deps.limits;
  const quota =
    name === 'uploads'
      ? { name, limit: uploadsPerHour, spanSeconds: HOUR_SECONDS }
      : { name, limit: logsPerMinute, spanSeconds: MINUTE_SECONDS };
  const grant = await deps.quotas.take(principal.host, quota);
  if (grant.granted) return;
  deps.count(IngestMetric.QuotaRefused);
  const { limit, spanSeconds } = quota;
  if (grant.isFirst) {
    const now = deps.now();
    const span = Math.floor(now.getTime() / 1000 / spanSeconds);
    const detail = {
      version: 1,
      id: `quota.exceeded:${principal.host}:${name}:${span}`,
      occurredAt: now.toISOString(),
      host: principal.host,
      quota: name,
      limit,
      spanSeconds,
    } as const;
    await deps.bus.publish([{ name: 'quota.exceeded', detail }]);
  }
  const each = name === 'uploads' ? 'an hour' : 'a minute';
  throw new QuotaError(`this host has had its ${limit} ${name} ${each}`, grant);
}

/** Whether one more long poll may be held: they take the functions that others wait for. */
export async function mayHoldPoll({ quotas, limits }: Pick<IngestDeps, 'quotas' | 'limits'>): Promise<boolean> {
  const quota = { name: 'polls', limit: limits.longPolls, spanSeconds: POLL_SECONDS };
  try {
    return (await quotas.take('', quota)).granted;
  } catch {
    // Throttled, say: that is pressure.
    return false;
  }
}
