/** Registers and traces without a header: what they may still say. */
import type { PanicKind } from '../contract/triage.ts';
import { readPointer } from './frames.ts';
import { judge } from './judge.ts';
import { isListing } from './listings.ts';
import type { Judged } from './choose.ts';
import { readFacts, taskAbove } from './facts.ts';
import type { Report } from './report.ts';
import { reporterOf } from './reporters.ts';

/** A log that begins so soon before is cut: what stood above is lost. */
const CUT_LINES = 6;

/** Orphans that are a crash by themselves: the kernel says below them that it died, or the log begins in the middle of a report. */
export function crashesAmong(orphans: readonly Report[]): Judged[] {
  const whole = orphans.filter((orphan) => isEnd(orphan) || isReported(orphan));
  const cut = orphans.filter((orphan) => !whole.includes(orphan) && isCutIn(orphan));
  return [...whole.flatMap((report) => named(report)), ...cut.flatMap((report) => judged(report))];
}

/** A panic whose cause is lost, named after the registers or the trace that stand before it. */
export function withOrphan(main: Judged, orphans: readonly Report[]): Judged {
  const { report, judgement } = main;
  if (!judgement.aftermath || judgement.guilty !== undefined) return main;
  const before = orphans.filter(
    (orphan) => orphan.line < report.line && orphan.boot === report.boot && isOfDeath(orphan),
  );
  const found = before.flatMap((orphan) => named(orphan)).at(-1);
  if (found?.judgement.guilty === undefined) return main;
  const { guilty, altTitles } = found.judgement;
  return {
    report: found.report,
    facts: { ...main.facts, ...found.facts },
    judgement: {
      ...judgement,
      kind: SAYS_NO_KIND.includes(judgement.kind) ? 'unknown' : judgement.kind,
      guilty,
      altTitles,
      title: `${judgement.title} in ${guilty}`,
    },
  };
}

/** Panics' kinds that are those of their line, and not of what led to it. */
const SAYS_NO_KIND: readonly PanicKind[] = ['panic', 'init-died'];

/** Lines below an oops within which its task, on its way out, is found to sleep where it may not. */
const EXIT_LINES = 12;

/**
 * The oops that lost its header, where `main` is what came of it: a task that dies with a lock in its hands goes to sleep with it (v6.12
 * kernel/exit.c `make_task_dead()`).
 */
export function ledToBy(main: Judged, orphans: readonly Report[]): Judged | undefined {
  const { report, judgement } = main;
  if (judgement.kind !== 'atomic-sleep') return undefined;
  const near = orphans.filter(
    ({ line, boot }) => line < report.line && report.line - line <= EXIT_LINES && boot === report.boot,
  );
  return near
    .filter(isOfDeath)
    .flatMap((orphan) => named(orphan))
    .at(-1);
}

function named(report: Report): Judged[] {
  return judged(report).filter(({ judgement }) => judgement.guilty !== undefined);
}

function judged(report: Report): Judged[] {
  const judgement = judge(report);
  return judgement.kind === 'none' ? [] : [{ report, judgement, facts: readFacts(report) }];
}

/** What dies shows its registers. A trace without them is of something else, unless what stood above it is lost. */
function isOfDeath(report: Report): boolean {
  if (isListing(report)) return false;
  return report.line <= CUT_LINES || report.lines.some(({ text }) => hasRegisters(text) || isEndOfDeath(text));
}

function hasRegisters(text: string): boolean {
  const pointer = readPointer(text);
  return pointer !== null && !pointer.user && pointer.symbol !== null;
}

/** Of arm and arm64 up to v5.2, `__die()` alone (arch/arm/kernel/traps.c): whose stack it is, and where that ends. */
const DYING_TASK = /^Process .{1,24} \(pid: \d{1,9}, stack limit = /;

function isEndOfDeath(text: string): boolean {
  return text.startsWith('---[ end trace') || /\[#\d{1,4}\]/.test(text) || DYING_TASK.test(text);
}

/** A warning is due by itself, wherever in the log its header was lost; of a bare trace nobody knows whose it was. */
function isReported(report: Report): boolean {
  return taskAbove(report) !== undefined && !isListing(report) && reporterOf(report) !== null;
}

/** The log begins between a task's name and its registers, and ends before the trace. */
function isCutIn(report: Report): boolean {
  const [first, ...rest] = report.lines;
  if (taskAbove(report) === undefined || report.line > CUT_LINES || first === undefined) return false;
  return hasRegisters(first.text) && rest.some(({ text }) => /^(?:RSP: 0|Code: )/.test(text));
}

/** What memory ran short for, and what was killed for it, is told with a stack: v6.12 mm/show_mem.c `__show_mem()`. */
const OF_MEMORY = 'Mem-Info:';

function isEnd(report: Report): boolean {
  const texts = report.lines.map(({ text }) => text);
  if (texts.some((text) => text.startsWith(OF_MEMORY))) return false;
  if (isListing(report) || !texts.some(hasRegisters)) return false;
  const hasTrace = report.lines.some(({ frame }, i) => i > 0 && frame?.reliable === true);
  if (report.line <= CUT_LINES && hasTrace && readPointer(texts[0] ?? '') !== null) return true;
  return texts.some(isEndOfDeath);
}
