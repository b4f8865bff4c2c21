import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Assembler } from '../../../shared/aws/dumps/assembly.ts';
import { testBucket } from '../../support/bucket-contract.ts';
import { memoryS3 } from '../../support/memory-s3.ts';

const at = (Key: string) => ({ Bucket: 'dumps', Key });

describe('the bucket in memory', () => {
  testBucket(() => ({ client: memoryS3().client, Bucket: 'dumps' }));

  it('keeps what was overwritten as a version', async () => {
    const s3 = memoryS3();
    for (const Body of ['one', 'two']) await s3.client.send(new PutObjectCommand({ ...at('k'), Body }));
    expect(s3.former.get('k')?.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['one']);
  });

  it('names a checksum that is not of the bytes as S3 does', async () => {
    const ChecksumSHA256 = createHash('sha256').update('one').digest('base64');
    const put = memoryS3().client.send(new PutObjectCommand({ ...at('k'), Body: 'two', ChecksumSHA256 }));
    await expect(put).rejects.toMatchObject({ name: 'BadDigest' });
  });

  it('tells of parts page by page', async () => {
    const s3 = memoryS3();
    const assembler = s3Assembler(s3.client, 'dumps');
    const { id } = await assembler.begin('whole');
    s3.objects.set('chunk', { bytes: new Uint8Array(3) });
    for (const number of [3, 1, 2]) await assembler.copyPart('whole', id, number, 'chunk');
    s3.pageSize = 2;
    expect((await assembler.begin('whole')).parts.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});
