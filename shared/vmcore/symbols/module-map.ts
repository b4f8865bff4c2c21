import type { OrcTable } from './orc.ts';
import type { Symbolized } from './symbolized.ts';

/** Memory that a module occupies. */
export interface ModuleRegion {
  readonly start: bigint;
  readonly end: bigint;
}

/** A loaded module: where it is, and where its own tables are. */
export interface LoadedModule {
  readonly address: bigint;
  readonly name: string;
  readonly regions: readonly ModuleRegion[];
  /** `struct mod_kallsyms`; 0 where there is none. */
  readonly kallsyms: bigint;
  readonly orc: { readonly ips: bigint; readonly entries: bigint; readonly count: number } | undefined;
  symbols?: ModuleSymbols | undefined;
  orcTable?: OrcTable | undefined;
}

/** A module's symbols, sorted by address. */
export interface ModuleSymbols {
  readonly addresses: BigUint64Array;
  readonly sizes: Float64Array;
  readonly nameOffsets: Uint32Array;
  readonly strings: Uint8Array;
}

/** Which module an address lies in. */
export class ModuleMap {
  readonly list: readonly LoadedModule[];
  readonly #regions: readonly { readonly start: bigint; readonly end: bigint; readonly module: LoadedModule }[];

  constructor(modules: readonly LoadedModule[]) {
    this.list = modules;
    this.#regions = modules
      .flatMap((module) => module.regions.map((region) => ({ ...region, module })))
      .filter((region) => region.end > region.start)
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  }

  at(address: bigint): LoadedModule | undefined {
    let low = 0;
    let high = this.#regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#regions[middle]?.start ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    const region = this.#regions[low - 1];
    return region !== undefined && address < region.end ? region.module : undefined;
  }

  symbolize(address: bigint): Symbolized | undefined {
    const module = this.at(address);
    if (module === undefined) return undefined;
    const found = module.symbols && findSymbol(module.symbols, address);
    if (found !== undefined) return { ...found, module: module.name };
    // Without its symbols, an address is still known to be the module's.
    const start = module.regions[0]?.start ?? address;
    return address >= start ? { symbol: module.name, offset: Number(address - start), module: module.name } : undefined;
  }
}

export function moduleSymbolName({ nameOffsets, strings }: ModuleSymbols, index: number): string {
  const from = nameOffsets[index] ?? 0;
  const end = strings.indexOf(0, from);
  return Buffer.from(strings.subarray(from, end < 0 ? strings.length : end)).toString('latin1');
}

function findSymbol(table: ModuleSymbols, address: bigint): Symbolized | undefined {
  const { addresses, sizes } = table;
  let low = 0;
  let high = addresses.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((addresses[middle] ?? 0n) <= address) low = middle + 1;
    else high = middle;
  }
  const start = addresses[low - 1];
  if (start === undefined) return undefined;
  // Of several at one address, one that has a size is the function; the others are labels.
  let best = low - 1;
  for (let i = low - 1; i >= 0 && addresses[i] === start; i--) if ((sizes[i] ?? 0) >= (sizes[best] ?? 0)) best = i;
  const symbol = moduleSymbolName(table, best);
  const sizeBytes = sizes[best] ?? 0;
  return { symbol, offset: Number(address - start), ...(sizeBytes > 0 ? { sizeBytes } : {}) };
}
