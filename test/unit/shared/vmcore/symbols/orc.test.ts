import { describe, expect, it } from '@jest/globals';
import { detectOrcLayout, OrcTable, OrcType, OrcRegister } from '../../../../../shared/vmcore/symbols/orc.ts';

interface Fields {
  readonly spOffset?: number;
  readonly bpOffset?: number;
  readonly flags: number;
}

const PLACE = 0xffff_ffff_8200_0000n;
const TEXT = 0xffff_ffff_8100_0000n;

function write(entries: readonly (readonly [ip: bigint, fields: Fields])[]): { ips: Buffer; bytes: Buffer } {
  const ips = Buffer.alloc(entries.length * 4);
  const bytes = Buffer.alloc(entries.length * 6);
  entries.forEach(([ip, { spOffset = 0, bpOffset = 0, flags }], i) => {
    ips.writeInt32LE(Number(ip - PLACE) - i * 4, i * 4);
    bytes.writeInt16LE(spOffset, i * 6);
    bytes.writeInt16LE(bpOffset, i * 6 + 2);
    bytes.writeUInt16LE(flags, i * 6 + 4);
  });
  return { ips, bytes };
}

/** Ordinary code of each layout: calls from the stack pointer, some registers of exceptions, an end. */
const LAYOUTS = {
  '4.14': { call: 0x0015, regs: 0x0105, end: 0x0400, gap: 0x0000 },
  '6.3': { call: 0x0015, regs: 0x0505, end: 0x0800, gap: 0x0000 },
  '6.4': { call: 0x0215, regs: 0x0b05, end: 0x0100, gap: 0x0000 },
  '7.1': { call: 0x0283, regs: 0x0b03, end: 0x0100, gap: 0x0000 },
} as const;

describe.each(Object.entries(LAYOUTS))('ORC of %s', (layout, { call, regs, end, gap }) => {
  const { ips, bytes } = write([
    [TEXT, { spOffset: 8, flags: call }],
    [TEXT + 0x10n, { spOffset: 64, bpOffset: -16, flags: call }],
    [TEXT + 0x20n, { spOffset: 8, flags: call }],
    [TEXT + 0x30n, { flags: regs }],
    [TEXT + 0x40n, { flags: end }],
    [TEXT + 0x50n, { flags: gap }],
  ]);

  it('is told by its entries', () => {
    expect(detectOrcLayout(bytes)).toBe(layout);
  });

  it('says how a frame is left', () => {
    const table = new OrcTable(PLACE, ips, bytes, detectOrcLayout(bytes));
    expect(table.find(TEXT + 0x1fn)).toEqual({
      spOffset: 64,
      bpOffset: -16,
      spRegister: OrcRegister.Sp,
      bpRegister: OrcRegister.PrevSp,
      type: OrcType.Call,
      signal: false,
    });
    expect(table.find(TEXT + 0x30n)).toMatchObject({ type: OrcType.Regs, signal: true });
    expect(table.find(TEXT + 0x44n)?.type).toBe(OrcType.EndOfStack);
    expect(table.find(TEXT + 0x60n)?.type).toBe(OrcType.Undefined);
  });

  it('has nothing before its first entry', () => {
    const table = new OrcTable(PLACE, ips, bytes, detectOrcLayout(bytes));
    expect(table.find(TEXT - 1n)).toBeUndefined();
    expect(table.find(0n)).toBeUndefined();
  });
});

it('tells 6.3 by one entry that ends a stack, wherever among very many it lies', () => {
  const { call, end } = LAYOUTS['6.3'];
  const flags = new Array<number>(100_000).fill(call);
  const layoutOf = () => detectOrcLayout(write(flags.map((value) => [TEXT, { flags: value }])).bytes);
  expect(layoutOf()).toBe('4.14');
  flags[77_777] = end;
  expect(layoutOf()).toBe('6.3');
});

describe('OrcTable', () => {
  it('takes the last of several entries for one address', () => {
    const { ips, bytes } = write([
      [TEXT, { flags: 0 }],
      [TEXT, { spOffset: 16, flags: 0x0215 }],
    ]);
    expect(new OrcTable(PLACE, ips, bytes, '6.4').find(TEXT)?.spOffset).toBe(16);
  });

  it('refuses tables of different lengths', () => {
    expect(() => new OrcTable(PLACE, new Uint8Array(8), new Uint8Array(6), '6.4')).toThrow('orc: tables');
  });

  it('does not know what an unknown type or register means', () => {
    const { ips, bytes } = write([[TEXT, { flags: 0x07ff }]]);
    expect(new OrcTable(PLACE, ips, bytes, '6.4').find(TEXT)).toMatchObject({
      spRegister: OrcRegister.Unknown,
      type: OrcType.Unknown,
    });
  });
});
