/**
 * Runs a DWARF expression: where a variable is, or what it is. What the expression needs and nobody knows (a register that was
 * overwritten, memory that is not in the dump) makes the answer unknown, which is not the same as optimised out.
 *
 * @see DWARF 5, sections 2.5 and 2.6
 */
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { wholeNumber } from '../../bytes/whole-number.ts';
import { FormatErrorCode } from '../../errors.ts';
import { wholeLeb } from './entries.ts';
import { readOffset } from './forms.ts';
import type { Encoding } from './forms.ts';
import { Op } from './operations.ts';

/** Loops are allowed: what runs longer is no location that a compiler wrote. */
const MAX_STEPS = 10_000;
const MAX_STACK = 1024;
const MAX_PIECES = 256;
const WORD_BITS = 64;

/** Why something is not known. */
export class NotKnownError extends Error {
  override readonly name = 'NotKnownError';
}

/** A base type that an expression names: its values are numbers of so many bits. */
export interface NumberType {
  readonly sizeBytes: number;
  readonly signed: boolean;
}

/** What an expression may ask; each throws {@link NotKnownError} for what nobody knows. */
export interface ExpressionContext extends Encoding {
  readonly littleEndian: boolean;
  register(number: number): bigint;
  /** A number of `sizeBytes` bytes in the dump's memory. */
  memory(address: bigint, sizeBytes: number): Promise<bigint>;
  frameBase(): Promise<bigint>;
  cfa(): bigint;
  /** What a register held when the function was entered. */
  entryValue(register: number): Promise<bigint>;
  /** Where an address of the debug file is in memory. */
  runtime(address: bigint): bigint;
  /** Entry `index` of the unit's table of addresses, in memory; or as a number that is none. */
  indexed(index: number, isAddress: boolean): bigint;
  /** The base type at an offset of the unit. */
  numberType(unitOffset: number): NumberType;
}

export type Location =
  | { readonly is: 'memory'; readonly address: bigint }
  | { readonly is: 'register'; readonly register: number }
  | { readonly is: 'value'; readonly value: bigint; readonly sizeBytes: number }
  | { readonly is: 'bytes'; readonly bytes: Uint8Array }
  | { readonly is: 'optimised out' }
  | { readonly is: 'unknown'; readonly why: string };

/** A part of a variable, in their order; the only one is the whole of it. */
export interface Piece {
  readonly location: Location;
  /** Absent where it is the whole variable. */
  readonly sizeBits?: number;
  /** From where in the register or the memory. */
  readonly bitOffset?: number;
}

/** A number on the stack; those of no type are as wide as an address. */
interface Word {
  readonly value: bigint;
  readonly type: NumberType | undefined;
}

/** @throws {FormatError} bad-value | truncated | limit | unsupported, for an expression that is none */
export async function runExpression(code: Uint8Array, context: ExpressionContext): Promise<readonly Piece[]> {
  return new Machine(code, context).run();
}

/** What a plain expression works out: of a frame base, an address, a value at a call. @throws {NotKnownError} {FormatError} */
export async function evaluateNumber(code: Uint8Array, context: ExpressionContext): Promise<bigint> {
  const [piece] = await runExpression(code, context);
  const location = piece?.location;
  switch (location?.is) {
    case 'memory':
      return location.address;
    case 'register':
      return context.register(location.register);
    case 'value':
      return location.value;
    default:
      throw new NotKnownError(location?.is === 'unknown' ? location.why : 'it is no number');
  }
}

class Machine {
  readonly #cursor: DenseCursor;
  readonly #context: ExpressionContext;
  readonly #stack: Word[] = [];
  readonly #pieces: Piece[] = [];
  /** Where what was described last is; undefined: in memory, at the address on top of the stack. */
  #location: Location | undefined;
  #steps = 0;

  constructor(code: Uint8Array, context: ExpressionContext) {
    this.#cursor = new DenseCursor(code, 'expression', { littleEndian: context.littleEndian });
    this.#context = context;
  }

