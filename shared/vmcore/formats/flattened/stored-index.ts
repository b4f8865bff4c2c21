/**
 * The index of a flattened dump as bytes, to be kept beside it: making it means going through the whole file.
 *
 *     "PGFLTIDX", u32 version = 1, u32 incomplete, u64 sizeBytes of the flattened file, u64 n
 *     n times { u64 start, u64 lengthBytes, u64 target }, ascending, without overlaps
 *
 * Little-endian.
 */
import { Cursor } from '../../../bytes/cursor.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import { FormatErrorCode } from '../../../errors.ts';
import type { FlattenedIndex } from './records.ts';

const FORMAT = 'flattened-index';
const MAGIC = 'PGFLTIDX';
const VERSION = 1;
const HEADER_BYTES = 32;
const ENTRY_BYTES = 24;

export function encodeFlattenedIndex(index: FlattenedIndex): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES + index.extents.size * ENTRY_BYTES);
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(VERSION, 8);
  bytes.writeUInt32LE(index.incomplete ? 1 : 0, 12);
  bytes.writeBigUInt64LE(BigInt(index.sizeBytes), 16);
  bytes.writeBigUInt64LE(BigInt(index.extents.size), 24);
  let at = HEADER_BYTES;
  for (const { start, lengthBytes, target } of index.extents) {
    bytes.writeBigUInt64LE(BigInt(start), at);
    bytes.writeBigUInt64LE(BigInt(lengthBytes), at + 8);
    bytes.writeBigUInt64LE(BigInt(target), at + 16);
    at += ENTRY_BYTES;
  }
  return bytes;
}

/**
 * @param sizeBytes of the flattened file that the index is for: one made of another file is refused
 * @throws {FormatError} for what {@link encodeFlattenedIndex} would not have written
 */
export function decodeFlattenedIndex(bytes: Uint8Array, sizeBytes: number): FlattenedIndex {
  const cursor = new Cursor(bytes, FORMAT);
  if (cursor.text(MAGIC.length, 'magic') !== MAGIC) cursor.fail(FormatErrorCode.BadMagic, 'magic', `expected ${MAGIC}`);
  const version = cursor.u32('version');
  if (version !== VERSION) cursor.fail(FormatErrorCode.Unsupported, 'version', `${version} is not ${VERSION}`);
  const incomplete = cursor.u32('incomplete') !== 0;
  const madeOf = cursor.size64('size');
  if (madeOf !== sizeBytes) {
    cursor.fail(FormatErrorCode.BadValue, 'size', `made of a file of ${madeOf} bytes, this one has ${sizeBytes}`);
  }
  const count = cursor.size64('count');
  if (count === 0 || cursor.remaining !== count * ENTRY_BYTES) {
    cursor.fail(FormatErrorCode.BadValue, 'count', `${count} entries do not fill ${cursor.remaining} bytes`);
  }
  const list = new ExtentList(count);
  let end = 0;
  for (let i = 0; i < count; i++) {
    const start = cursor.size64('entry.start');
    const lengthBytes = cursor.size64('entry.length');
    const target = cursor.size64('entry.target');
    if (start < end || lengthBytes === 0 || !Number.isSafeInteger(start + lengthBytes)) {
      cursor.fail(FormatErrorCode.BadValue, 'entry', `entry ${i} is empty, or overlaps the one before it`);
    }
    if (lengthBytes > sizeBytes - target) {
      cursor.fail(FormatErrorCode.BadValue, 'entry', `entry ${i} is outside the flattened file`);
    }
    list.add(start, lengthBytes, target);
    end = start + lengthBytes;
  }
  return { sizeBytes, extents: ExtentMap.build(list), incomplete };
}
