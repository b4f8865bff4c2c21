/** What a sealed dump consists of: kept beside it, so that it can be checked without us. */
import { createHash } from 'node:crypto';
import type { PresentChunk } from '../../shared/aws/uploads/chunks.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';

export interface Manifest {
  readonly version: 1;
  readonly uploadId: string;
  readonly host: string;
  readonly fileName?: string | undefined;
  readonly sizeBytes: number;
  readonly chunkBytes: number;
  /** Of the whole dump, as the host said it. */
  readonly sha256?: string | undefined;
  /** SHA-256 of the chunks' SHA-256s one after the other, all chunks in order; absent where chunks are missing. */
  readonly sha256OfChunks?: string | undefined;
  /** `chunks` in order of their index. `zero`: the chunk was declared as zeros. */
  readonly chunks: readonly {
    readonly index: number;
    readonly lengthBytes: number;
    readonly sha256: string;
    readonly zero?: true;
  }[];
  /** Indices of chunks that never arrived, as inclusive ranges; the host sent only a part of its dump. */
  readonly missing: readonly (readonly [number, number])[];
  readonly sealedAt: string;
}

export function makeManifest(upload: StoredUpload, chunks: readonly PresentChunk[], now: Date): Manifest {
  const { id, host, fileName, sizeBytes, chunkBytes, chunkCount, sha256 } = upload;
  const present = [...chunks].sort((a, b) => a.index - b.index);
  const there = new Set(present.map(({ index }) => index));
  const missing: [number, number][] = [];
  for (let index = 0; index < chunkCount; index++) {
    if (there.has(index)) continue;
    const last = missing.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else missing.push([index, index]);
  }
  return {
    version: 1,
    uploadId: id,
    host,
    fileName,
    sizeBytes,
    chunkBytes,
    sha256,
    ...(missing.length === 0 ? { sha256OfChunks: digestOfDigests(present).toString('hex') } : {}),
    chunks: present.map(({ index, sha256: digest, zero }) => ({
      index,
      lengthBytes: chunkLength(upload, index),
      sha256: digest,
      ...(zero ? { zero: true } : {}),
    })),
    missing,
    sealedAt: now.toISOString(),
  };
}

export function chunkLength(
  { sizeBytes, chunkBytes }: Pick<StoredUpload, 'sizeBytes' | 'chunkBytes'>,
  index: number,
): number {
  return Math.min(chunkBytes, sizeBytes - index * chunkBytes);
}

/** What S3 answers as the composite checksum of an object whose parts are these chunks. */
export function digestOfDigests(chunks: readonly { readonly sha256: string }[]): Buffer {
  const hash = createHash('sha256');
  for (const { sha256 } of chunks) hash.update(Buffer.from(sha256, 'hex'));
  return hash.digest();
}
