/** `kmem`: zones, counters of the whole, slab caches, areas. */
import { hex } from '../../../bytes/cursor.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Datum } from '../datum.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import { followFree, slabCaches, type SlabCache } from '../slab-objects.ts';
import { listNodes } from '../structures.ts';
import { firstWalk, type ViewContext } from './context.ts';
import { freeAreas, nodes, totals } from './memory-totals.ts';
import { integer, pointer, text, type Table } from './table.ts';
import { vmap } from './vmap.ts';

const MAX_NODES = 64;

export function kmem(context: ViewContext, words: readonly string[]): Promise<Table> {
  switch (words[0]) {
    case '-s':
      return slabs(context);
    case '-z':
      return zones(context);
    case '-V':
      return counters(context);
    case '-v':
      return vmap(context);
    case '-i':
      return totals(context);
    case '-n':
      return nodes(context);
    case '-f':
      return freeAreas(context);
    default:
      throw new ExploreError(ExploreErrorCode.Syntax, 'kmem of what', {
        expected:
          '-i (totals), -s (slab caches), -z (zones), -n (nodes and sections), -f (free blocks), -V (counters), -v (areas of vmalloc); `what ADDRESS` tells of an address',
      });
  }
}

async function zones(context: ViewContext): Promise<Table> {
  const { kernel } = context;
  const items = namesOf(kernel.types.enum('zone_stat_item'));
  const shown = [
    'name',
    'spanned_pages',
    'present_pages',
    ...[0, 1, 2].map((mark) => `_watermark[${mark}]`),
    ...items.map((_, i) => `vm_stat[${i}].counter`),
  ].join(', ');
  const nodes = await nodeCount(context);
  const rows: Datum[][] = [];
  for (let node = 0; node < nodes; node++) {
    const answer = await firstWalk(context, [
      `array ((struct pglist_data **)&node_data)[${node}]->node_zones show ${shown}`,
      `array contig_page_data.node_zones show ${shown}`,
    ]);
    answer.rows.forEach((row, i) => {
      const [name, size, present, ...rest] = row;
      const label = name?.is === 'pointer' ? text(name.text ?? '?') : (name ?? text('?'));
      rows.push([integer(node), integer(i), label, size ?? text('?'), present ?? text('?'), ...rest]);
    });
  }
  return { columns: ['NODE', 'ZONE', 'NAME', 'SIZE', 'PRESENT', 'MIN', 'LOW', 'HIGH', ...items], rows };
}

async function nodeCount({ number }: ViewContext): Promise<number> {
  try {
    return Math.min(MAX_NODES, Number(await number('*(unsigned int *)&nr_online_nodes')));
  } catch (error) {
    if (error instanceof ExploreError) return 1;
    throw error;
  }
}

/** `vm_zone_stat`, `vm_node_stat`, and the events of all processors. */
async function counters({ kernel, walk }: ViewContext): Promise<Table> {
  const rows: Datum[][] = [];
  for (const [array, items, title] of [
    ['vm_zone_stat', 'zone_stat_item', 'VM_ZONE_STAT'],
    ['vm_node_stat', 'node_stat_item', 'VM_NODE_STAT'],
  ] as const) {
    const names = namesOf(kernel.types.enum(items));
    const answer = await walk(`array ((atomic_long_t *)&${array})[0:${names.length}] show counter`);
    answer.rows.forEach(([value], i) => rows.push([text(title), text(names[i] ?? '?'), value ?? text('?')]));
  }
  const names = namesOf(kernel.types.enum('vm_event_item'));
  const sums = names.map(() => 0n);
  for (const cpu of kernel.cpus.ids) {
    const answer = await walk(`array per_cpu(vm_event_states, ${cpu}).event[0:${names.length}] show entry`);
    answer.rows.forEach(([value], i) => {
      if (value?.is === 'integer') sums[i] = (sums[i] ?? 0n) + BigInt(value.value);
    });
  }
  sums.forEach((sum, i) => rows.push([text('VM_EVENT_STATES'), text(names[i] ?? '?'), integer(sum)]));
  return { columns: ['TABLE', 'NAME', 'VALUE'], rows };
}

function namesOf(items: ReadonlyMap<string, number> | undefined): string[] {
  const names: string[] = [];
  for (const [name, value] of items ?? []) if (!/^NR_VM_|_BASE$/.test(name)) names[value] ??= name;
  return names;
}

