import { describe, expect, it } from '@jest/globals';
import type { StoredImage } from '../../../../../shared/domain/image/record.ts';
import type { ImageObjects } from '../../../../../shared/aws/images/objects.ts';
import { signedKernels } from '../../../../../shared/aws/images/signed-kernels.ts';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';

const BUILD = '11'.repeat(20);
/** A flat arm64 `Image` with a build-id. */
function image(buildId: string): Buffer {
  const bytes = Buffer.alloc(4096);
  bytes.write('ARM\x64', 0x38, 'latin1');
  Buffer.from(`040000001400000003000000474e5500${buildId}`, 'hex').copy(bytes, 1024);
  return bytes;
}

function world(images: readonly Partial<StoredImage>[], files: Readonly<Record<string, Buffer>>) {
  const opened: string[] = [];
  const objects = {
    open: (id: string, { versionId }: { versionId: string | undefined }) => {
      opened.push(`${id} ${versionId ?? ''}`);
      return memorySource(files[id] ?? Buffer.alloc(0));
    },
  } as unknown as ImageObjects;
  const register = { byBuildId: () => Promise.resolve(images as readonly StoredImage[]) };
  return { kernelOf: signedKernels(register as never, objects), opened };
}

const signed = { state: 'signed', versionId: 'v1', sizeBytes: 4096 } as const;

describe('signedKernels', () => {
  it('reads the version that was signed, once for all dumps of a build', async () => {
    const { kernelOf, opened } = world([{ id: 'a', ...signed }], { a: image(BUILD) });
    expect(await kernelOf(BUILD)).toEqual(image(BUILD));
    await kernelOf(BUILD);
    expect(opened).toEqual(['a v1']);
  });

  it('passes over what is not signed, was signed by its digest alone, or is another build after all', async () => {
    const images: Partial<StoredImage>[] = [
      { id: 'pending', ...signed, state: 'pending' },
      { id: 'digest', state: 'signed' },
      { id: 'other', ...signed },
      { id: 'right', ...signed },
    ];
    const { kernelOf, opened } = world(images, { other: image('22'.repeat(20)), right: image(BUILD) });
    expect(await kernelOf(BUILD)).toEqual(image(BUILD));
    expect(opened).toEqual(['other v1', 'right v1']);
    expect(await world(images.slice(0, 3), { other: image('22'.repeat(20)) }).kernelOf(BUILD)).toBeUndefined();
  });
});
