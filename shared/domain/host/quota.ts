/** The shares of one host: how they are counted, and what is told of one that has had its share. */
import type { PurgatoryEvent } from '../../contract/events.ts';
import type { HostQuotaName } from '../../contract/refusals.ts';

export interface HostQuota {
  readonly name: HostQuotaName;
  readonly limit: number;
  readonly spanSeconds: number;
}

const SPAN_SECONDS: Readonly<Record<HostQuotaName, number>> = { uploads: 3600, logs: 60, groups: 86_400 };

/** @param limit set by the operator */
export function hostQuota(name: HostQuotaName, limit: number): HostQuota {
  return { name, limit, spanSeconds: SPAN_SECONDS[name] };
}

/** Spans follow each other without a gap since 1970; this is the number of the one that `at` is in. */
export function spanOf({ spanSeconds }: Pick<HostQuota, 'spanSeconds'>, at: Date): number {
  return Math.floor(at.getTime() / 1000 / spanSeconds);
}

const IN_WORDS: Readonly<Record<HostQuotaName, readonly [of: string, every: string]>> = {
  uploads: ['uploads', 'an hour'],
  logs: ['logs', 'a minute'],
  groups: ['new crash groups', 'a day'],
};

/** `120 uploads an hour` */
export function shareText({ name, limit }: Pick<HostQuota, 'name' | 'limit'>): string {
  const [of, every] = IN_WORDS[name];
  return `${limit} ${of} ${every}`;
}

/** The same event however often it is sent within one span. */
export function quotaExceeded(host: string, quota: HostQuota, at: Date, correlationId?: string): PurgatoryEvent {
  const { name, limit, spanSeconds } = quota;
  return {
    name: 'quota.exceeded',
    detail: {
      version: 1,
      id: `quota.exceeded:${host}:${name}:${spanOf(quota, at)}`,
      occurredAt: at.toISOString(),
      ...(correlationId === undefined ? {} : { correlationId }),
      host,
      quota: name,
      limit,
      spanSeconds,
    },
  };
}
