import { TransientError } from '../errors.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';

/**
 * One range, which must be there.
 *
 * @throws {FormatError} `truncated` for a range that passes the end
 * @throws {TransientError} when the bytes have not arrived yet
 */
export async function readRange(source: ByteSource, range: ByteRange): Promise<Uint8Array> {
  const [bytes] = await source.read([range]);
  if (bytes === undefined) {
    throw new TransientError(`${source.name}: ${range.length} bytes from ${range.offset} have not arrived yet`);
  }
  return bytes;
}
