/**
 * Which lock a blocked task waits for. Recent kernels write it into the task; others leave a waiter on the task's own stack,
 * a node of the lock's list of waiters, in the frame of the function that waits.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { LockKind, LockWait } from './lock-wait.ts';
import { MAX_DEPTH, mayBeLock, rtMutexWait, rtWriterWait } from './rt-waits.ts';
import { Shape } from '../symbols/shape.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { isOnTaskStack, type StackImage } from '../stacks/stack-memory.ts';
import type { TaskTrace, TaskTraces } from '../stacks/task-stacks.ts';
import type { Task } from '../tasks/tasks.ts';

/** A kind of lock whose waiters stand in a list: the function that waits, its waiter, the lock's own struct. */
interface ListedLock {
  readonly kind: LockKind;
  readonly functions: RegExp;
  readonly waiter: string;
  readonly lock: string;
}

const LISTED_LOCKS: readonly ListedLock[] = [
  { kind: 'mutex', functions: /^(__mutex_lock|__ww_mutex_lock|mutex_lock)/, waiter: 'mutex_waiter', lock: 'mutex' },
  {
    kind: 'rwsem',
    functions: /^(__?)?(rwsem_down_|down_read|down_write|call_rwsem_down)/,
    waiter: 'rwsem_waiter',
    lock: 'rw_semaphore',
  },
  { kind: 'semaphore', functions: /^(__down|___down)/, waiter: 'semaphore_waiter', lock: 'semaphore' },
];

const MAX_WAITERS = 65_536;
/** `blocker` of 6.16 and later: the lock with its kind in the low bits (include/linux/hung_task.h). */
const BLOCKER_KINDS = [
  { kind: 'mutex', mode: undefined },
  { kind: 'semaphore', mode: undefined },
  { kind: 'rwsem', mode: 'read' },
  { kind: 'rwsem', mode: 'write' },
] as const;
const RWSEM_WAITING_FOR_READ = 1;

/** Whose stack an address lies on. */
export class StackOwners {
  readonly #stacks: readonly { readonly image: StackImage; readonly task: Task }[];
  readonly threadBytes: number;

  constructor(traces: TaskTraces) {
    this.threadBytes = traces.threadBytes;
    this.#stacks = [...traces.byAddress.values()]
      .flatMap(({ image, task }) => (image === undefined ? [] : [{ image, task }]))
      .sort((a, b) => (a.image.start < b.image.start ? -1 : 1));
  }

  at(address: bigint): { readonly image: StackImage; readonly task: Task } | undefined {
    let low = 0;
    let high = this.#stacks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#stacks[middle]?.image.start ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    const found = this.#stacks[low - 1];
    return found?.image.has(address) === true ? found : undefined;
  }

  /** A word of any task's stack. */
  word(address: bigint): bigint | undefined {
    return this.at(address)?.image.word(address);
  }
}

/** Every wait for a lock that can be told. */
export async function findLockWaits(kernel: Kernel, traces: TaskTraces): Promise<LockWait[]> {
  const owners = new StackOwners(traces);
  const waits = await Promise.all(
    [...traces.byAddress.values()]
      .filter((trace) => trace.task.state === 'D' || trace.task.state === 'S')
      .map((trace) => waitOf(kernel, owners, trace)),
  );
  return waits.filter((wait) => wait !== undefined);
}

async function waitOf(kernel: Kernel, owners: StackOwners, trace: TaskTrace): Promise<LockWait | undefined> {
  const { task } = trace;
  return (
    (await rtMutexWait(kernel, trace)) ??
    (await recordedWait(kernel, owners, task)) ??
    (await rtWriterWait(kernel, trace)) ??
    (await stackedWait(kernel, owners, trace))
  );
}

/** `blocker` (6.16 and later), or `blocked_on`: a mutex since 6.17, with lock debugging the waiter before. */
async function recordedWait(kernel: Kernel, owners: StackOwners, task: Task): Promise<LockWait | undefined> {
  const blocker = task.row.has('blocker') ? task.row.big('blocker') : 0n;
  const kind = BLOCKER_KINDS[Number(blocker & 3n)];
  if (blocker !== 0n && kind !== undefined) return { task, lock: blocker & ~3n, ...kind };
  const blockedOn = task.row.has('blockedOn') ? task.row.pointer('blockedOn') & ~7n : 0n;
  const field = kernel.types.struct('task_struct').field('blocked_on');
  if (blockedOn === 0n || blockedOn === BigInt.asUintN(64, -8n) || field === undefined) return undefined;
  if (kernel.types.structOf(field)?.name === 'mutex') return { task, kind: 'mutex', lock: blockedOn, mode: undefined };
  const mutex = LISTED_LOCKS[0];
  const link = kernel.types.find('mutex_waiter')?.field('list');
  if (mutex === undefined || link === undefined) return undefined;
  const lock = await lockOfNode(kernel, owners, mutex, blockedOn + BigInt(link.offsetBytes), []);
  return lock === undefined ? undefined : { task, kind: 'mutex', lock, mode: undefined };
}

