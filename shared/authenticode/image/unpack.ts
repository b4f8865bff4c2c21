/** Unpacking a kernel's payload, no further than needed and no larger than allowed. */
import { Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { compressionOf } from './magic.ts';
import { isLz4, unpackLz4 } from '../../codecs/lz4.ts';
import { unpackXz } from '../../codecs/xz.ts';

/** Sees what comes out, in order; answers true when it has seen enough. */
export type ChunkVisitor = (chunk: Uint8Array) => boolean;

/**
 * Hands the content of a gzip, zstd, xz or LZ4 payload to `visit` until that has seen enough; a payload of another format, or one that
 * breaks off, simply ends.
 *
 * @throws {FormatError} limit for more than `maxBytes`
 */
export async function unpackUntil(packed: Uint8Array, maxBytes: number, visit: ChunkVisitor): Promise<void> {
  let total = 0;
  const bounded: ChunkVisitor = (chunk) => {
    total += chunk.length;
    if (total > maxBytes) {
      throw new FormatError(
        FormatErrorCode.Limit,
        { format: 'payload', field: 'size' },
        `it unpacks to more than ${maxBytes} bytes`,
      );
    }
    return visit(chunk);
  };
  switch (compressionOf(packed)) {
    case 'gzip':
      await through(packed, createGunzip(), bounded);
      return;
    case 'zstd':
      await through(packed, createZstdDecompress(), bounded);
      return;
    case 'xz':
      unpackXz(packed, bounded);
      return;
    case undefined:
      if (isLz4(packed)) unpackLz4(packed, bounded);
      return;
  }
}

async function through(packed: Uint8Array, decoder: Transform, visit: ChunkVisitor): Promise<void> {
  // One piece, not one byte a chunk.
  const input = Readable.from([packed], { objectMode: false });
  input.pipe(decoder);
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) if (visit(chunk)) break;
  } catch (error) {
    // What follows the payload, or a payload that breaks off: what came out was seen.
    if (error instanceof FormatError) throw error;
  } finally {
    input.destroy();
    decoder.destroy();
  }
}
