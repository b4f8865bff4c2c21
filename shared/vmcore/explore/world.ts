/** A dump that is being explored: its kernel, types, symbols, and what was found out so far. */
import type { ModuleInfo } from '../../contract/report.ts';
import { FormatError, PurgatoryError } from '../../errors.ts';
import type { FrameVariables } from '../../symbols/locals/source.ts';
import type { Dump } from '../formats/dump.ts';
import { readDynamicCode } from '../kernel/dynamic-code.ts';
import type { OpenSignedText, SignedText } from '../integrity/signed-text.ts';
import { openKernel, type Kernel, type OpenKernelOptions } from '../kernel/kernel.ts';
import { lacksData } from '../kernel/hidden-symbols.ts';
import { loadModuleTables } from '../kernel/module-tables.ts';
import { readModules } from '../kernel/modules.ts';
import { readModuleBtf } from '../kernel/module-btf.ts';
import { Sections } from '../report/sections.ts';
import { moduleSymbolName } from '../symbols/module-map.ts';
import type { Symbolized } from '../symbols/symbolized.ts';
import { readTasks, type TaskList } from '../tasks/tasks.ts';
import type { Disassembler, OpenDisassembler } from './code/disassembler.ts';
import type { NamedData } from './data-names/evidence.ts';
import { readDataNames } from './data-names/read-data-names.ts';
import { Globals } from './globals.ts';
import { TypeTable } from './type-table.ts';

/** A symbol by its name. */
export interface NamedSymbol {
  readonly name: string;
  readonly address: bigint;
  /** Up to the next symbol; 0 where none follows. */
  readonly roomBytes: number;
  /** As `nm` prints it; empty for a module's. */
  readonly letter: string;
  readonly module?: string | undefined;
}

export interface OpenWorldOptions extends OpenKernelOptions {
  /** Who reads code; without one there is no `dis`. */
  readonly disassembler?: OpenDisassembler | undefined;
  /** Who knows the variables of frames; without one there is no `locals`. */
  readonly frameVariables?: FrameVariables | undefined;
  /** Who knows the signed image's code; without one nothing is compared with it. */
  readonly signedText?: OpenSignedText | undefined;
}

export class World {
  readonly kernel: Kernel;
  readonly types: TypeTable;
  readonly globals: Globals;
  /** What is missing of the kernel, and why. */
  readonly sections: Sections;
  #modules: Promise<void> | undefined;
  #moduleSymbols: ReadonlyMap<string, readonly NamedSymbol[]> = new Map();
  #moduleInfos: readonly ModuleInfo[] = [];
  #dataNames: readonly NamedData[] = [];
  #tasks: Promise<TaskList> | undefined;
  #signedText: SignedText | undefined;
  readonly #kept = new Map<string, unknown>();

  readonly #openDisassembler: OpenDisassembler | undefined;
  readonly #openSignedText: OpenSignedText | undefined;
  readonly frameVariables: FrameVariables | undefined;

  private constructor(kernel: Kernel, sections: Sections, options: OpenWorldOptions) {
    this.#openDisassembler = options.disassembler;
    this.#openSignedText = options.signedText;
    this.frameVariables = options.frameVariables;
    this.kernel = kernel;
    this.sections = sections;
    this.types = new TypeTable(kernel.types.btf);
    this.globals = new Globals(this);
  }

  /** @throws {FormatError} where there is no kernel in it, or it has no types */
  static async open(dump: Dump, options: OpenWorldOptions = {}): Promise<World> {
    const sections = new Sections();
    const kernel = await openKernel(dump, sections, options);
    if (!kernel.hasTypes) {
      const reasonOf = (name: string) => sections.unavailable.find(({ section }) => section === name)?.reason;
      const symbols = reasonOf('symbols');
      // Symbols say where the types are: without them nobody knows whether there are any.
      const reason = symbols === undefined ? reasonOf('types') : `not known without the kernel's symbols: ${symbols}`;
      throw new FormatError('unsupported', { format: 'btf', field: 'types' }, reason ?? 'this kernel carries none');
    }
    return new World(kernel, sections, options);
  }

  /** Names the kernel's data, where its symbol table does not: once, when something asks for what no table has. */
  loadDataNames(): Promise<void> {
    return lacksData(this.kernel) ? this.once('data names', () => this.#readDataNames()) : Promise.resolve();
  }

  /** The modules with their symbols and types: read once, when something asks for what the kernel itself does not have. */
  loadModules(): Promise<void> {
    this.#modules ??= this.#readModules();
    return this.#modules;
  }

  /** What the kernel says of a module, once they are loaded. */
  moduleInfo(name: string): ModuleInfo | undefined {
    return this.#moduleInfos.find((module) => module.name === name);
  }

  /** What `find` finds; where that is nothing, once more with what the modules hold. */
  async withModules<T>(find: () => T | undefined): Promise<T | undefined> {
    const own = find();
    if (own !== undefined) return own;
    await this.loadModules();
    return find();
  }

  tasks(): Promise<TaskList> {
    this.#tasks ??= readTasks(this.kernel);
    return this.#tasks;
  }

  /** Undefined where nobody here reads this machine's code. */
  disassembler(): Promise<Disassembler | undefined> {
    const open = this.#openDisassembler;
    return open === undefined ? Promise.resolve(undefined) : this.once('disassembler', () => open(this.kernel.machine));
  }

  /**
   * The signed image's code; undefined where nobody has it. Asked for anew until somebody does: a report comes after its dump.
   *
   * @throws {FormatError} where it can't be compared with this kernel's
   */
  async signedText(): Promise<SignedText | undefined> {
    this.#signedText ??= await this.#openSignedText?.(this.kernel);
    return this.#signedText;
  }

  /** What is found out once and asked for often. */
  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#kept.set(key, made);
    return made;
  }

