/** Objects of the `dumps` bucket: logs, reports, manifests. */
import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';
import { MAX_LOG_BYTES } from '../contract/uploads.ts';
import { NotFoundError } from '../errors.ts';

export interface DumpStore {
  /** The log piece by piece, cut off after {@link MAX_LOG_BYTES}. Its first piece throws a NotFoundError where there is none. */
  open(key: string): AsyncIterable<Uint8Array>;
  /** Its size, or undefined where there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  putJson(key: string, value: unknown, options?: { gzip?: boolean }): Promise<void>;
  putText(key: string, text: string): Promise<void>;
}

export function s3DumpStore(client: S3Client, bucket: string): DumpStore {
  return {
    async *open(key) {
      let left = MAX_LOG_BYTES;
      for await (const piece of await bodyOf(client, bucket, key)) {
        yield piece.length > left ? piece.subarray(0, left) : piece;
        left -= piece.length;
        if (left <= 0) return;
      }
    },
    async sizeOf(key) {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return answer.ContentLength ?? 0;
      } catch (cause) {
        if (cause instanceof NotFound || cause instanceof NoSuchKey) return undefined;
        throw cause;
      }
    },
    async putJson(key, value, { gzip = false } = {}) {
      const text = JSON.stringify(value);
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: gzip ? gzipSync(text) : text,
          ContentType: 'application/json',
          ...(gzip ? { ContentEncoding: 'gzip' } : {}),
        }),
      );
    },
    async putText(key, text) {
      const ContentType = 'text/plain; charset=utf-8';
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType }));
    },
  };
}

async function bodyOf(client: S3Client, bucket: string, key: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    // In Node the body is a stream that can be iterated; its type also covers browsers'.
    return answer.Body as AsyncIterable<Uint8Array>;
  } catch (cause) {
    if (cause instanceof NoSuchKey) throw new NotFoundError(`there is no object ${key}`, { cause });
    throw cause;
  }
}
