import { describe, expect, it } from '@jest/globals';
import { NotKnownError, evaluateNumber, runExpression } from '../../../../shared/symbols/dwarf/expression.ts';
import type { ExpressionContext } from '../../../../shared/symbols/dwarf/expression.ts';
import { Op } from '../../../../shared/symbols/dwarf/operations.ts';

const REGISTERS = new Map([
  [0, 0x1000n],
  [5, 0xffff_8880_0000_2000n],
  [7, 0xffff_c900_0000_3000n],
]);
const notKnown = (why: string): never => {
  throw new NotKnownError(why);
};
const CONTEXT: ExpressionContext = {
  ...{ version: 5, addressBytes: 8, offsetBytes: 4, littleEndian: true },
  register: (number) => REGISTERS.get(number) ?? notKnown(`register ${number}`),
  memory: (address, sizeBytes) =>
    address === 0x1008n ? Promise.resolve(BigInt.asUintN(sizeBytes * 8, 0x1122_3344_5566_7788n)) : notKnown('memory'),
  frameBase: () => Promise.resolve(0x5000n),
  cfa: () => 0x6000n,
  entryValue: (register) => (register === 5 ? Promise.resolve(77n) : notKnown('entry')),
  runtime: (address) => address + 0x1000_0000n,
  indexed: (index, isAddress) => BigInt(index) + (isAddress ? 0x100n : 0n),
  numberType: (offset) =>
    new Map([
      [1, { sizeBytes: 1, signed: true }],
      [2, { sizeBytes: 4, signed: false }],
      [3, { sizeBytes: 4, signed: true }],
    ]).get(offset) ?? notKnown('type'),
};

const run = (...code: number[]) => runExpression(Uint8Array.from(code), CONTEXT);
/** What the expression leaves on the stack. */
const top = async (...code: number[]) => evaluateNumber(Uint8Array.from([...code, Op.StackValue]), CONTEXT);
const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);
const lit = (value: number): number => Op.Lit0 + value;

