import { FormatError, FormatErrorCode } from '../errors.ts';

/**
 * Where the frames of a zstd file end. A file can be several frames one behind the other (pzstd, `cat a.zst b.zst`), and
 * node:zlib stops after the first one: each must be given to a decoder of its own.
 *
 * A frame says its end nowhere: it is found by going from block header to block header (RFC 8878, section 3.1).
 */
const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_MASK = 0xfffffff0;
const BLOCK_HEADER_BYTES = 3;
const BLOCK_TYPE_RLE = 1;
const CHECKSUM_BYTES = 4;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;

/** The next thing the splitter waits for. */
type Step = 'magic' | 'frame-header' | 'skippable-size' | 'block-header' | 'end';

/** What `push` makes of a chunk: bytes of the current frame, or its end. */
export type FramePiece = { readonly bytes: Uint8Array } | 'frame-end';

export class ZstdFrameSplitter {
  #step: Step = 'magic';
  /** Bytes to pass through before the next step looks at any. */
  #passing = 0;
  #passingIsData = true;
  #header: number[] = [];
  #needed = 4;
  #hasChecksum = false;
  /** Whether what follows the last frame is no further one: junk, or padding. */
  trailing = false;

  /** Whether the bytes so far end between two frames. */
  get isBetweenFrames(): boolean {
    return this.trailing || (this.#step === 'magic' && this.#header.length === 0 && this.#passing === 0);
  }

  *push(chunk: Uint8Array): Generator<FramePiece> {
    let at = 0;
    while (at < chunk.length && !this.trailing) {
      if (this.#passing > 0) {
        const length = Math.min(this.#passing, chunk.length - at);
        if (this.#passingIsData) yield { bytes: chunk.subarray(at, at + length) };
        at += length;
        this.#passing -= length;
        if (this.#passing === 0 && this.#step === 'end') {
          yield 'frame-end';
          this.#expect('magic', 4);
        }
        continue;
      }
      this.#header.push(chunk[at] ?? 0);
      at += 1;
      if (this.#header.length < this.#needed) continue;
      yield* this.#advance();
    }
  }

  *#advance(): Generator<FramePiece> {
    const header = Uint8Array.from(this.#header);
    switch (this.#step) {
      case 'magic': {
        const magic = littleEndian(header);
        if (magic === FRAME_MAGIC) {
          yield { bytes: header };
          this.#expect('frame-header', 1);
        } else if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE_MAGIC) this.#expect('skippable-size', 4);
        else this.trailing = true;
        return;
      }
      case 'skippable-size':
        this.#passingIsData = false;
        this.#passing = littleEndian(header);
        this.#expect('magic', 4);
        return;
      case 'frame-header': {
        yield { bytes: header };
        const { headerBytes, hasChecksum } = frameHeader(header[0] ?? 0);
        this.#hasChecksum = hasChecksum;
        this.#passingIsData = true;
        this.#passing = headerBytes;
        this.#expect('block-header', BLOCK_HEADER_BYTES);
        return;
      }
      case 'block-header': {
        yield { bytes: header };
        const { isLast, sizeBytes } = blockHeader(littleEndian(header));
        this.#passing = sizeBytes;
        if (!isLast) this.#expect('block-header', BLOCK_HEADER_BYTES);
        else {
          this.#passing += this.#hasChecksum ? CHECKSUM_BYTES : 0;
          this.#expect('end', 0);
          if (this.#passing === 0) {
            yield 'frame-end';
            this.#expect('magic', 4);
          }
        }
        return;
      }
      case 'end':
        throw new FormatError(FormatErrorCode.BadValue, { format: 'zstd', field: 'frame' }, 'a frame has no end');
    }
  }

  #expect(step: Step, bytes: number): void {
    this.#step = step;
    this.#needed = bytes;
    this.#header = [];
  }
}

/**
 * Whether the bytes are one frame, from the first to the last of them, whose header says that `contentBytes` come out of it. Decoders
 * hold frames to that number, so frames like this can lie one behind the other and are still told apart by what comes out.
 */
export function isOneFrame(bytes: Uint8Array, contentBytes: number): boolean {
  const descriptor = bytes[4];
  if (descriptor === undefined || numberAt(bytes, 0, 4) !== FRAME_MAGIC) return false;
  const { sizeOffset, sizeBytes, headerBytes, hasChecksum } = frameHeader(descriptor);
  // A number of two bytes counts from 256.
  const content = numberAt(bytes, 5 + sizeOffset, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  if (sizeBytes === 0 || content !== contentBytes) return false;
  let next = 5 + headerBytes;
  for (let isLast = false; !isLast;) {
    if (next + BLOCK_HEADER_BYTES > bytes.length) return false;
    const block = blockHeader(numberAt(bytes, next, BLOCK_HEADER_BYTES));
    ({ isLast } = block);
    next += BLOCK_HEADER_BYTES + block.sizeBytes;
  }
  return next + (hasChecksum ? CHECKSUM_BYTES : 0) === bytes.length;
}

/** What the first byte behind the magic number says of the rest of the header; `sizeOffset` is where the content's size stands in it. */
function frameHeader(descriptor: number): {
  readonly sizeOffset: number;
  readonly sizeBytes: number;
  readonly headerBytes: number;
  readonly hasChecksum: boolean;
} {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 && isSingleSegment ? 1 : (CONTENT_SIZE_BYTES[sizeFlag] ?? 0);
  const sizeOffset = (isSingleSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0);
  return { sizeOffset, sizeBytes, headerBytes: sizeOffset + sizeBytes, hasChecksum: (descriptor & 4) !== 0 };
}

/** The three bytes before each block; `sizeBytes` is what the block takes of the file. */
function blockHeader(value: number): { readonly isLast: boolean; readonly sizeBytes: number } {
  const type = (value >> 1) & 3;
  return { isLast: (value & 1) !== 0, sizeBytes: type === BLOCK_TYPE_RLE ? 1 : value >> 3 };
}

function littleEndian(bytes: Uint8Array): number {
  return numberAt(bytes, 0, bytes.length);
}

/** Of `length` bytes; those behind the end count as zeros. */
function numberAt(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let at = offset + length - 1; at >= offset; at--) value = value * 256 + (bytes[at] ?? 0);
  return value;
}