  async run(): Promise<readonly Piece[]> {
    const cursor = this.#cursor;
    while (cursor.offset < cursor.end) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS) cursor.fail(FormatErrorCode.Limit, 'operation', `more than ${MAX_STEPS} steps`);
      try {
        await this.#step(cursor.u8());
      } catch (error) {
        if (!(error instanceof NotKnownError)) throw error;
        this.#lose(error.message);
      }
    }
    if (this.#pieces.length > 0) return this.#pieces;
    return [{ location: this.#take() }];
  }

  /** What was to be described is not known; pieces behind it may be. */
  #lose(why: string): void {
    const cursor = this.#cursor;
    this.#location = { is: 'unknown', why };
    this.#stack.length = 0;
    const piece = this.#nextPiece();
    cursor.seek(piece ?? cursor.end);
  }

  /** Where the next `DW_OP_piece` stands: the operations up to it are passed over. */
  #nextPiece(): number | undefined {
    const cursor = this.#cursor;
    // Only the end of the operation that failed is known for sure when it has read all its operands, which it has.
    while (cursor.offset < cursor.end) {
      const at = cursor.offset;
      const code = cursor.u8();
      if (code === Op.Piece || code === Op.BitPiece) return at;
      this.#skipOperands(code);
    }
    return undefined;
  }

  #take(): Location {
    const described = this.#location;
    this.#location = undefined;
    if (described !== undefined) return described;
    const top = this.#stack.pop();
    return top === undefined ? { is: 'optimised out' } : { is: 'memory', address: BigInt.asUintN(64, top.value) };
  }

  #piece(sizeBits: number, bitOffset: number): void {
    if (this.#pieces.length >= MAX_PIECES) this.#cursor.fail(FormatErrorCode.Limit, 'piece', `over ${MAX_PIECES}`);
    this.#pieces.push({ location: this.#take(), sizeBits, bitOffset });
    this.#stack.length = 0;
  }

  #push(value: bigint, type?: NumberType): void {
    if (this.#stack.length >= MAX_STACK) this.#cursor.fail(FormatErrorCode.Limit, 'stack', `over ${MAX_STACK}`);
    this.#stack.push({ value: fit(value, type), type });
  }

  #pop(): Word {
    return this.#stack.pop() ?? this.#cursor.fail(FormatErrorCode.BadValue, 'stack', 'is empty');
  }

  #pick(depth: number): Word {
    return this.#stack.at(-1 - depth) ?? this.#cursor.fail(FormatErrorCode.BadValue, 'stack', `has no ${depth}`);
  }

  async #step(code: number): Promise<void> {
    const [cursor, context] = [this.#cursor, this.#context];
    if (code >= Op.Lit0 && code < Op.Lit0 + 32) {
      this.#push(BigInt(code - Op.Lit0));
      return;
    }
    if (code >= Op.Reg0 && code < Op.Reg0 + 32) {
      this.#location = { is: 'register', register: code - Op.Reg0 };
      return;
    }
    if (code >= Op.Breg0 && code < Op.Breg0 + 32) {
      const offset = this.#sleb();
      this.#push(context.register(code - Op.Breg0) + offset);
      return;
    }
    switch (code) {
      case Op.Addr:
        this.#push(context.runtime(this.#fixed(context.addressBytes, false)));
        return;
      case Op.Const1u:
        this.#push(this.#fixed(1, false));
        return;
      case Op.Const1s:
        this.#push(this.#fixed(1, true));
        return;
      case Op.Const2u:
        this.#push(this.#fixed(2, false));
        return;
      case Op.Const2s:
        this.#push(this.#fixed(2, true));
        return;
      case Op.Const4u:
        this.#push(this.#fixed(4, false));
        return;
      case Op.Const4s:
        this.#push(this.#fixed(4, true));
        return;
      case Op.Const8u:
        this.#push(this.#fixed(8, false));
        return;
      case Op.Const8s:
        this.#push(this.#fixed(8, true));
        return;
      case Op.Constu:
        this.#push(this.#uleb());
        return;
      case Op.Consts:
        this.#push(this.#sleb());
        return;
      case Op.Addrx:
      case Op.GnuAddrIndex:
        this.#push(context.indexed(cursor.uleb(), true));
        return;
      case Op.Constx:
      case Op.GnuConstIndex:
        this.#push(context.indexed(cursor.uleb(), false));
        return;
      case Op.Regx:
        this.#location = { is: 'register', register: cursor.uleb() };
        return;
      case Op.Bregx: {
        const register = cursor.uleb();
        const offset = this.#sleb();
        this.#push(context.register(register) + offset);
        return;
      }
      case Op.Fbreg: {
        const offset = this.#sleb();
        this.#push((await context.frameBase()) + offset);
        return;
      }
      case Op.CallFrameCfa:
        this.#push(context.cfa());
        return;
      case Op.EntryValue:
      case Op.GnuEntryValue: {
        const inner = cursor.take(cursor.uleb());
        this.#push(await context.entryValue(this.#registerIn(inner)));
        return;
      }
      case Op.Deref:
        this.#push(await context.memory(BigInt.asUintN(64, this.#pop().value), context.addressBytes));
        return;
      case Op.DerefSize: {
        const size = cursor.u8();
        this.#push(await context.memory(BigInt.asUintN(64, this.#pop().value), this.#wordSize(size)));
        return;
      }
      case Op.DerefType:
      case Op.GnuDerefType: {
        const size = cursor.u8();
        const type = context.numberType(cursor.uleb());
        this.#push(await context.memory(BigInt.asUintN(64, this.#pop().value), this.#wordSize(size)), type);
        return;
      }
      case Op.RegvalType:
      case Op.GnuRegvalType: {
        const register = cursor.uleb();
        const type = context.numberType(cursor.uleb());
        this.#push(context.register(register), type);
        return;
      }
      case Op.ConstType:
      case Op.GnuConstType: {
        const offset = cursor.uleb();
        const value = this.#fixed(this.#wordSize(cursor.u8()), false);
        this.#push(value, context.numberType(offset));
        return;
      }
      case Op.Convert:
      case Op.GnuConvert:
      case Op.Reinterpret:
      case Op.GnuReinterpret: {
        const offset = cursor.uleb();
        const type = offset === 0 ? undefined : context.numberType(offset);
        this.#push(this.#pop().value, type);
        return;
      }
      case Op.StackValue: {
        const { value, type } = this.#pop();
        this.#location = { is: 'value', value: BigInt.asUintN(64, value), sizeBytes: type?.sizeBytes ?? 8 };
        return;
      }
      case Op.ImplicitValue:
        this.#location = { is: 'bytes', bytes: cursor.take(cursor.uleb()).slice() };
        return;
      case Op.ImplicitPointer:
      case Op.GnuImplicitPointer:
        // A pointer to something that is nowhere in memory.
        readOffset(cursor, context);
        cursor.skipLeb();
        this.#location = { is: 'optimised out' };
        return;
      case Op.GnuParameterRef:
        cursor.skip(4);
        throw new NotKnownError('the caller does not say what it passed');
      case Op.GnuVariableValue:
        readOffset(cursor, context);
        throw new NotKnownError('it depends on another variable');
      case Op.Piece:
        this.#piece(cursor.uleb() * 8, 0);
        return;
      case Op.BitPiece: {
        const size = cursor.uleb();
        this.#piece(size, cursor.uleb());
        return;
      }
      case Op.Skip:
        this.#jump(Number(this.#fixed(2, true)));
        return;
      case Op.Bra: {
        const distance = Number(this.#fixed(2, true));
        if (this.#pop().value !== 0n) this.#jump(distance);
        return;
      }
      case Op.Nop:
        return;
      default:
        this.#arithmetic(code);
    }
  }

  #arithmetic(code: number): void {
    const cursor = this.#cursor;
    switch (code) {
      case Op.Dup:
        this.#copy(0);
        return;
      case Op.Drop:
        this.#pop();
        return;
      case Op.Over:
        this.#copy(1);
        return;
      case Op.Pick:
        this.#copy(cursor.u8());
        return;
      case Op.Swap: {
        const [top, next] = [this.#pop(), this.#pop()];
        this.#stack.push(top, next);
        return;
      }
      case Op.Rot: {
        const [first, second, third] = [this.#pop(), this.#pop(), this.#pop()];
        this.#stack.push(first, third, second);
        return;
      }
      case Op.Abs: {
        const top = this.#pop();
        const value = asSigned(top);
        this.#push(value < 0n ? -value : value, top.type);
        return;
      }
      case Op.Neg: {
        const top = this.#pop();
        this.#push(-top.value, top.type);
        return;
      }
      case Op.Not: {
        const top = this.#pop();
        this.#push(~top.value, top.type);
        return;
      }
      case Op.PlusUconst: {
        const more = this.#uleb();
        const top = this.#pop();
        this.#push(top.value + more, top.type);
        return;
      }
    }
    const compute = BINARY.get(code);
    if (compute === undefined) {
      return cursor.fail(FormatErrorCode.Unsupported, 'operation', `0x${code.toString(16)} is not known`);
    }
    const second = this.#pop();
    const first = this.#pop();
    const value = compute(first, second);
    if (value === undefined) return cursor.fail(FormatErrorCode.BadValue, 'operation', 'division by zero');
    this.#push(value, COMPARISONS.has(code) ? undefined : first.type);
  }

  #copy(depth: number): void {
    const { value, type } = this.#pick(depth);
    this.#push(value, type);
  }

  #jump(distance: number): void {
    this.#cursor.seek(this.#cursor.offset + distance);
  }

  /** The register that `DW_OP_entry_value` asks for: its expression is that register alone. */
  #registerIn(code: Uint8Array): number {
    const [first = 0] = code;
    if (code.length === 1 && first >= Op.Reg0 && first < Op.Reg0 + 32) return first - Op.Reg0;
    if (first === Op.Regx) return new DenseCursor(code, 'expression').seek(1).uleb();
    throw new NotKnownError('it depends on what memory held when the function was entered');
  }

  #wordSize(size: number): number {
    if (size < 1 || size > 16) this.#cursor.fail(FormatErrorCode.BadValue, 'size', `${size} bytes`);
    return size;
  }

  #fixed(sizeBytes: number, signed: boolean): bigint {
    const value = wholeNumber(this.#cursor.take(sizeBytes), this.#cursor);
    return signed ? BigInt.asIntN(sizeBytes * 8, value) : value;
  }

  #uleb(): bigint {
    return this.#leb(false);
  }

  #sleb(): bigint {
    return this.#leb(true);
  }

  #leb(signed: boolean): bigint {
    const from = this.#cursor.offset;
    this.#cursor.skipLeb();
    return wholeLeb(this.#cursor.bytes.subarray(from, this.#cursor.offset), signed);
  }

  #skipOperands(code: number): void {
    const cursor = this.#cursor;
    if (code >= Op.Breg0 && code < Op.Breg0 + 32) {
      cursor.skipLeb();
      return;
    }
    for (const operand of OPERANDS.get(code) ?? '') {
      if (operand === 'L') cursor.skipLeb();
      else if (operand === 'A') cursor.skip(this.#context.addressBytes);
      else if (operand === 'O') cursor.skip(this.#context.offsetBytes);
      else if (operand === 'B') cursor.skip(cursor.uleb());
      else if (operand === 'b') cursor.skip(cursor.u8());
      else cursor.skip(Number(operand));
    }
  }
}

