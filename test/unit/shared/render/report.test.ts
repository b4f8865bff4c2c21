import { describe, expect, it } from '@jest/globals';
import { renderReportHtml } from '../../../../shared/render/report-html.ts';
import { renderReportHead, renderReportText } from '../../../../shared/render/report-text.ts';
import { REPORT, hostile } from './fixture.ts';

const ORDER = [
  'Findings',
  'Panic',
  'CPUs',
  'Tasks',
  'Locks',
  'Stack depth',
  'Interrupts',
  'Memory',
  'Modules',
  'Integrity',
  'Log',
];

// eslint-disable-next-line no-control-regex -- that is what is looked for
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

describe('renderReportText', () => {
  const text = renderReportText(REPORT);
  const lines = text.split('\n');

  it('begins with the title, and what kernel it was, where and when', () => {
    expect(lines.slice(0, 2)).toEqual([
      'general protection fault in acme_free',
      '6.12.9-amd64 x86_64 · fs-17 · crashed 2026-11-23 02:11:08Z · up 1 d 2 h · 2 CPUs · load 0.10 0.25',
    ]);
  });

  it('has every section in the console’s order, findings first and the worst of them first', () => {
    expect(lines.filter((line) => ORDER.includes(line))).toEqual(ORDER);
    expect(lines[lines.indexOf('Findings') + 1]).toBe('critical use after free in acme_free');
  });

  it('shows registers, the byte that was about to run, and the stack that each frame is on', () => {
    expect(text).toContain('rip ffffffff81000010');
    expect(text).toContain('0f 1f 44 00 <48> 8b');
    expect(text).toMatch(/<exception stack>\n +asm_exc\+0x10\/0x40.*\n +<task stack>\n +acme_free/);
    expect(text).toContain('  ? guess+0x10/0x40');
  });

  it('lists running and blocked tasks first, and where each waits', () => {
    const rows = lines.slice(lines.indexOf('Tasks') + 3, lines.indexOf('Tasks') + 6);
    expect(rows.map((row) => row.trim().split(/ +/)[0])).toEqual(['77', '90', '2']);
    expect(rows[1]).toMatch(/jbd2 +acme_lock ← acme_commit$/);
    expect(rows[2]).toMatch(/\[kthreadd\] +kthreadd$/);
  });

  it('says what deserves action: deadlock, overwritten stack, changed text, revoked image, wrapped counter', () => {
    for (const words of [
      'deadlock: 77 → 90 → 77',
      'END MAGIC OVERWRITTEN',
      '75 became 74, one flipped bit',
      'image: revoked',
      '2×, about 8,589,934,604',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('says why a section, or a part of it, is not there', () => {
    expect(text).toContain('in part only: vm_node_stat is not in the dump');
    const bare = {
      reportVersion: 1,
      dump: REPORT.dump,
      findings: [],
      unavailable: [
        { section: 'tasks', reason: 'no BTF' },
        { section: 'kernel', reason: 'no VMCOREINFO' },
      ],
    } as const;
    const told = renderReportText({ ...bare, unavailable: [...bare.unavailable], findings: [] });
    expect(told).toContain('unreadable dump');
    expect(told).toContain('kernel: no VMCOREINFO');
    expect(told).toContain('Tasks\nnot available: no BTF');
    expect(told).not.toContain('Locks');
  });

  it.each([40, 60, 100, 200])('keeps to %d columns, but for what the kernel said', (width) => {
    const block = renderReportText(REPORT, { width }).split('\nLog\n')[0] ?? '';
    for (const line of block.split('\n')) expect(line.length).toBeLessThanOrEqual(Math.max(width, 72));
  });

  it('uses colour only when asked to', () => {
    expect(text).not.toContain('\u001b');
    expect(renderReportText(REPORT, { colour: true })).toContain('\u001b[1;31mgeneral protection fault');
  });

  it('lets nothing of a dump reach the terminal raw', () => {
    expect(renderReportText(hostile(REPORT), { all: true })).not.toMatch(RAW);
    expect(renderReportHead(hostile(REPORT)).split('\n').length).toBeLessThan(20);
  });
});

describe('renderReportHtml', () => {
  const page = renderReportHtml(REPORT);

  it('is one page that fetches nothing and runs nothing', () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<script|<link|src=|@import|url\(/);
  });

  it('has every section, findings first, and a link to each task, frame, finding and log line', () => {
    const headings = [...page.matchAll(/<h2>(?:<a [^>]*>)?([^<]+)/g)].map((match) => match[1]);
    expect(headings).toEqual(ORDER);
    for (const id of ['finding-0', 'panic-frame-0', 'task-77', 'task-77-frame-0', 'cpu-1', 'lock-0', 'log-3']) {
      expect(page).toContain(`id="${id}"`);
    }
  });

  it('shows what a dump says as text, whatever it says', () => {
    const spoilt = renderReportHtml(hostile(REPORT));
    expect(spoilt).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    expect(spoilt).not.toMatch(/<img|<script/);
    expect(spoilt).not.toMatch(RAW);
    const tags = (html: string): number => html.match(/<[a-z]/g)?.length ?? 0;
    // The same markup but for the log, whose hostile text has more lines, and for frames that are alike now and fold.
    expect(Math.abs(tags(spoilt) - tags(page))).toBeLessThan(10);
  });
});
