import { FormatError, FormatErrorCode } from '../../errors.ts';
import { architectureOf } from '../arch/index.ts';
import type { Dump, Machine } from '../formats/dump.ts';
import { openKernelMemory, type KernelMemory } from '../memory/kernel-memory.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import type { Kallsyms } from '../symbols/kallsyms.ts';
import { ModuleMap } from '../symbols/module-map.ts';
import { readKallsyms } from '../symbols/read-kallsyms.ts';
import { missingTypes, Shape, type Paths } from '../symbols/shape.ts';
import type { Symbolized } from '../symbols/symbolized.ts';
import type { Types } from '../symbols/types.ts';
import { readCpus, type Cpus } from './cpus.ts';
import { findHidden } from './find-hidden.ts';
import { findNamedData, lacksData, lastOfImage, readConstants } from './hidden-symbols.ts';
import { DynamicCodeMap } from './dynamic-code.ts';
import { readKernelTypes, type FindTypes, type KnownTypes, type TypesOrigin } from './kernel-types.ts';
import type { Sections } from '../report/sections.ts';

export interface OpenKernelOptions {
  /** The dump's memory where it is open already; what was read of it is not read again. */
  readonly memory?: KernelMemory | undefined;
  /** BTF of the kernel from outside, for one that carries none. */
  readonly btf?: Uint8Array | undefined;
  /** Who may have the types of a build; asked where the kernel carries none that can be read. */
  readonly findTypes?: FindTypes | undefined;
  /** The same kernel, opened before when less of its dump had arrived: its symbols and types are not read again. */
  readonly like?: Kernel | undefined;
}

/** A crashed kernel: its memory, and what is known of its symbols and types. */
export class Kernel {
  readonly dump: Dump;
  readonly machine: Machine;
  readonly info: VmcoreInfo;
  readonly memory: VirtualMemory;
  /** Undefined where the kernel has no symbol table that can be read. */
  readonly kallsyms: Kallsyms | undefined;
  readonly #types: KnownTypes | undefined;
  #text: readonly { readonly start: bigint; readonly end: bigint }[] | undefined;
  #last: bigint | undefined;
  #lacksData: boolean | undefined;
  readonly #added = new Map<string, bigint>();
  /** Loaded modules; empty until they have been listed. */
  modules = new ModuleMap([]);
  /** What was made while it ran; empty until it has been listed. */
  dynamicCode = new DynamicCodeMap([]);
  cpus: Cpus = { ids: [], online: new Set(), perCpuOffset: new Map() };

  constructor(
    dump: Dump,
    base: KernelMemory,
    parts: { kallsyms: Kallsyms | undefined; types: KnownTypes | undefined },
  ) {
    this.dump = dump;
    this.machine = base.machine;
    this.info = base.info;
    this.memory = base.memory;
    this.kallsyms = parts.kallsyms;
    this.#types = parts.types;
  }

  /** @throws {FormatError} unsupported, where the kernel carries no BTF */
  get types(): Types {
    if (this.#types === undefined) throw missingTypes('types');
    return this.#types.types;
  }

  /** Undefined where there are none. */
  get typesOrigin(): TypesOrigin | undefined {
    return this.#types?.origin;
  }

  /** The types and where they are from, for the same kernel opened again. */
  get knownTypes(): KnownTypes | undefined {
    return this.#types;
  }

  get hasTypes(): boolean {
    return this.#types !== undefined;
  }

  /** Takes in symbols that were found by other means than the kernel's table. */
  addSymbols(symbols: ReadonlyMap<string, bigint>): void {
    for (const [name, address] of symbols) this.#added.set(name, address);
  }

  /** The address of a global variable or function of the kernel; a per-CPU one's is an offset. */
  symbol(name: string): bigint | undefined {
    const added = this.#added.get(name);
    if (added !== undefined) return added;
    const index = this.kallsyms?.find(name)[0];
    if (index !== undefined) return this.kallsyms?.address(index);
    return this.info.symbol(name);
  }

  /** @throws {FormatError} unsupported, where the symbol is not known */
  needSymbol(name: string): bigint {
    const address = this.symbol(name);
    if (address !== undefined) return address;
    const place = { format: 'kallsyms', field: name };
    throw new FormatError(FormatErrorCode.Unsupported, place, 'this kernel has no such symbol');
  }

  shape<K extends string>(type: string, paths: Paths<K>): Shape<K> {
    return new Shape(this.types.struct(type), paths);
  }

  /** The address of a per-CPU variable of one processor. */
  perCpu(name: string, cpu: number): bigint | undefined {
    const base = this.cpus.perCpuOffset.get(cpu);
    const symbol = this.symbol(name);
    return base === undefined || symbol === undefined ? undefined : BigInt.asUintN(64, base + symbol);
  }

  /**
   * What stands at an address: the kernel's symbols, and those of modules whose tables were loaded. In `assembly` it is the
   * function, not the label within it.
   */
  symbolize(address: bigint, assembly = false): Symbolized | undefined {
    const index = assembly ? this.kallsyms?.globalAt(address) : this.kallsyms?.at(address);
    if (this.kallsyms !== undefined && index !== undefined && this.#isNamed(address)) {
      const start = this.kallsyms.address(index);
      const sizeBytes = this.kallsyms.sizeOf(index, address);
      return { symbol: this.kallsyms.name(index), offset: Number(address - start), sizeBytes };
    }
    const made = this.dynamicCode.at(address);
    if (made !== undefined) {
      const sizeBytes = Number(made.end - made.start);
      return { symbol: made.name, offset: Number(address - made.start), sizeBytes };
    }
    return this.modules.symbolize(address);
  }

  /** True where the symbol table speaks of an address: of the whole image, or of its code alone. */
  #isNamed(address: bigint): boolean {
    this.#lacksData ??= lacksData(this);
    return this.#lacksData ? this.inText(address) : this.inImage(address);
  }

