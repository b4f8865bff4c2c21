import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { s3FlattenedIndexes } from '../../../../shared/aws/dumps/flattened-indexes.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';

const s3 = mockClient(S3Client);
const source = memorySource(new Uint8Array(10), '01KAUPLOAD');
const place = { Bucket: 'dumps', Key: 'dumps/01KAUPLOAD/flattened-index' };

beforeEach(() => {
  s3.reset();
});

describe('s3FlattenedIndexes', () => {
  const store = s3FlattenedIndexes(new S3Client({ region: 'eu-west-1' }), 'dumps');

  it('keeps an index beside its dump', async () => {
    s3.on(PutObjectCommand).resolves({});
    await store.save(source, Uint8Array.of(1, 2, 3));
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({ ...place, Body: Uint8Array.of(1, 2, 3) });
  });

  it('finds the index that was kept, and none where there is none', async () => {
    const transformToByteArray = (): Promise<Uint8Array> => Promise.resolve(Uint8Array.of(9));
    s3.on(GetObjectCommand, place).resolves({ ContentLength: 1, Body: { transformToByteArray } as never });
    expect(await store.load(source)).toEqual(Uint8Array.of(9));
    s3.on(GetObjectCommand, place).rejects(new NoSuchKey({ message: 'none', $metadata: {} }));
    expect(await store.load(source)).toBeUndefined();
  });

  it('leaves an index alone that is larger than the function has room for', async () => {
    s3.on(GetObjectCommand).resolves({ ContentLength: 2 ** 30, Body: {} as never });
    expect(await store.load(source)).toBeUndefined();
  });
});
