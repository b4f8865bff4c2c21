/** Makes the file of lines of a `vmlinux`, a module or their debug files. */
import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError, FormatErrorCode } from '../errors.ts';
import type { Interner } from './dwarf/columns.ts';
import { readDwarf } from './dwarf/read.ts';
import { NONE } from './dwarf/scope-table.ts';
import type { ScopeTable } from './dwarf/scope-table.ts';
import { addressSpace, symbolAddress } from './elf/address-space.ts';
import type { AddressSpace, CodeSpace } from './elf/address-space.ts';
import { readBuildId } from './elf/build-id.ts';
import { ElfType, readElf, sectionNamed } from './elf/file.ts';
import type { ElfFile } from './elf/file.ts';
import { machineName } from './elf/machine.ts';
import { moduleFacts } from './elf/module-info.ts';
import { SymbolType, readSymbols } from './elf/symbols.ts';
import type { ElfSymbol } from './elf/symbols.ts';
import { mergeSpace, orderCode } from './merge.ts';
import type { NamedStretch } from './merge.ts';
import { relativePaths } from './source-paths.ts';
import type { TableHeader } from './table/format.ts';
import { TableWriter } from './table/write.ts';
import type { TableSymbol } from './table/write.ts';

/** A symbol in assembler may have no size: then it reaches to the next one, at most so far. */
const MAX_SIZELESS_BYTES = 64 * 1024;

export interface ExtractOptions {
  /** What the module is called, where the file does not say so. */
  readonly name?: string | undefined;
  /** The kernel's release, where the file does not say so: a `vmlinux` of a debug package has lost that text. */
  readonly release?: string | undefined;
  readonly supplementary?: ByteSource | undefined;
  readonly split?: ((name: string, compilationDirectory: string) => Promise<ByteSource | undefined>) | undefined;
  readonly splitPackage?: (() => Promise<ByteSource | undefined>) | undefined;
  readonly onProgress?: ((doneBytes: number, ofBytes: number) => void) | undefined;
}

export interface Extracted {
  readonly header: Omit<TableHeader, 'rows' | 'functions' | 'symbols'>;
  /** The file, in pieces. */
  readonly pieces: readonly Uint8Array[];
  readonly sizeBytes: number;
}

/**
 * @throws {FormatError} `unsupported` for a file without debug information or build-id, and what its bytes are wrong in
 */
export async function extractLines(source: ByteSource, options: ExtractOptions = {}): Promise<Extracted> {
  const file = await readElf(source);
  const refuse = (field: string, problem: string): never => {
    throw new FormatError(FormatErrorCode.Unsupported, { format: 'elf', field }, `${source.name}: ${problem}`);
  };
  const buildId = (await readBuildId(file)) ?? refuse('.note.gnu.build-id', 'has no build-id to keep its lines by');
  if (!hasDebugInformation(file)) {
    refuse('.debug_info', 'holds no debug information; the file of the debug package has it');
  }
  const symbols = await readSymbols(file);
  const text = symbols.find(({ name }) => name === '_text')?.value;
  const space = addressSpace(file, text);
  const data = await readDwarf(file, space, {
    keeps: (address) => space.code.some(({ start, end }) => address >= start && address < end),
    ...options,
  });
  const functions = functionSymbols(file, space, symbols);
  const writer = new TableWriter(
    data.scopes,
    data.names.texts,
    relativePaths(data.paths.texts, data.compilationDirectories),
  );
  const ordered = orderCode(data.rows, data.scopes);
  for (const code of space.code) {
    writer.beginSpace();
    const stretches = stretchesOf(functions, code, data.scopes, data.names);
    mergeSpace(code, ordered, data.rows, data.scopes, stretches, (address, scope, path, line) => {
      writer.add(address - code.start, scope, path, line);
    });
  }
  const module = file.type === ElfType.Relocatable ? await moduleFacts(file) : undefined;
  const release = module?.release ?? options.release;
  const header = {
    buildId,
    kind: module === undefined ? ('kernel' as const) : ('module' as const),
    name: module === undefined ? 'vmlinux' : (module.name ?? options.name ?? 'unknown'),
    ...(release === undefined ? {} : { release }),
    machine: machineName(file.machine),
    ...(text === undefined ? {} : { text: `0x${text.toString(16)}` }),
    ...(data.producers.size === 0 ? {} : { producer: [...data.producers][0]?.slice(0, 4096) ?? '' }),
    spaces: space.code.map(({ name, start, end }) => ({ name, sizeBytes: end - start })),
    fromBytes: source.sizeBytes,
    ...(data.missingSplit.length === 0 ? {} : { missingSplit: data.missingSplit.slice(0, 100) }),
  };
  const pieces = writer.finish(header, tableSymbols(functions, space));
  return { header, pieces, sizeBytes: pieces.reduce((sum, { length }) => sum + length, 0) };
}

export function hasDebugInformation(file: ElfFile): boolean {
  return (sectionNamed(file, '.debug_info') ?? sectionNamed(file, '.zdebug_info')) !== undefined;
}

interface PlacedSymbol {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly isFunction: boolean;
}

/** Symbols in code, in order; `$x` and the like of ARM and RISC-V, and local labels, name nothing. */
function functionSymbols(file: ElfFile, space: AddressSpace, symbols: readonly ElfSymbol[]): readonly PlacedSymbol[] {
  const inCode = (address: number): boolean => space.code.some(({ start, end }) => address >= start && address < end);
  const placed = symbols
    .filter(({ name, type }) => (type === SymbolType.Function || type === SymbolType.None) && !/^(?:\$|\.L)/.test(name))
    .map(({ name, type, section, value, sizeBytes }) => {
      const start = symbolAddress(file, space, section, value);
      return { name, start, end: start + sizeBytes, isFunction: type === SymbolType.Function };
    })
    .filter(({ start }) => inCode(start))
    .sort((a, b) => a.start - b.start || Number(b.isFunction) - Number(a.isFunction));
  return placed.map((symbol, i) => {
    if (symbol.end > symbol.start) return symbol;
    const next = placed.slice(i + 1, i + 64).find(({ start }) => start > symbol.start);
    return { ...symbol, end: Math.min(symbol.start + MAX_SIZELESS_BYTES, next?.start ?? Infinity) };
  });
}

function stretchesOf(
  symbols: readonly PlacedSymbol[],
  code: CodeSpace,
  scopes: ScopeTable,
  names: Interner,
): readonly NamedStretch[] {
  return symbols
    .filter(({ start }) => start >= code.start && start < code.end)
    .map(({ name, start, end }) => {
      let scope: number | undefined;
      return { start, end, scope: () => (scope ??= scopes.add(names.idOf(name), NONE, NONE, 0)) };
    });
}

function tableSymbols(symbols: readonly PlacedSymbol[], space: AddressSpace): readonly TableSymbol[] {
  return symbols.flatMap(({ name, start, end }) => {
    const index = space.code.findIndex((code) => start >= code.start && start < code.end);
    const code = space.code[index];
    return code === undefined ? [] : [{ name, space: index, offset: start - code.start, sizeBytes: end - start }];
  });
}
