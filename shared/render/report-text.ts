/** A report for a terminal: the same things in the same order as the console shows them. Pure. */
import type { Finding, Report } from '../contract/report.ts';
import { bySeverity } from '../contract/severities.ts';
import { paint } from './paint.ts';
import type { Paint } from './paint.ts';
import { headLines, reportTitle } from '../report-view/head.ts';
import { SECTION_TITLES, otherNotes, unavailableReasons } from '../report-view/sections.ts';
import type { SectionName } from '../report-view/sections.ts';
import { safeText } from './safe-text.ts';
import { TEXT_SECTIONS } from './text/sections.ts';
import { wrap } from './text/table.ts';

export interface ReportTextOptions {
  readonly colour?: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
  /** Columns at which rows of tables are cut, where that is another number: `Infinity` where a program reads them. */
  readonly tableWidth?: number;
  /** Whole lists instead of their most telling rows. */
  readonly all?: boolean;
}

/** The title and what is known of kernel and dump: what `npm start` shows of a report. */
export function renderReportHead(report: Report, options: ReportTextOptions = {}): string {
  const p = paint(options.colour ?? false);
  const width = options.width ?? 100;
  return [
    p.alarm(safeText(reportTitle(report))),
    ...headLines(report).flatMap((line) => wrap(safeText(line), width)),
    ...otherNotes(report).flatMap((line) => wrap(safeText(line), width).map((part) => p.warn(part))),
  ].join('\n');
}

/** The whole report. No character of the dump reaches the terminal that it would act on. */
export function renderReportText(report: Report, options: ReportTextOptions = {}): string {
  const p = paint(options.colour ?? false);
  const width = options.width ?? 100;
  const blocks = [renderReportHead(report, options)];
  const findings = bySeverity(report.findings);
  if (findings.length > 0) {
    blocks.push([p.heading('Findings'), ...findings.flatMap((finding) => findingLines(finding, p, width))].join('\n'));
  }
  for (const name of Object.keys(SECTION_TITLES) as SectionName[]) {
    const lines = TEXT_SECTIONS[name](report, {
      ...{ paint: p, width, tableWidth: options.tableWidth ?? width },
      all: options.all ?? false,
    });
    const reasons = unavailableReasons(report, name).flatMap((reason) =>
      wrap(safeText(reason), width).map((line) => p.warn(line)),
    );
    if (lines === undefined && reasons.length === 0) continue;
    blocks.push([p.heading(SECTION_TITLES[name]), ...reasons, ...(lines ?? [])].join('\n'));
  }
  return blocks.join('\n\n');
}

function findingLines(finding: Finding, p: Paint, width: number): string[] {
  const colour = { critical: p.alarm, warning: p.warn, info: p.dim }[finding.severity];
  const label = finding.severity.padEnd(9);
  const [first = '', ...rest] = wrap(safeText(finding.summary), width - label.length);
  const indent = ' '.repeat(label.length);
  return [
    `${colour(label)}${p.bold(first)}`,
    ...rest.map((line) => `${indent}${p.bold(line)}`),
    ...finding.evidence.flatMap((evidence) =>
      wrap(safeText(evidence), width - label.length - 2).map(
        (line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`,
      ),
    ),
  ];
}
