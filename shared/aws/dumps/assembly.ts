/**
 * Making one object of many by server-side copies: no byte passes through us. An assembly that was interrupted is taken up
 * where it stopped, by asking S3 which parts it has.
 */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  NoSuchKey,
  NoSuchUpload,
  PutObjectCommand,
  PutObjectRetentionCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ByteRange } from '../../bytes/byte-source.ts';
import { TransientError } from '../../errors.ts';
import { ifThere } from '../objects/absent.ts';

/** A part that S3 has taken. `sha256`: base64, where S3 says it. */
export interface AssembledPart {
  readonly number: number;
  readonly etag: string;
  readonly sizeBytes?: number | undefined;
  readonly sha256?: string | undefined;
}

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: Date;
}

export interface Assembler {
  /** Begins an assembly of `key`, or takes up the one that was begun. */
  begin(
    key: string,
    options?: { readonly retention?: Retention | undefined; readonly tags?: Readonly<Record<string, string>> },
  ): Promise<{ readonly id: string; readonly parts: readonly AssembledPart[] }>;
  /** Copies an object, or a range of it, as part `number` (from 1). */
  copyPart(key: string, assemblyId: string, number: number, from: string, range?: ByteRange): Promise<AssembledPart>;
  /** Answers the checksum of checksums, where S3 says it: `<base64>-<parts>`. */
  complete(key: string, assemblyId: string, parts: readonly AssembledPart[]): Promise<string | undefined>;
  /** Puts a small object. */
  put(key: string, body: Uint8Array | string, options?: { contentType?: string; retention?: Retention }): Promise<void>;
  /** Forbids to delete the object as it is now; nothing where there is none. */
  lock(key: string, retention: Retention): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** What DeleteObjects takes at once. */
const KEYS_A_CALL = 1000;

export function s3Assembler(client: S3Client, bucket: string): Assembler {
  const at = (Key: string) => ({ Bucket: bucket, Key });
  const lock = (retention: Retention | undefined) =>
    retention === undefined ? {} : { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: retention.until };

  async function underWay(key: string): Promise<string | undefined> {
    const found = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }));
    return (found.Uploads ?? []).find((upload) => upload.Key === key)?.UploadId;
  }

  async function partsOf(key: string, UploadId: string): Promise<AssembledPart[]> {
    const parts: AssembledPart[] = [];
    let marker: string | undefined;
    do {
      const page = await client.send(
        new ListPartsCommand({ ...at(key), UploadId, ...(marker === undefined ? {} : { PartNumberMarker: marker }) }),
      );
      for (const { PartNumber: number, ETag: etag, Size: sizeBytes, ChecksumSHA256: sha256 } of page.Parts ?? []) {
        if (number !== undefined && etag !== undefined) parts.push({ number, etag, sizeBytes, sha256 });
      }
      marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
    } while (marker !== undefined);
    return parts;
  }

  return {
    async begin(key, { retention, tags } = {}) {
      const known = await underWay(key);
      if (known !== undefined) {
        try {
          return { id: known, parts: await partsOf(key, known) };
        } catch (error) {
          // Completed or given up by another in this very moment: begin anew.
          if (!(error instanceof NoSuchUpload)) throw error;
        }
      }
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({
          ...at(key),
          ChecksumAlgorithm: 'SHA256',
          ContentType: 'application/octet-stream',
          ...(tags === undefined ? {} : { Tagging: new URLSearchParams(tags).toString() }),
          ...lock(retention),
        }),
      );
      if (UploadId === undefined) throw new TransientError(`${key}: S3 began no upload`);
      return { id: UploadId, parts: [] };
    },

    async copyPart(key, assemblyId, number, from, range) {
      try {
        const { CopyPartResult: result } = await client.send(
          new UploadPartCopyCommand({
            ...at(key),
            UploadId: assemblyId,
            PartNumber: number,
            CopySource: `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`,
            ...(range === undefined
              ? {}
              : { CopySourceRange: `bytes=${range.offset}-${range.offset + range.length - 1}` }),
          }),
        );
        if (result?.ETag === undefined) throw new TransientError(`${key}: S3 said nothing of part ${number}`);
        return { number, etag: result.ETag, sha256: result.ChecksumSHA256 };
      } catch (cause) {
        // Somebody else has finished meanwhile, and cleaned up.
        if (cause instanceof NoSuchKey || cause instanceof NoSuchUpload) {
          throw new TransientError(`${key}: part ${number} can't be copied any more`, { cause });
        }
        throw cause;
      }
    },

    async complete(key, assemblyId, parts) {
      try {
        const answer = await client.send(
          new CompleteMultipartUploadCommand({
            ...at(key),
            UploadId: assemblyId,
            MultipartUpload: {
              Parts: parts.map(({ number, etag, sha256 }) => ({
                PartNumber: number,
                ETag: etag,
                ...(sha256 === undefined ? {} : { ChecksumSHA256: sha256 }),
              })),
            },
          }),
        );
        return answer.ChecksumSHA256;
      } catch (cause) {
        if (cause instanceof NoSuchUpload) throw new TransientError(`${key}: another was completing it`, { cause });
        throw cause;
      }
    },

    async put(key, body, { contentType = 'application/octet-stream', retention } = {}) {
      await client.send(
        new PutObjectCommand({
          ...at(key),
          Body: body,
          ContentType: contentType,
          // A write with a retention has to carry a checksum.
          ChecksumAlgorithm: 'SHA256',
          ...lock(retention),
        }),
      );
    },

    async lock(key, { mode, until }) {
      await ifThere({ client, bucket, key }, () =>
        client.send(
          new PutObjectRetentionCommand({
            ...at(key),
            Retention: { Mode: mode, RetainUntilDate: until },
            ChecksumAlgorithm: 'SHA256',
          }),
        ),
      );
    },

    async remove(keys) {
      for (let start = 0; start < keys.length; start += KEYS_A_CALL) {
        const Objects = keys.slice(start, start + KEYS_A_CALL).map((Key) => ({ Key }));
        const answer = await client.send(
          new DeleteObjectsCommand({
            Bucket: bucket,
            Delete: { Objects, Quiet: true },
            ChecksumAlgorithm: 'SHA256',
          }),
        );
        const [failed] = answer.Errors ?? [];
        if (failed !== undefined)
          throw new TransientError(`${failed.Key ?? ''} can't be deleted: ${failed.Code ?? ''}`);
      }
    },
  };
}
