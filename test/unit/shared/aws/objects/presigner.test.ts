import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { s3Presigner } from '../../../../../shared/aws/objects/presigner.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const presigner = s3Presigner(
  new S3Client({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  }),
  'dumps',
  () => NOW,
);
const target = { key: 'uploads/01J/log', sizeBytes: 42, sha256: 'ab'.repeat(32) };

describe('an address to put to', () => {
  it('signs the length, the digest and that the object must be new', async () => {
    const { url, headers, expiresAt } = await presigner.put(target);
    const { searchParams, pathname } = new URL(url);
    expect(pathname).toBe('/uploads/01J/log');
    expect(searchParams.get('X-Amz-SignedHeaders')?.split(';').sort()).toEqual([
      'content-length',
      'host',
      'if-none-match',
      'x-amz-checksum-sha256',
    ]);
    expect(headers).toEqual({
      'if-none-match': '*',
      'x-amz-checksum-sha256': Buffer.from(target.sha256, 'hex').toString('base64'),
    });
    expect([searchParams.get('X-Amz-Expires'), expiresAt]).toEqual(['900', '2026-11-23T12:15:00.000Z']);
  });

  it('bakes in no checksum of an empty body', async () => {
    const { url } = await presigner.put(target);
    expect(url).not.toMatch(/crc32/i);
  });

  it('is another for another length or digest', async () => {
    const signature = async (over: object) =>
      new URL((await presigner.put({ ...target, ...over })).url).searchParams.get('X-Amz-Signature');
    const made = await Promise.all([{}, { sizeBytes: 43 }, { sha256: 'cd'.repeat(32) }].map(signature));
    expect(new Set(made).size).toBe(3);
  });
});

describe('an address to get from', () => {
  it('says under what name to save it, and nothing that ends a header', async () => {
    const { url } = await presigner.get('dumps/01J/vmcore', { fileName: 'a"b\r\nc/vmcore' });
    expect(new URL(url).searchParams.get('response-content-disposition')).toBe('attachment; filename="a_b__c_vmcore"');
  });
});
