/** Compressed dumps, and the stored index of a flattened one. */
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import {
  decodeFlattenedIndex,
  encodeFlattenedIndex,
  indexFlattened,
} from '../../shared/vmcore/formats/flattened/index.ts';
import { openDump } from '../../shared/vmcore/formats/index.ts';
import { testPages, writeFlattened, writeKdump } from '../support/dump-writer.ts';

export const name = 'vmcore-wrapped';

const kdump = writeKdump({ pages: testPages([1, 2, 3]), codec: 'zlib' });
const flattened = writeFlattened(kdump, { recordBytes: 2000 });
/** `printf hello | xz`: enough to reach the decoder. */
const xz = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAEaGVsbG8AAAAAsTe52+XaHpsAAR0FuC2Arx+2830BAAAAAARZWg==',
  'base64',
);

export const seeds: readonly Uint8Array[] = [
  gzipSync(kdump),
  zstdCompressSync(kdump),
  Buffer.concat([zstdCompressSync(kdump.subarray(0, 9000)), zstdCompressSync(kdump.subarray(9000))]),
  zstdCompressSync(flattened),
  xz,
  encodeFlattenedIndex(await indexFlattened(memorySource(flattened))),
];

export async function fuzz(bytes: Uint8Array): Promise<void> {
  if (bytes[0] === 0x50) {
    for (const { target, lengthBytes } of decodeFlattenedIndex(bytes, flattened.length).extents) {
      if (target + lengthBytes > flattened.length) throw new Error('an extent outside the file');
    }
    return;
  }
  const dump = await openDump([memorySource(bytes)], { scanBytes: 0, decompress: { maxBytes: 2 ** 22 } });
  await dump.memory.readPages([0, 1, 2, 3]);
  await dump.close();
}
