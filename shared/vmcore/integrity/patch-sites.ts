/**
 * Code that the kernel rewrites itself, at boot or as it runs: alternatives, tracing, static keys and calls, mitigations. What
 * stands there depends on the processor and on what is switched on, so these bytes are left out of the comparison. The kernel
 * carries the tables that say where (v6.12 arch/x86/kernel/alternative.c, kernel/jump_label.c, kernel/static_call_inline.c,
 * kernel/trace/ftrace.c, arch/arm64/kernel/alternative.c).
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { markAlternatives } from './arm64.ts';
import type { KernelFile } from './kernel-file.ts';

const MAX_TABLE_BYTES = 64 * 2 ** 20;

/** Marks bytes of the kernel's text, by address, as not to be compared. */
export class PatchMap {
  readonly #start: bigint;
  readonly #marked: Uint8Array;

  constructor(start: bigint, sizeBytes: number) {
    this.#start = start;
    this.#marked = new Uint8Array(sizeBytes);
  }

  get range(): { start: bigint; end: bigint } {
    return { start: this.#start, end: this.#start + BigInt(this.#marked.length) };
  }

  mark(address: bigint, length: number): void {
    const at = Number(address - this.#start);
    if (at + length <= 0 || at >= this.#marked.length) return;
    this.#marked.fill(1, Math.max(0, at), at + length);
  }

  isMarked(offset: number): boolean {
    return this.#marked[offset] === 1;
  }

  /** Marked bytes from offset `from` to `to`. */
  count(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at++) count += this.#marked[at] ?? 0;
    return count;
  }
}

/** What the tables are read from. */
interface Tables {
  readonly kernel: Kernel;
  readonly file: KernelFile;
  /** What is added to an address of the file to have the one in memory. */
  readonly bias: bigint;
  readonly map: PatchMap;
}

interface Table {
  readonly address: bigint;
  readonly view: LittleEndian;
  readonly sizeBytes: number;
}

/** Marks all that the kernel's own tables name. @returns names of tables that a kernel like this has and that were not found */
export function markPatchSites(kernel: Kernel, file: KernelFile, bias: bigint, map: PatchMap): string[] {
  const tables: Tables = { kernel, file, bias, map };
  if (file.isFlat) return markAlternatives(file, map.range, map) ? [] : ['alternatives'];
  const missing: string[] = [];
  if (!alternatives(tables)) missing.push('alternatives');
  if (!jumpLabels(tables)) missing.push('static keys');
  if (!functionEntries(tables)) missing.push('function entries');
  x86Sites(tables);
  return missing;
}

function findTable(
  { kernel, file, bias }: Tables,
  symbols: readonly [string, string],
  section?: string,
): Table | undefined {
  const [start, end] = symbols.map((name) => kernel.symbol(name));
  const named = section === undefined ? undefined : file.sections.get(section);
  const place =
    start !== undefined && end !== undefined && end >= start
      ? { address: start - bias, sizeBytes: Number(end - start) }
      : named;
  if (place === undefined || place.sizeBytes > MAX_TABLE_BYTES) return undefined;
  const bytes = file.bytes(place.address, place.sizeBytes);
  if (bytes === undefined) return undefined;
  return {
    address: place.address,
    view: new LittleEndian(bytes),
    sizeBytes: place.sizeBytes,
  };
}

/** Addresses of a table's entries whose field at `fieldAt` is relative to its own place. */
function* relativePlaces(table: Table, stride: number, fieldAt = 0): Generator<readonly [address: bigint, at: number]> {
  for (let at = 0; at + stride <= table.sizeBytes; at += stride) {
    const offset = table.view.i32(at + fieldAt);
    yield [BigInt.asUintN(64, table.address + BigInt(at + fieldAt) + BigInt(offset)), at];
  }
}

/** `struct alt_instr` has had four layouts: asked of BTF. */
function alternatives(tables: Tables): boolean {
  const { kernel, map } = tables;
  const table = findTable(tables, ['__alt_instructions', '__alt_instructions_end'], '.altinstructions');
  const type = kernel.hasTypes ? kernel.types.find('alt_instr') : undefined;
  const where = type?.field('instr_offset') ?? type?.field('orig_offset');
  const length = type?.field('instrlen') ?? type?.field('orig_len');
  if (table === undefined || type === undefined || where === undefined || length === undefined) return false;
  // The types come from the dump: fields that are not within their struct lead nowhere.
  if (where.offsetBytes + 4 > type.sizeBytes || length.offsetBytes >= type.sizeBytes) return false;
  for (const [address, at] of relativePlaces(table, type.sizeBytes, where.offsetBytes)) {
    map.mark(address, table.view.u8(at + length.offsetBytes));
  }
  return true;
}

/** `struct jump_entry { s32 code; s32 target; long key; }`: a jump or a no-op of 2 or 5 bytes. */
function jumpLabels(tables: Tables): boolean {
  const table = findTable(tables, ['__start___jump_table', '__stop___jump_table']);
  if (table === undefined) return false;
  for (const [address] of relativePlaces(table, 16)) {
    tables.map.mark(address, jumpBytes(tables.file.bytes(address, 1)?.[0]));
  }
  return true;
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

function x86Sites(tables: Tables): void {
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

/** Where functions call the tracer: five bytes each. */
function functionEntries(tables: Tables): boolean {
  const table = findTable(tables, ['__start_mcount_loc', '__stop_mcount_loc']);
  if (table === undefined) return false;
  for (let at = 0; at + 8 <= table.sizeBytes; at += 8) tables.map.mark(table.view.u64(at), 5);
  return true;
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
