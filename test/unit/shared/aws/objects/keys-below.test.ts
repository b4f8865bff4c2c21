import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { keysBelow } from '../../../../../shared/aws/objects/keys-below.ts';
import { memoryS3 } from '../../../../support/memory-s3.ts';

it.each([1, 2, 1000])('tells all keys with a prefix, %i to a page, and no others', async (pageSize) => {
  const s3 = memoryS3();
  s3.pageSize = pageSize;
  const bodies = new Map(['a/1', 'a/2', 'a/3', 'ab', 'b/1'].map((key) => [key, new Uint8Array(1)]));
  for (const [Key, Body] of bodies) await s3.client.send(new PutObjectCommand({ Bucket: 'dumps', Key, Body }));
  const keys: string[] = [];
  for await (const key of keysBelow(s3.client, 'dumps', 'a/')) keys.push(key);
  expect(keys).toEqual(['a/1', 'a/2', 'a/3']);
  const none: string[] = [];
  for await (const key of keysBelow(s3.client, 'dumps', 'c/')) none.push(key);
  expect(none).toEqual([]);
});
