/** Waits for a completion: whose it is says where it lies, on the waiter's own stack or in the object that it belongs to. */
import { walkList } from '../kernel/walks.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import { moduleObjectWait, moduleWait } from './modules.ts';
import { nameOf, only } from './names.ts';
import { diskHolders } from './pages.ts';
import { hotplugWait, stopWait } from './processors.ts';
import { headOf, pointersIn, waitingWords, whichHolds, type StackEntry } from './stack-entries.ts';
import type { WaitTarget } from './target.ts';
import { queuesOf } from './threads.ts';

const MAX_NODES = 4096;

const RCU_FUNCTIONS =
  /^(synchronize_(rcu|net|sched)|__wait_rcu_gp|wait_rcu_gp|rcu_barrier|synchronize_rcu_expedited|exp_funnel_lock)/;

type Rule = (facts: Facts, trace: TaskTrace, completion: bigint) => Promise<WaitTarget | undefined>;

/** The first that knows what a completion is for. */
const RULES: readonly Rule[] = [
  workItem,
  workqueueFlush,
  rcuGracePeriod,
  threadEnd,
  hotplugWait,
  stopWait,
  childProcess,
  blockRequest,
  moduleObjectWait,
  (facts, trace) => Promise.resolve(moduleWait(facts, trace)),
];

export async function completionWait(
  facts: Facts,
  trace: TaskTrace,
  entries: readonly StackEntry[],
): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const offset = kernel.types.find('completion')?.field('wait.task_list')?.offsetBytes;
  // Until 5.6 a completion had a queue as everything else has.
  const old = kernel.types.find('completion')?.field('wait.head')?.offsetBytes;
  const entry = entries.find(({ type }) => type === (offset === undefined ? 'wait' : 'swait'));
  const within = offset ?? old;
  if (entry === undefined || within === undefined) return undefined;
  const head = await headOf(kernel, list, entry.node);
  if (head === undefined) return undefined;
  const completion = head - BigInt(within);
  for (const rule of RULES) {
    const found = await rule(facts, trace, completion);
    if (found !== undefined) return found;
  }
  const what = `completion ${nameOf(facts, completion)}`;
  const maybe = facts.othersAt(trace.task, completion);
  return { kind: 'completion', what, address: completion, ...only(maybe, 'who completes it is not written down') };
}

/** `flush_work()`, `cancel_work_sync()` and their like put a barrier behind the work item (v6.12 kernel/workqueue.c `insert_wq_barrier()`). */
async function workItem(facts: Facts, trace: TaskTrace, completion: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const type = kernel.types.find('wq_barrier');
  const done = type?.field('done');
  const entry = type?.field('work.entry');
  const func = type?.field('work.func');
  if (done === undefined || entry === undefined || func === undefined || trace.image?.has(completion) !== true) {
    return undefined;
  }
  const barrier = completion - BigInt(done.offsetBytes);
  const called = trace.image.word(barrier + BigInt(func.offsetBytes));
  if (called === undefined || kernel.symbolize(called)?.symbol !== 'wq_barrier_func') return undefined;
  const workers = await facts.workers();
  const poolList = kernel.types.find('worker_pool')?.field('worklist')?.offsetBytes;
  const walk = await walkList(kernel.memory, barrier + BigInt(entry.offsetBytes), { maxNodes: MAX_NODES });
  const nodes = new Set(walk.nodes);
  const runs = workers.find(({ scheduled }) => nodes.has(scheduled));
  if (runs !== undefined) {
    const what = `work item ${runs.functionName ?? 'that runs'} on workqueue ${runs.queueName}`;
    return { kind: 'workqueue', what, address: runs.work, holders: [runs.task] };
  }
  const pool = workers.filter((worker) => poolList !== undefined && nodes.has(worker.pool + BigInt(poolList)));
  if (pool.length > 0) {
    const what = `a work item that has not begun, behind ${pool.length} that run in its pool`;
    return { kind: 'workqueue', what, address: pool[0]?.pool, holders: pool.map(({ task }) => task) };
  }
  const queue = await inactiveQueue(facts, nodes);
  if (queue === undefined) {
    return {
      kind: 'workqueue',
      what: 'a work item',
      holders: [],
      unknown: 'the list that it hangs in leads to no worker',
    };
  }
  const holders = workers.filter(({ poolQueue }) => poolQueue === queue.address).map(({ task }) => task);
  const what = `a work item that has not begun: workqueue ${queue.name} runs no more at a time`;
  return { kind: 'workqueue', what, address: queue.address, holders };
}

