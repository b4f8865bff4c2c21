/**
 * Memory images as LiME and AVML write them: stretches of physical memory, one after the other.
 *
 *     32 bytes   u32 magic, u32 version, u64 first address, u64 last address, 8 bytes of nothing
 *     then       version 1: the memory itself
 *                version 2: the memory as a framed snappy stream, and behind it u64, the length of that stream
 *
 * Little-endian. LiME writes "EMiL" and version 1; AVML that, or "AVML" and version 2 with `--compress`.
 *
 * @see LiME `lime_mem_range_header` (src/lime.h); AVML src/image.rs
 */
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { Cursor } from '../../../bytes/cursor.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import { Window } from '../window.ts';

export const FORMAT = 'lime';
const HEADER_BYTES = 32;
const LENGTH_BYTES = 8;
export const LIME_MAGIC = 'EMiL';
export const AVML_MAGIC = 'AVML';
const MAX_RANGES = 2 ** 20;
const MAX_CHUNKS = 2 ** 24;
const MAX_ADDRESS = 2n ** 52n;

/** Chunks of a framed snappy stream (google/snappy framing_format.txt). */
const ChunkType = { Compressed: 0x00, Plain: 0x01, FirstSkippable: 0x80, StreamIdentifier: 0xff } as const;
const CHUNK_HEADER_BYTES = 4;
const CHECKSUM_BYTES = 4;
const MAX_CHUNK_BYTES = 65_536;
/** What 64 KiB can grow to (`snappy::MaxCompressedLength`). */
const MAX_STORED_BYTES = 32 + MAX_CHUNK_BYTES + Math.ceil(MAX_CHUNK_BYTES / 6);
/** Header, checksum, and the length that a snappy block begins with. */
const CHUNK_HEAD_BYTES = CHUNK_HEADER_BYTES + CHECKSUM_BYTES + 5;

/** More than a chunk holds. */
export const CHUNK_SPACE = 2 * MAX_CHUNK_BYTES;

export interface LimeIndex {
  readonly version: 1 | 2;
  /** Memory that is described. */
  readonly memory: ExtentMap;
  /** Version 1: physical address -> offset in the file. */
  readonly stored: ExtentMap;
  /** Version 2: physical address -> {@link CHUNK_SPACE} times the number of the chunk that holds it, and the place in the chunk. */
  readonly chunks: ExtentMap;
  /** Where chunks are in the file, by their number. */
  readonly chunkOffsets: readonly number[];
  readonly cut: boolean;
  readonly problems: readonly string[];
}

