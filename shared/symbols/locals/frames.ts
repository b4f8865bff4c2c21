/**
 * The registers of each frame of a stack, as far as they are truly known: all of them where an exception or a switch of tasks has saved
 * them, and from there outward those that functions have put on the stack, by `.debug_frame`.
 */
import { PurgatoryError } from '../../errors.ts';
import type { CallFrames, FrameRow, RegisterRule } from '../dwarf/call-frames.ts';
import { NotKnownError, evaluateNumber } from '../dwarf/expression.ts';
import type { ExpressionContext } from '../dwarf/expression.ts';
import type { RegisterNumbers } from './machines.ts';

/** A frame as an unwinder found it, innermost first. */
export interface StackFrame {
  readonly pc: bigint;
  /** Where its stack begins: of the caller's frame, the CFA of this one. */
  readonly sp: bigint;
  /** `pc` is the instruction itself, not the one behind a call. */
  readonly exact: boolean;
  /** False for a frame that was guessed. */
  readonly reliable: boolean;
  readonly user: boolean;
  /** The frame pointer's register, where the unwinder knows it. */
  readonly framePointer?: bigint | undefined;
  /** The registers that an exception has left here: those of the next frame outward. */
  readonly interrupted?: { readonly values: ReadonlyMap<string, bigint> } | undefined;
}

/** A stack, and the registers of its innermost frame as far as they are known, by name. */
export interface Stack {
  readonly frames: readonly StackFrame[];
  readonly registers: ReadonlyMap<string, bigint>;
}

/** What is known of the registers of one frame, by their numbers. */
export interface FrameRegisters {
  readonly values: ReadonlyMap<number, bigint>;
  /** The canonical frame address: the stack pointer before the call of this function. Undefined where it is in doubt. */
  readonly cfa: bigint | undefined;
}

/** Where a frame's code is described. */
export interface FrameCode {
  /** Undefined where the file has no `.debug_frame`. */
  readonly callFrames: CallFrames | undefined;
  /** The instruction, as its debug file counts. */
  readonly place: number;
}

interface Memory {
  word(address: bigint): Promise<bigint | undefined>;
}

/** Addresses of kernels have at most so many bits that differ: above them stand pointer authentication codes. */
const ADDRESS_BITS = 48;

export async function recoverRegisters(
  { frames, registers }: Stack,
  numbers: RegisterNumbers,
  codeOf: (frame: StackFrame) => Promise<FrameCode | undefined>,
  memory: Memory,
): Promise<readonly FrameRegisters[]> {
  const found: FrameRegisters[] = [];
  let values: ReadonlyMap<number, bigint> = byNumber(registers, numbers);
  for (const [i, frame] of frames.entries()) {
    const next = frames[i + 1];
    if (frame.user || !frame.reliable) {
      found.push({ values: frame.user ? values : new Map(), cfa: undefined });
      values = new Map();
      continue;
    }
    const step = await stepFrom(frame, values, next, numbers, await codeOf(frame), memory);
    found.push(step.own);
    values = frame.interrupted === undefined ? step.caller : byNumber(frame.interrupted.values, numbers);
  }
  return found;
}

function byNumber(registers: ReadonlyMap<string, bigint>, { names }: RegisterNumbers): ReadonlyMap<number, bigint> {
  return new Map(
    names.flatMap((name, number) => {
      const value = registers.get(name);
      return value === undefined ? [] : [[number, value] as const];
    }),
  );
}

interface Step {
  readonly own: FrameRegisters;
  readonly caller: ReadonlyMap<number, bigint>;
}

