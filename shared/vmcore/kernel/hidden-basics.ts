/** Where the variables stand that a report cannot do without, for a kernel whose kallsyms holds functions only: see `hidden-symbols.ts`. */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import type { Recipe } from './hidden-symbols.ts';
import type { Kernel } from './kernel.ts';

export const BASIC_RECIPES: readonly Recipe[] = [
  { name: 'mod_tree', functions: ['mod_find', '__module_address'], test: isModuleTree },
  { name: 'modules', functions: ['find_module_all', 'print_modules', 'm_start'], test: isModuleList },
  { name: 'irq_desc_tree', functions: ['irq_to_desc', 'irq_get_irq_data'], test: isRadixOfIrqs },
  { name: 'sparse_irqs', functions: ['irq_to_desc', 'irq_get_irq_data', 'irq_get_next_irq'], test: isMapleTree },
  {
    name: 'tk_core',
    functions: ['ktime_get_real_seconds', 'ktime_get_seconds', '__ktime_get_real_seconds', 'ktime_get'],
    test: isTimekeeper,
  },
  { name: 'tainted_mask', functions: ['get_taint', 'test_taint', 'print_tainted'], test: isMask },
  { name: 'panic_cpu', functions: ['nmi_panic', 'panic', 'vpanic'], test: isPanicCpu },
  {
    name: 'slab_caches',
    functions: ['slab_start', 'slab_next', 's_start', 'dump_unreclaimable_slab'],
    test: isCacheList,
  },
  {
    name: 'bus_kset',
    functions: ['bus_register', 'bus_to_subsys'],
    test: (kernel, at) => isSetNamed(kernel, at, 'bus'),
  },
  {
    name: 'class_kset',
    functions: ['class_register', '__class_register', 'class_to_subsys'],
    test: (kernel, at) => isSetNamed(kernel, at, 'class'),
  },
  { name: 'saved_command_line', functions: ['cmdline_proc_show'], test: isTextPointer },
];

async function words(memory: VirtualMemory, address: bigint, count: number): Promise<bigint[]> {
  const bytes = await memory.bytes(address, count * 8, 'a candidate');
  const view = new LittleEndian(bytes);
  return Array.from({ length: count }, (_, i) => view.u64(i * 8));
}

/** A list head whose first entry points back to it; answers that entry. */
async function firstOfList(kernel: Kernel, head: bigint): Promise<bigint | undefined> {
  if (head % 8n !== 0n) return undefined;
  const [next = 0n, previous = 0n] = await words(kernel.memory, head, 2);
  if (next === head || next === 0n || previous === 0n) return undefined;
  const [, back] = await words(kernel.memory, next, 2);
  return back === head ? next : undefined;
}

/** The struct that the first node of a list is in. */
export async function firstEntry(
  kernel: Kernel,
  head: bigint,
  type: string,
  link: string,
): Promise<bigint | undefined> {
  const first = await firstOfList(kernel, head);
  return first === undefined ? undefined : first - BigInt(kernel.types.struct(type).offsetOf(link));
}

/** Whether a `struct module` with a module's name is there. */
export async function isModule(kernel: Kernel, address: bigint): Promise<boolean> {
  const [row] = await kernel.shape('module', { name: 'name' }).need('name').readGood(kernel.memory, [address]);
  return row !== undefined && /^[a-z0-9_]{1,56}$/i.test(row.text('name'));
}

async function isModuleList(kernel: Kernel, head: bigint): Promise<boolean> {
  const entry = await firstEntry(kernel, head, 'module', 'list');
  return entry !== undefined && isModule(kernel, entry);
}

async function isModuleTree(kernel: Kernel, address: bigint): Promise<boolean> {
  const root = kernel.types.struct('mod_tree_root').offsetOf('root.tree');
  const type = kernel.types.struct('mod_tree_node');
  if (address % 8n !== 0n) return false;
  const [node = 0n] = await words(kernel.memory, address + BigInt(root), 1);
  const [owner = 0n] = await words(kernel.memory, node - BigInt(type.offsetOf('node.node') - type.offsetOf('mod')), 1);
  return isModule(kernel, owner);
}

