/**
 * Namespaces, and which processes are in them: what `/proc/PID/ns` shows (v6.12 fs/proc/namespaces.c, `ns_entries`), by the members that each
 * kind's `get` follows (`mntns_get`, `pidns_get` … of `struct proc_ns_operations`).
 */
import type { Kernel } from '../kernel/kernel.ts';
import { walkList } from '../kernel/walks.ts';
import { describeFailure, ReadFailureReason, type ReadFailure } from '../memory/read-failure.ts';
import { Row } from '../symbols/shape.ts';
import type { Task } from './tasks.ts';

/** The names of `lsns`, with the struct of each. */
const STRUCTS = {
  mnt: 'mnt_namespace',
  uts: 'uts_namespace',
  ipc: 'ipc_namespace',
  net: 'net',
  pid: 'pid_namespace',
  user: 'user_namespace',
  cgroup: 'cgroup_namespace',
  time: 'time_namespace',
} as const;
export type NamespaceKind = keyof typeof STRUCTS;
export const NAMESPACE_KINDS = Object.keys(STRUCTS) as readonly NamespaceKind[];

/** Those that `struct nsproxy` names; the user's is its credentials', the pid's that of the process id. */
const OF_PROXY = {
  mnt: 'mnt_ns',
  uts: 'uts_ns',
  ipc: 'ipc_ns',
  net: 'net_ns',
  cgroup: 'cgroup_ns',
  time: 'time_ns',
} as const satisfies Partial<Record<NamespaceKind, string>>;
const PROXY_KINDS = Object.keys(OF_PROXY) as readonly (keyof typeof OF_PROXY)[];

/** MAX_PID_NS_LEVEL, include/linux/pid_namespace.h. */
const MAX_PID_LEVEL = 32;
/** A machine with more has another problem; the rest is said to be left out. */
const MAX_NETWORKS = 2 ** 16;

export interface Namespace {
  readonly kind: NamespaceKind;
  readonly address: bigint;
  /** Its number, as `/proc/PID/ns` shows it; where it can't be read, why. */
  readonly inode: number | ReadFailure;
  /** The `user_namespace` that owns it, of a user namespace its parent; 0 of the first. Undefined where it is not known. */
  readonly owner: bigint | undefined;
  /** Leaders of the processes in it, by pid. Empty where something else keeps it. */
  readonly processes: readonly Task[];
}

export interface Namespaces {
  readonly namespaces: readonly Namespace[];
  /** Kinds that this kernel does not have. */
  readonly absent: readonly NamespaceKind[];
  /** What could not be read, so that a number may be too low. */
  readonly problems: readonly string[];
}

interface Found {
  readonly kind: NamespaceKind;
  readonly address: bigint;
  readonly processes: Task[];
}

/** @param tasks all tasks; those that lead a process are counted */
export async function readNamespaces(kernel: Kernel, tasks: readonly Task[]): Promise<Namespaces> {
  const problems: string[] = [];
  const found = new Map<string, Found>();
  const add = (kind: NamespaceKind, address: bigint, task?: Task): void => {
    const key = `${kind} ${address}`;
    const known = found.get(key) ?? { kind, address, processes: [] };
    found.set(key, known);
    if (task !== undefined) known.processes.push(task);
  };
  const leaders = tasks.filter(({ pid, tgid }) => pid === tgid).toSorted((a, b) => a.pid - b.pid);
  for (const [kind, task, address] of await membersOf(kernel, leaders, problems)) add(kind, address, task);
  for (const address of await networks(kernel, problems)) add('net', address);
  return {
    namespaces: await describe(kernel, [...found.values()]),
    absent: NAMESPACE_KINDS.filter((kind) => kernel.types.find(STRUCTS[kind])?.field('ns.inum') === undefined),
    problems,
  };
}

type Member = readonly [kind: NamespaceKind, task: Task, address: bigint];

