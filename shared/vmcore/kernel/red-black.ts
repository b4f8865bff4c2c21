/** Red-black trees (lib/rbtree.c), walked so that a part of one is never taken for the whole. */
import { hex } from '../../bytes/cursor.ts';
import { LittleEndian } from '../../bytes/little-endian.ts';
import { describeFailure } from '../memory/read-failure.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';

/** `struct rb_node`: the parent's address with the colour in bit 0, right, left (linux v6.12 include/linux/rbtree_types.h). */
const NODE_BYTES = 24;
const RIGHT = 8;
const LEFT = 16;
const BLACK = 1n;
/** Low bits of `__rb_parent_color` that are no address: a node is aligned to `long`. */
const COLOUR_BITS = 3n;

export interface RedBlackTree {
  /** Addresses of `struct rb_node`s, level by level. */
  readonly nodes: readonly bigint[];
  /** Why there may be more of them: undefined where the tree is one, to its last leaf. */
  readonly broken?: string | undefined;
}

interface Node {
  readonly address: bigint;
  readonly parent: bigint;
  readonly parentIsRed: boolean;
  /** Black nodes above this one. */
  readonly blacks: number;
}

/**
 * All nodes of the tree whose `struct rb_root` is at `root`. That it is one is checked: a node names its parent, no red one has a red child, and
 * every way down passes as many black ones. So a pointer that was overwritten, with 0 too, shows; the loss of a single red leaf alone does not.
 */
export async function walkRedBlack(memory: VirtualMemory, root: bigint, maxNodes: number): Promise<RedBlackTree> {
  const first = await memory.word(root);
  if (first === undefined) return { nodes: [], broken: `its root ${hex(root)} can't be read` };
  const nodes: bigint[] = [];
  const seen = new Set<bigint>();
  let broken: string | undefined;
  let blacksToLeaf: number | undefined;
  const leaf = (blacks: number, address: bigint): void => {
    blacksToLeaf ??= blacks;
    if (blacks !== blacksToLeaf) broken ??= `it is out of balance at ${hex(address)}`;
  };
  let level: Node[] = first === 0n ? [] : [{ address: first, parent: 0n, parentIsRed: false, blacks: 0 }];
  while (level.length > 0) {
    for (const { address } of level) {
      if (seen.has(address)) return { nodes, broken: `it comes back to ${hex(address)}` };
      seen.add(address);
    }
    if (seen.size > maxNodes) return { nodes, broken: `it has more than ${maxNodes} nodes` };
    const results = await memory.read(level.map(({ address }) => ({ address, length: NODE_BYTES })));
    const below: Node[] = [];
    for (const [i, node] of level.entries()) {
      const { address } = node;
      const result = results[i];
      if (result?.bytes === undefined) {
        const why = result === undefined ? hex(address) : describeFailure(result.failure);
        broken ??= `a node of it can't be read: ${why}`;
        continue;
      }
      nodes.push(address);
      const words = new LittleEndian(result.bytes);
      const parentColour = words.u64(0);
      const isRed = (parentColour & BLACK) === 0n;
      if ((parentColour & ~COLOUR_BITS) !== node.parent) broken ??= `${hex(address)} names another parent`;
      if (isRed && node.parentIsRed) broken ??= `${hex(address)} and its parent are both red`;
      const blacks = node.blacks + (isRed ? 0 : 1);
      for (const child of [words.u64(LEFT), words.u64(RIGHT)]) {
        if (child === 0n) leaf(blacks, address);
        else below.push({ address: child, parent: address, parentIsRed: isRed, blacks });
      }
    }
    level = below;
  }
  return { nodes, broken };
}
