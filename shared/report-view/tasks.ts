/** Tasks: their order, where they are, their states, how deep their stacks are. */
import { isScheduler } from '../contract/awake-frame.ts';
import type { Frame, TaskInfo } from '../contract/report.ts';

/** Where a task is, in a few words: its innermost functions that tell something, innermost first. Empty where none is certain. */
export function whereabouts(frames: readonly Frame[], most = 3): string {
  const symbols = frames.flatMap(({ symbol, reliable }) => (symbol !== undefined && reliable ? [symbol] : []));
  const first = symbols.findIndex((symbol) => !isScheduler(symbol));
  const from = Math.max(first, 0);
  return symbols.slice(from, from + most).join(' ← ');
}

/** What every face shows of a task in a list: where it is, or why that is not known. */
export function taskWhere({ frames, note }: Pick<TaskInfo, 'frames' | 'note'>): string {
  return whereabouts(frames) || (note ?? '');
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

type Stack = NonNullable<TaskInfo['stack']>;
type WithStack = TaskInfo & { readonly stack: Stack };

/** How much of a stack is known to have been used, now or before. */
export function deepestBytes({ highWaterBytes = 0, usedBytes = 0 }: Stack): number {
  return Math.max(highWaterBytes, usedBytes);
}

/** Tasks with a measured stack, the deepest first. */
export function deepestStacks(tasks: readonly TaskInfo[]): WithStack[] {
  const depth = ({ stack }: WithStack): number => deepestBytes(stack) / stack.sizeBytes;
  return tasks
    .filter((task): task is WithStack => task.stack !== undefined)
    .filter((task) => depth(task) > 0)
    .sort((a, b) => depth(b) - depth(a));
}

export function stackTrouble({ stack }: Pick<TaskInfo, 'stack'>): string | undefined {
  if (stack?.overflowed === true) return 'OVERFLOWED into the guard page';
  return stack?.endMagicIntact === false ? 'END MAGIC OVERWRITTEN' : undefined;
}
