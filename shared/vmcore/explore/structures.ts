/**
 * The kernel's linked structures, entry by entry, in their order. What is broken ends a walk with a {@link Broken} that says where:
 * the entries before it have been given.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { hex } from '../../bytes/cursor.ts';
import { PurgatoryError } from '../../errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { walkMapleTree } from '../kernel/maple-tree.ts';
import { ReadFailureReason } from '../memory/read-failure.ts';
import { faultOf, type Fault } from './explore-error.ts';

/** Where a walk could not go on. */
export interface Broken {
  readonly problem: string;
  readonly fault?: Fault | undefined;
}

export interface Node {
  readonly address: bigint;
  /** Of what is found by an index. */
  readonly index?: bigint | undefined;
}

export type Nodes = AsyncGenerator<Node, Broken | undefined, undefined>;

const MAX_NODES = 2 ** 20;

/** A `list_head` ring without its head; with `back` from its end. */
export async function* listNodes(kernel: Kernel, head: bigint, back = false): Nodes {
  const link = back ? 8n : 0n;
  const seen = new Set<bigint>([head]);
  let from = head;
  let next = await word(kernel, head + link);
  while (typeof next === 'bigint') {
    if (next === head) return undefined;
    if (seen.has(next)) return { problem: `after ${hex(from)} the list comes back to ${hex(next)} and does not end` };
    if (seen.size > MAX_NODES) return { problem: `more than ${MAX_NODES} entries` };
    seen.add(next);
    const at = next;
    const following = await word(kernel, at + link);
    // A node that can't be read is no entry: nothing says that it is one.
    if (typeof following !== 'bigint') return { ...following, problem: `after ${hex(from)}: ${following.problem}` };
    yield { address: at };
    from = at;
    next = following;
  }
  return next;
}

/** What ends with 0, or with a mark in the lowest bit (`hlist_nulls`). `offset` is where in an entry the next is named. */
export async function* chainNodes(kernel: Kernel, first: bigint, offset = 0n): Nodes {
  const seen = new Set<bigint>();
  let at = first;
  while (at !== 0n && (at & 1n) === 0n) {
    if (seen.has(at)) return { problem: `the list comes back to ${hex(at)} and does not end` };
    if (seen.size > MAX_NODES) return { problem: `more than ${MAX_NODES} entries` };
    seen.add(at);
    const next = await word(kernel, at + offset);
    if (typeof next !== 'bigint') return next;
    yield { address: at };
    at = next;
  }
  return undefined;
}

/** A red-black tree in order. It is read level by level: as many rounds as it is deep. */
export async function* treeNodes(kernel: Kernel, root: bigint): Nodes {
  const type = kernel.types.struct('rb_node');
  const left = type.offsetOf('rb_left');
  const right = type.offsetOf('rb_right');
  const children = new Map<bigint, readonly [bigint, bigint]>();
  const broken: Broken[] = [];
  let level = root === 0n ? [] : [root];
  while (level.length > 0) {
    if (children.size + level.length > MAX_NODES) return { problem: `more than ${MAX_NODES} nodes` };
    const results = await kernel.memory.read(level.map((address) => ({ address, length: type.sizeBytes })));
    const below: bigint[] = [];
    results.forEach(({ bytes, failure }, i) => {
      const address = level[i] ?? 0n;
      if (bytes === undefined) {
        broken.push({ problem: `the node ${hex(address)} can't be read`, fault: faultOf(failure) });
        return;
      }
      const view = new LittleEndian(bytes);
      const pair = [view.u64(left), view.u64(right)] as const;
      children.set(address, pair);
      for (const child of pair) if (child !== 0n) below.push(child);
    });
    if (below.some((child) => children.has(child)) || new Set(below).size < below.length) {
      broken.push({ problem: 'a node of the tree is reached twice' });
    }
    level = [...new Set(below)].filter((child) => !children.has(child));
  }
  for (const address of inOrder(root, children)) yield { address };
  return broken[0];
}

function inOrder(root: bigint, children: ReadonlyMap<bigint, readonly [bigint, bigint]>): bigint[] {
  const order: bigint[] = [];
  const stack: bigint[] = [];
  const entered = new Set<bigint>();
  let at = root;
  for (;;) {
    while (at !== 0n && children.has(at) && !entered.has(at)) {
      entered.add(at);
      stack.push(at);
      at = children.get(at)?.[0] ?? 0n;
    }
    const top = stack.pop();
    if (top === undefined) return order;
    order.push(top);
    at = children.get(top)?.[1] ?? 0n;
  }
}

export async function* mapleNodes(kernel: Kernel, address: bigint): Nodes {
  try {
    const { entries, problems } = await walkMapleTree(kernel, address);
    for (const { index, value } of entries) yield { address: value, index: BigInt(index) };
    const [problem] = problems;
    if (problem === undefined) return undefined;
    return { problem: problem.problem, ...(problem.failure === undefined ? {} : { fault: faultOf(problem.failure) }) };
  } catch (error) {
    if (error instanceof PurgatoryError) return { problem: error.message };
    throw error;
  }
}

/** The word at an address, or why there is none. */
export async function word(kernel: Kernel, address: bigint): Promise<bigint | Broken> {
  const [result] = await kernel.memory.read([{ address, length: 8 }]);
  if (result?.bytes !== undefined) return new LittleEndian(result.bytes).u64(0);
  const failure = result?.failure ?? { reason: ReadFailureReason.Unmapped, address };
  const fault = faultOf(failure);
  return { problem: `${hex(fault.address)}: ${fault.why}`, fault };
}
