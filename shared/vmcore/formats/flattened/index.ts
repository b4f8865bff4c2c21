import { checkRange } from '../../../bytes/byte-source.ts';
import type { ByteRange, ByteSource } from '../../../bytes/byte-source.ts';
import type { Extent } from '../../../bytes/extent-map.ts';
import type { FlattenedIndex } from './records.ts';

export { indexFlattened } from './records.ts';
export type { FlattenedIndex } from './records.ts';
export { decodeFlattenedIndex, encodeFlattenedIndex } from './stored-index.ts';

/** The dump that a flattened file holds, as `makedumpfile -R` would write it: what no record wrote is zeros. */
export function unflatten(source: ByteSource, index: FlattenedIndex): ByteSource {
  const { extents } = index;
  const self: ByteSource = {
    name: source.name,
    sizeBytes: extents.end,
    async read(ranges) {
      for (const range of ranges) checkRange(self, range);
      const plans = ranges.map((range) => extents.find(range.offset, range.length));
      const wanted = plans.flat().map(({ target, lengthBytes }) => ({ offset: target, length: lengthBytes }));
      const fetched = wanted.length === 0 ? [] : await source.read(wanted);
      let next = 0;
      return ranges.map((range, i) => {
        const plan = plans[i] ?? [];
        const pieces = fetched.slice(next, next + plan.length);
        next += plan.length;
        return assemble(range, plan, pieces);
      });
    },
  };
  return self;
}

function assemble(
  range: ByteRange,
  plan: readonly Extent[],
  pieces: readonly (Uint8Array | undefined)[],
): Uint8Array | undefined {
  const [only] = pieces;
  if (pieces.length === 1 && (only === undefined || only.length === range.length)) return only;
  const bytes = new Uint8Array(range.length);
  for (const [i, extent] of plan.entries()) {
    const piece = pieces[i];
    if (piece === undefined) return undefined;
    bytes.set(piece, extent.start - range.offset);
  }
  return bytes;
}
