/** Images in S3: put there by those who ask, read by version. */
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PresignedPut } from '../../contract/uploads.ts';
import { ifThere } from '../objects/absent.ts';
import { s3Presigner } from '../objects/presigner.ts';
import { s3Fetcher } from '../objects/s3-fetcher.ts';
import { objectSource } from '../objects/s3-source.ts';
import { ImageObjectKeys } from './items.ts';

export interface StoredObject {
  readonly versionId: string | undefined;
  readonly sizeBytes: number;
}

export interface ImageObjects {
  presign(id: string, upload: { readonly sizeBytes: number; readonly sha256: string }): Promise<PresignedPut>;
  /** What was uploaded last; undefined where nothing was. */
  find(id: string): Promise<StoredObject | undefined>;
  /** The bytes of one version, whatever is put there later. */
  open(id: string, object: StoredObject): ByteSource;
  keepSignature(id: string, signature: Uint8Array): Promise<void>;
}

/** Images are read from end to end: few large requests. */
const READING = {
  blockBytes: 1024 * 1024,
  maxFetchBytes: 8 * 1024 * 1024,
  cacheBytes: 16 * 1024 * 1024,
  concurrency: 4,
};

export function s3ImageObjects(s3: S3Client, bucket: string): ImageObjects {
  const presigner = s3Presigner(s3, bucket);
  return {
    presign: (id, { sizeBytes, sha256 }) => presigner.put({ key: ImageObjectKeys.upload(id), sizeBytes, sha256 }),
    async find(id) {
      const key = ImageObjectKeys.upload(id);
      return await ifThere({ client: s3, bucket, key }, async () => {
        const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return { versionId: head.VersionId, sizeBytes: head.ContentLength ?? 0 };
      });
    },
    open(id, { versionId, sizeBytes }) {
      const fetcher = s3Fetcher(s3, bucket, versionId);
      return objectSource(fetcher, { key: ImageObjectKeys.upload(id), sizeBytes, name: `image ${id}` }, READING);
    },
    async keepSignature(id, signature) {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: ImageObjectKeys.signature(id),
          Body: signature,
          // The bucket may lock what is written to it: such a write has to carry a checksum.
          ChecksumAlgorithm: 'SHA256',
          ContentType: 'application/pkcs7-signature',
        }),
      );
    },
  };
}
