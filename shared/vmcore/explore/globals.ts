/** What a name stands for: a variable, a function, an enumerator. */
import { sizeOf, VOID, type CType } from './ctype.ts';
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { nearNames } from './near-names.ts';
import { scalarOf, type Value } from './value.ts';
import { declarationsOf } from './well-known.ts';
import type { NamedSymbol, World } from './world.ts';

/** A declared type as this dump has it; undefined where it has no such type. */
export type ResolveDeclaration = (declaration: string, room: number) => Promise<CType | undefined>;

export class Globals {
  readonly #world: World;
  readonly #known = new Map<string, Promise<Value | undefined>>();
  readonly #near = new Map<string, readonly string[]>();
  #resolve: ResolveDeclaration = () => Promise.resolve(undefined);

  constructor(world: World) {
    this.#world = world;
  }

  /** Sets who reads declarations: they are expressions' own language. */
  resolveWith(resolve: ResolveDeclaration): void {
    this.#resolve = resolve;
  }

  /** @throws {ExploreError} unknown-name, with near ones */
  async find(name: string, at: number): Promise<Value> {
    let known = this.#known.get(name);
    if (known === undefined) this.#known.set(name, (known = this.#find(name)));
    const value = await known;
    if (value !== undefined) return value;
    let near = this.#near.get(name);
    if (near === undefined) this.#near.set(name, (near = nearNames(name, this.#candidates(name))));
    throw new ExploreError(ExploreErrorCode.UnknownName, `\`${name}\` is no symbol, variable or enumerator here`, {
      at,
      name,
      near,
    });
  }

  /** Of some hundred thousand names those that begin alike: people seldom err in the first letter. */
  *#candidates(wanted: string): Iterable<string> {
    const first = wanted.slice(0, 1);
    for (const name of this.#world.symbolNames()) if (name.startsWith(first)) yield name;
    for (const name of this.#world.types.variables.keys()) if (name.startsWith(first)) yield name;
  }

  async #find(name: string): Promise<Value | undefined> {
    const { types } = this.#world;
    const own = await this.#world.ownSymbols(name);
    const symbols = own.length > 0 ? own : await this.#elsewhere(name);
    const variable = types.variable(name);
    if (variable !== undefined) {
      const symbol = pickData(symbols);
      if (symbol !== undefined) {
        const note = variable.perCpu ? { note: { perCpu: name } } : {};
        return { type: variable.type, place: { address: symbol.address }, ...note };
      }
    }
    for (const declaration of declarationsOf(name)) {
      const symbol = pickData(symbols);
      if (symbol === undefined) break;
      const type = await this.#resolve(declaration, symbol.roomBytes);
      if (type !== undefined && fits(type, symbol)) return { type, place: { address: symbol.address } };
    }
    const code = symbols.find(({ letter }) => /^[tTwW]?$/.test(letter));
    const prototype = code === undefined ? undefined : types.functionType(name);
    if (code !== undefined && prototype !== undefined) return { type: prototype, place: { address: code.address } };
    const enumerator = symbols.length > 0 ? undefined : types.enumerator(name);
    if (enumerator !== undefined) return scalarOf(enumerator.type, enumerator.value);
    const [symbol] = symbols;
    if (symbol === undefined) return undefined;
    return { type: VOID, place: { address: symbol.address }, note: { untyped: name } };
  }

  /** An enumerator of the kernel's own needs no module to be read. */
  async #elsewhere(name: string): Promise<readonly NamedSymbol[]> {
    if (this.#world.types.enumerator(name) !== undefined) return [];
    return this.#world.symbols(name);
  }
}

/** Of symbols of one name the one that is data. */
function pickData(symbols: readonly NamedSymbol[]): NamedSymbol | undefined {
  return symbols.find(({ letter }) => !/^[tT]$/.test(letter)) ?? symbols[0];
}

/** A type that is larger than the room up to the next symbol is another kernel's. */
function fits(type: CType, symbol: NamedSymbol): boolean {
  return symbol.roomBytes === 0 || sizeOf(type) <= symbol.roomBytes;
}
