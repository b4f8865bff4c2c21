/** Tasks that sleep, with the names of their frames and what lies on their stacks: for tests of what they wait for. */
import type { Frame } from '../../shared/contract/report.ts';
import type { Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { readStacks } from '../../shared/vmcore/stacks/stack-memory.ts';
import type { TaskTraces } from '../../shared/vmcore/stacks/task-stacks.ts';
import type { TaskList } from '../../shared/vmcore/tasks/tasks.ts';
import { THREAD_BYTES, type Tasks } from './kernel-shapes.ts';
import type { Value } from './kernel-writer.ts';

/** How far from the top of its stack a task sleeps, and how far its frames lie apart. */
const DEPTH = 0x400;
const FRAME_BYTES = 64;

/** Tasks in state D, one after the other. */
export class Sleepers {
  readonly #tasks: Tasks;
  readonly #frames = new Map<string, readonly string[]>();
  readonly #programs = new Set<string>();
  #pid = 100;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  /** @param frames innermost first, without what the scheduler adds; `room` is where its functions keep their variables; `program`: it came from user space */
  add(
    comm: string,
    frames: readonly string[],
    values: Readonly<Record<string, Value>> = {},
    { program = false }: { readonly program?: boolean } = {},
  ): { readonly task: bigint; readonly room: bigint } {
    const { base } = this.#tasks.stack();
    this.#pid += 1;
    const task = this.#tasks.add(this.#pid, comm, { __state: 2, stack: base, ...values });
    this.#frames.set(comm, ['__schedule', 'schedule', ...frames, 'outer', 'outermost', 'start']);
    if (program) this.#programs.add(comm);
    return { task, room: base + BigInt(THREAD_BYTES - DEPTH) };
  }

  /** As unwinding would leave them. */
  async traces(kernel: Kernel, list: TaskList): Promise<TaskTraces> {
    const tasks = list.tasks.filter((task) => this.#frames.has(task.comm));
    const images = await readStacks(
      kernel.memory,
      tasks.map((task) => task.stack),
      THREAD_BYTES,
    );
    const traces = tasks.map((task, i) => {
      const image = images[i];
      const names = this.#frames.get(task.comm) ?? [];
      const sp = (image?.end ?? 0n) - BigInt(DEPTH);
      const raw = names.map((_, n) => {
        return { pc: 1n, sp: sp + BigInt(n * FRAME_BYTES), exact: false, reliable: true, user: false };
      });
      const frames = names.map((symbol): Frame => ({ address: '0x1', symbol, offset: 1, reliable: true }));
      if (this.#programs.has(task.comm)) {
        raw.push({ pc: 0x40_1000n, sp: 0x7fff_f7de_e000n, exact: true, reliable: true, user: true });
        frames.push({ address: '0x401000', reliable: true, user: true });
      }
      return { task, image, start: undefined, unwound: { frames: raw }, frames, runningOn: undefined, note: undefined };
    });
    const byAddress = new Map(traces.map((trace) => [trace.task.address, trace]));
    return { byAddress, threadBytes: THREAD_BYTES } as unknown as TaskTraces;
  }
}
