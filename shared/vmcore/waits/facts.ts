/** What the rules of waiting look up, each read once and only if something waits for its like. */
import type { Kernel } from '../kernel/kernel.ts';
import { moduleTypes } from '../kernel/module-btf.ts';
import type { KernelTime } from '../kernel/time.ts';
import type { Lock } from '../locks/locks.ts';
import type { TaskTrace, TaskTraces } from '../stacks/task-stacks.ts';
import type { Types } from '../symbols/types.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';
import { disksOf, readDisks, readInFlight, type Disk, type InFlight } from './block-devices.ts';
import { readFileSystems, type FileSystem } from '../kernel/file-systems.ts';
import type { WaitTarget } from './target.ts';
import { readRcuBlockers, type RcuBlockers } from './rcu.ts';
import { readSpins, type Spin } from './spinning-cpus.ts';
import { readKernelThreads, readWorkers, type KernelThread, type Worker } from './threads.ts';

/** Who is on the way to freeze a file system. */
const FREEZING = /^(freeze_super|thaw_super|freeze_bdev)/;

/** The lock that a task waits for, and for what. */
export interface LockWaited {
  readonly lock: Lock;
  readonly mode: WaitTarget['mode'];
}

export class Facts {
  readonly kernel: Kernel;
  readonly list: TaskList;
  readonly traces: TaskTraces;
  readonly #locks: readonly Lock[];
  readonly #time: KernelTime | undefined;
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #frames = new Map<Task, readonly string[]>();
  readonly #others = new Map<string, readonly Task[]>();
  #lockWaits: ReadonlyMap<Task, LockWaited> | undefined;
  #freezing: readonly Task[] | undefined;
  #words: Map<bigint, Set<Task>> | undefined;

  constructor(
    kernel: Kernel,
    list: TaskList,
    traces: TaskTraces,
    locks: readonly Lock[],
    time: KernelTime | undefined,
  ) {
    this.kernel = kernel;
    this.list = list;
    this.traces = traces;
    this.#locks = locks;
    this.#time = time;
  }

  threads(): Promise<readonly KernelThread[]> {
    return this.#once('threads', () => readKernelThreads(this.kernel, this.list));
  }

  workers(): Promise<readonly Worker[]> {
    return this.#once('workers', async () => readWorkers(this.kernel, await this.threads()));
  }

  fileSystems(): Promise<readonly FileSystem[]> {
    return this.#once('file systems', () => readFileSystems(this.kernel));
  }

  disks(): Promise<readonly Disk[]> {
    return this.#once('disks', () => readDisks(this.kernel));
  }

  rcu(): Promise<RcuBlockers | undefined> {
    return this.#once('rcu', () => readRcuBlockers(this.kernel, this.list));
  }

  /** Processors that spin for a lock. */
  spins(): Promise<readonly Spin[]> {
    return this.#once('spins', () => readSpins(this.kernel, this.list, this.traces));
  }

  /** Types of a loaded module; undefined where it brought none. */
  moduleTypes(module: string): Promise<Types | undefined> {
    return moduleTypes(this.kernel, module);
  }

  get uptimeSeconds(): number | undefined {
    return this.#time?.uptimeSeconds;
  }

  /** The disk of a `block_device`. */
  async disk(device: bigint): Promise<Disk | undefined> {
    return this.#once(`device ${device}`, async () => (await disksOf(this.kernel, [device])).get(device));
  }

  inFlight(disk: Disk): Promise<InFlight | undefined> {
    return this.#once(`requests ${disk.address}`, () => readInFlight(this.kernel, disk, this.#time));
  }

  /** Names of the functions that a task stands in, innermost first. */
  frames(task: Task): readonly string[] {
    let frames = this.#frames.get(task);
    if (frames === undefined) {
      frames = (this.traces.byAddress.get(task.address)?.frames ?? []).map(({ symbol }) => symbol ?? '');
      this.#frames.set(task, frames);
    }
    return frames;
  }

  /** The lock that a task waits for. */
  lockWait(task: Task): LockWaited | undefined {
    this.#lockWaits ??= new Map(
      this.#locks
        .flatMap((lock) => lock.waits.map(({ task: by, mode }) => [by, { lock, mode }] as const))
        // Of several the first counts: it is the last to be set.
        .reverse(),
    );
    return this.#lockWaits.get(task);
  }

  /** Tasks on the way to freeze a file system, or to thaw it. */
  freezing(): readonly Task[] {
    this.#freezing ??= this.list.tasks.filter((task) => this.frames(task).some((frame) => FREEZING.test(frame)));
    return this.#freezing;
  }

  /**
   * Other tasks that have an address on the part of their stack that is in use: no proof that they hold what is there, and all
   * there is where the kernel notes no owner.
   */
  whoHas(address: bigint): Task[] {
    this.#words ??= this.#readWords();
    return [...(this.#words.get(address) ?? [])];
  }

  /** Those of them that do not stand in the same functions as the task: who does waits for the object too. */
  othersAt(task: Task, address: bigint): readonly Task[] {
    const way = (one: Task): string => this.frames(one).slice(0, 6).join(' ');
    const own = way(task);
    const key = `${address} ${own}`;
    const others = this.#others.get(key) ?? this.whoHas(address).filter((other) => way(other) !== own);
    this.#others.set(key, others);
    return others;
  }

  #readWords(): Map<bigint, Set<Task>> {
    const words = new Map<bigint, Set<Task>>();
    for (const trace of this.traces.byAddress.values()) {
      for (const word of liveWords(trace)) {
        const tasks = words.get(word) ?? new Set();
        words.set(word, tasks.add(trace.task));
      }
    }
    return words;
  }

  #once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#made.get(key) as Promise<T> | undefined) ?? make();
    this.#made.set(key, made);
    return made;
  }
}

function liveWords({ image, unwound }: TaskTrace): bigint[] {
  const from = unwound.frames[0]?.sp;
  if (image === undefined || from === undefined || !image.has(from)) return [];
  const words: bigint[] = [];
  for (let at = from & ~7n; at < image.end; at += 8n) {
    const word = image.word(at);
    if (word !== undefined && word >> 63n === 1n && word % 8n === 0n) words.push(word);
  }
  return words;
}
