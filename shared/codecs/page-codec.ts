/** The ways a page of a kdump-compressed file is stored. */
import { joined } from '../bytes/joined.ts';
import { ownBytes, plainBytes } from '../bytes/plain-bytes.ts';
import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { FormatError, FormatErrorCode, messageOf } from '../errors.ts';
import { lzo1xDecompress } from './lzo.ts';
import { isOneFrame } from './zstd-frames.ts';

export const Codec = { None: 'none', Zlib: 'zlib', Lzo: 'lzo', Snappy: 'snappy', Zstd: 'zstd' } as const;
export type Codec = (typeof Codec)[keyof typeof Codec];

/** Answers exactly `sizeBytes` bytes, or throws: what is more or less is a broken page. */
type Decompress = (stored: Uint8Array, sizeBytes: number) => Uint8Array;

/**
 * A call of node's decoder sets up more than decoding a page takes: so many pages share one. A table that they are all of needs no copying
 * then: in a kernel of Debian's the largest has 1,100.
 */
const MAX_BATCH_PAGES = 2048;

/** zlib.js asks for a further buffer when the first one is exactly full; a few bytes more save it. */
const SLACK_BYTES = 64;

let snappyUncompress: Decompress | undefined;

const DECOMPRESS = {
  none: (stored) => stored,
  zlib: (stored, sizeBytes) => inflateSync(stored, { maxOutputLength: sizeBytes, chunkSize: sizeBytes + SLACK_BYTES }),
  zstd: (stored, sizeBytes) =>
    zstdDecompressSync(stored, { maxOutputLength: sizeBytes, chunkSize: sizeBytes + SLACK_BYTES }),
  lzo: lzo1xDecompress,
  snappy: (stored, sizeBytes) => {
    if (snappyUncompress === undefined) throw new Error('the snappy decoder is not loaded');
    // hysnappy goes by the length it is given; the stream's own is held against it here.
    if (snappyLength(stored) !== sizeBytes) throw new Error(`the stream is one of ${snappyLength(stored)} bytes`);
    return snappyUncompress(stored, sizeBytes);
  },
} as const satisfies Record<Codec, Decompress>;

/** Loads what `codec` needs before the first page; only snappy has something to load. */
export async function prepareCodec(codec: Codec): Promise<void> {
  if (codec !== Codec.Snappy || snappyUncompress !== undefined) return;
  const module = await import('hysnappy');
  snappyUncompress = module.snappyUncompressor();
}

/**
 * One page out of its stored bytes. Synchronous on purpose: a page takes some 10 µs, a promise and a thread for each
 * would take longer than the work.
 *
 * @throws {FormatError} `bad-value` for what does not decompress to exactly `sizeBytes`
 */
export function decompressPage(codec: Codec, stored: Uint8Array, sizeBytes: number): Uint8Array {
  let page: Uint8Array;
  try {
    page = ownBytes(DECOMPRESS[codec](stored, sizeBytes));
  } catch (cause) {
    throw new FormatError(FormatErrorCode.BadValue, { format: codec, field: 'page' }, messageOf(cause), { cause });
  }
  if (page.length !== sizeBytes) {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: codec, field: 'page' },
      `${page.length} bytes came out, a page has ${sizeBytes}`,
    );
  }
  return page;
}

/** A page as it lies in the dump; no bytes where they have not arrived. */
export interface StoredPage {
  readonly codec: Codec;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Pages that were read together, in few calls: each is what {@link decompressPage} makes of it. Undefined where that is to be asked
 * alone: for a page of another codec, a frame like none that makedumpfile writes, and all of a call in which one page breaks.
 * Pages of one call lie in one piece of memory: who keeps one copies it.
 */
export function decompressPages(stored: readonly StoredPage[], sizeBytes: number): (Uint8Array | undefined)[] {
  const pages = new Array<Uint8Array | undefined>(stored.length).fill(undefined);
  const frames = stored.flatMap(({ codec, bytes }, index) =>
    codec === Codec.Zstd && bytes !== undefined && isOneFrame(bytes, sizeBytes) ? [{ index, bytes }] : [],
  );
  for (let first = 0; first < frames.length; first += MAX_BATCH_PAGES) {
    const batch = frames.slice(first, first + MAX_BATCH_PAGES);
    const whole = decompressFrames(
      batch.map(({ bytes }) => bytes),
      sizeBytes,
    );
    if (whole === undefined) continue;
    batch.forEach(({ index }, i) => {
      pages[index] = whole.subarray(i * sizeBytes, (i + 1) * sizeBytes);
    });
  }
  return pages;
}

/** Frames of exactly `sizeBytes` each, one behind the other; undefined where one of them breaks. */
function decompressFrames(frames: readonly Uint8Array[], sizeBytes: number): Uint8Array | undefined {
  const whole = frames.length * sizeBytes;
  try {
    // node goes on to the next frame only where the last one has filled a chunk to its end.
    const bytes = zstdDecompressSync(joined(frames), { maxOutputLength: whole, chunkSize: sizeBytes });
    return bytes.length === whole ? plainBytes(bytes) : undefined;
  } catch {
    return undefined;
  }
}

/** The length that a snappy stream begins with: seven bits a byte, the lowest first. */
function snappyLength(stored: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = stored[i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) break;
  }
  return length;
}
