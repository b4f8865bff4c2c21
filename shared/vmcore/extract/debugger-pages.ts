/**
 * Pages that crash and drgn read before they print their first line, beyond those of a report: page tables where the
 * report had a shorter way, the kernel's variables, per-CPU areas, memory sections, the structures of modules.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Report } from '../../contract/report.ts';
import type { Dump } from '../formats/dump.ts';
import { openKernel } from '../kernel/kernel.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readModules } from '../kernel/modules.ts';
import { Sections } from '../report/sections.ts';
import { readTasks } from '../tasks/tasks.ts';
import type { LoadedModule } from '../symbols/module-map.ts';
import type { Field } from '../symbols/types.ts';
import { VirtualMemory } from '../memory/virtual-memory.ts';
import type { VirtualRange } from '../memory/virtual-memory.ts';

const CHUNK_BYTES = 64 * 1024;
const CHUNKS_PER_ROUND = 256;
/** Variables of a kernel with all of its options take some 40 MiB; per-CPU areas are taken for as many as fit. */
const MAX_IMAGE_BYTES = 96 * 1024 * 1024;
const MAX_PER_CPU_BYTES = 64 * 1024 * 1024;
const MAX_MODULE_BYTES = 64 * 1024 * 1024;
const MAX_NODES = 64;
const MAX_SECTION_ROOTS = 65_536;
const POINTER_BYTES = 8;
const MAX_FUNCTION_BYTES = 64 * 1024;
/** A disassembler reads on behind the end. */
const BEHIND_FUNCTION_BYTES = 4096;
/** Attributes of some fifty sections. */
const MODULE_ATTRIBUTES_BYTES = 4096;
const MAX_ENTRY_AREAS = 256;
/** GDT, entry stack, TSS and I/O bitmap of a processor's area come before its exception stacks. */
const ENTRY_AREA_BEFORE_BYTES = 64n * 1024n;
const EXCEPTION_STACKS_BYTES = 128 * 1024;

const TASK_POINTERS = [
  ['mm', 'mm_struct'],
  ['active_mm', 'mm_struct'],
  ['signal', 'signal_struct'],
] as const;

/** Entry code: where unwinding by tables ends, a debugger looks at the instructions. */
const CODE_SECTIONS = [
  ['__entry_text_start', '__entry_text_end'],
  ['__noinstr_text_start', '__noinstr_text_end'],
  ['__irqentry_text_start', '__irqentry_text_end'],
  ['__softirqentry_text_start', '__softirqentry_text_end'],
] as const;
/** Read-only data, part of which was variable until the kernel was up, and variables. */
const IMAGE_SECTIONS = [
  ['__start_rodata', '__end_rodata'],
  ['_sdata', '_end'],
] as const;

/**
 * Reads from `dump` what a debugger would, so that who records the pages has them. What can't be read is passed over: a
 * debugger then misses it in the whole dump as well.
 */
export async function touchDebuggerPages(dump: Dump, report: Pick<Report, 'panic' | 'cpus' | 'tasks'>): Promise<void> {
  const sections = new Sections();
  const kernel = await openKernel(dump, sections);
  const modules = (await sections.run('modules', () => readModules(kernel)))?.map.list ?? [];
  // Without the shortcuts every address goes by its page tables, as libkdumpfile and makedumpfile go.
  const memory = new VirtualMemory(dump.memory);
  memory.use({ ...kernel.memory.space, linear: [] });

  const parts = await Promise.all([
    sections.run('modules', () => moduleAttributeRanges(kernel, modules)),
    sections.run('cpu entry areas', () => entryAreaRanges(kernel)),
    sections.run('memory sections', () => memorySectionRanges(kernel)),
    sections.run('memory nodes', () => nodeRanges(kernel)),
    sections.run('tasks', () => taskRanges(kernel)),
  ]);
  const ranges = [
    ...imageRanges(kernel),
    ...frameRanges(report),
    ...perCpuRanges(kernel),
    ...moduleRanges(modules),
    ...parts.flatMap((part) => part ?? []),
  ];
  const chunks = ranges.flatMap(cut);
  for (let first = 0; first < chunks.length; first += CHUNKS_PER_ROUND) {
    await memory.read(chunks.slice(first, first + CHUNKS_PER_ROUND));
  }
}

/**
 * Reads the page tables that lead to pages in the direct map: a debugger has virtual addresses of tasks and the like, and
 * no arithmetic for them.
 */
