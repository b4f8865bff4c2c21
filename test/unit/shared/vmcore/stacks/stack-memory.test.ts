import { describe, expect, it } from '@jest/globals';
import { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';

const START = 0xffff_c900_0000_4000n;
const PAGE = 4096;

/** Two pages of which the second is not in the dump; each word of the first is its place in it. */
function image(): StackImage {
  const page = Buffer.alloc(PAGE);
  for (let at = 0; at < PAGE; at += 8) page.writeBigUInt64LE(BigInt(at), at);
  return new StackImage(START, 2 * PAGE, PAGE, [page, undefined]);
}

const offsets = (from: bigint, to: bigint) =>
  image()
    .wordsBetween(from, to)
    .map(({ at, word }) => {
      expect(at - START).toBe(word);
      return Number(word);
    });

describe('words of a stack', () => {
  it('are those from one address up to another, whole ones', () => {
    expect(offsets(START + 16n, START + 40n)).toEqual([16, 24, 32]);
    expect(offsets(START + 17n, START + 33n)).toEqual([16, 24, 32]);
    expect(offsets(START + 40n, START + 40n)).toEqual([]);
    expect(offsets(START + 40n, START + 16n)).toEqual([]);
  });

  it('end where the stack does, or where the dump has no more of it', () => {
    expect(offsets(START + 4080n, START + 0x10_0000n)).toEqual([4080, 4088]);
    expect(offsets(START + 4096n, START + 0x10_0000n)).toEqual([]);
  });

  it('begin where the stack does, however far away the frame lies that they are asked from', () => {
    expect(offsets(0n, START + 16n)).toEqual([0, 8]);
    expect(offsets(0xffff_8880_0000_0000n, START + 8n)).toEqual([0]);
    expect(offsets(2n ** 64n - 8n, 2n ** 64n)).toEqual([]);
  });
});
