/** A file of sysfs, or of control groups, is removed once nobody uses it: waits for its users (fs/kernfs/dir.c, linux 6.1 to 7.2). */
import { readTexts } from '../kernel/modules.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Task } from '../tasks/tasks.ts';
import type { Facts } from './facts.ts';
import { pointersIn, waitingWords } from './stack-entries.ts';
import type { WaitTarget } from './target.ts';

/** `KN_DEACTIVATED_BIAS`, as 32 bits without a sign: `active` of a node that is removed has its users on top. */
const DEACTIVATED = 0x8000_0001;
const MAX_USERS = 1 << 20;
/** Devices behind many hubs and bridges lie deepest. */
const MAX_PARENTS = 64;
/** Who calls a file's own functions. */
const USES = /^(kernfs_|sysfs_)/;

interface Node {
  readonly address: bigint;
  readonly users: number;
  readonly path: string;
}

/** @param _head the queue of the whole tree, which says nothing of the node */
export async function kernfsWait(facts: Facts, trace: TaskTrace, _head: bigint): Promise<WaitTarget | undefined> {
  const node = await drained(facts, trace);
  if (node === undefined) return undefined;
  const users = node.users === 1 ? 'the user' : `the ${node.users} users`;
  const what = `${users} of the file ${node.path} to leave it`;
  const holders = await usersOf(facts, trace.task, node.address);
  const unknown = holders.length === 0 ? 'users are counted, not named' : undefined;
  return { kind: 'queue', what, address: node.address, holders, unknown };
}

/** The node that is removed: the one that the task has at hand which still has users. */
async function drained({ kernel }: Facts, trace: TaskTrace): Promise<Node | undefined> {
  const type = kernel.types.find('kernfs_node');
  const [active, name] = [type?.field('active')?.offsetBytes, type?.field('name')?.offsetBytes];
  const parent = (type?.field('parent') ?? type?.field('__parent'))?.offsetBytes;
  if (active === undefined || name === undefined || parent === undefined) return undefined;
  const { memory } = kernel;
  const pointers = pointersIn(waitingWords(trace));
  const counts = await memory.words(pointers.map((at) => at + BigInt(active)));
  for (const [i, address] of pointers.entries()) {
    const users = Number(BigInt.asUintN(32, counts[i] ?? 0n)) - DEACTIVATED;
    if (users <= 0 || users > MAX_USERS) continue;
    const names: string[] = [];
    for (let at = address; at !== 0n && names.length < MAX_PARENTS;) {
      const [text, up] = await memory.words([at + BigInt(name), at + BigInt(parent)]);
      const [own] = await readTexts(kernel, [text ?? 0n]);
      // The root of the tree has no name.
      if (own === undefined || own === '') break;
      names.unshift(own);
      at = up ?? 0n;
    }
    if (names.length > 0) return { address, users, path: names.join('/') };
  }
  return undefined;
}

/** Tasks in a function of the file: they have the node, the open file that leads to it, or the `seq_file` that leads to that. */
async function usersOf(facts: Facts, waiter: Task, node: bigint): Promise<Task[]> {
  const { kernel, list, traces } = facts;
  const of = kernel.types.find('kernfs_open_file')?.field('kn')?.offsetBytes;
  const own = kernel.types.find('seq_file')?.field('private')?.offsetBytes;
  const found: Task[] = [];
  for (const task of list.tasks) {
    const trace = traces.byAddress.get(task.address);
    if (task === waiter || trace === undefined || !facts.frames(task).some((name) => USES.test(name))) continue;
    const pointers = pointersIn(waitingWords(trace));
    const files = own === undefined ? [] : await kernel.memory.words(pointers.map((at) => at + BigInt(own)));
    const candidates = [...pointers, ...files.map((file) => file ?? 0n)];
    const nodes = of === undefined ? [] : await kernel.memory.words(candidates.map((at) => at + BigInt(of)));
    if (pointers.includes(node) || nodes.includes(node)) found.push(task);
  }
  return found;
}