/** Operands of those that have any: bytes, a LEB128, an address, an offset, a block behind its length. */
const OPERANDS: ReadonlyMap<number, string> = new Map<number, string>([
  [Op.Addr, 'A'],
  [Op.Const1u, '1'],
  [Op.Const1s, '1'],
  [Op.Const2u, '2'],
  [Op.Const2s, '2'],
  [Op.Const4u, '4'],
  [Op.Const4s, '4'],
  [Op.Const8u, '8'],
  [Op.Const8s, '8'],
  [Op.Constu, 'L'],
  [Op.Consts, 'L'],
  [Op.Pick, '1'],
  [Op.PlusUconst, 'L'],
  [Op.Bra, '2'],
  [Op.Skip, '2'],
  [Op.Regx, 'L'],
  [Op.Fbreg, 'L'],
  [Op.Bregx, 'LL'],
  [Op.DerefSize, '1'],
  [Op.ImplicitValue, 'B'],
  [Op.ImplicitPointer, 'OL'],
  [Op.GnuImplicitPointer, 'OL'],
  [Op.Addrx, 'L'],
  [Op.Constx, 'L'],
  [Op.GnuAddrIndex, 'L'],
  [Op.GnuConstIndex, 'L'],
  [Op.EntryValue, 'B'],
  [Op.GnuEntryValue, 'B'],
  [Op.ConstType, 'Lb'],
  [Op.GnuConstType, 'Lb'],
  [Op.RegvalType, 'LL'],
  [Op.GnuRegvalType, 'LL'],
  [Op.DerefType, '1L'],
  [Op.GnuDerefType, '1L'],
  [Op.Convert, 'L'],
  [Op.GnuConvert, 'L'],
  [Op.Reinterpret, 'L'],
  [Op.GnuReinterpret, 'L'],
  [Op.GnuParameterRef, '4'],
  [Op.GnuVariableValue, 'O'],
]);

