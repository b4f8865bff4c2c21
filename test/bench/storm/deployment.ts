/** What is deployed, as far as a storm meets it: read from the numbers that the stacks are made of. */
import { Consumers, uploadThrottles, VISIBILITY_TIMEOUTS } from '../../../infra/limits.ts';
import type { ConsumerLimits, Throttle } from '../../../infra/limits.ts';
import { capacityOf, Settings } from '../../../infra/settings.ts';
import type { HostQuotas } from '../../../functions/ingest/quota.ts';

export interface Deployment {
  readonly name: string;
  readonly consumers: { readonly triage: ConsumerLimits; readonly alert: ConsumerLimits };
  readonly visibilityTimeouts: number;
  readonly concurrency: { readonly ingest: number; readonly triage: number; readonly alert: number };
  readonly limits: { readonly create: Throttle; readonly log: Throttle };
  readonly hostQuotas: HostQuotas;
  readonly newGroupsPerDay: number;
  readonly routes: readonly string[];
}

export function standardDeployment(): Deployment {
  const settings = Settings.parse({});
  const capacity = capacityOf(settings);
  return {
    name: 'standard',
    consumers: Consumers,
    visibilityTimeouts: VISIBILITY_TIMEOUTS,
    concurrency: capacity.concurrency,
    limits: uploadThrottles(capacity),
    hostQuotas: {
      uploadsPerHour: settings.hostUploadsPerHour,
      logsPerMinute: settings.hostLogsPerMinute,
      longPolls: capacity.longPolls,
    },
    newGroupsPerDay: settings.hostNewGroupsPerDay,
    routes: ['pager', 'hung', 'chat'],
  };
}
