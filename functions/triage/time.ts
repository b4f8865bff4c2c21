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
  const state = { isOver: false };
  const over = work.finally(() => {
    state.isOver = true;
  });
  while (!state.isOver && timeLeftMs() > leftMs) {
    const timer = new AbortController();
    try {
      await Promise.race([over, sleep(timeLeftMs() - leftMs, timer.signal)]);
    } finally {
      timer.abort();
    }
  }
  if (state.isOver) await over;
  else over.catch(() => undefined);
  return state.isOver;
}

/** Writes what was read, again and again while more is being read, and once more at its end. */
export async function whileWriting(
  reading: Promise<unknown>,
  flush: () => Promise<void>,
  { sleep }: Pick<TriageDeps, 'sleep'>,
): Promise<void> {
  const state = { isOver: false };
  const over = reading.finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    const timer = new AbortController();
    await Promise.race([over, sleep(FLUSH_MS, timer.signal)]);
    timer.abort();
    await flush();
  }
  await over;
  await flush();
}
