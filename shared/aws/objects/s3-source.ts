/**
 * Bytes of a dump in S3: one object, or the chunks of an upload of which some may not have arrived.
 *
 * S3 answers a request after some 20 ms however small it is, and many at once. So bytes are fetched in whole blocks, near
 * blocks as one range, all ranges of a round side by side, and blocks that were read are kept for a while.
 */
import type { ByteRange, ByteSource } from '../../bytes/byte-source.ts';
import { checkRange } from '../../bytes/byte-source.ts';
import { mapLimited } from '../../map-limited.ts';

/** Fetches part of one object. */
export interface RangeFetcher {
  fetch(key: string, range: ByteRange): Promise<Uint8Array>;
}

/** Where consecutive bytes of the dump are. `missing`: not arrived yet. */
export type Extent = { readonly lengthBytes: number } & (
  | { readonly kind: 'object'; readonly key: string; /** Where in the object they begin. */ readonly at?: number }
  | { readonly kind: 'zero' }
  | { readonly kind: 'missing' }
);

export interface S3SourceOptions {
  /** What is fetched at least; default 32 KiB. */
  readonly blockBytes?: number;
  /** Two ranges with no more than this between them are fetched as one; default 64 KiB. */
  readonly gapBytes?: number;
  /** No range is longer; default 8 MiB. */
  readonly maxFetchBytes?: number;
  /** Fetches at the same time; default 24. */
  readonly concurrency?: number;
  /** Blocks kept in memory; default 96 MiB. */
  readonly cacheBytes?: number;
}

export interface S3SourceStats {
  /** Bytes fetched from S3. */
  readonly bytesFetched: number;
  /** Requests to S3. */
  readonly requests: number;
  /** Rounds that had to fetch something. */
  readonly rounds: number;
}

export interface S3Source extends ByteSource {
  readonly stats: S3SourceStats;
}

/** A dump that is one object. */
export function objectSource(
  fetcher: RangeFetcher,
  object: { readonly key: string; readonly sizeBytes: number; readonly name?: string },
  options?: S3SourceOptions,
): S3Source {
  const extent: Extent = { kind: 'object', key: object.key, lengthBytes: object.sizeBytes };
  return extentSource(fetcher, object.name ?? object.key, [extent], options);
}

/** What of an upload is known to be there. */
export interface ChunkLayout {
  readonly sizeBytes: number;
  readonly chunkBytes: number;
  readonly chunks: readonly { readonly index: number; readonly zero: boolean; readonly key: string | undefined }[];
}

/** A dump that is still in chunks; what has not arrived reads as `undefined`. */
export function chunkSource(
  fetcher: RangeFetcher,
  name: string,
  layout: ChunkLayout,
  options?: S3SourceOptions,
): S3Source {
  return extentSource(fetcher, name, extentsOf(layout), options);
}

/** The extents of an upload, one a chunk, in order. */
export function extentsOf({ sizeBytes, chunkBytes, chunks }: ChunkLayout): Extent[] {
  const present = new Map(chunks.map((chunk) => [chunk.index, chunk]));
  return Array.from({ length: Math.ceil(sizeBytes / chunkBytes) }, (_, index): Extent => {
    const lengthBytes = Math.min(chunkBytes, sizeBytes - index * chunkBytes);
    const chunk = present.get(index);
    if (chunk?.zero === true) return { kind: 'zero', lengthBytes };
    return chunk?.key === undefined
      ? { kind: 'missing', lengthBytes }
      : { kind: 'object', key: chunk.key, lengthBytes };
  });
}

interface PlacedExtent {
  readonly extent: Extent;
  readonly start: number;
  readonly end: number;
}

/** Consecutive blocks of one extent that are fetched together. Offsets are the dump's. */
interface Run {
  readonly placed: PlacedExtent;
  readonly start: number;
  end: number;
}

