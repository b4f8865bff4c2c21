/**
 * Which report of a log is its answer: what ended the machine, and what led to it. Warnings of long before are what the kernel
 * survived; the panic's own line says only that it was the end.
 */
import type { PanicKind } from '../contract/triage.ts';
import type { Facts } from './facts.ts';
import { areOfTwoHosts, isCaller } from './head/line.ts';
import type { Judgement } from './judge.ts';
import type { Report } from './report.ts';

export interface Judged {
  readonly report: Report;
  readonly judgement: Judgement;
  readonly facts: Facts;
}

/** Seconds between an oops and the next that it causes. */
const CHAIN_SECONDS = 60;
/** Seconds between a report that the kernel survives and the fatal one that it announces in the same task. */
const LEAD_SECONDS = 2;
/** The same where the task is another. */
const LEAD_SECONDS_ANY = 0.5;
/** Seconds after which a panic has nothing to do with what was reported before. */
const AFTERMATH_SECONDS = 300;
/** The same in lines, where nothing is stamped. */
const NEAR_LINES = 400;

/** Where nothing was fatal: what is closer to a crash comes first. */
const MILD: readonly PanicKind[] = ['warning', 'lockdep', 'ubsan', 'kcsan', 'unknown', 'atomic-sleep'];

/** Index of the report that the log is named after; -1 where there is none. */
export function choose(found: readonly Judged[]): number {
  const end = found.findLastIndex((each) => each.judgement.fatal);
  return end < 0 ? choiceOfSurvived(found) : rootOf(found, end);
}

/** The first of the newest boot; one that is no mere warning before those that are, where they are far apart. */
function choiceOfSurvived(found: readonly Judged[]): number {
  const boot = found.at(-1)?.report.boot;
  const first = found.findIndex((each) => each.report.boot === boot);
  const start = found[first];
  if (start === undefined || !MILD.includes(start.judgement.kind)) return first;
  const grave = found.findIndex((each, i) => i > first && !MILD.includes(each.judgement.kind));
  const worse = found[grave];
  return worse === undefined || isNear(start, worse, AFTERMATH_SECONDS) ? first : grave;
}

/** From the end back to what began it: the cause of a panic, the first of a row of oopses, what a task's warning announced. */
function rootOf(found: readonly Judged[], end: number): number {
  let root = end;
  for (let i = end - 1; i >= 0; i--) {
    const earlier = found[i];
    const later = found[root];
    if (earlier === undefined || later === undefined || earlier.report.boot !== later.report.boot) break;
    // What one machine does to itself ends no other.
    if (areOfTwoHosts(earlier.report.host, later.report.host) || isRemnantOf(earlier, later)) continue;
    if (leadsTo(earlier, later)) root = i;
    else if (earlier.judgement.fatal && !later.judgement.aftermath) break;
  }
  return root;
}

/** Lines between two parts of one report that came out in another order than they were printed. */
const REMNANT_LINES = 40;

/** Its header is all that there is of it: another processor's oops came between. */
function isBare({ report }: Judged): boolean {
  return report.end <= 1;
}

/** Of an oops whose header stands alone, where the report of the same moment names a function. */
function isRemnantOf(earlier: Judged, later: Judged): boolean {
  return (
    earlier.judgement.guilty === undefined &&
    later.judgement.guilty !== undefined &&
    (REMNANTS.includes(earlier.judgement.kind) ||
      (isBare(earlier) && earlier.judgement.kind === later.judgement.kind)) &&
    later.report.line - earlier.report.line <= REMNANT_LINES &&
    isNear(earlier, later, LEAD_SECONDS_ANY)
  );
}

const REMNANTS: readonly PanicKind[] = ['invalid-opcode', 'bug'];

/** Of a processor that gets no further: a task that waits does not bring that about, but may wait for it. */
const STUCK: readonly PanicKind[] = ['hard-lockup', 'soft-lockup', 'rcu-stall'];

function leadsTo(earlier: Judged, later: Judged): boolean {
  if (later.judgement.aftermath) return isCauseOf(earlier, later);
  if (earlier.judgement.kind === 'hung-task' && STUCK.includes(later.judgement.kind)) return false;
  // A panic of its own reason that stands behind other reports is an event of its own, unless they come with it.
  if (earlier.judgement.fatal) return isNear(earlier, later, CHAIN_SECONDS);
  if (earlier.judgement.kind === later.judgement.kind && !MILD.includes(later.judgement.kind)) {
    return isNear(earlier, later, LEAD_SECONDS);
  }
  return (
    isNear(earlier, later, LEAD_SECONDS_ANY) || (isNear(earlier, later, LEAD_SECONDS) && isSameTask(earlier, later))
  );
}

/** What a panic line that only ends another report may be the end of. */
function isCauseOf(earlier: Judged, panic: Judged): boolean {
  const kinds = panic.judgement.after;
  if (kinds !== undefined && !kinds.includes(earlier.judgement.kind)) return false;
  if (kinds === undefined && !earlier.judgement.fatal) return false;
  return isNear(earlier, panic, AFTERMATH_SECONDS);
}

function isNear(earlier: Judged, later: Judged, seconds: number): boolean {
  const [from, to] = [earlier.report.time, later.report.time];
  if (from !== undefined && to !== undefined && to >= from) return to - from <= seconds;
  return later.report.line - earlier.report.line <= NEAR_LINES;
}

/** The same task or processor, as far as the reports say. */
function isSameTask(one: Judged, other: Judged): boolean {
  if (isCaller(one.report.writer)) return one.report.writer === other.report.writer;
  const [a, b] = [one.facts, other.facts];
  if (a.pid !== undefined && b.pid !== undefined && a.pid !== 0) return a.pid === b.pid;
  return a.cpu === undefined || b.cpu === undefined || a.cpu === b.cpu;
}
