/** What an assistant is told of a report: its head at once, the long sections row by row, the log line by line. */
import type { IntegrityInfo, LogInfo, Report } from '../../../shared/contract/report.ts';
import { bySeverity } from '../../../shared/contract/severities.ts';
import { damageLines, IMAGE_WORDS, textVerdict } from '../../../shared/report-view/facts.ts';
import { headLines, reportTitle } from '../../../shared/report-view/head.ts';
import { waitSayings } from '../../../shared/report-view/locks.ts';
import { pageOfRows } from './answer.ts';

/** Sections that are asked for by themselves. */
export const SECTIONS = [
  'panic',
  'findings',
  'cpus',
  'tasks',
  'locks',
  'waits',
  'interrupts',
  'memory',
  'modules',
  'integrity',
] as const;
export type Section = (typeof SECTIONS)[number];

const HEAD_FRAMES = 30;

/** Everything that fits on one page, and which sections there are with how many rows. */
export function reportHead(report: Report): Record<string, unknown> {
  const { panic, kernel, dump, unavailable, log } = report;
  const rows = (list: readonly unknown[] | undefined) => (list === undefined ? undefined : list.length);
  return {
    title: reportTitle(report),
    head: headLines(report),
    findings: bySeverity(report.findings),
    panic: panic === undefined ? undefined : { ...panic, frames: panic.frames.slice(0, HEAD_FRAMES) },
    kernel,
    dump,
    integrity: report.integrity === undefined ? undefined : integrityHead(report.integrity),
    sections: {
      cpus: rows(report.cpus),
      tasks: rows(report.tasks),
      locks: rows(report.locks),
      waits: rows(report.waits),
      interrupts: rows(report.interrupts),
      modules: rows(report.modules),
      memory: report.memory === undefined ? undefined : 1,
      logLines: log === undefined ? undefined : linesOf(log.text).length,
    },
    waiting: waitSayings(report)
      ?.slice(0, HEAD_FRAMES)
      .map(({ text }) => text),
    unavailable,
  };
}

/** As every face of a report says it. */
function integrityHead(integrity: IntegrityInfo): Record<string, unknown> {
  const damage = damageLines(integrity).map(({ text }) => text);
  return {
    image: integrity.image,
    kernelImage: IMAGE_WORDS[integrity.image],
    kernelText: textVerdict(integrity)?.words ?? 'not compared',
    ...(damage.length === 0 ? {} : { damage: damage.slice(0, HEAD_FRAMES) }),
  };
}

interface RowQuery {
  readonly section: Section;
  readonly offset: number;
  readonly limit: number;
  readonly match?: string | undefined;
}

/** Rows of a section, those that hold `match` anywhere, in any case. A section that is one thing is one row. */
export function reportSection(report: Report, { section, offset, limit, match }: RowQuery): Record<string, unknown> {
  const found = section === 'findings' ? bySeverity(report.findings) : report[section];
  const reasons = report.unavailable.filter((missing) => missing.section === section);
  if (found === undefined) return { section, unavailable: reasons.length > 0 ? reasons : 'this dump has none' };
  const all: readonly unknown[] = Array.isArray(found) ? found : [found];
  const wanted = match?.toLowerCase();
  const rows = wanted === undefined ? all : all.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted));
  return { section, of: all.length, ...pageOfRows(rows, { offset, limit }), unavailable: reasons };
}

interface LogQuery {
  /** Number of the first line, from 0; absent: the last `limit` lines. */
  readonly from?: number | undefined;
  readonly limit: number;
  readonly match?: string | undefined;
}

/** Lines of the kernel's log with their numbers. Without `from` the last ones: there the panic is. */
export function logLines(log: Pick<LogInfo, 'text'>, { from, limit, match }: LogQuery): Record<string, unknown> {
  const wanted = match?.toLowerCase();
  const lines = linesOf(log.text)
    .map((text, line) => ({ line, text }))
    .filter(({ text }) => wanted === undefined || text.toLowerCase().includes(wanted));
  const first = from === undefined ? Math.max(0, lines.length - limit) : lines.findIndex(({ line }) => line >= from);
  const { rows, total, next } = pageOfRows(lines, { offset: first < 0 ? lines.length : first, limit });
  return {
    lines: rows.map(({ line, text }) => `${line}: ${text}`),
    of: total,
    ...(next === undefined ? {} : { nextFrom: lines[next]?.line }),
  };
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
