/**
 * Reads a panic's log: what happened, where, and whether it is the same as before.
 *
 * 1. `scanner.ts` looks for the words that begin a report (`triggers.ts`) and collects the lines of each report's writer
 *    (`lines.ts`, `report.ts`).
 * 2. `judge.ts` tries the rules (`rules/`) in their order; the first that finds what it needs gives the title.
 * 3. `triage.ts` chooses the report that matters and adds frames, facts and fingerprints.
 *
 * @example
 * const result = triage(await readFile('dmesg.txt'));
 * console.log(result.title ?? 'no crash');
 */
import type { TriageResult } from '../contract/triage.ts';
import { Budget, type TriageLimits } from './limits.ts';
import { Scanner } from './scanner.ts';
import { conclude } from './triage.ts';

export { refineFingerprint } from './fingerprint.ts';
export type { TriageLimits } from './limits.ts';

/** A log in memory is read in pieces of so many bytes where it may be stopped between them. */
const PIECE = 1 << 20;

/** What a kernel log says of its crash; title null and kind `none` where there is none. Linear in the log's length. */
export function triage(log: Uint8Array, limits?: TriageLimits): TriageResult {
  const scanner = new Scanner();
  const budget = new Budget(limits);
  const piece = limits?.shouldStop === undefined ? Math.max(log.length, 1) : PIECE;
  for (let at = 0; at < log.length && !budget.isSpent(); at += piece) {
    scanner.add(budget.take(log.subarray(at, at + piece)));
  }
  return conclude(scanner.finish(), budget);
}

/** The same for a log that comes in pieces: memory stays bounded whatever its length. */
export async function triageStream(log: AsyncIterable<Uint8Array>, limits?: TriageLimits): Promise<TriageResult> {
  const scanner = new Scanner();
  const budget = new Budget(limits);
  for await (const chunk of log) {
    if (budget.isSpent()) break;
    scanner.add(budget.take(chunk));
  }
  return conclude(scanner.finish(), budget);
}
