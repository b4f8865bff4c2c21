/** Ranges of objects, asked of S3. What reads by ranges otherwise (a command line over HTTP) does not load its client. */
import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { TransientError } from '../../errors.ts';
import type { RangeFetcher } from './s3-source.ts';

/** @param versionId of the objects that are asked for; without it, what was written last */
export function s3Fetcher(client: S3Client, bucket: string, versionId?: string): RangeFetcher {
  const version = versionId === undefined ? {} : { VersionId: versionId };
  return {
    async fetch(key, { offset, length }) {
      try {
        const answer = await client.send(
          new GetObjectCommand({
            Bucket: bucket,
            Key: key,
            Range: `bytes=${offset}-${offset + length - 1}`,
            ...version,
          }),
        );
        const bytes = await answer.Body?.transformToByteArray();
        if (bytes?.length === length) return bytes;
        throw new TransientError(`${key}: ${bytes?.length ?? 0} of ${length} bytes came from ${offset}`);
      } catch (cause) {
        // A chunk that was there is gone: the upload was sealed meanwhile, and the next attempt reads the sealed object.
        if (cause instanceof NoSuchKey) throw new TransientError(`${key} is gone`, { cause });
        throw cause;
      }
    },
  };
}
