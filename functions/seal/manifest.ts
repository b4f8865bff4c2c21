/** The manifest of an upload that is sealed. */
import { createHash } from 'node:crypto';
import type { PresentAnswer } from '../../shared/aws/uploads/answers.ts';
import type { PresentChunk } from '../../shared/aws/uploads/chunks.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { Manifest } from '../../shared/contract/manifest.ts';

/** @param answers what hosts sent of wanted ranges: needed where chunks are missing only */
export function makeManifest(
  upload: StoredUpload,
  chunks: readonly PresentChunk[],
  answers: readonly PresentAnswer[],
  now: Date,
): Manifest {
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
    chunks: present.map(({ index, sha256: digest, zero, key }) => ({
      index,
      lengthBytes: chunkLength(upload, index),
      sha256: digest,
      ...(key === undefined || missing.length === 0 ? {} : { key }),
      ...(zero ? { zero: true as const } : {}),
    })),
    missing,
    ...(missing.length === 0
      ? {}
      : {
          pieces: answers.map(({ key, sha256: digest, lengthBytes, ranges }) => ({
            key,
            lengthBytes,
            sha256: digest,
            ranges: ranges.map(({ offset, length }): [number, number] => [offset, length]),
          })),
        }),
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
