/** Waits in the queue of an object that says whose turn it is: sockets, write-back, power of devices, pipes, the log of an XFS. */
import { readTexts } from '../kernel/modules.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Facts } from './facts.ts';
import { kernfsWait } from './kernfs.ts';
import { nameOf, only } from './names.ts';
import { pointersIn, waitingWords } from './stack-entries.ts';
import type { WaitTarget } from './target.ts';

/** @param head the `wait_queue_head` that the task hangs in */
type Rule = (facts: Facts, trace: TaskTrace, head: bigint) => Promise<WaitTarget | undefined>;

/** Which functions wait for which kind of object. */
const OBJECTS: readonly { readonly functions: RegExp; readonly rule: Rule }[] = [
  { functions: /^(__lock_sock|lock_sock_nested)$/, rule: socketWait },
  { functions: /^(wb_wait_for_completion|sync_inodes_sb)$/, rule: writebackWait },
  { functions: /^(rpm_(suspend|resume|idle)|__pm_runtime_barrier)$/, rule: powerWait },
  { functions: /^((anon_)?pipe_(read|write)|pipe_wait_(readable|writable)|wait_for_partner)$/, rule: pipeWait },
  { functions: /^kernfs_drain$/, rule: kernfsWait },
  { functions: /^(xlog_|xfs_log_)\w+$/, rule: xfsLogWait },
];

export async function objectWait(facts: Facts, trace: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const names = facts
    .frames(trace.task)
    .slice(0, 14)
    .map((name) => name.replace(/\..*/, ''));
  const found = OBJECTS.find(({ functions }) => names.some((name) => functions.test(name)));
  return found?.rule(facts, trace, head);
}

/** The object that a queue is a member of; undefined where the kernel has no such member. */
function around({ kernel }: Facts, type: string, member: string, head: bigint): bigint | undefined {
  const offset = kernel.types.find(type)?.field(member)?.offsetBytes;
  return offset === undefined ? undefined : head - BigInt(offset);
}

/** `IPPROTO_` of v6.12 include/uapi/linux/in.h. */
const PROTOCOLS: Readonly<Record<number, string>> = { 6: 'TCP', 17: 'UDP', 132: 'SCTP', 262: 'MPTCP' };
/** `AF_` of v6.12 include/linux/socket.h. */
const FAMILIES: Readonly<Record<number, string>> = { 1: 'unix', 2: 'IPv4', 10: 'IPv6', 16: 'netlink', 17: 'packet' };
const WITH_PORTS = [2, 10];

/** A socket that somebody uses (`sk_lock.owned`): it is not noted who. */
async function socketWait(facts: Facts, trace: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const address = around(facts, 'sock', 'sk_lock.wq', head);
  if (address === undefined) return undefined;
  const [row] = await kernel
    .shape('sock', {
      family: '__sk_common.skc_family',
      port: '__sk_common.skc_num',
      peer: '__sk_common.skc_dport',
      protocol: 'sk_protocol',
    })
    .readGood(kernel.memory, [address]);
  const family = row?.has('family') === true ? row.int('family') : -1;
  const protocol = row?.has('protocol') === true ? PROTOCOLS[row.int('protocol')] : undefined;
  const ports =
    row?.has('port') === true && row.has('peer') && WITH_PORTS.includes(family)
      ? `, port ${row.int('port')}${row.int('peer') === 0 ? '' : ` to port ${swapped(row.int('peer'))}`}`
      : '';
  const kind = [protocol, FAMILIES[family]].filter((part) => part !== undefined).join(' over ');
  const what = `the ${kind === '' ? '' : `${kind} `}socket ${nameOf(facts, address)}${ports}`;
  const maybe = facts.othersAt(trace.task, address);
  return { kind: 'socket', what, address, ...only(maybe, 'a socket notes that it is owned, not by whom') };
}

/** A port as it goes over the network, most significant byte first. */
function swapped(port: number): number {
  return ((port & 0xff) << 8) | (port >> 8);
}

