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
import { Scanner } from './scanner.ts';
import { conclude } from './triage.ts';

export { refineFingerprint } from './fingerprint.ts';

/** What a kernel log says of its crash; title null and kind `none` where there is none. Linear in the log's length. */
export function triage(log: Uint8Array): TriageResult {
  const scanner = new Scanner();
  scanner.add(log);
  return conclude(scanner.finish());
}

/** The same for a log that comes in pieces: memory stays bounded whatever its length. */
export async function triageStream(log: AsyncIterable<Uint8Array>): Promise<TriageResult> {
  const scanner = new Scanner();
  for await (const chunk of log) scanner.add(chunk);
  return conclude(scanner.finish());
}
