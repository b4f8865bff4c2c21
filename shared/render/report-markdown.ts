/** A report's gist as Markdown, for a bug tracker. Pure. */
import type { Frame, Report } from '../contract/report.ts';
import { bySeverity } from '../contract/severities.ts';
import { foldFrames, repeatText } from '../report-view/fold.ts';
import { traceRows } from '../report-view/frames.ts';
import { headLines, reportTitle } from '../report-view/head.ts';
import { waitSayings } from '../report-view/locks.ts';
import { safeText } from './safe-text.ts';

const FENCE = '```';

function frameLines(frame: Frame): string[] {
  return traceRows(frame).map(({ text, place, inlined }) => {
    const mark = inlined || frame.reliable ? '  ' : '? ';
    return `${mark}${text}${place === undefined ? '' : `  ${place}`}${inlined ? ' (inlined)' : ''}`;
  });
}

function traceLines(frames: readonly Frame[]): string[] {
  return foldFrames(frames).flatMap((shown) =>
    shown.kind === 'repeats'
      ? [`  … ${repeatText(shown)}`]
      : frames.slice(shown.first, shown.first + shown.count).flatMap(frameLines),
  );
}

/** What the kernel said stands in fences that it cannot close, and in lines that it cannot break. */
export function renderReportMarkdown(report: Report): string {
  const inside = (text: string): string => safeText(text).replaceAll(FENCE, "'''");
  const { panic } = report;
  const deadlocks = (waitSayings(report) ?? []).filter(({ cycle }) => cycle !== undefined);
  const lines = [
    `**${inside(reportTitle(report))}**`,
    '',
    ...headLines(report).map((line) => `- ${inside(line)}`),
    ...bySeverity(report.findings).map((finding) => `- ${finding.severity}: ${inside(finding.summary)}`),
    ...deadlocks.map(({ text }) => `- ${inside(text)}`),
  ];
  if (panic && panic.frames.length > 0) {
    lines.push('', FENCE, ...traceLines(panic.frames).map(inside), FENCE);
  }
  return `${lines.join('\n')}\n`;
}
