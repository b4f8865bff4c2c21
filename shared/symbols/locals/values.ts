/** The parameters and variables of one frame: where they are, or what they are. */
import { wholeNumber } from '../../bytes/whole-number.ts';
import { FormatError, PurgatoryError } from '../../errors.ts';
import { At, Encoding, Tag } from '../dwarf/constants.ts';
import type { Entry, UnitEntries } from '../dwarf/entries.ts';
import { NotKnownError, evaluateNumber, runExpression } from '../dwarf/expression.ts';
import type { ExpressionContext, Location, NumberType, Piece } from '../dwarf/expression.ts';
import type { DebugFile } from './debug-file.ts';
import { refuseRegister } from './frames.ts';
import type { FrameRegisters } from './frames.ts';
import type { RegisterNumbers } from './machines.ts';
import { callReturningTo, hasFlag, scopesAt } from './scopes.ts';
import type { FunctionScope } from './scopes.ts';
import { typeOf } from './types.ts';
import type { Placed, VariableType } from './types.ts';

const MAX_ORIGINS = 16;
const MAX_BYTES = 1024 * 1024;
/** A parameter may be told by the caller's own parameter, and so on. */
const MAX_CALLERS = 8;

/** What a variable holds, as far as it is known. */
export type LocalValue =
  | { readonly is: 'memory'; readonly address: bigint }
  /** In registers, or worked out: little-endian. */
  | { readonly is: 'bytes'; readonly bytes: Uint8Array }
  | { readonly is: 'optimised out' }
  | { readonly is: 'unknown'; readonly why: string };

export interface Local {
  readonly name: string;
  readonly type: VariableType;
  readonly isParameter: boolean;
  readonly value: LocalValue;
}

export interface FunctionLocals {
  readonly function: string;
  readonly inlined: boolean;
  readonly locals: readonly Local[];
}

/** One frame of a stack, with what is known of it. */
export interface KnownFrame {
  readonly file: DebugFile;
  /** The instruction, as the file counts; of a return address the one before it. */
  readonly place: number;
  /** Where the call before it returns to; undefined for an exact frame. */
  readonly returnsTo: number | undefined;
  readonly registers: FrameRegisters;
  /** Where something of the file is in memory. */
  readonly runtime: (address: bigint) => bigint | undefined;
  /** The frame that called it, where that is sure. */
  readonly caller: KnownFrame | undefined;
}

export interface Memory {
  /** Undefined for what is not in the dump. */
  bytes(address: bigint, length: number): Promise<Uint8Array | undefined>;
}

/**
 * The functions of a frame, innermost first, with what they declare. Empty where the file says nothing of the place.
 *
 * @throws {FormatError} for a damaged file; what is wrong with one variable is said of that one
 */
export async function frameLocals(
  frame: KnownFrame,
  numbers: RegisterNumbers,
  memory: Memory,
): Promise<readonly FunctionLocals[]> {
  const unit = await frame.file.unitWithCode(frame.place);
  if (unit === undefined) return [];
  const scopes = scopesAt(unit, frame.place);
  const reader = new FrameReader(frame, numbers, memory, unit, scopes[0]);
  const found: FunctionLocals[] = [];
  for (const [i, scope] of scopes.entries()) found.push(await reader.functionLocals(scope, i > 0));
  return found.reverse();
}

class FrameReader {
  readonly #frame: KnownFrame;
  readonly #numbers: RegisterNumbers;
  readonly #memory: Memory;
  readonly #unit: UnitEntries;
  readonly #outermost: FunctionScope | undefined;
  readonly #callers: number;

  constructor(
    frame: KnownFrame,
    numbers: RegisterNumbers,
    memory: Memory,
    unit: UnitEntries,
    outermost: FunctionScope | undefined,
    callers = 0,
  ) {
    this.#frame = frame;
    this.#numbers = numbers;
    this.#memory = memory;
    this.#unit = unit;
    this.#outermost = outermost;
    this.#callers = callers;
  }

