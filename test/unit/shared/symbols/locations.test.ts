import { describe, expect, it } from '@jest/globals';
import { DenseCursor } from '../../../../shared/bytes/dense-cursor.ts';
import { u16, u32 } from '../../../../shared/bytes/to-little-endian.ts';
import { findLocation } from '../../../../shared/symbols/dwarf/locations.ts';

const TEXT = 0xffff_ffff_8100_0000n;
const base = { high: 0xffff_ffff, low: 0x8100_0000 };
const address = (offset: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(TEXT + BigInt(offset));
  return bytes;
};
const u64 = (value: number): Buffer => Buffer.concat([u32(value), u32(0)]);
const byte = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);

function find(version: number, parts: readonly Buffer[], place: number, low = 0x1000): number | undefined {
  const section = new DenseCursor(Buffer.concat([byte(0xee), ...parts]), 'loc');
  const context = { version, addressBytes: 8, offsetBytes: 4, base, low, addressAt: (index: number) => index * 0x100 };
  return findLocation(section, 1, place, context)?.[0];
}

describe('findLocation', () => {
  const five: readonly Buffer[] = [
    byte(4, 0x10, 0x20, 1, 0x50), // from 0x1010 up to 0x1020
    byte(9, 1, 2), // views
    byte(1, 0x40), // the base is address 0x40 of the table
    byte(4, 0x10, 0x20, 1, 0x51), // from 0x4010
    byte(2, 0x20, 0x21, 1, 0x52), // from 0x2000 up to 0x2100
    byte(3, 0x22, 0x10, 1, 0x53), // from 0x2200 up to 0x2210
    ...[byte(6), address(0x6000), byte(4, 0, 0x10, 1, 0x54)],
    ...[byte(7), address(0x7000), address(0x7010), byte(1, 0x55)],
    ...[byte(8), address(0x8000), byte(0x10, 1, 0x56)],
    byte(0),
  ];
  it.each([
    [0x100f, undefined],
    [0x1010, 0x50],
    [0x101f, 0x50],
    [0x1020, undefined],
    [0x4010, 0x51],
    [0x2000, 0x52],
    [0x2100, undefined],
    [0x2200, 0x53],
    [0x2210, undefined],
    [0x6000, 0x54],
    [0x6010, undefined],
    [0x7000, 0x55],
    [0x7010, undefined],
    [0x800f, 0x56],
    [0x8010, undefined],
  ])('finds what DWARF 5 says of 0x%s', (place, operation) => {
    expect(find(5, five, place)).toBe(operation);
  });

  it('takes the default where nothing else covers the place, and the first of several that do', () => {
    const list = [byte(5, 1, 0x57), byte(4, 0, 0x20, 1, 0x50), byte(4, 0x10, 0x30, 1, 0x51), byte(0)];
    expect([0x1000, 0x1010, 0x1028, 0x1030].map((place) => find(5, list, place))).toEqual([0x50, 0x50, 0x51, 0x57]);
  });

  const four: readonly Buffer[] = [
    ...[u64(0x10), u64(0x20), u16(1), byte(0x50)],
    ...[Buffer.alloc(8, 0xff), address(0x4000)],
    ...[u64(0x10), u64(0x20), u16(1), byte(0x51)],
    ...[address(0x6000), address(0x6010), u16(1), byte(0x52)],
    ...[u64(0), u64(0)],
  ];
  it.each([
    [0x1010, 0x50],
    [0x1020, undefined],
    [0x4010, 0x51],
    [0x6000, 0x52],
    [0x6010, undefined],
  ])('finds what DWARF 4 says of 0x%s', (place, operation) => {
    expect(find(4, four, place)).toBe(operation);
  });

  it('refuses kinds that it does not know, lists that break off, and lists without an end', () => {
    expect(() => find(5, [byte(77)], 0)).toThrow(expect.objectContaining({ code: 'bad-value' }));
    expect(() => find(5, [byte(4, 0, 1, 9, 0)], 0)).toThrow(expect.objectContaining({ code: 'truncated' }));
    expect(() => find(4, [u64(1), u64(2), u16(9)], 0)).toThrow(expect.objectContaining({ code: 'truncated' }));
    const endless = Buffer.alloc(2 * 100_001, byte(1, 0));
    expect(() => find(5, [endless], 0)).toThrow(expect.objectContaining({ code: 'limit' }));
  });
});
