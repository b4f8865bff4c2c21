/** Compressed pages: a page or a FormatError, from each codec. The first byte of an input picks the codec. */
import { deflateSync, zstdCompressSync } from 'node:zlib';
import { snappyCompress } from 'hysnappy';
import { Codec, decompressPage, prepareCodec } from '../../shared/codecs/page-codec.ts';
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

export const seeds: readonly Uint8Array[] = [
  Buffer.concat([Buffer.from([0]), lzoLiterals(page)]),
  Buffer.concat([Buffer.from([0]), LZO_RUN]),
  Buffer.concat([Buffer.from([1]), snappyCompress(page)]),
  Buffer.concat([Buffer.from([2]), deflateSync(page)]),
  Buffer.concat([Buffer.from([3]), zstdCompressSync(page)]),
];

export function fuzz(bytes: Uint8Array): void {
  const codec = codecs[(bytes[0] ?? 0) % codecs.length] ?? Codec.Lzo;
  const result = decompressPage(codec, bytes.subarray(1), PAGE_BYTES);
  if (result.length !== PAGE_BYTES) throw new Error(`a page of ${result.length} bytes`);
}
