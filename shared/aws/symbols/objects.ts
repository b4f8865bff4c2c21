/** Files of lines in S3: put there by an address that takes these very bytes, read by ranges. */
import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { PresignedPut } from '../../contract/uploads.ts';
import { ifThere } from '../objects/absent.ts';
import { s3Presigner } from '../objects/presigner.ts';
import { s3Fetcher } from '../objects/s3-fetcher.ts';
import { openLines } from './open-lines.ts';

/** Bytes of one build; others of the same build are another object. */
export interface SymbolObject {
  readonly buildId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface SymbolObjects {
  presign(object: SymbolObject): Promise<PresignedPut>;
  /** Where whoever has it may read the object, for a while. */
  address(object: SymbolObject): Promise<{ readonly url: string; readonly expiresAt: string }>;
  /** Puts bytes that the service itself has made. */
  keep(object: SymbolObject, bytes: Uint8Array): Promise<void>;
  isThere(object: SymbolObject): Promise<boolean>;
  open(object: SymbolObject): ByteSource;
  remove(object: Pick<SymbolObject, 'buildId' | 'sha256'>): Promise<void>;
}

export const SYMBOLS_PREFIX = 'symbols/';

const keyOf = ({ buildId, sha256 }: Pick<SymbolObject, 'buildId' | 'sha256'>): string =>
  `${SYMBOLS_PREFIX}${buildId}/${sha256}`;

export function s3SymbolObjects(s3: S3Client, bucket: string): SymbolObjects {
  const presigner = s3Presigner(s3, bucket);
  const fetcher = s3Fetcher(s3, bucket);
  return {
    presign: (object) => presigner.put({ ...object, key: keyOf(object) }),
    address: (object) => presigner.get(keyOf(object)),
    async keep(object, bytes) {
      const ChecksumSHA256 = Buffer.from(object.sha256, 'hex').toString('base64');
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(object), Body: bytes, ChecksumSHA256 }));
    },
    async isThere(object) {
      const key = keyOf(object);
      const found = await ifThere({ client: s3, bucket, key }, () =>
        s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key })),
      );
      return found?.ContentLength === object.sizeBytes;
    },
    open: (object) => openLines(fetcher, keyOf(object), object),
    async remove(object) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(object) }));
    },
  };
}
