import type { CrashGroup } from '../../contract/crashes.ts';

const MAX_LISTED = 10;

/**
 * What every crash event says of its group.
 *
 * @param causing hosts that caused the event: they come first, alerts are routed by them
 */
export function snapshot(group: CrashGroup, causing: readonly string[] = []) {
  return {
    crashId: group.id,
    title: group.title.slice(0, 500),
    kind: group.kind,
    fingerprint: group.fingerprint.slice(0, 128),
    state: group.status.state,
    count: group.count,
    hostCount: group.hostCount,
    hosts: [...new Set([...causing, ...group.sampleHosts])].slice(0, MAX_LISTED),
    kernels: Object.entries(group.kernels)
      .sort(([, a], [, b]) => b - a)
      .slice(0, MAX_LISTED)
      .map(([release]) => release.slice(0, 128)),
    culprit: group.culprit.slice(0, 5).map((frame) => frame.slice(0, 300)),
    ...(group.subsystem === undefined ? {} : { subsystem: group.subsystem }),
    ...(group.owner === undefined ? {} : { owner: group.owner }),
    ...(group.likely === undefined ? {} : { likely: group.likely }),
    ...(group.fatal === true ? { fatal: true } : {}),
    ...(group.partial === true ? { partial: true } : {}),
    ...(group.panicked === true ? { panicked: true } : {}),
    firstSeen: group.firstSeen,
    lastSeen: group.lastSeen,
  };
}
