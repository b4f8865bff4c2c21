import { describe, expect, it } from '@jest/globals';
import { DenseCursor } from '../../../../shared/bytes/dense-cursor.ts';
import { u16, u32 } from '../../../../shared/bytes/to-little-endian.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { CallFrames } from '../../../../shared/symbols/dwarf/call-frames.ts';
import { DebugFile } from '../../../../shared/symbols/locals/debug-file.ts';
import { symbolFixture } from '../../../support/symbol-fixtures.ts';

const START = 0x1000;
const u64 = (value: number): Buffer => Buffer.concat([u32(value), u32(0)]);
const record = (...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length), body]);
};
/** Factors 1 and -8, the return address in register 16, CFA = r7 + 8, r16 at CFA - 8. */
const common = ({ augmentation = '', version = 1 } = {}): Buffer =>
  record(
    ...[u32(0xffff_ffff), Buffer.from([version]), Buffer.from(`${augmentation}\0`)],
    ...(version >= 4 ? [Buffer.from([8, 0])] : []),
    Buffer.from([1, 0x78, 16, 0x0c, 7, 8, 0x80 | 16, 1, 0]),
  );

function framesOf(instructions: readonly number[], head = common()): CallFrames {
  const description = record(u32(0), u64(START), u64(0x100), Buffer.from(instructions));
  return new CallFrames(new DenseCursor(Buffer.concat([head, description]), 'frames'), { high: 0, low: 0 });
}

function rowAt(instructions: readonly number[], offset = 0x80) {
  const row = framesOf(instructions).rowAt(START + offset);
  return { cfa: row?.cfa, registers: Object.fromEntries(row?.registers ?? []) };
}

const INITIAL = { 16: { is: 'saved', offset: -8 } };
const cfa = (register: number, offset: number) => ({ is: 'register', register, offset });

