/** Tasks: their order, where they are, their states, how deep their stacks are. */
import type { Frame, TaskInfo } from '../contract/report.ts';

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
