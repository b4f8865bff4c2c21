/** Objects of a bucket to be read whole or handed on by address. */
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { TransientError } from '../../errors.ts';
import { ifThere } from './absent.ts';
import type { Presigner } from './presigner.ts';

export interface FoundObject {
  readonly sizeBytes: number;
  readonly contentEncoding: string | undefined;
  body(): Promise<Uint8Array>;
  /** Some of its bytes, of the very version that was looked at. */
  bytes(offset: number, length: number): Promise<Uint8Array>;
  /** Another one when it was written anew. */
  readonly etag: string | undefined;
}

export interface ObjectReader {
  /** Undefined where there is none. */
  find(key: string): Promise<FoundObject | undefined>;
  address: Presigner['get'];
}

export function s3Objects(s3: S3Client, bucket: string, presigner: Presigner): ObjectReader {
  return {
    async find(key) {
      return await ifThere({ client: s3, bucket, key }, async () => {
        const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        // The very version that was looked at.
        const read = async (range: { readonly Range?: string }): Promise<Uint8Array> => {
          const version = head.ETag === undefined ? {} : { IfMatch: head.ETag };
          const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...version, ...range }));
          if (Body === undefined) throw new TransientError(`S3 answered no body for ${key}`);
          return await Body.transformToByteArray();
        };
        return {
          sizeBytes: head.ContentLength ?? 0,
          contentEncoding: head.ContentEncoding,
          etag: head.ETag,
          body: () => read({}),
          // A range without bytes is none: S3 would answer the whole object (RFC 9110, section 14.1.1).
          bytes: async (offset, length) =>
            length === 0 ? new Uint8Array() : await read({ Range: `bytes=${offset}-${offset + length - 1}` }),
        };
      });
    },
    address: (key, options) => presigner.get(key, options),
  };
}
