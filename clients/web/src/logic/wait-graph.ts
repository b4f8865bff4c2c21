/** Who waits for what and who has it, as a graph in columns: who waits stands left of what it waits for, the root of it right. */
import type { Report } from '../../../../shared/contract/report.ts';
import { otherWaits } from '../../../../shared/report-view/locks.ts';
import { present } from '../../../../shared/report-view/present.ts';

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  /** The whole of it, where the label is short. */
  readonly title: string;
  readonly kind: 'task' | 'thing';
  /** Of a task: where its stack is shown. Absent for several tasks in one node. */
  readonly pid?: number;
  readonly x: number;
  readonly y: number;
  readonly inCycle: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'waits' | 'held-by';
  readonly inCycle: boolean;
}

export interface WaitGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
  /** What is waited for and not drawn: the table has it. */
  readonly leftOut: number;
}

export const NODE = { width: 210, height: 40 };
const COLUMN = 270;
const ROW = 56;
/** More of what is waited for would be a tangle. */
const MOST_THINGS = 24;
/** Tasks that wait for the same and hold nothing up are one node from so many on. */
const MOST_ALIKE = 4;
const SWEEPS = 4;

interface Person {
  readonly pid: number;
  readonly comm: string;
}

interface Thing {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly waiters: Person[];
  readonly holders: Person[];
  readonly cycle: ReadonlySet<number>;
}

const textOf = ({ comm, pid }: Person): string => `${comm} ${String(pid)}`;

/** Locks, and whatever else is waited for; those of a deadlock first, then those with most waiters. */
function thingsOf(report: Pick<Report, 'locks' | 'waits'>): Thing[] {
  const things = new Map<string, Thing>();
  for (const { address, kind, symbol, owner, waiters, cycle } of report.locks ?? []) {
    const label = `${kind} ${symbol ?? address}`;
    const holders = owner === null ? [] : [owner];
    const title = owner === null ? `${label}: who holds it is not known` : label;
    things.set(address, { id: address, label, title, waiters: [...waiters], holders, cycle: new Set(cycle) });
  }
  for (const { pid, comm, address, what, holders, cause, unknown } of otherWaits(report)) {
    const id = address ?? what;
    const title = present([what, cause, unknown]).join('; ');
    const thing = things.get(id) ?? { id, label: what, title, waiters: [], holders: [], cycle: new Set() };
    things.set(id, thing);
    thing.waiters.push({ pid, comm });
    thing.holders.push(...holders.filter((holder) => !thing.holders.some((one) => one.pid === holder.pid)));
  }
  const rank = ({ cycle, waiters }: Thing): number => (cycle.size > 0 ? 1e6 : 0) + waiters.length;
  return [...things.values()].sort((a, b) => rank(b) - rank(a));
}

type Drawn = Omit<GraphNode, 'x' | 'y'>;

interface Parts {
  readonly nodes: Map<string, Drawn>;
  readonly edges: GraphEdge[];
}

function partsOf(things: readonly Thing[]): Parts {
  const nodes = new Map<string, Drawn>();
  const edges: GraphEdge[] = [];
  const holders = new Set(things.flatMap((thing) => thing.holders.map(({ pid }) => pid)));
  const waits = new Map<number, number>();
  for (const { pid } of things.flatMap((thing) => thing.waiters)) waits.set(pid, (waits.get(pid) ?? 0) + 1);
  const task = (person: Person, inCycle: boolean): string => {
    const id = `task ${String(person.pid)}`;
    const label = textOf(person);
    const before = nodes.get(id)?.inCycle ?? false;
    nodes.set(id, { id, kind: 'task', pid: person.pid, label, title: label, inCycle: inCycle || before });
    return id;
  };
  for (const { id, label, title, waiters, holders: has, cycle } of things) {
    const rings = has.some(({ pid }) => cycle.has(pid));
    nodes.set(id, { id, kind: 'thing', label, title, inCycle: rings });
    const isOnlyWaiter = ({ pid }: Person): boolean => !holders.has(pid) && waits.get(pid) === 1 && !cycle.has(pid);
    const only = waiters.filter(isOnlyWaiter);
    const isCrowd = only.length > MOST_ALIKE;
    for (const waiter of isCrowd ? waiters.filter((one) => !isOnlyWaiter(one)) : waiters) {
      const inCycle = cycle.has(waiter.pid);
      edges.push({ from: task(waiter, inCycle), to: id, kind: 'waits', inCycle });
    }
    if (isCrowd) {
      const group = `waiters ${id}`;
      const all = only.map(textOf).join(', ');
      const label = `${String(only.length)} tasks: ${all}`;
      nodes.set(group, { id: group, kind: 'task', label, title: all, inCycle: false });
      edges.push({ from: group, to: id, kind: 'waits', inCycle: false });
    }
    for (const holder of has) {
      const inCycle = cycle.has(holder.pid);
      edges.push({ from: id, to: task(holder, inCycle), kind: 'held-by', inCycle });
    }
  }
  return { nodes, edges };
}

