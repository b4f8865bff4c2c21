import { describe, expect, it } from '@jest/globals';
import { isAddress, isRewritten, markAlternatives } from '../../../../../shared/vmcore/integrity/arm64.ts';
import { openKernelFile } from '../../../../../shared/vmcore/integrity/kernel-file.ts';
import { PatchMap } from '../../../../../shared/vmcore/integrity/patch-sites.ts';

const NOP = 0xd503201f;
const BRANCH = 0x14000010;
const CALL = 0x94000010;

describe('isRewritten', () => {
  it.each([
    ['a static key turned on', NOP, BRANCH, true],
    ['a static key turned off', BRANCH, NOP, true],
    ['a function made ready to be traced', NOP, 0xaa1e03e9, true],
    ['a function that is traced', NOP, CALL, true],
    ['a no-op with a bit flipped', NOP, NOP ^ 1, false],
    ['a branch that goes elsewhere', BRANCH, BRANCH + 1, false],
    ['a call that is gone', CALL, NOP, false],
    ['a constant filled in', 0xd299bde1, 0xd286f801, true],
    ['its upper part', 0xf2e02461, 0xf2ffffe1, true],
    ['a constant in another register', 0xd299bde1, 0xd286f802, false],
    ['an immediate that is no placeholder', 0xd2800021, 0xd2800031, false],
    ['a shift filled in', 0x530c7c21, 0x53117c21, true],
    ['a mask filled in', 0x53007e31, 0x53002231, true],
    ['a shift by another amount', 0x530b7c21, 0x530a7c21, false],
  ])('knows %s', (_, expected, found, answer) => {
    expect(isRewritten(expected, found)).toBe(answer);
  });
});

describe('isAddress', () => {
  it('knows an address among the code that KASLR moved, or that relocations filled in', () => {
    expect(isAddress(0xffff_8000_0800_1000n, 0xffff_8000_0900_1000n, 0x100_0000n)).toBe(true);
    expect(isAddress(0n, 0xffff_8000_0900_1000n, 0x100_0000n)).toBe(true);
    expect(isAddress(0xffff_8000_0800_1000n, 0xffff_8000_0900_1001n, 0x100_0000n)).toBe(false);
  });

  it('knows one that the hypervisor maps elsewhere by its place in the page', () => {
    expect(isAddress(0xffff_8000_80f6_04f0n, 0x0000_d00d_1678_74f0n, 0n)).toBe(true);
  });

  it("knows the tracer's, in place of the two no-ops before a function", () => {
    const nops = 0xd503201fd503201fn;
    expect(isAddress(nops, 0xffff_a6e5_bbba_8130n, 0n)).toBe(true);
    // Of a kernel whose addresses have 52 bits.
    expect(isAddress(nops, 0xfff0_0000_080c_5c00n, 0n)).toBe(true);
    expect(isAddress(nops, 0xffe0_0000_080c_5c00n, 0n)).toBe(false);
    expect(isAddress(nops, nops ^ 1n, 0n)).toBe(false);
  });
});

describe('markAlternatives', () => {
  const TEXT = { start: 0x1000n, end: 0x3000n };
  const TABLE = 0x3100;

  function image(entries: number, change: (view: DataView) => void = () => undefined): Uint8Array {
    const bytes = new Uint8Array(0x8000).fill(0xee);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < entries; i++) {
      const at = TABLE + i * 12;
      view.setInt32(at, Number(TEXT.start) + i * 8 - at, true);
      view.setInt32(at + 4, 0x7000 - (at + 4), true);
      view.setUint16(at + 8, 3, true);
      view.setUint8(at + 10, 4);
      view.setUint8(at + 11, i % 5 === 0 ? 0 : 4);
    }
    change(view);
    return bytes;
  }

  function marked(bytes: Uint8Array): number | undefined {
    const map = new PatchMap(TEXT.start, Number(TEXT.end - TEXT.start));
    return markAlternatives(openKernelFile(bytes), TEXT, map) ? map.count(0, Number(TEXT.end - TEXT.start)) : undefined;
  }

  it('finds the table by its shape, with callbacks that replace nothing', () => {
    expect(marked(image(300))).toBe(300 * 4);
  });

  it('finds none in an image that has none, or only a few entries that look so', () => {
    expect(marked(image(0))).toBeUndefined();
    expect(marked(image(100))).toBeUndefined();
  });

  it('reads on over entries that replace nothing', () => {
    const gaps = image(400, (view) => {
      for (let i = 100; i < 120; i++) view.setUint16(TABLE + i * 12 + 10, 0, true);
    });
    expect(marked(gaps)).toBe(380 * 4);
  });

  it('ends the table where an entry leads nowhere', () => {
    const broken = image(600, (view) => {
      view.setInt32(TABLE + 400 * 12, 0x7fffffff, true);
    });
    expect(marked(broken)).toBe(400 * 4);
  });
});