const COMPARISONS: ReadonlySet<number> = new Set([Op.Eq, Op.Ge, Op.Gt, Op.Le, Op.Lt, Op.Ne]);

const truth = (holds: boolean): bigint => (holds ? 1n : 0n);

/** Undefined for a division by zero. Numbers without a type divide and compare signed, and have the remainder unsigned. */
const BINARY: ReadonlyMap<number, (first: Word, second: Word) => bigint | undefined> = new Map<
  number,
  (first: Word, second: Word) => bigint | undefined
>([
  [Op.And, (a, b) => a.value & b.value],
  [Op.Or, (a, b) => a.value | b.value],
  [Op.Xor, (a, b) => a.value ^ b.value],
  [Op.Plus, (a, b) => a.value + b.value],
  [Op.Minus, (a, b) => a.value - b.value],
  [Op.Mul, (a, b) => a.value * b.value],
  [Op.Div, (a, b) => (b.value === 0n ? undefined : asSigned(a) / asSigned(b))],
  [Op.Mod, (a, b) => (b.value === 0n ? undefined : a.value % b.value)],
  [Op.Shl, (a, b) => (shift(b) >= WORD_BITS ? 0n : a.value << BigInt(shift(b)))],
  [Op.Shr, (a, b) => (shift(b) >= WORD_BITS ? 0n : BigInt.asUintN(bits(a), a.value) >> BigInt(shift(b)))],
  [Op.Shra, (a, b) => BigInt.asIntN(bits(a), a.value) >> BigInt(Math.min(shift(b), WORD_BITS))],
  [Op.Eq, (a, b) => truth(a.value === b.value)],
  [Op.Ne, (a, b) => truth(a.value !== b.value)],
  [Op.Ge, (a, b) => truth(asSigned(a) >= asSigned(b))],
  [Op.Gt, (a, b) => truth(asSigned(a) > asSigned(b))],
  [Op.Le, (a, b) => truth(asSigned(a) <= asSigned(b))],
  [Op.Lt, (a, b) => truth(asSigned(a) < asSigned(b))],
]);

function bits({ type }: Word): number {
  return type === undefined ? WORD_BITS : type.sizeBytes * 8;
}

/** A number of no type counts as signed where that matters; one with a type as its type says. */
function asSigned(word: Word): bigint {
  return word.type === undefined ? BigInt.asIntN(WORD_BITS, word.value) : word.value;
}

function shift({ value }: Word): number {
  const count = BigInt.asUintN(WORD_BITS, value);
  return count > 1000n ? 1000 : Number(count);
}

function fit(value: bigint, type: NumberType | undefined): bigint {
  if (type === undefined) return BigInt.asUintN(WORD_BITS, value);
  const width = type.sizeBytes * 8;
  return type.signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
}