async function isCacheList(kernel: Kernel, head: bigint): Promise<boolean> {
  const entry = await firstEntry(kernel, head, 'kmem_cache', 'list');
  if (entry === undefined) return false;
  const [row] = await kernel.shape('kmem_cache', { name: 'name' }).need('name').readGood(kernel.memory, [entry]);
  return row !== undefined && isText(kernel, row.pointer('name'));
}

export async function isText(kernel: Kernel, address: bigint): Promise<boolean> {
  const bytes = await kernel.memory.bytes(address, 16, 'a candidate text');
  const end = bytes.indexOf(0);
  const text = bytes.subarray(0, end < 0 ? bytes.length : end);
  return text.length > 1 && text.every((byte) => byte >= 0x20 && byte < 0x7f);
}

async function isTextPointer(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const [pointer = 0n] = await words(kernel.memory, address, 1);
  return pointer > 0n && isText(kernel, pointer);
}

/** A pointer to a `struct kset` of that name. */
async function isSetNamed(kernel: Kernel, address: bigint, name: string): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const [set = 0n] = await words(kernel.memory, address, 1);
  const [text = 0n] = await words(kernel.memory, set + BigInt(kernel.types.struct('kset').offsetOf('kobj.name')), 1);
  const bytes = await kernel.memory.bytes(text, name.length + 1, 'a candidate text');
  return Buffer.from(bytes).toString('latin1') === `${name}\0`;
}

/** A radix tree (or xarray) with `gfp` marks in its flags and a node at its root. */
async function isRadixOfIrqs(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n || !kernel.types.has('irq_desc', 'kstat_irqs')) return false;
  const type = kernel.types.find('xarray') ?? kernel.types.struct('radix_tree_root');
  const head = type.field('xa_head') ?? type.field('rnode');
  if (head === undefined) return false;
  const [root = 0n] = await words(kernel.memory, address + BigInt(head.offsetBytes), 1);
  const mark = root & 3n;
  if (mark === 0n || root < 0x1_0000n) return false;
  const node = kernel.types.find('xa_node') ?? kernel.types.struct('radix_tree_node');
  const bytes = await kernel.memory.bytes(root - mark, node.sizeBytes, 'a candidate node');
  return (bytes[node.offsetOf('shift')] ?? 255) <= 60 && (bytes[node.offsetOf('count')] ?? 0) > 0;
}

async function isMapleTree(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const root = kernel.types.struct('maple_tree').offsetOf('ma_root');
  const [node = 0n] = await words(kernel.memory, address + BigInt(root), 1);
  if ((node & 3n) !== 2n || node < 0x1_0000n) return false;
  const [parent = 0n] = await words(kernel.memory, node & ~0xffn, 1);
  // The root's parent is the tree itself, marked.
  return (parent & ~0xffn) === (address & ~0xffn) || (parent & 1n) === 1n;
}

/** An address in `tk_core` is good where the seconds of its clocks agree: see `time.ts`, which finds the exact place. */
async function isTimekeeper(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const type = kernel.types.struct('timekeeper');
  const [seconds = 0n] = await words(kernel.memory, address + 8n + BigInt(type.offsetOf('xtime_sec')), 1);
  const [monotonic = 0n] = await words(kernel.memory, address + 8n + BigInt(type.offsetOf('ktime_sec')), 1);
  const [offset = 0n] = await words(kernel.memory, address + 8n + BigInt(type.offsetOf('wall_to_monotonic.tv_sec')), 1);
  const sum = BigInt.asIntN(64, seconds + offset);
  return seconds > 0n && sum - monotonic >= -1n && sum - monotonic <= 1n;
}

async function isMask(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 8n !== 0n) return false;
  const [mask = 0n] = await words(kernel.memory, address, 1);
  return mask < 2n ** 24n;
}

/** -1 where nobody has panicked, else a processor. */
async function isPanicCpu(kernel: Kernel, address: bigint): Promise<boolean> {
  if (address % 4n !== 0n) return false;
  const bytes = await kernel.memory.bytes(address, 4, 'a candidate');
  const value = new LittleEndian(bytes).i32(0);
  return value === -1 || kernel.cpus.ids.includes(value);
}
