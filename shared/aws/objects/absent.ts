import { ListObjectsV2Command, NoSuchKey, NotFound, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

const FORBIDDEN = 403;

export interface ObjectPlace {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
}

/**
 * What `read` answers of an object, or undefined where there is none.
 *
 * S3 says 404 of an object that is not there only to those who may list the whole bucket; our functions may list below a prefix, and get
 * 403. That may mean something else, so it counts as absent only where a listing of this very key, which they may ask for, has none.
 *
 * @throws what `read` throws, for any other reason
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html#API_HeadObject_Permissions
 */
export async function ifThere<T>(place: ObjectPlace, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (await isAbsent(error, place)) return undefined;
    throw error;
  }
}

async function isAbsent(error: unknown, { client, bucket, key }: ObjectPlace): Promise<boolean> {
  // Some commands have no class of their own for it.
  if (error instanceof NotFound || error instanceof NoSuchKey) return true;
  if (!(error instanceof S3ServiceException)) return false;
  if (error.name === 'NoSuchKey') return true;
  if (error.$metadata.httpStatusCode !== FORBIDDEN) return false;
  // Of all keys that begin so, the one that ends there is the first.
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }));
  return Contents[0]?.Key !== key;
}
