/** Who holds up whom: rings of tasks that wait for each other, and the roots at which everything else hangs. */
import type { FindingCode, KnownFinding } from '../../contract/finding-codes.ts';
import { hex } from '../../bytes/cursor.ts';
import type { Lock } from '../locks/locks.ts';
import type { Task } from '../tasks/tasks.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { waitGraph, type Hang, type WaitGraph } from '../waits/chains.ts';
import type { Wait, WaitKind } from '../waits/target.ts';
import {
  isLockup,
  nameFrame,
  nameTask,
  runTime,
  seconds,
  whereOf,
  workOf,
  type FindingContext,
  type FindingRule,
} from './context.ts';

/** From here on a wait is worth telling even where nothing else went wrong; less where the kernel's own limit is. */
const LONG_WAIT_SECONDS = 10;
const LONG_FUTEX_SECONDS = 60;
const MAX_EVIDENCE = 24;
/** v6.12 include/linux/sched.h */
const TASK_WAKEKILL = 0x100;
const TASK_NOLOAD = 0x400;
const LOCKS: readonly WaitKind[] = [
  'mutex',
  'rwsem',
  'rtmutex',
  'semaphore',
  'spinlock',
  'rwlock',
  'percpu-rwsem',
  'unknown',
];
/** khungtaskd names those that it finds (v6.12 kernel/hung_task.c `check_hung_task()`). */
const NAMED_BY_WATCHDOG = /INFO: task (.{1,64}?):(\d{1,10}) blocked (?:in I\/O wait )?for more than/g;

export const deadlockRule: FindingRule = {
  name: 'deadlock',
  kinds: ALL_KINDS,
  find(context) {
    const waiting = whoWaits(context);
    return [
      ...waiting.graph.rings.map((ring) => deadlock(waiting, ring)),
      ...waiting.graph.hangs.filter((hang) => isWorthTelling(waiting, hang)).map((hang) => rooted(waiting, hang)),
    ];
  },
};

interface Waiting extends FindingContext {
  readonly graph: WaitGraph;
  /** For how long each task has been blocked, by its address. */
  readonly blocked: ReadonlyMap<string | undefined, number | undefined>;
}

function whoWaits(context: FindingContext): Waiting {
  return {
    ...context,
    graph: context.waits ?? waitGraph(context.locks.flatMap(lockWaits)),
    blocked: new Map(context.tasks.map(({ address, blockedSeconds }) => [address, blockedSeconds])),
  };
}

/** The tasks that this rule tells of: those that wait, and those at the roots. */
export function explainedWaits(context: FindingContext): ReadonlySet<bigint> {
  const waiting = whoWaits(context);
  const { graph } = waiting;
  const told = graph.hangs.filter((hang) => isWorthTelling(waiting, hang));
  const tasks = [...graph.rings.flat(), ...told.flatMap(({ waits }) => waits)].map(({ task }) => task);
  const roots = told.flatMap(({ root }) => (root === undefined ? [] : [root]));
  const explained = new Set([...tasks, ...roots].map(({ address }) => address));
  // Whoever waits for one of a ring hangs at no root, and is told with the ring.
  const edges = [...graph.byTask.values()].flatMap(({ task, for: { holders } }) => {
    return holders.map((holder) => ({ holder: holder.address, waiter: task.address }));
  });
  const waiters = Map.groupBy(edges, ({ holder }) => holder);
  // A set is walked on to what is added to it meanwhile.
  for (const holder of explained) for (const { waiter } of waiters.get(holder) ?? []) explained.add(waiter);
  return explained;
}

function lockWaits(lock: Lock): Wait[] {
  const what = `${lock.kind} ${lock.symbol ?? hex(lock.address)}`;
  const holders = lock.owner === undefined ? [] : [lock.owner];
  return lock.waits.map(({ task }) => ({ task, for: { kind: lock.kind, what, address: lock.address, holders } }));
}

/** How each in a ring has what the one before it wants. */
function hold({ kind, what }: Wait['for']): string {
  if (LOCKS.includes(kind) || kind === 'futex') return `holds ${what}`;
  return kind === 'workqueue' && what.startsWith('work item') ? `runs ${what}` : `has to act for ${what}`;
}

