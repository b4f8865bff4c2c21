/** What memory is used for. */
import type { Report } from '../contract/report.ts';

const MEMORY_LABELS = {
  totalBytes: 'total',
  freeBytes: 'free',
  anonBytes: 'anonymous',
  fileBytes: 'file cache',
  shmemBytes: 'shared and tmpfs',
  slabBytes: 'slab',
  slabReclaimableBytes: 'slab, reclaimable',
  pageTablesBytes: 'page tables',
  kernelStackBytes: 'kernel stacks',
  vmallocBytes: 'vmalloc',
  dirtyBytes: 'dirty',
  writebackBytes: 'in writeback',
  mlockedBytes: 'locked',
  hugePagesBytes: 'huge pages',
  perCpuBytes: 'per-CPU',
  unaccountedBytes: 'unaccounted',
  swapTotalBytes: 'swap',
  swapFreeBytes: 'swap, free',
} as const;

/** Who asked vmalloc for memory, as functions are named everywhere: `load_module`, `alloc_ring [ixgbe]`. */
export function callerName({
  caller,
  module,
}: {
  readonly caller: string;
  readonly module?: string | undefined;
}): string {
  return module === undefined ? caller : `${caller} [${module}]`;
}

/** Each use of memory that is known: what it is called, and its bytes. */
export function memoryUses(memory: NonNullable<Report['memory']>): [string, number][] {
  return Object.entries(MEMORY_LABELS).flatMap(([key, label]) => {
    const value = memory[key as keyof typeof MEMORY_LABELS];
    return value === undefined ? [] : [[label, value] satisfies [string, number]];
  });
}
