/** What vmalloc and its kin have handed out: red-black trees of `struct vmap_area` (mm/vmalloc.c), one tree, or many since 6.9. */
import type { Kernel } from '../kernel/kernel.ts';
import { treeNodes, word } from './structures.ts';
import type { World } from './world.ts';

export interface VmapArea {
  readonly start: bigint;
  readonly end: bigint;
  /** `struct vmap_area`. */
  readonly area: bigint;
  /** `struct vm_struct`; 0 where there is none. */
  readonly vm: bigint;
  readonly flags?: bigint;
  readonly pages?: number;
  readonly caller?: bigint;
}

const MAX_TREES = 1024;

/** In order of address. */
export function vmapAreas(world: World): Promise<readonly VmapArea[]> {
  return world.once('vmap areas', () => readAreas(world.kernel));
}

async function readAreas(kernel: Kernel): Promise<readonly VmapArea[]> {
  const areas: bigint[] = [];
  const node = BigInt(kernel.types.struct('vmap_area').offsetOf('rb_node'));
  for (const root of await roots(kernel)) {
    const top = await word(kernel, root);
    if (typeof top !== 'bigint') continue;
    for await (const { address } of treeNodes(kernel, top)) areas.push(address - node);
  }
  const rows = await kernel
    .shape('vmap_area', { start: 'va_start', end: 'va_end', vm: 'vm' })
    .readGood(kernel.memory, areas);
  const structs = await kernel
    .shape('vm_struct', { flags: 'flags', pages: 'nr_pages', caller: 'caller' })
    .readGood(kernel.memory, [...new Set(rows.map((row) => row.pointer('vm')).filter((vm) => vm !== 0n))]);
  const byAddress = new Map(structs.map((row) => [row.address, row]));
  const found = rows.map((row): VmapArea => {
    const vm = byAddress.get(row.pointer('vm'));
    const own = { start: row.big('start'), end: row.big('end'), area: row.address, vm: vm?.address ?? 0n };
    return vm === undefined
      ? own
      : { ...own, flags: vm.big('flags'), pages: vm.int('pages'), caller: vm.pointer('caller') };
  });
  return found.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

async function roots(kernel: Kernel): Promise<bigint[]> {
  const single = kernel.symbol('vmap_area_root');
  if (single !== undefined) return [single];
  const nodesAt = kernel.symbol('vmap_nodes');
  const countAt = kernel.symbol('nr_vmap_nodes');
  const type = kernel.types.find('vmap_node');
  if (nodesAt === undefined || type === undefined) return [];
  const [nodes, count] = await Promise.all([
    kernel.memory.u64(nodesAt, 'vmap_nodes'),
    countAt === undefined ? 1 : kernel.memory.u32(countAt, 'nr_vmap_nodes'),
  ]);
  const root = BigInt(type.offsetOf('busy.root'));
  return Array.from({ length: Math.min(count, MAX_TREES) }, (_, i) => nodes + BigInt(i * type.sizeBytes) + root);
}
