/** `bt`: where tasks stand. */
import { traceTasks, type TaskTraces } from '../../stacks/task-stacks.ts';
import { readCpuRegisters } from '../../stacks/registers.ts';
import type { Datum } from '../datum.ts';
import type { Task } from '../../tasks/tasks.ts';
import type { World } from '../world.ts';
import { stackWords } from './raw.ts';
import { stackTasks, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

export async function bt(context: ViewContext, words: readonly string[]): Promise<Table> {
  const wanted = await stackTasks(context, words);
  const traces = await tracesOf(context.world);
  if (words.includes('-f')) return stackContents(context, wanted, traces);
  const rows = wanted.flatMap((task): Datum[][] => {
    const trace = traces.byAddress.get(task.address);
    return (trace?.frames ?? []).map((frame, i) => [
      integer(task.pid),
      pointer(task.address),
      integer(i),
      pointer(BigInt(frame.address)),
      frame.symbol === undefined
        ? text('')
        : {
            is: 'pointer',
            address: frame.address,
            symbol: frame.symbol,
            offset: frame.offset ?? 0,
            ...(frame.module === undefined ? {} : { module: frame.module }),
          },
      text(frame.reliable ? '' : '?'),
    ]);
  });
  return { columns: ['PID', 'TASK', 'FRAME', 'ADDRESS', 'SYMBOL', 'GUESSED'], rows };
}

/** The stacks of all tasks, unwound once. */
export async function tracesOf(world: World): Promise<TaskTraces> {
  const list = await world.tasks();
  await world.loadModules();
  return world.once('traces', async () => traceTasks(world.kernel, list, await readCpuRegisters(world.kernel)));
}

/** `bt -f`: each word of each frame, from where its stack begins up to the next one's. */
async function stackContents({ world }: ViewContext, tasks: readonly Task[], traces: TaskTraces): Promise<Table> {
  const rows: Datum[][] = [];
  for (const task of tasks) {
    const trace = traces.byAddress.get(task.address);
    const frames = trace?.unwound.frames ?? [];
    for (const [i, frame] of frames.entries()) {
      const next = frames[i + 1]?.sp ?? trace?.image?.end ?? frame.sp;
      // The next frame is on another stack: this one's ends with what led there.
      const isSame = next > frame.sp && next - frame.sp <= BigInt(traces.threadBytes);
      const lead = [integer(task.pid), integer(i), text(trace?.frames[i]?.symbol ?? '')];
      rows.push(...(await stackWords(world, frame.sp, isSame && !frame.user ? next : frame.sp, lead)));
    }
  }
  return { columns: ['PID', 'FRAME', 'FUNCTION', 'ADDRESS', 'VALUE', 'ABOUT'], rows };
}
