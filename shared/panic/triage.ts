/** From the reports of a log to its answer: which of them matters, and what it says. */
import type { TriageResult } from '../contract/triage.ts';
import { choose, type Judged } from './choose.ts';
import { readFacts, type Facts } from './facts.ts';
import { fingerprintOf } from './fingerprint.ts';
import { groupKey } from './group.ts';
import { judge, type Judgement } from './judge.ts';
import { likelyCause } from './likely/index.ts';
import { Budget } from './limits.ts';
import { crashesAmong, ledToBy, withOrphan } from './orphan.ts';
import type { Report } from './report.ts';
import type { Scan } from './scanner.ts';
import { ofStuckProcessor } from './stuck.ts';
import { readTrace } from './trace.ts';

const NO_CRASH: TriageResult = {
  title: null,
  altTitles: [],
  kind: 'none',
  corrupted: false,
  panicked: false,
  fingerprint: null,
  frames: [],
  others: [],
};

export function conclude(scan: Scan, budget: Budget = new Budget()): TriageResult {
  const strong = judgeAll(scan.reports, budget);
  const found = isNamed(strong) ? strong : withWeak(strong, judgeAll(scan.weak, budget));
  // What die() says with nothing below it tells less than the registers that stand alone.
  if (found.every(isBare)) found.unshift(...crashesAmong(scan.orphans));
  const own = found.filter(({ report }) => !scan.crashKernels.has(report.boot));
  // A crash kernel boots because of what was reported before: its own end is another matter.
  const eligible = own.some(({ judgement }) => judgement.fatal) ? own : found;
  const chosen = eligible[choose(eligible)];
  const main = chosen === undefined ? undefined : (ledToBy(chosen, scan.orphans) ?? chosen);
  const result =
    main === undefined
      ? NO_CRASH
      : {
          ...answer(withOrphan(main, scan.orphans), scan),
          others: found.filter((each) => each !== main && !each.judgement.aftermath).map((each) => asOther(each, scan)),
        };
  return budget.partial === undefined ? result : { ...result, partial: budget.partial };
}

/** Whether more was said than that the kernel is at its end. */
function isNamed(found: readonly Judged[]): boolean {
  return found.some(({ judgement }) => !judgement.aftermath);
}

function isBare({ report, judgement }: Judged): boolean {
  return report.trigger.weak === true && judgement.guilty === undefined;
}

/** What die() says of itself counts where nothing else names what the panic was for. */
function withWeak(strong: readonly Judged[], weak: readonly Judged[]): Judged[] {
  const named = strong.length === 0 ? weak : weak.filter(({ judgement }) => judgement.guilty !== undefined);
  return [...named, ...strong].sort((a, b) => a.report.line - b.report.line);
}

/** Where time runs out, the reports that are left are not judged; the first always is. */
function judgeAll(reports: readonly Report[], budget: Budget): Judged[] {
  const found: Judged[] = [];
  for (const [i, whole] of reports.entries()) {
    if (i > 0 && budget.isSpent()) break;
    const report = ofStuckProcessor(whole);
    const judgement = judge(report);
    if (judgement.kind !== 'none') found.push(judged(report, judgement, whole));
  }
  return found;
}

/** The facts are read where they are asked for: most logs have reports that nobody asks. */
function judged(report: Report, judgement: Judgement, whole: Report): Judged {
  let facts: Facts | undefined;
  return {
    report,
    judgement,
    get facts() {
      return (facts ??= readFacts(report, whole));
    },
  };
}

function answer({ report, judgement, facts }: Judged, scan: Scan): Omit<TriageResult, 'others'> {
  const frames = readTrace(report);
  const likely = likelyCause(report, judgement, frames, facts);
  const release = facts.kernelRelease ?? scan.releases.get(report.boot);
  const key = groupKey(report, judgement);
  const { kind, guilty } = judgement;
  const own = fingerprintOf({ title: judgement.title, kind, guilty, key, frames });
  // Without a function the other titles (`bad-access in corrupted`) would make one group of all that is cut.
  const alternatives = (guilty === undefined ? [] : judgement.altTitles)
    .map((title) => fingerprintOf({ title, kind, guilty, key, frames }))
    .filter((fingerprint) => fingerprint !== null);
  return {
    title: judgement.title,
    altTitles: [...judgement.altTitles],
    kind: judgement.kind,
    corrupted: judgement.corrupted !== undefined,
    ...(judgement.corrupted === undefined ? {} : { corruptedReason: judgement.corrupted }),
    panicked: scan.panicked || report.panicked,
    fingerprint: own,
    ...(alternatives.length === 0 ? {} : { altFingerprints: alternatives }),
    ...(judgement.guilty === undefined ? {} : { guilty: judgement.guilty }),
    ...(likely === undefined ? {} : { likely }),
    frames,
    line: report.line,
    ...facts,
    ...(release === undefined ? {} : { kernelRelease: release }),
  };
}

function asOther({ report, judgement }: Judged, scan: Scan): TriageResult['others'][number] {
  const other = { title: judgement.title, kind: judgement.kind, line: report.line };
  return scan.crashKernels.has(report.boot) ? { ...other, crashKernel: true } : other;
}
