/** What S3 and KMS are asked for images, each field of it, and what is made of answers that lack something. */
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import { NotFound } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { kmsEcdsaSigner, kmsPolicySigner, kmsRsaSigner } from '../../../../../shared/aws/images/kms-signer.ts';
import { s3ImageObjects } from '../../../../../shared/aws/images/objects.ts';
import { signedImages } from '../../../../../shared/aws/images/signed-images.ts';
import { signAuthenticode } from '../../../../../shared/authenticode/sign/signed-data.ts';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import type { StoredImage } from '../../../../../shared/domain/image/record.ts';
import { buildPe } from '../../../../support/pe-writer.ts';
import { attach, bytesOf, digestOf } from '../../../../support/signed-images.ts';
import { makeTestAuthority } from '../../../../support/signing-keys.ts';

/** A client that answers what it is told, and keeps what it was asked. */
function playing(answer: (name: string, input: Record<string, unknown>) => unknown) {
  const asked: unknown[] = [];
  const client = {
    send: (command: { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> }) => {
      const { name } = command.constructor;
      asked.push([name, command.input]);
      return Promise.resolve().then(() => answer(name, command.input));
    },
  };
  return { asked, kms: client as unknown as KMSClient, s3: client as unknown as S3Client };
}

describe('keys in KMS', () => {
  const digest = Uint8Array.of(1, 2);

  it('sign digests, each with the algorithm of its kind', async () => {
    const { asked, kms } = playing(() => ({ Signature: Uint8Array.of(9) }));
    const policies = kmsPolicySigner(kms, 'k');
    expect(await kmsRsaSigner(kms, 'k').sign(digest)).toEqual(Uint8Array.of(9));
    await kmsEcdsaSigner(kms, 'k').sign(digest);
    for (const bank of ['sha256', 'sha384', 'sha512'] as const) await policies.sign(bank, digest);
    const algorithms = [
      ...['RSASSA_PKCS1_V1_5_SHA_256', 'ECDSA_SHA_256'],
      ...['RSASSA_PKCS1_V1_5_SHA_256', 'RSASSA_PKCS1_V1_5_SHA_384', 'RSASSA_PKCS1_V1_5_SHA_512'],
    ];
    expect(asked).toEqual(
      algorithms.map((SigningAlgorithm) => [
        ...['SignCommand', { KeyId: 'k', Message: digest, MessageType: 'DIGEST', SigningAlgorithm }],
      ]),
    );
  });

  it('are asked for their public key once, and again after a failure', async () => {
    let fails = true;
    const { asked, kms } = playing(() => {
      if (fails) throw new Error('busy');
      return { PublicKey: Uint8Array.of(7) };
    });
    const signer = kmsRsaSigner(kms, 'k');
    await expect(signer.publicKey()).rejects.toThrow('busy');
    fails = false;
    expect([await signer.publicKey(), await signer.publicKey()]).toEqual([Uint8Array.of(7), Uint8Array.of(7)]);
    expect(asked).toEqual(new Array(2).fill(['GetPublicKeyCommand', { KeyId: 'k' }]));
  });

  it('that answer nothing are tried again', async () => {
    const { kms } = playing(() => ({}));
    await expect(kmsRsaSigner(kms, 'k').sign(digest)).rejects.toMatchObject({
      ...{ name: 'TransientError', message: 'KMS answered no signature' },
    });
    await expect(kmsPolicySigner(kms, 'k').publicKey()).rejects.toThrow('KMS answered no public key');
  });
});

