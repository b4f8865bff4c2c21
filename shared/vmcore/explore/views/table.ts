/** What a command answers: rows of cells, each a datum, so that it renders and links as everything else does. */
import { hex } from '../../../bytes/cursor.ts';
import type { Datum } from '../datum.ts';
import type { World } from '../world.ts';

export interface Table {
  readonly title?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Datum[])[];
  /** What is not there, or not whole, and why. */
  readonly notes?: readonly string[];
}

export function text(value: string): Datum {
  return { is: 'text', text: value };
}

export function integer(value: number | bigint): Datum {
  return { is: 'integer', value: String(value) };
}

/**
 * A pointer as such, without what it points to. What was worked out of a dump's numbers may be more than an address has room for: then it
 * wraps, as it does in C.
 */
export function pointer(address: bigint): Datum {
  return { is: 'pointer', address: hex(BigInt.asUintN(64, address)) };
}

/** The number in a cell of a walk; 0 where it holds none. */
export function wordOf(datum: Datum | undefined): bigint {
  if (datum?.is === 'integer') return BigInt(datum.value);
  return datum?.is === 'pointer' ? BigInt(datum.address) : 0n;
}

/** The text that a `char *` points to, as a cell of its own. */
export function pointedText(datum: Datum | undefined): Datum {
  return text(datum?.is === 'pointer' ? (datum.text ?? '?') : '?');
}

/** An address with the symbol that it is in. */
export async function symbolic(world: World, address: bigint): Promise<Datum> {
  const found = address === 0n ? undefined : await world.symbolize(address);
  if (found === undefined) return pointer(address);
  const { symbol, offset, module } = found;
  return { is: 'pointer', address: hex(address), symbol, offset, ...(module === undefined ? {} : { module }) };
}
