import { hex } from '../../bytes/cursor.ts';
import type { Kernel } from './kernel.ts';
import type { WalkProblem } from './walks.ts';

export interface XarrayEntry {
  readonly index: number;
  readonly value: bigint;
}

const DEFAULT_MAX_ENTRIES = 2 ** 20;
/** A 64-bit index in steps of 6 bits. */
const MAX_DEPTH = 12;
/** Internal entries up to here are marks (retry, zero), not nodes. */
const XA_MAX_MARK = 4096n;

/**
 * Every pointer in an xarray, or in the radix tree that it was before 4.20, level by level (include/linux/xarray.h). The two
 * differ in how a pointer to a node is marked: 2 in the low bits, or 1.
 */
export async function walkXarray(
  kernel: Kernel,
  address: bigint,
  limits: { readonly maxEntries?: number } = {},
): Promise<{ readonly entries: readonly XarrayEntry[]; readonly problems: readonly WalkProblem[] }> {
  const maxEntries = limits.maxEntries ?? DEFAULT_MAX_ENTRIES;
  const isXarray = kernel.types.has('xarray', 'xa_head');
  const root = kernel.types.struct(isXarray ? 'xarray' : 'radix_tree_root');
  const nodeType = kernel.types.has('xa_node') ? 'xa_node' : 'radix_tree_node';
  const shape = kernel.shape(nodeType, { shift: 'shift', slots: 'slots' }).need('shift', 'slots');
  const fanOut = (shape.field('slots')?.sizeBytes ?? 0) / 8;
  const mark = isXarray ? 2n : 1n;
  const isNode = (entry: bigint): boolean => (entry & 3n) === mark && entry > XA_MAX_MARK;

  const entries: XarrayEntry[] = [];
  const problems: WalkProblem[] = [];
  const headAt = address + BigInt(root.offsetOf(isXarray ? 'xa_head' : 'rnode'));
  const head = await kernel.memory.u64(headAt, 'the root of an xarray');
  if (head !== 0n && !isNode(head)) return { entries: [{ index: 0, value: head & ~3n }], problems };

  const seen = new Set<bigint>();
  let level = isNode(head) ? [{ node: head - mark, index: 0 }] : [];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
    const fresh = level.filter(({ node }) => !seen.has(node));
    for (const { node } of fresh) seen.add(node);
    const places = new Map(fresh.map(({ node, index }) => [node, index]));
    const below: typeof level = [];
    const rows = await shape.readGood(kernel.memory, [...places.keys()], (failure, node) => {
      problems.push({ address: node, problem: 'a node that cannot be read', failure });
    });
    for (const row of rows) {
      const step = 2 ** Math.min(row.int('shift'), 48);
      const base = places.get(row.address) ?? 0;
      for (let slot = 0; slot < fanOut; slot++) {
        const entry = row.word('slots', slot);
        if (entry === 0n) continue;
        const index = base + slot * step;
        if (isNode(entry)) below.push({ node: entry - mark, index });
        else if ((entry & 3n) === 0n) entries.push({ index, value: entry });
      }
      if (entries.length > maxEntries || below.length > maxEntries) {
        problems.push({ address: row.address, problem: `stopped after ${maxEntries} entries` });
        return { entries: entries.slice(0, maxEntries), problems };
      }
    }
    level = below;
  }
  if (level.length > 0) problems.push({ address, problem: `the tree at ${hex(address)} is deeper than it can be` });
  return { entries, problems };
}
