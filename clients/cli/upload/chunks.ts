/** Reading a dump chunk by chunk, with the digests that the protocol asks for. */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { FormatError, FormatErrorCode } from '../../../shared/errors.ts';

const READ_BYTES = 2 ** 20;

export interface HashedChunk {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
  readonly zero: boolean;
}

/** The digest and the content of one chunk. `whole` is fed on the way. */
export async function hashChunk(
  file: FileHandle,
  name: string,
  place: { readonly index: number; readonly offset: number; readonly length: number },
  whole?: Hash,
): Promise<HashedChunk> {
  const hash = createHash('sha256');
  let zero = true;
  for await (const bytes of readRange(file, name, place)) {
    hash.update(bytes);
    whole?.update(bytes);
    zero &&= isZero(bytes);
  }
  return { ...place, sha256: hash.digest('hex'), zero };
}

/** The bytes of a range, in pieces that are never written to again: a socket may still hold them. */
export async function* readRange(
  file: FileHandle,
  name: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length;) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, length - done));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset + done);
    if (bytesRead === 0) {
      throw new FormatError(
        FormatErrorCode.Truncated,
        { format: name, field: 'chunk', offset: offset + done },
        'the dump became shorter while it was read',
      );
    }
    yield buffer.subarray(0, bytesRead);
    done += bytesRead;
  }
}

export function isZero(bytes: Uint8Array): boolean {
  // Node compares at the speed of memory; the first byte decides most cases.
  return bytes.length === 0 || (bytes[0] === 0 && Buffer.compare(bytes.subarray(1), bytes.subarray(0, -1)) === 0);
}