function deadlock(context: Waiting, ring: readonly Wait[]): KnownFinding {
  const tell = ring.map((wait, i) => {
    const before = ring.at(i - 1);
    return `${nameTask(wait.task)} ${before === undefined ? 'holds a lock' : hold(before.for)} and waits for ${wait.for.what}`;
  });
  const inRing = new Set(ring.map(({ task }) => task));
  const evidence = ring.map((wait) => waitLine(context, wait));
  for (const wait of context.graph.byTask.values()) {
    if (inRing.has(wait.task) || !wait.for.holders.some((holder) => inRing.has(holder))) continue;
    evidence.push(`${nameTask(wait.task)} waits for ${wait.for.what} too`);
  }
  const [first] = ring;
  const noticed = innocent(context, [...inRing]);
  const where = first && whereOf(framesOf(context, first.task));
  return {
    code: 'deadlock',
    // A program that waits for itself keeps nobody else waiting.
    severity: ring.every((wait) => wait.for.kind === 'futex') ? 'warning' : 'critical',
    summary: `Deadlock: ${tell.join(', ')}${noticed === undefined ? '' : `; ${noticed} only noticed`}.`,
    evidence: evidence.slice(0, MAX_EVIDENCE),
    culprit: {
      ...(first === undefined ? {} : { pid: first.task.pid, comm: first.task.comm }),
      ...(where?.symbol === undefined ? {} : { symbol: where.symbol }),
    },
  };
}

/** The task that panicked, where it is none of those who are to blame. */
function innocent(context: FindingContext, guilty: readonly Task[]): string | undefined {
  const task = context.panic?.trace?.task;
  return task === undefined || guilty.includes(task) ? undefined : task.comm;
}

/** Whether the kernel's watchdog looks at such a task: one that may be killed while it waits is none of its business (v6.12 kernel/hung_task.c). */
function isWatched({ row }: Task): boolean {
  return !row.has('state') || (row.int('state') & (TASK_WAKEKILL | TASK_NOLOAD)) === 0;
}

/** A root is known, and something has waited for it for long. */
function isWorthTelling(context: Waiting, { waits }: Hang): boolean {
  if (!waits.some((wait) => wait.for.cause !== undefined || wait.for.holders.length > 0)) return false;
  const longest = Math.max(...waits.map((wait) => waitedFor(context, wait)));
  // Threads of one program that wait for each other are its own affair, unless it goes on for long.
  if (waits.every((wait) => wait.for.kind === 'futex')) return longest >= LONG_FUTEX_SECONDS;
  if (context.named?.kind === 'hung-task') return true;
  if (isLockup(context) && waits.some(isSpin)) return true;
  const own = context.state?.hungTaskSeconds ?? 0;
  const limit = own > 0 ? Math.min(own, LONG_WAIT_SECONDS) : LONG_WAIT_SECONDS;
  return longest >= limit;
}

/** Who waits without giving up the processor. */
function isSpin({ for: { kind } }: Wait): boolean {
  return kind === 'spinlock' || kind === 'rwlock' || kind === 'ipi';
}

function rooted(context: Waiting, hang: Hang): KnownFinding {
  const { chain, waits, root } = hang;
  const code = codeOf(hang);
  const longest = Math.max(...waits.map((wait) => waitedFor(context, wait)));
  const where = root && whereOf(framesOf(context, root));
  const limit = context.state?.hungTaskSeconds;
  const watchdog = watchdogLine(context, waits);
  // Where the kernel's limit can't be read, its watchdog's word that it was passed is as good.
  const isLong =
    context.named?.kind === 'hung-task' ||
    (isLockup(context) && waits.some(isSpin)) ||
    (limit === undefined ? watchdog.length > 0 : limit > 0 && longest >= limit);
  const watched = waits.some(
    ({ task, for: { cause, kind } }) => cause !== undefined || (kind !== 'futex' && isWatched(task)),
  );
  const severity = !watched ? 'info' : isLong ? 'critical' : 'warning';
  const evidence = [
    ...(chain.length > 1 ? [`the longest chain: ${chainLine(hang)}`] : []),
    ...waits.map((wait) => waitLine(context, wait)),
    ...watchdog,
  ];
  const left = evidence.length - MAX_EVIDENCE;
  return {
    code,
    severity,
    summary: `${summaryOf(context, hang, code)}; longest wait ${seconds(longest)}.`,
    evidence: left > 0 ? [...evidence.slice(0, MAX_EVIDENCE), `${left} more`] : evidence,
    ...(root === undefined
      ? {}
      : {
          culprit: { pid: root.pid, comm: root.comm, ...(where?.symbol === undefined ? {} : { symbol: where.symbol }) },
        }),
  };
}