async function membersOf(kernel: Kernel, leaders: readonly Task[], problems: string[]): Promise<Member[]> {
  const shape = kernel.shape('task_struct', {
    proxy: 'nsproxy',
    pid: ['thread_pid', 'pids[0].pid'],
    cred: 'real_cred',
  });
  const tasks = new Map<Row<'proxy' | 'pid' | 'cred'>, Task>();
  (
    await shape.read(
      kernel.memory,
      leaders.map(({ address }) => address),
    )
  ).forEach((row, i) => {
    const task = leaders[i];
    if (row instanceof Row && task !== undefined) tasks.set(row, task);
    else if (task !== undefined && isFailure(row)) problems.push(`task ${task.pid}: ${describeFailure(row)}`);
  });
  /** What a member of each task leads to; a task without it has none. */
  const follow = async <T extends object>(
    key: 'proxy' | 'pid' | 'cred',
    read: (addresses: readonly bigint[]) => Promise<readonly (T | ReadFailure)[]>,
    use: (value: T, task: Task) => void,
  ): Promise<void> => {
    if (!shape.has(key)) return;
    const wanted = [...new Set([...tasks.keys()].map((row) => row.pointer(key)))].filter((address) => address !== 0n);
    const values = new Map((await read(wanted)).map((value, i) => [wanted[i] ?? 0n, value]));
    for (const [row, task] of tasks) {
      const value = values.get(row.pointer(key));
      if (value === undefined) continue;
      if (isFailure(value)) problems.push(`namespaces of task ${task.pid}: ${describeFailure(value)}`);
      else use(value, task);
    }
  };
  const members: Member[] = [];
  const add = (kind: NamespaceKind, task: Task, address: bigint): void => {
    if (address !== 0n) members.push([kind, task, address]);
  };
  const proxies = kernel.shape('nsproxy', OF_PROXY);
  await follow(
    'proxy',
    (addresses) => proxies.read(kernel.memory, addresses),
    (row, task) => {
      for (const kind of PROXY_KINDS) if (row.has(kind)) add(kind, task, row.pointer(kind));
    },
  );
  const creds = kernel.shape('cred', { user: 'user_ns' });
  await follow(
    'cred',
    (addresses) => creds.read(kernel.memory, addresses),
    (row, task) => {
      if (row.has('user')) add('user', task, row.pointer('user'));
    },
  );
  await follow(
    'pid',
    (addresses) => pidNamespaces(kernel, addresses),
    ({ namespace }, task) => {
      add('pid', task, namespace);
    },
  );
  return members;
}

/** `ns_of_pid()`: that of the innermost level. */
async function pidNamespaces(
  kernel: Kernel,
  pids: readonly bigint[],
): Promise<readonly ({ readonly namespace: bigint } | ReadFailure)[]> {
  const numbers = kernel.types.find('pid')?.field('numbers')?.offsetBytes;
  const entry = kernel.types.find('upid');
  const within = entry?.field('ns')?.offsetBytes;
  if (numbers === undefined || entry === undefined || within === undefined) return pids.map(() => ({ namespace: 0n }));
  const levels = await kernel.shape('pid', { level: 'level' }).need('level').read(kernel.memory, pids);
  const places = levels.map((row, i) => {
    if (!(row instanceof Row)) return row;
    const level = row.int('level');
    // A pid that says more is none.
    if (level > MAX_PID_LEVEL) return unmapped(row.addressOf('level'));
    return (pids[i] ?? 0n) + BigInt(numbers + level * entry.sizeBytes + within);
  });
  const words = await kernel.memory.read(
    places.map((place) => ({ address: typeof place === 'bigint' ? place : 0n, length: 8 })),
  );
  return places.map((place, i) => {
    if (typeof place !== 'bigint') return place;
    const { bytes, failure } = words[i] ?? {};
    if (bytes === undefined) return failure ?? unmapped(place);
    return { namespace: Buffer.from(bytes).readBigUInt64LE() };
  });
}

/** Every network namespace is in a list, whoever keeps it. */
async function networks(kernel: Kernel, problems: string[]): Promise<readonly bigint[]> {
  const head = kernel.symbol('net_namespace_list');
  const offset = kernel.types.find('net')?.field('list')?.offsetBytes;
  if (offset === undefined) return [];
  if (head === undefined) {
    problems.push('network namespaces that no process is in: where their list is is not known here');
    return [];
  }
  const { nodes, problems: broken } = await walkList(kernel.memory, head, { maxNodes: MAX_NETWORKS });
  problems.push(...broken.map(({ problem }) => `network namespaces: ${problem}`));
  return nodes.map((node) => node - BigInt(offset));
}

async function describe(kernel: Kernel, found: readonly Found[]): Promise<Namespace[]> {
  const told: Namespace[] = [];
  for (const kind of NAMESPACE_KINDS) {
    const type = kernel.types.find(STRUCTS[kind]);
    const mine = found.filter((each) => each.kind === kind);
    if (type === undefined || mine.length === 0) continue;
    const shape = kernel.shape(STRUCTS[kind], { inode: 'ns.inum', owner: kind === 'user' ? 'parent' : 'user_ns' });
    // Of a kernel that does not number them there is nothing to list.
    if (!shape.has('inode')) continue;
    const rows = await shape.read(
      kernel.memory,
      mine.map(({ address }) => address),
    );
    mine.forEach(({ address, processes }, i) => {
      const row = rows[i] ?? unmapped(address);
      const isRead = row instanceof Row;
      told.push({
        ...{ kind, address, processes },
        inode: isRead ? row.int('inode') : row,
        owner: isRead && row.has('owner') ? row.pointer('owner') : undefined,
      });
    });
  }
  return told;
}

function isFailure(value: object): value is ReadFailure {
  return 'reason' in value;
}

function unmapped(address: bigint): ReadFailure {
  return { reason: ReadFailureReason.Unmapped, address };
}
