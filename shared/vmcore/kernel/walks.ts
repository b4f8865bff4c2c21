/**
 * Bounded walks over the kernel's linked structures. Whatever a corrupted pointer leads to, each node is visited once, the
 * number of nodes has a limit, and where a walk stopped is said.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { hex } from '../../bytes/cursor.ts';
import { describeFailure, ReadFailureReason, type ReadFailure } from '../memory/read-failure.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';

/** Something wrong with a structure that was walked. */
export interface WalkProblem {
  readonly address: bigint;
  readonly problem: string;
  readonly failure?: ReadFailure | undefined;
}

export interface Walk {
  readonly nodes: readonly bigint[];
  readonly problems: readonly WalkProblem[];
}

export interface WalkLimits {
  /** Nodes at most; default 2^20. */
  readonly maxNodes?: number;
}

const DEFAULT_MAX_NODES = 2 ** 20;

function words(bytes: Uint8Array): LittleEndian {
  return new LittleEndian(bytes);
}

/** One end of a list being walked, by the `next` (0) or the `prev` (8) of each node. */
interface End {
  readonly nodes: bigint[];
  at: bigint;
  from: bigint;
  done: boolean;
  readonly toward: 0 | 8;
}

/**
 * The nodes of a `struct list_head` ring, without its head, in order. It is walked from both ends at the same time: half the
 * rounds, and what lies beyond a broken link is still found.
 */
export async function walkList(memory: VirtualMemory, head: bigint, limits: WalkLimits = {}): Promise<Walk> {
  const maxNodes = limits.maxNodes ?? DEFAULT_MAX_NODES;
  const problems: WalkProblem[] = [];
  const [start] = await memory.read([{ address: head, length: 16 }]);
  if (start?.bytes === undefined) return { nodes: [], problems: failed(start?.failure, head, 'the head') };
  const seen = new Set<bigint>([head]);
  const endOf = (toward: 0 | 8, bytes: Uint8Array): End => {
    return { nodes: [], at: words(bytes).u64(toward), from: head, done: false, toward };
  };
  const forward = endOf(0, start.bytes);
  const backward = endOf(8, start.bytes);
  const ends = [forward, backward];
  const pending: bigint[] = [];
  while (seen.size <= maxNodes) {
    for (const end of ends) {
      // The two meet, or one comes back to the head or to where it was before.
      if (!end.done && seen.has(end.at)) {
        const other = end === forward ? backward : forward;
        if (end.at !== head && other.at !== end.at && !other.nodes.includes(end.at)) {
          problems.push({ address: end.from, problem: `the list comes back to ${hex(end.at)} and does not end` });
        }
        end.done = true;
      }
      if (!end.done) seen.add(end.at);
    }
    const open = ends.filter((end) => !end.done);
    if (open.length === 0) break;
    const results = await memory.read(open.map((end) => ({ address: end.at, length: 16 })));
    open.forEach((end, i) => {
      const result = results[i];
      if (result?.bytes === undefined) {
        problems.push(...failed(result?.failure, end.from, `the link to ${hex(end.at)}`));
        if (result?.failure.reason === ReadFailureReason.Pending) pending.push(end.at);
        end.done = true;
        return;
      }
      const view = words(result.bytes);
      const back = view.u64(8 - end.toward);
      if (back !== end.from) {
        const way = end.toward === 0 ? 'next->prev' : 'prev->next';
        problems.push({ address: end.from, problem: `${way} of ${hex(end.at)} is ${hex(back)}` });
      }
      end.nodes.push(end.at);
      end.from = end.at;
      end.at = view.u64(end.toward);
    });
  }
  if (seen.size > maxNodes) problems.push({ address: head, problem: `stopped after ${maxNodes} nodes` });
  await readAround(memory, pending);
  return { nodes: [...forward.nodes, ...backward.nodes.toReversed()], problems };
}

const AROUND_BYTES = 64n * 1024n;

/**
 * Asks for the neighbourhood of nodes that have not arrived yet: those of one list come from the same slabs, and its next
 * node is not known before this one is.
 */
async function readAround(memory: VirtualMemory, nodes: readonly bigint[]): Promise<void> {
  const page = BigInt(memory.pageSizeBytes);
  const ranges = nodes.flatMap((node) => {
    const start = node - (node % AROUND_BYTES);
    return Array.from({ length: Number(AROUND_BYTES / page) }, (_, i) => ({
      address: start + BigInt(i) * page,
      length: Number(page),
    }));
  });
  await memory.read(ranges);
}

/** A singly linked list that ends with 0 or at `end`: `hlist`, waiters, actions. `next` is the offset of the link. */
export async function walkChain(
  memory: VirtualMemory,
  first: bigint,
  next: number,
  limits: WalkLimits & { readonly end?: bigint } = {},
): Promise<Walk> {
  const maxNodes = limits.maxNodes ?? DEFAULT_MAX_NODES;
  const nodes: bigint[] = [];
  const problems: WalkProblem[] = [];
  const seen = new Set<bigint>();
  let at = first;
  while (at !== 0n && at !== limits.end) {
    if (seen.has(at) || seen.size >= maxNodes) {
      const problem = seen.has(at) ? `the list comes back to ${hex(at)} and does not end` : `stopped after ${maxNodes}`;
      problems.push({ address: at, problem });
      break;
    }
    seen.add(at);
    nodes.push(at);
    const [result] = await memory.read([{ address: at + BigInt(next), length: 8 }]);
    if (result?.bytes === undefined) {
      problems.push(...failed(result?.failure, at, 'the link'));
      break;
    }
    at = words(result.bytes).u64(0);
  }
  return { nodes, problems };
}

/** All nodes of a tree, level by level: `children` are the offsets of the pointers of a node. */
export async function walkTree(
  memory: VirtualMemory,
  root: bigint,
  children: readonly number[],
  limits: WalkLimits = {},
): Promise<Walk> {
  const maxNodes = limits.maxNodes ?? DEFAULT_MAX_NODES;
  const nodes: bigint[] = [];
  const problems: WalkProblem[] = [];
  const seen = new Set<bigint>();
  const low = Math.min(...children);
  const length = Math.max(...children) + 8 - low;
  let level = root === 0n ? [] : [root];
  while (level.length > 0) {
    for (const node of level) seen.add(node);
    if (seen.size > maxNodes) {
      problems.push({ address: root, problem: `stopped after ${maxNodes} nodes` });
      break;
    }
    const results = await memory.read(level.map((node) => ({ address: node + BigInt(low), length })));
    const below: bigint[] = [];
    results.forEach((result, i) => {
      const node = level[i] ?? 0n;
      if (result.bytes === undefined) {
        problems.push(...failed(result.failure, node, 'a node'));
        return;
      }
      nodes.push(node);
      const view = words(result.bytes);
      for (const offset of children) {
        const child = view.u64(offset - low);
        if (child === 0n) continue;
        if (seen.has(child)) problems.push({ address: node, problem: `the tree comes back to ${hex(child)}` });
        else below.push(child);
        seen.add(child);
      }
    });
    level = below;
  }
  return { nodes, problems };
}

function failed(failure: ReadFailure | undefined, address: bigint, what: string): WalkProblem[] {
  if (failure === undefined) return [{ address, problem: `${what} can't be read` }];
  return [{ address, problem: `${what}: ${describeFailure(failure)}`, failure }];
}
