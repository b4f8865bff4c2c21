/**
 * What will be read once the bytes that are pending now have arrived. Of an upload under way every round of waiting costs
 * seconds, and the way to a task's frames leads over many: kallsyms, then BTF, then the map of process ids, page tables,
 * stacks. So whenever something is pending, what is sure to be needed later is asked for as well; nothing is made of the
 * answers.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { architectureOf } from '../arch/index.ts';
import type { Dump } from '../formats/dump.ts';
import type { KernelMemory } from '../memory/kernel-memory.ts';
import { mappedFrames } from '../memory/mapped-frames.ts';
import type { VirtualRange } from '../memory/virtual-memory.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** Variables that the sections begin with. */
const VARIABLES = [
  '__cpu_online_mask',
  '__cpu_present_mask',
  '__per_cpu_offset',
  'avenrun',
  'contig_page_data',
  'hwerr_data',
  'init_pid_ns',
  'init_task',
  'init_uts_ns',
  'irq_desc_tree',
  'jiffies',
  'jiffies_64',
  'mem_section',
  'mod_tree',
  'modules',
  'node_data',
  'nr_cpu_ids',
  'nr_node_ids',
  'nr_swap_pages',
  'nr_vmalloc_pages',
  'page_offset_base',
  'saved_command_line',
  'slab_caches',
  'sparse_irqs',
  'tainted_mask',
  'tk_core',
  'total_swap_pages',
  '_totalram_pages',
  'totalram_pages',
  'vm_node_stat',
  'vm_numa_event',
  'vm_zone_stat',
  'vmalloc_base',
] as const;

/** Pointers to slab caches from all over the boot: the list of caches leads from one to the next only. */
const CACHE_POINTERS = [
  'anon_vma_cachep',
  'bdev_cachep',
  'bh_cachep',
  'bio_slab_cache',
  'cred_jar',
  'dentry_cache',
  'dnotify_struct_cache',
  'epi_cache',
  'files_cachep',
  'filp_cachep',
  'fs_cachep',
  'inode_cachep',
  'iommu_iova_cache',
  'key_jar',
  'kernfs_node_cache',
  'mm_cachep',
  'names_cachep',
  'nsproxy_cachep',
  'pid_cachep',
  'proc_inode_cachep',
  'radix_tree_node_cachep',
  'request_sock_TCP',
  'shmem_inode_cachep',
  'sighand_cachep',
  'signal_cachep',
  'sigqueue_cachep',
  'skbuff_cache',
  'skbuff_head_cache',
  'skbuff_fclone_cache',
  'sock_inode_cachep',
  'task_group_cache',
  'task_struct_cachep',
  'uts_ns_cache',
  'vm_area_cachep',
  'xfrm_dst_cache',
] as const;
/** `kmalloc_caches[NR_KMALLOC_TYPES][KMALLOC_SHIFT_HIGH + 1]`: of so many pointers at most. */
const MAX_KMALLOC_CACHES = 512;
const AROUND_BYTES = 32n * 1024n;

/** Tables that are needed whole, by the symbols around them. */
const TABLES = [
  ['__start_BTF', '__stop_BTF'],
  ['__start_orc_unwind', '__stop_orc_unwind'],
  ['__start_orc_unwind_ip', '__stop_orc_unwind_ip'],
] as const;
const MAX_TABLE_BYTES = 48n * 2n ** 20n;
/** What follows the last table of kallsyms that has a name. */
const KALLSYMS_TAIL_BYTES = 64 * 1024;
const MAX_KALLSYMS_BYTES = 32n * 2n ** 20n;

/** 2 MiB of addresses a table: 1 GiB of vmalloc, all of the modules. */
const MAX_PAGE_TABLES = 512;
/** Data of modules: 32 MiB in small pages. Tens of modules have less than 4. */
const MAX_MODULE_PAGES = 8192;
/** Stacks are in the first part of what vmalloc gives. */
const VMALLOC_BYTES = 2n ** 32n;

/** @param kernel as far as it could be opened: undefined where not at all */
export async function readAhead(dump: Dump, base: KernelMemory, kernel: Kernel | undefined): Promise<void> {
  const ranges: VirtualRange[] = [];
  if (kernel?.kallsyms === undefined) ranges.push(...named(base), ...kallsyms(base));
  else {
    if (!kernel.hasTypes) ranges.push(...variables(kernel), ...tables(kernel));
    ranges.push(...(await slabCaches(kernel)));
  }
  await Promise.all([base.memory.read(ranges), readModules(dump, base), readVmallocTables(dump, base, kernel)]);
}

/** What VMCOREINFO names, a few bytes of each. */
function named({ info }: KernelMemory): VirtualRange[] {
  return [...info.text.matchAll(/^SYMBOL\((.+?)\)=/gm)].flatMap(([, name]) => {
    const address = name === undefined ? undefined : info.symbol(name);
    return address === undefined ? [] : [{ address, length: 8 }];
  });
}