describe('images in S3', () => {
  const bytes = Buffer.from('an image');
  const body = (of: Uint8Array) => ({ Body: { transformToByteArray: () => Promise.resolve(of) } });

  it('are found with the version that was put last; none is where nothing was', async () => {
    const { asked, s3 } = playing(() => ({ VersionId: 'v1', ContentLength: 8 }));
    expect(await s3ImageObjects(s3, 'b').find('i')).toEqual({ versionId: 'v1', sizeBytes: 8 });
    expect(asked).toEqual([['HeadObjectCommand', { Bucket: 'b', Key: 'images/i/image' }]]);
    const empty = playing(() => ({}));
    expect(await s3ImageObjects(empty.s3, 'b').find('i')).toEqual({ versionId: undefined, sizeBytes: 0 });
    const absent = playing(() => {
      throw new NotFound({ message: '', $metadata: {} });
    });
    expect(await s3ImageObjects(absent.s3, 'b').find('i')).toBeUndefined();
  });

  it.each(['v1', undefined])('are read of the version %s', async (versionId) => {
    const { asked, s3 } = playing(() => body(bytes));
    const source = s3ImageObjects(s3, 'b').open('i', { versionId, sizeBytes: 8 });
    expect([source.name, source.sizeBytes]).toEqual(['image i', 8]);
    expect(await bytesOf(source)).toEqual(bytes);
    expect(asked).toEqual([
      [
        'GetObjectCommand',
        {
          Bucket: 'b',
          Key: 'images/i/image',
          Range: 'bytes=0-7',
          ...(versionId === undefined ? {} : { VersionId: versionId }),
        },
      ],
    ]);
  });

  it.each<[string, unknown, number]>([
    ['fewer bytes', body(bytes.subarray(1)), 7],
    ['no body', {}, 0],
  ])('of which %s come are read again later', async (_name, answer, count) => {
    const { s3 } = playing(() => answer);
    await expect(bytesOf(s3ImageObjects(s3, 'b').open('i', { versionId: 'v', sizeBytes: 8 }))).rejects.toMatchObject({
      ...{ name: 'TransientError', message: `images/i/image: ${count} of 8 bytes came from 0` },
    });
  });

  it('have their signatures beside them, with a checksum', async () => {
    const { asked, s3 } = playing(() => ({}));
    await s3ImageObjects(s3, 'b').keepSignature('i', bytes);
    expect(asked).toEqual([
      [
        'PutObjectCommand',
        {
          ...{ Bucket: 'b', Key: 'images/i/signature.p7s', Body: bytes },
          ...{ ChecksumAlgorithm: 'SHA256', ContentType: 'application/pkcs7-signature' },
        },
      ],
    ]);
  });
});

describe('a registered image, signed', () => {
  const plain = buildPe({ bzImage: true });
  const digest = digestOf(plain)('sha256');
  const image = (more: Partial<StoredImage> = {}): StoredImage =>
    ({
      ...{ id: 'i', kind: 'authenticode', digest: Buffer.from(digest).toString('hex'), provisional: false },
      ...{ signer: { subject: 's', certificateSha256: 'c' }, sizeBytes: plain.length, versionId: 'v' },
      ...more,
    }) as StoredImage;
  const world = async (bytes: Uint8Array = plain) => {
    const { identity } = await makeTestAuthority();
    const signature = await signAuthenticode(digest, identity);
    const asked: unknown[] = [];
    const found = signedImages(
      {
        signature: (...key) => {
          asked.push(key);
          return Promise.resolve(key[0] === image().digest ? ({ signature } as never) : undefined);
        },
      },
      { open: () => memorySource(bytes) },
    );
    return { asked, found, signed: await attach(plain, signature) };
  };

  it('is its bytes with the signature that is kept of it', async () => {
    const { found, signed, asked } = await world();
    const source = await found.open(image());
    expect(source === undefined ? undefined : await bytesOf(source)).toEqual(signed);
    const view = await found.view(image());
    expect(view?.certificateTable).toEqual(signed.subarray(plain.length));
    expect(Buffer.from((await view?.digest('sha256', [])) ?? [])).toEqual(Buffer.from(digest));
    expect(await view?.digest('sha1', [{ offset: 0, length: 4 }])).toHaveLength(20);
    expect(asked).toEqual(new Array(2).fill([image().digest, 'c', 'authenticode']));
  });

  it.each<[string, Partial<StoredImage>]>([
    ['that has no digest', { digest: undefined }],
    ['that has no signer', { signer: undefined }],
    ['that was never seen', { provisional: true }],
  ])('is none of one %s, and nobody is asked', async (_name, more) => {
    const { asked, found } = await world();
    expect([await found.open(image(more)), await found.view(image(more))]).toEqual([undefined, undefined]);
    expect(asked).toEqual([]);
  });

  it('is none without a signature, of a module, or of what is no image any more', async () => {
    const { found } = await world();
    const other = image({ digest: 'd2' });
    expect([await found.open(other), await found.view(other)]).toEqual([undefined, undefined]);
    expect(await found.view(image({ kind: 'appended' }))).toBeUndefined();
    const broken = await world(new Uint8Array(plain.length));
    expect(await broken.found.view(image())).toBeUndefined();
  });
});
