import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { HeadObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Assembler } from '../../../shared/aws/assembly.ts';
import { memoryS3 } from '../../support/memory-s3.ts';

const MIB = 2 ** 20;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const base64 = (bytes: Uint8Array) => digest(bytes).toString('base64');

describe('the bucket in memory', () => {
  let s3: ReturnType<typeof memoryS3>;
  beforeEach(() => {
    s3 = memoryS3();
  });
  const at = (Key: string) => ({ Bucket: 'dumps', Key });
  const put = (Key: string, Body: string, more: object = {}) =>
    s3.client.send(new PutObjectCommand({ ...at(Key), Body, ...more }));

  it('writes under a condition only where it holds, and keeps what was overwritten as a version', async () => {
    const { ETag } = await put('k', 'one', { IfNoneMatch: '*' });
    await expect(put('k', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await put('k', 'two', { IfMatch: ETag });
    await expect(put('k', 'three', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('other', 'x', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(Buffer.from(s3.objects.get('k')?.bytes ?? []).toString()).toBe('two');
    expect(s3.former.get('k')?.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['one']);
  });

  it('takes no bytes under the checksum of others, and tells one only where it is asked for', async () => {
    const ChecksumSHA256 = base64(Buffer.from('one'));
    await expect(put('k', 'two', { ChecksumSHA256 })).rejects.toMatchObject({ name: 'BadDigest' });
    await put('k', 'one', { ChecksumSHA256 });
    const plain = await s3.client.send(new HeadObjectCommand(at('k')));
    expect(plain.ChecksumSHA256).toBeUndefined();
    const asked = await s3.client.send(new HeadObjectCommand({ ...at('k'), ChecksumMode: 'ENABLED' }));
    expect(asked.ChecksumSHA256).toBe(ChecksumSHA256);
  });

  it('answers the very version that was asked for, and no range behind its end', async () => {
    const { ETag } = await put('k', 'one');
    await put('k', 'two');
    const get = (more: object) => s3.client.send(new GetObjectCommand({ ...at('k'), ...more }));
    await expect(get({ IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(get({ Range: 'bytes=3-4' })).rejects.toMatchObject({ name: 'InvalidRange' });
    expect(Buffer.from((await (await get({ Range: 'bytes=1-9' })).Body?.transformToByteArray()) ?? []).toString()).toBe(
      'wo',
    );
  });

  describe('puts parts together', () => {
    const parts = [new Uint8Array(5 * MIB).fill(1), new Uint8Array(5 * MIB).fill(2), new Uint8Array(3).fill(3)];
    const begin = async () => {
      parts.forEach((bytes, i) => s3.objects.set(`chunk-${i}`, { bytes }));
      const assembler = s3Assembler(s3.client, 'dumps');
      const { id } = await assembler.begin('whole');
      const copy = (number: number, from = `chunk-${number - 1}`) => assembler.copyPart('whole', id, number, from);
      return { assembler, id, copy };
    };

    it('to the checksum of their checksums', async () => {
      const { assembler, id, copy } = await begin();
      const copied = [await copy(1), await copy(2), await copy(3)];
      const composite = `${base64(Buffer.concat(parts.map(digest)))}-3`;
      expect(await assembler.complete('whole', id, copied)).toBe(composite);
      expect(s3.objects.get('whole')?.bytes).toHaveLength(10 * MIB + 3);
    });

    it.each([
      ['out of order', 'InvalidPartOrder', [2, 1, 3]],
      ['twice', 'InvalidPartOrder', [1, 1, 3]],
      ['with a small one in the middle', 'EntityTooSmall', [3, 4]],
    ])('not %s', async (_what, name, numbers) => {
      const { assembler, id, copy } = await begin();
      const copied = new Map([
        [1, await copy(1)],
        [2, await copy(2)],
        [3, await copy(3)],
        [4, await copy(4, 'chunk-0')],
      ]);
      const listed = numbers.flatMap((number) => copied.get(number) ?? []);
      await expect(assembler.complete('whole', id, listed)).rejects.toMatchObject({ name });
      expect(s3.objects.has('whole')).toBe(false);
    });

    it('not of a part that was never copied, or is another now', async () => {
      const { assembler, id, copy } = await begin();
      const first = await copy(1);
      await copy(1, 'chunk-1');
      await expect(assembler.complete('whole', id, [first])).rejects.toMatchObject({ name: 'InvalidPart' });
      const never = { ...first, number: 2 };
      await expect(assembler.complete('whole', id, [never])).rejects.toMatchObject({ name: 'InvalidPart' });
    });

    it('goes on with those that are there, page by page', async () => {
      const { assembler, id, copy } = await begin();
      for (const number of [3, 1, 2]) await copy(number);
      s3.pageSize = 2;
      const again = await assembler.begin('whole');
      expect(again.id).toBe(id);
      expect(again.parts.map(({ number, sha256 }) => [number, sha256])).toEqual(
        parts.map((each, i) => [i + 1, base64(each)]),
      );
    });
  });
});
