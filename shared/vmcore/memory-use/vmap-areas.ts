/**
 * What vmalloc and its kin have handed out: red-black trees of `struct vmap_area` (v6.1 and v6.12 mm/vmalloc.c), one tree,
 * `vmap_area_root`, or from 6.9 on one for each of `vmap_nodes`.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { walkTree, type WalkProblem } from '../kernel/walks.ts';

export interface VmapArea {
  readonly start: bigint;
  readonly end: bigint;
  /** `struct vmap_area`. */
  readonly area: bigint;
  /** `struct vm_struct`; 0 where there is none. */
  readonly vm: bigint;
  readonly flags?: bigint;
  /** Pages of memory that are its own; none where it maps those of others. */
  readonly pages?: number;
  /** Where the function that asked for it was called from. */
  readonly caller?: bigint;
}

export interface VmapAreas {
  /** In order of address. */
  readonly areas: readonly VmapArea[];
  readonly problems: readonly WalkProblem[];
}

/** `nr_vmap_nodes` is at most 128 (v6.12 `vmap_init_nodes()`). */
const MAX_TREES = 1024;
const MAX_AREAS = 2 ** 20;

/** @throws {FormatError} unsupported, where the kernel's types or symbols do not lead to them */
export async function readVmapAreas(kernel: Kernel): Promise<VmapAreas> {
  const type = kernel.types.struct('vmap_area');
  const node = BigInt(type.offsetOf('rb_node'));
  const links = kernel.types.struct('rb_node');
  const children = [links.offsetOf('rb_left'), links.offsetOf('rb_right')];
  const roots = await kernel.memory.words(await rootsOf(kernel));
  const walks = await Promise.all(
    roots.map((root) => walkTree(kernel.memory, root ?? 0n, children, { maxNodes: MAX_AREAS })),
  );
  const problems = walks.flatMap((walk) => walk.problems);
  const lost = roots.filter((root) => root === undefined).length;
  if (lost > 0)
    problems.push({ address: 0n, problem: `${lost} of ${roots.length} trees of vmalloc that cannot be read` });
  const rows = await kernel
    .shape('vmap_area', { start: 'va_start', end: 'va_end', vm: 'vm' })
    .need('start', 'end', 'vm')
    .readGood(
      kernel.memory,
      walks.flatMap(({ nodes }) => nodes.map((at) => at - node)),
      (failure, address) => problems.push({ address, problem: 'an area of vmalloc that cannot be read', failure }),
    );
  const structs = await kernel
    .shape('vm_struct', { flags: 'flags', pages: 'nr_pages', caller: 'caller' })
    .need('flags', 'pages', 'caller')
    .readGood(
      kernel.memory,
      [...new Set(rows.map((row) => row.pointer('vm')).filter((vm) => vm !== 0n))],
      (failure, address) => problems.push({ address, problem: 'an area of vmalloc that cannot be read', failure }),
    );
  const byAddress = new Map(structs.map((row) => [row.address, row]));
  const areas = rows.map((row): VmapArea => {
    const vm = byAddress.get(row.pointer('vm'));
    const own = { start: row.big('start'), end: row.big('end'), area: row.address, vm: vm?.address ?? 0n };
    return vm === undefined
      ? own
      : { ...own, flags: vm.big('flags'), pages: vm.int('pages'), caller: vm.pointer('caller') };
  });
  areas.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  return { areas, problems };
}

/** Where the roots of the trees stand. */
async function rootsOf(kernel: Kernel): Promise<bigint[]> {
  const single = kernel.symbol('vmap_area_root');
  if (single !== undefined) return [single];
  const type = kernel.types.struct('vmap_node');
  const countAt = kernel.symbol('nr_vmap_nodes');
  const [nodes, count] = await Promise.all([
    kernel.memory.u64(kernel.needSymbol('vmap_nodes'), 'vmap_nodes'),
    countAt === undefined ? 1 : kernel.memory.u32(countAt, 'nr_vmap_nodes'),
  ]);
  const root = BigInt(type.offsetOf('busy.root'));
  return Array.from({ length: Math.min(count, MAX_TREES) }, (_, i) => nodes + BigInt(i * type.sizeBytes) + root);
}
