import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { handleSource } from '../../bytes/file-source.ts';
import type { ClosableSource } from '../../bytes/file-source.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';

export interface TemporaryFileOptions {
  readonly directory: string;
  readonly maxBytes: number;
}

/**
 * The bytes as a file that has no name: it is gone when the source is closed, or the process is.
 *
 * @throws {FormatError} `limit` for more than `maxBytes`, or than nine tenths of the room that is left
 */
export async function temporaryFile(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  { directory, maxBytes }: TemporaryFileOptions,
): Promise<ClosableSource> {
  const { bavail, bsize } = await statfs(directory);
  const limit = Math.min(maxBytes, Math.floor(bavail * bsize * 0.9));
  const handle = await namelessFile(directory);
  try {
    let sizeBytes = 0;
    for await (const piece of bytes) {
      if (sizeBytes + piece.length > limit) {
        const place = { format: 'file', field: name };
        throw new FormatError(
          FormatErrorCode.Limit,
          place,
          `more than ${limit} bytes: set TMPDIR to where there is room`,
        );
      }
      for (let done = 0; done < piece.length;) {
        const { bytesWritten } = await handle.write(piece, done, piece.length - done, sizeBytes + done);
        done += bytesWritten;
      }
      sizeBytes += piece.length;
    }
    return handleSource(handle, name, sizeBytes);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function namelessFile(directory: string): Promise<FileHandle> {
  const own = await mkdtemp(join(directory, 'purgatory-'));
  try {
    return await open(join(own, 'debug'), 'wx+', 0o600);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
