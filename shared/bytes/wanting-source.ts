/** What of a source was asked for in vain, and the ranges to ask its host for. */
import type { ByteRange, ByteSource } from './byte-source.ts';

export interface WantingSource extends ByteSource {
  /** Ranges that were answered with nothing so far, in the order in which they were first asked for. */
  readonly faults: readonly ByteRange[];
}

/** Notes every range of `source` that is asked for and has not arrived yet, the first `most` of them. */
export function wantingSource(source: ByteSource, most = Infinity): WantingSource {
  const faults: ByteRange[] = [];
  const seen = new Set<string>();
  return {
    name: source.name,
    sizeBytes: source.sizeBytes,
    faults,
    async read(ranges) {
      const answers = await source.read(ranges);
      ranges.forEach((range, i) => {
        if (answers[i] !== undefined || range.length === 0 || faults.length >= most) return;
        const key = `${range.offset}:${range.length}`;
        if (seen.has(key)) return;
        seen.add(key);
        faults.push(range);
      });
      return answers;
    },
  };
}

export interface WantLimits {
  /** Wants begin at multiples of this and are multiples long, but for the end. */
  readonly alignBytes: number;
  /** Two wants with no more than this between them are one: a request has its price, too. */
  readonly gapBytes: number;
  readonly maxRanges: number;
  readonly maxBytes: number;
}

/**
 * The ranges to ask for: faults rounded to whole blocks, without what has arrived, merged where they are near each other, most
 * urgent first: that is in the order of the faults. What passes the limits is left for the next round.
 *
 * @param arrived what is there: ascending, and apart from each other
 */
export function planWants(
  faults: readonly ByteRange[],
  arrived: readonly ByteRange[],
  sizeBytes: number,
  limits: WantLimits,
): ByteRange[] {
  const { alignBytes, gapBytes, maxRanges, maxBytes } = limits;
  const blocks = faults.flatMap((range, urgency) =>
    without(aligned(range, alignBytes, sizeBytes), arrived, alignBytes).map((part) => ({ ...part, urgency })),
  );
  blocks.sort((a, b) => a.offset - b.offset);
  const merged: { offset: number; length: number; urgency: number }[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    const end = block.offset + block.length;
    if (last !== undefined && block.offset <= last.offset + last.length + gapBytes) {
      last.length = Math.max(last.length, end - last.offset);
      last.urgency = Math.min(last.urgency, block.urgency);
    } else merged.push({ ...block });
  }
  merged.sort((a, b) => a.urgency - b.urgency);
  const wants: ByteRange[] = [];
  let left = maxBytes;
  for (const { offset, length } of merged.slice(0, maxRanges)) {
    if (left < alignBytes) break;
    const taken = length <= left ? length : left - (left % alignBytes);
    wants.push({ offset, length: taken });
    left -= taken;
  }
  return wants;
}

function aligned({ offset, length }: ByteRange, alignBytes: number, sizeBytes: number): ByteRange {
  const start = offset - (offset % alignBytes);
  const end = Math.min(Math.ceil((offset + length) / alignBytes) * alignBytes, sizeBytes);
  return { offset: start, length: end - start };
}

/** What of `range` has not arrived, still in whole blocks. */
function without(range: ByteRange, arrived: readonly ByteRange[], alignBytes: number): ByteRange[] {
  const rest: ByteRange[] = [];
  const end = range.offset + range.length;
  let at = range.offset;
  for (let i = firstEndingAfter(arrived, at); i < arrived.length && at < end; i++) {
    const there = arrived[i];
    if (there === undefined || there.offset >= end) break;
    const gapEnd = Math.min(Math.ceil(there.offset / alignBytes) * alignBytes, end);
    if (gapEnd > at) rest.push({ offset: at, length: gapEnd - at });
    const thereEnd = there.offset + there.length;
    // A block that is there only in part is asked for again, whole.
    at = Math.max(at, thereEnd >= end ? end : thereEnd - (thereEnd % alignBytes));
  }
  if (at < end) rest.push({ offset: at, length: end - at });
  return rest;
}

function firstEndingAfter(ranges: readonly ByteRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range !== undefined && range.offset + range.length > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
