/** What each task waits for: from those that are blocked, along those who hold them up. */
import { PurgatoryError, TransientError } from '../../errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelTime } from '../kernel/time.ts';
import { isGuess, type Lock } from '../locks/locks.ts';
import type { TaskTrace, TaskTraces } from '../stacks/task-stacks.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';
import { completionWait, directIoWait } from './completions.ts';
import { callDepth, crossCallWait } from './cross-calls.ts';
import { Facts, type LockWaited } from './facts.ts';
import { futexWait, isFutexWait } from './futexes.ts';
import { nameOf, only } from './names.ts';
import { bitWait, folioWait } from './pages.ts';
import { percpuWait } from './percpu.ts';
import { queueWait } from './queues.ts';
import { rpcWait } from './rpc.ts';
import { spinWait } from './spinlocks.ts';
import { spinDepth } from './spinning-cpus.ts';
import { stackEntries, type StackEntry } from './stack-entries.ts';
import type { Wait, WaitTarget } from './target.ts';

/** No graph is followed further: a kernel with more blocked tasks waits for the same few things. */
const MAX_WAITS = 20_000;
const MAX_FUTEXES = 4096;

type Rule = (facts: Facts, trace: TaskTrace, entries: readonly StackEntry[]) => Promise<WaitTarget | undefined>;

/** The first that knows what a task waits for. */
const RULES: readonly Rule[] = [
  futexWait,
  percpuWait,
  folioWait,
  rpcWait,
  bitWait,
  completionWait,
  directIoWait,
  queueWait,
];

/** Every wait of a task that no signal reaches, that waits for a lock, or that spins for one; and of all that these wait for. */
export async function findWaits(
  kernel: Kernel,
  list: TaskList,
  traces: TaskTraces,
  locks: readonly Lock[],
  time: KernelTime | undefined,
): Promise<Wait[]> {
  const facts = new Facts(kernel, list, traces, locks, time);
  const waiting = new Set(locks.flatMap((lock) => lock.waits.map(({ task }) => task)));
  const spinning = [...list.runQueues.values()].flatMap(({ current }) => {
    const trace = traces.byAddress.get(current);
    return trace !== undefined && (spinDepth(trace) >= 0 || callDepth(trace) >= 0) ? [trace.task] : [];
  });
  let next = [...new Set([...list.tasks.filter((task) => task.state === 'D' || waiting.has(task)), ...spinning])];
  next.push(...(await futexesWithOwner(facts, new Set(next))));
  const seen = new Set(next);
  const waits: Wait[] = [];
  while (next.length > 0 && waits.length < MAX_WAITS) {
    const targets = await Promise.all(next.map((task) => targetOf(facts, task)));
    const found = next.flatMap((task, i): Wait[] => {
      const target = targets[i];
      return target === undefined ? [] : [{ task, for: target }];
    });
    waits.push(...found);
    next = [...new Set(found.flatMap((wait) => wait.for.holders))].filter((task) => !seen.has(task));
    for (const task of next) seen.add(task);
  }
  const byTask = new Map(waits.map((wait) => [wait.task, wait]));
  return waits.map((wait) => withoutFellows(wait, byTask));
}

/**
 * Programs sleep in futexes all the time, and nothing is wrong with that: told are those that wait for a futex which somebody has.
 */
async function futexesWithOwner(facts: Facts, known: ReadonlySet<Task>): Promise<Task[]> {
  const tasks = facts.list.tasks.filter((task) => !known.has(task) && isFutexWait(facts, task)).slice(0, MAX_FUTEXES);
  const targets = await Promise.all(tasks.map((task) => targetOf(facts, task)));
  return tasks.filter((_, i) => (targets[i]?.holders.length ?? 0) > 0);
}

/** Who waits for an object himself has its address on his stack for that, and not because he has it. */
function withoutFellows(wait: Wait, byTask: ReadonlyMap<Task, Wait>): Wait {
  const { guessed, holders, address } = wait.for;
  if (guessed !== true || holders.length === 0 || address === undefined) return wait;
  const left = holders.filter((holder) => byTask.get(holder)?.for.address !== address);
  if (left.length === holders.length) return wait;
  return {
    task: wait.task,
    for: { ...wait.for, holders: left, unknown: wait.for.unknown?.replace(/; its address is on .*/, '') },
  };
}

async function targetOf(facts: Facts, task: Task): Promise<WaitTarget | undefined> {
  const trace = facts.traces.byAddress.get(task.address);
  if (trace === undefined || trace.frames.length === 0) return undefined;
  if (trace.runningOn !== undefined) return firstOf([() => spinWait(facts, trace), () => crossCallWait(facts, trace)]);
  const waited = facts.lockWait(task);
  // A futex that hands on its owner's priority is a lock of the kernel inside.
  if (waited !== undefined && !isFutexWait(facts, task)) return lockTarget(facts, task, waited);
  const entries = await stackEntries(facts.kernel, trace);
  return firstOf(RULES.map((rule) => () => rule(facts, trace, entries)));
}

/** What the first of some rules says that knows an answer. */
async function firstOf(rules: readonly (() => Promise<WaitTarget | undefined>)[]): Promise<WaitTarget | undefined> {
  let failure: PurgatoryError | undefined;
  for (const rule of rules) {
    try {
      const found = await rule();
      if (found !== undefined) return found;
    } catch (error) {
      // One edge that can't be read says so, and the others are followed.
      if (!(error instanceof PurgatoryError) || error instanceof TransientError) throw error;
      failure ??= error;
    }
  }
  if (failure === undefined) return undefined;
  return { kind: 'unknown', what: 'something that can’t be read', holders: [], unknown: failure.message };
}

function lockTarget(facts: Facts, waiter: Task, { lock, mode }: LockWaited): WaitTarget {
  const { kind, address, owner, unknown } = lock;
  const what = `${kind} ${lock.symbol ?? nameOf(facts, address)}`;
  if (owner === undefined) {
    const others = lock.unnamed === true ? facts.othersAt(waiter, address) : [];
    return { kind, what, address, mode, ...only(others, unknown ?? '') };
  }
  return { kind, what, address, mode, holders: [owner], unknown, guessed: isGuess(lock, waiter) };
}
