import { describe, expect, it } from '@jest/globals';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { defineTasks, Tasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** Four in a ring of siblings, of which the map of process ids leads to the first alone. */
function world(): { kernel: KernelWriter; tasks: Tasks; siblings: bigint[] } {
  const kernel = new KernelWriter();
  defineTasks(kernel, { extra: { children: 'struct list_head', sibling: 'struct list_head' } });
  const tasks = new Tasks(kernel);
  const parent = kernel.symbol('init_task', kernel.btf.sizeOf('struct task_struct'));
  const stack = (): bigint => tasks.stack().base;
  const siblings = [
    tasks.add(10, 'known', { real_parent: parent, stack: stack() }),
    tasks.addLost(11, 'next', { real_parent: parent, stack: stack() }),
    tasks.addLost(12, 'after', { real_parent: parent, stack: stack() }),
  ];
  const child = tasks.addLost(13, 'child', { stack: stack() });
  const links = siblings.map((task) => kernel.member('task_struct', 'sibling', task));
  kernel.list(kernel.member('task_struct', 'children', parent), links);
  const [known = 0n] = siblings;
  kernel.list(kernel.member('task_struct', 'children', known), [kernel.member('task_struct', 'sibling', child)]);
  return { kernel, tasks, siblings };
}

describe('tasks whose process ids are not in the dump', () => {
  it('are found by their neighbours, one after the other', async () => {
    const { kernel, tasks } = world();
    tasks.writeIds();
    const list = await readTasks(await kernel.open());
    expect(list.tasks.map(({ comm }) => comm)).toEqual(['known', 'next', 'after', 'child']);
    expect(list.recovered).toBe(3);
    expect(list.problems.filter(({ problem }) => problem.includes('process id'))).toEqual([]);
  });

  it('are missed, each with its reason, where no neighbour leads to them', async () => {
    const { kernel, tasks } = world();
    tasks.addLost(14, 'alone', { stack: tasks.stack().base });
    tasks.writeIds();
    const list = await readTasks(await kernel.open());
    expect(list.tasks).toHaveLength(4);
    expect(list.problems.filter(({ problem }) => problem === 'a process id that cannot be read')).toHaveLength(1);
  });

  it('are not made up: one of another number, or without a stack of its own, is none', async () => {
    const { kernel, tasks, siblings } = world();
    tasks.writeIds();
    const [, next = 0n, after = 0n] = siblings;
    kernel.set('task_struct', next, { pid: 99 });
    kernel.set('task_struct', after, { stack: kernel.alloc(64) });
    const list = await readTasks(await kernel.open());
    expect(list.tasks.map(({ comm }) => comm)).toEqual(['known', 'child']);
  });
});
