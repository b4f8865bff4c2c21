import type { KnownFinding } from '../../contract/finding-codes.ts';
import { hex } from '../../bytes/cursor.ts';
import { lockCycles, type Lock } from '../locks/locks.ts';
import type { Task } from '../tasks/tasks.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { nameFrame, nameTask, seconds, whereOf, type FindingContext, type FindingRule } from './context.ts';

/** From here on a wait for a lock is worth telling even where nothing else went wrong. */
const LONG_WAIT_SECONDS = 10;

/** Tasks that wait for locks in a ring, and long waits for locks held by someone who does not let go. */
export const deadlockRule: FindingRule = {
  name: 'deadlock',
  kinds: ALL_KINDS,
  find(context) {
    const cycles = lockCycles(context.locks);
    const inCycles = new Set(cycles.flat().map((task) => task.address));
    return [...cycles.map((ring) => deadlock(context, ring)), ...heldLocks(context, inCycles)];
  },
};

export function nameLock(lock: Lock): string {
  return `${lock.kind} ${lock.symbol ?? hex(lock.address)}`;
}

function deadlock(context: FindingContext, ring: readonly Task[]): KnownFinding {
  const { locks } = context;
  const steps = ring.map((task) => {
    const waited = locks.find((lock) => lock.waits.some((wait) => wait.task === task));
    const held = locks.filter((lock) => lock.owner === task);
    return { task, waited, held };
  });
  const tell = steps.map(({ task, waited, held }) => {
    const holds = held.map(nameLock).join(', ') || 'a lock';
    return `${nameTask(task)} holds ${holds} and waits for ${waited === undefined ? 'another' : nameLock(waited)}`;
  });
  const evidence = steps.map(({ task }) => waitLine(context, task));
  const others = locks
    .filter((lock) => lock.owner !== undefined && ring.includes(lock.owner))
    .flatMap((lock) => lock.waits.filter((wait) => !ring.includes(wait.task)).map((wait) => ({ wait, lock })));
  for (const { wait, lock } of others) evidence.push(`${nameTask(wait.task)} waits for ${nameLock(lock)} too`);
  const noticed = innocent(context, ring);
  const first = steps[0];
  const where = first && whereOf(framesOf(context, first.task));
  return {
    code: 'deadlock',
    severity: 'critical',
    summary: `Deadlock: ${tell.join(', ')}${noticed === undefined ? '' : `; ${noticed} only noticed`}.`,
    evidence,
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

function framesOf(context: FindingContext, task: Task) {
  return context.traces?.byAddress.get(task.address)?.frames ?? [];
}

function waitLine(context: FindingContext, task: Task): string {
  const waited = context.locks.find((lock) => lock.waits.some((wait) => wait.task === task));
  const since = context.tasks.find((info) => info.address === hex(task.address))?.blockedSeconds;
  const where = nameFrame(whereOf(framesOf(context, task)));
  const lock = waited === undefined ? 'a lock' : `${nameLock(waited)} at ${hex(waited.address)}`;
  return `${nameTask(task)} waits for ${lock} in ${where}${since === undefined ? '' : `, ${seconds(since)}`}`;
}

/** Locks outside a ring that are waited for long, by the one at the end of the chain, who holds everything up. */
function heldLocks(context: FindingContext, inCycles: ReadonlySet<bigint>): KnownFinding[] {
  const isHung = context.named?.kind === 'hung-task';
  const byRoot = new Map<bigint, { root: Task; locks: Lock[] }>();
  for (const lock of context.locks) {
    const root = rootOf(context.locks, lock.owner, inCycles);
    if (root === undefined) continue;
    const entry = byRoot.get(root.address) ?? { root, locks: [] };
    entry.locks.push(lock);
    byRoot.set(root.address, entry);
  }
  return [...byRoot.values()].flatMap(({ root, locks }) => {
    const waiters = locks.flatMap((lock) => lock.waits.map((wait) => wait.task));
    const longest = Math.max(0, ...waiters.map((task) => blockedFor(context, task)));
    if (longest < LONG_WAIT_SECONDS && !isHung) return [];
    const where = whereOf(framesOf(context, root));
    const tasks = waiters.length === 1 ? nameTask(waiters[0] ?? root) : `${waiters.length} tasks`;
    return [
      {
        code: 'lock-held',
        severity: isHung ? ('critical' as const) : ('warning' as const),
        summary: `${tasks} wait${waiters.length === 1 ? 's' : ''} for ${locks.map(nameLock).join(', ')} held by ${nameTask(root)}, which is in ${nameFrame(where)} (state ${root.state}); longest wait ${seconds(longest)}.`,
        evidence: waiters.slice(0, 16).map((task) => waitLine(context, task)),
        culprit: { pid: root.pid, comm: root.comm, ...(where?.symbol === undefined ? {} : { symbol: where.symbol }) },
      },
    ];
  });
}

function blockedFor(context: FindingContext, task: Task): number {
  return context.tasks.find((info) => info.address === hex(task.address))?.blockedSeconds ?? 0;
}

/** Who is at the end of the chain of owners: waits for no lock himself. Nothing where the chain ends in a ring. */
function rootOf(locks: readonly Lock[], owner: Task | undefined, inCycles: ReadonlySet<bigint>): Task | undefined {
  const seen = new Set<bigint>();
  let at = owner;
  while (at !== undefined && !seen.has(at.address)) {
    if (inCycles.has(at.address)) return undefined;
    seen.add(at.address);
    const current: Task = at;
    const next = locks.find((lock) => lock.waits.some((wait) => wait.task === current))?.owner;
    if (next === undefined) return at;
    at = next;
  }
  return undefined;
}
