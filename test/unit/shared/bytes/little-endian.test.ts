import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LittleEndian } from '../../../../shared/bytes/little-endian.ts';
import { FormatError } from '../../../../shared/errors.ts';

describe('LittleEndian', () => {
  const bytes = Buffer.from('00f1f2f3f4f5f6f7f8ff', 'hex').subarray(1);
  const view = new LittleEndian(bytes);

  it('reads what a Buffer reads, also of bytes within others', () => {
    expect([view.u8(0), view.i8(0)]).toEqual([0xf1, -15]);
    expect([view.u16(1), view.i16(1)]).toEqual([bytes.readUInt16LE(1), bytes.readInt16LE(1)]);
    expect([view.u32(2), view.i32(2)]).toEqual([bytes.readUInt32LE(2), bytes.readInt32LE(2)]);
    expect([view.u64(1), view.i64(1)]).toEqual([bytes.readBigUInt64LE(1), bytes.readBigInt64LE(1)]);
    expect(view.length).toBe(9);
  });

  it('gives all of it as words, wherever it lies in other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(7), (all, from) => {
        const part = new LittleEndian(all.subarray(from));
        const expected = Array.from({ length: Math.floor(part.length / 4) }, (_, i) => part.u32(i * 4));
        expect([...part.words()]).toEqual(expected);
      }),
    );
  });

  it('answers every read that would pass the end, or is at no place, with a typed error', () => {
    const reads = [
      ['u8', 1],
      ['i8', 1],
      ['u16', 2],
      ['i16', 2],
      ['u32', 4],
      ['i32', 4],
      ['u64', 8],
      ['i64', 8],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...reads), fc.integer({ min: -20, max: 40 }), ([read, length], at) => {
        if (at >= 0 && at + length <= bytes.length) view[read](at);
        else expect(() => view[read](at)).toThrow(FormatError);
      }),
    );
    expect(() => view.u32(Number.NaN)).toThrow(FormatError);
  });
});
