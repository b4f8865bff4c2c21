import { LittleEndian } from '../../bytes/little-endian.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { LoadedModule, ModuleSymbols } from '../symbols/module-map.ts';
import { OrcTable, type OrcLayout } from '../symbols/orc.ts';
import type { Kernel } from './kernel.ts';

const ELF64_SYM_BYTES = 24;
const MAX_SYMBOLS = 2 ** 20;
const MAX_STRINGS_BYTES = 2n ** 24n;
const SHN_UNDEF = 0;
const [DOLLAR, DOT, DIGIT_0, LETTER_L] = [0x24, 0x2e, 0x30, 0x4c] as const;

/** Reads the symbols, and with `orcLayout` the unwind tables, of modules that have not been read yet; all together. */
export async function loadModuleTables(
  kernel: Kernel,
  modules: Iterable<LoadedModule>,
  orcLayout?: OrcLayout,
): Promise<void> {
  await Promise.all(
    [...modules].map(async (module) => {
      await Promise.all([
        module.symbols === undefined ? loadSymbols(kernel, module) : undefined,
        module.orcTable === undefined && orcLayout !== undefined
          ? loadOrc(kernel.memory, module, orcLayout)
          : undefined,
      ]);
    }),
  );
}

/** The tables of the modules that addresses lie in. Nothing is read, and nothing is waited for, where all are there. */
export async function loadModulesAt(
  kernel: Kernel,
  addresses: readonly bigint[],
  orcLayout?: OrcLayout,
): Promise<void> {
  const wanted = new Set<LoadedModule>();
  for (const address of addresses) {
    const module = kernel.modules.at(address);
    if (module !== undefined && lacksTables(module, orcLayout)) wanted.add(module);
  }
  if (wanted.size > 0) await loadModuleTables(kernel, wanted, orcLayout);
}

function lacksTables(module: LoadedModule, orcLayout: OrcLayout | undefined): boolean {
  const lacksOrc = orcLayout !== undefined && module.orc !== undefined && module.orcTable === undefined;
  return module.symbols === undefined || lacksOrc;
}

/** `struct mod_kallsyms`: ELF symbols, relocated, and their names. A module whose tables can't be read has no names. */
async function loadSymbols(kernel: Kernel, module: LoadedModule): Promise<void> {
  const type = kernel.types.find('mod_kallsyms');
  if (type === undefined || module.kallsyms === 0n) return;
  const shape = kernel
    .shape('mod_kallsyms', { symtab: 'symtab', count: 'num_symtab', strtab: 'strtab', typetab: 'typetab' })
    .need('symtab', 'count', 'strtab');
  const [row] = await shape.readGood(kernel.memory, [module.kallsyms]);
  if (row === undefined) return;
  const count = row.int('count');
  if (count === 0 || count > MAX_SYMBOLS) return;
  const strtab = row.pointer('strtab');
  // The types follow the names at once; where the kernel keeps no types (before 5.2) the last name decides.
  const typetab = row.has('typetab') ? row.pointer('typetab') : 0n;
  const known = typetab > strtab && typetab - strtab < MAX_STRINGS_BYTES ? Number(typetab - strtab) : undefined;
  const [symtab, strings] = await kernel.memory.read([
    { address: row.pointer('symtab'), length: count * ELF64_SYM_BYTES },
    { address: strtab, length: known ?? 0 },
  ]);
  if (symtab?.bytes === undefined) return;
  const names = known === undefined ? await readStrings(kernel.memory, strtab, symtab.bytes) : strings?.bytes;
  if (names !== undefined) module.symbols = decodeSymbols(symtab.bytes, names);
}

async function readStrings(memory: VirtualMemory, strtab: bigint, symtab: Uint8Array): Promise<Uint8Array | undefined> {
  const view = new LittleEndian(symtab);
  let last = 0;
  for (let at = 0; at + ELF64_SYM_BYTES <= symtab.length; at += ELF64_SYM_BYTES) {
    last = Math.max(last, view.u32(at));
  }
  // To the end of the page that the last name begins in: what lies beyond may not be mapped.
  const end = strtab + BigInt(last);
  const page = BigInt(memory.pageSizeBytes);
  const length = end + page - (end % page) - strtab;
  if (length > MAX_STRINGS_BYTES) return undefined;
  const [result] = await memory.read([{ address: strtab, length: Number(length) }]);
  return result?.bytes;
}

function decodeSymbols(symtab: Uint8Array, strings: Uint8Array): ModuleSymbols {
  const view = new LittleEndian(symtab);
  const found: { address: bigint; size: number; name: number }[] = [];
  for (let at = 0; at + ELF64_SYM_BYTES <= symtab.length; at += ELF64_SYM_BYTES) {
    const name = view.u32(at);
    const address = view.u64(at + 8);
    const named = name < strings.length && strings[name] !== 0 && !isMappingSymbol(strings, name);
    if (view.u16(at + 6) === SHN_UNDEF || address === 0n || !named) continue;
    found.push({ address, size: Number(view.u64(at + 16)), name });
  }
  found.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  return {
    addresses: BigUint64Array.from(found, (symbol) => symbol.address),
    sizes: Float64Array.from(found, (symbol) => symbol.size),
    nameOffsets: Uint32Array.from(found, (symbol) => symbol.name),
    strings,
  };
}

/**
 * What is no name, though it stands among them, as the kernel sees it (`is_mapping_symbol()`, include/linux/module_symbol.h, v6.12):
 * `$x`, `$d` are marks of arm64 and riscv64 objects; `.L…` and `L0…` are labels, of which riscv64's assembler leaves thousands.
 */
function isMappingSymbol(strings: Uint8Array, at: number): boolean {
  const next = strings[at + 1];
  switch (strings[at]) {
    case DOLLAR:
      return true;
    case DOT:
      return next === LETTER_L;
    case LETTER_L:
      return next === DIGIT_0;
    default:
      return false;
  }
}

async function loadOrc(memory: VirtualMemory, module: LoadedModule, layout: OrcLayout): Promise<void> {
  if (module.orc === undefined) return;
  const { ips, entries, count } = module.orc;
  const [ipBytes, entryBytes] = await memory.read([
    { address: ips, length: count * 4 },
    { address: entries, length: count * 6 },
  ]);
  if (ipBytes?.bytes === undefined || entryBytes?.bytes === undefined) return;
  module.orcTable = new OrcTable(ips, ipBytes.bytes, entryBytes.bytes, layout);
}
