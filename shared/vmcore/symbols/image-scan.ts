import type { VirtualMemory } from '../memory/virtual-memory.ts';

/** A stretch of the kernel's image in one buffer; what the dump does not hold is zeros. */
export interface ImageBytes {
  readonly start: bigint;
  readonly bytes: Uint8Array;
}

const CHUNK_BYTES = 64 * 1024;

/** Reads `[start, end)` in pieces, so that what is missing (freed `.init` pages) costs only itself. */
export async function readImage(memory: VirtualMemory, start: bigint, end: bigint): Promise<ImageBytes> {
  const length = Number(end - start);
  const bytes = new Uint8Array(length);
  const fill = async (offsets: readonly number[], step: number): Promise<number[]> => {
    const results = await memory.read(
      offsets.map((offset) => ({ address: start + BigInt(offset), length: Math.min(step, length - offset) })),
    );
    return results.flatMap((result, i) => {
      const offset = offsets[i] ?? 0;
      if (result.bytes === undefined) return [offset];
      bytes.set(result.bytes, offset);
      return [];
    });
  };
  const chunks = Array.from({ length: Math.ceil(length / CHUNK_BYTES) }, (_, i) => i * CHUNK_BYTES);
  const broken = await fill(chunks, CHUNK_BYTES);
  const page = memory.pageSizeBytes;
  if (broken.length > 0 && page < CHUNK_BYTES) {
    const pages = broken.flatMap((chunk) => {
      return Array.from({ length: CHUNK_BYTES / page }, (_, i) => chunk + i * page).filter((at) => at < length);
    });
    await fill(pages, page);
  }
  return { start, bytes };
}

/** Offsets at which `needle` stands, at most `limit`. */
export function findBytes(image: ImageBytes, needle: Uint8Array, limit = 64): number[] {
  const haystack = Buffer.from(image.bytes.buffer, image.bytes.byteOffset, image.bytes.byteLength);
  const found: number[] = [];
  for (let at = haystack.indexOf(needle); at >= 0 && found.length < limit; at = haystack.indexOf(needle, at + 1)) {
    found.push(at);
  }
  return found;
}
