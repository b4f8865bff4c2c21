/** Objects of a bucket to be read whole or handed on by address. */
import { GetObjectCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { TransientError } from '../errors.ts';
import type { Presigner } from './presigner.ts';

export interface FoundObject {
  readonly sizeBytes: number;
  readonly contentEncoding: string | undefined;
  body(): Promise<Uint8Array>;
}

export interface ObjectReader {
  /** Undefined where there is none. */
  find(key: string): Promise<FoundObject | undefined>;
  address: Presigner['get'];
}

export function s3Objects(s3: S3Client, bucket: string, presigner: Presigner): ObjectReader {
  return {
    async find(key) {
      try {
        const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return {
          sizeBytes: head.ContentLength ?? 0,
          contentEncoding: head.ContentEncoding,
          async body() {
            // The very version that was looked at.
            const { Body } = await s3.send(
              new GetObjectCommand({
                Bucket: bucket,
                Key: key,
                ...(head.ETag === undefined ? {} : { IfMatch: head.ETag }),
              }),
            );
            if (Body === undefined) throw new TransientError(`S3 answered no body for ${key}`);
            return await Body.transformToByteArray();
          },
        };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
    address: (key, options) => presigner.get(key, options),
  };
}
