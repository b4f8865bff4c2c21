/**
 * The xz container (tukaani.org/xz/xz-file-format.txt), as kernels are packed with it: LZMA2, behind a filter for the code of the
 * machine (x86; arm64 and RISC-V from Linux 6.12 on). Check sums are not verified: what is read out of it is only looked up, never
 * trusted.
 */
import { Cursor } from '../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../errors.ts';
import type { Filter } from './bcj.ts';
import { Arm64Filter } from './bcj-arm64.ts';
import { RiscvFilter } from './bcj-riscv.ts';
import { X86Filter } from './bcj-x86.ts';
import { bad, LzmaDecoder, Window } from './lzma.ts';
import type { ChunkVisitor } from '../authenticode/image/unpack.ts';

const FILTER_LZMA2 = 0x21;
const FILTERS: ReadonlyMap<number, () => Filter> = new Map<number, () => Filter>([
  [0x04, () => new X86Filter()],
  [0x0a, () => new Arm64Filter()],
  [0x0b, () => new RiscvFilter()],
]);
const STREAM_HEADER_BYTES = 12;
/** Kernels are packed with 32 MiB, from Linux 6.12 on with 128 MiB. No more is held than comes out. */
const MAX_DICTIONARY_BYTES = 512 * 1024 * 1024;
const MAX_CHUNK_BYTES = 2 * 1024 * 1024;

/** Hands the content of the first block to `visit`, until it has seen enough. @throws {FormatError} */
export function unpackXz(packed: Uint8Array, visit: ChunkVisitor): void {
  const c = new Cursor(packed, 'xz');
  c.skip(STREAM_HEADER_BYTES, 'stream header');
  const headerBytes = (c.u8('block header size') + 1) * 4;
  if (headerBytes === 4) return;
  const header = new Cursor(packed.subarray(c.offset, c.offset + headerBytes - 1), 'xz', { base: c.offset });
  const { dictionary, filter } = blockHeader(header);
  c.seek(STREAM_HEADER_BYTES + headerBytes, 'block');
  const whole = decodeLzma2(c, dictionary, (chunk) => visit(filter === undefined ? chunk : filter.push(chunk)));
  if (whole && filter !== undefined) visit(filter.end());
}

function blockHeader(c: Cursor): { dictionary: number; filter: Filter | undefined } {
  const flags = c.u8('block flags');
  if ((flags & 0x40) !== 0) multibyte(c);
  if ((flags & 0x80) !== 0) multibyte(c);
  let filter: Filter | undefined;
  let dictionary: number | undefined;
  for (let left = (flags & 3) + 1; left > 0; left -= 1) {
    const id = multibyte(c);
    const properties = c.take(multibyte(c), 'filter properties');
    const make = FILTERS.get(id);
    if (make !== undefined) filter = make();
    else if (id === FILTER_LZMA2) dictionary = dictionarySize(properties[0] ?? 0);
    else c.fail(FormatErrorCode.Unsupported, 'filter', `filter 0x${id.toString(16)}`);
  }
  if (dictionary === undefined) return c.fail(FormatErrorCode.Unsupported, 'filter', 'no LZMA2');
  return { dictionary, filter };
}

function dictionarySize(bits: number): number {
  const size = bits > 40 ? Infinity : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
  if (size > MAX_DICTIONARY_BYTES) {
    throw new FormatError(FormatErrorCode.Limit, { format: 'xz', field: 'dictionary' }, `${size} bytes`);
  }
  return size;
}

/** Answers whether all came out; false where `visit` had seen enough. */
function decodeLzma2(c: Cursor, dictionary: number, visit: ChunkVisitor): boolean {
  const window = new Window(dictionary, 2 * MAX_CHUNK_BYTES);
  const lzma = new LzmaDecoder(window);
  for (let first = true; ; first = false) {
    const control = c.u8('chunk');
    if (control === 0) return true;
    const resetsDictionary = control === 1 || control >= 0xe0;
    if (first && !resetsDictionary) throw bad('the first chunk does not reset the dictionary');
    if (resetsDictionary) window.forget();
    let start: number;
    if (control >= 0x80) {
      const unpacked = (control & 0x1f) * 65536 + bigEndian16(c) + 1;
      const packed = bigEndian16(c) + 1;
      const reset = (control >> 5) & 3;
      if (reset >= 2) lzma.setProperties(c.u8('LZMA properties'));
      if (reset >= 1) lzma.resetState();
      if (reset === 3) lzma.resetPosition();
      start = window.reserve(unpacked);
      lzma.decode(c.take(packed, 'chunk'), unpacked);
    } else if (control <= 2) {
      const length = bigEndian16(c) + 1;
      start = window.reserve(length);
      window.append(c.take(length, 'chunk'));
      if (control === 1) lzma.resetPosition();
      lzma.skip(length);
    } else throw bad(`chunk of type ${control}`);
    if (visit(window.slice(start))) return false;
  }
}

function bigEndian16(c: Cursor): number {
  return c.u8('chunk size') * 256 + c.u8('chunk size');
}

function multibyte(c: Cursor): number {
  let value = 0;
  for (let shift = 1; ; shift *= 128) {
    const byte = c.u8('number');
    value += (byte & 0x7f) * shift;
    if (byte < 0x80) return value;
    if (shift > 2 ** 40) c.fail(FormatErrorCode.Limit, 'number', 'longer than any size');
  }
}
