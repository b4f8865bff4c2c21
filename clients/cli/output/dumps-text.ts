import type { DumpDetail } from '../../../shared/contract/dumps.ts';
import type { HeldHost } from '../../../shared/contract/held.ts';
import type { TriageResult } from '../../../shared/contract/triage.ts';
import { paint } from '../../../shared/render/paint.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { table } from '../../../shared/render/text/table.ts';
import { bytes, moment, percent } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';
import { ago } from './crashes-text.ts';

export function renderDumps(dumps: readonly DumpDetail[], style: TextStyle, now: Date): string {
  if (dumps.length === 0) return 'no dumps';
  const [head = '', ...rows] = table<DumpDetail>(
    dumps,
    [
      { head: 'ID', cell: ({ id }) => id },
      { head: 'HOST', cell: ({ host }) => safeText(host) },
      { head: 'STATE', cell: stateText },
      { head: 'SIZE', cell: sizeText, right: true, dropOrder: 2 },
      { head: 'WHEN', cell: ({ createdAt }) => ago(createdAt, now), dropOrder: 1 },
      { head: 'KERNEL', cell: ({ kernelRelease }) => safeText(kernelRelease ?? ''), dropOrder: 3 },
      { head: 'TITLE', cell: titleOf },
    ],
    style.tableWidth,
  );
  return [paint(style.colour).dim(head), ...rows].join('\n');
}

/** Whether the host can still be asked for more of its memory, and who keeps it from its reboot. */
export function heldText(host: HeldHost): string {
  const { state, until, seenAt, bytesLeft, askedBy, askedAt, releasedBy, releasedAt } = host;
  const asked =
    askedBy === undefined ? 'nobody has asked it yet' : `last asked by ${askedBy} at ${moment(askedAt ?? '')}`;
  switch (state) {
    case 'held':
      return `in its crash kernel until ${moment(until)}; it gives ${bytes(bytesLeft)} more; ${asked}`;
    case 'released':
      return `no longer: ${releasedBy ?? 'somebody'} let it go at ${moment(releasedAt ?? '')}`;
    case 'over':
      return `no longer: it was to stay until ${moment(until)}`;
    case 'silent':
      return `it has not been heard of since ${moment(seenAt)}: it is gone, it seems`;
  }
}

/** A log alone has no dump whose size could be told. */
function sizeText({ sizeBytes, logOnly }: DumpDetail): string {
  return logOnly === true ? 'log only' : bytes(sizeBytes);
}

function stateText({ state, analysis, receivedBytes, sizeBytes, logOnly }: DumpDetail): string {
  if (logOnly === true) return state === 'open' ? 'open' : 'log only';
  if (state === 'open') return `open ${percent(receivedBytes, sizeBytes)}`;
  return analysis === 'done' ? state : `${state}, ${analysis}`;
}

function titleOf({ title, reason }: DumpDetail): string {
  return safeText(title ?? reason ?? (title === null ? 'no crash in its log' : ''));
}

/** @param log what the log says, where there is nothing but the log */
export function renderDump(dump: DumpDetail, style: TextStyle, log?: TriageResult): string {
  const p = paint(style.colour);
  const facts: [string, string | undefined][] = [
    ['dump', dump.id],
    ['host', dump.host],
    ['state', stateText(dump)],
    ['reason', dump.reason],
    ['held', dump.held && heldText(dump.held)],
    ['kernel', dump.kernelRelease],
    ['build-id', dump.buildId],
    ['file', dump.fileName],
    ['size', dump.logOnly === true ? undefined : `${bytes(dump.sizeBytes)}, ${bytes(dump.receivedBytes)} received`],
    ['policy', dump.askedPolicy && `${dump.policy}: its host would have sent ${dump.askedPolicy}`],
    ['sha256', dump.sha256],
    ['crash', dump.crashId],
    ['same as', dump.sameCrashAs],
    ['captured', dump.capturedAt && moment(dump.capturedAt)],
    ['created', moment(dump.createdAt)],
    ['alerted', dump.alertedAt && moment(dump.alertedAt)],
    ['examined', dump.examinedAt && moment(dump.examinedAt)],
  ];
  return [
    p.alarm(titleOf(dump)),
    ...facts
      .concat(factsOf(log))
      .flatMap(([name, value]) => (value === undefined ? [] : [`${p.dim(name.padEnd(9))} ${safeText(value)}`])),
    ...traceOf(log),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function factsOf(log: TriageResult | undefined): [string, string | undefined][] {
  if (log === undefined) return [];
  const { cpu, pid, comm, hardware, taint, uptimeSeconds, likely, partial } = log;
  return [
    ['cpu', cpu === undefined ? undefined : String(cpu)],
    ['task', comm === undefined ? undefined : `${comm}${pid === undefined ? '' : ` (${pid})`}`],
    ['hardware', hardware],
    ['tainted', taint === undefined || taint === '' ? undefined : taint],
    ['up', uptimeSeconds === undefined ? undefined : `${uptimeSeconds} s`],
    ['likely', likely],
    ['read', partial === undefined ? undefined : 'in part: the log is too long to be read in one request'],
  ];
}

function traceOf(log: TriageResult | undefined): string[] {
  return (log?.frames ?? []).map(({ symbol, offset, module, reliable }) => {
    const place = offset === undefined ? symbol : `${symbol}+0x${offset.toString(16)}`;
    return safeText(`  ${reliable ? '' : '? '}${place}${module === undefined ? '' : ` [${module}]`}`);
  });
}
