/**
 * What a riscv64 kernel rewrites in its own code, by the tables that it carries (v6.12, v7.2 arch/riscv/kernel/{alternative,ftrace,
 * jump_label}.c, arch/riscv/include/asm/runtime-const.h). It is no x86 kernel: what KASLR moves is none of its code, which names
 * addresses by their distance.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { alternatives, findTable, functionEntries, jumpLabels, relativePlaces, type Tables } from './patch-sites.ts';

const ALTERNATIVES = {
  symbols: ['__alt_start', '__alt_end'],
  section: '.alternative',
  struct: 'alt_entry',
  where: 'old_offset',
  length: 'alt_len',
} as const;

/** `jal x0, …` or `nop`, never the compressed ones. */
const JUMP_BYTES = 4;
/** `auipc` and `jalr`; since 6.16 with the address of the tracer's `ops` before them. */
const MAX_ENTRY_BYTES = 16;
const NOP = 0x13;
const COMPRESSED_NOP = 1;
/** The calls in the tracer's own code, to v6.15: `auipc` and `jalr` each. */
const TRACER_SITES = ['ftrace_call', 'ftrace_graph_call', 'ftrace_regs_call', 'ftrace_graph_regs_call'];
const CALL_BYTES = 8;

/** Symbols at which tables of places begin that are filled in at boot, and how many bytes of code each entry is of. */
const RUNTIME_CONSTANTS = [
  // `lui`, `lui`, `addiw`, `addiw`
  ['__start_runtime_ptr_', 16],
  // `srliw`
  ['__start_runtime_shift_', 4],
] as const;

/** @returns names of the tables that a kernel like this has and that were not found, or are not filled in */
export function markRiscvSites(tables: Tables): string[] {
  const { kernel, bias, map } = tables;
  const missing: string[] = [];
  if (!alternatives(tables, ALTERNATIVES)) missing.push('alternatives');
  if (!jumpLabels(tables, () => JUMP_BYTES)) missing.push('static keys');
  if (!entries(tables)) missing.push('function entries');
  for (const name of TRACER_SITES) {
    const address = kernel.symbol(name);
    if (address !== undefined) map.mark(address - bias, CALL_BYTES);
  }
  runtimeConstants(tables);
  return missing;
}

/** The table holds addresses as they are in memory; in a kernel that can be moved it is filled in at boot, and all zeros in the image. */
function entries(tables: Tables): boolean {
  const found = functionEntries(tables);
  if (found === undefined || found.every((address) => address === 0n)) return false;
  for (const address of found) tables.map.mark(address - tables.bias, noopBytes(tables, address - tables.bias));
  return true;
}

/** How many bytes of no-ops the compiler has left at a function's entry. */
function noopBytes({ file }: Tables, address: bigint): number {
  const code = file.bytes(address, MAX_ENTRY_BYTES);
  if (code === undefined) return 0;
  const view = new LittleEndian(code);
  let at = 0;
  while (at < MAX_ENTRY_BYTES) {
    if (view.u16(at) === COMPRESSED_NOP) at += 2;
    else if (at + 4 <= MAX_ENTRY_BYTES && view.u32(at) === NOP) at += 4;
    else break;
  }
  return at;
}

function runtimeConstants(tables: Tables): void {
  const { kallsyms } = tables.kernel;
  if (kallsyms === undefined) return;
  for (let index = 0; index < kallsyms.count; index++) {
    const start = kallsyms.name(index);
    const length = RUNTIME_CONSTANTS.find(([prefix]) => start.startsWith(prefix))?.[1];
    const table = length === undefined ? undefined : findTable(tables, [start, start.replace('start', 'stop')]);
    if (length === undefined || table === undefined) continue;
    for (const [address] of relativePlaces(table, 4)) tables.map.mark(address, length);
  }
}
