/** Values: something in the dump's memory, or a number that was worked out. */
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import { ReadFailureReason } from '../memory/read-failure.ts';
import { bare, typeText, type CType } from './ctype.ts';
import { ExploreError, ExploreErrorCode, faultError } from './explore-error.ts';

export interface Place {
  readonly address: bigint;
  /** Of a bit-field: its first bit from `address`, and how many it has. */
  readonly bits?: { readonly first: number; readonly count: number } | undefined;
}

export type Value = { readonly type: CType } & (
  | {
      readonly place: Place;
      readonly scalar?: undefined;
      readonly text?: undefined;
      readonly note?: ValueNote | undefined;
    }
  | { readonly scalar: bigint; readonly place?: undefined; readonly text?: undefined; readonly note?: undefined }
  | { readonly text: string; readonly place?: undefined; readonly scalar?: undefined; readonly note?: undefined }
);

/** Why a value in memory can't be read as it stands. */
export type ValueNote = { readonly untyped: string } | { readonly perCpu: string };

export function scalarOf(type: CType, scalar: bigint): Value {
  return { type, scalar: wrap(type, scalar) };
}

export function placed(type: CType, address: bigint): Value {
  return { type, place: { address: BigInt.asUintN(64, address) } };
}

/** Little-endian bytes as a number. */
export function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}

/** A number as a type holds it. */
export function wrap(type: CType, value: bigint): bigint {
  const at = bare(type);
  switch (at.kind) {
    case 'int':
      if (at.name === '_Bool') return value === 0n ? 0n : 1n;
      return at.signed ? BigInt.asIntN(at.sizeBytes * 8, value) : BigInt.asUintN(at.sizeBytes * 8, value);
    case 'enum':
      return at.signed ? BigInt.asIntN(at.sizeBytes * 8, value) : BigInt.asUintN(at.sizeBytes * 8, value);
    default:
      return BigInt.asUintN(64, value);
  }
}

/** The number that bytes of memory hold, of a whole value or a bit-field of it. */
export function decode(
  type: CType,
  bytes: Uint8Array,
  bits?: { readonly first: number; readonly count: number },
): bigint {
  if (bits === undefined) {
    const at = bare(type);
    const raw = littleEndian(bytes);
    // What is no true or false is told as it is: it is a fault of the kernel's.
    return at.kind === 'int' && at.name === '_Bool' ? raw : wrap(type, raw);
  }
  const at = bare(type);
  const raw = littleEndian(bytes) >> BigInt(bits.first);
  const signed = (at.kind === 'int' || at.kind === 'enum') && at.signed;
  return signed ? BigInt.asIntN(bits.count, raw) : BigInt.asUintN(bits.count, raw);
}

/** Bytes of memory. @throws {ExploreError} fault */
export async function readBytes(
  memory: VirtualMemory,
  address: bigint,
  length: number,
  at?: number,
): Promise<Uint8Array> {
  const [result] = await memory.read([{ address, length }]);
  if (result?.bytes !== undefined) return result.bytes;
  throw faultError(result?.failure ?? { reason: ReadFailureReason.Unmapped, address }, at);
}

/**
 * The number that a value is: of an int, an enum, a pointer; of an array or function, where it is.
 *
 * @throws {ExploreError} fault; type, for a struct; no-type
 */
export async function loadScalar(memory: VirtualMemory, value: Value, at?: number): Promise<bigint> {
  if (value.scalar !== undefined) return value.scalar;
  if (value.text !== undefined) throw typeError('a text is no number', at);
  requireReadable(value, at);
  const { type, place } = value;
  const base = bare(type);
  switch (base.kind) {
    case 'array':
    case 'function':
      return place.address;
    case 'int':
    case 'enum':
    case 'pointer': {
      const size = base.kind === 'pointer' ? 8 : base.sizeBytes;
      const { bits } = place;
      const length = bits === undefined ? size : Math.ceil((bits.first + bits.count) / 8);
      return decode(type, await readBytes(memory, place.address, length, at), bits);
    }
    default:
      throw typeError(`\`${typeText(type)}\` is no number`, at);
  }
}

/** @throws {ExploreError} for a value that is known by its place alone */
export function requireReadable(value: Value, at?: number): void {
  const { note } = value;
  if (note === undefined) return;
  if ('perCpu' in note) {
    throw typeError(`\`${note.perCpu}\` is one for each processor: per_cpu(${note.perCpu}, CPU)`, at);
  }
  const name = note.untyped;
  throw new ExploreError(ExploreErrorCode.NoType, `the type of \`${name}\` is not known`, {
    at,
    expected: `a cast that says it: (*(struct T *)&${name})`,
    name,
  });
}

export function typeError(problem: string, at?: number, expected?: string): ExploreError {
  return new ExploreError(ExploreErrorCode.Type, problem, { at, expected });
}
