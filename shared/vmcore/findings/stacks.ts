import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Frame } from '../../contract/report.ts';
import { overflowOf, type TaskTrace } from '../stacks/task-stacks.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { nameFrame, nameTask, type FindingContext, type FindingRule } from './context.ts';

const NEARLY_FULL = 0.875;
/** Fewer frames of one function are no runaway recursion. */
const MIN_RECURSION = 4;

/** Stacks that overflowed, whose end was overwritten, or that once came close to it. */
export const stackRule: FindingRule = {
  name: 'stack depth',
  kinds: ALL_KINDS,
  find(context) {
    const traces = [...(context.traces?.byAddress.values() ?? [])];
    const bytes = context.traces?.threadBytes ?? 0;
    const overflowed = traces.filter((trace) => overflowOf(trace, bytes));
    const found = overflowed.map((trace) => overflow(trace, bytes));
    const magicLost = context.tasks.filter(
      (task) => task.stack?.endMagicIntact === false && !overflowed.some((trace) => isSame(trace, task.address)),
    );
    for (const task of magicLost) {
      found.push({
        code: 'stack-end-overwritten',
        severity: 'critical',
        summary: `The end of the kernel stack of ${nameTask(task)} was overwritten: it overflowed at some time, or something else wrote there.`,
        evidence: [`deepest ever ${task.stack?.highWaterBytes ?? '?'} of ${bytes} bytes`],
        culprit: { pid: task.pid, comm: task.comm },
      });
    }
    return [...found, ...nearlyFull(context, bytes)];
  },
};

function isSame(trace: TaskTrace, address: string | undefined): boolean {
  return address === `0x${trace.task.address.toString(16)}`;
}

function overflow(trace: TaskTrace, bytes: number): KnownFinding {
  const { task, frames } = trace;
  const own = frames.filter((frame) => frame.stack === undefined && frame.user !== true);
  const recursion = mostFrequent(own);
  const where = recursion?.frame ?? own[0];
  const many = recursion === undefined ? '' : `, recursion of ${recursion.count} frames`;
  return {
    code: 'stack-overflow',
    severity: 'critical',
    summary: `Kernel stack overflow in ${nameFrame(where)}${many}: ${nameTask(task)} ran into the guard page below its ${bytes / 1024} KiB.`,
    evidence: largestFrames(trace),
    culprit: { pid: task.pid, comm: task.comm, ...(where?.symbol === undefined ? {} : { symbol: where.symbol }) },
  };
}

function mostFrequent(frames: readonly Frame[]): { readonly frame: Frame; readonly count: number } | undefined {
  const counts = new Map<string, { frame: Frame; count: number }>();
  for (const frame of frames) {
    if (frame.symbol === undefined) continue;
    const entry = counts.get(frame.symbol) ?? { frame, count: 0 };
    entry.count++;
    counts.set(frame.symbol, entry);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most !== undefined && most.count >= MIN_RECURSION ? most : undefined;
}

/** What took the room: bytes of stack by function, most first. */
function largestFrames(trace: TaskTrace): string[] {
  const taken = new Map<string, { bytes: number; count: number }>();
  trace.unwound.frames.forEach((frame, i) => {
    const next = trace.unwound.frames[i + 1];
    const name = trace.frames[i];
    if (next === undefined || name?.symbol === undefined || name.stack !== undefined) return;
    const size = Number(next.sp - frame.sp);
    if (size <= 0 || size > 2 ** 20) return;
    const entry = taken.get(nameFrame(name)) ?? { bytes: 0, count: 0 };
    entry.bytes += size;
    entry.count++;
    taken.set(nameFrame(name), entry);
  });
  return [...taken]
    .sort(([, a], [, b]) => b.bytes - a.bytes)
    .slice(0, 5)
    .map(([name, { bytes, count }]) => `${name}: ${bytes} bytes in ${count} frame${count === 1 ? '' : 's'}`);
}

function nearlyFull(context: FindingContext, bytes: number): KnownFinding[] {
  const close = context.tasks
    .filter((task) => {
      // The first task's stack is part of the image and never was zeroed.
      const full = task.pid !== 0 && (task.stack?.highWaterBytes ?? 0) >= bytes * NEARLY_FULL;
      return full && task.stack?.overflowed !== true;
    })
    .sort((a, b) => (b.stack?.highWaterBytes ?? 0) - (a.stack?.highWaterBytes ?? 0));
  const [first] = close;
  if (first === undefined || bytes === 0) return [];
  return [
    {
      code: 'stack-nearly-full',
      severity: 'info',
      summary: `${close.length} kernel stack${close.length === 1 ? ' has' : 's have'} once been used to ${NEARLY_FULL * 100} % or more of ${bytes} bytes, that of ${nameTask(first)} to ${first.stack?.highWaterBytes ?? 0}.`,
      evidence: close.slice(0, 8).map((task) => `${nameTask(task)}: ${task.stack?.highWaterBytes ?? 0} bytes`),
    },
  ];
}
