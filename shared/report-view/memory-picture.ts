/** What holds memory, as parts that lie beside each other and make up the whole: for a picture, and the table beneath it. */
import type { MemoryInfo } from '../contract/report.ts';

export const MEMORY_PARTS = {
  anon: 'anonymous, of processes',
  shmem: 'shared and tmpfs',
  file: 'file cache',
  huge: 'huge pages set aside',
  slab: 'slab, not reclaimable',
  reclaimable: 'slab, reclaimable',
  vmalloc: 'vmalloc, with kernel stacks',
  tables: 'page tables',
  percpu: 'per-CPU',
  unaccounted: 'unaccounted: of drivers and the kernel itself',
  unknown: 'not known: the dump does not say',
  free: 'free',
} as const;
export type MemoryPart = keyof typeof MEMORY_PARTS;

export type MemoryPicture =
  /** How much there was is not known: nothing has a share of it. */
  | { readonly state: 'unknown' }
  /** How much there was is known, and of none of it what held it. */
  | { readonly state: 'empty'; readonly totalBytes: number }
  | {
      readonly state: 'parts';
      readonly totalBytes: number;
      /** What the parts add up to: the total, or more where the kernel's counters disagree with it. */
      readonly wholeBytes: number;
      /** In the order of {@link MEMORY_PARTS}, none of them empty. */
      readonly parts: readonly { readonly part: MemoryPart; readonly bytes: number }[];
    };

/** The part of `whole` that is not `part`; where the part is not known, it is in there. */
const without = (whole: number | undefined, part: number | undefined): number | undefined =>
  whole === undefined ? undefined : Math.max(0, whole - (part ?? 0));

/** The greater of two, one of which may hold the other. */
function greater(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/**
 * The kernel counts pages of tmpfs as pages of files, reclaimable slabs as slabs, and stacks as vmalloc where they are mapped
 * (CONFIG_VMAP_STACK): here each is told once. What dirty, locked or written-back pages hold is part of the others.
 */
export function memoryPicture(memory: MemoryInfo): MemoryPicture {
  const { totalBytes } = memory;
  if (totalBytes <= 0) return { state: 'unknown' };
  const told: Readonly<Record<Exclude<MemoryPart, 'unknown'>, number | undefined>> = {
    anon: memory.anonBytes,
    shmem: memory.shmemBytes,
    file: without(memory.fileBytes, memory.shmemBytes),
    huge: memory.hugePagesBytes,
    slab: without(memory.slabBytes, memory.slabReclaimableBytes),
    reclaimable: memory.slabReclaimableBytes,
    vmalloc: greater(memory.vmallocBytes, memory.kernelStackBytes),
    tables: memory.pageTablesBytes,
    percpu: memory.perCpuBytes,
    unaccounted: memory.unaccountedBytes,
    free: memory.freeBytes,
  };
  if (Object.values(told).every((value) => value === undefined)) return { state: 'empty', totalBytes };
  const known = Object.values(told).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const all = { ...told, unknown: Math.max(0, totalBytes - known) };
  const parts = (Object.keys(MEMORY_PARTS) as MemoryPart[]).flatMap((part) => {
    const bytes = all[part] ?? 0;
    return bytes > 0 ? [{ part, bytes }] : [];
  });
  return { state: 'parts', totalBytes, wholeBytes: Math.max(totalBytes, known), parts };
}
