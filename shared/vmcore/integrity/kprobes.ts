/** Breakpoints that tracing tools have set: they are no damage. See v6.12 kernel/kprobes.c `kprobe_table`. */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { walkChain } from '../kernel/walks.ts';

/** `KPROBE_TABLE_SIZE`: 2^6 lists, in every kernel so far. */
const LISTS = 64;
/** On one list: they share out what there is. */
const MAX_PROBES = 4096;

/** Addresses in memory; none where the kernel has no probes, or its tables can't be read. */
export async function readKprobes(kernel: Kernel): Promise<bigint[]> {
  const table = kernel.symbol('kprobe_table');
  if (table === undefined || !kernel.hasTypes || kernel.types.find('kprobe') === undefined) return [];
  const shape = kernel.shape('kprobe', { link: 'hlist', address: 'addr' });
  if (!shape.has('link') || !shape.has('address')) return [];
  const linkAt = BigInt(shape.field('link')?.offsetBytes ?? 0);
  const [heads] = await kernel.memory.read([{ address: table, length: LISTS * 8 }]);
  if (heads?.bytes === undefined) return [];
  const view = new LittleEndian(heads.bytes);
  const walks = await Promise.all(
    Array.from({ length: LISTS }, (_, i) => walkChain(kernel.memory, view.u64(i * 8), 0, { maxNodes: MAX_PROBES })),
  );
  const nodes = walks.flatMap((walk) => walk.nodes);
  const rows = await shape.readGood(
    kernel.memory,
    nodes.map((node) => node - linkAt),
  );
  return rows.map((row) => row.big('address'));
}
