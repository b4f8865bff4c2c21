/** Forms of which no compiler at hand writes all. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DenseCursor } from '../../../../shared/bytes/dense-cursor.ts';
import { FormatError } from '../../../../shared/errors.ts';
import { readRanges } from '../../../../shared/symbols/dwarf/ranges.ts';
import { relocate } from '../../../../shared/symbols/elf/relocate.ts';
import { DenseWriter } from '../../../../shared/symbols/table/dense-writer.ts';

describe('numbers of a table', () => {
  it('are read as they were written', () => {
    const signed = fc.integer({ min: -(2 ** 48), max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(fc.array(signed), fc.array(fc.maxSafeNat()), (values, naturals) => {
        const writer = new DenseWriter();
        for (const value of values) writer.sleb(value);
        for (const value of naturals) writer.uleb(value);
        const cursor = new DenseCursor(writer.bytes, 'test');
        expect(values.map(() => cursor.sleb())).toEqual(values);
        expect(naturals.map(() => cursor.uleb())).toEqual(naturals);
        expect(cursor.offset).toBe(writer.bytes.length);
      }),
    );
  });
});

/** A signed LEB128 of at least so many bytes, as a compiler may write it that leaves room. */
function leb(value: bigint, least: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    const isLast = (rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40);
    if (isLast && bytes.length + 1 >= least) return Uint8Array.from([...bytes, low]);
    bytes.push(low | 0x80);
  }
}

describe('signed LEB128', () => {
  it('is exact for whatever a number can be, however many bytes it has', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 10 }), (value, least) => {
        const cursor = new DenseCursor(leb(BigInt(value), least), 'test');
        expect(cursor.sleb()).toBe(value);
        expect(cursor.offset).toBe(cursor.end);
      }),
      {
        examples: [
          [-(2 ** 53 - 1), 1],
          [-1, 8],
          [-(2 ** 48) - 1, 1],
          [0, 10],
          [-64, 1],
          [64, 1],
        ],
      },
    );
  });
});

/** Addresses are told from here: only their distance fits into a number. */
const BASE = { high: 0xffff_ffff, low: 0x8100_0000 };
const context = (version: number) => ({
  ...{ version, addressBytes: 8, offsetBytes: 4, littleEndian: true },
  ...{ base: BASE, low: 0x100, addressAt: (index: number) => 0x1000 * (index + 1) },
});
const address = (low: number): number[] => [...uint32(0x8100_0000 + low), ...uint32(0xffff_ffff)];
const uint32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
const ranges = (version: number, ...bytes: number[]) =>
  readRanges(new DenseCursor(Uint8Array.from(bytes), 'test'), 0, context(version));

describe('ranges of DWARF 5', () => {
  it.each<[string, number[], [number, number][]]>([
    ['offsets from the low_pc of the unit', [4, 0x10, 0x20], [[0x110, 0x120]]],
    ['indexes of both ends', [2, 0, 1], [[0x1000, 0x2000]]],
    ['an index and a length', [3, 1, 0x30], [[0x2000, 0x2030]]],
    ['offsets from an index', [1, 2, 4, 0x10, 0x20], [[0x3010, 0x3020]]],
    ['offsets from an address', [5, ...address(0x40), 4, 1, 2], [[0x41, 0x42]]],
    ['both addresses', [6, ...address(0x50), ...address(0x60)], [[0x50, 0x60]]],
    ['an address and a length', [7, ...address(0x70), 9], [[0x70, 0x79]]],
    ['nothing where both ends are one', [4, 0x10, 0x10], []],
  ])('are %s', (_, bytes, expected) => {
    expect(ranges(5, ...bytes, 0)).toEqual(expected.map(([start, end]) => ({ start, end })));
  });

  it('of another kind are refused', () => {
    expect(() => ranges(5, 8)).toThrow(FormatError);
  });
});

describe('ranges of DWARF 4', () => {
  it('are offsets from the low_pc of the unit, until an address takes its place', () => {
    const pair = (start: number, end: number) => [...uint32(start), ...uint32(0), ...uint32(end), ...uint32(0)];
    const ones = Array.from({ length: 8 }, () => 0xff);
    const bytes = [...pair(1, 2), ...ones, ...address(0x1000), ...pair(1, 2), ...pair(0, 0)];
    expect(ranges(4, ...bytes)).toEqual([
      { start: 0x101, end: 0x102 },
      { start: 0x1001, end: 0x1002 },
    ]);
  });
});

describe('relocations of RISC-V', () => {
  const EM_RISCV = 243;
  const rela = (offset: number, type: number, symbol: number): Buffer => {
    const bytes = Buffer.alloc(24);
    bytes.writeBigUInt64LE(BigInt(offset), 0);
    bytes.writeUInt32LE(type, 8);
    bytes.writeUInt32LE(symbol, 12);
    return bytes;
  };
  const SET_ULEB128 = 60;
  const SUB_ULEB128 = 61;

  it('make the distance of two symbols in the bytes that the number has', () => {
    // Two bytes: what does not fill them is written at length, so that what follows stays where it is.
    const target = Uint8Array.from([0x80, 0x00, 0x55]);
    const table = Buffer.concat([rela(0, SET_ULEB128, 1), rela(0, SUB_ULEB128, 2)]);
    const addressOf = (symbol: number) => (symbol === 1 ? 0x150 : 0x20);
    relocate(target, table, { machine: EM_RISCV, littleEndian: true, section: '.debug_rnglists', addressOf });
    expect([...target]).toEqual([0xb0, 0x02, 0x55]);
    const cursor = new DenseCursor(target, 'test');
    expect([cursor.uleb(), cursor.offset]).toEqual([0x130, 2]);
  });
});