/** The tables of kallsyms lie side by side, in an order that has changed over time (kernel/kallsyms_internal.h). */
function kallsyms({ info }: KernelMemory): VirtualRange[] {
  const places = ['names', 'num_syms', 'token_table', 'token_index', 'offsets', 'addresses', 'relative_base']
    .map((name) => info.symbol(`kallsyms_${name}`))
    .filter((address) => address !== undefined)
    .sort((a, b) => (a < b ? -1 : 1));
  const [start] = places;
  const last = places.at(-1);
  if (start === undefined || last === undefined || last - start > MAX_KALLSYMS_BYTES) return [];
  return inPieces(start, last + BigInt(KALLSYMS_TAIL_BYTES));
}

function variables(kernel: Kernel): VirtualRange[] {
  return VARIABLES.flatMap((name) => {
    const address = kernel.symbol(name);
    return address === undefined ? [] : [{ address, length: 64 }];
  });
}

function tables(kernel: Kernel): VirtualRange[] {
  return TABLES.flatMap(([from, to]) => {
    const start = kernel.symbol(from);
    const end = kernel.symbol(to);
    if (start === undefined || end === undefined || end <= start || end - start > MAX_TABLE_BYTES) return [];
    return inPieces(start, end);
  });
}

/** The neighbourhood of slab caches that variables point to: what is left of their list is found there, nearly all of it. */
async function slabCaches(kernel: Kernel): Promise<VirtualRange[]> {
  const places: VirtualRange[] = CACHE_POINTERS.flatMap((name) => {
    const address = kernel.symbol(name);
    return address === undefined ? [] : [{ address, length: 8 }];
  });
  const [array] = kernel.kallsyms?.find('kmalloc_caches') ?? [];
  if (array !== undefined && kernel.kallsyms !== undefined) {
    const start = kernel.kallsyms.address(array);
    const count = Math.min(MAX_KMALLOC_CACHES, Math.floor(kernel.kallsyms.sizeOf(array) / 8));
    places.push(...Array.from({ length: count }, (_, i) => ({ address: start + BigInt(i * 8), length: 8 })));
  }
  const results = await kernel.memory.read(places);
  const blocks = new Set<bigint>();
  for (const { bytes } of results) {
    const address = bytes && new LittleEndian(bytes).u64(0);
    if (address !== undefined && address >> 63n === 1n) blocks.add(address - (address % AROUND_BYTES));
  }
  return [...blocks].flatMap((start) => inPages(start, start + AROUND_BYTES, BigInt(kernel.memory.pageSizeBytes)));
}

const PIECE_BYTES = 64n * 1024n;

/** In pieces: one page that is not there does not keep the others from being asked for. */
const inPieces = (start: bigint, end: bigint): VirtualRange[] => inPages(start, end, PIECE_BYTES);

function inPages(start: bigint, end: bigint, step: bigint): VirtualRange[] {
  const ranges: VirtualRange[] = [];
  for (let address = start; address < end; address += step) {
    const left = end - address;
    ranges.push({ address, length: Number(left < step ? left : step) });
  }
  return ranges;
}

/** The data of all modules: their descriptions and symbols are in it. The tree of modules is as deep as they are many. */
async function readModules(dump: Dump, base: KernelMemory): Promise<void> {
  const { pageTables } = base.memory.space;
  if (pageTables === undefined) return;
  const frames = await Promise.all(
    architectureOf(base.machine)
      .addresses.moduleRegions(base)
      .map((region) =>
        mappedFrames(dump.memory, pageTables, pagesOf(dump, region), {
          maxTables: MAX_PAGE_TABLES,
          maxFrames: MAX_MODULE_PAGES,
          accepts: (low) => pageTables.isWritable(low),
        }),
      ),
  );
  await dump.memory.readPages(frames.flat());
}

/** The way to stacks, which are vmalloc'ed: only the tables, not what they map. */
async function readVmallocTables(dump: Dump, base: KernelMemory, kernel: Kernel | undefined): Promise<void> {
  const { pageTables } = base.memory.space;
  const start = await architectureOf(base.machine).addresses.vmallocStart(base, kernel);
  if (pageTables === undefined || start === undefined) return;
  await mappedFrames(dump.memory, pageTables, pagesOf(dump, [start, start + VMALLOC_BYTES]), {
    maxTables: MAX_PAGE_TABLES,
    maxFrames: 0,
  });
}

function pagesOf({ memory }: Dump, [start, end]: readonly [bigint, bigint]): [number, number] {
  const pageBytes = BigInt(memory.pageSizeBytes);
  return [Number(start / pageBytes), Number(end / pageBytes)];
}
