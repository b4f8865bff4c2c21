import { describe, expect, it } from '@jest/globals';
import { readNamespaces, type Namespace } from '../../../../../shared/vmcore/tasks/namespaces.ts';
import type { Task } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** Kernels of before 4.19 have the process id's struct elsewhere; of before 5.6 no namespaces of time. */
interface Shape {
  readonly oldPids?: boolean;
  readonly withTime?: boolean;
  readonly withNetworkList?: boolean;
}

/** A kernel with the structs that namespaces are made of, and its first ones. */
function world({ oldPids = false, withTime = true, withNetworkList = true }: Shape = {}) {
  const kernel = new KernelWriter();
  const { btf } = kernel;
  btf.struct('list_head', { next: 'ptr', prev: 'ptr' });
  btf.struct('ns_common', { inum: 'u32' });
  for (const struct of ['mnt', 'uts', 'ipc', 'pid', 'cgroup', ...(withTime ? ['time'] : [])])
    btf.struct(`${struct}_namespace`, { user_ns: 'ptr', ns: 'struct ns_common' });
  btf.struct('user_namespace', { parent: 'ptr', ns: 'struct ns_common' });
  btf.struct('net', { list: 'struct list_head', user_ns: 'ptr', ns: 'struct ns_common' });
  btf.struct('nsproxy', {
    ...{ mnt_ns: 'ptr', uts_ns: 'ptr', ipc_ns: 'ptr', net_ns: 'ptr', cgroup_ns: 'ptr', pid_ns_for_children: 'ptr' },
    ...(withTime ? { time_ns: 'ptr' } : {}),
  });
  btf.struct('cred', { user_ns: 'ptr' });
  btf.struct('upid', { nr: 'u64', ns: 'ptr' });
  btf.struct('pid', { level: 'u32', numbers: 'struct upid[1]' });
  btf.struct('pid_link', { pid: 'ptr' });
  btf.struct('task_struct', {
    ...{ nsproxy: 'ptr', real_cred: 'ptr' },
    ...(oldPids ? { pids: 'struct pid_link[2]' } : { thread_pid: 'ptr' }),
  });
  const user = kernel.make('user_namespace', { 'ns.inum': 100 });
  const make = (kind: string, inum: number): bigint =>
    kernel.make(kind === 'net' ? 'net' : `${kind}_namespace`, { 'ns.inum': inum, user_ns: user });
  const first = {
    mnt_ns: make('mnt', 1),
    uts_ns: make('uts', 2),
    ipc_ns: make('ipc', 3),
    net_ns: make('net', 4),
    cgroup_ns: make('cgroup', 6),
    ...(withTime ? { time_ns: make('time', 7) } : {}),
  };
  const [pid, cred] = [make('pid', 5), kernel.make('cred', { user_ns: user })];
  const networks = withNetworkList ? kernel.symbol('net_namespace_list', 16) : undefined;
  const tasks: Task[] = [];
  const listed: bigint[] = [first.net_ns];
  /** @param levels the namespace of the pid at each level, the innermost last */
  const add = (number: number, values: Record<string, bigint> = {}, levels = [pid], tgid = number): bigint => {
    const struct = kernel.alloc(btf.sizeOf('struct pid') + 8 * 16);
    kernel.set('pid', struct, { level: levels.length - 1 });
    const numbers = kernel.member('pid', 'numbers', struct);
    levels.forEach((namespace, i) => {
      kernel.set('upid', numbers + BigInt(i * btf.sizeOf('struct upid')), { ns: namespace });
    });
    const { proxy = kernel.make('nsproxy', first), ...others } = values;
    const address = kernel.make('task_struct', {
      ...{ nsproxy: proxy, real_cred: cred },
      [oldPids ? 'pids[0].pid' : 'thread_pid']: struct,
      ...others,
    });
    tasks.push({ address, pid: number, tgid, comm: `task ${number}` } as Task);
    return address;
  };
  const finish = async (damage: () => void = () => undefined) => {
    const nodes = listed.map((net) => kernel.member('net', 'list', net));
    if (networks !== undefined) kernel.list(networks, nodes);
    damage();
    return readNamespaces(await kernel.open(), tasks);
  };
  return { kernel, first, user, listed, make, add, finish };
}

function table(namespaces: readonly Namespace[]): string[] {
  return namespaces.map(
    ({ kind, inode, processes }) => `${kind} ${JSON.stringify(inode)} ${processes.map(({ pid }) => pid).join(' ')}`,
  );
}