async function slabs(context: ViewContext): Promise<Table> {
  const { world, kernel } = context;
  const caches = [...(await slabCaches(world)).values()];
  const nodes = await nodeCount(context);
  const rows = await Promise.all(caches.map((cache) => slabRow(context, cache, nodes)));
  return {
    columns: ['CACHE', 'OBJSIZE', 'ALLOCATED', 'TOTAL', 'SLABS', 'SSIZE', 'NAME'],
    rows,
    ...(kernel.types.has(slabType(kernel), 'objects') ? {} : { notes: ['this kernel has no SLUB'] }),
  };
}

/** A slab has a type of its own since 5.17; before, it is told in its `struct page`. */
function slabType(kernel: Kernel): string {
  return kernel.types.has('slab', 'slab_list') ? 'slab' : 'page';
}

/** Objects are those of all slabs, less the free ones of slabs that are in use in part, or by a processor. */
async function slabRow(context: ViewContext, cache: SlabCache, nodes: number): Promise<Datum[]> {
  const { kernel, number } = context;
  const at = `((struct kmem_cache *)${hex(cache.address)})`;
  const partial = BigInt(kernel.types.struct('kmem_cache_node').offsetOf('partial'));
  const slab = slabType(kernel);
  // Since 7.0 a node's pointers are a pair.
  const isPaired = kernel.types.has('kmem_cache', 'per_node');
  const link = BigInt(kernel.types.struct(slab).offsetOf('slab_list'));
  const shape = kernel.shape(slab, { inuse: 'inuse', objects: 'objects' }).need('inuse', 'objects');
  let [total, count, free] = [0n, 0n, 0n];
  for (let i = 0; i < nodes; i++) {
    const own = await number(`${at}->${isPaired ? `per_node[${i}].node` : `node[${i}]`}`);
    if (own === 0n) continue;
    const typed = `((struct kmem_cache_node *)${hex(own)})`;
    total += await number(`${typed}->total_objects.counter`);
    count += await number(`${typed}->nr_slabs.counter`);
    const slabsOfNode: bigint[] = [];
    for await (const { address } of listNodes(kernel, own + partial)) slabsOfNode.push(address - link);
    for (const row of await shape.readGood(kernel.memory, slabsOfNode))
      free += BigInt(row.int('objects') - row.int('inuse'));
  }
  free += await freeOnProcessors(context, cache);
  const order = Number(await number(`${at}->oo.x`)) >>> 16;
  const kilobytes = (kernel.memory.pageSizeBytes / 1024) * 2 ** order;
  return [
    pointer(cache.address),
    integer(cache.objectBytes),
    integer(total - free),
    integer(total),
    integer(count),
    text(`${kilobytes}k`),
    text(cache.name),
  ];
}

async function freeOnProcessors({ kernel }: ViewContext, cache: SlabCache): Promise<bigint> {
  const type = kernel.types.find('kmem_cache_cpu');
  if (cache.cpuSlab === 0n || type === undefined) return 0n;
  const cpus = [...kernel.cpus.perCpuOffset.values()].map((base) => BigInt.asUintN(64, base + cache.cpuSlab));
  const rows = await kernel
    .shape('kmem_cache_cpu', { freelist: 'freelist', slab: ['slab', 'page'], partial: 'partial' })
    .readGood(kernel.memory, cpus);
  const slabShape = kernel.shape(slabType(kernel), { inuse: 'inuse', objects: 'objects', next: 'next' });
  let free = 0n;
  for (const row of rows) {
    const objects = new Set<bigint>();
    await followFree(kernel, cache, row.pointer('freelist'), objects);
    free += BigInt(objects.size);
    const [own] = await slabShape.readGood(kernel.memory, row.pointer('slab') === 0n ? [] : [row.pointer('slab')]);
    if (own !== undefined) free += BigInt(own.int('objects') - own.int('inuse'));
    let at = row.has('partial') ? row.pointer('partial') : 0n;
    for (let i = 0; at !== 0n && i < 4096; i++) {
      const [part] = await slabShape.readGood(kernel.memory, [at]);
      if (part === undefined) break;
      free += BigInt(part.int('objects') - part.int('inuse'));
      at = part.pointer('next');
    }
  }
  return free;
}
