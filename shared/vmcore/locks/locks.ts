import { LittleEndian } from '../../bytes/little-endian.ts';
import { hex } from '../../bytes/cursor.ts';
import type { LockInfo } from '../../contract/report.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findLockWaits, type LockKind, type LockWait } from './lock-waits.ts';
import { loadModuleTables } from '../kernel/module-tables.ts';
import type { TaskTraces } from '../stacks/task-stacks.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';

/** A lock that tasks wait for. */
export interface Lock {
  readonly address: bigint;
  readonly kind: LockKind;
  readonly symbol: string | undefined;
  readonly owner: Task | undefined;
  /** What stands where the owner is kept; a task's address, be that task in the dump or not. */
  readonly ownerAddress?: bigint | undefined;
  /** An rwsem held by readers names one of them only. */
  readonly ownedByReaders: boolean;
  readonly waits: readonly LockWait[];
}

/** Flags in the low bits of an owner: a mutex and an rwsem have three at most, an rtmutex one. */
const OWNER_FLAGS = 7n;
const RWSEM_READER_OWNED = 1n;

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
  const places = locks.map(({ address, kind }) => {
    const shape = OWNERS[kind];
    const type = shape && (kernel.types.find(shape.type) ?? kernel.types.find(shape.type.replace(/_base$/, '')));
    const field = shape?.paths.map((path) => type?.field(path)).find((found) => found?.sizeBytes === 8);
    return { address: address + BigInt(field?.offsetBytes ?? 0), length: field === undefined ? 0 : 8 };
  });
  const [owners] = await Promise.all([kernel.memory.read(places), loadModuleTables(kernel, modules)]);
  return locks
    .map((lock, i): Lock => {
      const bytes = owners[i]?.bytes;
      const word = bytes?.length === 8 ? new LittleEndian(bytes).u64(0) : 0n;
      return {
        ...lock,
        symbol: nameOf(kernel, lock.address),
        owner: list.byAddress.get(word & ~OWNER_FLAGS),
        ownerAddress: (word & ~OWNER_FLAGS) === 0n ? undefined : word & ~OWNER_FLAGS,
        ownedByReaders: lock.kind === 'rwsem' && (word & RWSEM_READER_OWNED) !== 0n,
      };
    })
    .sort((a, b) => b.waits.length - a.waits.length);
}

function nameOf(kernel: Kernel, address: bigint): string | undefined {
  const place = kernel.symbolize(address);
  // A module without the names of its data: the last of its functions says nothing.
  if (place === undefined || (place.sizeBytes !== undefined && place.offset >= place.sizeBytes)) return undefined;
  return place.offset === 0 ? place.symbol : `${place.symbol}+${hex(place.offset)}`;
}

/** Rings of tasks that wait for each other, each once, beginning with its lowest pid. */
export function lockCycles(locks: readonly Lock[]): Task[][] {
  const waitsFor = new Map<bigint, Task>();
  for (const lock of locks) {
    for (const wait of lock.waits) if (lock.owner !== undefined) waitsFor.set(wait.task.address, lock.owner);
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
