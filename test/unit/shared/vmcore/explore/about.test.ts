import { describe, expect, it } from '@jest/globals';
import { mayBeKernelAddress } from '../../../../../shared/vmcore/explore/about.ts';

describe('what may be an address of the kernel', () => {
  it.each([
    ['an address in the image', 0xffff_ffff_8100_0000n, true],
    ['memory of an arm64 kernel whose addresses have 52 bits', 0xfff0_0000_03f3_2500n, true],
    ['memory of an x86-64 kernel with five levels of page tables', 0xff11_0000_0000_1000n, true],
    ['the lowest of them', 0xff00_0000_0000_0000n, true],
    ['the last below them', 0xfeff_ffff_ffff_ffffn, false],
    ['the highest of all', 2n ** 64n - 1n, true],
    ['nothing', 0n, false],
    ['an address of a program', 0x7fff_1234_5678n, false],
    ['a poison', 0xdead_0000_0000_0122n, false],
    ['a small negative number of 32 bits', 0xffff_ff00n, false],
  ])('is %s: %p is %p', (_, value, answer) => {
    expect(mayBeKernelAddress(value)).toBe(answer);
  });
});