export async function touchDirectMapTables(dump: Dump, pfns: readonly number[]): Promise<void> {
  const kernel = await openKernel(dump, new Sections());
  const direct = kernel.memory.space.linear.find((map) => map.physicalStart === 0n);
  if (direct === undefined) return;
  const memory = new VirtualMemory(dump.memory);
  memory.use({ ...kernel.memory.space, linear: [] });
  const pageSize = BigInt(memory.pageSizeBytes);
  const ranges = pfns.map((pfn) => ({ address: direct.start + BigInt(pfn) * pageSize, length: 1 }));
  for (let first = 0; first < ranges.length; first += 4096) await memory.read(ranges.slice(first, first + 4096));
}

function imageRanges(kernel: Kernel): VirtualRange[] {
  return [...IMAGE_SECTIONS, ...CODE_SECTIONS].flatMap(([first, last]) => {
    const start = kernel.symbol(first);
    const end = kernel.symbol(last);
    return start === undefined || end === undefined ? [] : [limited(start, end, MAX_IMAGE_BYTES)];
  });
}

/** The functions of all frames. */
function frameRanges(report: Pick<Report, 'panic' | 'cpus' | 'tasks'>): VirtualRange[] {
  const traces = [report.panic, ...(report.cpus ?? []), ...(report.tasks ?? [])];
  const functions = new Map<bigint, number>();
  for (const { address, offset, sizeBytes, user } of traces.flatMap((trace) => trace?.frames ?? [])) {
    if (user === true || offset === undefined) continue;
    functions.set(
      BigInt(address) - BigInt(offset),
      Math.min(sizeBytes ?? offset, MAX_FUNCTION_BYTES) + BEHIND_FUNCTION_BYTES,
    );
  }
  return [...functions].map(([address, length]) => ({ address, length }));
}

function perCpuRanges(kernel: Kernel): VirtualRange[] {
  const start = kernel.symbol('__per_cpu_start');
  const end = kernel.symbol('__per_cpu_end');
  if (start === undefined || end === undefined || end <= start) return [];
  const areaBytes = Number(end - start);
  const count = Math.floor(MAX_PER_CPU_BYTES / areaBytes);
  return [...kernel.cpus.perCpuOffset.values()]
    .slice(0, count)
    .map((offset) => ({ address: BigInt.asUintN(64, start + offset), length: areaBytes }));
}

function moduleRanges(modules: readonly LoadedModule[]): VirtualRange[] {
  let leftBytes = MAX_MODULE_BYTES;
  return modules.flatMap(({ regions }) =>
    regions.flatMap(({ start, end }) => {
      const length = Number(end - start);
      leftBytes -= length;
      return leftBytes < 0 ? [] : [{ address: start, length }];
    }),
  );
}

/**
 * What sysfs shows of a module's sections and notes: a debugger finds there which file the module is, and where its
 * sections are. Arrays of attributes that each point at a name; their layout changes, so whatever looks like a pointer is
 * followed once.
 */
async function moduleAttributeRanges(kernel: Kernel, modules: readonly LoadedModule[]): Promise<VirtualRange[]> {
  const type = kernel.types.struct('module');
  const fields = ['sect_attrs', 'notes_attrs'].map((name) => type.field(name)).filter((field) => field !== undefined);
  const pointers = await readWords(
    kernel.memory,
    modules.flatMap(({ address }) => fields.map(({ offsetBytes }) => address + BigInt(offsetBytes))).map(oneWord),
  );
  const objects = pointers.filter(isKernelAddress).map((address) => ({ address, length: MODULE_ATTRIBUTES_BYTES }));
  const names = (await readWords(kernel.memory, objects)).filter(isKernelAddress).map(oneWord);
  return [...objects, ...names];
}

/** Each task as a whole, and what `ps` shows of it: a report takes single fields, a debugger the structure. */
async function taskRanges(kernel: Kernel): Promise<VirtualRange[]> {
  const type = kernel.types.struct('task_struct');
  const { byAddress } = await readTasks(kernel);
  const tasks = [...byAddress.keys()];
  const pointees = await Promise.all(
    TASK_POINTERS.map(async ([member, name]) => {
      const pointed = kernel.types.find(name);
      const addresses = await readMembers(kernel, type.field(member), tasks);
      return pointed === undefined ? [] : addresses.map((address) => ({ address, length: pointed.sizeBytes }));
    }),
  );
  return [
    ...tasks.map((address) => ({ address, length: type.sizeBytes })),
    ...pointees.flat(),
    ...(await topTableRanges(kernel, tasks)),
  ];
}

