/** What the bucket in memory holds, what it is asked, and the errors and digests that both of its halves need. */
import { createHash } from 'node:crypto';
import { NoSuchUpload, S3ServiceException } from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly tagging?: string | undefined;
  readonly retention?: { readonly mode: string; readonly until: Date } | undefined;
  /** Of an object that was put together from parts: the checksum of their checksums. */
  readonly composite?: string | undefined;
}

export interface Input {
  readonly Key?: string;
  readonly Prefix?: string;
  readonly Range?: string;
  readonly ContinuationToken?: string;
  readonly Body?: Uint8Array | string;
  readonly ContentType?: string;
  readonly ContentEncoding?: string;
  readonly Tagging?: string;
  readonly IfNoneMatch?: string;
  readonly IfMatch?: string;
  readonly ChecksumSHA256?: string;
  readonly ChecksumAlgorithm?: string;
  readonly ChecksumMode?: string;
  readonly ObjectLockMode?: string;
  readonly ObjectLockRetainUntilDate?: Date;
  readonly Retention?: { readonly Mode?: string | undefined; readonly RetainUntilDate?: Date | undefined };
  readonly Delete?: { readonly Objects?: readonly { readonly Key?: string }[] };
  readonly UploadId?: string;
  readonly PartNumber?: number;
  readonly PartNumberMarker?: string;
  readonly CopySource?: string;
  readonly CopySourceRange?: string;
  readonly MultipartUpload?: { readonly Parts?: readonly GivenPart[] };
}

export interface GivenPart {
  readonly PartNumber?: number;
  readonly ETag?: string;
  readonly ChecksumSHA256?: string;
}

const digests = new WeakMap<Uint8Array, string>();

/** In base64. Bytes of the bucket never change, so that each is hashed once. */
export function sha256Of(bytes: Uint8Array): string {
  const digest = digests.get(bytes) ?? createHash('sha256').update(bytes).digest('base64');
  digests.set(bytes, digest);
  return digest;
}

/** Another one for other bytes: that is all that S3 promises. */
export const etagOf = (bytes: Uint8Array): string => `"${sha256Of(bytes).slice(0, 32)}"`;

export const etagOfObject = ({ bytes, composite }: StoredObject): string =>
  composite === undefined ? etagOf(bytes) : `"${composite}"`;

/** An error as S3's client throws it where it has no class for it. */
export function s3Error(name: string, status: number): S3ServiceException {
  return new S3ServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode: status } });
}

export function retention(given: Input['Retention']): StoredObject['retention'] {
  const { Mode: mode, RetainUntilDate: until } = given ?? {};
  return mode === undefined || until === undefined ? undefined : { mode, until };
}

export const noSuchUpload = (id = ''): NoSuchUpload => new NoSuchUpload({ message: id, $metadata: {} });
