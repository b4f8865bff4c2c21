import type { Kernel } from './kernel.ts';
import type { WalkProblem } from './walks.ts';
import type { XarrayEntry } from './xarray.ts';

/** `enum maple_type` (include/linux/maple_tree.h, linux v6.12), in bits 3 to 6 of a pointer to a node. */
const MapleType = { Dense: 0, Leaf64: 1, Range64: 2, Arange64: 3 } as const;
const NODE_MASK = 0xffn;
const TYPE_SHIFT = 3n;
const NOT_A_NODE = 4096n;
const MAX_DEPTH = 31;
const MAX_ENTRIES = 2 ** 20;
const MAX_INDEX = 2n ** 64n - 1n;

interface MapleNode {
  readonly entry: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** Every entry of a maple tree with the first index that it covers, level by level. */
export async function walkMapleTree(
  kernel: Kernel,
  address: bigint,
): Promise<{ readonly entries: readonly XarrayEntry[]; readonly problems: readonly WalkProblem[] }> {
  const root = kernel.types.struct('maple_tree').offsetOf('ma_root');
  const range = kernel.shape('maple_range_64', { pivots: 'pivot', slots: 'slot' }).need('pivots', 'slots');
  const arange = kernel.shape('maple_arange_64', { pivots: 'pivot', slots: 'slot' }).need('pivots', 'slots');
  const entries: XarrayEntry[] = [];
  const problems: WalkProblem[] = [];
  const head = await kernel.memory.u64(address + BigInt(root), 'the root of a maple tree');
  if (!isNode(head)) return { entries: head === 0n ? [] : [{ index: 0, value: head }], problems };

  const seen = new Set<bigint>();
  let level: MapleNode[] = [{ entry: head, min: 0n, max: MAX_INDEX }];
  for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
    const below: MapleNode[] = [];
    for (const [shape, types] of [
      [range, [MapleType.Leaf64, MapleType.Range64]],
      [arange, [MapleType.Arange64]],
    ] as const) {
      const own = level.filter((node) => types.some((type) => type === typeOf(node.entry)) && !seen.has(node.entry));
      for (const node of own) seen.add(node.entry);
      const places = new Map(own.map((node) => [node.entry & ~NODE_MASK, node]));
      const rows = await shape.readGood(kernel.memory, [...places.keys()], (failure, at) => {
        problems.push({ address: at, problem: 'a node that cannot be read', failure });
      });
      for (const row of rows) {
        const node = places.get(row.address);
        if (node === undefined) continue;
        const pivots = row.bytes('pivots').length / 8;
        const slots = row.bytes('slots').length / 8;
        const isLeaf = typeOf(node.entry) === MapleType.Leaf64;
        let min = node.min;
        for (let slot = 0; slot < slots && min <= node.max; slot++) {
          const pivot = slot < pivots ? row.word('pivots', slot) : node.max;
          // A pivot of zero past the first says that the node ends here.
          const max = (slot > 0 && pivot === 0n) || pivot > node.max ? node.max : pivot;
          const value = row.word('slots', slot);
          if (isLeaf && value !== 0n && (value & 3n) === 0n) entries.push({ index: Number(min), value });
          else if (!isLeaf && value > NOT_A_NODE) below.push({ entry: value, min, max });
          if (max >= node.max) break;
          min = max + 1n;
        }
      }
    }
    if (entries.length > MAX_ENTRIES || below.length > MAX_ENTRIES) {
      problems.push({ address, problem: `stopped after ${MAX_ENTRIES} entries` });
      break;
    }
    level = below;
  }
  return { entries, problems };
}

/** Of the root alone: inside the tree the slots of a node that is no leaf hold nothing but nodes. */
function isNode(entry: bigint): boolean {
  return (entry & 3n) === 2n && entry > NOT_A_NODE;
}

function typeOf(entry: bigint): number {
  return Number((entry >> TYPE_SHIFT) & 0xfn);
}
