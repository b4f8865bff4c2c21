/** `bt`: where tasks stand. */
import { traceTasks } from '../../stacks/task-stacks.ts';
import { readCpuRegisters } from '../../stacks/registers.ts';
import type { Datum } from '../datum.ts';
import { runningTasks, tasksOf, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

export async function bt(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { world, kernel } = context;
  const list = await world.tasks();
  const running = runningTasks(list);
  const wanted = words.includes('-a')
    ? [...list.byAddress.values()].filter((task) => running.has(task.address))
    : await tasksOf(context, words, 'panicking');
  await world.loadModules();
  const traces = await world.once('traces', async () => traceTasks(kernel, list, await readCpuRegisters(kernel)));
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
