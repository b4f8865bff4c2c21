/**
 * Entries of an xarray, of a radix tree (before 4.20) and of an IDR, which is either (include/linux/xarray.h, linux v6.12). An
 * entry of several indexes is told for each slot that it has: those after the first hold the number of the first.
 */
import { hex } from '../../bytes/cursor.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { faultOf } from './explore-error.ts';
import { word, type Broken, type Nodes } from './structures.ts';

const MAX_DEPTH = 12;
const MAX_ENTRIES = 2 ** 20;
const MAX_MARK = 4096n;

interface Level {
  readonly node: bigint;
  readonly index: bigint;
}

export async function* xarrayNodes(kernel: Kernel, address: bigint): Nodes {
  const { types } = kernel;
  const isXarray = types.has('xarray', 'xa_head');
  const root = types.struct(isXarray ? 'xarray' : 'radix_tree_root').offsetOf(isXarray ? 'xa_head' : 'rnode');
  const shape = kernel
    .shape(types.has('xa_node') ? 'xa_node' : 'radix_tree_node', { shift: 'shift', slots: 'slots' })
    .need('shift', 'slots');
  const fanOut = (shape.field('slots')?.sizeBytes ?? 0) / 8;
  const mark = isXarray ? 2n : 1n;
  const isNode = (entry: bigint): boolean => (entry & 3n) === mark && entry > MAX_MARK;
  const head = await word(kernel, address + BigInt(root));
  if (typeof head !== 'bigint') return head;
  if (!isNode(head)) {
    if (head !== 0n && (head & 3n) !== 2n) yield { address: head, index: 0n };
    return undefined;
  }
  const entries: { address: bigint; index: bigint }[] = [];
  const seen = new Set<bigint>();
  let broken: Broken | undefined;
  let level: Level[] = [{ node: head - mark, index: 0n }];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH && entries.length < MAX_ENTRIES; depth++) {
    const fresh = level.filter(({ node }) => !seen.has(node));
    for (const { node } of fresh) seen.add(node);
    const below: Level[] = [];
    const rows = await shape.read(
      kernel.memory,
      fresh.map(({ node }) => node),
    );
    rows.forEach((row, i) => {
      const { node, index } = fresh[i] ?? { node: 0n, index: 0n };
      if ('reason' in row) {
        broken ??= { problem: `the node ${hex(node)} can't be read`, fault: faultOf(row) };
        return;
      }
      const shift = BigInt(Math.min(row.int('shift'), 60));
      for (let slot = 0; slot < fanOut; slot++) {
        let entry = row.word('slots', slot);
        if (isXarray && (entry & 3n) === 2n && entry < BigInt(fanOut * 4))
          entry = row.word('slots', Number(entry >> 2n));
        if (entry === 0n) continue;
        const at = index + (BigInt(slot) << shift);
        if (isNode(entry)) below.push({ node: entry - mark, index: at });
        else if ((entry & 3n) !== 2n) entries.push({ address: entry, index: at });
      }
    });
    level = below;
  }
  entries.sort((a, b) => (a.index < b.index ? -1 : a.index > b.index ? 1 : 0));
  yield* entries;
  if (level.length > 0) broken ??= { problem: `the tree at ${hex(address)} is larger than it can be` };
  return broken;
}

/** `struct idr`: its tree, and what is added to each index. */
export async function* idrNodes(kernel: Kernel, address: bigint): Nodes {
  const type = kernel.types.struct('idr');
  const base = type.field('idr_base');
  const baseWord = base === undefined ? 0n : await word(kernel, address + BigInt(base.offsetBytes));
  const added = typeof baseWord === 'bigint' ? baseWord & 0xffff_ffffn : 0n;
  const nodes = xarrayNodes(kernel, address + BigInt(type.offsetOf('idr_rt')));
  for (;;) {
    const next = await nodes.next();
    if (next.done === true) return next.value;
    yield { address: next.value.address, index: (next.value.index ?? 0n) + added };
  }
}