  async functionLocals({ entry, parameters, variables }: FunctionScope, inlined: boolean): Promise<FunctionLocals> {
    const locals: Local[] = [];
    for (const parameter of await this.#withLost(entry, parameters)) {
      locals.push(await this.#local(parameter, true));
    }
    for (const variable of variables) {
      if (!hasFlag(variable, At.Declaration))
        locals.push(await this.#local({ unit: this.#unit, entry: variable }, false));
    }
    return { function: await nameOf({ unit: this.#unit, entry }, this.#frame.file), inlined, locals };
  }

  /** Parameters of which nothing was left here stand in the function's own entry alone. */
  async #withLost(entry: Entry, parameters: readonly Entry[]): Promise<readonly Placed[]> {
    const here = parameters.map((parameter): Placed => ({ unit: this.#unit, entry: parameter }));
    const origin = await this.#follow({ unit: this.#unit, entry }, At.AbstractOrigin);
    if (origin === undefined) return here;
    const byOrigin = new Map(
      here.map((placed) => [placed.unit.reference(placed.entry, At.AbstractOrigin) ?? -1, placed]),
    );
    const all = [...origin.unit.children(origin.entry, PARAMETERS)].map((parameter): Placed => {
      const known = byOrigin.get(parameter.offset);
      byOrigin.delete(parameter.offset);
      return known ?? { unit: origin.unit, entry: parameter };
    });
    return [...all, ...byOrigin.values()];
  }

  async #local(placed: Placed, isParameter: boolean): Promise<Local> {
    const { file } = this.#frame;
    const declared = (await this.#declaring(placed, At.Type)) ?? placed;
    const type = await typeOf(declared, this.#follow);
    return { name: await nameOf(placed, file), type, isParameter, value: await this.#value(placed, type) };
  }

  async #value(placed: Placed, type: VariableType): Promise<LocalValue> {
    try {
      // A constant may stand in the entry that both have; where the variable is, only in its own.
      const constant = (await this.#declaring(placed, At.ConstValue))?.entry.attributes.get(At.ConstValue);
      const location = placed.unit === this.#unit ? placed.entry.attributes.get(At.Location) : undefined;
      if (location === undefined && constant !== undefined) {
        if (constant.block !== undefined) return { is: 'bytes', bytes: constant.block.slice() };
        if (constant.constant === undefined) return { is: 'unknown', why: 'a constant of a form that is not read' };
        return { is: 'bytes', bytes: toBytes(constant.constant, type.sizeBytes ?? 8) };
      }
      if (location === undefined) return { is: 'optimised out' };
      const expression = location.block ?? this.#unit.unit.locationAt(location, this.#frame.place);
      if (expression === undefined) return { is: 'optimised out' };
      if (type.name === '?')
        return { is: 'unknown', why: 'its type stands in a file that dwz has made, which is not read' };
      return await this.#assemble(await runExpression(expression, this.#context()), type);
    } catch (error) {
      if (error instanceof NotKnownError) return { is: 'unknown', why: error.message };
      if (error instanceof PurgatoryError)
        return { is: 'unknown', why: `its description is damaged: ${error.message}` };
      throw error;
    }
  }

  async #assemble(pieces: readonly Piece[], type: VariableType): Promise<LocalValue> {
    const [only, ...others] = pieces;
    if (only !== undefined && others.length === 0 && only.sizeBits === undefined) {
      const { location } = only;
      if (location.is === 'memory' || location.is === 'optimised out' || location.is === 'unknown') return location;
      return { is: 'bytes', bytes: await this.#bytesOf(location, type.sizeBytes ?? 8, 0) };
    }
    if (pieces.every(({ location }) => location.is === 'optimised out')) return { is: 'optimised out' };
    const bits = pieces.reduce((sum, { sizeBits = 0 }) => sum + sizeBits, 0);
    if (bits > MAX_BYTES * 8) return { is: 'unknown', why: `its parts are ${bits} bits` };
    let [value, at] = [0n, 0];
    for (const { location, sizeBits = 0, bitOffset = 0 } of pieces) {
      if (location.is === 'optimised out') return { is: 'unknown', why: 'a part of it is optimised out' };
      if (location.is === 'unknown') return location;
      const bytes = await this.#bytesOf(location, Math.ceil((bitOffset + sizeBits) / 8), bitOffset);
      value |= BigInt.asUintN(sizeBits, wholeNumber(bytes) >> BigInt(bitOffset % 8)) << BigInt(at);
      at += sizeBits;
    }
    return { is: 'bytes', bytes: toBytes(value, type.sizeBytes ?? Math.ceil(bits / 8)) };
  }

  /** `length` bytes from where something is; `bitOffset` only tells where bits of memory begin. */
  async #bytesOf(location: Location, length: number, bitOffset: number): Promise<Uint8Array> {
    switch (location.is) {
      case 'memory': {
        const skipped = Math.floor(bitOffset / 8);
        return this.#memoryBytes(location.address + BigInt(skipped), length - skipped);
      }
      case 'register': {
        const value = this.#register(location.register) >> BigInt(bitOffset - (bitOffset % 8));
        return toBytes(value, length);
      }
      case 'value':
        return toBytes(location.value, length);
      case 'bytes':
        return location.bytes.subarray(0, length);
      default:
        throw new NotKnownError(location.is === 'unknown' ? location.why : 'it is optimised out');
    }
  }

  async #memoryBytes(address: bigint, length: number): Promise<Uint8Array> {
    const bytes = length > MAX_BYTES ? undefined : await this.#memory.bytes(BigInt.asUintN(64, address), length);
    if (bytes?.length !== length) {
      throw new NotKnownError(`0x${BigInt.asUintN(64, address).toString(16)} is not in the dump`);
    }
    return bytes;
  }

  #register(number: number): bigint {
    return this.#frame.registers.values.get(number) ?? refuseRegister(this.#numbers.names, number);
  }

  #context(): ExpressionContext {
    const { unit } = this.#unit;
    const { version, addressBytes, offsetBytes } = unit.header;
    const runtime = (address: bigint): bigint => {
      const found = this.#frame.runtime(address);
      if (found === undefined) throw new NotKnownError('where its section is in memory is not known');
      return found;
    };
    return {
      ...{ version, addressBytes, offsetBytes, littleEndian: this.#frame.file.littleEndian },
      register: (number) => this.#register(number),
      memory: async (address, sizeBytes) => wholeNumber(await this.#memoryBytes(address, sizeBytes)),
      frameBase: () => this.#frameBase(),
      cfa: () => this.#cfa(),
      entryValue: (register) => this.#entryValue(register),
      runtime,
      indexed: (index, isAddress) => {
        const { high, low } = this.#frame.file.space;
        const base = (BigInt(high) << 32n) + BigInt(low);
        const address = BigInt(unit.addressAt(index)) + base;
        return isAddress ? runtime(address) : BigInt.asUintN(64, address);
      },
      numberType: (offset) => this.#numberType(offset),
    };
  }

  #cfa(): bigint {
    const { cfa } = this.#frame.registers;
    if (cfa === undefined) throw new NotKnownError('where its frame begins is not known');
    return cfa;
  }

  async #frameBase(): Promise<bigint> {
    const base = this.#outermost?.entry.attributes.get(At.FrameBase);
    const expression =
      base?.block ?? (base === undefined ? undefined : this.#unit.unit.locationAt(base, this.#frame.place));
    if (expression === undefined) throw new NotKnownError('the function does not say where its frame is');
    const refuse = (): never => {
      throw new FormatError('bad-value', { format: 'dwarf', field: 'frame_base' }, 'is told by itself');
    };
    return evaluateNumber(expression, { ...this.#context(), frameBase: refuse });
  }

  #numberType(offset: number): NumberType {
    const { unit } = this.#unit;
    const entry = this.#unit.at(unit.header.start + offset);
    const size = entry?.attributes.get(At.ByteSize)?.number;
    if (entry?.tag !== Tag.BaseType || size === undefined || size < 1 || size > 16) {
      throw new NotKnownError('it is worked out in a type that is none');
    }
    const encoding = entry.attributes.get(At.Encoding)?.number;
    if (encoding === Encoding.Float) throw new NotKnownError('it is worked out in floating point');
    return { sizeBytes: size, signed: encoding === Encoding.Signed || encoding === Encoding.SignedChar };
  }

  /** What the caller passed in a register, where it wrote that down and still knows it. */
  async #entryValue(register: number): Promise<bigint> {
    const { caller } = this.#frame;
    const name = this.#numbers.names[register] ?? `register ${register}`;
    const lost = `${name} at the function's entry was not kept`;
    if (caller?.returnsTo === undefined || this.#callers >= MAX_CALLERS) throw new NotKnownError(lost);
    const unit = await caller.file.unitWithCode(caller.place);
    const [outermost] = unit === undefined ? [] : scopesAt(unit, caller.place);
    const call =
      unit === undefined || outermost === undefined
        ? undefined
        : callReturningTo(unit, outermost.entry, caller.returnsTo);
    if (unit === undefined || call === undefined) throw new NotKnownError(lost);
    const reader = new FrameReader(caller, this.#numbers, this.#memory, unit, outermost, this.#callers + 1);
    if (!(await reader.#calls(call.entry, this.#frame, this.#outermost))) {
      // A function that was called at last by a jump was not given what this call passed.
      throw new NotKnownError(lost);
    }
    for (const { attributes } of call.parameters) {
      const passed = attributes.get(At.CallValue) ?? attributes.get(At.GnuCallSiteValue);
      if (passed?.block === undefined || !isRegister(attributes.get(At.Location)?.block, register)) continue;
      return evaluateNumber(passed.block, reader.#context());
    }
    throw new NotKnownError(lost);
  }

  /** Whether a call is of the very function that a frame is in. */
  async #calls(call: Entry, callee: KnownFrame, outermost: FunctionScope | undefined): Promise<boolean> {
    if (hasFlag(call, At.CallTailCall, At.GnuTailCall) || outermost === undefined) return false;
    const attribute = call.attributes.has(At.CallOrigin) ? At.CallOrigin : At.AbstractOrigin;
    const called = await this.#follow({ unit: this.#unit, entry: call }, attribute);
    const unit = await callee.file.unitWithCode(callee.place);
    if (unit === undefined) return false;
    if (called !== undefined) {
      const [wanted, found] = await Promise.all([
        nameOf(called, this.#frame.file),
        nameOf({ unit, entry: outermost.entry }, callee.file),
      ]);
      return wanted === found && wanted !== '?';
    }
    const target = call.attributes.get(At.CallTarget) ?? call.attributes.get(At.GnuCallSiteTarget);
    const [code] = unit.ranges(outermost.entry);
    if (target?.block === undefined || code === undefined) return false;
    const { high, low } = callee.file.space;
    const start = callee.runtime(BigInt(code.start) + (BigInt(high) << 32n) + BigInt(low));
    try {
      return start !== undefined && start === (await evaluateNumber(target.block, this.#context()));
    } catch (error) {
      if (error instanceof NotKnownError) return false;
      throw error;
    }
  }

  readonly #follow = async (from: Placed, attribute: number): Promise<Placed | undefined> => {
    return follow(from, attribute, this.#frame.file);
  };

  /** The entry itself, or one that it was made from, that has the attribute. */
  #declaring(from: Placed, attribute: number): Promise<Placed | undefined> {
    return declaring(from, attribute, this.#frame.file);
  }
}

const PARAMETERS: ReadonlySet<number> = new Set([Tag.FormalParameter]);

function isRegister(expression: Uint8Array | undefined, register: number): boolean {
  if (expression === undefined) return false;
  return register < 32 ? expression.length === 1 && expression[0] === 0x50 + register : false;
}

async function follow(from: Placed, attribute: number, file: DebugFile): Promise<Placed | undefined> {
  const offset = from.unit.reference(from.entry, attribute);
  if (offset === undefined) return undefined;
  const unit = from.unit.has(offset) ? from.unit : await file.unitWithEntry(offset);
  const entry = unit?.at(offset);
  return unit === undefined || entry === undefined ? undefined : { unit, entry };
}

async function declaring(from: Placed, attribute: number, file: DebugFile): Promise<Placed | undefined> {
  let at: Placed | undefined = from;
  for (let i = 0; at !== undefined && i < MAX_ORIGINS; i += 1) {
    if (at.entry.attributes.has(attribute)) return at;
    const origin: number = at.entry.attributes.has(At.AbstractOrigin) ? At.AbstractOrigin : At.Specification;
    at = await follow(at, origin, file);
  }
  return undefined;
}

async function nameOf(from: Placed, file: DebugFile): Promise<string> {
  const at = await declaring(from, At.Name, file);
  return at?.unit.text(at.entry, At.Name) ?? '?';
}

function toBytes(value: bigint, length: number): Uint8Array {
  if (length > MAX_BYTES) throw new NotKnownError(`it has ${length} bytes`);
  const bytes = new Uint8Array(length);
  for (let [i, rest] = [0, BigInt.asUintN(Math.min(length, 64) * 8, value)]; i < length && rest > 0n; i += 1) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
