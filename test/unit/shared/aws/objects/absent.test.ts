import { describe, expect, it } from '@jest/globals';
import { NoSuchKey, NotFound, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ifThere } from '../../../../../shared/aws/objects/absent.ts';

/** A bucket whose caller may list below `uploads/` only: S3 says 403 of what is not there. */
function bucketOf(...keys: string[]) {
  const listings: string[] = [];
  const client = new S3Client({ region: 'eu-central-1' });
  client.send = (command: unknown) => {
    const { Prefix = '', MaxKeys = 1000 } = (command as ListObjectsV2Command).input;
    listings.push(Prefix);
    if (!Prefix.startsWith('uploads/')) return Promise.reject(refusal(403));
    const Contents = keys.filter((key) => key.startsWith(Prefix)).sort().slice(0, MaxKeys).map((Key) => ({ Key })); // prettier-ignore
    return Promise.resolve(Contents.length === 0 ? {} : { Contents });
  };
  return { client, listings };
}

const refusal = (httpStatusCode: number) =>
  new S3ServiceException({ name: 'Forbidden', message: 'Forbidden', $fault: 'client', $metadata: { httpStatusCode } });
const failing = (error: Error) => () => Promise.reject(error);

describe('ifThere', () => {
  it('answers what was read, and asks nothing else', async () => {
    const { client, listings } = bucketOf();
    const place = { client, bucket: 'dumps', key: 'uploads/a/log' };
    await expect(ifThere(place, () => Promise.resolve(7))).resolves.toBe(7);
    expect(listings).toEqual([]);
  });

  it.each([
    ['HEAD', new NotFound({ message: '', $metadata: {} })],
    ['GET', new NoSuchKey({ message: '', $metadata: {} })],
    [
      'a command without a class for it',
      new S3ServiceException({ name: 'NoSuchKey', $fault: 'client', $metadata: {} }),
    ],
  ])('is undefined where S3 says so of a %s', async (_, error) => {
    const { client, listings } = bucketOf('uploads/a/log');
    await expect(ifThere({ client, bucket: 'dumps', key: 'uploads/a/log' }, failing(error))).resolves.toBeUndefined();
    expect(listings).toEqual([]);
  });

  it('is undefined where S3 refuses to say and lists no such key, though one that goes on', async () => {
    const { client, listings } = bucketOf('uploads/a/log.old', 'uploads/a/log/1');
    const place = { client, bucket: 'dumps', key: 'uploads/a/log' };
    await expect(ifThere(place, failing(refusal(403)))).resolves.toBeUndefined();
    expect(listings).toEqual(['uploads/a/log']);
  });

  it('throws the refusal where the key is there: a right is missing, or its key can not be used', async () => {
    const { client } = bucketOf('uploads/a/log', 'uploads/a/log.old');
    await expect(ifThere({ client, bucket: 'dumps', key: 'uploads/a/log' }, failing(refusal(403)))).rejects.toThrow('Forbidden'); // prettier-ignore
  });

  it('throws where the listing is refused as well: unknown is not absent', async () => {
    const { client } = bucketOf();
    await expect(ifThere({ client, bucket: 'dumps', key: 'secret/x' }, failing(refusal(403)))).rejects.toThrow();
  });

  it.each([500, 503, 400])('throws what S3 says with status %i', async (status) => {
    const { client, listings } = bucketOf();
    await expect(ifThere({ client, bucket: 'dumps', key: 'uploads/a' }, failing(refusal(status)))).rejects.toThrow();
    expect(listings).toEqual([]);
  });
});