interface Header {
  readonly version: number;
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * Goes through the stretches once.
 *
 * @throws {FormatError} bad-magic | unsupported | bad-value | limit
 * @throws {PendingBytesError} when part of the file has not arrived yet
 */
export async function indexLime(source: ByteSource): Promise<LimeIndex> {
  const memory = new ExtentList();
  const stored = new ExtentList();
  const chunks = new ExtentList();
  const chunkOffsets: number[] = [];
  const problems: string[] = [];
  const window = new Window(source);
  let version: 1 | 2 = 1;
  let at = 0;
  let cut = false;
  for (let count = 0; at < source.sizeBytes; count++) {
    const bytes = await window.at(at, HEADER_BYTES);
    const header = bytes && readHeader(bytes, at, count === 0);
    if (header === undefined) {
      // What follows whole stretches can be the rest of a file that was made longer, or the break of a transfer.
      problems.push(`${source.sizeBytes - at} bytes at ${at}, behind ${count} stretches of memory, are none`);
      cut = true;
      break;
    }
    if (count >= MAX_RANGES) throw limit('range', at, `more than ${MAX_RANGES} stretches of memory`);
    version = header.version === 2 ? 2 : 1;
    const length = Number(header.end - header.start) + 1;
    const start = Number(header.start);
    memory.add(start, length, 0);
    at += HEADER_BYTES;
    if (header.version === 2) {
      const next = await indexChunks(window, { chunks, chunkOffsets }, { at, start, length });
      cut ||= next === undefined;
      if (next === undefined) break;
      at = next;
      // The last chunk was announced, but the file ends within it.
      cut ||= at > source.sizeBytes;
    } else {
      stored.add(start, length, at);
      cut ||= at + length > source.sizeBytes;
      at += length;
    }
  }
  return {
    version,
    memory: ExtentMap.build(memory),
    stored: ExtentMap.build(stored),
    chunks: ExtentMap.build(chunks),
    chunkOffsets,
    cut,
    problems,
  };
}

function readHeader(bytes: Uint8Array, base: number, isFirst: boolean): Header | undefined {
  const cursor = new Cursor(bytes, FORMAT, { base });
  const magic = cursor.text(4, 'header.magic');
  const version = cursor.u32('header.version');
  const start = cursor.u64('header.s_addr');
  const end = cursor.u64('header.e_addr');
  const isKnown = (magic === LIME_MAGIC && version === 1) || (magic === AVML_MAGIC && version === 2);
  const isSound = isKnown && end >= start && end < MAX_ADDRESS;
  if (isSound || !isFirst) return isSound ? { version, start, end } : undefined;
  if (!isKnown) cursor.fail(FormatErrorCode.Unsupported, 'header.version', `${magic} ${version} is not read`);
  return cursor.fail(FormatErrorCode.BadValue, 'header.e_addr', `memory from ${start} to ${end}`);
}

interface Stretch {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** Notes every chunk of a stretch; answers where the next stretch begins, undefined where the file ends before. */
async function indexChunks(
  window: Window,
  { chunks, chunkOffsets }: { readonly chunks: ExtentList; readonly chunkOffsets: number[] },
  stretch: Stretch,
): Promise<number | undefined> {
  let { at } = stretch;
  for (let done = 0; done < stretch.length;) {
    const head = await window.upTo(at, CHUNK_HEAD_BYTES);
    if (head.length < CHUNK_HEADER_BYTES) return undefined;
    const cursor = new Cursor(head, FORMAT, { base: at });
    const word = cursor.u32('chunk.header');
    const type = word & 0xff;
    const bytes = word >>> 8;
    if (type === ChunkType.Compressed || type === ChunkType.Plain) {
      if (bytes <= CHECKSUM_BYTES || cursor.remaining <= CHECKSUM_BYTES) return undefined;
      cursor.skip(CHECKSUM_BYTES, 'chunk.checksum');
      const size = type === ChunkType.Plain ? bytes - CHECKSUM_BYTES : readLength(cursor);
      if (size === 0 || size > MAX_CHUNK_BYTES) {
        cursor.fail(FormatErrorCode.BadValue, 'chunk.length', `a chunk of ${size} bytes`);
      }
      if (chunkOffsets.length >= MAX_CHUNKS) throw limit('chunk', at, `more than ${MAX_CHUNKS} chunks`);
      const length = Math.min(size, stretch.length - done);
      chunks.add(stretch.start + done, length, chunkOffsets.length * CHUNK_SPACE);
      chunkOffsets.push(at);
      done += size;
    } else if (type < ChunkType.FirstSkippable) {
      cursor.fail(FormatErrorCode.BadValue, 'chunk.type', `${type} is none`);
    }
    at += CHUNK_HEADER_BYTES + bytes;
  }
  return at + LENGTH_BYTES;
}

function readLength(cursor: Cursor): number {
  let length = 0;
  for (let shift = 0; shift < 35 && cursor.remaining > 0; shift += 7) {
    const byte = cursor.u8('chunk.uncompressed');
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return length;
  }
  return cursor.fail(FormatErrorCode.BadValue, 'chunk.uncompressed', 'a length without an end');
}

function limit(field: string, offset: number, problem: string): FormatError {
  return new FormatError(FormatErrorCode.Limit, { format: FORMAT, field, offset }, problem);
}

/** A chunk that was read, as the memory it holds. */
export interface Chunk {
  readonly compressed: boolean;
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
}

/** Chunks by their offsets in the file; undefined for one that has not arrived yet. */
export async function readChunks(source: ByteSource, offsets: readonly number[]): Promise<(Chunk | undefined)[]> {
  const room = CHUNK_HEADER_BYTES + CHECKSUM_BYTES + MAX_STORED_BYTES;
  const answers = await source.read(
    offsets.map((offset) => ({ offset, length: Math.min(room, source.sizeBytes - offset) })),
  );
  return answers.map((bytes, i) => {
    if (bytes === undefined) return undefined;
    const cursor = new Cursor(bytes, FORMAT, { base: offsets[i] ?? 0 });
    const word = cursor.u32('chunk.header');
    cursor.skip(CHECKSUM_BYTES, 'chunk.checksum');
    const content = cursor.take(Math.min((word >>> 8) - CHECKSUM_BYTES, cursor.remaining), 'chunk.content');
    const compressed = (word & 0xff) === ChunkType.Compressed;
    const sizeBytes = compressed ? readLength(new Cursor(content, FORMAT)) : content.length;
    return { compressed, bytes: content, sizeBytes };
  });
}
