import { LittleEndian } from '../../bytes/little-endian.ts';
import type { MemoryInfo } from '../../contract/report.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readHugePages, readPerCpuMemory, readTmpfs } from './held-memory.ts';
import { readSlabCaches } from './slab.ts';
import type { WalkProblem } from '../kernel/walks.ts';

/** Of all memory: from here on it is worth looking which tmpfs holds what is shared. */
const WORTH_READING = 0.05;

const TOTAL_SYMBOLS = ['_totalram_pages', 'totalram_pages'];
const ZONE_SYMBOL = 'vm_zone_stat';
const NODE_SYMBOL = 'vm_node_stat';

/** What is missing where the kernel's symbols do not name what it lies in: kallsyms without CONFIG_KALLSYMS_ALL has functions alone. */
const LIES_IN = [
  ['the total', TOTAL_SYMBOLS],
  ['counters of zones', [ZONE_SYMBOL]],
  ['counters of nodes', [NODE_SYMBOL]],
  ['slab caches', ['slab_caches']],
] as const;

type Counters = ReadonlyMap<string, number>;

/**
 * How memory is used: the counters that the kernel keeps over all zones and nodes, and its slab caches.
 *
 * @returns `unknown`: what is left out, since no symbol says where it lies
 */
export async function readMemoryInfo(kernel: Kernel): Promise<{
  readonly info: MemoryInfo;
  readonly problems: readonly WalkProblem[];
  readonly unknown: readonly string[];
}> {
  const [zone, node, total, vmalloc, swapTotal, swapFree, slab, hugePages, perCpu] = await Promise.all([
    readCounters(kernel, ZONE_SYMBOL, 'zone_stat_item', 'NR_VM_ZONE_STAT_ITEMS'),
    readCounters(kernel, NODE_SYMBOL, 'node_stat_item', 'NR_VM_NODE_STAT_ITEMS'),
    readCount(kernel, TOTAL_SYMBOLS),
    readCount(kernel, ['nr_vmalloc_pages']),
    readCount(kernel, ['total_swap_pages']),
    readCount(kernel, ['nr_swap_pages']),
    readSlabCaches(kernel),
    readHugePages(kernel),
    readPerCpuMemory(kernel),
  ]);
  const page = kernel.memory.pageSizeBytes;
  const counters = new Map([...zone, ...node]);
  const pages = (...names: readonly string[]): number | undefined => {
    const name = names.find((key) => counters.has(key));
    const count = name === undefined ? undefined : counters.get(name);
    return count === undefined ? undefined : Math.max(0, count) * page;
  };
  const reclaimable = pages('NR_SLAB_RECLAIMABLE_B', 'NR_SLAB_RECLAIMABLE');
  const unreclaimable = pages('NR_SLAB_UNRECLAIMABLE_B', 'NR_SLAB_UNRECLAIMABLE');
  const stackKilobytes = counters.get('NR_KERNEL_STACK_KB');
  const bytes = (count: number | undefined): number | undefined => (count === undefined ? undefined : count * page);
  const info = {
    totalBytes: bytes(total) ?? 0,
    freeBytes: pages('NR_FREE_PAGES'),
    anonBytes: pages('NR_ANON_MAPPED'),
    fileBytes: pages('NR_FILE_PAGES'),
    shmemBytes: pages('NR_SHMEM'),
    slabBytes: reclaimable === undefined || unreclaimable === undefined ? undefined : reclaimable + unreclaimable,
    slabReclaimableBytes: reclaimable,
    pageTablesBytes: pages('NR_PAGETABLE'),
    kernelStackBytes: stackKilobytes === undefined ? undefined : Math.max(0, stackKilobytes) * 1024,
    vmallocBytes: bytes(vmalloc) ?? pages('NR_VMALLOC'),
    dirtyBytes: pages('NR_FILE_DIRTY'),
    writebackBytes: pages('NR_WRITEBACK'),
    mlockedBytes: pages('NR_MLOCK'),
    hugePagesBytes: hugePages,
    perCpuBytes: perCpu,
    swapTotalBytes: bytes(swapTotal),
    swapFreeBytes: bytes(swapFree),
    caches: slab.caches.length === 0 ? undefined : [...slab.caches],
    counters: Object.fromEntries(counters),
  };
  const shmem = info.shmemBytes ?? 0;
  const tmpfs = shmem > info.totalBytes * WORTH_READING ? await readTmpfs(kernel) : [];
  const more = { unaccountedBytes: unaccounted(info), tmpfs: tmpfs.length === 0 ? undefined : tmpfs };
  const present = Object.fromEntries(Object.entries({ ...info, ...more }).filter(([, value]) => value !== undefined));
  const unknown = LIES_IN.filter(([, symbols]) => symbols.every((symbol) => kernel.symbol(symbol) === undefined));
  return { info: present as MemoryInfo, problems: slab.problems, unknown: unknown.map(([what]) => what) };
}

/** What nothing that is counted explains; nothing where a count is missing. Stacks are part of vmalloc where they are mapped. */
function unaccounted(info: {
  readonly totalBytes: number;
  readonly freeBytes: number | undefined;
  readonly anonBytes: number | undefined;
  readonly fileBytes: number | undefined;
  readonly slabBytes: number | undefined;
  readonly pageTablesBytes: number | undefined;
  readonly vmallocBytes: number | undefined;
  readonly kernelStackBytes: number | undefined;
  readonly hugePagesBytes: number | undefined;
  readonly perCpuBytes: number | undefined;
}): number | undefined {
  const { totalBytes, freeBytes, anonBytes, fileBytes, slabBytes, pageTablesBytes } = info;
  const counted = [freeBytes, anonBytes, fileBytes, slabBytes, pageTablesBytes];
  if (totalBytes <= 0 || counted.some((bytes) => bytes === undefined)) return undefined;
  const own = Math.max(info.vmallocBytes ?? 0, info.kernelStackBytes ?? 0);
  const rest = [...counted, own, info.hugePagesBytes, info.perCpuBytes].reduce<number>(
    (sum, bytes) => sum + (bytes ?? 0),
    0,
  );
  return Math.max(0, totalBytes - rest);
}

/** An array of `atomic_long_t`, one for each value of an enum. */
async function readCounters(kernel: Kernel, symbol: string, enumName: string, endName: string): Promise<Counters> {
  const address = kernel.symbol(symbol);
  const names = kernel.types.enum(enumName);
  const count = names?.get(endName);
  if (address === undefined || names === undefined || count === undefined || count <= 0 || count > 4096) {
    return new Map();
  }
  const bytes = await kernel.memory.bytes(address, count * 8, symbol);
  const view = new LittleEndian(bytes);
  const counters = new Map<string, number>();
  for (const [name, index] of names) {
    // Some values mark where a group begins and are no counters of their own.
    if (index < 0 || index >= count || /_BASE$/.test(name)) continue;
    counters.set(name, Number(view.i64(index * 8)));
  }
  return counters;
}

async function readCount(kernel: Kernel, symbols: readonly string[]): Promise<number | undefined> {
  const address = symbols.map((name) => kernel.symbol(name)).find((found) => found !== undefined);
  if (address === undefined) return undefined;
  const value = BigInt.asIntN(64, await kernel.memory.u64(address, symbols[0] ?? ''));
  return value >= 0n && value < 2n ** 52n ? Number(value) : undefined;
}
