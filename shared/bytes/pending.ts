import { TransientError } from '../errors.ts';
import type { ByteRange, ByteSource } from './byte-source.ts';

/** Bytes that are needed now have not arrived yet: an upload still under way. `ranges` says which to wait for. */
export class PendingBytesError extends TransientError {
  readonly ranges: readonly ByteRange[];

  constructor(source: Pick<ByteSource, 'name'>, ranges: readonly ByteRange[]) {
    const [first] = ranges;
    const which = first === undefined ? '' : ` ${first.offset}..${first.offset + first.length}`;
    super(`${source.name}: bytes${which} have not arrived yet`);
    this.ranges = ranges;
  }
}

/**
 * Reads ranges without which nothing can go on.
 *
 * @throws {PendingBytesError} that names every range not there yet
 */
export async function readAll(source: ByteSource, ranges: readonly ByteRange[]): Promise<readonly Uint8Array[]> {
  const answers = await source.read(ranges);
  const pending = ranges.filter((_, i) => answers[i] === undefined);
  if (pending.length > 0) throw new PendingBytesError(source, pending);
  return answers.filter((bytes) => bytes !== undefined);
}

/** {@link readAll} for a single range. */
export async function readOne(source: ByteSource, range: ByteRange): Promise<Uint8Array> {
  const [bytes] = await readAll(source, [range]);
  return bytes ?? new Uint8Array(0);
}
