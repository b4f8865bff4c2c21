/** From a report to its title: tries the rules, then looks whether the report is whole. */
import type { PanicKind } from '../contract/triage.ts';
import { isInlinedHeader, mayGoOn } from './forms.ts';
import { taskAbove } from './facts.ts';
import { aftermathOf, endsReport } from './aftermath.ts';
import { isCaller } from './head/line.ts';
import { TraceHead, type ReportLine } from './report-line.ts';
import { RULES } from './rules/index.ts';
import type { Report } from './report.ts';
import type { Rule, Scene, Verdict } from './rule.ts';
import { headlessTrace } from './trace.ts';
import type { Family } from './triggers.ts';
import { tidyTitle, withoutVariables } from './titles.ts';

export interface Judgement {
  readonly title: string;
  readonly altTitles: readonly string[];
  readonly kind: PanicKind;
  readonly guilty?: string;
  readonly corrupted?: string;
  readonly rule: string;
  /** The kernel, or at least the task, does not go on after this. */
  readonly fatal: boolean;
  /** A panic's line that only ends another report. */
  readonly aftermath: boolean;
  /** Kinds of the reports that it may be the end of. */
  readonly after?: readonly PanicKind[];
}

/** Headers of one report that are tried: the first nearly always tells. */
const MAX_HEADERS = 16;

export function judge(given: Report): Judgement {
  const report = withGuesses(given);
  const rules = RULES[report.trigger.family];
  let promised = false;
  const wrapped = judgeWrapped(report, rules);
  if (wrapped !== null) return wrapped;
  for (let at = firstHeader(report), tries = 0; at < report.end && tries < MAX_HEADERS; at++) {
    const text = report.lines[at]?.text ?? '';
    const from = text.indexOf(report.trigger.text);
    if (from < 0) continue;
    tries++;
    const scene = sceneAt(report, at, text.slice(from));
    for (const rule of rules) {
      if (!rule.applies(scene.head)) continue;
      promised = true;
      const verdict = rule.apply(scene);
      if (verdict === null) continue;
      // A weak word with no trace to it is chance.
      if (
        report.trigger.weak === true &&
        verdict.guilty === undefined &&
        !verdict.noTrace &&
        !hasTask(report) &&
        !isDeath(report)
      )
        continue;
      return conclude(report, verdict, rule.name);
    }
  }
  const text = report.lines[0]?.text ?? '';
  // A weak word alone says nothing.
  if (report.trigger.weak === true || SAY_NOTHING_ALONE.includes(report.trigger.family)) return NOTHING;
  return {
    title: tidyTitle(withoutVariables(text.slice(text.indexOf(report.trigger.text)))),
    altTitles: [],
    kind: FALLBACK_KINDS[report.trigger.family] ?? 'unknown',
    rule: 'header',
    ...endOf(report, FALLBACK_KINDS[report.trigger.family] ?? 'unknown'),
    ...(promised ? { corrupted: 'the report lacks what its header promises' } : {}),
  };
}

/** The first header that is no inlined function's; the report's first where all that there is of it are such. */
function firstHeader({ lines, end, trigger }: Report): number {
  if (!isInlinedHeader(lines[0]?.text ?? '')) return 0;
  const own = lines.findIndex(({ text }, i) => i < end && text.includes(trigger.text) && !isInlinedHeader(text));
  return Math.max(own, 0);
}

function sceneAt(report: Report, at: number, head: string): Scene {
  return {
    lines: report.lines,
    at,
    end: report.end,
    get all() {
      return allFrom(report, at);
    },
    before: report.before,
    head,
  };
}

/** A numbered oops whose registers have no symbols is one where a task is named below it: `Oops[#1]:` of a stripped mips kernel. */
function hasTask(report: Report): boolean {
  if (report.trigger.family === 'orphan' && taskAbove(report) !== undefined) return true;
  return report.lines.slice(1, 6).some(({ text }) => /^CPU: \d{1,5} .{0,20}PID: \d{1,9} Comm: /.test(text));
}

