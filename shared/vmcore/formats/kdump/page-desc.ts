import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { Codec } from '../../../codecs/page-codec.ts';
import { DumpFlag } from './header.ts';

/** `struct page_desc { off_t offset; u32 size; u32 flags; u64 page_flags; }` */
export const PAGE_DESC_BYTES = 24;
/** A table up to this size is read in one piece, that of 2.7 GiB of pages: it costs less than the rounds it saves. */
const WHOLE_TABLE_BYTES = 16 * 1024 * 1024;
/** A larger one is read in pieces of as many descriptors, 64 KiB: one round then serves the neighbourhood. */
const DESCS_PER_PIECE = 2730;
const MAX_CACHED_PIECES = 256;

export interface PageDesc {
  readonly offset: number;
  readonly sizeBytes: number;
  /** Undefined where the flags say nothing that makes sense. */
  readonly codec: Codec | undefined;
  readonly flags: number;
}

const CODEC_BY_FLAG: ReadonlyMap<number, Codec> = new Map([
  [0, Codec.None],
  [DumpFlag.Zlib, Codec.Zlib],
  [DumpFlag.Lzo, Codec.Lzo],
  [DumpFlag.Snappy, Codec.Snappy],
  [DumpFlag.Zstd, Codec.Zstd],
]);
const CODEC_FLAGS = DumpFlag.Zlib | DumpFlag.Lzo | DumpFlag.Snappy | DumpFlag.Zstd;

/** The codec that status or page flags name; undefined for two at once. */
export function codecOf(flags: number): Codec | undefined {
  return CODEC_BY_FLAG.get(flags & CODEC_FLAGS);
}

/** The table of page descriptors, read by pieces. */
export class PageDescTable {
  readonly #source: ByteSource;
  readonly #offset: number;
  readonly #perPiece: number;
  readonly #pieces = new Map<number, Uint8Array>();
  readonly #loading = new Map<number, Promise<Uint8Array | undefined>>();

  /** @param count how many descriptors the table has at most: for those of a file that is cut, fewer are there */
  constructor(source: ByteSource, offset: number, count: number) {
    this.#source = source;
    this.#offset = offset;
    this.#perPiece = count * PAGE_DESC_BYTES <= WHOLE_TABLE_BYTES ? Math.max(count, 1) : DESCS_PER_PIECE;
  }

  /**
   * The descriptors at `indexes`, in one round. `lost` for one that the file ends before, undefined for one that has
   * not arrived yet.
   */
  async read(indexes: readonly number[]): Promise<readonly (PageDesc | 'lost' | undefined)[]> {
    const needed = [...new Set(indexes.map((index) => Math.floor(index / this.#perPiece)))];
    const held = new Map<number, Uint8Array | undefined>();
    const missing: number[] = [];
    for (const piece of needed) {
      const cached = this.#pieces.get(piece);
      if (cached !== undefined) {
        this.#keep(piece, cached);
        held.set(piece, cached);
      } else if (!this.#loading.has(piece)) missing.push(piece);
    }
    if (missing.length > 0) this.#load(missing);
    for (const piece of needed) {
      if (!held.has(piece)) held.set(piece, await this.#loading.get(piece));
    }
    const tables = new Map([...held].map(([piece, bytes]) => [piece, bytes && new LittleEndian(bytes)]));
    return indexes.map((index) => {
      const table = tables.get(Math.floor(index / this.#perPiece));
      return table && readDesc(table, index % this.#perPiece);
    });
  }

  /** Reads pieces in one round; whoever asks for one of them meanwhile waits for the same. */
  #load(pieces: readonly number[]): void {
    const reading = this.#source.read(pieces.map((piece) => this.#range(piece)));
    pieces.forEach((piece, i) => {
      const loading = reading.then((read) => {
        const bytes = read[i];
        if (bytes !== undefined) this.#keep(piece, bytes);
        return bytes;
      });
      this.#loading.set(piece, loading);
      const done = (): void => {
        this.#loading.delete(piece);
      };
      loading.then(done, done);
    });
  }

  /** A piece as far as the file has it. */
  #range(piece: number): { offset: number; length: number } {
    const offset = Math.min(this.#offset + piece * this.#perPiece * PAGE_DESC_BYTES, this.#source.sizeBytes);
    return { offset, length: Math.min(this.#perPiece * PAGE_DESC_BYTES, this.#source.sizeBytes - offset) };
  }

  #keep(piece: number, bytes: Uint8Array): void {
    this.#pieces.delete(piece);
    this.#pieces.set(piece, bytes);
    for (const oldest of this.#pieces.keys()) {
      if (this.#pieces.size <= MAX_CACHED_PIECES) break;
      this.#pieces.delete(oldest);
    }
  }
}

function readDesc(piece: LittleEndian, index: number): PageDesc | 'lost' {
  const start = index * PAGE_DESC_BYTES;
  if (start + PAGE_DESC_BYTES > piece.length) return 'lost';
  // Beyond 2^53 it is not exact, and beyond every file.
  const offset = piece.u32(start) + piece.u32(start + 4) * 2 ** 32;
  const sizeBytes = piece.u32(start + 8);
  const flags = piece.u32(start + 12);
  // makedumpfile leaves the descriptors behind a break zero: no page lies at offset 0, the header does.
  if (offset === 0) return 'lost';
  return { offset, sizeBytes, codec: codecOf(flags), flags };
}
