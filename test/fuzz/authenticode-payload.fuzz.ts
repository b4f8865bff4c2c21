/** Compressed kernels: gzip, zstd and xz payloads of bzImage and zboot images, unpacked within limits. */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { findBuildId } from '../../shared/authenticode/image/build-id.ts';
import { openImage } from '../../shared/authenticode/image-view.ts';
import { readImageFacts } from '../../shared/authenticode/facts/read-facts.ts';
import { unpackUntil } from '../../shared/authenticode/image/unpack.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';

export const name = 'authenticode-payload';

const note = Buffer.from(`040000001400000003000000474e5500${'ab'.repeat(20)}`, 'hex');
const kernel = Buffer.concat([Buffer.alloc(2000, 0x90), note, Buffer.alloc(500)]);
/** `printf … | xz --check=crc32 --x86 --lzma2` of "kernel kernel kernel …". */
const XZ = Buffer.from(
  '/Td6WFoAAAFpIt42AgEEACEBCADSuXTL4AGjAA9dADWZSqui4q8i2SNgOYBAAAAAPaljhAABJ6QDAAAA63fuTj4wDYsCAAAAAAFZWg==',
  'base64',
);

function zboot(payload: Uint8Array): Uint8Array {
  const head = Buffer.alloc(64);
  head.write('MZ', 0, 'latin1');
  head.write('zimg', 4, 'latin1');
  head.writeUInt32LE(64, 8);
  head.writeUInt32LE(payload.length, 12);
  return Buffer.concat([head, payload]);
}

export const seeds: readonly Uint8Array[] = [
  zboot(gzipSync(kernel)),
  zboot(zstdCompressSync(kernel)),
  zboot(XZ),
  gzipSync(kernel),
  XZ,
];

/** A payload of some KiB must not become more than this. */
const LIMIT_BYTES = 16 * 1024 * 1024;

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const image = await openImage(memorySource(bytes));
  await readImageFacts(image.source, 'contents', image);
  let total = 0;
  await unpackUntil(bytes, LIMIT_BYTES, (chunk) => {
    total += chunk.length;
    if (total > LIMIT_BYTES) throw new Error('unpacked beyond the limit');
    return false;
  });
  await findBuildId(image.source, image.head, image.headers);
}
