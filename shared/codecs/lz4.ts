/**
 * The legacy frame of LZ4, as kernels are packed with it (github.com/lz4/lz4 doc/lz4_Frame_format.md "Legacy frame",
 * doc/lz4_Block_format.md): blocks that each unpack to 8 MiB, the last to less, one independent of the other.
 */
import { LittleEndian } from '../bytes/little-endian.ts';
import { Cursor } from '../bytes/cursor.ts';
import { FormatErrorCode } from '../errors.ts';
import type { ChunkVisitor } from '../authenticode/image/unpack.ts';

const MAGIC = 0x184c2102;
const BLOCK_BYTES = 8 * 1024 * 1024;
const MIN_MATCH = 4;

export function isLz4(packed: Uint8Array): boolean {
  return packed.length >= 4 && new LittleEndian(packed).u32(0) === MAGIC;
}

/**
 * Hands block after block to `visit`, until it has seen enough. What follows the last block, as the kernel's size that its build
 * puts there, ends it.
 *
 * @throws {FormatError} bad-value, truncated
 */
export function unpackLz4(packed: Uint8Array, visit: ChunkVisitor): void {
  const c = new Cursor(packed, 'lz4').skip(4, 'magic');
  const out = new Uint8Array(BLOCK_BYTES);
  while (c.remaining > 4) {
    const length = c.u32('block size');
    if (length === 0 || length > c.remaining) return;
    const size = unpackBlock(new Cursor(c.take(length, 'block'), 'lz4', { base: c.offset - length }), out);
    if (visit(out.subarray(0, size)) || size < BLOCK_BYTES) return;
  }
}

function unpackBlock(c: Cursor, out: Uint8Array): number {
  let at = 0;
  for (;;) {
    const token = c.u8('token');
    const literals = c.take(lengthOf(c, token >> 4), 'literals');
    if (literals.length > out.length - at) c.fail(FormatErrorCode.BadValue, 'literals', 'more than a block holds');
    out.set(literals, at);
    at += literals.length;
    // The last sequence is literals alone.
    if (c.remaining === 0) return at;
    const distance = c.u16('offset');
    if (distance === 0 || distance > at) c.fail(FormatErrorCode.BadValue, 'offset', `${distance} of ${at} bytes back`);
    const length = lengthOf(c, token & 15) + MIN_MATCH;
    if (length > out.length - at) c.fail(FormatErrorCode.BadValue, 'match length', 'more than a block holds');
    if (distance >= length) out.copyWithin(at, at - distance, at - distance + length);
    else for (let i = 0; i < length; i++) out[at + i] = out[at + i - distance] ?? 0;
    at += length;
  }
}

function lengthOf(c: Cursor, short: number): number {
  let length = short;
  if (short < 15) return length;
  for (let more = 255; more === 255;) {
    more = c.u8('length');
    length += more;
  }
  return length;
}
