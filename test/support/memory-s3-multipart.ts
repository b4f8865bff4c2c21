/** Multipart uploads of the bucket in memory: parts are copied from its objects, and completed under S3's rules. */
import { NoSuchKey } from '@aws-sdk/client-s3';
import { etagOf, noSuchUpload, retention, s3Error, sha256Of } from './memory-s3-object.ts';
import type { Input, StoredObject } from './memory-s3-object.ts';

/** All parts but the last have at least so much. */
const MIN_PART_BYTES = 5 * 2 ** 20;
const MAX_PARTS = 10_000;

interface Upload {
  readonly key: string;
  readonly input: Input;
  readonly parts: Map<number, Uint8Array>;
}

export function multipart(
  objects: ReadonlyMap<string, StoredObject>,
  keep: (key: string, object: StoredObject) => void,
  state: { readonly pageSize: number },
) {
  const uploads = new Map<string, Upload>();
  let begun = 0;
  const find = ({ Key, UploadId = '' }: Input): Upload => {
    const upload = uploads.get(UploadId);
    if (upload === undefined || upload.key !== Key) throw noSuchUpload(UploadId);
    return upload;
  };
  return {
    CreateMultipartUpload(input: Input) {
      const UploadId = `upload-${(begun += 1)}`;
      uploads.set(UploadId, { key: input.Key ?? '', input, parts: new Map() });
      return { UploadId };
    },

    ListMultipartUploads({ Prefix = '' }: Input) {
      const found = [...uploads].filter(([, { key }]) => key.startsWith(Prefix));
      return { Uploads: found.map(([UploadId, { key: Key }]) => ({ Key, UploadId })), IsTruncated: false };
    },

    ListParts(input: Input) {
      const { parts } = find(input);
      const numbers = [...parts.keys()].sort((a, b) => a - b);
      const rest = numbers.filter((number) => number > Number(input.PartNumberMarker ?? 0));
      const page = rest.slice(0, state.pageSize);
      return {
        Parts: page.map((PartNumber) => {
          const bytes = parts.get(PartNumber) ?? new Uint8Array();
          return { PartNumber, ETag: etagOf(bytes), Size: bytes.length, ChecksumSHA256: sha256Of(bytes) };
        }),
        IsTruncated: rest.length > page.length,
        NextPartNumberMarker: String(page.at(-1) ?? 0),
      };
    },

    UploadPartCopy(input: Input) {
      const { parts } = find(input);
      const number = input.PartNumber ?? 0;
      if (!(number >= 1 && number <= MAX_PARTS)) throw s3Error('InvalidArgument', 400);
      const [, ...path] = (input.CopySource ?? '').split('/').map(decodeURIComponent);
      const source = objects.get(path.join('/'))?.bytes;
      if (source === undefined) throw new NoSuchKey({ message: path.join('/'), $metadata: {} });
      const range = /^bytes=(\d+)-(\d+)$/.exec(input.CopySourceRange ?? `bytes=0-${source.length - 1}`);
      const [first, last] = [Number(range?.[1] ?? -1), Number(range?.[2] ?? -1)];
      if (first < 0 || last < first || last >= source.length) throw s3Error('InvalidArgument', 400);
      const bytes = last - first + 1 === source.length ? source : source.slice(first, last + 1);
      parts.set(number, bytes);
      return { CopyPartResult: { ETag: etagOf(bytes), ChecksumSHA256: sha256Of(bytes) } };
    },

    CompleteMultipartUpload(input: Input) {
      const { key, input: asked, parts } = find(input);
      const given = input.MultipartUpload?.Parts ?? [];
      if (given.length === 0) throw s3Error('MalformedXML', 400);
      const pieces = given.map(({ PartNumber = 0, ETag, ChecksumSHA256 }, at) => {
        if (PartNumber <= (given[at - 1]?.PartNumber ?? 0)) throw s3Error('InvalidPartOrder', 400);
        const bytes = parts.get(PartNumber);
        if (bytes === undefined || etagOf(bytes) !== ETag) throw s3Error('InvalidPart', 400);
        if (ChecksumSHA256 !== undefined && ChecksumSHA256 !== sha256Of(bytes)) throw s3Error('InvalidPart', 400);
        if (at < given.length - 1 && bytes.length < MIN_PART_BYTES) throw s3Error('EntityTooSmall', 400);
        return bytes;
      });
      // The checksum of an object of parts: that of its parts' checksums, one behind the other, and how many they are.
      const digests = pieces.map((bytes) => Buffer.from(sha256Of(bytes), 'base64'));
      const checksum = `${sha256Of(Buffer.concat(digests))}-${pieces.length}`;
      uploads.delete(input.UploadId ?? '');
      keep(key, {
        bytes: new Uint8Array(Buffer.concat(pieces)),
        contentType: asked.ContentType,
        tagging: asked.Tagging,
        retention: retention({ Mode: asked.ObjectLockMode, RetainUntilDate: asked.ObjectLockRetainUntilDate }),
        composite: checksum,
      });
      return asked.ChecksumAlgorithm === 'SHA256' ? { ChecksumSHA256: checksum } : {};
    },
  };
}
