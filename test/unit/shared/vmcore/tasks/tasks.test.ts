import { describe, expect, it } from '@jest/globals';
import { readTasks, stateLetter } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { defineTasks, Tasks, type TaskShape } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

async function read(shape: TaskShape, build: (kernel: KernelWriter, tasks: Tasks) => void, ids = true) {
  const writer = new KernelWriter();
  defineTasks(writer, shape);
  const tasks = new Tasks(writer);
  build(writer, tasks);
  if (ids) tasks.writeIds();
  return readTasks(await writer.open());
}

describe('stateLetter', () => {
  it.each([
    [0, 0, 'R'],
    [1, 0, 'S'],
    [2, 0, 'D'],
    [4, 0, 'T'],
    [8, 0, 't'],
    [0x402, 0, 'I'],
    [0x2001, 0, 'S'],
    [0x2402, 0, 'I'],
    [0x1000, 0, 'D'],
    [0x40, 0, 'P'],
    [0x80, 0x20, 'Z'],
    [0x80, 0x10, 'X'],
  ])('prints state %i and exit state %i as %s', (state, exit, letter) => {
    expect(stateLetter(state, exit)).toBe(letter);
  });
});

describe('readTasks', () => {
  it.each(['state', '__state'] as const)('reads tasks whose state is `%s`', async (state) => {
    const list = await read({ state }, (_, tasks) => {
      tasks.add(1, 'init', { [state]: 1 });
      tasks.add(77, 'kworker', { [state]: 0x402, flags: 0x20_0000 });
    });
    expect(list.tasks.map((task) => [task.pid, task.comm, task.state, task.kernelThread])).toEqual([
      [1, 'init', 'S', false],
      [77, 'kworker', 'I', true],
    ]);
    expect([...list.idle.values()].map((task) => task.comm)).toEqual(['swapper/0', 'swapper/1']);
    expect(list.problems).toEqual([]);
  });

  it.each([
    ['thread_info', 'thread_info.cpu'],
    ['task', 'cpu'],
  ] as const)('has the processor in the %s', async (cpu, path) => {
    const list = await read({ cpu }, (_, tasks) => {
      tasks.add(1, 'init', { [path]: 1 });
    });
    expect(list.tasks[0]?.cpu).toBe(1);
  });

  it.each(['thread_node', 'thread_group'] as const)(
    'finds every thread by the list of tasks and `%s` where the map of ids cannot be read',
    async (threads) => {
      const list = await read(
        { threads },
        (kernel, tasks) => {
          const leader = tasks.add(10, 'leader');
          const thread = tasks.add(11, 'thread', { tgid: 10 });
          const first = kernel.symbol('init_task', kernel.btf.sizeOf('struct task_struct'));
          kernel.list(kernel.member('task_struct', 'tasks', first), [kernel.member('task_struct', 'tasks', leader)]);
          const links = [leader, thread].map((task) => kernel.member('task_struct', threads, task));
          if (threads === 'thread_node') {
            const signal = kernel.make('signal_struct');
            kernel.list(kernel.member('signal_struct', 'thread_head', signal), links);
            for (const task of [leader, thread]) kernel.set('task_struct', task, { signal });
          } else kernel.list(links[0] ?? 0n, links.slice(1));
        },
        false,
      );
      expect(list.tasks.map((task) => task.pid)).toEqual([10, 11]);
    },
  );

  it('says which task cannot be read, and goes on with the others', async () => {
    const list = await read({}, (kernel, tasks) => {
      tasks.add(1, 'init');
      const lost = tasks.add(2, 'lost');
      const id = kernel.make('pid', { 'tasks[0].first': 0xffff_8880_1000_0000n });
      expect(id).toBeGreaterThan(lost);
      tasks.add(3, 'last');
      kernel.set('task_struct', lost, { comm: 'here' });
    });
    expect(list.tasks.map((task) => task.pid)).toEqual([1, 2, 3]);
  });

  it('does not loop where a node of the map points back to itself', async () => {
    const writer = new KernelWriter();
    defineTasks(writer);
    const tasks = new Tasks(writer);
    tasks.add(1, 'init');
    const root = writer.make('xa_node', { shift: 6 });
    writer.set('xa_node', root, { 'slots[0]': root + 2n, 'slots[1]': 0xffff_8880_7777_0002n });
    const namespace = writer.symbol('init_pid_ns', writer.btf.sizeOf('struct pid_namespace'));
    writer.set('pid_namespace', namespace, { 'idr.idr_rt.xa_head': root + 2n });
    const list = await readTasks(await writer.open());
    expect([...list.idle.values()].length).toBe(2);
    expect(list.problems.length).toBeGreaterThan(0);
  });
});
