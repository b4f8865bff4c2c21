import { describe, expect, it } from '@jest/globals';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { s3ImageObjects } from '../../../../shared/aws/images/objects.ts';
import { s3PublishedFiles } from '../../../../shared/aws/images/published-files.ts';
import { s3Tiles } from '../../../../shared/aws/images/transparency-log.ts';

/** Takes what a bucket takes that locks all that is written to it. */
function lockingBucket(): S3Client {
  const client = new S3Client({ region: 'eu-central-1' });
  client.send = (command: unknown) => {
    if (!(command instanceof PutObjectCommand)) return Promise.reject(new Error('not a write'));
    const { ChecksumAlgorithm, ContentMD5 } = command.input;
    return ChecksumAlgorithm === undefined && ContentMD5 === undefined
      ? Promise.reject(new Error('InvalidRequest: Content-MD5 OR x-amz-checksum- HTTP header is required'))
      : Promise.resolve({});
  };
  return client;
}

describe('a write to the bucket of images', () => {
  const bytes = new Uint8Array([1]);
  it.each<[string, (client: S3Client) => Promise<unknown>]>([
    ['of a signature', (client) => s3ImageObjects(client, 'images').keepSignature('01J', bytes)],
    ['of a tile of the log', (client) => s3Tiles(client, 'images').put('tile/0/000', bytes)],
    ['of a list of revocations', (client) => s3PublishedFiles(client, 'images').keep(1, 'dbx.esl', bytes)],
  ])('%s carries the checksum that a locked bucket asks for', async (_, write) => {
    await write(lockingBucket());
    // Without it the bucket above refuses.
    expect.hasAssertions();
    await expect(lockingBucket().send(new PutObjectCommand({ Bucket: 'images', Key: 'x' }))).rejects.toThrow(/header/);
  });
});
