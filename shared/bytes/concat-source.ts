import { checkRange } from './byte-source.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';
import { readOne } from './pending.ts';

/** Bytes at hand, or a part of another source. */
export type SourcePiece = Uint8Array | (ByteRange & { readonly source: ByteSource });

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Pieces one after another, as one source. Nothing is read before it is asked for. */
export function concatSource(name: string, pieces: readonly SourcePiece[]): ByteSource {
  const placed: { readonly piece: SourcePiece; readonly start: number; readonly end: number }[] = [];
  let sizeBytes = 0;
  for (const piece of pieces) {
    placed.push({ piece, start: sizeBytes, end: sizeBytes + piece.length });
    sizeBytes += piece.length;
  }
  const readRange = async ({ offset, length }: ByteRange): Promise<Uint8Array | undefined> => {
    const parts = await Promise.all(
      placed
        .filter(({ start, end }) => start < offset + length && end > offset)
        .map(({ piece, start, end }) => {
          const from = Math.max(offset, start) - start;
          const to = Math.min(offset + length, end) - start;
          return readPiece(piece, from, to);
        }),
    );
    if (parts.includes(undefined)) return undefined;
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts.filter((part) => part !== undefined));
  };
  const source: ByteSource = {
    name,
    sizeBytes,
    read(ranges) {
      for (const range of ranges) checkRange(source, range);
      return Promise.all(ranges.map((range) => readRange(range)));
    },
  };
  return source;
}

async function readPiece(piece: SourcePiece, from: number, to: number): Promise<Uint8Array | undefined> {
  if (piece instanceof Uint8Array) return piece.subarray(from, to);
  const [bytes] = await piece.source.read([{ offset: piece.offset + from, length: to - from }]);
  return bytes;
}

/**
 * All of a source, in order, in pieces of some MiB.
 *
 * @throws {PendingBytesError} where bytes have not arrived yet
 */
export async function* streamSource(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.sizeBytes; offset += CHUNK_BYTES) {
    yield await readOne(source, { offset, length: Math.min(CHUNK_BYTES, source.sizeBytes - offset) });
  }
}
