/**
 * Terminal, page, Markdown, console, alerts and assistants say the same of one report: whatever the shared view says stands in each of
 * them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { reportHead, reportSection, SECTIONS } from '../../../../clients/cli/mcp/report-tools.ts';
import { reportLine } from '../../../../functions/alert/lines.ts';
import { fileSource } from '../../../../shared/bytes/file-source.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { bySeverity } from '../../../../shared/contract/severities.ts';
import { summarise } from '../../../../shared/contract/summary.ts';
import { renderReportHtml } from '../../../../shared/render/report-html.ts';
import { renderReportMarkdown } from '../../../../shared/render/report-markdown.ts';
import { renderReportText } from '../../../../shared/render/report-text.ts';
import {
  cpuFacts,
  damageLines,
  differenceText,
  IMAGE_WORDS,
  panicFacts,
  textVerdict,
} from '../../../../shared/report-view/facts.ts';
import { headLines, reportTitle } from '../../../../shared/report-view/head.ts';
import { waitSayings } from '../../../../shared/report-view/locks.ts';
import { callerName, memoryUses } from '../../../../shared/report-view/memory.ts';
import { SECTION_TITLES, unavailableReasons } from '../../../../shared/report-view/sections.ts';
import { deepestStacks, taskWhere, tasksByInterest } from '../../../../shared/report-view/tasks.ts';
import { bytes, duration } from '../../../../shared/report-view/units.ts';
import { examineDump } from '../../../../shared/vmcore/index.ts';
import { drawn, seen } from '../../../support/drawn.ts';
import { CORPUS, describeWith } from '../../../support/oracles.ts';
import { REPORT } from '../render/fixture.ts';

/** Where spaces stand is each face's own. */
const dense = (text: string): string => text.replace(/\s+/g, '');

async function consoleSays(report: Report): Promise<string> {
  const route = { screen: 'dumps', id: 'X', query: {} };
  const draw = async (file: string, name: string, props: Record<string, unknown>): Promise<string> =>
    seen(await drawn(file, name, props));
  const dump = { id: 'X', host: 'fs-17', state: 'sealed', analysis: 'done', sizeBytes: 1 };
  const figures = (file: string, name: string, props: Record<string, unknown>): Promise<string> =>
    Object.values(props).includes(undefined) ? Promise.resolve('') : draw(`screens/${file}`, name, props);
  const parts = await Promise.all([
    draw('screens/dump-head', 'ReportHead', { report, dump }),
    draw('ui/parts', 'Findings', { findings: report.findings, id: 'X' }),
    draw('screens/dump-panic', 'PanicTab', { report, route }),
    draw('screens/dump-panic', 'CpusTab', { report, route }),
    draw('screens/dump-tasks', 'TasksTab', { tasks: report.tasks ?? [], route }),
    draw('screens/dump-locks', 'LocksTab', { report, id: 'X' }),
    figures('dump-memory', 'MemoryTab', { memory: report.memory, route }),
    figures('dump-figures', 'StacksTab', { tasks: report.tasks, route }),
    figures('dump-integrity', 'IntegrityTab', { integrity: report.integrity }),
    ...Object.keys(SECTION_TITLES).map((tab) => draw('screens/dump', 'Reasons', { report, tab })),
  ]);
  return parts.join('\n');
}

/** The console draws only the tasks in sight. */
const IN_SIGHT = 20;

/** What every face has to say. */
function sayings(report: Report): string[] {
  const { kernel, panic, memory, integrity } = report;
  return [
    reportTitle(report),
    ...(kernel === undefined ? [] : [kernel.release, duration(kernel.uptimeSeconds ?? 0)]),
    ...report.findings.flatMap(({ summary, evidence }) => [summary, ...evidence]),
    ...(panic === undefined ? [] : panicFacts(panic)),
    ...(report.cpus ?? []).flatMap((cpu) => cpuFacts(cpu, panic?.cpu).join(' · ')),
    ...tasksByInterest(report.tasks ?? [])
      .slice(0, IN_SIGHT)
      .map(taskWhere),
    ...(waitSayings(report) ?? []).map(({ text }) => text),
    ...(memory === undefined ? [] : memoryUses(memory).map(([name, value]) => `${name} ${bytes(value)}`)),
    ...(memory?.vmallocCallers ?? []).map(callerName),
    ...(integrity === undefined ? [] : damageLines(integrity).map(({ text }) => text)),
    ...(integrity?.text?.differences.slice(0, 20).map(differenceText) ?? []),
    ...(integrity === undefined ? [] : [textVerdict(integrity)?.words ?? '', IMAGE_WORDS[integrity.image]]),
    ...Object.keys(SECTION_TITLES).flatMap((section) => unavailableReasons(report, section)),
  ].map(dense);
}

/** The order in which the first few of `words` stand in a text after its heading. */
function inOrder(text: string, words: readonly string[]): boolean {
  let from = 0;
  for (const word of words) {
    const at = text.indexOf(word, from);
    if (at < 0) return false;
    from = at;
  }
  return true;
}

/** What an alert adds once there is a report of a dump: the event has the head of it. */
function alertSays(report: Report): string {
  const { findings, image, signedBy, textDifferences } = summarise(report);
  return (
    reportLine({
      ...{ version: 1, id: 'examined:X', occurredAt: '2026-11-23T02:11:08.000Z', correlationId: 'X', uploadId: 'X' },
      ...{ host: 'fs-17', title: null, bytesRead: 1, sizeBytes: 1, findings },
      ...(image === undefined ? {} : { image }),
      ...(signedBy === undefined ? {} : { signedBy }),
      ...(textDifferences === undefined ? {} : { textDifferences }),
    }) ?? ''
  );
}

