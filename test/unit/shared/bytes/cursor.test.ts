import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Cursor } from '../../../../shared/bytes/cursor.ts';
import { FormatError } from '../../../../shared/errors.ts';

describe('Cursor', () => {
  it('reads both endians and names the field it could not read', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    expect(new Cursor(bytes, 'x').u32('a')).toBe(0x04030201);
    expect(new Cursor(bytes, 'x', { littleEndian: false }).u32('a')).toBe(0x01020304);
    expect(() => new Cursor(bytes, 'btf', { base: 0x100 }).skip(2, 'pad').u32('header.size')).toThrow(
      'btf: header.size at byte 0x102: 4 bytes needed, 2 left',
    );
  });

  it('refuses a size that a number cannot hold', () => {
    const bytes = new Uint8Array(8).fill(0xff);
    expect(() => new Cursor(bytes, 'x').size64('size')).toThrow(FormatError);
  });

  it('throws nothing but FormatError, whatever is asked', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), fc.array(fc.integer({ min: -4, max: 40 })), (bytes, steps) => {
        const cursor = new Cursor(bytes, 'x');
        try {
          for (const step of steps) {
            cursor.seek(step, 'seek');
            cursor.u64('word');
            cursor.take(step, 'bytes');
          }
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
        expect(cursor.offset).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
