import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isLz4, unpackLz4 } from '../../../../shared/codecs/lz4.ts';
import { FormatError } from '../../../../shared/errors.ts';

const MAGIC = [0x02, 0x21, 0x4c, 0x18];

function frame(...blocks: readonly (readonly number[])[]): Buffer {
  const pieces = blocks.map((block) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(block.length);
    return Buffer.concat([size, Buffer.from(block)]);
  });
  return Buffer.concat([Buffer.from(MAGIC), ...pieces]);
}

function unpacked(packed: Uint8Array): string {
  const pieces: Buffer[] = [];
  unpackLz4(packed, (chunk) => {
    pieces.push(Buffer.from(chunk));
    return false;
  });
  return Buffer.concat(pieces).toString('latin1');
}

const text = (letters: string): number[] => [...Buffer.from(letters)];

describe('unpackLz4', () => {
  it('copies literals and what came before, also over itself', () => {
    // "abc", 9 bytes from 3 back, then "z".
    const packed = frame([0x35, ...text('abc'), 3, 0, 0x10, ...text('z')]);
    expect(isLz4(packed)).toBe(true);
    expect(unpacked(packed)).toBe('abcabcabcabcz');
  });

  it('reads lengths that go on in further bytes', () => {
    const letters = 'x'.repeat(15 + 255 + 7);
    expect(unpacked(frame([0xf0, 255, 7, ...text(letters)]))).toBe(letters);
  });

  it("ends at the kernel's size that stands behind the blocks", () => {
    const packed = Buffer.concat([frame([0x20, ...text('ok')]), Buffer.from([2, 0, 0, 0])]);
    expect(unpacked(packed)).toBe('ok');
  });

  it.each([
    ['a distance beyond the beginning', [0x15, ...text('a'), 2, 0, 0x00]],
    ['a distance of nothing', [0x15, ...text('a'), 0, 0, 0x00]],
    ['literals that are not there', [0xf0, 255, 255, 1]],
    ['a match that is more than a block', [0x1f, ...text('a'), 1, 0, ...new Array<number>(40_000).fill(255), 0, 0x00]],
  ])('refuses %s', (_, block) => {
    expect(() => unpacked(frame(block))).toThrow(FormatError);
  });

  it('throws nothing but FormatError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          unpacked(frame([...bytes]));
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});
