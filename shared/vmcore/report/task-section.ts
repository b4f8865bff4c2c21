import { hex } from '../../bytes/cursor.ts';
import type { CpuInfo, TaskInfo } from '../../contract/report.ts';
import type { CpuTrace } from '../stacks/cpu-traces.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { registersOf, type SavedRegisters } from '../stacks/registers.ts';
import { stackInfo, type TaskTraces } from '../stacks/task-stacks.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';

/** The report's tasks: by pid, the idle tasks first. */
export function taskInfos(
  list: TaskList,
  traces: TaskTraces | undefined,
  resident: ReadonlyMap<bigint, number> = new Map(),
): TaskInfo[] {
  const idle = [...list.idle]
    .sort(([a], [b]) => a - b)
    .map(([cpu, task]) => taskInfo(list, task, traces, resident, cpu));
  return [...idle, ...list.tasks.map((task) => taskInfo(list, task, traces, resident, task.cpu))];
}

function taskInfo(
  list: TaskList,
  task: Task,
  traces: TaskTraces | undefined,
  resident: ReadonlyMap<bigint, number>,
  cpu: number | undefined,
): TaskInfo {
  const trace = traces?.byAddress.get(task.address);
  const parent = task.row.has('parent') ? list.byAddress.get(task.row.pointer('parent')) : undefined;
  const running = [...list.runQueues.values()].some((queue) => queue.current === task.address);
  const stack = trace === undefined || traces === undefined ? undefined : stackInfo(trace, traces.threadBytes);
  const blocked = blockedSeconds(list, task, running);
  const rss = task.row.has('mm') ? resident.get(task.row.pointer('mm')) : undefined;
  return {
    pid: task.pid,
    tgid: task.tgid,
    ...(parent === undefined ? {} : { ppid: parent.tgid }),
    comm: task.comm,
    state: task.state,
    ...(cpu === undefined ? {} : { cpu }),
    address: hex(task.address),
    kernelThread: task.kernelThread,
    running,
    ...(task.row.has('startTime') ? { startSeconds: Number(task.row.big('startTime')) / 1e9 } : {}),
    ...(blocked === undefined ? {} : { blockedSeconds: blocked }),
    ...(rss === undefined ? {} : { rssBytes: rss }),
    frames: [...(trace?.frames ?? [])],
    ...(stack === undefined ? {} : { stack }),
    ...(trace?.note === undefined ? {} : { note: trace.note }),
  };
}

/** Since when a task does not run: its queue's clock now, against the clock when it last ran. */
function blockedSeconds(list: TaskList, task: Task, running: boolean): number | undefined {
  if (running || task.pid === 0 || task.cpu === undefined || !task.row.has('execStart')) return undefined;
  const queue = list.runQueues.get(task.cpu);
  const last = task.row.int('execStart');
  if (queue === undefined || last === 0) return undefined;
  // The clock of a queue stands still while its processor idles: the latest of all is closest to now.
  const now = Math.max(...[...list.runQueues.values()].map((other) => other.clockNs));
  return now > last ? Math.round((now - last) / 1e6) / 1e3 : 0;
}

/** The report's processors: who ran there, and what. */
export function cpuInfos(
  kernel: Kernel,
  list: TaskList | undefined,
  traces: TaskTraces | undefined,
  saved: ReadonlyMap<number, SavedRegisters>,
  bare: ReadonlyMap<number, CpuTrace> | undefined,
): CpuInfo[] {
  return [...new Set([...kernel.cpus.ids, ...saved.keys()])].map((cpu) => {
    const queue = list?.runQueues.get(cpu);
    const task = queue && list?.byAddress.get(queue.current);
    const trace = (task && traces?.byAddress.get(task.address)) ?? bare?.get(cpu);
    const registers = saved.get(cpu)?.registers;
    return {
      cpu,
      online: kernel.cpus.online.has(cpu),
      ...(task === undefined ? {} : { pid: task.pid, comm: task.comm }),
      ...(registers === undefined ? {} : { registers: registersOf(registers) }),
      frames: [...(trace?.frames ?? [])],
      ...(queue === undefined
        ? {}
        : {
            runQueue: {
              nrRunning: queue.running,
              ...(task === undefined ? {} : { currentPid: task.pid }),
              clockNs: queue.clockNs,
            },
          }),
      ...(registers === undefined ? {} : { interruptsOff: interruptsOff(trace, registers.interruptsOff) }),
    };
  });
}

/** Interrupts were off in what the processor did before it was stopped: the innermost frame that was interrupted knows. */
function interruptsOff(trace: CpuTrace | undefined, now: boolean): boolean {
  const outer = trace?.unwound.frames.find((frame) => frame.interrupted !== undefined)?.interrupted;
  return outer === undefined ? now : outer.interruptsOff;
}
