import { hex } from '../../bytes/cursor.ts';
import type { LockInfo } from '../../contract/report.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { LockKind, LockWait } from './lock-wait.ts';
import { findLockWaits } from './lock-waits.ts';
import { loadModuleTables } from '../kernel/module-tables.ts';
import type { TaskTraces } from '../stacks/task-stacks.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';

/** A lock that tasks wait for. */
export interface Lock {
  readonly address: bigint;
  readonly kind: LockKind;
  readonly symbol: string | undefined;
  /** Who has it; of an rwsem that readers have, the one that came last. */
  readonly owner: Task | undefined;
  /** How many readers have an rwsem. Of PREEMPT_RT's it is told while a writer waits for them. */
  readonly readers?: number | undefined;
  /** Why no owner is named, or how sure it is. */
  readonly unknown?: string | undefined;
  /** Somebody may have it of whom the lock does not say who. Not so where nobody has it, or one who is not in the dump. */
  readonly unnamed?: boolean | undefined;
  readonly waits: readonly LockWait[];
}

/** Flags in the low bits of an owner: a mutex and an rwsem have three at most, an rtmutex one. */
const OWNER_FLAGS = 7n;
/** v6.12 kernel/locking/rwsem.c: `count` has the readers above eight bits, of which the lowest is a writer's. */
const RWSEM_WRITER_LOCKED = 1n;
const RWSEM_READER_SHIFT = 8n;
/** More than there can be tasks (`PID_MAX_LIMIT`). */
const MAX_READERS = 4n << 20n;
const COUNTS = ['count.counter', 'count'];
/** Of a lock that has no count of readers: whoever stands in it has it alone. */
const WRITERS_ONLY = -1n;
/** Of what a lock does not have. */
const NOWHERE = 0n;

const UNNOTED = 'the kernel notes no owner of it';
const LET_GO = 'nobody has it: it was let go, and who is next has not taken it yet';

/** Where each kind of lock keeps its owner, by the shapes that kernels have had. */
const OWNERS: Readonly<Partial<Record<LockKind, { readonly type: string; readonly paths: readonly string[] }>>> = {
  mutex: { type: 'mutex', paths: ['owner.counter', 'owner', 'rtmutex.owner'] },
  rwsem: { type: 'rw_semaphore', paths: ['owner.counter', 'owner', 'rwbase.rtmutex.owner'] },
  rtmutex: { type: 'rt_mutex_base', paths: ['owner'] },
  semaphore: { type: 'semaphore', paths: ['last_holder'] },
};

/** Every lock that someone waits for, with its owner, most waiters first. */
export async function readLocks(kernel: Kernel, list: TaskList, traces: TaskTraces): Promise<Lock[]> {
  const waits = await findLockWaits(kernel, traces);
  const byLock = new Map<bigint, LockWait[]>();
  for (const wait of waits) byLock.set(wait.lock, [...(byLock.get(wait.lock) ?? []), wait]);
  const locks = [...byLock].map(([address, own]) => ({ address, kind: own[0]?.kind ?? 'unknown', waits: own }));
  const modules = locks.map(({ address }) => kernel.modules.at(address)).filter((module) => module !== undefined);
  const places = locks.map((lock) => {
    const shape = OWNERS[lock.kind];
    const type = shape && (kernel.types.find(shape.type) ?? kernel.types.find(shape.type.replace(/_base$/, '')));
    const at = (paths: readonly string[]): bigint => {
      const field = paths.map((path) => type?.field(path)).find((found) => found?.sizeBytes === 8);
      return field === undefined ? NOWHERE : lock.address + BigInt(field.offsetBytes);
    };
    const rt = lock.kind === 'rwsem' ? type?.field('rwbase.readers')?.offsetBytes : undefined;
    return {
      owner: at(shape?.paths ?? []),
      count: lock.kind === 'rwsem' ? at(COUNTS) : NOWHERE,
      rtReaders: rt === undefined ? NOWHERE : lock.address + BigInt(rt),
    };
  });
  const [owners, counts, rtReaders] = await Promise.all([
    kernel.memory.words(places.map(({ owner }) => owner)),
    kernel.memory.words(places.map(({ count }) => count)),
    kernel.memory.words(places.map((place) => place.rtReaders)),
    loadModuleTables(kernel, modules),
  ]);
  return locks
    .map((lock, i): Lock => {
      const { owner = NOWHERE, count = NOWHERE, rtReaders: readers = NOWHERE } = places[i] ?? {};
      const held =
        owner === NOWHERE
          ? { owner: undefined, unknown: UNNOTED, unnamed: true }
          : readers !== NOWHERE && isWaiting(lock.waits, owners[i])
            ? readersOf(rtReaders[i])
            : lock.kind === 'semaphore'
              ? lastHolder(list, owners[i])
              : ownerOf(list, owners[i], count === NOWHERE ? WRITERS_ONLY : counts[i]);
      return { ...lock, symbol: nameOf(kernel, lock.address), ...held };
    })
    .sort((a, b) => b.waits.length - a.waits.length);
}

type Holder = Pick<Lock, 'owner' | 'readers' | 'unknown' | 'unnamed'>;

/** A semaphore may be had by several, and be let go by others than those (`last_holder`, 6.16 and later). */
function lastHolder(list: TaskList, word: bigint | undefined): Holder {
  const owner = list.byAddress.get(word ?? 0n);
  if (owner === undefined) return { owner, unknown: UNNOTED, unnamed: true };
  return { owner, unknown: 'who took it last is written down' };
}

