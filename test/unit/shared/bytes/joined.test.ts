import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Joined, joined } from '../../../../shared/bytes/joined.ts';

describe('pieces that are joined', () => {
  it('are the memory that they lie in, where they lie one behind the other', () => {
    const whole = Uint8Array.from({ length: 20 }, (_, i) => i);
    const bytes = joined([whole.subarray(3, 8), whole.subarray(8, 9), whole.subarray(9, 17)]);
    expect(bytes.buffer).toBe(whole.buffer);
    expect([...bytes]).toEqual([...whole.subarray(3, 17)]);
  });

  it('are a copy elsewhere, and the same bytes', () => {
    const whole = Uint8Array.from({ length: 64 }, (_, i) => i);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(64), fc.nat(64)), { maxLength: 6 }), (pieces) => {
        const parts = pieces.map(([from, to]) => whole.subarray(from, to));
        expect([...joined(parts)]).toEqual(parts.flatMap((part) => [...part]));
      }),
    );
  });

  it('do not take in what lies as far in other memory', () => {
    const pieces = new Joined();
    expect(pieces.add(new Uint8Array(8).subarray(0, 4))).toBe(true);
    expect(pieces.add(new Uint8Array(8).subarray(4))).toBe(false);
    expect(pieces.length).toBe(4);
  });
});