export function extentSource(
  fetcher: RangeFetcher,
  name: string,
  extents: readonly Extent[],
  options: S3SourceOptions = {},
): S3Source {
  const blockBytes = options.blockBytes ?? 32 * 1024;
  const gapBytes = options.gapBytes ?? 64 * 1024;
  const maxFetchBytes = options.maxFetchBytes ?? 8 * 2 ** 20;
  const concurrency = options.concurrency ?? 24;
  const cache = new BlockCache(options.cacheBytes ?? 96 * 2 ** 20);
  const stats = { bytesFetched: 0, requests: 0, rounds: 0 };

  const placed: PlacedExtent[] = [];
  let sizeBytes = 0;
  for (const extent of extents) {
    placed.push({ extent, start: sizeBytes, end: sizeBytes + extent.lengthBytes });
    sizeBytes += extent.lengthBytes;
  }

  /** Blocks begin anew in each extent, so that a block is all there or not at all. */
  const blocksOf = (where: PlacedExtent, from: number, to: number): number[] => {
    const blocks: number[] = [];
    const first = where.start + Math.floor((from - where.start) / blockBytes) * blockBytes;
    for (let block = first; block < to; block += blockBytes) blocks.push(block);
    return blocks;
  };
  const blockEnd = (where: PlacedExtent, block: number): number => Math.min(block + blockBytes, where.end);

  /** The parts of a range by extent. */
  function piecesOf({ offset, length }: ByteRange): { where: PlacedExtent; from: number; to: number }[] {
    const pieces: { where: PlacedExtent; from: number; to: number }[] = [];
    const end = offset + length;
    for (let index = extentAt(placed, offset); index < placed.length; index++) {
      const where = placed[index];
      if (where === undefined || where.start >= end) break;
      pieces.push({ where, from: Math.max(offset, where.start), to: Math.min(end, where.end) });
    }
    return pieces;
  }

  async function fetchBlocks(wanted: ReadonlyMap<number, PlacedExtent>): Promise<ReadonlyMap<number, Uint8Array>> {
    const runs = planRuns(wanted, blockEnd, gapBytes, maxFetchBytes);
    const blocks = new Map<number, Uint8Array>();
    if (runs.length === 0) return blocks;
    stats.rounds += 1;
    await mapLimited(runs, concurrency, async ({ placed: where, start, end }) => {
      if (where.extent.kind !== 'object') return;
      const bytes = await fetcher.fetch(where.extent.key, {
        offset: (where.extent.at ?? 0) + start - where.start,
        length: end - start,
      });
      stats.requests += 1;
      stats.bytesFetched += bytes.length;
      for (const block of blocksOf(where, start, end)) {
        // A copy: a view would keep the whole run in memory for as long as one of its blocks is kept.
        const copy = bytes.slice(block - start, blockEnd(where, block) - start);
        blocks.set(block, copy);
        cache.put(block, copy);
      }
    });
    return blocks;
  }

  async function read(ranges: readonly ByteRange[]): Promise<readonly (Uint8Array | undefined)[]> {
    for (const range of ranges) checkRange({ name, sizeBytes }, range);
    const inMemory = new Map<number, Uint8Array>();
    const wanted = new Map<number, PlacedExtent>();
    const plans = ranges.map((range) => ({ range, pieces: range.length === 0 ? [] : piecesOf(range) }));
    const isMissing = (pieces: (typeof plans)[number]['pieces']): boolean =>
      pieces.some(({ where }) => where.extent.kind === 'missing');
    for (const { pieces } of plans) {
      if (isMissing(pieces)) continue;
      for (const { where, from, to } of pieces) {
        if (where.extent.kind !== 'object') continue;
        for (const block of blocksOf(where, from, to)) {
          const cached = inMemory.get(block) ?? cache.get(block);
          if (cached === undefined) wanted.set(block, where);
          else inMemory.set(block, cached);
        }
      }
    }
    const fetched = await fetchBlocks(wanted);
    const blockAt = (block: number): Uint8Array | undefined => fetched.get(block) ?? inMemory.get(block);

    return plans.map(({ range, pieces }) => {
      if (isMissing(pieces)) return undefined;
      const [piece] = pieces;
      if (piece !== undefined && pieces.length === 1 && piece.where.extent.kind === 'object') {
        const [block, ...more] = blocksOf(piece.where, piece.from, piece.to);
        const bytes = block === undefined || more.length > 0 ? undefined : blockAt(block);
        if (bytes !== undefined && block !== undefined) return bytes.subarray(piece.from - block, piece.to - block);
      }
      const whole = new Uint8Array(range.length);
      for (const { where, from, to } of pieces) {
        if (where.extent.kind !== 'object') continue;
        for (const block of blocksOf(where, from, to)) {
          const bytes = blockAt(block) ?? new Uint8Array(0);
          const first = Math.max(from, block);
          const last = Math.min(to, block + bytes.length);
          whole.set(bytes.subarray(first - block, last - block), first - range.offset);
        }
      }
      return whole;
    });
  }

  return { name, sizeBytes, stats, read };
}

/** Index of the extent that holds `offset`, by bisection: a large dump has ten thousand. */
function extentAt(placed: readonly PlacedExtent[], offset: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((placed[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Joins blocks that are near each other, within one extent and up to `maxFetchBytes`. */
function planRuns(
  wanted: ReadonlyMap<number, PlacedExtent>,
  blockEnd: (where: PlacedExtent, block: number) => number,
  gapBytes: number,
  maxFetchBytes: number,
): Run[] {
  const runs: Run[] = [];
  for (const [block, placed] of [...wanted].sort(([a], [b]) => a - b)) {
    const end = blockEnd(placed, block);
    const last = runs.at(-1);
    if (last?.placed === placed && block <= last.end + gapBytes && end - last.start <= maxFetchBytes) last.end = end;
    else runs.push({ placed, start: block, end });
  }
  return runs;
}

/** Blocks by offset; the one that was used longest ago goes first. */
class BlockCache {
  readonly #limitBytes: number;
  readonly #blocks = new Map<number, Uint8Array>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(block: number): Uint8Array | undefined {
    const bytes = this.#blocks.get(block);
    if (bytes !== undefined) {
      this.#blocks.delete(block);
      this.#blocks.set(block, bytes);
    }
    return bytes;
  }

  put(block: number, bytes: Uint8Array): void {
    const old = this.#blocks.get(block);
    if (old !== undefined) {
      this.#bytes -= old.length;
      this.#blocks.delete(block);
    }
    this.#blocks.set(block, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, { length }] of this.#blocks) {
      if (this.#bytes <= this.#limitBytes) return;
      this.#blocks.delete(oldest);
      this.#bytes -= length;
    }
  }
}
