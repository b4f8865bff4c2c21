import { describe, expect, it } from '@jest/globals';
import type { FindingContext, FindingRule } from '../../../../../shared/vmcore/findings/context.ts';
import { instrumentedRule } from '../../../../../shared/vmcore/findings/instrumented.ts';
import { rcuRule } from '../../../../../shared/vmcore/findings/rcu.ts';
import { workqueueRule } from '../../../../../shared/vmcore/findings/workqueues.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { defineTasks, Tasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';
import { scene } from '../../../../support/waiting-kernel.ts';

const KTHREAD_AND_WORKER = 0x0020_0020;

/** A pool of CPU 1 with two work items that nobody has begun, and one worker that runs. */
function pools(sinceTicks: number, limit?: number, progress = 'watchdog_ts'): KernelWriter {
  const kernel = new KernelWriter();
  defineTasks(kernel, { extra: { worker_private: 'ptr' } });
  kernel.btf
    .struct('kthread', { flags: 'u64', data: 'ptr' })
    .struct('work_struct', { data: 'u64', entry: 'struct list_head', func: 'ptr' })
    .struct('worker', {
      current_work: 'ptr',
      current_func: 'ptr',
      current_pwq: 'ptr',
      scheduled: 'struct list_head',
      task: 'ptr',
      pool: 'ptr',
    })
    .struct('worker_pool', { cpu: 's32', [progress]: 'u64', worklist: 'struct list_head' })
    .struct('pool_workqueue', { pool: 'ptr', wq: 'ptr' })
    .struct('workqueue_struct', { flags: 'u32', name: 'char[24]' });
  const tasks = new Tasks(kernel);
  const now = 2 ** 32 + 100_000;
  kernel.word(kernel.symbol('jiffies_64', 8), now);
  if (limit !== undefined) kernel.word(kernel.symbol('wq_watchdog_thresh', 8), limit);
  const pool = kernel.make('worker_pool', { cpu: 1, [progress]: now - sinceTicks });
  const idle = kernel.make('worker_pool', { cpu: 0, [progress]: 0 });
  kernel.list(kernel.member('worker_pool', 'worklist', idle), []);
  const work = ['flush_fn', 'scan_fn'].map((name, i) =>
    kernel.member('work_struct', 'entry', kernel.make('work_struct', { func: kernel.code(name, 0x100 * (i + 1)) })),
  );
  kernel.list(kernel.member('worker_pool', 'worklist', pool), work);
  const node = kernel.make('xa_node', { 'slots[0]': idle, 'slots[1]': pool });
  kernel.set('idr', kernel.symbol('worker_pool_idr', kernel.btf.sizeOf('struct idr')), { 'idr_rt.xa_head': node + 2n });
  const queues = kernel.make('pool_workqueue', { pool, wq: kernel.make('workqueue_struct', { name: 'events' }) });
  const kthread = kernel.make('kthread');
  const task = tasks.add(7, 'kworker/1:0', { flags: KTHREAD_AND_WORKER, worker_private: kthread });
  const current_func = kernel.code('loops_fn', 0x400);
  const worker = kernel.make('worker', { current_work: 1n, current_func, current_pwq: queues, task, pool });
  kernel.set('kthread', kthread, { data: worker });
  kernel.set('rq', tasks.queues[1] ?? 0n, { curr: task });
  tasks.writeIds();
  return kernel;
}

async function find(rule: FindingRule, writer: KernelWriter, more: Partial<FindingContext> = {}) {
  const kernel = await writer.open();
  const state = { time: { hz: 250 } } as unknown as FindingContext['state'];
  return rule.find({ kernel, state, modules: [], ...more } as unknown as FindingContext);
}

describe('workqueueRule', () => {
  it('tells of a pool that has begun nothing for too long, who runs there, and what waits', async () => {
    const writer = pools(250 * 45);
    const [finding, ...others] = await find(workqueueRule, writer, { list: await readTasks(await writer.open()) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'stuck-workqueue',
      summary: 'The pool of workers of CPU 1 has begun none of its 2 work items for 45 s.',
      evidence: [
        'kworker/1:0 (pid 7) runs loops_fn of events, in unknown code (state R)',
        'CPU 1 ran kworker/1:0 (pid 7)',
        'not begun: flush_fn, scan_fn',
      ],
      culprit: { pid: 7 },
    });
  });

  it.each(['watchdog_ts', 'last_progress_ts'])('reads since when by `%s`', async (progress) => {
    const writer = pools(250 * 45, undefined, progress);
    const found = await find(workqueueRule, writer, { list: await readTasks(await writer.open()) });
    expect(found.map(({ summary }) => summary)).toEqual([
      'The pool of workers of CPU 1 has begun none of its 2 work items for 45 s.',
    ]);
  });

  it.each([
    ['the kernel’s own limit is higher', 45, 60],
    ['it is not so long yet', 29, undefined],
  ])('says nothing where %s', async (_, seconds, limit) => {
    const writer = pools(250 * seconds, limit);
    expect(await find(workqueueRule, writer, { list: await readTasks(await writer.open()) })).toEqual([]);
  });

  it('takes 30 seconds where the kernel’s watchdog is switched off', async () => {
    const writer = pools(250 * 31, 0);
    expect(await find(workqueueRule, writer, { list: await readTasks(await writer.open()) })).toHaveLength(1);
  });
});

