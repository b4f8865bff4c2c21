import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { ifThere } from '../objects/absent.ts';
import { ObjectKeys } from '../runtime/layout.ts';

/** The logs that hosts have put, by the upload's id. */
export interface UploadLogs {
  /** Undefined where none was put; `sha256` is undefined where the store can't tell it. */
  stored(uploadId: string): Promise<FoundLog | undefined>;
  /** The same of the crash kernel's own. */
  storedOfCrashKernel(uploadId: string): Promise<FoundLog | undefined>;
}

export interface FoundLog {
  readonly sizeBytes: number;
  readonly sha256: string | undefined;
}

export function s3UploadLogs(s3: S3Client, bucket: string): UploadLogs {
  const find = (key: string): Promise<FoundLog | undefined> =>
    ifThere({ client: s3, bucket, key }, async () => {
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }));
      const { ContentLength: sizeBytes = 0, ChecksumSHA256: checksum } = head;
      return {
        sizeBytes,
        sha256: checksum === undefined ? undefined : Buffer.from(checksum, 'base64').toString('hex'),
      };
    });
  return {
    stored: (uploadId) => find(ObjectKeys.log(uploadId)),
    storedOfCrashKernel: (uploadId) => find(ObjectKeys.crashKernelLog(uploadId)),
  };
}
