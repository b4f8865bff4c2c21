import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { KernelMemory } from '../memory/kernel-memory.ts';
import { MemoryReadError } from '../memory/read-failure.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import { Kallsyms } from './kallsyms.ts';
import { findKallsyms } from './find-kallsyms.ts';

const MAX_SYMBOLS = 2 ** 22;
const MAX_NAMES_BYTES = 2 ** 25;
/** More than any token table: 256 tokens of a few characters. */
const TOKEN_TABLE_BYTES = 4096;

/** Where the tables are. `values` are the addresses or offsets; `relativeBase` 0 where there is none. */
export interface KallsymsPlaces {
  readonly count: number;
  readonly names: bigint;
  readonly tokenTable: bigint;
  readonly tokenIndex: bigint;
  readonly values: bigint;
  readonly wide: boolean;
  readonly relativeBase: bigint;
}

/**
 * Reads the kernel's symbol table: where VMCOREINFO says (6.0 and later, earlier in some distributions), or where its shape
 * is found in the image.
 *
 * @throws {MemoryReadError} {FormatError} with the reason that there are no symbols
 */
export async function readKallsyms({ info, memory, machine }: KernelMemory): Promise<Kallsyms> {
  const anchor = info.symbol('_stext');
  if (anchor === undefined) {
    throw new FormatError(FormatErrorCode.BadValue, { format: 'vmcoreinfo', field: 'SYMBOL(_stext)' }, 'is missing');
  }
  const named = await placesByName(memory, info);
  if (named !== undefined) return readTables(memory, named, anchor);
  let failure: unknown;
  for (const places of await findKallsyms({ info, memory, machine }, anchor)) {
    try {
      return await readTables(memory, places, anchor);
    } catch (error) {
      if (!(error instanceof FormatError) && !(error instanceof MemoryReadError)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

async function placesByName(memory: VirtualMemory, info: VmcoreInfo): Promise<KallsymsPlaces | undefined> {
  const names = info.symbol('kallsyms_names');
  const countAt = info.symbol('kallsyms_num_syms');
  const tokenTable = info.symbol('kallsyms_token_table');
  const tokenIndex = info.symbol('kallsyms_token_index');
  const offsets = info.symbol('kallsyms_offsets');
  const values = offsets ?? info.symbol('kallsyms_addresses');
  const baseAt = info.symbol('kallsyms_relative_base');
  if (names === undefined || countAt === undefined || values === undefined) return undefined;
  if (tokenTable === undefined || tokenIndex === undefined) return undefined;
  const [count, relativeBase] = await Promise.all([
    memory.u32(countAt, 'kallsyms_num_syms'),
    baseAt === undefined ? 0n : memory.u64(baseAt, 'kallsyms_relative_base'),
  ]);
  return { count, names, tokenTable, tokenIndex, values, wide: offsets === undefined, relativeBase };
}

async function readTables(memory: VirtualMemory, places: KallsymsPlaces, anchor: bigint): Promise<Kallsyms> {
  const { count, names, tokenTable, tokenIndex, values } = places;
  if (count === 0 || count > MAX_SYMBOLS) {
    throw new FormatError(FormatErrorCode.BadValue, { format: 'kallsyms', field: 'num_syms' }, `is ${count}`);
  }
  // The names end before the token table in every layout; their length is in no table.
  const space = tokenTable > names ? Number(tokenTable - names) : MAX_NAMES_BYTES;
  const tableBytes = tokenIndex > tokenTable ? Number(tokenIndex - tokenTable) : TOKEN_TABLE_BYTES;
  const [nameBytes, table, index, valueBytes] = await Promise.all([
    memory.bytes(names, Math.min(space, MAX_NAMES_BYTES), 'kallsyms_names'),
    memory.bytes(tokenTable, Math.min(tableBytes, TOKEN_TABLE_BYTES), 'kallsyms_token_table'),
    memory.bytes(tokenIndex, 512, 'kallsyms_token_index'),
    memory.bytes(values, count * (places.wide ? 8 : 4), 'kallsyms_offsets'),
  ]);
  return new Kallsyms(
    {
      count,
      names: nameBytes,
      tokenTable: table,
      tokenIndex: index,
      values: valueBytes,
      valuesAddress: values,
      relativeBase: places.relativeBase,
    },
    anchor,
  );
}
