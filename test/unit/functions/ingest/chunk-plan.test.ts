import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canBeZeros, chunkBytesFor, toRanges } from '../../../../functions/ingest/chunk-plan.ts';
import { chunkLength } from '../../../../shared/aws/uploads/items.ts';
import { MAX_CHUNK_BYTES, MAX_CHUNKS, MAX_DUMP_BYTES, MIN_CHUNK_BYTES } from '../../../../shared/contract/uploads.ts';
import { sha256 } from './harness.ts';

const sizes = fc.integer({ min: 0, max: MAX_DUMP_BYTES });

describe('chunkBytesFor', () => {
  it('makes a power of two, of no more chunks than one object can have parts, none larger than a PUT can be', () => {
    fc.assert(
      fc.property(sizes, (sizeBytes) => {
        const chunkBytes = chunkBytesFor(sizeBytes);
        expect(Number.isInteger(Math.log2(chunkBytes))).toBe(true);
        expect(chunkBytes).toBeGreaterThanOrEqual(MIN_CHUNK_BYTES);
        expect(chunkBytes).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
        expect(Math.ceil(sizeBytes / chunkBytes)).toBeLessThanOrEqual(MAX_CHUNKS);
      }),
    );
    expect(chunkBytesFor(MAX_DUMP_BYTES)).toBe(MAX_CHUNK_BYTES);
  });

  it('cuts so that the chunks add up to the dump', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 33 }), (sizeBytes) => {
        const chunkBytes = chunkBytesFor(sizeBytes);
        const chunkCount = Math.ceil(sizeBytes / chunkBytes);
        const last = chunkLength({ sizeBytes, chunkBytes, chunkCount }, chunkCount - 1);
        expect((chunkCount - 1) * chunkBytes + last).toBe(sizeBytes);
        expect(last).toBeGreaterThan(0);
      }),
    );
  });
});

describe('toRanges', () => {
  it.each([
    [[], []],
    [[4], [[4, 4]]],
    [
      [0, 1, 2, 5, 6, 9],
      [
        [0, 2],
        [5, 6],
        [9, 9],
      ],
    ],
  ])('%j -> %j', (indices, ranges) => {
    expect(toRanges(indices)).toEqual(ranges);
  });
});

describe('canBeZeros', () => {
  it('knows the digest of zeros, of any length', () => {
    for (const length of [1, 4096, 8 * 2 ** 20, 3 * 2 ** 20 + 1]) {
      expect(canBeZeros(sha256(new Uint8Array(length)), length)).toBe(true);
      expect(canBeZeros(sha256(new Uint8Array(length + 1)), length)).toBe(false);
    }
  });
});
