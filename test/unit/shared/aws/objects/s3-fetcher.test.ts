import type { GetObjectCommand } from '@aws-sdk/client-s3';
import { NoSuchKey, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { s3Fetcher } from '../../../../../shared/aws/objects/s3-fetcher.ts';
import { TransientError } from '../../../../../shared/errors.ts';

/** S3 that answers every request with what `answer` makes of it. */
function fetcherOf(answer: () => Promise<Uint8Array | undefined>, versionId?: string) {
  const asked: unknown[] = [];
  const client = new S3Client({ region: 'eu-central-1' });
  client.send = async (command: unknown) => {
    asked.push((command as GetObjectCommand).input);
    const bytes = await answer();
    return bytes === undefined ? {} : { Body: { transformToByteArray: () => Promise.resolve(bytes) } };
  };
  return { fetcher: s3Fetcher(client, 'dumps', versionId), asked };
}

describe('s3Fetcher', () => {
  it.each([
    [0, 1, 'bytes=0-0'],
    [5, 3, 'bytes=5-7'],
    [4096, 4096, 'bytes=4096-8191'],
  ])('asks from %i for %i bytes, both ends included', async (offset, length, Range) => {
    const bytes = new Uint8Array(length).fill(9);
    const { fetcher, asked } = fetcherOf(() => Promise.resolve(bytes));
    expect(await fetcher.fetch('uploads/a/0', { offset, length })).toEqual(bytes);
    expect(asked).toEqual([{ Bucket: 'dumps', Key: 'uploads/a/0', Range }]);
  });

  it('asks for the version that it was told, and for no other', async () => {
    const { fetcher, asked } = fetcherOf(() => Promise.resolve(new Uint8Array(1)), 'v1');
    await fetcher.fetch('k', { offset: 0, length: 1 });
    expect(asked).toEqual([{ Bucket: 'dumps', Key: 'k', Range: 'bytes=0-0', VersionId: 'v1' }]);
  });

  it.each([
    [2, new Uint8Array(2)],
    [4, new Uint8Array(4)],
    [0, new Uint8Array(0)],
    [0, undefined],
  ])('takes %i bytes for no answer to a request for three: it may be tried again', async (count, bytes) => {
    const { fetcher } = fetcherOf(() => Promise.resolve(bytes));
    await expect(fetcher.fetch('k', { offset: 5, length: 3 })).rejects.toThrow(
      new TransientError(`k: ${count} of 3 bytes came from 5`),
    );
    await expect(fetcher.fetch('k', { offset: 5, length: 3 })).rejects.toThrow(TransientError);
  });

  it('may be tried again where the object is gone: it was sealed meanwhile', async () => {
    const cause = new NoSuchKey({ message: '', $metadata: {} });
    const { fetcher } = fetcherOf(() => Promise.reject(cause));
    const error = await fetcher.fetch('uploads/a/0', { offset: 0, length: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ message: 'uploads/a/0 is gone', cause });
  });

  it('hands on whatever else S3 says', async () => {
    const refusal = new S3ServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {} });
    const { fetcher } = fetcherOf(() => Promise.reject(refusal));
    await expect(fetcher.fetch('k', { offset: 0, length: 1 })).rejects.toBe(refusal);
  });
});
