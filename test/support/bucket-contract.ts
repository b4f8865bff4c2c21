/**
 * What any bucket that the adapters in shared/aws write to has to do: S3's own conditions, held over the fake in memory and over the
 * embedded AWS.
 */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { s3Assembler } from '../../shared/aws/dumps/assembly.ts';

const MIB = 2 ** 20;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const base64 = (bytes: Uint8Array) => digest(bytes).toString('base64');

interface Bucket {
  readonly client: S3Client;
  readonly Bucket: string;
}

/**
 * Tests of an empty bucket. `open` is called before each of them.
 *
 * @param strict false for the embedded AWS (LocalStack), which takes a list that names a part twice
 */
export function testBucket(open: () => Bucket | Promise<Bucket>, strict = true): void {
  let bucket: Bucket;
  beforeEach(async () => {
    bucket = await open();
  });
  const at = (Key: string) => ({ Bucket: bucket.Bucket, Key });
  const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
    bucket.client.send(new PutObjectCommand({ ...at(Key), Body, ...more }));
  const read = async (Key: string, more: object = {}) => {
    const { Body } = await bucket.client.send(new GetObjectCommand({ ...at(Key), ...more }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  it('writes under a condition only where it holds', async () => {
    const { ETag } = await put('k', 'one', { IfNoneMatch: '*' });
    await expect(put('k', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await put('k', 'two', { IfMatch: ETag });
    await expect(put('k', 'three', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('other', 'x', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await read('k')).toString()).toBe('two');
  });

  it('tells a checksum only where it is asked for', async () => {
    const ChecksumSHA256 = base64(Buffer.from('one'));
    await put('k', 'one', { ChecksumSHA256 });
    const plain = await bucket.client.send(new HeadObjectCommand(at('k')));
    expect(plain.ChecksumSHA256).toBeUndefined();
    const asked = await bucket.client.send(new HeadObjectCommand({ ...at('k'), ChecksumMode: 'ENABLED' }));
    expect(asked.ChecksumSHA256).toBe(ChecksumSHA256);
  });

  it('takes no bytes under the checksum of others', async () => {
    await expect(put('k', 'two', { ChecksumSHA256: base64(Buffer.from('one')) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
    await expect(read('k')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('answers the very version that was asked for, and no range behind its end', async () => {
    const { ETag } = await put('k', 'one');
    await put('k', 'two');
    await expect(read('k', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(read('k', { Range: 'bytes=3-4' })).rejects.toMatchObject({ name: 'InvalidRange' });
    expect((await read('k', { Range: 'bytes=1-9' })).toString()).toBe('wo');
  });

  describe('puts parts together', () => {
    const parts = [new Uint8Array(5 * MIB).fill(1), new Uint8Array(5 * MIB).fill(2), new Uint8Array(3).fill(3)];
    const begin = async () => {
      await Promise.all(parts.map((bytes, i) => put(`chunk-${i}`, bytes)));
      const assembler = s3Assembler(bucket.client, bucket.Bucket);
      const { id } = await assembler.begin('whole');
      const copy = (number: number, from = `chunk-${number - 1}`) => assembler.copyPart('whole', id, number, from);
      return { assembler, id, copy };
    };

    it('to the checksum of their checksums', async () => {
      const { assembler, id, copy } = await begin();
      const copied = [await copy(1), await copy(2), await copy(3)];
      const composite = `${base64(Buffer.concat(parts.map(digest)))}-3`;
      expect(await assembler.complete('whole', id, copied)).toBe(composite);
      expect(base64(await read('whole'))).toBe(base64(Buffer.concat(parts)));
    });

    const wrongLists: [string, string, number[]][] = [
      ['out of order', 'InvalidPartOrder', [2, 1, 3]],
      ['with a small one in the middle', 'EntityTooSmall', [3, 4]],
    ];
    if (strict) wrongLists.push(['twice', 'InvalidPartOrder', [1, 1, 3]]);
    it.each(wrongLists)('not %s', async (_what, name, numbers) => {
      const { assembler, id, copy } = await begin();
      const copied = new Map([
        [1, await copy(1)],
        [2, await copy(2)],
        [3, await copy(3)],
        [4, await copy(4, 'chunk-0')],
      ]);
      const listed = numbers.flatMap((number) => copied.get(number) ?? []);
      await expect(assembler.complete('whole', id, listed)).rejects.toMatchObject({ name });
      await expect(read('whole')).rejects.toMatchObject({ name: 'NoSuchKey' });
    });

    it('not of a part that was never copied, or is another now', async () => {
      const { assembler, id, copy } = await begin();
      const first = await copy(1);
      await copy(1, 'chunk-1');
      await expect(assembler.complete('whole', id, [first])).rejects.toMatchObject({ name: 'InvalidPart' });
      const never = { ...first, number: 2 };
      await expect(assembler.complete('whole', id, [never])).rejects.toMatchObject({ name: 'InvalidPart' });
    });

    it('goes on with those that are there', async () => {
      const { assembler, id, copy } = await begin();
      for (const number of [3, 1, 2]) await copy(number);
      const again = await assembler.begin('whole');
      expect(again.id).toBe(id);
      expect(again.parts.map(({ number, sha256 }) => [number, sha256])).toEqual(
        parts.map((each, i) => [i + 1, base64(each)]),
      );
    });
  });
}
