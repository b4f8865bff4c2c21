import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { FlattenedIndexStore } from '../../vmcore/index.ts';
import { ifThere } from '../objects/absent.ts';
import { ObjectKeys } from '../runtime/layout.ts';

/** That of a dump of a terabyte; a larger one is made anew each time. */
const MAX_INDEX_BYTES = 256 * 1024 * 1024;

/** Keeps the indexes of flattened dumps beside them in S3; the name of a dump's source is its upload's id. */
export function s3FlattenedIndexes(client: S3Client, bucket: string): FlattenedIndexStore {
  return {
    ...storedFlattenedIndexes(client, bucket),
    async save(source, index) {
      if (index.length > MAX_INDEX_BYTES) return;
      const Key = ObjectKeys.flattenedIndex(source.name);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: index }));
    },
  };
}

/** Those that were kept, for whoever may not write: it makes its own anew where there is none. */
export function storedFlattenedIndexes(client: S3Client, bucket: string): FlattenedIndexStore {
  return {
    async load(source) {
      const key = ObjectKeys.flattenedIndex(source.name);
      return await ifThere({ client, bucket, key }, async () => {
        const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if ((answer.ContentLength ?? 0) > MAX_INDEX_BYTES) return undefined;
        return await answer.Body?.transformToByteArray();
      });
    },
    save: () => Promise.resolve(),
  };
}
