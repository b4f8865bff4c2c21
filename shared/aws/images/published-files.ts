import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ifThere } from '../objects/absent.ts';
import { ImageObjectKeys } from './items.ts';

/** Lists of revocations as they were published, by version. */
export function s3PublishedFiles(s3: S3Client, bucket: string) {
  return {
    async keep(version: number, name: string, bytes: Uint8Array): Promise<void> {
      const Key = ImageObjectKeys.revocations(version, name);
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes, ChecksumAlgorithm: 'SHA256' }));
    },
    async read(version: number, name: string): Promise<Uint8Array | undefined> {
      const key = ImageObjectKeys.revocations(version, name);
      return await ifThere({ client: s3, bucket, key }, async () => {
        const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await answer.Body?.transformToByteArray();
      });
    },
  };
}
