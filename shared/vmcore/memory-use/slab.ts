import { LittleEndian } from '../../bytes/little-endian.ts';
import type { MemoryInfo } from '../../contract/report.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';
import { walkList, type WalkProblem } from '../kernel/walks.ts';

const MAX_CACHES = 16_384;
const MAX_NODES = 64;
/** `kmem_cache_order_objects.x`: the order of a slab above, its number of objects below. */
const OO_SHIFT = 16;
const OO_MASK = 0xffff;
const MAX_ORDER = 20;

type Cache = NonNullable<MemoryInfo['caches']>[number];

/** The slab caches, largest first: of SLUB, and of SLAB as it was until 6.7. */
export async function readSlabCaches(
  kernel: Kernel,
): Promise<{ readonly caches: readonly Cache[]; readonly problems: readonly WalkProblem[] }> {
  const head = kernel.symbol('slab_caches');
  const link = kernel.types.find('kmem_cache')?.field('list');
  if (head === undefined || link === undefined) return { caches: [], problems: [] };
  const shape = kernel
    .shape('kmem_cache', {
      name: 'name',
      size: 'size',
      objectSize: ['object_size', 'size'],
      order: ['oo.x', 'oo'],
      perSlab: 'num',
      pageOrder: 'gfporder',
      nodes: ['node', 'per_node'],
    })
    .need('name', 'objectSize');
  const walk = await walkList(kernel.memory, head, { maxNodes: MAX_CACHES });
  const problems = [...walk.problems];
  const addresses = walk.nodes.map((node) => node - BigInt(link.offsetBytes));
  const nodeOffset = shape.field('nodes')?.offsetBytes;
  const header = kernel
    .shape('kmem_cache', {
      name: 'name',
      objectSize: ['object_size', 'size'],
      order: ['oo.x', 'oo'],
      perSlab: 'num',
      pageOrder: 'gfporder',
    })
    .need('name', 'objectSize');
  const rows = await header.readGood(kernel.memory, addresses, (failure, address) => {
    problems.push({ address, problem: 'a slab cache that cannot be read', failure });
  });
  const [names, usage] = await Promise.all([
    readTexts(
      kernel,
      rows.map((row) => row.pointer('name')),
    ),
    readUsage(
      kernel,
      rows.map((row) => row.address),
      nodeOffset,
    ),
  ]);
  const caches = rows.map((row, i): Cache => {
    const order = row.has('order') ? row.int('order') >>> OO_SHIFT : row.has('pageOrder') ? row.int('pageOrder') : 0;
    const perSlab = row.has('order') ? row.int('order') & OO_MASK : row.has('perSlab') ? row.int('perSlab') : 0;
    const slabs = usage[i];
    const slabBytes = order <= MAX_ORDER ? kernel.memory.pageSizeBytes * 2 ** order : 0;
    return {
      name: names[i] ?? '?',
      objectBytes: row.int('objectSize'),
      ...(slabs === undefined ? {} : { slabs, objects: slabs * perSlab, totalBytes: slabs * slabBytes }),
    };
  });
  caches.sort((a, b) => (b.totalBytes ?? 0) - (a.totalBytes ?? 0) || (a.name < b.name ? -1 : 1));
  return { caches, problems };
}

/** Slabs of each cache over all memory nodes. `node[]` has room for every node there could be: only what is there is read. */
async function readUsage(
  kernel: Kernel,
  caches: readonly bigint[],
  nodeOffset: number | undefined,
): Promise<(number | undefined)[]> {
  const perNode = kernel.types.find('kmem_cache_node');
  const counter = perNode?.field('nr_slabs.counter') ?? perNode?.field('nr_slabs') ?? perNode?.field('total_slabs');
  if (counter === undefined || nodeOffset === undefined) return caches.map(() => undefined);
  const nodes = Math.min(MAX_NODES, await nodeCount(kernel));
  // Since 7.0 a node's pointers are a pair, the slabs' own second.
  const pair = kernel.types.find('kmem_cache_per_node_ptrs');
  const step = pair?.sizeBytes ?? 8;
  const inner = pair?.field('node')?.offsetBytes ?? 0;
  const pointers = await kernel.memory.read(
    caches.map((cache) => ({ address: cache + BigInt(nodeOffset), length: nodes * step })),
  );
  const wanted = pointers.map(({ bytes }) => {
    if (bytes === undefined) return [];
    const view = new LittleEndian(bytes);
    return Array.from({ length: nodes }, (_, i) => view.u64(i * step + inner)).filter((p) => p !== 0n);
  });
  const flat = wanted.flat();
  const counts = await kernel.memory.read(
    flat.map((address) => ({ address: address + BigInt(counter.offsetBytes), length: 8 })),
  );
  const byNode = new Map<bigint, number>();
  counts.forEach(({ bytes }, i) => {
    if (bytes === undefined) return;
    const value = new LittleEndian(bytes).i64(0);
    if (value >= 0n && value < 2n ** 40n) byNode.set(flat[i] ?? 0n, Number(value));
  });
  return wanted.map((list) => {
    const known = list.map((node) => byNode.get(node)).filter((value) => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
  });
}

async function nodeCount(kernel: Kernel): Promise<number> {
  const symbol = kernel.symbol('nr_node_ids');
  if (symbol === undefined) return 1;
  const count = await kernel.memory.u32(symbol, 'nr_node_ids');
  return count >= 1 && count <= 1024 ? count : 1;
}
