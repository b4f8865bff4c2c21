import type { PageRun } from './dump.ts';

/** So many page frame numbers are handed out at once: a dump may have billions. */
const BATCH = 32_768;

/** The page frames of some runs, in their order. */
export function* inBatches(runs: Iterable<PageRun>): Generator<readonly number[]> {
  let batch: number[] = [];
  for (const { startPfn, endPfn } of runs) {
    for (let pfn = startPfn; pfn < endPfn; pfn++) {
      batch.push(pfn);
      if (batch.length === BATCH) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}