describe('CallFrames', () => {
  it('answers what holds at an instruction: what stands before the first advance beyond it', () => {
    const push = [0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6];
    expect(rowAt(push, 0)).toEqual({ cfa: cfa(7, 8), registers: INITIAL });
    expect(rowAt(push, 1)).toEqual({ cfa: cfa(7, 16), registers: { ...INITIAL, 6: { is: 'saved', offset: -16 } } });
    expect(rowAt(push, 3)).toMatchObject({ cfa: cfa(7, 16) });
    expect(rowAt(push, 4)).toMatchObject({ cfa: cfa(6, 16) });
    expect(framesOf(push).rowAt(START)?.returnRegister).toBe(16);
  });

  it.each<[string, number[], { cfa?: object; registers?: object }]>([
    ['advance_loc1', [0x02, 0x80, 0x0e, 24], { cfa: cfa(7, 24) }],
    ['advance_loc2', [0x03, 0x80, 0x00, 0x0e, 24], { cfa: cfa(7, 24) }],
    ['advance_loc4', [0x04, 0x80, 0, 0, 0, 0x0e, 24], { cfa: cfa(7, 24) }],
    ['an advance beyond the place', [0x02, 0x81, 0x0e, 24], { cfa: cfa(7, 8) }],
    ['set_loc', [0x01, 0x80, 0x10, 0, 0, 0, 0, 0, 0, 0x0e, 24], { cfa: cfa(7, 24) }],
    ['set_loc beyond the place', [0x01, 0x81, 0x10, 0, 0, 0, 0, 0, 0, 0x0e, 24], { cfa: cfa(7, 8) }],
    ['def_cfa', [0x0c, 6, 24], { cfa: cfa(6, 24) }],
    ['def_cfa_sf', [0x12, 6, 0x7d], { cfa: cfa(6, 24) }],
    ['def_cfa_offset_sf', [0x13, 0x7d], { cfa: cfa(7, 24) }],
    ['def_cfa_expression', [0x0f, 2, 0x77, 8], { cfa: { is: 'value of', expression: Uint8Array.of(0x77, 8) } }],
    ['offset_extended', [0x05, 40, 3], { registers: { 40: { is: 'saved', offset: -24 } } }],
    ['offset_extended_sf', [0x11, 40, 0x7d], { registers: { 40: { is: 'saved', offset: 24 } } }],
    ['GNU_negative_offset_extended', [0x2f, 40, 3], { registers: { 40: { is: 'saved', offset: 24 } } }],
    ['val_offset', [0x14, 3, 2], { registers: { 3: { is: 'offset', offset: -16 } } }],
    ['val_offset_sf', [0x15, 3, 0x7e], { registers: { 3: { is: 'offset', offset: 16 } } }],
    ['register', [0x09, 3, 12], { registers: { 3: { is: 'register', register: 12 } } }],
    ['undefined', [0x07, 3], { registers: { 3: { is: 'unknown' } } }],
    ['same_value', [0x08, 3], { registers: { 3: { is: 'same' } } }],
    ['expression', [0x10, 3, 1, 0x30], { registers: { 3: { is: 'saved at', expression: Uint8Array.of(0x30) } } }],
    ['val_expression', [0x16, 3, 1, 0x30], { registers: { 3: { is: 'value of', expression: Uint8Array.of(0x30) } } }],
    ['restore', [0x83, 2, 0xc3], { registers: INITIAL }],
    ['restore to what the common part says', [0x90, 5, 0xd0], { registers: INITIAL }],
    ['restore_extended', [0x83, 2, 0x06, 3], { registers: INITIAL }],
    ['remember and restore', [0x0a, 0x0e, 64, 0x86, 4, 0x0b], { cfa: cfa(7, 8) }],
    ['GNU_args_size and authentication', [0x2e, 0x80, 1, 0x2d, 0x0e, 24], { cfa: cfa(7, 24) }],
  ])('understands %s', (_, instructions, expected) => {
    const registers = { ...INITIAL, ...expected.registers };
    expect(rowAt(instructions)).toEqual({ cfa: cfa(7, 8), ...expected, registers });
  });

  it('forgets what was said between remember_state and restore_state', () => {
    expect(rowAt([0x83, 2, 0x0a, 0x86, 4, 0x0b]).registers).toEqual({ ...INITIAL, 3: { is: 'saved', offset: -16 } });
  });

  it('knows nothing of code that no description covers', () => {
    expect(framesOf([]).rowAt(START - 1)).toBeUndefined();
    expect(framesOf([]).rowAt(START + 0x100)).toBeUndefined();
    expect(framesOf([]).rowAt(START + 0xff)).toBeDefined();
  });

  it('reads version 4, and 64-bit DWARF', () => {
    expect(framesOf([0x0e, 24], common({ version: 4 })).rowAt(START)?.cfa).toEqual(cfa(7, 24));
    const wide = (...parts: readonly Buffer[]): Buffer => {
      const body = Buffer.concat(parts);
      return Buffer.concat([u32(0xffff_ffff), u64(body.length), body]);
    };
    const id = Buffer.alloc(8, 0xff);
    const head = wide(id, Buffer.from([3, 0, 1, 0x78, 16, 0x0c, 7, 8]));
    const description = wide(u64(0), u64(START), u64(0x10), Buffer.from([0x0e, 24]));
    const frames = new CallFrames(new DenseCursor(Buffer.concat([head, description]), 'frames'), { high: 0, low: 0 });
    expect(frames.rowAt(START)?.cfa).toEqual(cfa(7, 24));
  });

  it.each<[string, readonly number[], string]>([
    ['an instruction that is none', [0x3f], 'unsupported'],
    ['a state that was not remembered', [0x0b], 'bad-value'],
    ['states without end', new Array<number>(65).fill(0x0a), 'limit'],
    ['a length beyond the end', [0x0f, 100], 'truncated'],
    ['a change of what was not defined', [0x0f, 0, 0x0e, 8], 'bad-value'],
  ])('refuses %s', (_, instructions, code) => {
    expect(() => framesOf(instructions).rowAt(START + 0x80)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an augmentation that it does not know, and what leads to no common part', () => {
    expect(() => framesOf([], common({ augmentation: 'zR' })).rowAt(START)).toThrow(/augmentation/);
    const lost = Buffer.concat([common(), record(u32(8), u64(START), u64(0x100))]);
    const frames = new CallFrames(new DenseCursor(lost, 'frames'), { high: 0, low: 0 });
    expect(() => frames.rowAt(START)).toThrow(expect.objectContaining({ name: 'FormatError' }));
    const cut = new CallFrames(new DenseCursor(Buffer.concat([u32(100), u16(0)]), 'frames'), { high: 0, low: 0 });
    expect(() => cut.rowAt(START)).toThrow(expect.objectContaining({ code: 'truncated' }));
  });

  // As `readelf --debug-dump=frames-interp` (binutils 2.40) shows them.
  it('reads what gcc writes', async () => {
    const { callFrames } = await DebugFile.open(memorySource(symbolFixture('gcc-dwarf5'), 'gcc-dwarf5'));
    const cfaAt = (offset: number) => callFrames?.rowAt(offset)?.cfa;
    expect([0, 3, 4, 0x4a, 0x4b, 0x50, 0xe2, 0xe3].map(cfaAt)).toEqual([
      ...[cfa(7, 8), cfa(7, 8), cfa(7, 16), cfa(7, 16), undefined],
      ...[cfa(7, 8), undefined, cfa(7, 8)],
    ]);
  });
});