  /** True within the kernel's own code. */
  inText(address: bigint): boolean {
    this.#text ??= textRanges(this);
    return this.#text.some((range) => address >= range.start && address < range.end);
  }

  /** True within the code of the kernel, a module, or what was made while it ran. */
  isText(address: bigint): boolean {
    return this.inText(address) || this.modules.at(address) !== undefined || this.dynamicCode.at(address) !== undefined;
  }

  /** Of an image whose end no symbol names: what is known to be in it last. */
  #lastKnown(): bigint | undefined {
    this.#last ??= lastOfImage(this);
    return this.#last;
  }

  /** True within the kernel's own image. */
  inImage(address: bigint): boolean {
    const start = this.symbol('_stext');
    const end = this.symbol('_end') ?? this.#lastKnown();
    return start !== undefined && address >= start && (end === undefined ? true : address < end);
  }
}

/**
 * Opens the kernel in a dump as far as it goes: with no types or no symbols it is still a kernel, and `sections` says what
 * is missing.
 *
 * @throws {FormatError} where not even its memory can be mapped
 */
export async function openKernel(dump: Dump, sections: Sections, options: OpenKernelOptions = {}): Promise<Kernel> {
  const base = options.memory ?? openKernelMemory(dump);
  const { like } = options;
  const kallsyms = like?.kallsyms ?? (await sections.run('symbols', () => readKallsyms(base)));
  const bare = new Kernel(dump, base, { kallsyms, types: undefined });
  const constants = lacksData(bare) ? await sections.run('symbols', () => readConstants(bare)) : undefined;
  // Where symbols say where they are, processors need no types, and no rounds of their own.
  const early = lacksData(bare) ? undefined : readCpus(bare);
  early?.catch(() => undefined);
  const [types] = await Promise.all([
    like?.knownTypes ?? readKernelTypes(bare, sections, { ...options, image: constants }),
    sections.run('memory map', () => addDirectMap(bare)),
  ]);
  const kernel = new Kernel(dump, base, { kallsyms, types });
  if (constants !== undefined) kernel.addSymbols(findNamedData(constants, types?.types));
  const cpus = await sections.run('cpus', () => early ?? readCpus(kernel));
  if (cpus !== undefined) kernel.cpus = cpus;
  if (lacksData(kernel) && types !== undefined) {
    await sections.run('symbols', () => findHidden(kernel));
  }
  return kernel;
}

/** Once the kernel's variables can be read, the direct map needs no page tables. */
async function addDirectMap(kernel: Kernel): Promise<void> {
  const { memory } = kernel;
  const map = await architectureOf(kernel.machine).addresses.directMap(kernel);
  if (map !== undefined) memory.use({ ...memory.space, linear: [...memory.space.linear, map] });
}

/** Where the kernel's own code is. */
function textRanges(kernel: Kernel): { start: bigint; end: bigint }[] {
  const ranges: { start: bigint; end: bigint }[] = [];
  for (const [from, to] of [
    ['_stext', '_etext'],
    ['_sinittext', '_einittext'],
  ] as const) {
    const start = kernel.symbol(from);
    const end = kernel.symbol(to);
    if (start !== undefined && end !== undefined && end > start) ranges.push({ start, end });
  }
  return ranges;
}