/** The column of each node: one right of all that lead to it, but for the edges that close a ring. */
function columnsOf({ nodes, edges }: Parts): Map<string, number> {
  const next = Map.groupBy(edges, ({ from }) => from);
  const columns = new Map<string, number>();
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const forward: GraphEdge[] = [];
  for (const start of nodes.keys()) {
    if (state.has(start)) continue;
    const path = [{ id: start, at: 0 }];
    state.set(start, 'open');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = next.get(top.id)?.[top.at++];
      if (edge === undefined) {
        state.set(top.id, 'done');
        order.push(top.id);
        path.pop();
      } else if (state.get(edge.to) !== 'open') {
        forward.push(edge);
        if (!state.has(edge.to)) {
          state.set(edge.to, 'open');
          path.push({ id: edge.to, at: 0 });
        }
      }
    }
  }
  const onward = Map.groupBy(forward, ({ from }) => from);
  for (const id of order.toReversed()) {
    const column = columns.get(id) ?? 0;
    columns.set(id, column);
    for (const { to } of onward.get(id) ?? []) columns.set(to, Math.max(columns.get(to) ?? 0, column + 1));
  }
  return columns;
}

/** Nodes of each column from top to bottom: near those that they are joined to. */
function orderOf({ nodes, edges }: Parts, columns: ReadonlyMap<string, number>): string[][] {
  const layers: string[][] = [];
  for (const id of nodes.keys()) (layers[columns.get(id) ?? 0] ??= []).push(id);
  const before = Map.groupBy(edges, ({ to }) => to);
  const after = Map.groupBy(edges, ({ from }) => from);
  const joined = (id: string): string[] => [
    ...(before.get(id) ?? []).map(({ from }) => from),
    ...(after.get(id) ?? []).map(({ to }) => to),
  ];
  const row = new Map<string, number>();
  const number = (layer: readonly string[]): void => {
    for (const [index, id] of layer.entries()) row.set(id, index - layer.length / 2);
  };
  layers.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const middle = (id: string): number => {
        const near = joined(id);
        return near.length === 0 ? 0 : near.reduce((sum, other) => sum + (row.get(other) ?? 0), 0) / near.length;
      };
      const middles = new Map(layer.map((id) => [id, middle(id)]));
      layer.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0));
      number(layer);
    }
  }
  return layers;
}

export function waitGraph(report: Pick<Report, 'locks' | 'waits'>): WaitGraph {
  const things = thingsOf(report);
  const parts = partsOf(things.slice(0, MOST_THINGS));
  const layers = orderOf(parts, columnsOf(parts));
  const rows = Math.max(1, ...layers.map((layer) => layer.length));
  const nodes = layers.flatMap((layer, column) =>
    layer.flatMap((id, index) => {
      const node = parts.nodes.get(id);
      const y = (index + (rows - layer.length) / 2) * ROW;
      return node === undefined ? [] : [{ ...node, x: column * COLUMN, y }];
    }),
  );
  return {
    nodes,
    edges: parts.edges,
    width: (Math.max(1, layers.length) - 1) * COLUMN + NODE.width,
    height: rows * ROW,
    leftOut: Math.max(0, things.length - MOST_THINGS),
  };
}
