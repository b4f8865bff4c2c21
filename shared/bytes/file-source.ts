import { plainBytes } from './plain-bytes.ts';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FormatError, FormatErrorCode, InputError, NotFoundError, codeOf } from '../errors.ts';
import { checkRange } from './byte-source.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';

/** A {@link ByteSource} that holds something open until `close`. */
export interface ClosableSource extends ByteSource {
  close(): Promise<void>;
}

/**
 * The bytes of a regular file, by positional reads, all ranges of a call at the same time.
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
      return Promise.all(ranges.map((range) => readRange(handle, name, range)));
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
