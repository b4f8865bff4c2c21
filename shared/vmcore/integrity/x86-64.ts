/**
 * What an x86-64 kernel rewrites in its own code, by the tables that it carries (v6.12 arch/x86/kernel/alternative.c,
 * kernel/jump_label.c, kernel/static_call_inline.c, kernel/trace/ftrace.c).
 */
import { alternatives, findTable, functionEntries, jumpLabels, relativePlaces, type Tables } from './patch-sites.ts';

const ALTERNATIVES = {
  symbols: ['__alt_instructions', '__alt_instructions_end'],
  section: '.altinstructions',
  struct: 'alt_instr',
  where: 'instr_offset',
  length: 'instrlen',
} as const;
/** What the tracer's call takes at a function's entry. */
const CALL_BYTES = 5;

/** @returns names of the tables that a kernel like this has and that were not found */
export function markX86Sites(tables: Tables): string[] {
  const { file, map } = tables;
  const missing: string[] = [];
  if (!alternatives(tables, ALTERNATIVES)) missing.push('alternatives');
  if (!jumpLabels(tables, (address) => jumpBytes(file.bytes(address, 1)?.[0]))) missing.push('static keys');
  const entries = functionEntries(tables);
  if (entries === undefined) missing.push('function entries');
  for (const entry of entries ?? []) map.mark(entry, CALL_BYTES);
  mitigations(tables);
  return missing;
}

/** `jmp rel8` and `xchg %ax,%ax` take two bytes; `jmp rel32` and the long no-op five. */
function jumpBytes(first: number | undefined): number {
  return first === 0xeb || first === 0x66 ? 2 : 5;
}

/** `call`, `jmp`, `jcc` of 32 bits, as far as they begin with prefixes. */
function branchBytes(bytes: Uint8Array | undefined): number {
  if (bytes === undefined) return 5;
  let at = 0;
  while (at < 2 && (bytes[at] === 0x2e || bytes[at] === 0x3e || bytes[at] === 0x66)) at++;
  return bytes[at] === 0x0f ? at + 6 : at + 5;
}

/** Sections of places that are filled in at boot, and how many bytes each takes (v6.12 arch/x86/include/asm/runtime-const.h). */
const RUNTIME_CONSTANTS = [
  ['runtime_ptr_', 8],
  ['runtime_shift_', 1],
  ['runtime_mask_', 4],
] as const;

function mitigations(tables: Tables): void {
  const { file, map } = tables;
  const mark = (
    symbols: readonly [string, string],
    section: string | undefined,
    length: (address: bigint) => number,
    stride = 4,
  ): void => {
    const table = findTable(tables, symbols, section);
    if (table === undefined) return;
    for (const [address] of relativePlaces(table, stride)) map.mark(address, length(address));
  };
  const branch = (address: bigint): number => branchBytes(file.bytes(address, 4));
  mark(['__retpoline_sites', '__retpoline_sites_end'], '.retpoline_sites', branch);
  mark(['__return_sites', '__return_sites_end'], '.return_sites', branch);
  mark(['__ibt_endbr_seal', '__ibt_endbr_seal_end'], '.ibt_endbr_seal', () => 4);
  mark(['__smp_locks', '__smp_locks_end'], '.smp_locks', () => 1);
  mark(['__start_static_call_sites', '__stop_static_call_sites'], undefined, branch, 8);
  // FineIBT writes the 16 bytes before a function anew (v6.12 `apply_fineibt()`).
  mark(['__cfi_sites', '__cfi_sites_end'], '.cfi_sites', () => 16);
  for (const [name] of file.sections) {
    const length = RUNTIME_CONSTANTS.find(([prefix]) => name.startsWith(prefix))?.[1];
    if (length !== undefined) mark([`__start_${name}`, `__stop_${name}`], name, () => length);
  }
  paravirt(tables);
  trampolines(tables);
}

/** `struct paravirt_patch_site { u8 *instr; u8 type; u8 len; }`, to v6.7. */
function paravirt(tables: Tables): void {
  const table = findTable(tables, ['__parainstructions', '__parainstructions_end'], '.parainstructions');
  if (table === undefined) return;
  // The last entry is not padded to 16 bytes.
  for (let at = 0; at + 10 <= table.sizeBytes; at += 16) {
    tables.map.mark(table.view.u64(at), table.view.u8(at + 9));
  }
}

const TRAMPOLINE = '__SCT__';
const TRAMPOLINE_BYTES = 8;
/** Jumps and calls in the tracer's own code. */
const TRACER_SITES = [
  'ftrace_call',
  'ftrace_regs_call',
  'ftrace_graph_call',
  'ftrace_epilogue',
  'ftrace_caller_op_ptr',
];

function trampolines({ kernel, bias, map }: Tables): void {
  const { kallsyms } = kernel;
  if (kallsyms === undefined) return;
  for (let index = 0; index < kallsyms.count; index++) {
    if (kallsyms.name(index).startsWith(TRAMPOLINE)) map.mark(kallsyms.address(index) - bias, TRAMPOLINE_BYTES);
  }
  for (const name of TRACER_SITES) {
    const address = kernel.symbol(name);
    if (address !== undefined) map.mark(address - bias, 5);
  }
}
