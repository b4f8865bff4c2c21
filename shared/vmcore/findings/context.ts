import { isScheduler } from '../../contract/awake-frame.ts';
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Frame, IntegrityInfo, LogInfo, MemoryInfo, ModuleInfo, Report, TaskInfo } from '../../contract/report.ts';
import type { PanicKind, TriageResult } from '../../contract/triage.ts';
import type { BadDevices } from '../devices/read-devices.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelState } from '../kernel/kernel-state.ts';
import type { Lock } from '../locks/locks.ts';
import type { PanicPlace } from '../report/panic.ts';
import type { SavedRegisters } from '../stacks/registers.ts';
import type { TaskTrace, TaskTraces } from '../stacks/task-stacks.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';
import type { WaitGraph } from '../waits/chains.ts';
import { callDepth } from '../waits/cross-calls.ts';
import { spinDepth } from '../waits/spinning-cpus.ts';
import type { WalkProblem } from '../kernel/walks.ts';

/** Everything that a finding can be drawn from. What could not be read is absent. */
export interface FindingContext {
  readonly dump: Report['dump'];
  readonly named: TriageResult | undefined;
  readonly log: LogInfo | undefined;
  /** What the crash kernel said of itself while it saved this dump; absent where nobody kept it. */
  readonly crashKernelLog?: string | undefined;
  readonly kernel: Kernel | undefined;
  readonly state: KernelState | undefined;
  readonly list: TaskList | undefined;
  readonly traces: TaskTraces | undefined;
  readonly tasks: readonly TaskInfo[];
  readonly saved: ReadonlyMap<number, SavedRegisters>;
  readonly panic: PanicPlace | undefined;
  readonly locks: readonly Lock[];
  /** Who waits for whom, to the root; absent where nothing was looked for. */
  readonly waits?: WaitGraph | undefined;
  readonly memory: MemoryInfo | undefined;
  /** Devices in error; absent where nothing was looked for. */
  readonly devices?: BadDevices | undefined;
  readonly modules: readonly ModuleInfo[];
  /** The kernel's code beside that of its image, where there was one to compare with. */
  readonly text: IntegrityInfo['text'] | undefined;
  /** What was wrong with the kernel's structures, by the section that walked them. */
  readonly walkProblems: readonly { readonly where: string; readonly problem: WalkProblem }[];
}

/** One kind of finding. A rule that fails is noted; the others go on. */
export interface FindingRule {
  readonly name: string;
  /** The kinds of panic for which it holds; one that nothing named counts as `none`. */
  readonly kinds: readonly PanicKind[];
  readonly find: (context: FindingContext) => readonly KnownFinding[] | Promise<readonly KnownFinding[]>;
}

/** `comm (pid)`, as people name a task. */
export function nameTask(task: { readonly comm: string; readonly pid: number }): string {
  return `${task.comm} (pid ${task.pid})`;
}

/** Whether the kernel did that for a task, or in an interrupt that came while the task ran. */
export function forWhom(
  task: { readonly comm: string; readonly pid: number },
  frame: { readonly stack?: Frame['stack'] } | undefined,
): string {
  const inInterrupt = frame?.stack === 'irq' || frame?.stack === 'softirq' || frame?.stack === 'nmi';
  return inInterrupt ? `in an interrupt, while ${nameTask(task)} ran` : `for ${nameTask(task)}`;
}

/** `symbol [module]` of a frame. */
export function nameFrame(
  frame:
    | { readonly symbol?: string | undefined; readonly module?: string | undefined; readonly address: string }
    | undefined,
): string {
  if (frame === undefined) return 'unknown code';
  const module = frame.module === undefined ? '' : ` [${frame.module}]`;
  // What compilers move out of a function is the function's own.
  const symbol = frame.symbol?.replace(/\.cold(\.\d+)?$/, '');
  return `${symbol ?? frame.address}${module}`;
}

/** Whole seconds, for people. */
export function seconds(value: number): string {
  return value >= 10 ? `${Math.round(value)} s` : `${Math.round(value * 10) / 10} s`;
}

/** Beside the scheduler, functions that a task waits in, whatever it waits for: the frame outside them is the interesting one. */
const WAITING =
  /^(__mutex_lock|mutex_lock|__ww_mutex|rwsem_|down_|__down|up_|rt_mutex|__rt_mutex|rtlock|rt_spin_lock|wait_for_|__wait_for_|do_wait|bit_wait|out_of_line_wait|folio_wait|_raw_spin|native_queued_spin|queued_spin|do_raw_spin|osq_lock|msleep|usleep|percpu_|__percpu_|smp_call_function|csd_lock_wait|__csd_lock_wait|on_each_cpu)/;

/** The innermost frame that is not waiting as such: who waits. */
export function whereOf<F extends { readonly symbol?: string | undefined }>(frames: readonly F[]): F | undefined {
  return (
    frames.find((frame) => frame.symbol !== undefined && !isScheduler(frame.symbol) && !WAITING.test(frame.symbol)) ??
    frames[0]
  );
}

/** What a task did before anything interrupted it: of one that spins, from there on. */
export function workOf(trace: TaskTrace): readonly Frame[] {
  if (trace.runningOn === undefined) return trace.frames;
  const depth = Math.max(spinDepth(trace), callDepth(trace));
  const last = trace.unwound.frames.findLastIndex((frame) => frame.interrupted?.user === false);
  return trace.frames.slice(depth >= 0 ? depth : last + 1);
}

const LOCKUP_KINDS: readonly PanicKind[] = ['soft-lockup', 'hard-lockup', 'rcu-stall', 'nmi', 'watchdog'];

/** Whether somebody watched the processors from outside, and found that one did not go on. */
export function isLockup({ named }: FindingContext): boolean {
  return named !== undefined && LOCKUP_KINDS.includes(named.kind);
}

/** For how long a running task has had its processor. */
export function runTime(context: FindingContext, { row }: Task): number | undefined {
  const arrived = row.has('lastArrival') ? row.int('lastArrival') : 0;
  const clocks = [...(context.list?.runQueues.values() ?? [])].map((queue) => queue.clockNs);
  const now = Math.max(0, ...clocks);
  return arrived > 0 && now > arrived ? (now - arrived) / 1e9 : undefined;
}
