import { checkRange } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';

/**
 * Reads the first `headBytes` of `source` once, and answers from them what lies in them: the headers of a file are many
 * small reads, each of which depends on the one before.
 */
export async function headSource(source: ByteSource, headBytes: number): Promise<ByteSource> {
  const length = Math.min(headBytes, source.sizeBytes);
  const [head] = await source.read([{ offset: 0, length }]);
  if (head === undefined) return source;

  const self: ByteSource = {
    name: source.name,
    sizeBytes: source.sizeBytes,
    async read(ranges) {
      for (const range of ranges) checkRange(self, range);
      const isInHead = ranges.map((range) => range.offset + range.length <= length);
      const beyond = ranges.filter((_, i) => isInHead[i] !== true);
      const fetched = beyond.length === 0 ? [] : await source.read(beyond);
      let next = 0;
      return ranges.map((range, i) =>
        isInHead[i] === true ? head.subarray(range.offset, range.offset + range.length) : fetched[next++],
      );
    },
  };
  return self;
}
