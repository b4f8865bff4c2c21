/**
 * The flattened format of `makedumpfile -F`: a dump that went through a pipe, as the writes that it was made of.
 *
 *     4096 bytes   "makedumpfile", padded with zeros to 16 bytes; int64 type = 1; int64 version = 1
 *     then         { int64 offset; int64 size } and `size` bytes, to be written at `offset`; again and again
 *     at the end   { -1, -1 }
 *
 * All integers are big-endian, nothing is aligned, and offsets come back: the last write wins (the header, for one, is
 * written again at the end).
 *
 * @see makedumpfile 1.7.2 makedumpfile.h, struct makedumpfile_header and makedumpfile_data_header
 */
import { Window } from '../window.ts';
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { Cursor } from '../../../bytes/cursor.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import { readOne } from '../../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';

export const FORMAT = 'flattened';
const SIGNATURE_BYTES = 16;
const HEADER_BYTES = 4096;
const RECORD_HEADER_BYTES = 16;
const TYPE_FLATTENED = 1n;
const VERSION = 1n;
const END_OFFSET = -1n;

/** A record costs some 100 bytes of memory while the index is made; makedumpfile writes one for each 64 KiB. */
const MAX_RECORDS = 4 * 1024 * 1024;
/** No dump is larger than this (4 PiB); sums of offsets and sizes stay exact numbers below it. */
const MAX_OFFSET = 2n ** 52n;

/** Where the bytes of the dump are in the flattened file. */
export interface FlattenedIndex {
  /** The size of the flattened file that this was made of. */
  readonly sizeBytes: number;
  /** Offset in the dump -> offset in the flattened file. */
  readonly extents: ExtentMap;
  /** The end marker is missing, or a record passes the end: the transfer broke off. */
  readonly incomplete: boolean;
}

/**
 * Goes through the records once. What was transferred before a break is indexed; the result says that there was one.
 *
 * @throws {FormatError} bad-magic | unsupported | bad-value | limit
 * @throws {PendingBytesError} when part of the file has not arrived yet
 */
export async function indexFlattened(source: ByteSource): Promise<FlattenedIndex> {
  const head = await readOne(source, { offset: 0, length: Math.min(HEADER_BYTES, source.sizeBytes) });
  readFileHeader(head);

  const list = new ExtentList(1024);
  const window = new Window(source);
  let position = HEADER_BYTES;
  for (let records = 0; ; records++) {
    const header = await window.at(position, RECORD_HEADER_BYTES);
    if (header === undefined) return finish(list, source, true);
    const cursor = new Cursor(header, FORMAT, { littleEndian: false, base: position });
    const offset = cursor.i64('record.offset');
    if (offset === END_OFFSET) return finish(list, source, false);
    const size = cursor.i64('record.size');
    if (offset < 0n || size < 0n || offset + size > MAX_OFFSET) {
      // Behind what an interrupted transfer left there can be anything, such as the zeros of a file made longer.
      if (list.size > 0) return finish(list, source, true);
      cursor.fail(FormatErrorCode.BadValue, 'record', `${size} bytes at offset ${offset}`);
    }
    if (records >= MAX_RECORDS) {
      cursor.fail(
        FormatErrorCode.Limit,
        'record',
        `more than ${MAX_RECORDS} records: rearrange it with makedumpfile -R`,
      );
    }
    const start = position + RECORD_HEADER_BYTES;
    const length = Math.min(Number(size), source.sizeBytes - start);
    list.add(Number(offset), length, start);
    if (length < Number(size)) return finish(list, source, true);
    position = start + length;
  }
}

function readFileHeader(head: Uint8Array): void {
  const cursor = new Cursor(head, FORMAT, { littleEndian: false });
  const signature = cursor.text(SIGNATURE_BYTES, 'header.signature');
  if (signature !== 'makedumpfile') {
    cursor.seek(0, 'header').fail(FormatErrorCode.BadMagic, 'header.signature', 'expected "makedumpfile"');
  }
  const type = cursor.i64('header.type');
  if (type !== TYPE_FLATTENED) cursor.fail(FormatErrorCode.Unsupported, 'header.type', `${type} is not 1`);
  const version = cursor.i64('header.version');
  if (version !== VERSION) cursor.fail(FormatErrorCode.Unsupported, 'header.version', `${version} is not 1`);
}

function finish(list: ExtentList, source: ByteSource, incomplete: boolean): FlattenedIndex {
  if (list.size === 0) {
    throw new FormatError(FormatErrorCode.Truncated, { format: FORMAT, field: 'record' }, 'no record is whole');
  }
  return { sizeBytes: source.sizeBytes, extents: ExtentMap.build(list), incomplete };
}
