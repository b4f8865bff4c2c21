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

/** A pointer as such, without what it points to. */
export function pointer(address: bigint): Datum {
  return { is: 'pointer', address: hex(address) };
}

/** An address with the symbol that it is in. */
export async function symbolic(world: World, address: bigint): Promise<Datum> {
  const found = address === 0n ? undefined : await world.symbolize(address);
  if (found === undefined) return pointer(address);
  const { symbol, offset, module } = found;
  return { is: 'pointer', address: hex(address), symbol, offset, ...(module === undefined ? {} : { module }) };
}
