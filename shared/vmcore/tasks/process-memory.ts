import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { addressSpaceOf, type TaskList } from './tasks.ts';

/** MM_FILEPAGES, MM_ANONPAGES, MM_SWAPENTS, MM_SHMEMPAGES (include/linux/mm_types_task.h): all but swap are resident. */
const RESIDENT = [0, 1, 3] as const;
const MAX_PROCESSES = 16_384;

/**
 * Resident bytes of each address space, by the address of its `mm_struct`. Its counters are atomic numbers until 6.1, and
 * per-CPU ones, with a part on every processor, since 6.2.
 */
export async function readResident(kernel: Kernel, list: TaskList): Promise<ReadonlyMap<bigint, number>> {
  const type = kernel.types.find('mm_struct');
  const spaces = [...new Set([...list.byAddress.values()].map(addressSpaceOf))]
    .filter((mm) => mm !== 0n)
    .slice(0, MAX_PROCESSES);
  const resident = new Map<bigint, number>();
  if (type === undefined || spaces.length === 0) return resident;
  const old = RESIDENT.map((i) => type.field(`rss_stat.count[${i}]`));
  const isPerCpu = old.some((field) => field === undefined);
  const fields = isPerCpu ? RESIDENT.map((i) => type.field(`rss_stat[${i}].count`)) : old;
  const parts = isPerCpu ? RESIDENT.map((i) => type.field(`rss_stat[${i}].counters`)) : [];
  const wanted = [...fields, ...parts].filter((field) => field !== undefined);
  if (wanted.length === 0) return resident;
  const results = await kernel.memory.read(
    spaces.flatMap((mm) => wanted.map((field) => ({ address: mm + BigInt(field.offsetBytes), length: 8 }))),
  );
  const word = (i: number): bigint | undefined => {
    const bytes = results[i]?.bytes;
    return bytes && new LittleEndian(bytes).u64(0);
  };
  const counts = fields.filter((field) => field !== undefined).length;
  const pointers = spaces.flatMap((_, s) =>
    Array.from({ length: wanted.length - counts }, (__, p) => word(s * wanted.length + counts + p) ?? 0n),
  );
  const local = await readLocalParts(kernel, pointers);
  spaces.forEach((mm, s) => {
    let pages = 0n;
    for (let c = 0; c < counts; c++) pages += BigInt.asIntN(64, word(s * wanted.length + c) ?? 0n);
    const perSpace = wanted.length - counts;
    for (let p = 0; p < perSpace; p++) pages += BigInt(local[s * perSpace + p] ?? 0);
    if (pages > 0n && pages < 2n ** 40n) resident.set(mm, Number(pages) * kernel.memory.pageSizeBytes);
  });
  return resident;
}

/** The parts of per-CPU counters, summed over all processors. */
async function readLocalParts(kernel: Kernel, pointers: readonly bigint[]): Promise<number[]> {
  const offsets = [...kernel.cpus.perCpuOffset.values()];
  const results = await kernel.memory.read(
    pointers.flatMap((pointer) =>
      offsets.map((offset) => ({ address: BigInt.asUintN(64, pointer + offset), length: pointer === 0n ? 0 : 4 })),
    ),
  );
  return pointers.map((_, i) =>
    offsets.reduce((sum, __, cpu) => {
      const bytes = results[i * offsets.length + cpu]?.bytes;
      return bytes?.length === 4 ? sum + new LittleEndian(bytes).i32(0) : sum;
    }, 0),
  );
}
