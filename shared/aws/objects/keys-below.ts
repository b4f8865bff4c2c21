import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

/** The keys that begin with `prefix`, in the order of S3, all of them however many. */
export async function* keysBelow(client: S3Client, bucket: string, prefix: string): AsyncGenerator<string> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key } of Contents) if (Key !== undefined) yield Key;
  }
}