/** Looks for the waiter in the stack frames of the function that waits, and follows its list to the lock. */
async function stackedWait(kernel: Kernel, owners: StackOwners, trace: TaskTrace): Promise<LockWait | undefined> {
  const { task, image, frames, unwound } = trace;
  if (image === undefined) return undefined;
  for (const listed of LISTED_LOCKS) {
    const waiter = kernel.types.find(listed.waiter);
    const link = waiter?.field('list');
    const owner = waiter?.field('task');
    if (waiter === undefined || link === undefined || owner === undefined) continue;
    const depth = frames.slice(0, MAX_DEPTH).findLastIndex((frame) => listed.functions.test(frame.symbol ?? ''));
    if (depth < 0) continue;
    // As far as the caller's caller: on arm64 a frame's variables lie above its record.
    const from = unwound.frames[0]?.sp ?? image.start;
    const to = unwound.frames[depth + 2]?.sp ?? image.end;
    const words: bigint[] = [];
    for (const { at, word } of image.wordsBetween(from, to)) {
      if (word !== task.address) {
        words.push(word);
        continue;
      }
      const start = at - BigInt(owner.offsetBytes);
      const node = start + BigInt(link.offsetBytes);
      if (!(await isLinked(kernel, owners, node))) continue;
      const lock = await lockOfNode(kernel, owners, listed, node, words);
      if (lock === undefined) continue;
      return { task, kind: listed.kind, lock, mode: modeOf(kernel, listed, image, start) };
    }
  }
  return undefined;
}

/** Both neighbours of a list node point back to it. */
async function isLinked(kernel: Kernel, owners: StackOwners, node: bigint): Promise<boolean> {
  const next = owners.word(node);
  const previous = owners.word(node + 8n);
  if (next === undefined || previous === undefined || next === 0n || previous === 0n) return false;
  const [back, forth] = await kernel.memory.read([
    { address: next + 8n, length: 8 },
    { address: previous, length: 8 },
  ]);
  const value = (bytes: Uint8Array | undefined): bigint => (bytes === undefined ? 0n : new LittleEndian(bytes).u64(0));
  return value(back?.bytes) === node && value(forth?.bytes) === node;
}

/**
 * Follows a list of waiters. Until 7.0 it goes through the lock's own `wait_list`: the one node that is on no stack. Since 7.1
 * the waiters are a ring of their own to which the lock only points: then it is one of the words near the waiter.
 *
 * @param words what else stands on the stack near the waiter, and may be the address of the lock
 */
async function lockOfNode(
  kernel: Kernel,
  owners: StackOwners,
  listed: ListedLock,
  node: bigint,
  words: readonly bigint[],
): Promise<bigint | undefined> {
  const type = kernel.types.find(listed.lock);
  const head = type?.field('wait_list');
  const first = type?.field('first_waiter');
  const ring = new Set<bigint>();
  let at = node;
  for (let i = 0; i < MAX_WAITERS && !ring.has(at); i++) {
    if (owners.at(at) === undefined && !(await isOnTaskStack(kernel.memory, at, owners.threadBytes))) {
      return head === undefined ? undefined : at - BigInt(head.offsetBytes);
    }
    ring.add(at);
    // Else of a stack whose task is not in the dump.
    const next = owners.word(at) ?? (await kernel.memory.word(at));
    if (next === undefined) return undefined;
    at = next;
  }
  const link = kernel.types.find(listed.waiter)?.field('list')?.offsetBytes ?? 0;
  if (first === undefined) return undefined;
  const candidates = [...new Set(words)].filter(mayBeLock);
  const results = await kernel.memory.read(
    candidates.map((word) => ({ address: word + BigInt(first.offsetBytes), length: 8 })),
  );
  const found = results.findIndex(({ bytes }) => {
    if (bytes === undefined) return false;
    const waiter = new LittleEndian(bytes).u64(0);
    return ring.has(waiter + BigInt(link));
  });
  return candidates[found];
}

function modeOf(kernel: Kernel, listed: ListedLock, image: StackImage, waiter: bigint): LockWait['mode'] {
  const type = listed.kind === 'rwsem' ? kernel.types.find(listed.waiter) : undefined;
  if (type?.field('type') === undefined) return undefined;
  const bytes = Buffer.alloc(Math.ceil(type.sizeBytes / 8) * 8);
  for (let at = 0; at < bytes.length; at += 8) bytes.writeBigUInt64LE(image.word(waiter + BigInt(at)) ?? 0n, at);
  const row = new Shape(type, { type: 'type' }).view(waiter, bytes);
  return row === undefined ? undefined : row.int('type') === RWSEM_WAITING_FOR_READ ? 'read' : 'write';
}
