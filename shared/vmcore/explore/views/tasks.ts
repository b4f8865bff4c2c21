/** `ps`, `ps -m`, `runq`: tasks as crash lists them. */
import { hex } from '../../../bytes/cursor.ts';
import { readResident } from '../../tasks/process-memory.ts';
import { addressSpaceOf, type Task } from '../../tasks/tasks.ts';
import { listNodes } from '../structures.ts';
import { runningTasks, tasksOf, type ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

/** crash's two letters for the one of `ps`. */
const STATES: Readonly<Record<string, string>> = {
  R: 'RU',
  S: 'IN',
  D: 'UN',
  I: 'ID',
  Z: 'ZO',
  X: 'DE',
  T: 'ST',
  t: 'TR',
  P: 'PA',
};

export function stateOf(task: Task): string {
  return STATES[task.state] ?? task.state;
}

/** `ps`: every task, or those that are named; `-A` those that run, `-G` the leaders of groups, `-m` when each ran last. */
export async function ps(context: ViewContext, words: readonly string[]): Promise<Table> {
  const { world, kernel } = context;
  const list = await world.tasks();
  const running = runningTasks(list);
  let tasks = await tasksOf(context, words, 'all');
  if (words.includes('-A')) tasks = tasks.filter((task) => running.has(task.address));
  if (words.includes('-G')) tasks = tasks.filter((task) => task.pid === task.tgid);
  if (words.includes('-m')) return lastRuns(context, tasks);
  const [resident, sizes, cached] = await Promise.all([
    readResident(kernel, list),
    virtualSizes(context, tasks),
    cachedPages(context),
  ]);
  const page = kernel.memory.pageSizeBytes / 1024;
  return {
    columns: ['', 'PID', 'PPID', 'CPU', 'TASK', 'ST', 'VSZ', 'RSS', 'COMM'],
    rows: tasks.map((task) => {
      const mm = addressSpaceOf(task);
      const parent = task.row.has('parent') ? list.byAddress.get(task.row.pointer('parent')) : undefined;
      return [
        text(running.has(task.address) ? '>' : ''),
        integer(task.pid),
        integer(task.pid === 0 ? 0 : (parent?.tgid ?? 0)),
        integer(task.cpu ?? 0),
        pointer(task.address),
        text(stateOf(task)),
        integer((sizes.get(mm) ?? 0) * page),
        integer(Math.floor((resident.get(mm) ?? 0) / 1024) + (cached.get(task.tgid) ?? 0) * page),
        text(mm === 0n && stateOf(task) !== 'ZO' ? `[${task.comm}]` : task.comm),
      ];
    }),
  };
}

async function virtualSizes({ kernel }: ViewContext, tasks: readonly Task[]): Promise<ReadonlyMap<bigint, number>> {
  const spaces = [...new Set(tasks.map(addressSpaceOf))].filter((mm) => mm !== 0n);
  const rows = await kernel.shape('mm_struct', { pages: 'total_vm' }).readGood(kernel.memory, spaces);
  return new Map(rows.map((row) => [row.address, row.int('pages')]));
}

/** Pages that threads had counted by themselves and not yet told their address space (until 6.1), by process. */
async function cachedPages({ world, kernel }: ViewContext): Promise<ReadonlyMap<number, number>> {
  const sums = new Map<number, number>();
  if (!kernel.types.has('task_struct', 'rss_stat.count')) return sums;
  const list = await world.tasks();
  const shape = kernel.shape('task_struct', {
    tgid: 'tgid',
    a: 'rss_stat.count[0]',
    b: 'rss_stat.count[1]',
    c: 'rss_stat.count[3]',
  });
  for (const row of await shape.readGood(kernel.memory, [...list.byAddress.keys()])) {
    const tgid = row.int('tgid');
    const own = (['a', 'b', 'c'] as const).reduce((sum, key) => sum + (row.int(key) | 0), 0);
    sums.set(tgid, (sums.get(tgid) ?? 0) + own);
  }
  return sums;
}

/** How long ago each task began to run last, the latest first. */
async function lastRuns({ world }: ViewContext, tasks: readonly Task[]): Promise<Table> {
  const { runQueues } = await world.tasks();
  const rows = tasks
    .map((task) => {
      const clock = runQueues.get(task.cpu ?? 0)?.clockNs ?? 0;
      const last = task.row.has('lastArrival') ? task.row.int('lastArrival') : 0;
      return { task, ago: last === 0 ? clock : clock - last, last };
    })
    .sort((a, b) => b.last - a.last);
  return {
    columns: ['AGO', 'ST', 'PID', 'TASK', 'CPU', 'COMM'],
    rows: rows.map(({ task, ago }) => [
      text(duration(ago)),
      text(stateOf(task)),
      integer(task.pid),
      pointer(task.address),
      integer(task.cpu ?? 0),
      text(task.comm),
    ]),
  };
}

/** Days, hours, minutes, seconds and milliseconds of a number of nanoseconds. */
function duration(ns: number): string {
  const ms = Math.floor(Math.max(0, ns) / 1e6);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 86_400)} ${clock}.${String(ms % 1000).padStart(3, '0')}`;
}

/** What runs on each processor, and what waits to. */
export function runq(context: ViewContext, words: readonly string[]): Promise<Table> {
  return words.includes('-t') ? runqTimes(context) : runqTasks(context);
}

/** `runq -t`: each processor's clock, and when what it runs came on it. */
async function runqTimes({ world }: ViewContext): Promise<Table> {
  const list = await world.tasks();
  const rows = [...list.runQueues].map(([cpu, queue]) => {
    const task = list.byAddress.get(queue.current);
    const last = task?.row.has('lastArrival') === true ? task.row.big('lastArrival') : 0n;
    const own = [integer(task?.pid ?? 0), pointer(queue.current), text(task?.comm ?? '?')];
    return [integer(cpu), integer(queue.clockNs), integer(last), ...own];
  });
  return { columns: ['CPU', 'CLOCK', 'SINCE', 'PID', 'TASK', 'COMM'], rows };
}

async function runqTasks({ world, kernel }: ViewContext): Promise<Table> {
  const list = await world.tasks();
  const rows: Table['rows'][number][] = [];
  const link = BigInt(kernel.types.struct('task_struct').offsetOf('se.group_node'));
  const queued = kernel.types.find('rq')?.field('cfs_tasks');
  for (const [cpu, queue] of list.runQueues) {
    const runqueue = kernel.perCpu('runqueues', cpu) ?? 0n;
    const row = (kind: string, task: Task | undefined, address: bigint): void => {
      const own = [text(kind), integer(task?.pid ?? 0), pointer(address), text(task?.comm ?? '?')];
      rows.push([integer(cpu), pointer(runqueue), ...own]);
    };
    row('CURRENT', list.byAddress.get(queue.current), queue.current);
    if (queued === undefined) continue;
    for await (const node of listNodes(kernel, runqueue + BigInt(queued.offsetBytes))) {
      const address = node.address - link;
      if (address !== queue.current) row('CFS', list.byAddress.get(address), address);
    }
  }
  return { columns: ['CPU', 'RUNQUEUE', 'QUEUE', 'PID', 'TASK', 'COMM'], rows };
}

/** `task [-R MEMBER,…] [TASK]`: members of the `task_struct`; all of them without `-R`. */
export async function task(context: ViewContext, words: readonly string[]): Promise<Table> {
  const at = words.indexOf('-R');
  const members = at < 0 ? undefined : (words[at + 1] ?? '').split(',').filter(Boolean);
  const named = at < 0 ? words : words.filter((_, i) => i !== at && i !== at + 1);
  const tasks = await tasksOf(context, named, 'panicking');
  const type = context.world.types.tagged('struct', 'task_struct');
  const names =
    members ?? (type?.kind === 'struct' ? type.members.map(({ name }) => name).filter((name) => name !== '') : []);
  const rows = await Promise.all(
    tasks.map(async ({ address }) => {
      const at = `((struct task_struct *)${hex(address)})`;
      const answer = await context.walk(
        `array (&*${at})[0:1] as t show ${names.map((name) => `t.${name}`).join(', ')}`,
      );
      return (answer.rows[0] ?? []).map((datum, i) => [pointer(address), text(names[i] ?? '?'), datum]);
    }),
  );
  return { columns: ['TASK', 'MEMBER', 'VALUE'], rows: rows.flat() };
}
