/** Who holds up a grace period of RCU: processors that have not passed through a quiescent state, and tasks that were preempted in a reader. */
import type { Kernel } from '../kernel/kernel.ts';
import { walkList } from '../kernel/walks.ts';
import type { Row } from '../symbols/shape.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';

const MAX_READERS = 65_536;

export interface RcuBlockers {
  readonly cpus: readonly { readonly cpu: number; readonly running: Task | undefined }[];
  readonly readers: readonly Task[];
  /** A grace period is under way; undefined where it can't be told. */
  readonly inProgress: boolean | undefined;
}

/** v6.12 kernel/rcu/tree.h: the leaf `rcu_node` of each processor has a bit for each that has yet to report. */
export async function readRcuBlockers(kernel: Kernel, list: TaskList): Promise<RcuBlockers | undefined> {
  if (!kernel.types.has('rcu_data', 'mynode') || !kernel.types.has('rcu_node', 'qsmask')) return undefined;
  const places = kernel.cpus.ids.flatMap((cpu) => {
    const address = kernel.perCpu('rcu_data', cpu);
    return address === undefined ? [] : [{ cpu, address }];
  });
  const data = await kernel
    .shape('rcu_data', { node: 'mynode', mask: 'grpmask' })
    .need('node', 'mask')
    .readGood(
      kernel.memory,
      places.map(({ address }) => address),
    );
  const nodes = await kernel
    .shape('rcu_node', {
      waiting: 'qsmask',
      expedited: 'expmask',
      sequence: 'gp_seq',
      tasks: 'blkd_tasks',
      from: 'gp_tasks',
    })
    .need('waiting')
    .readGood(kernel.memory, [...new Set(data.map((row) => row.pointer('node')))]);
  const byAddress = new Map(nodes.map((row) => [row.address, row]));
  const cpus = data.flatMap((row) => {
    const node = byAddress.get(row.pointer('node'));
    const cpu = places.find(({ address }) => address === row.address)?.cpu;
    if (node === undefined || cpu === undefined) return [];
    const waiting = node.big('waiting') | (node.has('expedited') ? node.big('expedited') : 0n);
    if ((waiting & row.big('mask')) === 0n) return [];
    const current = list.runQueues.get(cpu)?.current ?? 0n;
    return [{ cpu, running: list.byAddress.get(current) }];
  });
  const readers: Task[] = [];
  for (const node of nodes) readers.push(...(await readersOf(kernel, list, node)));
  const sequences = nodes.flatMap((node) => (node.has('sequence') ? [node.big('sequence') & 3n] : []));
  return { cpus, readers, inProgress: sequences.length === 0 ? undefined : sequences.some((state) => state !== 0n) };
}

type Node = Row<'waiting' | 'expedited' | 'sequence' | 'tasks' | 'from'>;

/** `gp_tasks` points to the first of `blkd_tasks` that the grace period waits for; all behind it are waited for as well. */
async function readersOf(kernel: Kernel, list: TaskList, node: Node): Promise<Task[]> {
  const link = kernel.types.find('task_struct')?.field('rcu_node_entry');
  if (link === undefined || !node.has('from') || !node.has('tasks') || node.pointer('from') === 0n) return [];
  const walk = await walkList(kernel.memory, node.addressOf('tasks'), { maxNodes: MAX_READERS });
  const first = walk.nodes.indexOf(node.pointer('from'));
  return walk.nodes.slice(Math.max(first, 0)).flatMap((at) => {
    const task = list.byAddress.get(at - BigInt(link.offsetBytes));
    return task === undefined ? [] : [task];
  });
}
