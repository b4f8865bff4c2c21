/**
 * Reads a panic's log: what happened, where, and whether it is the same as before.
 *
 * 1. `scanner.ts` looks for the words that begin a report (`triggers.ts`) and collects the lines of each report's writer
 *    (`head/`, `report.ts`).
 * 2. `judge.ts` tries the rules (`rules/`) in their order; the first that finds what it needs gives the title.
 * 3. `triage.ts` chooses the report that matters and adds frames, facts and fingerprints.
 *
 * @example
 * const result = triage(await readFile('dmesg.txt'));
 * console.log(result.title ?? 'no crash');
 */
import type { TriageResult } from '../contract/triage.ts';
import { Envelope } from './envelope/index.ts';
import { MAGIC_BYTES, packingOf, unpack, unpackStream } from './envelope/unpack.ts';
import { Budget, type TriageLimits } from './limits.ts';
import { Scanner } from './scanner.ts';
import { conclude } from './triage.ts';

export { refineFingerprint } from './fingerprint.ts';
export type { TriageLimits } from './limits.ts';

/** A log in memory is read in pieces of so many bytes where it may be stopped between them. */
const PIECE = 1 << 20;

/**
 * What a kernel log says of its crash; title null and kind `none` where there is none. Linear in the log's length. The log may be
 * packed (gzip, zstd, xz).
 */
export function triage(log: Uint8Array, limits?: TriageLimits): TriageResult {
  const packing = packingOf(log);
  const plain = packing === undefined ? log : unpack(log, packing);
  const reading = new Reading(limits);
  const piece = limits?.shouldStop === undefined ? Math.max(plain.length, 1) : PIECE;
  for (let at = 0; at < plain.length && !reading.budget.isSpent(); at += piece) {
    reading.add(plain.subarray(at, at + piece));
  }
  return reading.conclude();
}

/** The same for a log that comes in pieces: memory stays bounded whatever its length. */
export async function triageStream(log: AsyncIterable<Uint8Array>, limits?: TriageLimits): Promise<TriageResult> {
  const reading = new Reading(limits);
  for await (const chunk of plainPieces(log)) {
    if (reading.budget.isSpent()) break;
    reading.add(chunk);
  }
  return reading.conclude();
}

class Reading {
  readonly budget: Budget;
  readonly #scanner = new Scanner();
  readonly #envelope = new Envelope(this.#scanner);

  constructor(limits: TriageLimits | undefined) {
    this.budget = new Budget(limits);
  }

  add(chunk: Uint8Array): void {
    this.#envelope.add(this.budget.take(chunk));
  }

  conclude(): TriageResult {
    this.#envelope.finish();
    return conclude(this.#scanner.finish(), this.budget);
  }
}

async function* plainPieces(log: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = log[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    while (head.length < MAGIC_BYTES) {
      const next = await pieces.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
    const rest = { [Symbol.asyncIterator]: () => resumed(head, pieces) };
    const packing = packingOf(head);
    yield* packing === undefined ? rest : unpackStream(rest, packing);
  } finally {
    await pieces.return?.();
  }
}

async function* resumed(head: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return;
    yield next.value;
  }
}
