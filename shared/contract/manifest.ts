/** `dumps/<id>/manifest.json`: what a sealed dump consists of, so that it can be checked, and put together, without us. */
import * as z from 'zod';
import { HostName, MAX_CHUNKS, Sha256, UploadId } from './uploads.ts';

const Size = z.number().int().nonnegative();
const ObjectKey = z.string().max(1024);

export const Manifest = z.object({
  version: z.literal(1),
  uploadId: UploadId,
  host: HostName,
  fileName: z.string().optional(),
  sizeBytes: Size,
  chunkBytes: z.number().int().positive(),
  /** Of the whole dump, as the host said it. */
  sha256: Sha256.optional(),
  /** SHA-256 of the chunks' SHA-256s one after the other, all chunks in order; absent where chunks are missing. */
  sha256OfChunks: Sha256.optional(),
  /** In order of their index. `zero`: declared as zeros. `key`, of a dump in pieces: the chunk's own object. */
  chunks: z
    .array(
      z.object({
        index: Size.max(MAX_CHUNKS - 1),
        lengthBytes: Size,
        sha256: Sha256,
        zero: z.literal(true).optional(),
        key: ObjectKey.optional(),
      }),
    )
    .max(MAX_CHUNKS),
  /** Indices of chunks that never arrived, as inclusive ranges; the host sent only a part of its dump. */
  missing: z.array(z.tuple([Size, Size])),
  /**
   * Of a dump in pieces: what else there is of it. Each object holds ranges `[offset, length]` of the dump one after the
   * other; where chunks or two objects hold the same bytes, chunks count, and then the object that is named first.
   */
  pieces: z
    .array(
      z.object({
        key: ObjectKey,
        lengthBytes: Size,
        sha256: Sha256,
        ranges: z.array(z.tuple([Size, z.number().int().positive()])),
      }),
    )
    .optional(),
  sealedAt: z.iso.datetime(),
});
export type Manifest = z.infer<typeof Manifest>;
