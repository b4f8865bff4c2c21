/** One fuzz target in a thread of its own: mutates its seeds until time is up or something is found. */
import { parentPort, workerData } from 'node:worker_threads';
import { PurgatoryError } from '../../shared/errors.ts';
import { mutate, randomFrom } from './mutate.ts';

/** The longest input that is told back when it hangs. */
export const INPUT_BYTES = 4 * 1024 * 1024;
const POOL = 200;
/** One input may take this much of a processor, and leave this much outside the heap behind. */
const CASE_CPU_MS = 5000;
const ARRAYS_MB = 1024;
/** Asking for the memory takes as long as many a target. */
const MEMORY_EVERY = 64;

export interface FuzzTask {
  readonly file: string;
  readonly durationMs: number;
  /** Ends after so many inputs; what takes a count takes no clock. */
  readonly inputs?: number | undefined;
  /** This one input and no other. */
  readonly only?: Uint8Array | undefined;
  readonly seed: number;
  readonly shared: SharedArrayBuffer;
}

export interface FuzzMessage {
  readonly executions: number;
  /** A processor's time that they took. */
  readonly cpuMs?: number;
  readonly problem?: string;
  readonly input?: Uint8Array;
}

interface Target {
  readonly seeds: readonly Uint8Array[];
  fuzz(bytes: Uint8Array): unknown;
}

if (parentPort !== null) parentPort.postMessage(await work(workerData as FuzzTask));

async function work(task: FuzzTask): Promise<FuzzMessage> {
  const target = (await import(task.file)) as Target;
  const random = randomFrom(task.seed);
  const pool: Uint8Array[] = target.seeds.map((seed) => Uint8Array.from(seed));
  if (pool.length === 0) pool.push(new Uint8Array(0));
  const until = task.inputs === undefined ? performance.now() + task.durationMs : Infinity;
  const last = task.only === undefined ? (task.inputs ?? Infinity) : 1;
  const began = process.threadCpuUsage();
  const state = new Int32Array(task.shared, 0, 2);
  const underWay = new Uint8Array(task.shared, 8);
  for (let executions = 0; ; executions++) {
    if (performance.now() > until || executions >= last) {
      const { user, system } = process.threadCpuUsage(began);
      return { executions, cpuMs: (user + system) / 1000 };
    }
    // The seeds themselves first, as they are.
    const input = task.only ?? (executions < target.seeds.length ? pick(pool, executions) : mutate(pool, random));
    Atomics.store(state, 1, Math.min(input.length, INPUT_BYTES));
    underWay.set(input.subarray(0, INPUT_BYTES));
    Atomics.store(state, 0, executions);
    const cpu = process.threadCpuUsage();
    try {
      await target.fuzz(input);
    } catch (error) {
      if (!(error instanceof PurgatoryError)) {
        return { executions, problem: error instanceof Error ? (error.stack ?? error.message) : String(error), input };
      }
    }
    const { user, system } = process.threadCpuUsage(cpu);
    const cpuMs = (user + system) / 1000;
    if (cpuMs > CASE_CPU_MS) return { executions, problem: `took ${Math.round(cpuMs)} ms of a processor`, input };
    const arraysMb = executions % MEMORY_EVERY === 0 ? process.memoryUsage().arrayBuffers / 2 ** 20 : 0;
    if (arraysMb > ARRAYS_MB) return { executions, problem: `${Math.round(arraysMb)} MiB in buffers`, input };
    // Mutations of mutations go further from the seeds; which stay is left to chance.
    if (random(20) === 0 && input.length <= 1024 * 1024) {
      if (pool.length < POOL) pool.push(input);
      else pool[target.seeds.length + random(Math.max(1, POOL - target.seeds.length))] = input;
    }
  }
}

function pick(pool: readonly Uint8Array[], index: number): Uint8Array {
  return pool[index % pool.length] ?? new Uint8Array(0);
}
