/** Which slab object an address is in, and whether it is allocated (mm/slub.c). */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';
import { walkList } from '../kernel/walks.ts';
import { directAddress, frameOfPage, type PageMap } from './pages.ts';
import type { World } from './world.ts';

export interface SlabCache {
  readonly address: bigint;
  readonly name: string;
  readonly sizeBytes: number;
  readonly objectBytes: number;
  /** Where in a free object the next free one is named. */
  readonly freeOffset: number;
  /** What hides that name, with CONFIG_SLAB_FREELIST_HARDENED. */
  readonly random: bigint | undefined;
  readonly redLeft: number;
  readonly cpuSlab: bigint;
}

export interface SlabObject {
  readonly cache: SlabCache;
  /** `struct slab`, which lies over the first `struct page`. */
  readonly slab: bigint;
  readonly index: number;
  readonly objects: number;
  readonly object: bigint;
  readonly offset: number;
  /** Unknown where the list of free objects can't be followed to its end. */
  readonly allocated: boolean | undefined;
}

const MAX_CACHES = 16_384;
const MAX_OBJECTS = 65_536;

export function slabCaches(world: World): Promise<ReadonlyMap<bigint, SlabCache>> {
  return world.once('slab caches', () => readCaches(world.kernel));
}

async function readCaches(kernel: Kernel): Promise<ReadonlyMap<bigint, SlabCache>> {
  const head = kernel.symbol('slab_caches');
  const link = kernel.types.find('kmem_cache')?.field('list');
  if (head === undefined || link === undefined) return new Map();
  const { nodes } = await walkList(kernel.memory, head, { maxNodes: MAX_CACHES });
  const rows = await kernel
    .shape('kmem_cache', {
      name: 'name',
      size: 'size',
      objectSize: 'object_size',
      offset: 'offset',
      random: 'random',
      redLeft: 'red_left_pad',
      cpuSlab: 'cpu_slab',
    })
    .need('name', 'size', 'objectSize')
    .readGood(
      kernel.memory,
      nodes.map((node) => node - BigInt(link.offsetBytes)),
    );
  const names = await readTexts(
    kernel,
    rows.map((row) => row.pointer('name')),
  );
  return new Map(
    rows.map((row, i) => [
      row.address,
      {
        address: row.address,
        name: names[i] ?? '?',
        sizeBytes: row.int('size'),
        objectBytes: row.int('objectSize'),
        freeOffset: row.has('offset') ? row.int('offset') : 0,
        random: row.has('random') ? row.big('random') : undefined,
        redLeft: row.has('redLeft') ? row.int('redLeft') : 0,
        cpuSlab: row.has('cpuSlab') ? row.pointer('cpuSlab') : 0n,
      },
    ]),
  );
}

/** The object that an address of the direct map is in, where the page that `head` is of is a slab. */
export async function slabObject(
  world: World,
  map: PageMap,
  head: bigint,
  address: bigint,
): Promise<SlabObject | undefined> {
  const { kernel } = world;
  const type = ['slab', 'page'].find((name) => kernel.types.has(name, 'slab_cache'));
  if (type === undefined) return undefined;
  const caches = await slabCaches(world);
  const [row] = await kernel
    .shape(type, { cache: 'slab_cache', freelist: 'freelist', objects: 'objects' })
    .need('cache')
    .readGood(kernel.memory, [head]);
  const cache = row === undefined ? undefined : caches.get(row.pointer('cache'));
  const start = directAddress(kernel, frameOfPage(map, head));
  if (row === undefined || cache === undefined || start === undefined || address < start || cache.sizeBytes === 0)
    return undefined;
  const objects = row.has('objects') ? row.int('objects') : 0;
  const index = Number((address - start) / BigInt(cache.sizeBytes));
  if (index >= objects) return undefined;
  const object = start + BigInt(index * cache.sizeBytes + cache.redLeft);
  const free = await freeObjects(world, cache, head, row.has('freelist') ? row.pointer('freelist') : 0n);
  return {
    cache,
    slab: head,
    index,
    objects,
    object,
    offset: Number(address - object),
    allocated: free.objects.has(object) ? false : free.whole ? true : undefined,
  };
}

/** Objects of a slab that are free: by the slab's own list, and by that of a processor that allocates from it. */
async function freeObjects(
  world: World,
  cache: SlabCache,
  slab: bigint,
  freelist: bigint,
): Promise<{ readonly objects: ReadonlySet<bigint>; readonly whole: boolean }> {
  const { kernel } = world;
  const firsts = [freelist];
  const type = kernel.types.find('kmem_cache_cpu');
  if (cache.cpuSlab !== 0n && type !== undefined) {
    const shape = kernel
      .shape('kmem_cache_cpu', { freelist: 'freelist', slab: ['slab', 'page'] })
      .need('freelist', 'slab');
    const cpus = [...kernel.cpus.perCpuOffset.values()].map((base) => BigInt.asUintN(64, base + cache.cpuSlab));
    for (const row of await shape.readGood(kernel.memory, cpus)) {
      if (row.pointer('slab') === slab) firsts.push(row.pointer('freelist'));
    }
  }
  const objects = new Set<bigint>();
  let whole = true;
  for (const first of firsts) whole = (await followFree(kernel, cache, first, objects)) && whole;
  return { objects, whole };
}

/** Adds the objects of a list of free ones; false where it can't be followed to its end. */
export async function followFree(
  kernel: Kernel,
  cache: SlabCache,
  first: bigint,
  objects: Set<bigint>,
): Promise<boolean> {
  let at = first;
  while (at !== 0n) {
    if (objects.has(at) || objects.size > MAX_OBJECTS) return false;
    objects.add(at);
    const place = at + BigInt(cache.freeOffset);
    const [result] = await kernel.memory.read([{ address: place, length: 8 }]);
    if (result?.bytes === undefined) return false;
    const stored = new LittleEndian(result.bytes).u64(0);
    at = cache.random === undefined ? stored : stored ^ cache.random ^ swapped(place);
  }
  return true;
}

function swapped(value: bigint): bigint {
  let from = value;
  let to = 0n;
  for (let i = 0; i < 8; i++) {
    to = (to << 8n) | (from & 0xffn);
    from >>= 8n;
  }
  return to;
}
