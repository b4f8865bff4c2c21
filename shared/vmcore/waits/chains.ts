/** Where chains of waiting end: rings, and the roots at which everything else hangs. */
import type { Task } from '../tasks/tasks.ts';
import type { Wait } from './target.ts';

/** One root with everything that hangs at it. */
export interface Hang {
  readonly key: string;
  /** The longest way from a task to the root, the root's own wait last. */
  readonly chain: readonly Wait[];
  /** Every wait whose ways lead to the root, those next to it first. */
  readonly waits: readonly Wait[];
  /** The task at the end; undefined where the end is no task. */
  readonly root: Task | undefined;
}

export interface WaitGraph {
  readonly byTask: ReadonlyMap<bigint, Wait>;
  /** Tasks that wait for each other, each ring once. */
  readonly rings: readonly (readonly Wait[])[];
  /** Most waiting tasks first. */
  readonly hangs: readonly Hang[];
}

interface Way {
  readonly key: string;
  readonly steps: readonly Wait[];
  readonly root: Task | undefined;
}

/** Each wait is looked at once, however many lead to it. */
export function waitGraph(waits: readonly Wait[]): WaitGraph {
  const byTask = new Map(waits.map((wait) => [wait.task.address, wait]));
  const rings = findRings(waits, byTask);
  const inRing = new Set(rings.flat().map((wait) => wait.task.address));
  const ways = new Map<bigint, readonly Way[]>();
  for (const wait of waits) waysFrom(wait, byTask, inRing, ways);
  const groups = new Map<string, { way: Way; members: { wait: Wait; depth: number }[] }>();
  for (const wait of waits) {
    for (const way of ways.get(wait.task.address) ?? []) {
      const group = groups.get(way.key) ?? { way, members: [] };
      if (way.steps.length > group.way.steps.length) group.way = way;
      group.members.push({ wait, depth: way.steps.length });
      groups.set(way.key, group);
    }
  }
  const hangs = [...groups].map(([key, { way, members }]): Hang => {
    const ordered = members.toSorted((a, b) => a.depth - b.depth || a.wait.task.pid - b.wait.task.pid);
    return { key, chain: way.steps, root: way.root, waits: ordered.map(({ wait }) => wait) };
  });
  hangs.sort((a, b) => b.waits.length - a.waits.length || b.chain.length - a.chain.length);
  return { byTask, rings, hangs };
}

/** The ways from a task to each root that it hangs at, the longest to each. Nothing for what leads into a ring: that is told as one. */
function waysFrom(
  start: Wait,
  byTask: ReadonlyMap<bigint, Wait>,
  inRing: ReadonlySet<bigint>,
  ways: Map<bigint, readonly Way[]>,
): void {
  // Without recursion: a chain may be as long as there are tasks.
  const stack: Wait[] = [start];
  while (stack.length > 0) {
    const wait = stack.at(-1);
    if (wait === undefined) break;
    const { address } = wait.task;
    if (ways.has(address)) {
      stack.pop();
      continue;
    }
    if (inRing.has(address)) {
      ways.set(address, []);
      stack.pop();
      continue;
    }
    const below = wait.for.holders.map((holder) => byTask.get(holder.address)).filter((next) => next !== undefined);
    const open = below.find((next) => !ways.has(next.task.address) && !stack.includes(next));
    if (open !== undefined) {
      stack.push(open);
      continue;
    }
    ways.set(address, endsOf(wait, byTask, ways));
    stack.pop();
  }
}

function endsOf(wait: Wait, byTask: ReadonlyMap<bigint, Wait>, ways: ReadonlyMap<bigint, readonly Way[]>): Way[] {
  const { cause, holders, address, key: own } = wait.for;
  if (cause !== undefined) return [{ key: cause.key, steps: [wait], root: undefined }];
  if (holders.length === 0) {
    const key = own ?? (address === undefined ? `task ${wait.task.address}` : `object ${address}`);
    return [{ key, steps: [wait], root: wait.task }];
  }
  const best = new Map<string, Way>();
  for (const holder of holders) {
    const end = { key: `task ${holder.address}`, steps: [], root: holder };
    // Whose ways are not known yet waits for this one: a circle that is no ring, since part of it is a guess. It is told as far as here.
    const further = byTask.has(holder.address) ? (ways.get(holder.address) ?? [end]) : [end];
    for (const way of further) {
      const longer = { ...way, steps: [wait, ...way.steps] };
      if (longer.steps.length > (best.get(way.key)?.steps.length ?? 0)) best.set(way.key, longer);
    }
  }
  return [...best.values()];
}

/** Rings in which each waits for the next, beginning with the lowest pid. */
function findRings(waits: readonly Wait[], byTask: ReadonlyMap<bigint, Wait>): Wait[][] {
  const rings = new Map<string, Wait[]>();
  const done = new Set<bigint>();
  for (const start of waits) {
    const path: Wait[] = [];
    const places = new Map<bigint, number>();
    let at: Wait | undefined = start;
    while (at !== undefined && !places.has(at.task.address) && !done.has(at.task.address)) {
      places.set(at.task.address, path.length);
      path.push(at);
      // A wait for several ends when the last of them is done: whichever waits itself holds it up.
      const sure: readonly Task[] = at.for.guessed === true ? [] : at.for.holders;
      const next: (Wait | undefined)[] = sure.map((holder) => byTask.get(holder.address));
      at =
        next.find((wait) => wait !== undefined && places.has(wait.task.address)) ??
        next.find((wait) => wait !== undefined);
    }
    const from = at === undefined ? undefined : places.get(at.task.address);
    for (const wait of path) done.add(wait.task.address);
    if (from === undefined) continue;
    const ring = path.slice(from);
    const low = ring.reduce((lowest, wait, i) => (wait.task.pid < (ring[lowest]?.task.pid ?? 0) ? i : lowest), 0);
    const ordered = [...ring.slice(low), ...ring.slice(0, low)];
    rings.set(ordered.map(({ task }) => task.pid).join(' '), ordered);
  }
  return [...rings.values()];
}
