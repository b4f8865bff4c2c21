/** The compressions of packages, from stream to stream: a debug package holds several GiB, of which little is ever kept. */
import { Readable } from 'node:stream';
import type { Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { ByteStream } from './byte-stream.ts';
import { FormatErrorCode } from '../../errors.ts';

const MAGIC_BYTES = 6;
/** A package that says that it holds more is no debug package. */
const MAX_CONTENT_BYTES = 256 * 1024 ** 3;

/** What `packed` holds, by its first bytes; what is not compressed comes as it is. */
export async function unpacked(packed: ByteStream, format: string): Promise<ByteStream> {
  const head = await packed.take(MAGIC_BYTES, 'content');
  const whole = joined(head, packed);
  return new ByteStream(bounded(decoded(whole, Buffer.from(head).toString('hex'), packed), packed), format);
}

function decoded(whole: AsyncIterable<Uint8Array>, magic: string, packed: ByteStream): AsyncIterable<Uint8Array> {
  if (magic.startsWith('1f8b')) return through(whole, createGunzip());
  if (magic.startsWith('28b52ffd')) return through(whole, createZstdDecompress());
  if (magic === 'fd377a585a00') return unxz(whole);
  if (magic.startsWith('5d0000') || magic.startsWith('425a68')) {
    packed.fail(FormatErrorCode.Unsupported, 'content', 'compressed with lzma or bzip2: unpack the package yourself');
  }
  return whole;
}

async function* joined(head: Uint8Array, rest: ByteStream): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest.remaining();
}

async function* through(input: AsyncIterable<Uint8Array>, decoder: Transform): AsyncGenerator<Uint8Array> {
  const source = Readable.from(input);
  source.on('error', (error) => decoder.destroy(error));
  try {
    for await (const chunk of source.pipe(decoder)) yield chunk as Uint8Array;
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

async function* unxz(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { default: xz } = await import('xz-decompress');
  const stream = new xz.XzReadableStream(Readable.toWeb(Readable.from(input)));
  for await (const chunk of stream) yield chunk;
}

async function* bounded(pieces: AsyncIterable<Uint8Array>, packed: ByteStream): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > MAX_CONTENT_BYTES)
      packed.fail(FormatErrorCode.Limit, 'content', `more than ${MAX_CONTENT_BYTES} bytes`);
    yield piece;
  }
}
