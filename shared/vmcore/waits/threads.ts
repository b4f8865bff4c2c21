/** The kernel's own threads: what each was started with, and what a worker of a workqueue works on. */
import type { Kernel } from '../kernel/kernel.ts';
import type { Row } from '../symbols/shape.ts';
import type { Task, TaskList } from '../tasks/tasks.ts';

/** v6.12 include/linux/sched.h */
const PF_WQ_WORKER = 0x20;

export interface KernelThread {
  readonly task: Task;
  /** Its `struct kthread`. */
  readonly address: bigint;
  /** What its function was given. */
  readonly data: bigint;
}

/** A worker of a workqueue. */
export interface Worker {
  readonly task: Task;
  readonly address: bigint;
  readonly pool: bigint;
  /** The work item it executes; 0 while it idles. */
  readonly work: bigint;
  readonly functionName: string | undefined;
  /** `struct pool_workqueue` and `workqueue_struct` of that work item. */
  readonly poolQueue: bigint;
  readonly queue: bigint;
  readonly queueName: string;
  /** Where the work items hang that it does next. */
  readonly scheduled: bigint;
}

/** Every kernel thread with its `struct kthread` (v6.12 kernel/kthread.c `to_kthread()`). */
export async function readKernelThreads(kernel: Kernel, list: TaskList): Promise<KernelThread[]> {
  if (!kernel.types.has('kthread', 'data')) return [];
  const tasks = list.tasks.filter((task) => task.kernelThread && pointer(task) !== 0n);
  const rows = await kernel.shape('kthread', { data: 'data' }).read(kernel.memory, tasks.map(pointer));
  return tasks.flatMap((task, i): KernelThread[] => {
    const row = rows[i];
    return row !== undefined && 'pointer' in row ? [{ task, address: row.address, data: row.pointer('data') }] : [];
  });
}

function pointer(task: Task): bigint {
  return task.row.has('kthread') ? task.row.pointer('kthread') : 0n;
}

/** Every worker that executes something, by what its thread was started with. */
export async function readWorkers(kernel: Kernel, threads: readonly KernelThread[]): Promise<Worker[]> {
  if (!kernel.types.has('worker', 'current_work')) return [];
  const own = threads.filter(({ task, data }) => {
    return data !== 0n && task.row.has('flags') && (task.row.int('flags') & PF_WQ_WORKER) !== 0;
  });
  const shape = kernel
    .shape('worker', {
      work: 'current_work',
      func: 'current_func',
      poolQueue: 'current_pwq',
      scheduled: 'scheduled',
      task: 'task',
      pool: 'pool',
    })
    .need('work', 'poolQueue', 'scheduled', 'task', 'pool');
  const rows = await shape.readGood(
    kernel.memory,
    own.map(({ data }) => data),
  );
  const byTask = new Map(own.map(({ task }) => [task.address, task]));
  const busy = rows.filter((row) => row.pointer('work') !== 0n && byTask.has(row.pointer('task')));
  const queues = await queuesOf(
    kernel,
    busy.map((row) => row.pointer('poolQueue')),
  );
  return busy.flatMap((row): Worker[] => {
    const task = byTask.get(row.pointer('task'));
    const queue = queues.get(row.pointer('poolQueue'));
    if (task === undefined) return [];
    return [
      {
        task,
        address: row.address,
        pool: row.pointer('pool'),
        work: row.pointer('work'),
        functionName: row.has('func') ? kernel.symbolize(row.pointer('func'))?.symbol : undefined,
        poolQueue: row.pointer('poolQueue'),
        queue: queue?.address ?? 0n,
        queueName: queue?.text('name') ?? '',
        scheduled: row.addressOf('scheduled'),
      },
    ];
  });
}

/** The workqueues of some `pool_workqueue`s, by the latter's address. */
export async function queuesOf(kernel: Kernel, poolQueues: readonly bigint[]): Promise<Map<bigint, Row<'name'>>> {
  const shape = kernel.shape('pool_workqueue', { queue: 'wq' }).need('queue');
  const rows = await shape.readGood(kernel.memory, [...new Set(poolQueues)]);
  const named = await kernel
    .shape('workqueue_struct', { name: 'name' })
    .need('name')
    .readGood(kernel.memory, [...new Set(rows.map((row) => row.pointer('queue')))]);
  const byAddress = new Map(named.map((row) => [row.address, row]));
  return new Map(
    rows.flatMap((row) => {
      const queue = byAddress.get(row.pointer('queue'));
      return queue === undefined ? [] : [[row.address, queue] as const];
    }),
  );
}
