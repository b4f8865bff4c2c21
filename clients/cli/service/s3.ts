/** A dump that lies in a bucket of the caller's own: read with their AWS credentials, not through the service. */
import { HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import { s3Client } from '../../../shared/aws/runtime/clients.ts';
import { s3Fetcher } from '../../../shared/aws/objects/s3-fetcher.ts';
import { objectSource } from '../../../shared/aws/objects/s3-source.ts';
import type { ClosableSource } from '../../../shared/bytes/file-source.ts';
import { NotFoundError, TransientError, messageOf } from '../../../shared/errors.ts';
import { UsageError } from '../exit-code.ts';

/** @param address `s3://BUCKET/KEY` */
export async function openS3Source(address: string): Promise<ClosableSource> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  if (bucket === undefined || key === undefined) throw new UsageError(`${address}: expected s3://BUCKET/KEY`);
  try {
    const { ContentLength: sizeBytes = 0 } = await s3Client().send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    const source = objectSource(s3Fetcher(s3Client(), bucket), { key, sizeBytes, name: address });
    return { name: source.name, sizeBytes, read: source.read.bind(source), close: () => Promise.resolve() };
  } catch (cause) {
    if (cause instanceof NotFound) throw new NotFoundError(`${address}: no such object`, { cause });
    throw new TransientError(`${address}: ${messageOf(cause)}`, { cause });
  }
}