/** `sync` waits for the flushers of a device (v6.12 fs/fs-writeback.c `wb_wait_for_completion()`). */
async function writebackWait(facts: Facts, _: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const address = around(facts, 'backing_dev_info', 'wb_waitq', head);
  const work = kernel.types.find('bdi_writeback')?.field('dwork.work')?.offsetBytes;
  const owner = kernel.types.find('bdi_writeback')?.field('bdi')?.offsetBytes;
  if (address === undefined || work === undefined || owner === undefined) return undefined;
  const [row] = await kernel.shape('backing_dev_info', { name: 'dev_name' }).readGood(kernel.memory, [address]);
  const flushers = (await facts.workers()).filter(({ functionName }) => functionName === 'wb_workfn');
  const owners = await kernel.memory.words(flushers.map((flusher) => flusher.work - BigInt(work) + BigInt(owner)));
  const holders = flushers.filter((_flusher, i) => owners[i] === address).map(({ task }) => task);
  const name = row?.has('name') === true ? row.text('name') : '';
  const what = `write-back of ${name === '' ? 'a device' : `device ${name}`}`;
  const unknown = holders.length > 0 ? undefined : 'no worker writes anything of it';
  return { kind: 'writeback', what, address, holders, unknown };
}

/** A device whose power changes (v6.12 drivers/base/power/runtime.c). */
async function powerWait(facts: Facts, trace: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const address = around(facts, 'device', 'power.wait_queue', head);
  if (address === undefined) return undefined;
  const what = `device ${await deviceName(facts, address)} to change its power`;
  const maybe = facts.othersAt(trace.task, address);
  return { kind: 'device', what, address, ...only(maybe, 'who changes it is not written down') };
}

/** As `dev_name()` says it. */
async function deviceName(facts: Facts, address: bigint): Promise<string> {
  const { kernel } = facts;
  const [row] = await kernel
    .shape('device', { own: 'kobj.name', initial: 'init_name' })
    .readGood(kernel.memory, [address]);
  const pointers = (['initial', 'own'] as const).map((key) => (row?.has(key) === true ? row.pointer(key) : 0n));
  const texts = await readTexts(kernel, pointers);
  return texts.find((text) => text !== undefined && text !== '') ?? nameOf(facts, address);
}

/** v6.12 include/linux/pipe_fs_i.h `struct pipe_inode_info`. */
async function pipeWait(facts: Facts, trace: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const { kernel } = facts;
  const names = facts.frames(trace.task);
  const isWriter = names.some((name) => /pipe_(write|wait_writable)/.test(name));
  // Until 5.4 one queue was for both.
  const type = kernel.types.find('pipe_inode_info');
  const member = [isWriter ? 'wr_wait' : 'rd_wait', 'wait'].find((one) => type?.field(one) !== undefined);
  const address = member === undefined ? undefined : around(facts, 'pipe_inode_info', member, head);
  if (address === undefined) return undefined;
  const [row] = await kernel
    .shape('pipe_inode_info', { readers: 'readers', writers: 'writers' })
    .readGood(kernel.memory, [address]);
  const others = isWriter ? 'readers' : 'writers';
  const count = row?.has(others) === true ? row.int(others) : undefined;
  const unknown = count === undefined ? 'who has its other end is not known' : `${count} ${others} have it open`;
  return { kind: 'pipe', what: `${isWriter ? 'room' : 'data'} in a pipe`, address, holders: [], unknown };
}

/** `struct xfs_ail` begins with the log and the mount; its thread pushes the log's tail (v6.12 fs/xfs/xfs_trans_priv.h). */
const XFS_AIL_BYTES = 128;

/** The types of XFS are a module's: the log is known by its being in what the file system's own thread works on. */
async function xfsLogWait(facts: Facts, trace: TaskTrace, head: bigint): Promise<WaitTarget | undefined> {
  const { memory } = facts.kernel;
  const pushers = (await facts.threads()).filter(({ task, data }) => task.comm.startsWith('xfsaild/') && data !== 0n);
  const held = new Set(pointersIn(waitingWords(trace)));
  const words = await Promise.all(
    pushers.map(({ data }) => memory.words(Array.from({ length: XFS_AIL_BYTES / 8 }, (_, i) => data + BigInt(i * 8)))),
  );
  const found = pushers.filter((_, i) => words[i]?.some((word) => word !== undefined && word !== 0n && held.has(word)));
  const [pusher] = found;
  if (pusher === undefined || found.length > 1) {
    return {
      kind: 'journal',
      what: 'the log of an XFS',
      address: head,
      holders: [],
      unknown: 'its thread was not found',
    };
  }
  const { task } = pusher;
  const what = `room in the log of XFS on ${task.comm.slice('xfsaild/'.length)}`;
  if (task === trace.task)
    return { kind: 'journal', what, address: pusher.data, holders: [], unknown: 'it pushes the log itself' };
  return { kind: 'journal', what, address: pusher.data, holders: [task] };
}
