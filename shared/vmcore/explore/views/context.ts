import type { Kernel } from '../../kernel/kernel.ts';
import { readPanicCpu } from '../../kernel/panic-cpu.ts';
import type { Task, TaskList } from '../../tasks/tasks.ts';
import { ExploreError, ExploreErrorCode } from '../explore-error.ts';
import type { WalkAnswer } from '../walk.ts';
import type { World } from '../world.ts';
import type { Table } from './table.ts';

/** What a command may ask for. */
export interface ViewContext {
  readonly world: World;
  readonly kernel: Kernel;
  /** Walks as the question `walk …` does. */
  readonly walk: (question: string) => Promise<WalkAnswer>;
  readonly typeOf: (expression: string) => Promise<string>;
  /** The number that an expression is. */
  readonly number: (expression: string) => Promise<bigint>;
}

export interface View {
  readonly summary: string;
  readonly example: string;
  readonly run: (context: ViewContext, words: readonly string[]) => Promise<Table>;
}

/** Of several forms of one walk the first that this kernel's types and symbols allow. */
export async function firstWalk({ walk }: ViewContext, forms: readonly string[]): Promise<WalkAnswer> {
  let last: unknown;
  for (const form of forms) {
    try {
      return await walk(form);
    } catch (error) {
      if (!(error instanceof ExploreError) || error.fault !== undefined) throw error;
      last = error;
    }
  }
  throw last;
}

export function asTable({ columns, rows, broken, next }: WalkAnswer): Table {
  const notes = [
    ...(broken === undefined ? [] : [`broken: ${broken.problem}`]),
    ...(next === undefined ? [] : [`the first ${rows.length}: there are more`]),
  ];
  return { columns, rows, ...(notes.length === 0 ? {} : { notes }) };
}

/**
 * The tasks that words name: a pid, the address of a `task_struct`, or a command's name; `fallback` where they name none.
 *
 * @throws {ExploreError} unknown-name
 */
export async function tasksOf(
  { world }: ViewContext,
  words: readonly string[],
  fallback: 'all' | 'panicking',
): Promise<readonly Task[]> {
  const list = await world.tasks();
  const all = [...list.idle.values(), ...list.tasks];
  const named = words.filter((word) => !word.startsWith('-'));
  if (named.length === 0) {
    if (fallback === 'all') return all;
    const task = await panicTask(world);
    return task === undefined ? [] : [task];
  }
  return named.flatMap((word) => {
    const found = all.filter((task) => {
      if (/^\d+$/.test(word)) return task.pid === Number(word);
      const address = /^(0x)?[0-9a-f]{16}$/i.test(word)
        ? BigInt(word.startsWith('0x') ? word : `0x${word}`)
        : undefined;
      return address === undefined ? task.comm === word : task.address === address;
    });
    if (found.length > 0) return found;
    throw new ExploreError(ExploreErrorCode.UnknownName, `no task is \`${word}\``, {
      name: word,
      expected: 'a pid, the address of a task_struct or the name of a command',
    });
  });
}

/** Tasks whose stacks are wanted: those that words name, with `-a` all that run, else the one that panicked. */
export async function stackTasks(context: ViewContext, words: readonly string[]): Promise<readonly Task[]> {
  if (!words.includes('-a')) return tasksOf(context, words, 'panicking');
  const list = await context.world.tasks();
  const running = runningTasks(list);
  return [...list.byAddress.values()].filter((task) => running.has(task.address));
}

/** Addresses of the tasks that processors were at. */
export function runningTasks(list: TaskList): ReadonlySet<bigint> {
  return new Set([...list.runQueues.values()].map((queue) => queue.current));
}

/** The task that panicked: what ran on the processor that did. */
export async function panicTask(world: World): Promise<Task | undefined> {
  const list = await world.tasks();
  const { kernel } = world;
  const cpu = await readPanicCpu(kernel);
  const queue = list.runQueues.get(cpu ?? -1) ?? [...list.runQueues.values()][0];
  return queue === undefined ? undefined : list.byAddress.get(queue.current);
}

/** An expression of the address that a word names: crash reads 16 bare digits as hexadecimal, and a symbol as where it is. */
export function addressText({ kernel }: ViewContext, word: string): string {
  if (/^[0-9a-f]{16}$/i.test(word)) return `0x${word}`;
  return kernel.symbol(word) === undefined ? word : `&${word}`;
}

export function addressOfWord(context: ViewContext, word: string): Promise<bigint> {
  return context.number(addressText(context, word));
}
