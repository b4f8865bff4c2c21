/** Tasks that run, one a processor, with the registers of where they were interrupted: for tests of what they spin for. */
import type { Frame } from '../../shared/contract/report.ts';
import type { RegisterSet } from '../../shared/vmcore/arch/register-set.ts';
import type { Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { readStacks } from '../../shared/vmcore/stacks/stack-memory.ts';
import type { TaskTrace, TaskTraces } from '../../shared/vmcore/stacks/task-stacks.ts';
import type { TaskList } from '../../shared/vmcore/tasks/tasks.ts';
import { THREAD_BYTES, type Tasks } from './kernel-shapes.ts';

/** How far from the top of its stack a task runs, and how far its frames lie apart. */
const DEPTH = 0x400;
const FRAME_BYTES = 64;

export interface RunningFrame {
  readonly symbol: string;
  /** Where the function begins, and how far in it the frame stands. */
  readonly start?: bigint;
  readonly offset?: number;
  readonly user?: boolean;
  /** False: it was only found on the stack. */
  readonly reliable?: boolean;
  /** An interrupt came upon the next frame outward, and left these registers. */
  readonly interrupted?: Readonly<Record<string, bigint>>;
}

export class Runners {
  readonly #tasks: Tasks;
  readonly #frames = new Map<bigint, readonly RunningFrame[]>();
  #pid = 500;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /** @param frames innermost first; `room` is where the innermost has its variables */
  add(cpu: number, comm: string, frames: readonly RunningFrame[]): { readonly task: bigint; readonly room: bigint } {
    const { base } = this.#tasks.stack();
    this.#pid += 1;
    const task = this.#tasks.add(this.#pid, comm, { __state: 0, on_cpu: 1, stack: base });
    this.#run(cpu, task, frames);
    return { task, room: base + BigInt(THREAD_BYTES - DEPTH) };
  }

  /** Its idle task, in these frames. */
  idle(cpu: number, frames: readonly RunningFrame[]): void {
    const task = this.#tasks.idle[cpu] ?? 0n;
    this.#tasks.kernel.set('task_struct', task, { stack: this.#tasks.stack().base });
    this.#run(cpu, task, frames);
  }

  #run(cpu: number, task: bigint, frames: readonly RunningFrame[]): void {
    this.#tasks.kernel.set('rq', this.#tasks.queues[cpu] ?? 0n, { curr: task });
    this.#frames.set(task, frames);
  }

  /** As unwinding would leave them, beside those of others. */
  async traces(kernel: Kernel, list: TaskList, others: TaskTraces): Promise<TaskTraces> {
    const cpus = new Map([...list.runQueues].map(([cpu, { current }]) => [current, cpu]));
    const tasks = [...list.byAddress.values()].filter(({ address }) => this.#frames.has(address));
    const images = await readStacks(
      kernel.memory,
      tasks.map(({ stack }) => stack),
      THREAD_BYTES,
    );
    const traces = tasks.map((task, i): TaskTrace => {
      const image = images[i];
      const own = this.#frames.get(task.address) ?? [];
      const sp = (image?.end ?? 0n) - BigInt(DEPTH);
      const raw = own.map(({ interrupted, user = false }, n) => {
        const place = { pc: 1n, sp: sp + BigInt(n * FRAME_BYTES), exact: false, reliable: true, user };
        return { ...place, interrupted: interrupted && registers(interrupted) };
      });
      const frames = own.map(({ symbol, start = 0n, offset = 1, user, reliable = true }): Frame => {
        const address = `0x${(start + BigInt(offset)).toString(16)}`;
        return { address, symbol, offset, reliable, ...(user === true ? { user } : {}) };
      });
      const runningOn = cpus.get(task.address);
      return {
        task,
        image,
        start: undefined,
        unwound: { frames: raw },
        frames,
        runningOn,
        ranGuest: false,
        note: undefined,
      };
    });
    return {
      ...others,
      byAddress: new Map([...others.byAddress, ...traces.map((one) => [one.task.address, one] as const)]),
    };
  }
}

function registers(values: Readonly<Record<string, bigint>>): RegisterSet {
  return { pc: 1n, sp: 0n, fp: 0n, user: false, interruptsOff: false, values: new Map(Object.entries(values)) };
}