describe('rcuRule', () => {
  /** CPU 1 runs `hog`; `reader` was preempted while it read. */
  async function stall({ qsmask, preempted }: { qsmask: number; preempted: boolean }) {
    const { kernel, tasks, sleepers } = scene();
    const node = kernel.make('rcu_node', { qsmask, gp_seq: 5 });
    kernel.perCpu('rcu_data', 'struct rcu_data').forEach((place, cpu) => {
      kernel.set('rcu_data', place, { mynode: node, grpmask: 1 << cpu });
    });
    const reader = sleepers.add('reader', ['preempt_schedule', 'walk_entries']);
    const link = kernel.member('task_struct', 'rcu_node_entry', reader.task);
    kernel.list(kernel.member('rcu_node', 'blkd_tasks', node), [link]);
    if (preempted) kernel.set('rcu_node', node, { gp_tasks: link });
    kernel.set('rq', tasks.queues[1] ?? 0n, { curr: tasks.add(90, 'hog', { __state: 0, on_cpu: 1 }) });
    tasks.writeIds();
    const opened = await kernel.open();
    const list = await readTasks(opened);
    const traces = await sleepers.traces(opened, list);
    return rcuRule.find({ kernel: opened, list, traces } as unknown as FindingContext);
  }
  const cpu = 'CPU 1, which ran hog (pid 90) in unknown code';
  const reader = 'reader (pid 101), preempted while it read, in walk_entries';

  it.each([
    ['a processor', { qsmask: 2, preempted: false }, `${cpu}.`, [cpu], 90],
    ['a reader', { qsmask: 0, preempted: true }, `${reader}.`, [reader], 101],
    ['both, the reader first', { qsmask: 2, preempted: true }, `${reader} and 1 more.`, [reader, cpu], 101],
  ])('names by RCU’s own records who holds it up: %s', async (_, given, who, evidence, pid) => {
    await expect(stall(given)).resolves.toMatchObject([
      {
        code: 'rcu-stall',
        severity: 'critical',
        summary: `A grace period of RCU is held up by ${who}`,
        evidence,
        culprit: { pid },
      },
    ]);
  });

  it('says nothing where nobody holds one up, or nothing is known of it', async () => {
    await expect(stall({ qsmask: 0, preempted: false })).resolves.toEqual([]);
    await expect(rcuRule.find({} as unknown as FindingContext)).resolves.toEqual([]);
  });

  it('is for a stall of RCU alone', () => {
    expect(rcuRule.kinds).toEqual(['rcu-stall']);
  });
});

describe('instrumentedRule', () => {
  function tracers(flags: number): KernelWriter {
    const kernel = new KernelWriter();
    defineTasks(kernel);
    kernel.btf
      .struct('ftrace_ops', { func: 'ptr', next: 'ptr', flags: 'u64' })
      .struct('module', { state: 'u32', name: 'char[56]' })
      .struct('klp_patch', { mod: 'ptr', list: 'struct list_head', enabled: 'u8' });
    const end = kernel.symbol('ftrace_list_end', 64);
    const ops = kernel.make('ftrace_ops', { func: kernel.code('spy_call', 0x100), next: end, flags });
    kernel.word(kernel.symbol('ftrace_ops_list', 8), ops);
    const patch = (name: string, enabled: number): bigint => {
      const at = kernel.make('klp_patch', { mod: kernel.make('module', { name }), enabled });
      return kernel.member('klp_patch', 'list', at);
    };
    kernel.list(
      kernel.symbol('klp_patches', 16),
      flags === 0 ? [] : [patch('livepatch_1', 1), patch('livepatch_0', 0)],
    );
    return kernel;
  }

  it('names live patches that are on, and users of the function tracer', async () => {
    const [finding] = await find(instrumentedRule, tracers(1));
    expect(finding).toMatchObject({
      code: 'instrumented-kernel',
      severity: 'info',
      summary: "The running kernel's code was changed on purpose: 1 live patch, 1 user of the function tracer.",
      evidence: ['1 live patch: livepatch_1', '1 user of the function tracer: spy_call'],
    });
  });

  it('says nothing of a kernel that nobody traces', async () => {
    await expect(find(instrumentedRule, tracers(0))).resolves.toEqual([]);
  });

  it('names a module that was loaded by force, types or not', async () => {
    const module = (name: string, ...tainted: readonly string[]) => ({ name, address: '0x1', sizeBytes: 1, tainted });
    const modules = [module('good', 'O', 'E'), module('bad', 'F')];
    await expect(instrumentedRule.find({ modules } as unknown as FindingContext)).resolves.toMatchObject([
      { code: 'forced-module', summary: expect.stringMatching(/^Module bad was loaded by force/) },
    ]);
  });
});
