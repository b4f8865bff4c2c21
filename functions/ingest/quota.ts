/** What one host may ask of the service, checked before anything else is done for it. */
import { noteRefusal } from '../../shared/aws/uploads/refusals.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import { hostQuota, shareText } from '../../shared/domain/host/quota.ts';
import { QuotaError } from '../../shared/errors.ts';
import { IngestMetric } from './names.ts';
import type { IngestDeps } from './ports.ts';

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
  deps: Pick<IngestDeps, 'quotas' | 'refusals' | 'limits' | 'bus' | 'count' | 'now'>,
): Promise<void> {
  if (principal.kind !== 'host') return;
  const { host } = principal;
  const quota = hostQuota(name, name === 'uploads' ? deps.limits.uploadsPerHour : deps.limits.logsPerMinute);
  const grant = await deps.quotas.take(host, quota);
  if (grant.granted) return;
  deps.count(IngestMetric.QuotaRefused);
  await noteRefusal(host, quota, deps);
  throw new QuotaError(`this host has had its ${shareText(quota)}`, grant);
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
