/** The head of a report, kept beside it: what a list, an alert or a terminal shows without reading the whole. */
import * as z from 'zod';
import { FindingSummary } from './events.ts';
import { DumpInfo, KernelInfo } from './report.ts';
import type { Frame, Report } from './report.ts';
import { bySeverity } from './severities.ts';
import { innermostPlace, placeText } from './source-place.ts';

export const DumpSummary = z.object({
  title: z.string().nullable(),
  kind: z.string(),
  fingerprint: z.string().nullable(),
  dump: DumpInfo,
  kernel: KernelInfo.pick({ release: true, machine: true, nodename: true, buildId: true, crashTime: true }).optional(),
  /** Most severe first, at most 20. */
  findings: z.array(FindingSummary),
  /** Innermost first, at most 8, as `symbol+0xoffset`, with ` (file:line)` where that is known. */
  frames: z.array(z.string()),
  image: z.enum(['signed', 'unsigned', 'revoked', 'unknown']).optional(),
  signedBy: z.string().optional(),
  /** Places where kernel text differs from its image; absent where it was not compared. */
  textDifferences: z.number().int().nonnegative().optional(),
  /** The last lines of the log, at most 20. */
  logTail: z.array(z.string()),
  /** Sections that could not be made, or only in part. */
  unavailable: z.array(z.string()),
});
export type DumpSummary = z.infer<typeof DumpSummary>;

const MAX_LINE = 500;

export function summarise(report: Report): DumpSummary {
  const { panic, kernel, integrity } = report;
  return {
    title: panic?.title?.slice(0, MAX_LINE) ?? null,
    kind: panic?.kind ?? 'unknown',
    fingerprint: panic?.fingerprint ?? null,
    dump: report.dump,
    ...(kernel === undefined ? {} : { kernel: kernelHead(kernel) }),
    findings: bySeverity(report.findings)
      .slice(0, 20)
      .map(({ code, severity, summary }) => ({
        code: code.slice(0, 100),
        severity,
        summary: summary.slice(0, MAX_LINE),
      })),
    frames: (panic?.frames ?? [])
      .filter((frame) => frame.reliable)
      .slice(0, 8)
      .map(frameLine),
    ...(integrity === undefined ? {} : { image: integrity.image }),
    ...(integrity?.signedBy === undefined ? {} : { signedBy: integrity.signedBy.slice(0, 256) }),
    ...(integrity?.text === undefined ? {} : { textDifferences: integrity.text.differences.length }),
    logTail: (report.log?.text ?? '')
      .trimEnd()
      .split('\n')
      .slice(-20)
      .map((line) => line.slice(0, MAX_LINE)),
    unavailable: [...new Set(report.unavailable.map(({ section }) => section))],
  };
}

function frameLine(frame: Frame): string {
  const { symbol, offset, address } = frame;
  const name = symbol === undefined ? address : offset === undefined ? symbol : `${symbol}+0x${offset.toString(16)}`;
  const place = placeText(innermostPlace(frame));
  return place === undefined ? name : `${name} (${place})`;
}

function kernelHead({ release, machine, nodename, buildId, crashTime }: KernelInfo): DumpSummary['kernel'] {
  return {
    release: release.slice(0, 128),
    machine,
    ...(nodename === undefined ? {} : { nodename }),
    ...(buildId === undefined ? {} : { buildId }),
    ...(crashTime === undefined ? {} : { crashTime }),
  };
}
