import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExtentList, ExtentMap } from '../../../../shared/bytes/extent-map.ts';

const extents = fc.array(fc.record({ start: fc.nat(60), lengthBytes: fc.nat(30), target: fc.nat(1000) }), {
  maxLength: 25,
});

function build(list: readonly { start: number; lengthBytes: number; target: number }[]): ExtentMap {
  const extentList = new ExtentList(1);
  for (const { start, lengthBytes, target } of list) extentList.add(start, lengthBytes, target);
  return ExtentMap.build(extentList);
}

describe('ExtentMap', () => {
  it('answers as if every extent had been written in turn', () => {
    fc.assert(
      fc.property(extents, fc.nat(80), fc.nat(40), (list, from, length) => {
        const written = new Map<number, number>();
        for (const { start, lengthBytes, target } of list) {
          for (let i = 0; i < lengthBytes; i++) written.set(start + i, target + i);
        }
        const found = new Map<number, number>();
        for (const { start, lengthBytes, target } of build(list).find(from, length)) {
          for (let i = 0; i < lengthBytes; i++) found.set(start + i, target + i);
        }
        const expected = [...written].filter(([at]) => at >= from && at < from + length);
        expect(found).toEqual(new Map(expected));
      }),
    );
  });

  it('holds at most two ranges less one for each extent, sorted, without overlaps', () => {
    fc.assert(
      fc.property(extents, (list) => {
        const map = build(list);
        let end = -1;
        for (const { start, lengthBytes } of map) {
          expect(start).toBeGreaterThanOrEqual(end);
          expect(lengthBytes).toBeGreaterThan(0);
          end = start + lengthBytes;
        }
        expect(map.size).toBeLessThanOrEqual(Math.max(0, 2 * list.length - 1));
        expect(map.end).toBe(Math.max(0, end));
      }),
    );
  });
});
