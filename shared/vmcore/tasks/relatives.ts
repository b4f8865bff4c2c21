/**
 * Tasks that the map of process ids no longer leads to, because the pages of that map are not in the dump: found by their neighbours,
 * each of which points to the next, the previous, its parent, its children and its threads.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { STACK_END_MAGIC } from '../stacks/stack-memory.ts';

const MAX_ROUNDS = 4096;
/** PID_MAX_LIMIT (include/linux/threads.h). */
const MAX_PID = 2 ** 22;
const KERNEL_HALF = 1n << 63n;

/** Links of a task, and which member of another task each leads to. */
const LINKS = [
  ['tasks', 'tasks'],
  ['thread_node', 'thread_node'],
  ['thread_group', 'thread_group'],
  ['sibling', 'sibling'],
  ['children', 'sibling'],
] as const;
const POINTERS = ['real_parent', 'parent', 'group_leader'] as const;

/**
 * @param known tasks that were found by other ways
 * @param pids the numbers that the map of process ids has entries for, whatever else is found is no task; undefined where a part of the
 *   map itself is missing
 */
export async function findRelatives(
  kernel: Kernel,
  known: readonly bigint[],
  pids: ReadonlySet<number> | undefined,
): Promise<bigint[]> {
  const type = kernel.types.struct('task_struct');
  const links = LINKS.flatMap(([from, to]) => {
    const [at, back] = [type.field(from), type.field(to)];
    return at === undefined || back === undefined ? [] : [{ at: at.offsetBytes, back: BigInt(back.offsetBytes) }];
  });
  const pointers = POINTERS.map((name) => type.field(name)?.offsetBytes).filter((offset) => offset !== undefined);
  const seen = new Set(known);
  const found: bigint[] = [];
  let next: readonly bigint[] = known;
  for (let round = 0; next.length > 0 && round < MAX_ROUNDS; round++) {
    const candidates = new Set<bigint>();
    const note = (address: bigint): void => {
      if (address >= KERNEL_HALF && address % 8n === 0n && !seen.has(address)) candidates.add(address);
    };
    const results = await kernel.memory.read(
      next.flatMap((task) => [
        ...links.map(({ at }) => ({ address: task + BigInt(at), length: 16 })),
        ...pointers.map((at) => ({ address: task + BigInt(at), length: 8 })),
      ]),
    );
    results.forEach(({ bytes }, i) => {
      if (bytes === undefined) return;
      const link = links[i % (links.length + pointers.length)];
      const view = new LittleEndian(bytes);
      note(view.u64(0) - (link?.back ?? 0n));
      if (link !== undefined) note(view.u64(8) - link.back);
    });
    for (const candidate of candidates) seen.add(candidate);
    next = await onlyTasks(kernel, [...candidates], pids);
    found.push(...next);
  }
  return found;
}

/** A list's head looks like a task as well: a task has one of the numbers, and a stack with the mark at its end. */
async function onlyTasks(
  kernel: Kernel,
  addresses: readonly bigint[],
  pids: ReadonlySet<number> | undefined,
): Promise<bigint[]> {
  const rows = await kernel
    .shape('task_struct', { pid: 'pid', stack: 'stack' })
    .need('pid', 'stack')
    .readGood(kernel.memory, addresses);
  const likely = rows.filter((row) => isNumber(row.int('pid'), pids) && row.pointer('stack') >= KERNEL_HALF);
  const ends = await kernel.memory.read(likely.map((row) => ({ address: row.pointer('stack'), length: 4 })));
  return likely
    .filter((_, i) => {
      const bytes = ends[i]?.bytes;
      return bytes !== undefined && BigInt(new LittleEndian(bytes).u32(0)) === STACK_END_MAGIC;
    })
    .map((row) => row.address);
}

function isNumber(pid: number, pids: ReadonlySet<number> | undefined): boolean {
  return pids === undefined ? pid > 0 && pid < MAX_PID : pids.has(pid);
}