/** Work items beyond what a queue may run at a time hang in a list of their own. */
async function inactiveQueue(
  facts: Facts,
  nodes: ReadonlySet<bigint>,
): Promise<{ readonly address: bigint; readonly name: string } | undefined> {
  const { kernel } = facts;
  const type = kernel.types.find('pool_workqueue');
  const field = type?.field('inactive_works') ?? type?.field('delayed_works');
  if (field === undefined) return undefined;
  const workers = await facts.workers();
  const found = workers.find(({ poolQueue }) => nodes.has(poolQueue + BigInt(field.offsetBytes)));
  if (found === undefined) return undefined;
  const names = await queuesOf(kernel, [found.poolQueue]);
  return { address: found.poolQueue, name: names.get(found.poolQueue)?.text('name') ?? '' };
}

/** `flush_workqueue()`, `drain_workqueue()`, `destroy_workqueue()`: a `wq_flusher` on the stack, in the queue's own list. */
async function workqueueFlush(facts: Facts, trace: TaskTrace, completion: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const type = kernel.types.find('wq_flusher');
  const done = type?.field('done');
  const link = type?.field('list');
  const names = facts.frames(trace.task);
  const isFlush = names.some((name) => /^(__)?flush_workqueue/.test(name));
  if (!isFlush || done === undefined || link === undefined || trace.image?.has(completion) !== true) return undefined;
  const flusher = completion - BigInt(done.offsetBytes);
  const queueType = kernel.types.find('workqueue_struct');
  const first = queueType?.field('first_flusher')?.offsetBytes;
  const lists = [queueType?.field('flusher_queue'), queueType?.field('flusher_overflow')];
  const workers = await facts.workers();
  const queues = [...new Set(workers.map(({ queue }) => queue))].filter((queue) => queue !== 0n);
  const direct = await whichHolds(kernel, queues, first, flusher);
  const walk = await walkList(kernel.memory, flusher + BigInt(link.offsetBytes), { maxNodes: MAX_NODES });
  const queue =
    direct ??
    queues.find((one) =>
      lists.some((list) => list !== undefined && walk.nodes.includes(one + BigInt(list.offsetBytes))),
    );
  const busy = workers.filter((worker) => queue !== undefined && worker.queue === queue);
  if (queue === undefined || busy.length === 0) {
    return {
      kind: 'workqueue',
      what: 'a workqueue to run empty',
      holders: [],
      unknown: 'no worker runs anything of it',
    };
  }
  const what = `workqueue ${busy[0]?.queueName ?? ''} to run empty`;
  return { kind: 'workqueue', what, address: queue, holders: busy.map(({ task }) => task) };
}

/** A grace period of RCU, and what keeps it from ending. */
async function rcuGracePeriod(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  return facts
    .frames(trace.task)
    .slice(0, 12)
    .some((name) => RCU_FUNCTIONS.test(name))
    ? rcuTarget(facts)
    : undefined;
}

async function rcuTarget(facts: Facts): Promise<WaitTarget> {
  const blockers = await facts.rcu();
  const what = 'a grace period of RCU';
  if (blockers === undefined) return { kind: 'rcu', what, holders: [], unknown: 'the state of RCU could not be read' };
  const [cpu] = blockers.cpus;
  if (blockers.readers.length > 0) return { kind: 'rcu', what, holders: blockers.readers };
  if (cpu === undefined) {
    const thread = facts.list.tasks.find(({ comm }) => /^rcu_(preempt|sched)$/.test(comm));
    const unknown = 'no processor and no reader holds one up';
    return {
      kind: 'rcu',
      what,
      holders: [],
      unknown: thread === undefined ? unknown : `${unknown}: ${thread.comm} has to go on`,
    };
  }
  const holders = blockers.cpus.flatMap(({ running }) => (running === undefined || running.pid === 0 ? [] : [running]));
  if (holders.length > 0) return { kind: 'rcu', what, holders };
  const cpus = blockers.cpus.map((one) => one.cpu).join(', ');
  const text = `CPU ${cpus} has not passed through a quiescent state of RCU`;
  return { kind: 'rcu', what, holders: [], cause: { kind: 'cpu', key: `rcu ${cpus}`, text } };
}

/** `kthread_stop()` and `kthread_park()` wait for a completion in the thread's own `struct kthread`. */
async function threadEnd(facts: Facts, _: TaskTrace, completion: bigint): Promise<WaitTarget | undefined> {
  const type = facts.kernel.types.find('kthread');
  for (const [member, what] of [
    ['exited', 'to end'],
    ['parked', 'to park'],
  ] as const) {
    const field = type?.field(member);
    if (field === undefined) continue;
    const thread = (await facts.threads()).find(({ address }) => address + BigInt(field.offsetBytes) === completion);
    if (thread === undefined) continue;
    const { task } = thread;
    return {
      kind: 'kthread',
      what: `thread ${task.comm} (pid ${task.pid}) ${what}`,
      address: completion,
      holders: [task],
    };
  }
  return undefined;
}

