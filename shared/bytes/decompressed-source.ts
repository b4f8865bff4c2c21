import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Transform } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FormatError, FormatErrorCode, PurgatoryError, messageOf } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { handleSource } from './file-source.ts';
import type { ClosableSource } from './file-source.ts';
import { readOne } from './pending.ts';
import { ZstdFrameSplitter } from '../codecs/zstd-frames.ts';

export const Wrapping = { Gzip: 'gzip', Zstd: 'zstd', Xz: 'xz' } as const;
export type Wrapping = (typeof Wrapping)[keyof typeof Wrapping];

export interface DecompressOptions {
  /** Where the temporary file goes; default the system's directory for those. */
  readonly directory?: string;
  /** What decompresses to more is refused; default 256 GiB. Nine tenths of the free space are a limit as well. */
  readonly maxBytes?: number;
  /** Sees the first bytes (4096, or all) before the rest is decompressed; throws when going on is pointless. */
  readonly checkHead?: (head: Uint8Array) => void;
}

export interface DecompressedSource extends ClosableSource {
  /** Why decompression stopped before the end; what came out until then is there. */
  readonly problem: string | undefined;
}

const DEFAULT_MAX_BYTES = 256 * 1024 ** 3;
const HEAD_BYTES = 4096;
const WINDOW_BYTES = 4 * 1024 * 1024;

/**
 * The content of a compressed file, decompressed once to a temporary file: none of the three formats can be entered in
 * the middle. The file has no name any more when this returns: it is gone when the source is closed, or the process is.
 *
 * @throws {FormatError} `limit` for more than there is room for, `bad-value` where nothing comes out
 */
export async function decompressedSource(
  source: ByteSource,
  wrapping: Wrapping,
  options: DecompressOptions = {},
): Promise<DecompressedSource> {
  const directory = options.directory ?? tmpdir();
  const limitBytes = Math.min(options.maxBytes ?? DEFAULT_MAX_BYTES, await roomIn(directory));
  const handle = await namelessFile(directory);
  try {
    const sink = new Sink(handle, source.name, wrapping, limitBytes, options.checkHead);
    const problem = await drain(source, wrapping, sink);
    await sink.finish();
    if (sink.sizeBytes === 0) {
      const place = { format: wrapping, field: source.name };
      throw new FormatError(FormatErrorCode.BadValue, place, problem ?? 'nothing comes out of it');
    }
    return { ...handleSource(handle, source.name, sink.sizeBytes), problem };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function drain(source: ByteSource, wrapping: Wrapping, sink: Sink): Promise<string | undefined> {
  try {
    await DECODERS[wrapping](source, sink);
    return undefined;
  } catch (error) {
    if (error instanceof PurgatoryError || isSystemError(error)) throw error;
    return `the ${wrapping} file breaks off or is damaged after ${sink.sizeBytes} bytes: ${messageOf(error)}`;
  }
}

const DECODERS = {
  gzip: (source, sink) => through(chunks(source), createGunzip(), sink),
  zstd: decodeZstd,
  xz: async (source, sink) => {
    const { default: xz } = await import('xz-decompress');
    const stream = new xz.XzReadableStream(Readable.toWeb(Readable.from(chunks(source))));
    for await (const chunk of stream) await sink.write(chunk);
  },
} as const satisfies Record<Wrapping, (source: ByteSource, sink: Sink) => Promise<void>>;

async function decodeZstd(source: ByteSource, sink: Sink): Promise<void> {
  const splitter = new ZstdFrameSplitter();
  const pieces = zstdPieces(source, splitter);
  for (;;) {
    // Each turn takes the pieces of one frame from the shared generator.
    const first = await pieces.next();
    if (first.done === true) break;
    if (first.value === 'frame-end') continue;
    const { bytes } = first.value;
    await through(oneFrame(bytes, pieces), createZstdDecompress(), sink);
  }
  if (!splitter.isBetweenFrames) throw new Error('unexpected end of file');
}

type Pieces = AsyncGenerator<{ readonly bytes: Uint8Array } | 'frame-end', void>;

async function* zstdPieces(source: ByteSource, splitter: ZstdFrameSplitter): Pieces {
  for await (const chunk of chunks(source)) {
    yield* splitter.push(chunk);
    if (splitter.trailing) return;
  }
}

async function* oneFrame(first: Uint8Array, pieces: Pieces): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const piece = await pieces.next();
    if (piece.done === true || piece.value === 'frame-end') return;
    yield piece.value.bytes;
  }
}

async function through(input: AsyncIterable<Uint8Array>, decoder: Transform, sink: Sink): Promise<void> {
  await pipeline(Readable.from(input), decoder, async (output: AsyncIterable<Buffer>) => {
    for await (const chunk of output) await sink.write(chunk);
  });
}

async function* chunks(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.sizeBytes; offset += WINDOW_BYTES) {
    yield await readOne(source, { offset, length: Math.min(WINDOW_BYTES, source.sizeBytes - offset) });
  }
}

/** Writes what comes out, as long as there may be more of it. */
class Sink {
  sizeBytes = 0;
  readonly #handle: FileHandle;
  readonly #name: string;
  readonly #wrapping: Wrapping;
  readonly #limitBytes: number;
  #checkHead: ((head: Uint8Array) => void) | undefined;
  #head: Uint8Array = new Uint8Array(0);

  constructor(
    handle: FileHandle,
    name: string,
    wrapping: Wrapping,
    limitBytes: number,
    checkHead: ((head: Uint8Array) => void) | undefined,
  ) {
    this.#handle = handle;
    this.#name = name;
    this.#wrapping = wrapping;
    this.#limitBytes = limitBytes;
    this.#checkHead = checkHead;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#checkHead !== undefined) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES)]);
      if (this.#head.length >= HEAD_BYTES) this.#headIsThere();
    }
    if (this.sizeBytes + chunk.length > this.#limitBytes) {
      throw new FormatError(
        FormatErrorCode.Limit,
        { format: this.#wrapping, field: this.#name },
        `it decompresses to more than ${this.#limitBytes} bytes, which is all there is room for: decompress it where ` +
          'there is more (TMPDIR says where the temporary file goes), or have makedumpfile compress, whose files are read as they are',
      );
    }
    let done = 0;
    while (done < chunk.length) {
      const { bytesWritten } = await this.#handle.write(chunk, done, chunk.length - done, this.sizeBytes);
      done += bytesWritten;
      this.sizeBytes += bytesWritten;
    }
  }

  finish(): Promise<void> {
    if (this.#checkHead !== undefined && this.sizeBytes > 0) this.#headIsThere();
    return Promise.resolve();
  }

  #headIsThere(): void {
    this.#checkHead?.(this.#head);
    this.#checkHead = undefined;
  }
}

async function namelessFile(directory: string): Promise<FileHandle> {
  const own = await mkdtemp(join(directory, 'purgatory-'));
  try {
    return await open(join(own, 'vmcore'), 'wx+', 0o600);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function roomIn(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return Math.floor(bavail * bsize * 0.9);
}

/** Disk full, I/O error: not the compressed file's fault. */
function isSystemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
