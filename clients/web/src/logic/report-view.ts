/** What the dump page shows of a report, worked out apart from how it is drawn. */
import type { Finding, Frame, LockInfo, PanicInfo, Report, TaskInfo } from '../../../../shared/contract/report.ts';

export const TABS = [
  'panic',
  'cpus',
  'tasks',
  'log',
  'locks',
  'interrupts',
  'memory',
  'stacks',
  'modules',
  'integrity',
  'raw',
] as const;
export type Tab = (typeof TABS)[number];

export const isTab = (word: string | undefined): word is Tab => TABS.some((tab) => tab === word);

/** `symbol+0x1f [module]`, or the bare address. */
export function frameText(frame: Pick<Frame, 'symbol' | 'offset' | 'module' | 'address'>): string {
  if (frame.symbol === undefined) return frame.address;
  const offset = frame.offset === undefined ? '' : `+0x${frame.offset.toString(16)}`;
  return `${frame.symbol}${offset}${frame.module === undefined ? '' : ` [${frame.module}]`}`;
}

/** Frames below these, towards the caller, are where it went wrong: these only say so. */
const MESSENGERS = new Set([
  'panic',
  'vpanic',
  'nmi_panic',
  'oops_end',
  'die',
  '__die',
  'page_fault_oops',
  'no_context',
]);

/** The frame to name in a headline: the one that the title blames, else the first that is not the kernel's way to panic. */
export function culpritFrame(panic: Pick<PanicInfo, 'title' | 'frames'>): Frame | undefined {
  const blamed = panic.title?.split(' ').at(-1);
  const last = panic.frames.findLastIndex(({ symbol }) => symbol !== undefined && MESSENGERS.has(symbol));
  return panic.frames.find(({ symbol }) => symbol !== undefined && symbol === blamed) ?? panic.frames[last + 1];
}

const SEVERITY_ORDER: Record<Finding['severity'], number> = { critical: 0, warning: 1, info: 2 };

export function sortedFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity]);
}

export const TASK_SORTS = ['pid', 'comm', 'state', 'cpu', 'stack', 'blocked'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

const sortKey: Record<TaskSort, (task: TaskInfo) => number | string> = {
  pid: (task) => task.pid,
  comm: (task) => task.comm,
  state: (task) => task.state,
  cpu: (task) => task.cpu ?? -1,
  stack: (task) => -(task.stack?.highWaterBytes ?? task.stack?.usedBytes ?? 0),
  blocked: (task) => -(task.blockedSeconds ?? 0),
};

/** Text in which a task's words are looked for: made once a task, because 50,000 are searched at every key stroke. */
export function taskHaystacks(tasks: readonly TaskInfo[]): string[] {
  return tasks.map((task) =>
    `${String(task.pid)} ${task.comm} ${task.frames.map((frame) => frame.symbol ?? '').join(' ')}`.toLowerCase(),
  );
}

export function selectTasks(
  tasks: readonly TaskInfo[],
  haystacks: readonly string[],
  { words, states, sort }: { words: readonly string[]; states: string; sort: TaskSort },
): TaskInfo[] {
  const selected = tasks.filter((task, index) => {
    if (states !== '' && !states.includes(task.state.charAt(0))) return false;
    const haystack = haystacks[index] ?? '';
    return words.every((word) => haystack.includes(word));
  });
  const key = sortKey[sort];
  return selected.toSorted((a, b) => {
    const left = key(a);
    const right = key(b);
    return left < right ? -1 : left > right ? 1 : a.pid - b.pid;
  });
}

export interface LogLine {
  /** From 1: the permalink. */
  readonly number: number;
  readonly text: string;
  readonly alarming: boolean;
}

const ALARMING = [
  'BUG:',
  'Oops',
  'Kernel panic',
  'Call Trace',
  'Call trace',
  'WARNING:',
  'general protection',
  'RIP:',
  'segfault',
  'blocked for more than',
  'lockup',
  'Hardware Error',
  'Out of memory',
  'Unable to handle',
  'stack guard page',
  'cut here',
];

export function logLines(text: string): LogLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({
    number: index + 1,
    text: line,
    alarming: ALARMING.some((word) => line.includes(word)),
  }));
}

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly kind: 'task' | 'lock';
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

export interface LockGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
}

const COLUMN = 250;
const ROW = 64;
/** More would be a tangle: the table below the graph has them all. */
const MAX_GRAPH_LOCKS = 24;

/** Waiters left, lock in the middle, owner right, a row a waiter; tasks in a ring of waits are marked. */
export function lockGraph(locks: readonly LockInfo[]): LockGraph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  let row = 0;
  for (const lock of locks.slice(0, MAX_GRAPH_LOCKS)) {
    const ring = new Set(lock.cycle ?? []);
    const rows = Math.max(1, lock.waiters.length);
    const middle = row + (rows - 1) / 2;
    const ownerInRing = lock.owner !== null && ring.has(lock.owner.pid);
    nodes.push({
      id: lock.address,
      kind: 'lock',
      label: `${lock.kind} ${lock.symbol ?? lock.address}`,
      x: COLUMN,
      y: middle * ROW,
      inCycle: ownerInRing,
    });
    for (const [index, waiter] of lock.waiters.entries()) {
      const id = `${lock.address}/w${String(waiter.pid)}`;
      const inCycle = ring.has(waiter.pid);
      nodes.push({
        id,
        kind: 'task',
        label: `${waiter.comm} ${String(waiter.pid)}`,
        x: 0,
        y: (row + index) * ROW,
        inCycle,
      });
      edges.push({ from: id, to: lock.address, kind: 'waits', inCycle });
    }
    if (lock.owner !== null) {
      const id = `${lock.address}/o${String(lock.owner.pid)}`;
      nodes.push({
        id,
        kind: 'task',
        label: `${lock.owner.comm} ${String(lock.owner.pid)}`,
        x: 2 * COLUMN,
        y: middle * ROW,
        inCycle: ownerInRing,
      });
      edges.push({ from: lock.address, to: id, kind: 'held-by', inCycle: ownerInRing });
    }
    row += rows;
  }
  return { nodes, edges, width: 3 * COLUMN, height: Math.max(1, row) * ROW };
}

const FENCE = '```';

/** A report's gist for a bug tracker. What the kernel said stands in fences that it cannot close. */
export function asMarkdown(report: Report): string {
  const inside = (text: string): string => text.replaceAll(FENCE, "'''");
  const { kernel, panic } = report;
  const lines = [`**${panic?.title ?? 'no panic found'}**`, ''];
  if (kernel) {
    lines.push(
      `- kernel: \`${kernel.release}\` ${kernel.machine}${kernel.buildId ? `, build-id \`${kernel.buildId}\`` : ''}`,
    );
    if (kernel.crashTime)
      lines.push(`- crashed: ${kernel.crashTime}, up ${String(Math.round(kernel.uptimeSeconds ?? 0))} s`);
    if (kernel.tainted.length > 0) lines.push(`- tainted: ${kernel.tainted.map(({ flag }) => flag).join('')}`);
  }
  for (const finding of sortedFindings(report.findings)) {
    lines.push(`- ${finding.severity}: ${inside(finding.summary)}`);
  }
  if (panic && panic.frames.length > 0) {
    lines.push(
      '',
      FENCE,
      ...panic.frames.map((frame) => inside(`${frame.reliable ? '  ' : '? '}${frameText(frame)}`)),
      FENCE,
    );
  }
  return `${lines.join('\n')}\n`;
}
