/** Pools of workers that have work and begin none of it, as the kernel's own watchdog finds them (v6.12 kernel/workqueue.c `wq_watchdog_timer_fn()`). */
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { walkList } from '../kernel/walks.ts';
import { walkXarray } from '../kernel/xarray.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { readKernelThreads, readWorkers, type Worker } from '../waits/threads.ts';
import { nameFrame, nameTask, seconds, whereOf, type FindingContext, type FindingRule } from './context.ts';

/** `wq_watchdog_thresh` where it can't be read, or is 0. */
/** When a pool began the last of its work: the first name in 7.2 and later, the second in 6.12 and before. */
const PROGRESS = ['last_progress_ts', 'watchdog_ts'];
const DEFAULT_LIMIT_SECONDS = 30;
const MAX_POOLS = 65_536;
const MAX_PENDING = 1024;

interface StuckPool {
  readonly address: bigint;
  readonly cpu: number;
  readonly idleSeconds: number;
  readonly pending: readonly bigint[];
}

export const workqueueRule: FindingRule = {
  name: 'stuck workqueues',
  kinds: ALL_KINDS,
  async find(context): Promise<KnownFinding[]> {
    const { kernel, list, state } = context;
    if (kernel?.hasTypes !== true || list === undefined || state?.time.hz === undefined) return [];
    const pools = await stuckPools(kernel, state.time.hz);
    if (pools.length === 0) return [];
    const workers = await readWorkers(kernel, await readKernelThreads(kernel, list));
    return Promise.all(pools.map(async (pool) => tell(context, kernel, pool, workers)));
  },
};

async function stuckPools(kernel: Kernel, hz: number): Promise<StuckPool[]> {
  const pools = kernel.symbol('worker_pool_idr');
  const clock = kernel.symbol('jiffies_64') ?? kernel.symbol('jiffies');
  const tree = kernel.types.find('idr')?.field('idr_rt');
  if (pools === undefined || clock === undefined || tree === undefined) return [];
  const since = PROGRESS.find((member) => kernel.types.has('worker_pool', member));
  if (since === undefined) return [];
  const [now, limit, { entries }] = await Promise.all([
    kernel.memory.u64(clock, 'jiffies'),
    readLimit(kernel),
    walkXarray(kernel, pools + BigInt(tree.offsetBytes), { maxEntries: MAX_POOLS }),
  ]);
  const rows = await kernel
    .shape('worker_pool', { cpu: 'cpu', worklist: 'worklist', since })
    .need('cpu', 'worklist', 'since')
    .readGood(
      kernel.memory,
      entries.map(({ value }) => value),
    );
  const stuck = rows.flatMap((row) => {
    const idleSeconds = Number(BigInt.asIntN(64, now - row.big('since'))) / hz;
    const isEmpty = row.pointer('worklist') === row.addressOf('worklist');
    return isEmpty || idleSeconds < limit ? [] : [{ row, idleSeconds }];
  });
  return Promise.all(
    stuck.map(async ({ row, idleSeconds }): Promise<StuckPool> => {
      const walk = await walkList(kernel.memory, row.addressOf('worklist'), { maxNodes: MAX_PENDING });
      return { address: row.address, cpu: row.int('cpu'), idleSeconds, pending: walk.nodes };
    }),
  );
}

async function readLimit(kernel: Kernel): Promise<number> {
  const symbol = kernel.symbol('wq_watchdog_thresh');
  const value = symbol === undefined ? 0 : Number(await kernel.memory.u64(symbol, 'wq_watchdog_thresh'));
  return value > 0 ? value : DEFAULT_LIMIT_SECONDS;
}

async function tell(
  context: FindingContext,
  kernel: Kernel,
  pool: StuckPool,
  workers: readonly Worker[],
): Promise<KnownFinding> {
  const own = workers.filter((worker) => worker.pool === pool.address);
  const where = pool.cpu < 0 ? 'of no processor of its own' : `of CPU ${pool.cpu}`;
  const running =
    pool.cpu < 0 ? undefined : context.list?.byAddress.get(context.list.runQueues.get(pool.cpu)?.current ?? 0n);
  const count = `${pool.pending.length}${pool.pending.length >= MAX_PENDING ? ' or more' : ''}`;
  const lines = own.map((worker) => {
    const frames = context.traces?.byAddress.get(worker.task.address)?.frames ?? [];
    const work = worker.functionName ?? 'a work item';
    return `${nameTask(worker.task)} runs ${work} of ${worker.queueName}, in ${nameFrame(whereOf(frames))} (state ${worker.task.state})`;
  });
  const [first] = own;
  return {
    code: 'stuck-workqueue',
    severity: 'warning',
    summary: `The pool of workers ${where} has begun none of its ${count} work items for ${seconds(pool.idleSeconds)}.`,
    evidence: [
      ...lines.slice(0, 16),
      ...(running === undefined ? [] : [`CPU ${pool.cpu} ran ${nameTask(running)}`]),
      `not begun: ${(await functionsOf(kernel, pool.pending)).join(', ')}`,
    ],
    ...(first === undefined ? {} : { culprit: { pid: first.task.pid, comm: first.task.comm } }),
  };
}

async function functionsOf(kernel: Kernel, nodes: readonly bigint[]): Promise<string[]> {
  const entry = kernel.types.find('work_struct')?.field('entry');
  if (entry === undefined) return [];
  const rows = await kernel
    .shape('work_struct', { func: 'func' })
    .need('func')
    .readGood(
      kernel.memory,
      nodes.map((node) => node - BigInt(entry.offsetBytes)),
    );
  const names = rows.map((row) => kernel.symbolize(row.pointer('func'))?.symbol ?? 'a function without a name');
  return [...new Set(names)].slice(0, 16);
}
