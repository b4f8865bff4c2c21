import { describe, expect, it } from '@jest/globals';
import { hasFrame, isOutsideFrame } from '../../../../../shared/vmcore/arch/riscv64/frame-code.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** Instructions as objdump prints them: four digits, or eight. */
function code(text: string): Uint8Array {
  const parts = text.split(' ').map((word) => Buffer.from(word, 'hex').reverse());
  return Buffer.concat(parts);
}

/** A function that calls no other: addi sp,-16; sd s0,8(sp); addi s0,sp,16; ld s0,8(sp); lw a0,8(a0); addi sp,16; ret. */
const LEAF = ['1141', 'e422', '0800', '6422', '4508', '0141', '8082'];
/** The same with instructions of four bytes, from `addi s0,sp,2032` on. */
const LONG = ['1141', 'e422', '7f010413', '7e013403', '00852503', '0141', '8082'];

describe('hasFrame', () => {
  it.each([LEAF, LONG])('is so from where s0 is set to where it is put back: %s', (...words) => {
    const states = words.map((_, i) => hasFrame(i === 0 ? new Uint8Array() : code(words.slice(0, i).join(' '))));
    expect(states).toEqual([false, false, false, true, false, false, false]);
  });

  it.each(['8082', 'bfc5', '9002', 'fc1ff06f', '00008067', '00100073'])(
    'is so again behind an early return or jump: %s',
    (leave) => {
      expect(hasFrame(code(`1141 e422 0800 6422 0141 ${leave}`))).toBe(true);
      // What has made none by then makes one later, if at all.
      expect(hasFrame(code(`c511 ${leave}`))).toBe(false);
    },
  );

  it('is not made or ended by instructions that only look like it', () => {
    // addi s1,sp,16; addi s0,a0,0; nothing at all; ld s1,0(sp); ld s0,0(a0); call.
    expect(hasFrame(code('0804 00050413 0000'))).toBe(false);
    expect(hasFrame(code('0800 64a2 00013483 6100 00053403 fc1ff0ef 9282'))).toBe(true);
  });

  it('does not read half an instruction', () => {
    expect(hasFrame(code('0413'))).toBe(false);
    expect(hasFrame(Uint8Array.of(0x13))).toBe(false);
  });
});

describe('isOutsideFrame', () => {
  const LIMIT = 32_768;

  it('is so before the frame is made, behind its end, and nowhere that is not known', async () => {
    const writer = new KernelWriter();
    const leaf = writer.code('leaf', 0x1000, code(LEAF.join(' ')));
    const long = writer.code('long', 0x2000, new Uint8Array(LIMIT + 16));
    const absent = writer.code('absent', 0x80_0000);
    const kernel = await writer.open();
    const at = (start: bigint, offsets: readonly number[]) =>
      Promise.all(offsets.map((offset) => isOutsideFrame(kernel, start + BigInt(offset))));
    expect(await at(leaf, [0, 2, 4, 6, 8])).toEqual([true, true, true, false, true]);
    expect(await at(long, [LIMIT - 2, LIMIT, LIMIT + 2])).toEqual([true, true, false]);
    expect(await at(absent, [8])).toEqual([false]);
    expect(await at(0x1234n, [0])).toEqual([false]);
  });
});