/** What an alert has room for. */
function shortSayings({ findings, integrity }: Report): string[] {
  const [first] = bySeverity(findings);
  return [
    ...(first === undefined ? [] : [first.summary]),
    ...(integrity === undefined || integrity.image === 'unknown' ? [] : [IMAGE_WORDS[integrity.image]]),
    ...(integrity === undefined ? [] : [textVerdict(integrity)?.words ?? '']),
  ].map(dense);
}

/** What an assistant is told, texts as they are: the head, and findings row by row. */
function assistantHears(report: Report): string {
  const rows = SECTIONS.map((section) => reportSection(report, { section, offset: 0, limit: 1000 }));
  const texts: string[] = [];
  JSON.stringify([reportHead(report), rows], (_key, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

async function expectOneVoice(report: Report): Promise<void> {
  const told = {
    terminal: dense(renderReportText(report, { all: true, width: 10_000, tableWidth: Infinity })),
    page: dense(seen(renderReportHtml(report))),
    console: dense(await consoleSays(report)),
  };
  const said = sayings(report);
  for (const [face, text] of Object.entries(told)) {
    expect({ face, without: said.filter((saying) => !text.includes(saying)) }).toEqual({ face, without: [] });
  }
  const order = tasksByInterest(report.tasks ?? [])
    .slice(0, IN_SIGHT)
    .map(({ comm, frames, note }) => dense(`${comm}${taskWhere({ frames, note })}`));
  expect(inOrder(told.console, order)).toBe(true);
  const deepest = deepestStacks(report.tasks ?? [])
    .slice(0, 10)
    .map(({ comm, pid }) => `${comm}(${String(pid)})`);
  expect(inOrder(told.console, deepest.map(dense))).toBe(true);

  const alerted = dense(alertSays(report));
  expect(shortSayings(report).filter((saying) => !alerted.includes(saying))).toEqual([]);

  const heard = dense(assistantHears(report));
  const forAssistants = [
    ...[reportTitle(report), ...headLines(report), ...report.unavailable.map(({ reason }) => reason)].map(dense),
    ...report.findings.flatMap(({ summary, evidence }) => [summary, ...evidence]).map(dense),
    ...(waitSayings(report) ?? []).slice(0, IN_SIGHT).map(({ text }) => dense(text)),
    ...(report.integrity === undefined ? [] : damageLines(report.integrity).map(({ text }) => dense(text))),
    ...(report.integrity === undefined ? [] : [dense(IMAGE_WORDS[report.integrity.image])]),
  ];
  expect(forAssistants.filter((saying) => !heard.includes(saying))).toEqual([]);

  const gist = dense(renderReportMarkdown(report));
  const head = [reportTitle(report), ...headLines(report), ...report.findings.map(({ summary }) => summary)];
  expect(head.map(dense).filter((saying) => !gist.includes(saying))).toEqual([]);
}

const RECURSION: Report = {
  ...REPORT,
  panic: {
    ...(REPORT.panic ?? { title: null, kind: 'bug', fingerprint: null }),
    frames: Array.from({ length: 28 }, (_, at) => ({
      address: `0x${(0x1000 + at).toString(16)}`,
      symbol: 'acme_recurse',
      offset: 7,
      reliable: true,
    })),
  },
  kernel: { release: '6.12.9', machine: 'x86_64', tainted: [], uptimeSeconds: 700 },
  locks: [],
  waits: [
    { pid: 90, comm: 'jbd2', kind: 'io', what: 'a request of vda', holders: [], cause: 'the device does not answer' },
    { pid: 91, comm: 'sync', kind: 'journal', what: 'a commit', holders: [{ pid: 90, comm: 'jbd2' }] },
  ],
};

describe('the faces of a report', () => {
  it('say the same of a report with every section', async () => {
    await expectOneVoice(REPORT);
  });

  it('say the same of recursion, of waits without locks, of an uptime', async () => {
    await expectOneVoice(RECURSION);
    const faces = [
      renderReportText(RECURSION),
      seen(renderReportHtml(RECURSION)),
      renderReportMarkdown(RECURSION),
      await consoleSays(RECURSION),
    ];
    for (const text of faces) {
      expect(text).toContain('this 28 times over');
      expect(text).toContain('11 min 40 s');
    }
  });
});

const DUMPS = join(CORPUS, 'vmcores');

describeWith({ files: [DUMPS] }, 'the faces of the reports of real dumps', () => {
  const names = readdirSync(DUMPS).filter((name) => /\.(kdump|flat|elf\.zst)$/.test(name));
  it.each(names)('say the same of %s', async (name) => {
    const source = await fileSource(join(DUMPS, name));
    try {
      await expectOneVoice(await examineDump([source]));
    } finally {
      await source.close();
    }
  });
});

describe('renderReportMarkdown', () => {
  it('keeps what the kernel said within its fences and lines', () => {
    const evil = '```\n# evil';
    const report: Report = {
      ...REPORT,
      panic: {
        title: evil,
        kind: 'bug',
        fingerprint: null,
        frames: [{ address: '0x1', symbol: evil, reliable: true }],
      },
      findings: [{ code: 'x', severity: 'info', summary: evil, evidence: [] }],
    };
    const gist = renderReportMarkdown(report);
    expect(gist.match(/```/g)).toHaveLength(2);
    expect(gist).not.toMatch(/^# evil/m);
  });
});
