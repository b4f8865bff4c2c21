import type { Activity, CrashGroup, CrashStatus, Occurrence } from '../../../shared/contract/crashes.ts';
import { untoldWords } from '../../../shared/contract/crash-states.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { count, duration, moment, plural } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';

/** `3 min 5 s ago`. */
export function ago(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000;
  return seconds < 1 ? 'now' : `${duration(Math.floor(seconds)).split(' ').slice(0, 2).join(' ')} ago`;
}

function statusText(status: CrashStatus): string {
  switch (status.state) {
    case 'open':
      return 'open';
    case 'acknowledged':
      return `acknowledged by ${status.by}`;
    case 'resolved':
      return `resolved${status.release === undefined ? '' : ` in ${status.release}`} by ${status.by}`;
    case 'ignored': {
      const ends = [
        status.until === undefined ? undefined : `until ${moment(status.until)}`,
        status.untilCount === undefined ? undefined : `until seen ${count(status.untilCount)} times`,
      ].filter((end) => end !== undefined);
      return `ignored ${ends.length === 0 ? 'for good' : ends.join(' or ')} by ${status.by}`;
    }
  }
}

export function renderCrashes(crashes: readonly CrashGroup[], style: TextStyle, now: Date): string {
  if (crashes.length === 0) return 'no crashes';
  const [head = '', ...rows] = table<CrashGroup>(
    crashes,
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'STATE', cell: ({ status }) => status.state },
      { head: 'COUNT', cell: (crash) => count(crash.count), right: true },
      { head: 'HOSTS', cell: (crash) => count(crash.hostCount), right: true, dropOrder: 1 },
      { head: 'LAST SEEN', cell: (crash) => ago(crash.lastSeen, now), dropOrder: 2 },
      { head: 'TITLE', cell: ({ title }) => safeText(title) },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

function activityText({ at, by, what, detail, crashId, reason }: Activity): string {
  const whole = [`${moment(at)}  ${by}: ${what}`, detail, crashId].filter((part) => part !== undefined).join(' ');
  return safeText(reason === undefined ? whole : `${whole} (${reason})`);
}

export function renderCrash(
  crash: CrashGroup,
  occurrences: readonly Occurrence[],
  style: TextStyle,
  now: Date,
): string {
  const p = paint(style.colour);
  const kernels = Object.entries(crash.kernels).map(([release, number]) => `${release} (${count(number)})`);
  const untold = untoldWords(crash);
  const lines = [
    p.alarm(safeText(crash.title)),
    p.dim(`${crash.id} · ${crash.kind} · ${safeText(crash.fingerprint)}`),
    crash.merged === undefined
      ? safeText(statusText(crash.status))
      : `merged into ${crash.merged.into} by ${safeText(crash.merged.by)}: it is counted there`,
    ...(crash.split === undefined ? [] : [`split off ${crash.split.from} by ${safeText(crash.split.by)}`]),
    ...(crash.absorbed ?? []).map((id) => `with ${id}, which was merged into it`),
    `seen ${plural(crash.count, 'time')} on ${plural(crash.hostCount, 'host')}, first ${moment(crash.firstSeen)}, last ${moment(crash.lastSeen)} (${ago(crash.lastSeen, now)})`,
    ...(untold === undefined ? [] : [p.warn(untold)]),
    ...(kernels.length === 0 ? [] : [`kernels: ${safeText(kernels.join(', '))}`]),
    ...crash.altTitles.map((title) => `or: ${safeText(title)}`),
    ...(crash.culprit.length === 0 ? [] : [`culprit: ${safeText(crash.culprit.join(' ← '))}`]),
    ...(crash.likely === undefined ? [] : [`likely: ${safeText(crash.likely)}`]),
    ...(crash.attribution === undefined
      ? []
      : [
          p.warn(safeText(crash.attribution.summary)),
          ...crash.attribution.evidence.map((line) => `  - ${safeText(line)}`),
        ]),
    ...(crash.subsystem === undefined ? [] : [`subsystem: ${safeText(crash.subsystem)}`]),
    ...(crash.owner === undefined ? [] : [`owner: ${safeText(crash.owner)}`]),
    ...(crash.tracker === undefined ? [] : [`tracker: ${safeText(crash.tracker)}`]),
    ...(crash.note === undefined ? [] : ['', safeText(crash.note, { lines: true })]),
    ...(crash.activity === undefined || crash.activity.length === 0 ? [] : ['', ...crash.activity.map(activityText)]),
  ];
  if (occurrences.length > 0) {
    const [head = '', ...rows] = table<Occurrence>(
      occurrences,
      [
        { head: 'DUMP', cell: ({ uploadId }) => uploadId },
        { head: 'WHEN', cell: ({ capturedAt }) => moment(capturedAt) },
        { head: 'KERNEL', cell: ({ kernelRelease }) => safeText(kernelRelease ?? ''), dropOrder: 1 },
        { head: 'HOST', cell: ({ host }) => safeText(host) },
      ],
      style.tableWidth,
    );
    lines.push('', p.dim(head), ...rows);
  }
  return lines.join('\n');
}
