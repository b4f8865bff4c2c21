/** What both renderings of a report show, worked out apart from how it looks. Texts are still raw: each renderer escapes. */
import type { Frame, LockInfo, Report, TaskInfo, WaitInfo } from '../contract/report.ts';
import { placeText, sourceUrl } from '../contract/source-place.ts';
import { bytes, duration, moment, plural } from './units.ts';

export type SectionName =
  'panic' | 'cpus' | 'tasks' | 'locks' | 'stacks' | 'interrupts' | 'memory' | 'modules' | 'integrity' | 'log';

export const SECTION_TITLES: Readonly<Record<SectionName, string>> = {
  panic: 'Panic',
  cpus: 'CPUs',
  tasks: 'Tasks',
  locks: 'Locks',
  stacks: 'Stack depth',
  interrupts: 'Interrupts',
  memory: 'Memory',
  modules: 'Modules',
  integrity: 'Integrity',
  log: 'Log',
};

export function reportTitle(report: Report): string {
  const named = report.panic?.title ?? report.panic?.message;
  if (typeof named === 'string') return named;
  if (report.panicked === 'unknown') return 'whether the kernel panicked is not known: its log could not be read';
  if (report.panicked === 'yes') return 'the kernel panicked; its log does not name it';
  return report.kernel ? 'no panic found in this dump' : 'unreadable dump';
}

/** The lines under the title: which kernel, where, when; and what was read for it. */
export function headLines(report: Report): string[] {
  const { kernel, dump } = report;
  const lines: string[] = [];
  const join = (parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined && part !== '').join(' · ');
  if (kernel) {
    lines.push(
      join([
        `${kernel.release} ${kernel.machine}`,
        kernel.nodename,
        kernel.crashTime === undefined ? undefined : `crashed ${moment(kernel.crashTime)}`,
        kernel.uptimeSeconds === undefined ? undefined : `up ${duration(kernel.uptimeSeconds)}`,
        kernel.cpus === undefined ? undefined : plural(kernel.cpus, 'CPU'),
        kernel.loadAverage === undefined
          ? undefined
          : `load ${kernel.loadAverage.map((load) => load.toFixed(2)).join(' ')}`,
      ]),
    );
    const taints = kernel.tainted.map(({ flag, meaning }) => `${flag} (${meaning})`).join(', ');
    lines.push(
      join([
        kernel.buildId === undefined ? undefined : `build-id ${kernel.buildId}`,
        taints === '' ? undefined : `tainted: ${taints}`,
      ]),
    );
  }
  lines.push(
    join([
      `${dump.format}${dump.compression === 'none' ? '' : ` (${dump.compression})`}, ${bytes(dump.sizeBytes)}`,
      dump.parts === undefined || dump.parts === 1 ? undefined : plural(dump.parts, 'part'),
      dump.dumpLevel === undefined ? undefined : `-d ${dump.dumpLevel}`,
      `read ${bytes(dump.bytesRead)}${dump.rounds === undefined ? '' : ` in ${plural(dump.rounds, 'round')}`}`,
      dump.incomplete ? 'INCOMPLETE: the dump breaks off' : undefined,
    ]),
  );
  return lines.filter((line) => line !== '');
}

/** `symbol+0x1f/0x40 [module]`, or the bare address. */
export function frameText(frame: Frame): string {
  if (frame.symbol === undefined) return frame.user === true ? `${frame.address} (user space)` : frame.address;
  const offset = frame.offset === undefined ? '' : `+0x${frame.offset.toString(16)}`;
  const size = frame.sizeBytes === undefined || frame.offset === undefined ? '' : `/0x${frame.sizeBytes.toString(16)}`;
  return `${frame.symbol}${offset}${size}${frame.module === undefined ? '' : ` [${frame.module}]`}`;
}

/** One line of a trace: a frame, or a function that was inlined in it. `place` is where in the sources. */
export interface TraceRow {
  readonly text: string;
  readonly place: string | undefined;
  readonly url: string | undefined;
  readonly inlined: boolean;
}

/** A frame as lines, innermost first: what was inlined there, then the function that has the frame. */
export function traceRows(frame: Frame, sourceLink?: string): TraceRow[] {
  const row = (text: string, at: SourcePlaced, inlined: boolean): TraceRow => ({
    text,
    place: placeText(at),
    url: sourceUrl(sourceLink, at),
    inlined,
  });
  return [
    ...(frame.inlined ?? []).map((inner) => row(inner.function, inner, true)),
    row(frameText(frame), { file: frame.file, line: frame.line }, false),
  ];
}

type SourcePlaced = Pick<Frame, 'file' | 'line'>;

/** Functions that every sleeping task stands in: they say nothing of what it waits for. */
const SLEEPING =
  /^(__?schedule|schedule(_\w+)?|preempt_schedule\w*|io_schedule\w*|context_switch|__switch_to\w*|schedule_hrtimeout_range(_clock)?|do_nanosleep)$/;

