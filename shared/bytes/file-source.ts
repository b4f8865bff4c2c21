import { plainBytes } from './plain-bytes.ts';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FormatError, FormatErrorCode, InputError, NotFoundError, codeOf } from '../errors.ts';
import { checkRange } from './byte-source.ts';
import { mergeRanges } from './counting-source.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';

/** So much between two ranges is read along with them: that takes less than a call of its own, which goes to another thread and back. */
const GAP_BYTES = 16 * 1024;
const MAX_READ_BYTES = 8 * 1024 * 1024;

/** A {@link ByteSource} that holds something open until `close`. */
export interface ClosableSource extends ByteSource {
  close(): Promise<void>;
}

/**
 * The bytes of a regular file, by positional reads, all ranges of a call at the same time, near ones by one read.
 *
 * @throws {NotFoundError} when there is no such file
 * @throws {InputError} for what is not a regular file, or may not be read
 */
export async function fileSource(path: string): Promise<ClosableSource> {
  const handle = await openForReading(path);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new InputError(`${path} is ${stat.isDirectory() ? 'a directory' : 'not a regular file'}`, {
        field: 'path',
      });
    }
    return handleSource(handle, path, stat.size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The first `sizeBytes` bytes of an open file, which is closed with the source. */
export function handleSource(handle: FileHandle, name: string, sizeBytes: number): ClosableSource {
  const source: ClosableSource = {
    name,
    sizeBytes,
    async read(ranges) {
      for (const range of ranges) checkRange(source, range);
      const { merged, home } = mergeRanges(ranges, GAP_BYTES, MAX_READ_BYTES);
      const read = await Promise.all(merged.map((range) => readRange(handle, name, range)));
      return ranges.map(({ offset, length }, i) => {
        const start = offset - (merged[home[i] ?? 0]?.offset ?? offset);
        return length === 0 ? new Uint8Array(0) : read[home[i] ?? 0]?.subarray(start, start + length);
      });
    },
    async readInto(offset, target) {
      checkRange(source, { offset, length: target.length });
      await fill(handle, name, offset, target);
    },
    close: () => handle.close(),
  };
  return source;
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new NotFoundError(`${path}: no such file`, { cause });
    if (code === 'EACCES' || code === 'EPERM') throw new InputError(`${path}: may not be read`, { cause });
    throw new InputError(`${path}: can't be opened`, { cause });
  }
}

async function readRange(handle: FileHandle, path: string, { offset, length }: ByteRange): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(length);
  await fill(handle, path, offset, bytes);
  return plainBytes(bytes);
}

async function fill(handle: FileHandle, path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const { length } = bytes;
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) {
      throw new FormatError(
        FormatErrorCode.Truncated,
        { format: path, field: 'range', offset },
        `${length} bytes needed, ${filled} found: the file became shorter while it was read`,
      );
    }
    filled += bytesRead;
  }
}