function codeOf({ chain, root, waits }: Hang): FindingCode {
  const last = chain.at(-1)?.for;
  if (last?.cause?.kind === 'frozen') return 'frozen-filesystem';
  if (last?.cause?.kind === 'device') return 'stalled-io';
  if (last?.cause?.kind === 'server') return 'silent-server';
  if (waits.some(({ for: { kind, cause } }) => kind === 'rcu' || cause?.kind === 'cpu')) return 'rcu-stall';
  const rootWaits = waits.some(({ task }) => task === root);
  return !rootWaits && waits.every((wait) => LOCKS.includes(wait.for.kind)) ? 'lock-held' : 'wait-chain';
}

function summaryOf(context: FindingContext, { chain, waits, root }: Hang, code: FindingCode): string {
  const others = waits.filter(({ task }) => task !== root);
  const [only] = others;
  const who = others.length === 1 && only !== undefined ? nameTask(only.task) : `${others.length} tasks`;
  const verb = others.length === 1 ? 'waits' : 'wait';
  const last = chain.at(-1)?.for;
  if (last?.cause !== undefined) return `${last.cause.text}: ${who} ${verb} for that`;
  if (root === undefined) return `${who} ${verb} for ${last?.what ?? 'something'}`;
  const place = `${nameFrame(whereOf(framesOf(context, root)))} (state ${root.state})`;
  const whats = [...new Set(others.map((wait) => wait.for.what))];
  const guessed = chain.some((wait) => wait.for.guessed === true);
  if (code === 'lock-held')
    return `${who} ${verb} for ${whats.join(', ')} held ${guessed ? 'as far as can be seen ' : ''}by ${nameTask(root)}, which is in ${place}`;
  const own = waits.find(({ task }) => task === root)?.for;
  const waiting =
    own === undefined ? '' : ` and waits for ${own.what}${own.unknown === undefined ? '' : ` (${own.unknown})`}`;
  return `${who} ${verb} for ${nameTask(root)} in the end, which is in ${place}${waiting}`;
}

/** Each task, what it waits for, who has that, and so on to the root. */
function chainLine({ chain, root }: Hang): string {
  const steps = chain.flatMap(({ task, for: target }) => [nameTask(task), target.what]);
  const end = chain.at(-1)?.for;
  if (end?.cause !== undefined) steps.push(end.cause.text);
  else if (root !== undefined && chain.at(-1)?.task !== root) steps.push(nameTask(root));
  else if (end?.unknown !== undefined) steps.push(end.unknown);
  return steps.join(' → ');
}

/** Those that the kernel's own watchdog named are victims: none of them need be the cause. */
function watchdogLine(context: FindingContext, waits: readonly Wait[]): string[] {
  const pids = new Set(waits.map(({ task }) => String(task.pid)));
  const named = [...(context.log?.text ?? '').matchAll(NAMED_BY_WATCHDOG)].filter(([, , pid]) => pids.has(pid ?? ''));
  const names = [...new Set(named.map(([, comm, pid]) => `${comm} (pid ${pid})`))];
  const limit = context.state?.hungTaskSeconds;
  const after = limit === undefined || limit <= 0 ? '' : ` after ${limit} s`;
  return names.length === 0 ? [] : [`the kernel's watchdog named${after}: ${names.join(', ')}`];
}

function framesOf(context: FindingContext, task: Task) {
  const trace = context.traces?.byAddress.get(task.address);
  return trace === undefined ? [] : workOf(trace);
}

function waitLine(context: Waiting, wait: Wait): string {
  const { task, for: target } = wait;
  const since = isSpin(wait) ? runTime(context, task) : context.blocked.get(hex(task.address));
  const where = nameFrame(whereOf(framesOf(context, task)));
  const address = target.address === undefined ? undefined : hex(target.address);
  const at = address === undefined || target.what.includes(address) ? '' : ` at ${address}`;
  const holders = target.holders.slice(0, 4).map(nameTask).join(', ');
  const by = holders === '' ? '' : `, for which ${holders} ${target.holders.length === 1 ? 'has' : 'have'} to act`;
  const unknown = target.unknown === undefined ? '' : `; ${target.unknown}`;
  return `${nameTask(task)} waits for ${target.what}${at} in ${where}${since === undefined ? '' : `, ${seconds(since)}`}${by}${unknown}`;
}

/**
 * Who spins does not sleep: he has waited for as long as he has had his processor at most. Who waits for I/O sleeps again and again, so
 * that the watchdog leaves him alone (v6.12 block/blk.h `blk_wait_io()`).
 */
function waitedFor(context: Waiting, wait: Wait): number {
  const own = isSpin(wait) ? runTime(context, wait.task) : context.blocked.get(hex(wait.task.address));
  return Math.max(own ?? 0, wait.for.cause?.seconds ?? 0);
}
