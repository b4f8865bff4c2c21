/**
 * Reads a panic's log: what happened, where, and whether it is the same as before.
 *
 * A log is searched for the words that begin a report ({@link TRIGGERS}); the lines of the writer of each report are collected
 * ({@link Collector}); rules give the title ({@link judge}).
 *
 * @example
 * const result = triage(await readFile('dmesg.txt'));
 * console.log(result.title ?? 'no crash');
 */
import type { TriageResult } from '../contract/triage.ts';
import { Scanner } from './scanner.ts';

/** What a kernel log says of its crash; title null and kind `none` where there is none. Linear in the log's length. */
export function triage(log: Uint8Array): TriageResult {
  const scanner = new Scanner();
  scanner.add(log);
  return scanner.finish();
}

/** The same for a log that comes in pieces: memory stays bounded whatever its length. */
export async function triageStream(log: AsyncIterable<Uint8Array>): Promise<TriageResult> {
  const scanner = new Scanner();
  for await (const chunk of log) scanner.add(chunk);
  return scanner.finish();
}