/** `vfork()` waits until its child has called exec or ended; kthreadd makes the kernel's threads. */
async function childProcess(facts: Facts, trace: TaskTrace, completion: bigint): Promise<WaitTarget | undefined> {
  const { list } = facts;
  const child = list.tasks.find((task) => task.row.has('vforkDone') && task.row.pointer('vforkDone') === completion);
  if (child !== undefined) {
    const what = `its child ${child.comm} (pid ${child.pid}) to call exec or end`;
    return Promise.resolve({ kind: 'child', what, address: completion, holders: [child] });
  }
  const names = facts.frames(trace.task).slice(0, 10);
  const maker = list.tasks.find(({ pid, comm }) => pid === 2 && comm === 'kthreadd');
  if (maker !== undefined && names.some((name) => name.startsWith('__kthread_create_on_node'))) {
    return Promise.resolve({ kind: 'kthread', what: 'a new kernel thread', address: completion, holders: [maker] });
  }
  return undefined;
}

/** A bio or a request that is waited for where it was sent (v6.12 block/bio.c `submit_bio_wait()`, block/blk-mq.c `blk_execute_rq()`). */
async function blockRequest(facts: Facts, trace: TaskTrace, completion: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const names = facts.frames(trace.task).slice(0, 12);
  const bio = kernel.types.find('bio');
  if (!names.some((name) => /^(submit_bio_wait|blk_execute_rq|blkdev_issue_|bio_await)/.test(name))) return undefined;
  const pointers = pointersIn(waitingWords(trace));
  const device = bio?.field('bi_bdev')?.offsetBytes;
  const found = await whichHolds(kernel, pointers, bio?.field('bi_private')?.offsetBytes, completion);
  if (found === undefined || device === undefined) {
    return {
      kind: 'io',
      what: 'a block device',
      address: completion,
      holders: [],
      unknown: 'its request was not found',
    };
  }
  return (
    (await deviceTarget(facts, found, device)) ?? {
      kind: 'io',
      what: 'a block device',
      address: found,
      holders: [],
      unknown: 'the device is not in the dump',
    }
  );
}

/** Undefined where the device is not in the dump. @param bio a `struct bio` */
async function deviceTarget(facts: Facts, bio: bigint, device: number): Promise<WaitTarget | undefined> {
  const bdev = await facts.kernel.memory.word(bio + BigInt(device));
  const disk = bdev === undefined ? undefined : await facts.disk(bdev);
  if (disk === undefined) return undefined;
  return { kind: 'io', what: `I/O on ${disk.name}`, address: bio, ...(await diskHolders(facts, disk)) };
}

/** Direct I/O: the bio lies on the stack, or in what is allocated for it, and names the task that it wakes. */
export async function directIoWait(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  const { kernel, traces } = facts;
  const names = facts.frames(trace.task).slice(0, 10);
  const bio = kernel.types.find('bio');
  const owner = bio?.field('bi_private')?.offsetBytes;
  const device = bio?.field('bi_bdev')?.offsetBytes;
  if (owner === undefined || device === undefined) return undefined;
  if (
    !names.some((name) =>
      /^(__blkdev_direct_IO|blkdev_direct_IO|blk_io_schedule|__iomap_dio_rw|do_direct_IO|__blockdev_direct_IO|dio_await)/.test(
        name,
      ),
    )
  ) {
    return undefined;
  }
  const words = waitingWords(trace);
  const onStack = words.filter(({ word }) => word === trace.task.address).map(({ at }) => at - BigInt(owner));
  for (const at of onStack) {
    const target = await deviceTarget(facts, at, device);
    if (target !== undefined) return target;
  }
  // Else by the file's own device: it is the one block device that the code has at hand.
  for (const pointer of pointersIn(words)) {
    const disk = traces.byAddress.has(pointer) ? undefined : await facts.disk(pointer);
    if (disk === undefined || !(await isDisk(facts, disk.name))) continue;
    return { kind: 'io', what: `I/O on ${disk.name}`, address: disk.address, ...(await diskHolders(facts, disk)) };
  }
  return { kind: 'io', what: 'direct I/O', holders: [], unknown: 'its device was not found' };
}

async function isDisk(facts: Facts, name: string): Promise<boolean> {
  return (await facts.disks()).some((disk) => disk.name === name);
}
