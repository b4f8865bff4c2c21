import { checkRange } from './byte-source.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';

/** What reading took so far. */
export interface ReadStats {
  readonly bytesRead: number;
  /** Sequential rounds: calls of `read` that had something to fetch. */
  readonly rounds: number;
  /** Ranges asked of the source, over all rounds. */
  readonly requests: number;
}

export interface CountingSource extends ByteSource {
  readonly stats: ReadStats;
}

export interface MergeOptions {
  /** Two ranges with at most this many bytes between them are fetched as one; default 512. */
  readonly gapBytes?: number;
  /** No merged range grows beyond this; default 8 MiB. A single range that is longer stays whole. */
  readonly maxBytes?: number;
}

/**
 * Counts what is fetched from `source`, and fetches near and overlapping ranges as one.
 *
 * Merging pays on every medium: a system call on a file, a request on S3. What lies in the gaps is counted as read.
 */
export function countingSource(source: ByteSource, options: MergeOptions = {}): CountingSource {
  const gapBytes = options.gapBytes ?? 512;
  const maxBytes = options.maxBytes ?? 8 * 1024 * 1024;
  const stats = { bytesRead: 0, rounds: 0, requests: 0 };

  return {
    name: source.name,
    sizeBytes: source.sizeBytes,
    stats,
    async read(ranges) {
      for (const range of ranges) checkRange(source, range);
      const plan = mergeRanges(ranges, gapBytes, maxBytes);
      if (plan.merged.length === 0) return ranges.map(() => new Uint8Array(0));

      const fetched = await source.read(plan.merged);
      stats.rounds += 1;
      stats.requests += plan.merged.length;
      for (const bytes of fetched) stats.bytesRead += bytes?.length ?? 0;

      return ranges.map((range, i) => {
        if (range.length === 0) return new Uint8Array(0);
        const index = plan.home[i] ?? 0;
        const start = range.offset - (plan.merged[index]?.offset ?? 0);
        return fetched[index]?.subarray(start, start + range.length);
      });
    },
  };
}

interface MergePlan {
  readonly merged: readonly ByteRange[];
  /** For each range asked for, the index in `merged` of the one that holds it. */
  readonly home: readonly number[];
}

/** Joins ranges that overlap or lie near each other. Empty ranges take part in nothing. */
export function mergeRanges(ranges: readonly ByteRange[], gapBytes: number, maxBytes: number): MergePlan {
  const order = ranges.map((_, i) => i).filter((i) => (ranges[i]?.length ?? 0) > 0);
  order.sort((a, b) => (ranges[a]?.offset ?? 0) - (ranges[b]?.offset ?? 0));

  const merged: ByteRange[] = [];
  const home = new Array<number>(ranges.length).fill(0);
  let start = 0;
  let end = -1;
  for (const i of order) {
    const range = ranges[i];
    if (range === undefined) continue;
    const rangeEnd = range.offset + range.length;
    const joins = end >= 0 && range.offset <= end + gapBytes && Math.max(end, rangeEnd) - start <= maxBytes;
    if (joins || (end >= 0 && rangeEnd <= end)) {
      end = Math.max(end, rangeEnd);
      merged[merged.length - 1] = { offset: start, length: end - start };
    } else {
      start = range.offset;
      end = rangeEnd;
      merged.push({ offset: start, length: end - start });
    }
    home[i] = merged.length - 1;
  }
  return { merged, home };
}
