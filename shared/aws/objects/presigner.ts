/** Addresses that let somebody put or get one object of the `dumps` bucket, for a while, and nothing else. */
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { PresignedPut } from '../../contract/uploads.ts';

const EXPIRES_SECONDS = 15 * 60;

export interface PutTarget {
  readonly key: string;
  /** The only length and the only content (lower-case hex) that will be taken. */
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface Presigner {
  put(target: PutTarget): Promise<PresignedPut>;
  /** `fileName`: what a browser saves it as. */
  get(
    key: string,
    options?: { readonly fileName?: string },
  ): Promise<{ readonly url: string; readonly expiresAt: string }>;
}

export function s3Presigner(s3: S3Client, bucket: string, now: () => Date = () => new Date()): Presigner {
  return {
    async put({ key, sizeBytes, sha256 }) {
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentLength: sizeBytes,
        ChecksumSHA256: checksum,
        // The first to put an object wins; a replayed address is refused (412).
        IfNoneMatch: '*',
      });
      const signingDate = now();
      const url = await getSignedUrl(s3, command, {
        expiresIn: EXPIRES_SECONDS,
        signingDate,
        // Left to itself the presigner would move x-amz-* into the address, where an emulator does not look.
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
        signableHeaders: new Set(['host', 'content-length', 'if-none-match', 'x-amz-checksum-sha256']),
      });
      return {
        url,
        // The length goes without saying: every client sends it, and S3 refuses any other than the signed one.
        headers: { 'x-amz-checksum-sha256': checksum, 'if-none-match': '*' },
        expiresAt: expiry(signingDate),
      };
    },
    async get(key, { fileName } = {}) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(fileName === undefined
          ? {}
          : { ResponseContentDisposition: `attachment; filename="${fileName.replaceAll(/[^\w.+-]/g, '_')}"` }),
      });
      const signingDate = now();
      return {
        url: await getSignedUrl(s3, command, { expiresIn: EXPIRES_SECONDS, signingDate }),
        expiresAt: expiry(signingDate),
      };
    },
  };
}

function expiry(signingDate: Date): string {
  return new Date(signingDate.getTime() + EXPIRES_SECONDS * 1000).toISOString();
}