/** The top page tables of processes: qemu's notes have CR3 of each processor, and libkdumpfile translates by that. */
async function topTableRanges(kernel: Kernel, tasks: readonly bigint[]): Promise<VirtualRange[]> {
  const mms = await readMembers(kernel, kernel.types.struct('task_struct').field('active_mm'), tasks);
  const tables = await readMembers(kernel, kernel.types.find('mm_struct')?.field('pgd'), mms);
  return tables.map((address) => ({ address, length: kernel.memory.pageSizeBytes }));
}

/** The pointers in one member of many structures, each once. */
async function readMembers(kernel: Kernel, field: Field | undefined, structs: readonly bigint[]): Promise<bigint[]> {
  if (field === undefined) return [];
  const words = await readWords(
    kernel.memory,
    structs.map((address) => oneWord(address + BigInt(field.offsetBytes))),
  );
  return [...new Set(words)].filter(isKernelAddress);
}

/** x86-64: the stacks of exceptions and of the entry code, one area a processor (asm/cpu_entry_area.h, linux v6.12). */
async function entryAreaRanges(kernel: Kernel): Promise<VirtualRange[]> {
  const pointers = kernel.cpus.ids
    .map((cpu) => kernel.perCpu('cea_exception_stacks', cpu))
    .filter((address) => address !== undefined);
  const stacks = await readWords(kernel.memory, pointers.slice(0, MAX_ENTRY_AREAS).map(oneWord));
  return stacks.filter(isKernelAddress).flatMap((address) => [
    { address: address - ENTRY_AREA_BEFORE_BYTES, length: Number(ENTRY_AREA_BEFORE_BYTES) },
    { address, length: EXCEPTION_STACKS_BYTES },
  ]);
}

/** `mem_section`: VMCOREINFO has the address of the array of roots, each a page of `struct mem_section`. */
async function memorySectionRanges({ info, memory }: Kernel): Promise<VirtualRange[]> {
  const address = info.symbol('mem_section');
  const count = Math.min(info.length('mem_section') ?? 0, MAX_SECTION_ROOTS);
  if (address === undefined || count === 0) return [];
  const array = { address, length: count * POINTER_BYTES };
  const roots = (await readWords(memory, [array])).filter(isKernelAddress);
  return [array, ...roots.map((root) => ({ address: root, length: memory.pageSizeBytes }))];
}

/** `struct pglist_data` of each node of memory. */
async function nodeRanges(kernel: Kernel): Promise<VirtualRange[]> {
  const { info } = kernel;
  const length = info.size('pglist_data');
  const contiguous = info.symbol('contig_page_data');
  if (length === undefined) return [];
  if (contiguous !== undefined) return [{ address: contiguous, length }];
  const symbol = info.symbol('node_data');
  const count = Math.min(info.length('node_data') ?? MAX_NODES, MAX_NODES);
  if (symbol === undefined) return [];
  const nodes = await readWords(kernel.memory, [{ address: symbol, length: count * POINTER_BYTES }]);
  return nodes.filter(isKernelAddress).map((address) => ({ address, length }));
}

/** The words of those ranges that can be read. */
async function readWords(memory: VirtualMemory, ranges: readonly VirtualRange[]): Promise<bigint[]> {
  const results = await memory.read(ranges);
  return results.flatMap(({ bytes }) => {
    if (bytes === undefined) return [];
    const view = new LittleEndian(bytes);
    return Array.from({ length: bytes.length >> 3 }, (_, i) => view.u64(i * POINTER_BYTES));
  });
}

function oneWord(address: bigint): VirtualRange {
  return { address, length: POINTER_BYTES };
}

/** In the upper half of the address space, where neither small numbers nor user addresses are, nor error values. */
function isKernelAddress(word: bigint): boolean {
  return word >= 0xff00_0000_0000_0000n && word < 0xffff_ffff_ffff_f000n;
}

function limited(start: bigint, end: bigint, limit: number): VirtualRange {
  return { address: start, length: end <= start ? 0 : Math.min(Number(end - start), limit) };
}

function* pieces({ address, length }: VirtualRange): Generator<VirtualRange> {
  for (let done = 0; done < length; done += CHUNK_BYTES) {
    yield { address: address + BigInt(done), length: Math.min(CHUNK_BYTES, length - done) };
  }
}

function cut(range: VirtualRange): VirtualRange[] {
  return [...pieces(range)];
}
