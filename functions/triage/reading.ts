/**
 * Reading a log within a budget of time and size. Of a long log the head and the tail are read; of a slow one what came in time.
 * Either way there is an answer, and it says that it is of a part.
 */
import type { TriageResult } from '../../shared/contract/triage.ts';
import { LastWords } from '../../shared/domain/crash/last-words.ts';
import type { LastWord } from '../../shared/domain/crash/last-words.ts';
import { packingOf, unpackStream } from '../../shared/panic/envelope/unpack.ts';
import { FormatError, FormatErrorCode } from '../../shared/errors.ts';
import type { TriageDeps } from './ports.ts';

const MIB = 2 ** 20;
/** The boot and the first report are in the first MiBs; a panic is at the end. What stands between is seldom worth its cost. */
const LOG_ENDS = { headBytes: 8 * MIB, tailBytes: 24 * MIB } as const;

/** A log whose reading did not end so often is given up: the process died of it, or ran out of time. */
export const MAX_LOG_TRIES = 2;

/** @param untilMs milliseconds since 1970 after which no more of it is read */
export async function readLog(
  key: string,
  untilMs: number,
  deps: Pick<TriageDeps, 'logs' | 'readPanic' | 'now' | 'sleep'>,
): Promise<{ readonly result: TriageResult; readonly words: readonly LastWord[] }> {
  let partial: TriageResult['partial'];
  const onCut = (): void => {
    partial ??= 'size';
  };
  const onLate = (): void => {
    partial = 'time';
  };
  const leftMs = (): number => untilMs - deps.now().getTime();
  const log = whileTime(deps.logs.open(key, { ...LOG_ENDS, onCut }), leftMs, deps.sleep, onLate);
  const words = new LastWords();
  const result = await deps.readPanic(overheard(unpacked(log), words), { shouldStop: () => leftMs() <= 0 });
  const why = result.partial ?? partial;
  return { result: why === undefined ? result : { ...result, partial: why }, words: words.finish() };
}

async function* overheard(log: AsyncIterable<Uint8Array>, words: LastWords): AsyncGenerator<Uint8Array> {
  for await (const piece of log) {
    words.add(piece);
    yield piece;
  }
}

/** The log as text, also where it was sent packed. */
async function* unpacked(log: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = log[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return;
  const all = { [Symbol.asyncIterator]: () => resumed(first.value, pieces) };
  const packing = packingOf(first.value);
  yield* packing === undefined ? all : unpackStream(all, packing);
}

async function* resumed(first: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

/** The pieces that come before the time is up: a source that stalls is left. */
async function* whileTime(
  source: AsyncIterable<Uint8Array>,
  leftMs: () => number,
  sleep: TriageDeps['sleep'],
  onLate: () => void,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const left = leftMs();
      const timer = new AbortController();
      const piece = iterator.next();
      // Whoever is left behind may fail unheard.
      piece.catch(() => undefined);
      const next = left <= 0 ? undefined : await Promise.race([piece, sleep(left, timer.signal).then(() => undefined)]);
      timer.abort();
      if (next === undefined) {
        onLate();
        return;
      }
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a stalled source would hold up its end as well.
    iterator.return?.().catch(() => undefined);
  }
}

/** The reason that is kept of a log that was given up: it is not tried again by itself. */
export function unreadableLog(): FormatError {
  const problem = `reading it did not end in ${MAX_LOG_TRIES + 1} tries: the function died of it or ran out of time`;
  return new FormatError(FormatErrorCode.Limit, { format: 'log', field: 'log' }, problem);
}
