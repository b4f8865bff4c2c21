/** What the dump page shows of a report, worked out apart from how it is drawn. */
import type { TaskInfo } from '../../../../shared/contract/report.ts';
import { taskWhere, tasksByInterest } from '../../../../shared/report-view/tasks.ts';
import { sortRows, type SortValue } from './sorting.ts';
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

export const isTab = (word: string | undefined): word is Tab => TABS.some((tab) => tab === word);

/** `symbol+0x1f [module]`. */
export function symbolText({ symbol, offset, module }: Pick<TraceFrame, 'symbol' | 'offset' | 'module'>): string {
  const at = offset === undefined ? '' : `+0x${offset.toString(16)}`;
  return `${symbol}${at}${module === undefined ? '' : ` [${module}]`}`;
}

export const TASK_SORTS = ['interest', 'pid', 'comm', 'state', 'cpu', 'where', 'stack', 'blocked'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** A stack and a wait are of interest where they are deep and long: those come first, so a direction is turned round for them. */
const sortKey: Record<Exclude<TaskSort, 'interest'>, (task: TaskInfo) => SortValue> = {
  pid: (task) => task.pid,
  comm: (task) => task.comm,
  state: (task) => task.state,
  cpu: (task) => task.cpu,
  where: (task) => whereOf(task) || undefined,
  stack: ({ stack }) => negative(stack?.highWaterBytes ?? stack?.usedBytes),
  blocked: (task) => negative(task.blockedSeconds),
};

const negative = (value: number | undefined): number | undefined => (value === undefined ? undefined : -value);

const places = new WeakMap<TaskInfo, string>();

/** As {@link taskWhere}, found once a task: 50,000 are sorted by it. */
export function whereOf(task: TaskInfo): string {
  const known = places.get(task);
  if (known !== undefined) return known;
  const made = taskWhere(task);
  places.set(task, made);
  return made;
}

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
  /** The other way round; of what is of interest there is only one. */
  readonly descending?: boolean;
}

export function selectTasks(
  tasks: readonly TaskInfo[],
  { words, states, sort, descending = false }: TaskFilter,
): TaskInfo[] {
  const selected = tasks.filter(
    (task) =>
      (states === '' || states.includes(task.state.charAt(0))) &&
      (words.length === 0 || words.every((word) => haystackOf(task).includes(word))),
  );
  // As every other face lists them.
  if (sort === 'interest') return tasksByInterest(selected);
  return sortRows(
    selected.toSorted((a, b) => a.pid - b.pid),
    sortKey[sort],
    descending,
  );
}