/**
 * PREEMPT_RT's rwsem that a writer waits for: it is the owner already, and waits for readers that came before, who are counted
 * (v6.12 kernel/locking/rwbase_rt.c). @param count what stands in the lock; undefined where that can't be read
 */
function readersOf(count: bigint | undefined): Holder {
  if (count === undefined) return { owner: undefined, unknown: "its count of readers can't be read", unnamed: true };
  const readers = BigInt.asUintN(32, count);
  if (readers === 0n) return { owner: undefined, unknown: LET_GO };
  if (readers > MAX_READERS) return { owner: undefined, unknown: wrongCount(readers), unnamed: true };
  return { owner: undefined, readers: Number(readers), unknown: `${has(readers)}: ${NOT_NOTED}`, unnamed: true };
}

/** The owner that is written down waits itself: for what keeps it from having the lock. */
function isWaiting(waits: readonly LockWait[], owner: bigint | undefined): boolean {
  return owner !== undefined && waits.some(({ task }) => task.address === (owner & ~OWNER_FLAGS));
}

const NOT_NOTED = 'who is not written down';

function has(readers: bigint): string {
  return readers === 1n ? 'one reader has it' : `${readers} readers have it`;
}

function wrongCount(count: bigint): string {
  return `its count of readers can't be: ${hex(count)}`;
}

/** @param owner @param count what stands in the lock; undefined where that can't be read */
function ownerOf(list: TaskList, owner: bigint | undefined, count: bigint | undefined): Holder {
  if (owner === undefined || count === undefined) {
    return { owner: undefined, unknown: "its owner can't be read", unnamed: true };
  }
  const address = owner & ~OWNER_FLAGS;
  const task = list.byAddress.get(address);
  if ((count & RWSEM_WRITER_LOCKED) === 0n) {
    const readers = count >> RWSEM_READER_SHIFT;
    // The owner stays written down when the last of them has gone.
    if (readers === 0n) return { owner: undefined, unknown: LET_GO };
    if (readers > MAX_READERS) {
      return { owner: undefined, unknown: wrongCount(count), unnamed: true };
    }
    const last = task === undefined ? NOT_NOTED : 'who came last is written down, and may have gone since';
    return {
      owner: task,
      readers: Number(readers),
      unknown: `${has(readers)}: ${last}`,
      ...(task === undefined ? { unnamed: true } : {}),
    };
  }
  if (task !== undefined) return { owner: task };
  if (address !== 0n)
    return { owner: undefined, unknown: `its owner, the task at ${hex(address)}, is not in the dump` };
  // A writer is written down after it has it.
  if (count === WRITERS_ONLY) return { owner: undefined, unknown: LET_GO };
  return { owner: undefined, unknown: 'a writer has it: who is not written down yet', unnamed: true };
}

function nameOf(kernel: Kernel, address: bigint): string | undefined {
  const place = kernel.symbolize(address);
  // A module without the names of its data: the last of its functions says nothing.
  if (place === undefined || (place.sizeBytes !== undefined && place.offset >= place.sizeBytes)) return undefined;
  return place.offset === 0 ? place.symbol : `${place.symbol}+${hex(place.offset)}`;
}

/** Whether the owner only may have it. One reader is the one that is written down, unless that one waits; of several nobody knows. */
export function isGuess({ owner, readers }: Lock, waiter: Task): boolean {
  return readers !== undefined && (readers > 1 || owner === waiter);
}

/** Rings of tasks that wait for each other, each once, beginning with its lowest pid. */
export function lockCycles(locks: readonly Lock[]): Task[][] {
  const waitsFor = new Map<bigint, Task>();
  for (const lock of locks) {
    for (const { task } of lock.waits) {
      if (lock.owner !== undefined && !isGuess(lock, task)) waitsFor.set(task.address, lock.owner);
    }
  }
  const cycles = new Map<string, Task[]>();
  for (const start of locks.flatMap((lock) => lock.waits.map((wait) => wait.task))) {
    const path: Task[] = [];
    let at: Task | undefined = start;
    while (at !== undefined && !path.includes(at)) {
      path.push(at);
      at = waitsFor.get(at.address);
    }
    if (at === undefined) continue;
    const ring = path.slice(path.indexOf(at));
    const first = ring.reduce((lowest, task, i) => (task.pid < (ring[lowest]?.pid ?? 0) ? i : lowest), 0);
    const ordered = [...ring.slice(first), ...ring.slice(0, first)];
    cycles.set(ordered.map((task) => task.pid).join(' '), ordered);
  }
  return [...cycles.values()];
}

/** As the report holds them. */
export function lockInfos(locks: readonly Lock[]): LockInfo[] {
  const cycles = lockCycles(locks);
  return locks.map((lock) => {
    const cycle = cycles.find((ring) => lock.owner !== undefined && ring.includes(lock.owner) && waitsIn(lock, ring));
    return {
      kind: lock.kind,
      address: hex(lock.address),
      ...(lock.symbol === undefined ? {} : { symbol: lock.symbol }),
      owner:
        lock.owner === undefined
          ? null
          : { pid: lock.owner.pid, comm: lock.owner.comm, address: hex(lock.owner.address) },
      ...(lock.readers === undefined ? {} : { readers: lock.readers }),
      ...(lock.unknown === undefined ? {} : { unknown: lock.unknown }),
      waiters: lock.waits.map(({ task, mode }) => ({
        pid: task.pid,
        comm: task.comm,
        ...(mode === undefined ? {} : { mode }),
      })),
      ...(cycle === undefined ? {} : { cycle: cycle.map((task) => task.pid) }),
    };
  });
}

function waitsIn(lock: Lock, ring: readonly Task[]): boolean {
  return lock.waits.some((wait) => ring.includes(wait.task));
}
