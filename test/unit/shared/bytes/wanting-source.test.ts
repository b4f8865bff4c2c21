import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ByteRange, ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { planWants, wantingSource } from '../../../../shared/bytes/wanting-source.ts';

const LIMITS = { alignBytes: 16, gapBytes: 16, maxRanges: 100, maxBytes: 10_000 };
const range = (offset: number, length: number): ByteRange => ({ offset, length });

describe('wantingSource', () => {
  it('notes each range that was answered with nothing once, in the order of asking', async () => {
    const source: ByteSource = {
      name: 'half',
      sizeBytes: 100,
      read: (ranges) => Promise.resolve(ranges.map((r) => (r.offset < 50 ? new Uint8Array(r.length) : undefined))),
    };
    const wanting = wantingSource(source);
    await wanting.read([range(60, 4), range(0, 4)]);
    await wanting.read([range(50, 8), range(60, 4), range(99, 0)]);
    expect(wanting.faults).toEqual([range(60, 4), range(50, 8)]);
  });
});

describe('planWants', () => {
  it('rounds to blocks, merges what is near, and keeps the most urgent first', () => {
    expect(planWants([range(500, 4), range(70, 2), range(100, 4)], [], 1000, LIMITS)).toEqual([
      range(496, 16),
      range(64, 48),
    ]);
  });

  it('ends at the end of the dump', () => {
    expect(planWants([range(995, 5)], [], 1000, LIMITS)).toEqual([range(992, 8)]);
  });

  it('leaves out what has arrived', () => {
    expect(planWants([range(0, 160)], [range(32, 32), range(96, 16)], 1000, { ...LIMITS, gapBytes: 0 })).toEqual([
      range(0, 32),
      range(64, 32),
      range(112, 48),
    ]);
  });

  it('leaves for the next round what passes the limits', () => {
    const faults = [range(0, 16), range(100, 64), range(400, 16)];
    expect(planWants(faults, [], 1000, { ...LIMITS, maxBytes: 48 })).toEqual([range(0, 16), range(96, 32)]);
    expect(planWants(faults, [], 1000, { ...LIMITS, maxRanges: 1 })).toEqual([range(0, 16)]);
  });

  it('wants every byte of a fault that is not there, in whole blocks that do not overlap', () => {
    const ranges = fc.array(fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 90 })), { maxLength: 8 });
    fc.assert(
      fc.property(ranges, ranges, (asked, there) => {
        const present = new Uint8Array(1000);
        for (const [offset, length] of there) present.fill(1, offset, offset + length);
        const arrived: { offset: number; length: number }[] = [];
        present.forEach((is, at) => {
          const last = arrived.at(-1);
          if (is === 0) return;
          if (last !== undefined && last.offset + last.length === at) last.length++;
          else arrived.push({ offset: at, length: 1 });
        });
        const wants = planWants(
          asked.map(([offset, length]) => range(offset, length)),
          arrived,
          1000,
          LIMITS,
        );
        const wanted = new Uint8Array(1000);
        for (const { offset, length } of wants) {
          expect(offset % 16).toBe(0);
          expect(length % 16 === 0 || offset + length === 1000).toBe(true);
          expect(wanted.subarray(offset, offset + length).every((taken) => taken === 0)).toBe(true);
          wanted.fill(1, offset, offset + length);
        }
        for (const [offset, length] of asked) {
          for (let at = offset; at < offset + length; at++) expect(present[at] === 1 || wanted[at] === 1).toBe(true);
        }
      }),
    );
  });
});