  /** Symbols of this name: the kernel's, then the modules'. */
  async symbols(name: string): Promise<readonly NamedSymbol[]> {
    const own = await this.ownSymbols(name);
    if (own.length > 0) return own;
    await this.loadModules();
    return this.#moduleSymbols.get(name) ?? [];
  }

  async allSymbols(name: string): Promise<readonly NamedSymbol[]> {
    await this.loadModules();
    return [...(await this.ownSymbols(name)), ...(this.#moduleSymbols.get(name) ?? [])];
  }

  /** The kernel's symbols of this name, by its table or by what shows in its code. */
  async ownSymbols(name: string): Promise<readonly NamedSymbol[]> {
    const own = this.kernelSymbols(name);
    if (own.length > 0) return own;
    await this.loadDataNames();
    return this.kernelSymbols(name);
  }

  kernelSymbols(name: string): NamedSymbol[] {
    const { kallsyms } = this.kernel;
    const found = (kallsyms?.find(name) ?? []).map((index) => ({
      name,
      address: kallsyms?.address(index) ?? 0n,
      roomBytes: kallsyms?.sizeOf(index) ?? 0,
      letter: kallsyms?.type(index) ?? '',
    }));
    if (found.length > 0) return found;
    const address = this.kernel.symbol(name);
    if (address === undefined) return [];
    const data = this.#dataNames.find((each) => each.name === name && each.address === address);
    return [{ name, address, roomBytes: data?.sizeBytes ?? 0, letter: data === undefined ? '' : 'd' }];
  }

  /** What stands at an address; modules are read where it is no place of the kernel's own. */
  async symbolize(address: bigint): Promise<Symbolized | undefined> {
    if (address >> 47n === 0n) return undefined;
    if (!this.kernel.inImage(address)) {
      const linear = this.kernel.memory.space.linear.some((map) => address >= map.start && address < map.end);
      if (linear) return undefined;
      await this.loadModules();
    }
    const found = this.kernel.symbolize(address);
    if (found === undefined && this.kernel.inImage(address)) {
      await this.loadDataNames();
      return this.dataAt(address);
    }
    return found?.module !== undefined && this.kernel.modules.at(address)?.symbols === undefined ? undefined : found;
  }

  /** The data that an address is in, where code and pointers have named it. */
  dataAt(address: bigint): Symbolized | undefined {
    const found = this.#dataNames.findLast((each) => each.address <= address);
    if (found === undefined || address >= found.address + BigInt(found.sizeBytes)) return undefined;
    return { symbol: found.name, offset: Number(address - found.address), sizeBytes: found.sizeBytes };
  }

  /** Every name that the kernel's table has for just this address. */
  kernelNames(address: bigint): string[] {
    const { kallsyms } = this.kernel;
    const at = kallsyms?.at(address);
    if (kallsyms === undefined || at === undefined)
      return this.#dataNames.flatMap((each) => (each.address === address ? each.name : []));
    const names: string[] = [];
    for (const step of [-1, 1]) {
      let i = step < 0 ? at : at + 1;
      for (; i >= 0 && i < kallsyms.count && kallsyms.address(i) === address; i += step) names.push(kallsyms.name(i));
    }
    return names;
  }

  /** Names of modules' symbols at just this address. */
  moduleNames(address: bigint): string[] {
    const names: string[] = [];
    for (const symbols of this.#moduleSymbols.values()) {
      for (const symbol of symbols) if (symbol.address === address) names.push(symbol.name);
    }
    return names;
  }

  /** In order of address. */
  symbolsOfModule(module: string): NamedSymbol[] {
    const found = [...this.#moduleSymbols.values()].flat().filter((symbol) => symbol.module === module);
    return found.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  }

  /** Every symbol's name, for finding near ones. */
  *symbolNames(): Iterable<string> {
    const { kallsyms } = this.kernel;
    for (let i = 0; i < (kallsyms?.count ?? 0); i++) yield kallsyms?.name(i) ?? '';
    for (const { name } of this.#dataNames) yield name;
    yield* this.#moduleSymbols.keys();
  }

  async #readDataNames(): Promise<void> {
    const { kernel } = this;
    const found = (await this.sections.run('symbols', () => readDataNames(kernel))) ?? [];
    this.#dataNames = found;
    kernel.addSymbols(
      new Map(found.flatMap(({ name, address }) => (kernel.symbol(name) === undefined ? [[name, address]] : []))),
    );
  }

  async #readModules(): Promise<void> {
    const { kernel } = this;
    try {
      const [list, made] = await Promise.all([readModules(kernel), readDynamicCode(kernel)]);
      kernel.modules = list.map;
      this.#moduleInfos = list.modules;
      kernel.dynamicCode = made;
      const [, btf] = await Promise.all([
        loadModuleTables(kernel, list.map.list),
        readModuleBtf(kernel, this.types.kernel),
      ]);
      this.types.useModules(btf);
      this.#moduleSymbols = indexSymbols(kernel);
    } catch (error) {
      if (!(error instanceof PurgatoryError)) throw error;
      this.sections.note('modules', error.message);
    }
  }
}

function indexSymbols(kernel: Kernel): ReadonlyMap<string, readonly NamedSymbol[]> {
  const found = new Map<string, NamedSymbol[]>();
  for (const module of kernel.modules.list) {
    const table = module.symbols;
    if (table === undefined) continue;
    table.addresses.forEach((address, i) => {
      const name = moduleSymbolName(table, i);
      const symbol = { name, address, roomBytes: table.sizes[i] ?? 0, letter: '', module: module.name };
      const others = found.get(name);
      if (others === undefined) found.set(name, [symbol]);
      else others.push(symbol);
    });
  }
  return found;
}
