import { plainBytes } from './plain-bytes.ts';
import { FormatError, FormatErrorCode } from '../errors.ts';

/** `length` bytes from `offset`. Both are bytes, whole, and not negative. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * Where the bytes of a dump or an image come from: a file, an S3 object, the chunks of an upload still under way, memory.
 *
 * One call of `read` is one *round*: an implementation fetches all its ranges at the same time, so callers gather what
 * they need and ask once. Over S3 a round costs some 20 ms whatever its number of ranges.
 */
export interface ByteSource {
  /** For messages: a path, `s3://…`, an upload's id. */
  readonly name: string;
  readonly sizeBytes: number;
  /**
   * Answers range i at index i: its bytes, all of them, or `undefined` where they have not arrived yet.
   * The answer may be a view of shared memory: callers do not write to it.
   *
   * @throws {FormatError} `truncated` for a range that passes the end
   * @throws {TransientError} when the bytes are there but can't be had now
   */
  read(ranges: readonly ByteRange[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * Where a source can: fills `target` with the bytes from `offset`, all of which are there. For reading from end to end without
   * a new buffer each time.
   */
  readInto?(offset: number, target: Uint8Array): Promise<void>;
}

/** Throws unless `range` lies within `source`. Every {@link ByteSource} calls it for every range. */
export function checkRange(source: Pick<ByteSource, 'name' | 'sizeBytes'>, range: ByteRange): void {
  const { offset, length } = range;
  const fits =
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    length <= source.sizeBytes - offset;
  if (!fits) {
    throw new FormatError(
      FormatErrorCode.Truncated,
      { format: source.name, field: 'range', offset },
      `${length} bytes needed, the file ends at ${source.sizeBytes}`,
    );
  }
}

/** The whole content, already in memory. */
export function memorySource(bytes: Uint8Array, name = 'memory'): ByteSource {
  const whole = plainBytes(bytes);
  const source: ByteSource = {
    name,
    sizeBytes: whole.length,
    read(ranges) {
      for (const range of ranges) checkRange(source, range);
      return Promise.resolve(ranges.map(({ offset, length }) => whole.subarray(offset, offset + length)));
    },
  };
  return source;
}