describe('readNamespaces', () => {
  it.each<[string, Shape]>([
    ['of today', {}],
    ['of before 4.19, with process ids elsewhere', { oldPids: true }],
  ])('tells the processes in each namespace of a kernel %s, by its first', async (_, shape) => {
    const { add, finish, user } = world(shape);
    add(9);
    add(1);
    // A thread is no process of its own.
    add(10, {}, undefined, 9);
    const { namespaces, absent, problems } = await finish();
    expect(table(namespaces)).toEqual([
      'mnt 1 1 9',
      'uts 2 1 9',
      'ipc 3 1 9',
      'net 4 1 9',
      'pid 5 1 9',
      'user 100 1 9',
      'cgroup 6 1 9',
      'time 7 1 9',
    ]);
    expect(namespaces.map(({ kind, owner }) => [kind, owner])).toEqual(
      namespaces.map(({ kind }) => [kind, kind === 'user' ? 0n : user]),
    );
    expect({ absent, problems }).toEqual({ absent: [], problems: [] });
  });

  it('tells a container apart: its process id is in the innermost namespace, its user is its credentials’', async () => {
    const { kernel, first, make, add, finish, user, listed } = world();
    const [outer, inner, net] = [make('pid', 50), make('pid', 51), make('net', 40)];
    listed.push(net);
    const own = kernel.make('user_namespace', { 'ns.inum': 101, parent: user });
    add(1);
    add(
      200,
      {
        proxy: kernel.make('nsproxy', { ...first, net_ns: net, pid_ns_for_children: outer }),
        real_cred: kernel.make('cred', { user_ns: own }),
      },
      [outer, outer, inner],
    );
    const rows = table((await finish()).namespaces);
    expect(rows.filter((row) => / 200$/.test(row) && !/ 1 200$/.test(row))).toEqual([
      'net 40 200',
      'pid 51 200',
      'user 101 200',
    ]);
    expect(rows).toContain('mnt 1 1 200');
  });

  it('lists a network that no process is in', async () => {
    const { make, add, finish, listed } = world();
    add(1);
    listed.push(make('net', 41));
    expect(table((await finish()).namespaces)).toContain('net 41 ');
  });

  it('counts one that has ended where it still is, and makes up nothing', async () => {
    const { add, finish } = world();
    add(1);
    add(2, { proxy: 0n });
    const rows = table((await finish()).namespaces);
    expect(rows).toContain('user 100 1 2');
    expect(rows).toContain('net 4 1');
  });

  it('says which kinds this kernel does not have, and where networks without a process are not known', async () => {
    const { add, finish } = world({ withTime: false, withNetworkList: false });
    add(1);
    const { namespaces, absent, problems } = await finish();
    expect(absent).toEqual(['time']);
    expect(namespaces.some(({ kind }) => kind === 'time')).toBe(false);
    expect(problems).toEqual([expect.stringContaining('where their list is is not known')]);
  });

  it('says of whom nothing can be read, and tells a namespace without its number', async () => {
    const { kernel, first, add, finish } = world();
    const lost = kernel.alloc(4096, 4096);
    add(1);
    add(2, { proxy: lost });
    add(3, { proxy: kernel.make('nsproxy', { ...first, uts_ns: lost }) });
    kernel.drop(lost);
    const { namespaces, problems } = await finish();
    expect(problems).toEqual([expect.stringMatching(/^namespaces of task 2: 0x[0-9a-f]+ /)]);
    const uts = namespaces.filter(({ kind }) => kind === 'uts');
    expect(uts.map(({ inode }) => inode)).toEqual([2, expect.objectContaining({ address: lost })]);
    expect(uts[1]?.processes.map(({ pid }) => pid)).toEqual([3]);
  });

  it('does not believe a process id of more levels than there can be', async () => {
    const { kernel, add, finish } = world();
    add(1);
    const struct = kernel.alloc(64);
    kernel.set('pid', struct, { level: 0xffff_ffff });
    add(2, { thread_pid: struct });
    const { namespaces, problems } = await finish();
    expect(table(namespaces)).toContain('pid 5 1');
    expect(problems).toHaveLength(1);
  });

  it('ends where the list of networks comes back to itself', async () => {
    const { kernel, make, add, finish, listed } = world();
    add(1);
    const net = make('net', 42);
    listed.push(net);
    const node = kernel.member('net', 'list', net);
    const { namespaces, problems } = await finish(() => {
      kernel.word(node, node);
    });
    expect(namespaces.filter(({ kind }) => kind === 'net')).toHaveLength(2);
    expect(problems).toEqual([expect.stringMatching(/^network namespaces: prev->next of /)]);
  });
});
