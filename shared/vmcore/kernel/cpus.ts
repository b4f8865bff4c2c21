import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';

/** More than any kernel is built for: NR_CPUS is at most 8192 on x86-64. */
const MAX_CPUS = 8192;

export interface Cpus {
  /** Processors that are present, ascending. After a panic the online mask may hold the panicking one only. */
  readonly ids: readonly number[];
  readonly online: ReadonlySet<number>;
  /** What is added to a per-CPU symbol for one processor. */
  readonly perCpuOffset: ReadonlyMap<number, bigint>;
}

/** @throws {MemoryReadError} {FormatError} */
export async function readCpus(kernel: {
  readonly memory: VirtualMemory;
  symbol(name: string): bigint | undefined;
}): Promise<Cpus> {
  const { memory } = kernel;
  const limitAt = kernel.symbol('nr_cpu_ids');
  const limit = limitAt === undefined ? 64 : await memory.u32(limitAt, 'nr_cpu_ids');
  if (limit === 0 || limit > MAX_CPUS) {
    throw new FormatError(FormatErrorCode.BadValue, { format: 'kernel', field: 'nr_cpu_ids' }, `is ${limit}`);
  }
  const offsetsAt = kernel.symbol('__per_cpu_offset');
  const [present, online, offsets] = await Promise.all([
    readMask(memory, kernel.symbol('__cpu_present_mask') ?? kernel.symbol('__cpu_possible_mask'), limit),
    readMask(memory, kernel.symbol('__cpu_online_mask'), limit),
    offsetsAt === undefined ? undefined : memory.bytes(offsetsAt, limit * 8, '__per_cpu_offset'),
  ]);
  const ids = present ?? [0];
  const perCpuOffset = new Map<number, bigint>();
  if (offsets === undefined) {
    // A kernel for one processor has no such array, and its per-CPU variables are plain ones.
    for (const cpu of ids) perCpuOffset.set(cpu, 0n);
  } else {
    const view = new LittleEndian(offsets);
    for (const cpu of ids) perCpuOffset.set(cpu, view.u64(cpu * 8));
  }
  return { ids, online: new Set(online ?? ids), perCpuOffset };
}

async function readMask(
  memory: VirtualMemory,
  address: bigint | undefined,
  limit: number,
): Promise<number[] | undefined> {
  if (address === undefined) return undefined;
  const bytes = await memory.bytes(address, Math.ceil(limit / 64) * 8, 'a mask of processors');
  const ids: number[] = [];
  for (let cpu = 0; cpu < limit; cpu++) if ((((bytes[cpu >> 3] ?? 0) >> (cpu & 7)) & 1) === 1) ids.push(cpu);
  return ids;
}
