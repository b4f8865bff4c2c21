import type { VirtualMemory } from '../memory/virtual-memory.ts';
import { readBytes } from './value.ts';

const MAX_TEXT_BYTES = 64 * 1024;
const decoder = new TextDecoder('utf-8');

/**
 * Text up to its first NUL, page by page: what follows its end may not be there.
 *
 * @throws {ExploreError} fault
 */
export async function readText(
  memory: VirtualMemory,
  address: bigint,
  limit = MAX_TEXT_BYTES,
  at?: number,
): Promise<string> {
  const pieces: Uint8Array[] = [];
  const page = BigInt(memory.pageSizeBytes);
  const end = address + BigInt(Math.min(limit, MAX_TEXT_BYTES));
  for (let from = address; from < end;) {
    const next = from - (from % page) + page;
    const to = next < end ? next : end;
    const bytes = await readBytes(memory, from, Number(to - from), at);
    const stop = bytes.indexOf(0);
    pieces.push(stop < 0 ? bytes : bytes.subarray(0, stop));
    if (stop >= 0) break;
    from = to;
  }
  return decoder.decode(Buffer.concat(pieces));
}