/** `Oops - load access fault [#1]` at the beginning of what the kernel stamped, which the scanner asks for: die() alone writes so. */
function isDeath({ lines }: Report): boolean {
  return /^Oops\b[\w ,:()/-]{0,80}\[#\d{1,4}\]/.test(lines[0]?.text ?? '');
}

/**
 * By the header and the line below it, where a mail program or a screen broke the header in two and only both are what an earlier rule
 * asks for: `BUG: KFENCE: use-after-free read in` / `foo+0x10/0x70`. Null where the header alone says as much.
 */
function judgeWrapped(report: Report, rules: readonly Rule[]): Judgement | null {
  const [first, next] = report.lines;
  const from = first?.text.indexOf(report.trigger.text) ?? -1;
  if (first === undefined || next === undefined || from < 0 || report.end < 2) return null;
  const head = first.text.slice(from).trimEnd();
  if (!mayGoOn(head, next.text)) return null;
  const alone = sceneAt(report, 0, head);
  const both = sceneAt(report, 0, `${head} ${next.text.trim()}`);
  for (const rule of rules) {
    if (rule.applies(head) && rule.apply(alone) !== null) return null;
    if (!rule.applies(both.head)) continue;
    const verdict = rule.apply(both);
    if (verdict !== null) return conclude(report, verdict, rule.name);
  }
  return null;
}

/**
 * The report with the unwinder's guesses as its frames, where it has no others: kernels without frame pointers (RHEL 6) mark every
 * frame so. Kernels that print callers have ORC (v4.14, arch/x86/kernel/unwind_orc.c); where that fails, what it finds is left from
 * earlier calls.
 */
function withGuesses(report: Report): Report {
  if (isCaller(report.writer) || report.lines[0]?.text.includes(OVERFLOWED) === true) return report;
  if (!hasOnlyGuesses(report)) return report;
  const all = allFrom(report, 0);
  const lines = all.map((line) => line.trusted());
  return { ...report, lines, all: lines, end: lines.length };
}

/** What the unwinder guesses of a stack that overflowed is left from all that ever ran on it. */
const OVERFLOWED = 'stack guard page was hit';

/** Looks no further than the first frame that is no guess, which nearly every report has at once. */
function hasOnlyGuesses({ all, lines, end }: Report): boolean {
  const next = lines[end];
  let guesses = 0;
  for (const line of all) {
    if (line === next) break;
    if (line.frame === null) continue;
    if (line.frame.reliable) return false;
    guesses++;
  }
  return guesses > 0;
}

/** The lines of a report from its header on, guesses among them, to where another report begins. */
function allFrom(report: Report, at: number): readonly ReportLine[] {
  const first = report.lines[at];
  const next = report.lines[report.end];
  const from = first === undefined ? 0 : report.all.indexOf(first);
  return report.all.slice(Math.max(0, from), next === undefined ? undefined : report.all.indexOf(next));
}

function conclude(report: Report, verdict: Verdict, rule: string): Judgement {
  const title = tidyTitle(verdict.title);
  const problem =
    (report.cut ? 'the console was cut off' : undefined) ??
    report.missing ??
    verdict.corrupted ??
    (hasTimestamp(title) ? 'a timestamp stands in the title' : traceProblem(report, verdict));
  return {
    title,
    altTitles: verdict.alts.map(tidyTitle),
    kind: verdict.kind,
    rule,
    ...endOf(report, verdict.kind),
    ...(verdict.guilty === undefined ? {} : { guilty: verdict.guilty }),
    ...(problem === undefined ? {} : { corrupted: problem }),
  };
}

const NOTHING: Judgement = { title: '', altTitles: [], kind: 'none', rule: 'none', fatal: false, aftermath: false };

/** Words that are a crash only together with others. */
const SAY_NOTHING_ALONE: readonly Family[] = ['xen', 'zfs', 'lustre', 'lockup', 'serror', 'slub', 'arm', 'bus', 'die'];

const FALLBACK_KINDS: Partial<Record<Family, PanicKind>> = {
  bug: 'bug',
  'kernel-bug': 'bug',
  warning: 'warning',
  panic: 'panic',
  unable: 'page-fault',
  slub: 'slab-corruption',
  ubsan: 'ubsan',
};

const DEADLY: readonly Family[] = ['unable', 'fault', 'panic', 'double-fault', 'kernel-bug', 'arm', 'bus', 'die'];

/** The processor's own faults: die() follows whatever is lost of the log. */
const FATAL_KINDS: readonly PanicKind[] = [
  'null-pointer',
  'page-fault',
  'general-protection',
  'double-fault',
  'divide-error',
  'invalid-opcode',
  'stack-overflow',
  'stack-corruption',
];

function endOf(report: Report, kind: PanicKind): Pick<Judgement, 'fatal' | 'aftermath' | 'after'> {
  const aftermath = report.trigger.family === 'panic' ? aftermathOf(report.lines[0]?.text ?? '') : null;
  return { fatal: FATAL_KINDS.includes(kind) || isFatal(report, kind), aftermath: aftermath !== null, ...aftermath };
}

/** How far down a report says that it is an oops. */
const OOPS_LINES = 40;

/** die() numbers the oops (`[#1]`), panic() says that it does not sync. */
function isFatal(report: Report, kind: PanicKind): boolean {
  if (DEADLY.includes(report.trigger.family)) return true;
  for (let i = 0; i < report.end && i < OOPS_LINES; i++) {
    const text = report.lines[i]?.text ?? '';
    if (/\[#\d/.test(text)) return true;
    if (text.includes('not syncing')) return endsReport(text, kind);
    if (text.startsWith('---[ end trace')) return false;
  }
  return false;
}

/** `[  NUM.NUM]` in a title: two lines were printed into one another. */
function hasTimestamp(title: string): boolean {
  const at = title.indexOf('[');
  return at >= 0 && /^\[ *(?:NUM|[0-9]+)\.(?:NUM|[0-9]+)\]/.test(title.slice(at));
}

const FRAME_WINDOW = 15;

/** Each kind of trace that the report begins must have a frame soon after; and there must be one at all. */
function traceProblem(report: Report, verdict: Verdict): string | undefined {
  if (verdict.noTrace) return undefined;
  const { lines } = report;
  const seen = new Set<TraceHead>();
  for (const [at, line] of lines.entries()) {
    const head = line.head === TraceHead.CallCut ? TraceHead.Call : line.head;
    if (head === TraceHead.None || seen.has(head)) continue;
    seen.add(head);
    if (lines.length - at < 3) return 'a stack trace is missing';
    if (!frameFollows(lines, at + 1)) return 'a stack trace has no frames';
  }
  if (seen.size > 0 || headlessTrace(lines) < lines.length) return undefined;
  return 'there is no stack trace';
}

function frameFollows(lines: readonly ReportLine[], from: number): boolean {
  for (let i = from; i < from + FRAME_WINDOW && i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || line.beginsTrace) return false;
    if (line.frame?.reliable === true || line.text.includes('(stack is not available)')) return true;
  }
  return false;
}
