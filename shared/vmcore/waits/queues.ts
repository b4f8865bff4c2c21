/** Waits in any other queue: of a journal, or one of which only the function that waits says what it is for. */
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import { frozenQueueWait } from './frozen-queues.ts';
import { moduleWait } from './modules.ts';
import { nameOf } from './names.ts';
import { objectWait } from './objects.ts';
import { asyncWait } from './processors.ts';
import { headOf, type StackEntry } from './stack-entries.ts';
import type { WaitTarget } from './target.ts';

/** `struct journal_s` has not been larger. */
const JOURNAL_BYTES = 4096n;

/** A wait for a journal: its thread's commit, or the end of the handles that are open in it. */
async function journalWait(facts: Facts, trace: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const journal = (await facts.threads()).find(({ task, data }) => {
    return task.comm.startsWith('jbd2/') && head >= data && head < data + JOURNAL_BYTES;
  });
  if (journal === undefined) return undefined;
  const { task: thread, data: address } = journal;
  const name = thread.comm.slice('jbd2/'.length).replace(/-\d+$/, '');
  if (thread !== trace.task)
    return { kind: 'journal', what: `a commit of the journal of ${name}`, address, holders: [thread] };
  if (!facts.frames(thread).some((frame) => frame.startsWith('jbd2_journal_commit'))) return undefined;
  // A handle begins with its transaction, and that with its journal.
  const open = list.tasks.filter((task) => task.row.has('journalInfo') && task.row.pointer('journalInfo') !== 0n);
  const transactions = await kernel.memory.words(open.map((task) => task.row.pointer('journalInfo')));
  const journals = await kernel.memory.words(transactions.map((at) => at ?? 0n));
  const holders = open.filter((_, i) => journals[i] === address);
  const unknown = holders.length > 0 ? undefined : 'no task has a handle of it open';
  return { kind: 'journal', what: `open handles of the journal of ${name}`, address, holders, unknown };
}

/** What a queue is for, where the function that waits says it and nothing else does. */
const PURPOSES: readonly { readonly functions: RegExp; readonly what: string; readonly unknown: string }[] = [
  {
    functions: /^(request_wait_answer|__fuse_simple_request|fuse_)/,
    what: 'an answer of a FUSE server',
    unknown: 'the server is a process in user space',
  },
  { functions: /^(nfs\d?_|rpc_|__rpc_)/, what: 'an answer of a file server', unknown: 'the server is another machine' },
  { functions: /^(cifs_|smb2_)/, what: 'an answer of a file server', unknown: 'the server is another machine' },
  {
    functions: /^(blk_mq_get_tag|__blk_mq_get_tag)/,
    what: 'a free request of a device',
    unknown: 'whichever request ends first',
  },
  {
    functions: /^(blk_queue_enter|__bio_queue_enter|bio_queue_enter)/,
    what: 'a device whose queue is frozen',
    unknown: 'who froze the queue is not written down',
  },
  {
    functions: /^(rq_qos_wait|wbt_wait|blk_throtl)/,
    what: 'its turn at a device that is throttled',
    unknown: 'whichever request ends first',
  },
  {
    functions: /^balance_dirty_pages/,
    what: 'dirty pages to be written back',
    unknown: 'whichever write-back ends first',
  },
  { functions: /^throttle_direct_reclaim/, what: 'memory to be reclaimed', unknown: 'whoever frees memory' },
  {
    functions: /^(__lock_sock|lock_sock_nested)/,
    what: 'the owner of a socket',
    unknown: 'a socket notes that it is owned, not by whom',
  },
  {
    functions: /^(__refrigerator|try_to_freeze|do_freezer_trap|cgroup_enter_frozen)/,
    what: 'to be thawed',
    unknown: 'the freezer thaws all of its group at once',
  },
  {
    functions: /^cgroup_lock_and_drain_offline/,
    what: 'a control group that is removed to be gone',
    unknown: 'its last users are counted, not named',
  },
  {
    functions: /^(ep_poll|do_epoll_wait|do_sys_poll|do_poll|do_select)/,
    what: 'an event of the files that it polls',
    unknown: 'whichever of them has one first',
  },
  {
    functions: /^(netdev_run_todo|netdev_wait_allrefs)/,
    what: 'the last reference to a network device',
    unknown: 'references are counted, not named',
  },
];

/** Any other queue. */
export async function queueWait(
  facts: Facts,
  trace: TaskTrace,
  entries: readonly StackEntry[],
): Promise<WaitTarget | undefined> {
  const { kernel, list } = facts;
  const names = facts.frames(trace.task).slice(0, 14);
  const purpose = PURPOSES.find(({ functions }) => names.some((name) => functions.test(name)));
  const entry = entries.find(({ type }) => type === 'wait');
  const headOffset = kernel.types.find('wait_queue_head')?.field('head')?.offsetBytes;
  const head = entry && (await headOf(kernel, list, entry.node));
  const address = head === undefined || headOffset === undefined ? undefined : head - BigInt(headOffset);
  if (address !== undefined) {
    const frozen = await frozenQueueWait(facts, trace, address);
    if (frozen !== undefined) return frozen;
    const journal = await journalWait(facts, trace, address);
    if (journal !== undefined) return journal;
    const object = await objectWait(facts, trace, address);
    if (object !== undefined) return object;
  }
  const beside = (await asyncWait(facts, trace)) ?? moduleWait(facts, trace);
  if (beside !== undefined) return beside;
  if (purpose !== undefined)
    return { kind: 'queue', what: purpose.what, address, holders: [], unknown: purpose.unknown };
  if (address === undefined) return undefined;
  const what = `wait queue ${nameOf(facts, address)}`;
  return { kind: 'queue', what, address, holders: [], unknown: 'who wakes a queue is not written down' };
}
