import { GetObjectCommand, HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { s3Objects } from '../../../../../shared/aws/objects/objects.ts';
import type { Presigner } from '../../../../../shared/aws/objects/presigner.ts';
import { TransientError } from '../../../../../shared/errors.ts';

const BYTES = Uint8Array.from({ length: 100 }, (_, index) => index);

/** S3 with one object at most; `head` is what it says of it. It reads ranges as RFC 9110 has them: both ends included. */
function s3Of(head: object | undefined, body: Uint8Array | 'none' = BYTES) {
  const asked: unknown[] = [];
  const client = new S3Client({ region: 'eu-central-1' });
  client.send = (command: unknown) => {
    if (command instanceof HeadObjectCommand) {
      asked.push({ head: command.input });
      return head === undefined ? Promise.reject(new NotFound({ message: '', $metadata: {} })) : Promise.resolve(head);
    }
    if (!(command instanceof GetObjectCommand)) throw new Error('S3 was asked something else');
    asked.push({ get: command.input });
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(command.input.Range ?? '') ?? [];
    if (body === 'none') return Promise.resolve({});
    const part = first === undefined ? body : body.slice(Number(first), Number(last) + 1);
    return Promise.resolve({ Body: { transformToByteArray: () => Promise.resolve(part) } });
  };
  return { client, asked };
}

const presigner: Presigner = {
  put: () => Promise.reject(new Error('nobody puts here')),
  get: (key, { fileName } = {}) =>
    Promise.resolve({ url: `https://s3/${key}?as=${fileName ?? ''}`, expiresAt: 'then' }),
};

describe('s3Objects', () => {
  it('says of an object what S3 says of it, and reads nothing before it is asked to', async () => {
    const { client, asked } = s3Of({ ContentLength: 100, ContentEncoding: 'zstd', ETag: '"1"' });
    const found = await s3Objects(client, 'dumps', presigner).find('uploads/a/log');
    expect(found).toMatchObject({ sizeBytes: 100, contentEncoding: 'zstd', etag: '"1"' });
    expect(asked).toEqual([{ head: { Bucket: 'dumps', Key: 'uploads/a/log' } }]);
  });

  it('reads the very version that was looked at, whole or in part', async () => {
    const { client, asked } = s3Of({ ContentLength: 100, ETag: '"1"' });
    const found = await s3Objects(client, 'dumps', presigner).find('k');
    expect(await found?.body()).toEqual(BYTES);
    expect(await found?.bytes(0, 1)).toEqual(BYTES.slice(0, 1));
    expect(await found?.bytes(7, 3)).toEqual(BYTES.slice(7, 10));
    expect(await found?.bytes(99, 1)).toEqual(BYTES.slice(99));
    expect(await found?.bytes(7, 0)).toEqual(new Uint8Array());
    const version = { Bucket: 'dumps', Key: 'k', IfMatch: '"1"' };
    expect(asked.slice(1)).toEqual([
      { get: version },
      { get: { ...version, Range: 'bytes=0-0' } },
      { get: { ...version, Range: 'bytes=7-9' } },
      { get: { ...version, Range: 'bytes=99-99' } },
    ]);
  });

  it('names no version where S3 named none, and takes a length that is not said for none', async () => {
    const { client, asked } = s3Of({});
    const found = await s3Objects(client, 'dumps', presigner).find('k');
    expect(found).toMatchObject({ sizeBytes: 0, contentEncoding: undefined, etag: undefined });
    await found?.body();
    expect(asked[1]).toStrictEqual({ get: { Bucket: 'dumps', Key: 'k' } });
  });

  it('may be tried again where S3 answers without a body', async () => {
    const { client } = s3Of({ ContentLength: 100, ETag: '"1"' }, 'none');
    const found = await s3Objects(client, 'dumps', presigner).find('uploads/a/log');
    await expect(found?.body()).rejects.toThrow(new TransientError('S3 answered no body for uploads/a/log'));
    await expect(found?.bytes(0, 1)).rejects.toThrow(TransientError);
  });

  it('finds nothing where there is nothing', async () => {
    const { client } = s3Of(undefined);
    await expect(s3Objects(client, 'dumps', presigner).find('k')).resolves.toBeUndefined();
  });

  it('hands an address on with the name to save it by', async () => {
    const objects = s3Objects(s3Of(undefined).client, 'dumps', presigner);
    await expect(objects.address('k', { fileName: 'vmcore' })).resolves.toEqual({ url: 'https://s3/k?as=vmcore', expiresAt: 'then' }); // prettier-ignore
    await expect(objects.address('k')).resolves.toEqual({ url: 'https://s3/k?as=', expiresAt: 'then' });
  });
});
