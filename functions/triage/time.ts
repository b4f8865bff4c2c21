/** Waiting for what is under way, and no longer than there is time. */
import type { TriageDeps } from './ports.ts';

/** What was read is written after so long at the latest, whatever is still being read. */
const FLUSH_MS = 1_000;

/** Whether the work came to its end while more than `leftMs` were left; where not, it goes on, and nobody hears of it any more. */
export async function endsBefore(
  work: Promise<unknown>,
  leftMs: number,
  { sleep, timeLeftMs }: Pick<TriageDeps, 'sleep' | 'timeLeftMs'>,
): Promise<boolean> {
  const watched = watch(work, sleep);
  while (!watched.isOver() && timeLeftMs() > leftMs) await watched.wait(timeLeftMs() - leftMs);
  if (watched.isOver()) await work;
  return watched.isOver();
}

/** Writes what was read, again and again while more is being read, and once more at its end. */
export async function whileWriting(
  reading: Promise<unknown>,
  flush: () => Promise<void>,
  { sleep }: Pick<TriageDeps, 'sleep'>,
): Promise<void> {
  const watched = watch(reading, sleep);
  while (!watched.isOver()) {
    await watched.wait(FLUSH_MS);
    await flush();
  }
  await reading;
  await flush();
}

interface Watched {
  readonly isOver: () => boolean;
  /** Until the work is over, or for so long. @throws what the work failed with */
  readonly wait: (ms: number) => Promise<void>;
}

function watch(work: Promise<unknown>, sleep: TriageDeps['sleep']): Watched {
  const state = { isOver: false };
  const over = work.finally(() => {
    state.isOver = true;
  });
  // Whoever waits hears of it; when it fails, nobody may be waiting any more.
  over.catch(() => undefined);
  return {
    isOver: () => state.isOver,
    async wait(ms) {
      const timer = new AbortController();
      try {
        await Promise.race([over, sleep(ms, timer.signal)]);
      } finally {
        timer.abort();
      }
    },
  };
}