async function stepFrom(
  frame: StackFrame,
  values: ReadonlyMap<number, bigint>,
  next: StackFrame | undefined,
  numbers: RegisterNumbers,
  code: FrameCode | undefined,
  memory: Memory,
): Promise<Step> {
  const own = new Map(values);
  const { stackPointer } = numbers;
  if (!own.has(stackPointer) && (frame.exact || numbers.tellsStackPointer)) own.set(stackPointer, frame.sp);
  if (frame.framePointer !== undefined && !own.has(numbers.framePointer))
    own.set(numbers.framePointer, frame.framePointer);
  const none: Step = { own: { values: own, cfa: undefined }, caller: new Map() };
  // Behind an exception's entry stand the registers that it interrupted: it has no caller.
  if (code?.callFrames === undefined || frame.interrupted !== undefined) return none;
  try {
    const row = code.callFrames.rowAt(code.place);
    if (row === undefined) return none;
    const context = plainContext(own, numbers, memory);
    const cfa = await cfaOf(row, own, context);
    const caller = new Map<number, bigint>();
    for (const number of numbers.names.keys()) {
      const rule = row.registers.get(number) ?? { is: numbers.kept.has(number) ? 'same' : 'unknown' };
      const value = await callersValue(rule, number, cfa, own, context);
      if (value !== undefined) caller.set(number, value);
    }
    const back = caller.get(row.returnRegister) ?? (row.returnRegister < numbers.names.length ? undefined : 0n);
    // The unwinder goes by tables of its own. Where the two differ, one of them is wrong, and nothing is sure.
    if (next === undefined || !(next.sp === cfa || sameAddress(back, next.pc))) return none;
    caller.set(stackPointer, cfa);
    return { own: { values: own, cfa }, caller };
  } catch (error) {
    if (error instanceof NotKnownError || error instanceof PurgatoryError) return none;
    throw error;
  }
}

function sameAddress(a: bigint | undefined, b: bigint): boolean {
  return a !== undefined && BigInt.asUintN(ADDRESS_BITS, a) === BigInt.asUintN(ADDRESS_BITS, b);
}

async function cfaOf({ cfa }: FrameRow, own: ReadonlyMap<number, bigint>, context: ExpressionContext): Promise<bigint> {
  if (cfa === undefined) throw new NotKnownError('the frame has no address');
  if (cfa.is === 'value of') return evaluateNumber(cfa.expression, context);
  const register = own.get(cfa.register);
  if (register === undefined) throw new NotKnownError('the frame pointer is not known');
  return BigInt.asUintN(64, register + BigInt(cfa.offset));
}

async function callersValue(
  rule: RegisterRule,
  number: number,
  cfa: bigint,
  own: ReadonlyMap<number, bigint>,
  context: ExpressionContext,
): Promise<bigint | undefined> {
  try {
    switch (rule.is) {
      case 'unknown':
        return undefined;
      case 'same':
        return own.get(number);
      case 'register':
        return own.get(rule.register);
      case 'offset':
        return BigInt.asUintN(64, cfa + BigInt(rule.offset));
      case 'saved':
        return await context.memory(BigInt.asUintN(64, cfa + BigInt(rule.offset)), 8);
      case 'saved at':
        return await context.memory(await evaluateNumber(rule.expression, { ...context, cfa: () => cfa }), 8);
      case 'value of':
        return await evaluateNumber(rule.expression, { ...context, cfa: () => cfa });
    }
  } catch (error) {
    if (error instanceof NotKnownError) return undefined;
    throw error;
  }
}

/** What expressions of `.debug_frame` may ask: registers and memory. */
function plainContext(own: ReadonlyMap<number, bigint>, { names }: RegisterNumbers, memory: Memory): ExpressionContext {
  const refuse = (): never => {
    throw new NotKnownError('it asks for what no frame has');
  };
  return {
    ...{ version: 5, addressBytes: 8, offsetBytes: 4, littleEndian: true },
    register: (number) => own.get(number) ?? refuseRegister(names, number),
    async memory(address, sizeBytes) {
      const word = await memory.word(address);
      if (word === undefined) throw new NotKnownError('memory that is not in the dump');
      return sizeBytes >= 8 ? word : BigInt.asUintN(sizeBytes * 8, word);
    },
    ...{ frameBase: refuse, cfa: refuse, entryValue: refuse, runtime: refuse, indexed: refuse, numberType: refuse },
  };
}

/** @throws {NotKnownError} */
export function refuseRegister(names: readonly string[], number: number): never {
  throw new NotKnownError(`${names[number] ?? `register ${number}`} was not kept`);
}
