/** What a value is, as data that renders the same everywhere. Numbers are texts: they have up to 64 bits. */
import { hex } from '../../bytes/cursor.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import { cString } from '../symbols/shape.ts';
import { bare, isCharacter, sizeOf, typeText, type CType, type EnumType, type StructType } from './ctype.ts';
import { ExploreError, faultOf } from './explore-error.ts';
import { readText } from './read-text.ts';
import { decode, loadScalar, readBytes, requireReadable, type Value } from './value.ts';
import type { World } from './world.ts';

export type Datum =
  | { readonly is: 'integer'; readonly value: string; readonly bits?: number }
  | { readonly is: 'enum'; readonly value: string; readonly name?: string; readonly flags?: readonly string[] }
  | {
      readonly is: 'pointer';
      readonly address: string;
      readonly symbol?: string;
      readonly offset?: number;
      readonly module?: string;
      /** Other names of the same symbol. */
      readonly aliases?: readonly string[];
      /** What it points to, where that is a text. */
      readonly text?: string;
      readonly why?: string;
    }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'float'; readonly value: number }
  | { readonly is: 'array'; readonly length: number; readonly items: readonly Datum[] }
  | { readonly is: 'struct'; readonly type: string; readonly fields: readonly DatumField[] }
  | { readonly is: 'unreadable'; readonly address: string; readonly why: string };

export interface DatumField {
  readonly name: string;
  readonly type: string;
  readonly datum: Datum;
}

const MAX_LEAVES = 65_536;
const MAX_PIECE_BYTES = 4 * 2 ** 20;
const MAX_DEPTH = 32;
const MAX_POINTER_TEXT_BYTES = 4096;
/** What is no control character, some of it. */
const PRINTABLE = /^[^\p{Cc}\ufffd]+$/u;

/** How much of a value is told. */
interface Budget {
  leaves: number;
}

/** @throws {ExploreError} fault, where nothing of it can be read; a struct's parts are told one by one */
export async function datumOf(world: World, value: Value, at = 0): Promise<Datum> {
  if (value.text !== undefined) return { is: 'text', text: value.text };
  requireReadable(value, at);
  const type = bare(value.type);
  const { memory } = world.kernel;
  if (value.place === undefined || (type.kind !== 'struct' && type.kind !== 'array')) {
    if (type.kind === 'float' && value.place !== undefined)
      return floatOf(await readBytes(memory, value.place.address, type.sizeBytes, at));
    const number = type.kind === 'function' ? (value.place?.address ?? 0n) : await loadScalar(memory, value, at);
    return scalarDatum(world, value.type, number, value.place?.bits?.count, true);
  }
  const { address } = value.place;
  if (type.kind === 'array' && isCharacter(type.of)) {
    return { is: 'text', text: await readText(memory, address, type.length === 0 ? undefined : type.length, at) };
  }
  const size = sizeOf(type);
  const budget = { leaves: MAX_LEAVES };
  if (size > MAX_PIECE_BYTES) return pieces(world, value.type, address, budget, 0);
  const [result] = await memory.read([{ address, length: size }]);
  if (result?.bytes !== undefined) return decodeTree(world, value.type, result.bytes, 0, address, budget, 0);
  if (result !== undefined && size <= memory.pageSizeBytes - Number(address % BigInt(memory.pageSizeBytes))) {
    // Within one page there is nothing more to be had.
    await readBytes(memory, address, size, at);
  }
  return pieces(world, value.type, address, budget, 0);
}

/** A value whose bytes are known, of which no place in memory is: what a register held. */
export async function datumOfBytes(world: World, type: CType, bytes: Uint8Array): Promise<Datum> {
  const at = bare(type);
  if (at.kind === 'struct' || at.kind === 'array' || at.kind === 'float') {
    return decodeTree(world, type, bytes, 0, 0n, { leaves: MAX_LEAVES }, 0);
  }
  return scalarDatum(world, type, decode(type, bytes), undefined, true);
}

async function scalarDatum(
  world: World,
  type: CType,
  number: bigint,
  bits: number | undefined,
  follow: boolean,
): Promise<Datum> {
  const at = bare(type);
  if (at.kind === 'enum') return enumDatum(at, number);
  if (at.kind !== 'pointer' && at.kind !== 'function' && at.kind !== 'array') {
    return { is: 'integer', value: String(number), ...(bits === undefined ? {} : { bits }) };
  }
  const found = number === 0n ? undefined : await world.symbolize(number);
  const text = follow && at.kind === 'pointer' ? await pointedText(world.kernel.memory, at.to, number) : {};
  const start = found === undefined ? 0n : number - BigInt(found.offset);
  const names = !follow || found === undefined || found.module !== undefined ? [] : world.kernelNames(start);
  const aliases = names.filter((name) => name !== found?.symbol);
  return {
    is: 'pointer',
    address: hex(number),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(found === undefined
      ? {}
      : {
          symbol: found.symbol,
          offset: found.offset,
          ...(found.module === undefined ? {} : { module: found.module }),
        }),
    ...text,
  };
}

