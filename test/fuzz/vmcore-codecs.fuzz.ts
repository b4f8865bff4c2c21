/**
 * Compressed pages: a page or a FormatError, from each codec, and never another page for being decoded with others. The first byte of an
 * input picks the codec.
 */
import { deflateSync, zstdCompressSync } from 'node:zlib';
import { snappyCompress } from 'hysnappy';
import { Codec, decompressPage, decompressPages, prepareCodec } from '../../shared/codecs/page-codec.ts';
import { lzoLiterals, testPage } from '../support/dump-writer.ts';

export const name = 'vmcore-codecs';

const PAGE_BYTES = 4096;
const page = testPage(0x4321);
const codecs = [Codec.Lzo, Codec.Snappy, Codec.Zlib, Codec.Zstd] as const;
await prepareCodec(Codec.Snappy);

/** `abcd` again and again: a match for each of the forms that reach so near. */
const LZO_RUN = Buffer.from([
  17 + 4,
  97,
  98,
  99,
  100,
  0x20,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  200,
  12,
  0,
  0x49,
  0,
  98,
  0x11,
  0,
  0,
]);

const other = { codec: Codec.Zstd, bytes: zstdCompressSync(page, { pledgedSrcSize: PAGE_BYTES }) };

export const seeds: readonly Uint8Array[] = [
  Buffer.concat([Buffer.from([0]), lzoLiterals(page)]),
  Buffer.concat([Buffer.from([0]), LZO_RUN]),
  Buffer.concat([Buffer.from([1]), snappyCompress(page)]),
  Buffer.concat([Buffer.from([2]), deflateSync(page)]),
  Buffer.concat([Buffer.from([3]), zstdCompressSync(page)]),
  Buffer.concat([Buffer.from([3]), other.bytes]),
];

export function fuzz(bytes: Uint8Array): void {
  const codec = codecs[(bytes[0] ?? 0) % codecs.length] ?? Codec.Lzo;
  const stored = bytes.subarray(1);
  const [first, own, last] = decompressPages([other, { codec, bytes: stored }, other], PAGE_BYTES);
  for (const neighbour of [first, last]) {
    if (neighbour !== undefined && Buffer.compare(neighbour, page) !== 0)
      throw new Error('the page beside it is another');
  }
  const result = decompressPage(codec, stored, PAGE_BYTES);
  if (own !== undefined && Buffer.compare(own, result) !== 0) throw new Error('another page together than alone');
  if (result.length !== PAGE_BYTES) throw new Error(`a page of ${result.length} bytes`);
}
