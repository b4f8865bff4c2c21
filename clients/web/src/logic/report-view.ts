/** What the dump page shows of a report, worked out apart from how it is drawn. */
import { awakeFrame } from '../../../../shared/contract/awake-frame.ts';
import { bySeverity } from '../../../../shared/contract/severities.ts';
import { inlinedText, placeText } from '../../../../shared/contract/source-place.ts';
import type { Frame, LockInfo, PanicInfo, Report, TaskInfo } from '../../../../shared/contract/report.ts';
import type { TraceFrame } from '../../../../shared/contract/triage.ts';

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

/** Whether the kernel's text is what was signed, in few words; undefined where nobody compared. */
export function textStanding({ integrity }: Pick<Report, 'integrity'>): string | undefined {
  if (integrity?.text === undefined) return undefined;
  const { length } = integrity.text.differences;
  return length === 0 ? 'intact' : length === 1 ? 'differs in one place' : `differs in ${length} places`;
}

export const isTab = (word: string | undefined): word is Tab => TABS.some((tab) => tab === word);

/** `symbol+0x1f [module]`. */
export function symbolText({ symbol, offset, module }: Pick<TraceFrame, 'symbol' | 'offset' | 'module'>): string {
  const at = offset === undefined ? '' : `+0x${offset.toString(16)}`;
  return `${symbol}${at}${module === undefined ? '' : ` [${module}]`}`;
}

/** As {@link symbolText}, or the bare address. */
export function frameText({ symbol, ...frame }: Pick<Frame, 'symbol' | 'offset' | 'module' | 'address'>): string {
  return symbol === undefined ? frame.address : symbolText({ ...frame, symbol });
}

/** Frames of these are the kernel's way to say that something went wrong, not where it did. */
const MESSENGERS =
  /^(panic|vpanic|nmi_panic|check_panic_on_warn|oops_end|die|__die|die_addr|page_fault_oops|kernelmode_fixup_or_oops|no_context|bad_area_nosemaphore|__bad_area_nosemaphore|do_user_addr_fault|do_kern_addr_fault|exc_\w+|asm_exc_\w+|handle_bug|report_bug|__warn|warn_slowpath_fmt|do_error_trap|do_trap|delay_tsc|__const_udelay|__delay|native_stop_other_cpus|crash_kexec|__crash_kexec|machine_kexec|el1h_64_sync(_handler)?|el1_abort|do_mem_abort|do_translation_fault|do_page_fault|die_kernel_fault|__do_kernel_fault|watchdog|kthread|ret_from_fork(_asm)?)$/;

/** Whatever these called says nothing of the fault. */
const ENDS = /^(panic|vpanic|nmi_panic|oops_end|die)$/;

/** `kc_ring_peek.isra.0` -> `kc_ring_peek`: what compilers append to a name. */
export function baseName(symbol: string): string {
  return symbol.replace(/(\.(isra|constprop|part|cold|llvm)(\.\d+)?)+$/, '');
}

export function isMessenger({ symbol }: Pick<Frame, 'symbol'>): boolean {
  return symbol !== undefined && MESSENGERS.test(baseName(symbol));
}

/**
 * The frame to name in a headline: the one that the title blames, else the first that is not the kernel's way to panic.
 * Undefined where the task that panicked only noticed what another did.
 */
export function culpritFrame(panic: Pick<PanicInfo, 'title' | 'frames'>): Frame | undefined {
  const blamed = panic.title?.split(' ').at(-1);
  const named = panic.frames.find(({ symbol }) => symbol !== undefined && baseName(symbol) === blamed);
  const end = panic.frames.findLastIndex(({ symbol }) => symbol !== undefined && ENDS.test(baseName(symbol)));
  const before = panic.frames.slice(end + 1);
  return named ?? before.find((frame) => frame.symbol !== undefined && frame.reliable && !isMessenger(frame));
}

/** Where a task is, past the scheduler that it sleeps in: all that sleep stand there. */
export function whereFrame({ frames }: Pick<TaskInfo, 'frames'>): Frame | undefined {
  return awakeFrame(frames) ?? frames[0];
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

const haystacks = new WeakMap<TaskInfo, string>();

/** Text in which a task's words are looked for: made once a task, because 50,000 are searched at every key stroke. */
export function haystackOf(task: TaskInfo): string {
  const known = haystacks.get(task);
  if (known !== undefined) return known;
  const symbols = task.frames.map((frame) => frame.symbol ?? '').join(' ');
  const made = `${String(task.pid)} ${task.comm} ${symbols}`.toLowerCase();
  haystacks.set(task, made);
  return made;
}

export interface TaskFilter {
  readonly words: readonly string[];
  /** First letters of the states that are shown; all where empty. */
  readonly states: string;
  readonly sort: TaskSort;
}

export function selectTasks(tasks: readonly TaskInfo[], { words, states, sort }: TaskFilter): TaskInfo[] {
  const selected = tasks.filter(
    (task) =>
      (states === '' || states.includes(task.state.charAt(0))) &&
      (words.length === 0 || words.every((word) => haystackOf(task).includes(word))),
  );
  const key = sortKey[sort];
  return selected
    .map((task) => ({ task, key: key(task) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.task.pid - b.task.pid))
    .map(({ task }) => task);
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

/** A frame as lines of text: what was inlined there, then the function that has the frame. */
function frameLines(frame: Frame): string[] {
  const place = placeText(frame);
  return [
    ...(frame.inlined ?? []).map((inner) => `  ${inlinedText(inner)} (inlined)`),
    `${frame.reliable ? '  ' : '? '}${frameText(frame)}${place === undefined ? '' : `  ${place}`}`,
  ];
}

const FENCE = '```';

/** What stands where a panic's title would: unknown is not none. */
export function withoutTitle({ panicked }: Pick<Report, 'panicked'>): string {
  if (panicked === 'unknown') return 'whether the kernel panicked is not known';
  return panicked === 'yes' ? 'a panic that its log does not name' : 'no panic found';
}

/** A report's gist for a bug tracker. What the kernel said stands in fences that it cannot close. */
export function asMarkdown(report: Report): string {
  const inside = (text: string): string => text.replaceAll(FENCE, "'''");
  const { kernel, panic } = report;
  const lines = [`**${panic?.title ?? withoutTitle(report)}**`, ''];
  if (kernel) {
    lines.push(
      `- kernel: \`${kernel.release}\` ${kernel.machine}${kernel.buildId ? `, build-id \`${kernel.buildId}\`` : ''}`,
    );
    if (kernel.crashTime)
      lines.push(`- crashed: ${kernel.crashTime}, up ${String(Math.round(kernel.uptimeSeconds ?? 0))} s`);
    if (kernel.tainted.length > 0) lines.push(`- tainted: ${kernel.tainted.map(({ flag }) => flag).join('')}`);
  }
  for (const finding of bySeverity(report.findings)) {
    lines.push(`- ${finding.severity}: ${inside(finding.summary)}`);
  }
  if (panic && panic.frames.length > 0) {
    lines.push('', FENCE, ...panic.frames.flatMap(frameLines).map(inside), FENCE);
  }
  return `${lines.join('\n')}\n`;
}