/** What a pointer to characters points to; to bytes, where they are a text. */
async function pointedText(
  memory: VirtualMemory,
  to: CType,
  address: bigint,
): Promise<{ text?: string; why?: string }> {
  const isText = isCharacter(to);
  const target = bare(to);
  if (!isText && !(target.kind === 'int' && target.name === 'unsigned char' && address !== 0n)) return {};
  try {
    const text = await readText(memory, address, MAX_POINTER_TEXT_BYTES);
    return isText || PRINTABLE.test(text) ? { text } : {};
  } catch (error) {
    if (error instanceof ExploreError && error.fault !== undefined) return { why: error.fault.why };
    throw error;
  }
}

/** The name of a value; where it has none and the enum is of flags, the names of its bits. */
function enumDatum(type: EnumType, value: bigint): Datum {
  const name = type.enumerators.find((each) => each.value === value)?.name;
  if (name !== undefined) return { is: 'enum', value: String(value), name };
  const single = type.enumerators.filter((each) => each.value > 0n && (each.value & (each.value - 1n)) === 0n);
  const flags = single.filter((each) => (value & each.value) === each.value);
  const whole = flags.reduce((bits, each) => bits | each.value, 0n) === value && flags.length > 0;
  return { is: 'enum', value: String(value), ...(whole ? { flags: flags.map((each) => each.name) } : {}) };
}

function floatOf(bytes: Uint8Array): Datum {
  const buffer = Buffer.from(bytes);
  return {
    is: 'float',
    value: buffer.length === 4 ? buffer.readFloatLE(0) : buffer.length === 8 ? buffer.readDoubleLE(0) : Number.NaN,
  };
}

/** A value whose bytes are all here. */
async function decodeTree(
  world: World,
  type: CType,
  bytes: Uint8Array,
  from: number,
  address: bigint,
  budget: Budget,
  depth: number,
): Promise<Datum> {
  const at = bare(type);
  if (at.kind === 'struct' && depth < MAX_DEPTH) {
    return structDatum(
      at,
      (member) => {
        const start = from + (member.bitOffset >> 3);
        if (member.bitSize === 0) return decodeTree(world, member.type, bytes, start, address, budget, depth + 1);
        const bits = { first: member.bitOffset & 7, count: member.bitSize };
        const part = bytes.subarray(start, start + Math.ceil((bits.first + bits.count) / 8));
        return scalarDatum(world, member.type, decode(member.type, part, bits), bits.count, false);
      },
      budget,
    );
  }
  const size = sizeOf(at);
  if (at.kind === 'array') {
    if (isCharacter(at.of)) return { is: 'text', text: cString(bytes.subarray(from, from + size)) };
    const each = sizeOf(at.of);
    const items: Datum[] = [];
    for (let i = 0; i < at.length && budget.leaves > 0; i++) {
      items.push(await decodeTree(world, at.of, bytes, from + i * each, address, budget, depth + 1));
    }
    return { is: 'array', length: at.length, items };
  }
  budget.leaves--;
  const own = bytes.subarray(from, from + size);
  if (at.kind === 'float') return floatOf(own);
  return scalarDatum(world, type, decode(type, own), undefined, false);
}

/** A value that can't be read in one: each part by itself, so that what is there is told and what is missing named. */
async function pieces(world: World, type: CType, address: bigint, budget: Budget, depth: number): Promise<Datum> {
  const at = bare(type);
  if (at.kind === 'struct' && depth < MAX_DEPTH) {
    return structDatum(
      at,
      async (member) => {
        const start = address + BigInt(member.bitOffset >> 3);
        if (member.bitSize === 0) return pieces(world, member.type, start, budget, depth + 1);
        const bits = { first: member.bitOffset & 7, count: member.bitSize };
        return leaf(world, member.type, start, Math.ceil((bits.first + bits.count) / 8), bits);
      },
      budget,
    );
  }
  if (at.kind === 'array' && !isCharacter(at.of)) {
    const each = BigInt(sizeOf(at.of));
    const items: Datum[] = [];
    for (let i = 0; i < at.length && budget.leaves > 0; i++) {
      items.push(await pieces(world, at.of, address + BigInt(i) * each, budget, depth + 1));
    }
    return { is: 'array', length: at.length, items };
  }
  budget.leaves--;
  return leaf(world, type, address, sizeOf(at));
}

async function leaf(
  world: World,
  type: CType,
  address: bigint,
  length: number,
  bits?: { first: number; count: number },
): Promise<Datum> {
  const [result] = await world.kernel.memory.read([{ address, length }]);
  if (result?.bytes === undefined) {
    const fault = result === undefined ? { address, why: 'not mapped' } : faultOf(result.failure);
    return { is: 'unreadable', address: hex(fault.address), why: fault.why };
  }
  const at = bare(type);
  if (at.kind === 'array') return { is: 'text', text: cString(result.bytes) };
  return scalarDatum(world, type, decode(type, result.bytes, bits), bits?.count, false);
}

type MemberDatum = (member: StructType['members'][number]) => Promise<Datum>;

/** Members in order; those of an anonymous struct or union are their parent's. */
async function structDatum(type: StructType, datum: MemberDatum, budget: Budget): Promise<Datum> {
  const fields: DatumField[] = [];
  for (const member of type.members) {
    if (budget.leaves <= 0) break;
    const own = await datum(member);
    if (member.name === '' && own.is === 'struct') fields.push(...own.fields);
    else if (member.name !== '') fields.push({ name: member.name, type: typeText(member.type), datum: own });
  }
  return { is: 'struct', type: typeText(type), fields };
}
