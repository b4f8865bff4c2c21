/** The states of a crash group, and which groups are news. Apart from their schemas, for pages that load none. */
import type { CrashGroup } from './crashes.ts';
import { minute } from '../minute.ts';

export const CRASH_STATES = ['open', 'acknowledged', 'resolved', 'ignored'] as const;

const DAY_MS = 86_400_000;

export type News = 'new' | 'regressed';

/** New: first seen within a day. Nothing is news that somebody has taken on. */
export function newsOf({ status, firstSeen }: Pick<CrashGroup, 'status' | 'firstSeen'>, now: Date): News | undefined {
  if (status.state !== 'open') return undefined;
  if (status.regressed === true) return 'regressed';
  return now.getTime() - Date.parse(firstSeen) < DAY_MS ? 'new' : undefined;
}

/** What nobody was told of a group, in words; undefined where all was told. */
export function untoldWords({ untold, untoldFatal }: Pick<CrashGroup, 'untold' | 'untoldFatal'>): string | undefined {
  if (untold !== undefined) {
    const what = untold.word === 'NEW' ? 'No alert was sent of it' : 'No alert was sent of its return';
    return `${what}: since ${minute(untold.since)} UTC only silenced hosts have had it`;
  }
  return untoldFatal === true
    ? 'No alert was sent of its ending a kernel: only silenced hosts have died of it'
    : undefined;
}
