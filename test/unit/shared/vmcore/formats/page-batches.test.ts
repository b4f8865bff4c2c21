import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inBatches } from '../../../../../shared/vmcore/formats/page-batches.ts';

const BATCH = 32_768;
const lengths = (...runs: [startPfn: number, endPfn: number][]) =>
  [...inBatches(runs.map(([startPfn, endPfn]) => ({ startPfn, endPfn })))].map(({ length }) => length);

describe('page frames in batches', () => {
  it('are never more than a batch, and no batch is empty', () => {
    expect(lengths()).toEqual([]);
    expect(lengths([7, 7])).toEqual([]);
    expect(lengths([0, BATCH])).toEqual([BATCH]);
    expect(lengths([0, BATCH + 1])).toEqual([BATCH, 1]);
    expect(lengths([0, BATCH - 1], [BATCH, BATCH + 2])).toEqual([BATCH, 1]);
  });

  it('are those of the runs, in their order', () => {
    const run = fc
      .tuple(fc.nat(2 ** 40), fc.nat(20))
      .map(([startPfn, length]) => ({ startPfn, endPfn: startPfn + length }));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), (runs) => {
        const each = runs.flatMap(({ startPfn, endPfn }) =>
          Array.from({ length: endPfn - startPfn }, (_, i) => startPfn + i),
        );
        expect([...inBatches(runs)].flat()).toEqual(each);
      }),
    );
  });
});
