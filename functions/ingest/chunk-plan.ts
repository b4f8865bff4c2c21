/** How a dump is cut into chunks. */
import { createHash } from 'node:crypto';
import { MAX_CHUNKS, MIN_CHUNK_BYTES } from '../../shared/contract/uploads.ts';

/**
 * Chunk size in bytes for a dump: the smallest power of two from 8 MiB on that makes no more than 10,000 chunks of it.
 * Chunks become the parts of one object, and S3 takes no more of those.
 */
export function chunkBytesFor(sizeBytes: number): number {
  let chunkBytes = MIN_CHUNK_BYTES;
  while (Math.ceil(sizeBytes / chunkBytes) > MAX_CHUNKS) chunkBytes *= 2;
  return chunkBytes;
}

/** `[2, 3, 4, 7]` -> `[[2, 4], [7, 7]]`. The indices are in ascending order. */
export function toRanges(indices: Iterable<number>): [number, number][] {
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges;
}

const ZEROS = new Uint8Array(1024 * 1024);
/** Above this a claim of zeros is believed: checking it would take seconds. */
const MAX_CHECKED_BYTES = 64 * ZEROS.length;
const digests = new Map<number, string>();

/** Whether `sha256` can be that of `length` zero bytes. */
export function canBeZeros(sha256: string, length: number): boolean {
  if (length > MAX_CHECKED_BYTES) return true;
  let digest = digests.get(length);
  if (digest === undefined) {
    const hash = createHash('sha256');
    for (let left = length; left > 0; left -= ZEROS.length)
      hash.update(ZEROS.subarray(0, Math.min(left, ZEROS.length)));
    digest = hash.digest('hex');
    if (digests.size > 100) digests.clear();
    digests.set(length, digest);
  }
  return sha256 === digest;
}
