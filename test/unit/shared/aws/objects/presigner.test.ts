import { createHash, createHmac } from 'node:crypto';
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

/**
 * The signature that S3 computes of a request by its own headers: SigV4 in the query string, written down from the page of AWS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
function signatureOf(method: string, url: URL, sent: Readonly<Record<string, string>>): string {
  const of = (name: string) => url.searchParams.get(name) ?? '';
  const encode = (text: string) => encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const signed = of('X-Amz-SignedHeaders').split(';');
  const headers = signed.map((name) => `${name}:${sent[name] ?? ''}\n`).join('');
  const request = [method, url.pathname, query.join('&'), headers, signed.join(';'), 'UNSIGNED-PAYLOAD'].join('\n');
  const [, ...scope] = of('X-Amz-Credential').split('/');
  const digest = createHash('sha256').update(request).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scope.reduce<string | Buffer>(hmac, 'AWS4secret');
  return hmac(key, ['AWS4-HMAC-SHA256', of('X-Amz-Date'), scope.join('/'), digest].join('\n')).toString('hex');
}

describe('an address to put to', () => {
  it('is good for these headers with these values, as S3 reckons, and no others', async () => {
    const { url: address, headers } = await presigner.put(target);
    const url = new URL(address);
    const sent = { ...headers, host: url.host, 'content-length': '42' };
    const signature = url.searchParams.get('X-Amz-Signature');
    expect(signatureOf('PUT', url, sent)).toBe(signature);
    expect(signatureOf('PUT', url, { ...sent, 'if-none-match': '' })).not.toBe(signature);
    expect(signatureOf('PUT', url, { ...sent, 'content-length': '43' })).not.toBe(signature);
    expect(signatureOf('GET', url, sent)).not.toBe(signature);
  });

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

  it('names one object for a quarter of an hour, and no name to save it by where none was given', async () => {
    const { url, expiresAt } = await presigner.get('dumps/01J/vmcore');
    const { hostname, pathname, searchParams } = new URL(url);
    expect([hostname, pathname]).toEqual(['dumps.s3.eu-central-1.amazonaws.com', '/dumps/01J/vmcore']);
    expect([searchParams.get('X-Amz-Expires'), searchParams.get('X-Amz-Date')]).toEqual(['900', '20261123T120000Z']);
    expect(searchParams.has('response-content-disposition')).toBe(false);
    expect(expiresAt).toBe('2026-11-23T12:15:00.000Z');
  });
});
