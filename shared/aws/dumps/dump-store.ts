/** Objects of the `dumps` bucket: logs, reports, manifests. */
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { gunzipSync, gzipSync } from 'node:zlib';
import { MAX_LOG_BYTES } from '../../contract/uploads.ts';
import { NotFoundError } from '../../errors.ts';
import { ifThere } from '../objects/absent.ts';

/** How much of a long log is read: the boot and the first report stand at its head, the last words at its tail. */
export interface LogEnds {
  readonly headBytes: number;
  readonly tailBytes: number;
  /** Told that the middle was left out. */
  readonly onCut?: () => void;
}

/** No report is larger. */
const MAX_JSON_BYTES = 256 * 1024 * 1024;
const NEWLINE = new Uint8Array([0x0a]);

export interface DumpStore {
  /**
   * The log piece by piece, cut off after {@link MAX_LOG_BYTES}. Its first piece throws a NotFoundError where there is none.
   *
   * @param ends of a log that is longer than both together only its head and its tail, on lines of their own
   */
  open(key: string, ends?: LogEnds): AsyncIterable<Uint8Array>;
  /** Its size, or undefined where there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  /** A document as `putJson` has written it; undefined where there is none. */
  readJson(key: string): Promise<unknown>;
  putJson(key: string, value: unknown, options?: { gzip?: boolean }): Promise<void>;
  putText(key: string, text: string): Promise<void>;
}

export function s3DumpStore(client: S3Client, bucket: string): DumpStore {
  return {
    async *open(key, ends) {
      if (ends !== undefined) {
        yield* openEnds(client, bucket, key, ends);
        return;
      }
      let left = MAX_LOG_BYTES;
      for await (const piece of await bodyOf(client, bucket, key)) {
        yield piece.length > left ? piece.subarray(0, left) : piece;
        left -= piece.length;
        if (left <= 0) return;
      }
    },
    async sizeOf(key) {
      return await ifThere({ client, bucket, key }, async () => {
        const answer = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return answer.ContentLength ?? 0;
      });
    },
    async readJson(key) {
      const answer = await ifThere({ client, bucket, key }, () =>
        client.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
      );
      if (answer === undefined) return undefined;
      const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array(0);
      const plain = answer.ContentEncoding === 'gzip' ? gunzipSync(bytes, { maxOutputLength: MAX_JSON_BYTES }) : bytes;
      return JSON.parse(Buffer.from(plain).toString('utf8')) as unknown;
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

async function* openEnds(
  client: S3Client,
  bucket: string,
  key: string,
  { headBytes, tailBytes, onCut }: LogEnds,
): AsyncGenerator<Uint8Array> {
  const head = await objectOf(client, bucket, key, `bytes=0-${headBytes - 1}`).catch((error: unknown) => {
    // There is no part of an empty object.
    if (error instanceof S3ServiceException && error.name === 'InvalidRange') return undefined;
    throw error;
  });
  if (head === undefined) return;
  yield* head.body;
  if (head.sizeBytes <= headBytes) return;
  const isCut = head.sizeBytes > headBytes + tailBytes;
  if (isCut) {
    onCut?.();
    // The line that the head breaks off in and the one that the tail begins in are none together.
    yield NEWLINE;
  }
  const from = isCut ? head.sizeBytes - tailBytes : headBytes;
  yield* (await objectOf(client, bucket, key, `bytes=${from}-${head.sizeBytes - 1}`)).body;
}

async function bodyOf(client: S3Client, bucket: string, key: string): Promise<AsyncIterable<Uint8Array>> {
  return (await objectOf(client, bucket, key)).body;
}

/** `sizeBytes` is the whole object's, also of a part. */
async function objectOf(
  client: S3Client,
  bucket: string,
  key: string,
  Range?: string,
): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly sizeBytes: number }> {
  const answer = await ifThere({ client, bucket, key }, () =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(Range === undefined ? {} : { Range }) })),
  );
  if (answer === undefined) throw new NotFoundError(`there is no object ${key}`);
  const whole = /\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? answer.ContentLength ?? 0;
  // In Node the body is a stream that can be iterated; its type also covers browsers'.
  return { body: answer.Body as AsyncIterable<Uint8Array>, sizeBytes: Number(whole) };
}