/** Where a task is, in a few words: its innermost frames that tell something, innermost first. */
export function whereabouts(frames: readonly Frame[], most = 3): string {
  const symbols = frames
    .filter((frame) => frame.symbol !== undefined && frame.reliable)
    .map((frame) => frame.symbol ?? '');
  const first = symbols.findIndex((symbol) => !SLEEPING.test(symbol));
  return symbols.slice(Math.max(first, 0), Math.max(first, 0) + most).join(' ← ');
}

/** Running first, then blocked, then user tasks, then kernel threads; by pid within each. */
export function tasksByInterest(tasks: readonly TaskInfo[]): TaskInfo[] {
  const rank = (task: TaskInfo): number => {
    if (task.running === true) return 0;
    if (task.state.startsWith('D')) return 1;
    return task.kernelThread === true ? 3 : 2;
  };
  return tasks.toSorted((a, b) => rank(a) - rank(b) || a.pid - b.pid);
}

/** `2 running, 81 sleeping`: how many tasks are in which state, most first. */
export function statesSummary(tasks: readonly TaskInfo[]): string {
  const states = new Map<string, number>();
  for (const task of tasks) states.set(task.state, (states.get(task.state) ?? 0) + 1);
  return [...states]
    .sort((a, b) => b[1] - a[1])
    .map(([state, number]) => `${number} ${state}`)
    .join(', ');
}

/** Tasks with a measured stack, the deepest first. */
export function deepestStacks(tasks: readonly TaskInfo[]): TaskInfo[] {
  const depth = (task: TaskInfo): number =>
    task.stack === undefined
      ? -1
      : Math.max(task.stack.highWaterBytes ?? 0, task.stack.usedBytes ?? 0) / task.stack.sizeBytes;
  return tasks.filter((task) => depth(task) > 0).sort((a, b) => depth(b) - depth(a));
}

export function stackTrouble(task: TaskInfo): string | undefined {
  if (task.stack?.overflowed === true) return 'OVERFLOWED into the guard page';
  return task.stack?.endMagicIntact === false ? 'END MAGIC OVERWRITTEN' : undefined;
}

/** `sync (187) waits for write-back of loop1: kworker/u8:1 (30)` */
export function waitText({ pid, comm, what, holders, cause, unknown }: WaitInfo): string {
  const who = holders.map((holder) => `${holder.comm} (${holder.pid})`).join(', ');
  const end = [who, cause, unknown].filter((part) => part !== undefined && part !== '').join('; ');
  return `${comm} (${pid}) waits for ${what}${end === '' ? '' : `: ${end}`}`;
}

/** Waits for something else than a lock, which the list of locks does not hold. */
export function otherWaits({ locks = [], waits = [] }: Pick<Report, 'locks' | 'waits'>): WaitInfo[] {
  const shown = new Set(locks.flatMap((lock) => lock.waiters.map(({ pid }) => pid)));
  return waits.filter(({ pid }) => !shown.has(pid));
}

/** `mutex ext4_lock held by jbd2 (41), wanted by sync (77, 2 more)`. */
export function lockText(lock: LockInfo): string {
  const owner = lock.owner === null ? 'owner unknown' : `held by ${lock.owner.comm} (${lock.owner.pid})`;
  const waiters = lock.waiters
    .map(({ comm, pid, mode }) => `${comm} (${pid}${mode === undefined ? '' : `, ${mode}`})`)
    .join(', ');
  return `${lock.kind} ${lock.symbol ?? lock.address}: ${owner}${waiters === '' ? '' : `, wanted by ${waiters}`}`;
}

const MEMORY_LABELS = {
  totalBytes: 'total',
  freeBytes: 'free',
  anonBytes: 'anonymous',
  fileBytes: 'file cache',
  shmemBytes: 'shared and tmpfs',
  slabBytes: 'slab',
  slabReclaimableBytes: 'slab, reclaimable',
  pageTablesBytes: 'page tables',
  kernelStackBytes: 'kernel stacks',
  vmallocBytes: 'vmalloc',
  dirtyBytes: 'dirty',
  writebackBytes: 'in writeback',
  mlockedBytes: 'locked',
  hugePagesBytes: 'huge pages',
  perCpuBytes: 'per-CPU',
  unaccountedBytes: 'unaccounted',
  swapTotalBytes: 'swap',
  swapFreeBytes: 'swap, free',
} as const;

/** Each use of memory that is known: what it is called, and its bytes. */
export function memoryUses(memory: NonNullable<Report['memory']>): [string, number][] {
  return Object.entries(MEMORY_LABELS).flatMap(([key, label]) => {
    const value = memory[key as keyof typeof MEMORY_LABELS];
    return value === undefined ? [] : [[label, value] satisfies [string, number]];
  });
}

/** Why a section, or a part of it, is not there. */
export function unavailableReasons(report: Report, section: SectionName | 'kernel' | 'dump'): string[] {
  return report.unavailable
    .filter((note) => note.section === section)
    .map(
      (note) =>
        `${note.partial === true ? 'in part only' : 'not available'}${note.pending === true ? ' yet' : ''}: ${note.reason}`,
    );
}

/** Notes on what is no section of its own. */
export function otherNotes(report: Report): string[] {
  return report.unavailable
    .filter((note) => !(note.section in SECTION_TITLES))
    .map((note) => `${note.section}: ${note.reason}`);
}