describe('runExpression', () => {
  it.each<[string, number[], bigint]>([
    ['a literal', [lit(31)], 31n],
    ['constants without a sign', [Op.Const1u, 0xff], 0xffn],
    ['constants of one byte', [Op.Const1s, 0xff], unsigned(-1n)],
    ['constants of two bytes', [Op.Const2u, 0x34, 0x92], 0x9234n],
    ['constants of two bytes with a sign', [Op.Const2s, 0x34, 0x92], unsigned(0x9234n - 0x1_0000n)],
    ['constants of four bytes', [Op.Const4u, 1, 2, 3, 0x84], 0x8403_0201n],
    ['constants of four bytes with a sign', [Op.Const4s, 0xfe, 0xff, 0xff, 0xff], unsigned(-2n)],
    ['constants of eight bytes', [Op.Const8u, 1, 0, 0, 0, 0, 0, 0, 0xff], 0xff00_0000_0000_0001n],
    ['constants of eight bytes with a sign', [Op.Const8s, 255, 255, 255, 255, 255, 255, 255, 255], unsigned(-1n)],
    ['LEB128', [Op.Constu, 0xe5, 0x8e, 0x26], 624_485n],
    ['signed LEB128', [Op.Consts, 0x80, 0x7f], unsigned(-128n)],
    ['a LEB128 of 64 bits', [Op.Constu, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], 2n ** 64n - 1n],
    ['an address of the file, where it is in memory', [Op.Addr, 1, 0, 0, 0, 0, 0, 0, 0], 0x1000_0001n],
    ['an address by its index', [Op.Addrx, 2], 0x102n],
    ['a constant by its index', [Op.GnuConstIndex, 2], 2n],
    ['a register and an offset', [Op.Breg0, 0x78], 0x0ff8n],
    ['any register and an offset', [Op.Bregx, 7, 8], 0xffff_c900_0000_3008n],
    ['the frame base', [Op.Fbreg, 0x70], 0x4ff0n],
    ['the CFA', [Op.CallFrameCfa], 0x6000n],
    ['memory', [Op.Breg0, 8, Op.Deref], 0x1122_3344_5566_7788n],
    ['a part of memory', [Op.Breg0, 8, Op.DerefSize, 2], 0x7788n],
    ['memory of a type', [Op.Breg0, 8, Op.DerefType, 1, 1], unsigned(-0x78n)],
    ['a register at the entry', [Op.EntryValue, 1, Op.Reg0 + 5], 77n],
    ['the same in DWARF 4', [Op.GnuEntryValue, 2, Op.Regx, 5], 77n],
    ['dup', [lit(3), Op.Dup, Op.Plus], 6n],
    ['drop', [lit(3), lit(4), Op.Drop], 3n],
    ['over', [lit(9), lit(4), Op.Over], 9n],
    ['pick', [lit(7), lit(8), lit(9), Op.Pick, 2], 7n],
    ['swap', [lit(9), lit(4), Op.Swap, Op.Minus], unsigned(-5n)],
    ['rot, by which the first becomes the third', [lit(1), lit(2), lit(3), Op.Rot, Op.Drop, Op.Drop], 3n],
    ['abs', [Op.Const1s, 0xfb, Op.Abs], 5n],
    ['neg', [lit(5), Op.Neg], unsigned(-5n)],
    ['not', [lit(0), Op.Not], 2n ** 64n - 1n],
    ['and, or, xor', [lit(12), lit(10), Op.And, lit(1), Op.Or, lit(15), Op.Xor], 6n],
    ['minus', [lit(3), lit(5), Op.Minus], unsigned(-2n)],
    ['mul', [lit(3), lit(5), Op.Mul], 15n],
    ['a division of what is signed', [Op.Const1s, 0xf9, lit(2), Op.Div], unsigned(-3n)],
    ['mod', [lit(17), lit(5), Op.Mod], 2n],
    ['plus_uconst', [lit(1), Op.PlusUconst, 0x80, 1], 129n],
    ['shl', [lit(1), Op.Const1u, 63, Op.Shl], 2n ** 63n],
    ['shl by more than there are bits', [lit(1), Op.Const1u, 64, Op.Shl], 0n],
    ['shr', [Op.Const1s, 0xff, Op.Const1u, 60, Op.Shr], 15n],
    ['shra', [Op.Const1s, 0xf0, lit(2), Op.Shra], unsigned(-4n)],
    ['comparisons of what is signed', [Op.Const1s, 0xff, lit(1), Op.Lt], 1n],
    ['le', [lit(2), lit(1), Op.Le], 0n],
    ['gt', [lit(2), Op.Const1s, 0xff, Op.Gt], 1n],
    ['ge', [lit(2), lit(2), Op.Ge], 1n],
    ['eq', [lit(2), lit(2), Op.Eq], 1n],
    ['ne', [lit(2), lit(2), Op.Ne], 0n],
    ['a jump', [Op.Skip, 1, 0, lit(9), lit(3)], 3n],
    ['a jump that is taken', [lit(1), Op.Bra, 2, 0, lit(4), Op.Nop, lit(5)], 5n],
    ['a jump that is not taken', [lit(0), Op.Bra, 1, 0, lit(4)], 4n],
    ['a number of a type', [Op.ConstType, 1, 1, 0xff], unsigned(-1n)],
    ['a register as a type', [Op.RegvalType, 0, 1], 0n],
    ['a number made another type', [Op.Const1s, 0xff, Op.Convert, 2], 0xffff_ffffn],
    ['and one of none again', [Op.Const1s, 0xff, Op.Convert, 2, Op.Convert, 0], 0xffff_ffffn],
    [
      'a sum within its type',
      [Op.ConstType, 1, 1, 0x7f, Op.ConstType, 1, 1, 1, Op.Plus, Op.Convert, 3],
      unsigned(-128n),
    ],
    [
      'a division as its type says',
      [Op.Const4u, 0xfe, 255, 255, 255, Op.Convert, 2, lit(2), Op.Convert, 2, Op.Div],
      0x7fff_ffffn,
    ],
  ])('works out %s', async (_, code, value) => {
    await expect(top(...code)).resolves.toBe(value);
  });

  it('tells a place in memory, a register, a value, bytes, and what is nowhere', async () => {
    expect(await run(Op.Fbreg, 8)).toEqual([{ location: { is: 'memory', address: 0x5008n } }]);
    expect(await run(Op.Reg0 + 5)).toEqual([{ location: { is: 'register', register: 5 } }]);
    expect(await run(Op.Regx, 33)).toEqual([{ location: { is: 'register', register: 33 } }]);
    expect(await run(lit(2), Op.StackValue)).toEqual([{ location: { is: 'value', value: 2n, sizeBytes: 8 } }]);
    expect(await run(Op.ImplicitValue, 2, 0xab, 0xcd)).toEqual([
      { location: { is: 'bytes', bytes: Uint8Array.of(0xab, 0xcd) } },
    ]);
    expect(await run()).toEqual([{ location: { is: 'optimised out' } }]);
    expect(await run(Op.ImplicitPointer, 1, 0, 0, 0, 0)).toEqual([{ location: { is: 'optimised out' } }]);
  });

  it('tells the parts of a variable, also of one of which some are nowhere and some not known', async () => {
    const code = [Op.Reg0, Op.Piece, 4, Op.Piece, 4, Op.Breg0 + 9, 0, Op.Deref, Op.Const2u, 0x93, 0x93, Op.Plus];
    expect(await run(...code, Op.StackValue, Op.Piece, 8, Op.Fbreg, 0, Op.BitPiece, 3, 5)).toEqual([
      { location: { is: 'register', register: 0 }, sizeBits: 32, bitOffset: 0 },
      { location: { is: 'optimised out' }, sizeBits: 32, bitOffset: 0 },
      { location: { is: 'unknown', why: 'register 9' }, sizeBits: 64, bitOffset: 0 },
      { location: { is: 'memory', address: 0x5000n }, sizeBits: 3, bitOffset: 5 },
    ]);
  });

  it.each<[string, number[]]>([
    ['a register', [Op.Breg0 + 3, 0, Op.StackValue]],
    ['memory', [lit(0), Op.Deref, Op.StackValue]],
    ["a register's value at the entry", [Op.EntryValue, 1, Op.Reg0 + 3, Op.StackValue]],
    ['memory at the entry', [Op.EntryValue, 3, Op.Breg0, 0, Op.Deref, Op.StackValue]],
    ['a type', [Op.ConstType, 9, 1, 4, Op.StackValue]],
    ['a parameter of the caller', [Op.GnuParameterRef, 0, 0, 0, 0, Op.StackValue]],
    ['another variable', [Op.GnuVariableValue, 0, 0, 0, 0, Op.StackValue]],
  ])('answers that it is unknown where it needs %s that nobody knows', async (_, code) => {
    const [piece, ...more] = await run(...code);
    expect(more).toEqual([]);
    expect(piece?.location.is).toBe('unknown');
  });

  it.each<[string, number[], string]>([
    ['runs for ever', [Op.Skip, 0xfd, 0xff], 'limit'],
    ['fills the stack', [lit(1), Op.Dup, Op.Skip, 0xfc, 0xff], 'limit'],
    ['has more parts than any variable', new Array<number[]>(300).fill([Op.Piece, 1]).flat(), 'limit'],
    ['takes from an empty stack', [Op.Plus], 'bad-value'],
    ['picks what is not there', [lit(1), Op.Pick, 1], 'bad-value'],
    ['divides by zero', [lit(1), lit(0), Op.Div], 'bad-value'],
    ['has a remainder by zero', [lit(1), lit(0), Op.Mod], 'bad-value'],
    ['jumps out of itself', [Op.Skip, 0, 1], 'bad-value'],
    ['reads numbers of no size', [lit(1), Op.DerefSize, 0], 'bad-value'],
    ['breaks off', [Op.Const4u, 1], 'truncated'],
    ['promises bytes that are not there', [Op.ImplicitValue, 9, 1], 'truncated'],
    ['has an operation that is none', [0x01], 'unsupported'],
  ])('refuses one that %s', async (_, code, error) => {
    await expect(run(...code)).rejects.toMatchObject({ code: error });
  });

  it('says what was not known when a number is wanted', async () => {
    await expect(top(Op.Breg0 + 3, 0)).rejects.toThrow(new NotKnownError('register 3'));
    await expect(evaluateNumber(Uint8Array.of(Op.Reg0 + 5), CONTEXT)).resolves.toBe(0xffff_8880_0000_2000n);
    await expect(evaluateNumber(Uint8Array.of(), CONTEXT)).rejects.toThrow('it is no number');
  });
});
