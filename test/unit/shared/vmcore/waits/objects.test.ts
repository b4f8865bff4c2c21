import { describe, expect, it } from '@jest/globals';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import { complete, hang, PF_KTHREAD, scene, worker } from '../../../../support/waiting-kernel.ts';

/** The structs of v6.12, as far as they are looked at. */
function world() {
  const parts = scene();
  const { kernel } = parts;
  kernel.btf
    .struct('socket_lock_t', { slock: 'u32', owned: 's32', wq: 'struct wait_queue_head' })
    .struct('sock_common', { skc_family: 'u16', skc_num: 'u16', skc_dport: 'u16' })
    .struct('sock', { __sk_common: 'struct sock_common', sk_lock: 'struct socket_lock_t', sk_protocol: 'u16' })
    .struct('backing_dev_info', { id: 'u64', wb_waitq: 'struct wait_queue_head', dev_name: 'char[64]' })
    .struct('delayed_work', { work: 'struct work_struct', cpu: 's32' })
    .struct('bdi_writeback', { bdi: 'ptr', dwork: 'struct delayed_work' })
    .struct('kobject', { name: 'ptr' })
    .struct('dev_pm_info', { state: 'u32', wait_queue: 'struct wait_queue_head' })
    .struct('device', { kobj: 'struct kobject', init_name: 'ptr', power: 'struct dev_pm_info' })
    .struct('pipe_inode_info', {
      rd_wait: 'struct wait_queue_head',
      wr_wait: 'struct wait_queue_head',
      readers: 'u32',
      writers: 'u32',
    })
    .struct('cpuhp_cpu_state', {
      state: 'u32',
      thread: 'ptr',
      done_up: 'struct completion',
      done_down: 'struct completion',
    })
    .struct('cpu_stop_done', { nr_todo: 'u32', ret: 's32', completion: 'struct completion' })
    .struct('cpu_stop_work', { list: 'struct list_head', fn: 'ptr', done: 'ptr' })
    .struct('cpu_stopper', { thread: 'ptr', works: 'struct list_head' });
  const wake = kernel.code('autoremove_wake_function', 0x100);
  /** A task in these functions that hangs in a queue of an object. */
  const waits = (comm: string, frames: readonly string[], type: string, member: string, object: bigint) => {
    const sleeper = parts.sleepers.add(comm, frames);
    kernel.list(kernel.member(type, `${member}.head`, object), [hang(kernel, sleeper, wake)]);
    return sleeper;
  };
  return { ...parts, waits };
}

async function follow({ kernel, tasks, sleepers }: ReturnType<typeof world>) {
  tasks.writeIds();
  const opened = await kernel.open();
  const list = await readTasks(opened);
  const time = { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 };
  const found = await findWaits(opened, list, await sleepers.traces(opened, list), [], time);
  return Object.fromEntries(
    found.map((wait) => {
      const { kind, what, holders, unknown } = waitInfo(wait);
      return [
        wait.task.comm,
        { kind, what: what.replace(/0x[0-9a-f]+/, '0x…'), holders: holders.map(({ comm }) => comm), unknown },
      ];
    }),
  );
}

describe('waits for an object', () => {
  it('name a socket by its protocol and ports, and who has its address', async () => {
    const scenery = world();
    const { kernel, waits, sleepers } = scenery;
    const values = {
      '__sk_common.skc_family': 2,
      '__sk_common.skc_num': 2049,
      '__sk_common.skc_dport': 0x5000,
      sk_protocol: 6,
    };
    const sock = kernel.make('sock', values);
    waits('waiter', ['__lock_sock', 'lock_sock_nested', 'tcp_sendmsg'], 'sock', 'sk_lock.wq', sock);
    kernel.word(sleepers.add('owner', ['sk_stream_wait_memory', 'tcp_sendmsg_locked']).room + 200n, sock);
    const unix = kernel.make('sock', { '__sk_common.skc_family': 1, '__sk_common.skc_num': 7 });
    waits('other', ['lock_sock_nested'], 'sock', 'sk_lock.wq', unix);
    const found = await follow(scenery);
    expect(found['waiter']).toEqual({
      kind: 'socket',
      what: 'the TCP over IPv4 socket 0x…, port 2049 to port 80',
      holders: ['owner'],
      unknown: 'a socket notes that it is owned, not by whom; its address is on the stack of owner (pid 102)',
    });
    expect(found['other']).toMatchObject({ what: 'the unix socket 0x…', holders: [] });
  });

  it('follow sync to the flusher of the device, and to no other', async () => {
    const scenery = world();
    const { kernel, waits, sleepers } = scenery;
    const [own, other] = ['8:0', '8:16'].map((dev_name) => kernel.make('backing_dev_info', { dev_name }));
    for (const bdi of [other ?? 0n, own ?? 0n]) {
      const flusher = worker(kernel, sleepers, 'writeback', ['wb_writeback', 'wb_workfn']);
      const wb = kernel.make('bdi_writeback', { bdi });
      kernel.set('worker', flusher.address, {
        current_work: kernel.member('bdi_writeback', 'dwork.work', wb),
        current_func: kernel.symbol('unused', 8),
      });
    }
    kernel.code('wb_workfn', 0x200);
    waits('sync', ['wb_wait_for_completion', 'sync_inodes_sb'], 'backing_dev_info', 'wb_waitq', own ?? 0n);
    // The workers run what the kernel names so; the last to be added is the own one.
    expect((await follow(scenery))['sync']).toMatchObject({
      kind: 'writeback',
      what: 'write-back of device 8:0',
      holders: [],
      unknown: 'no worker writes anything of it',
    });
    const again = world();
    const bdis = ['8:0', '8:16'].map((dev_name) => again.kernel.make('backing_dev_info', { dev_name }));
    const func = again.kernel.code('wb_workfn', 0x200);
    const flushers = bdis.map((bdi) => {
      const flusher = worker(again.kernel, again.sleepers, 'writeback', ['wb_writeback', 'wb_workfn']);
      const wb = again.kernel.make('bdi_writeback', { bdi });
      const current_work = again.kernel.member('bdi_writeback', 'dwork.work', wb);
      again.kernel.set('worker', flusher.address, { current_work, current_func: func });
      return flusher;
    });
    again.kernel.set('task_struct', flushers[1]?.task ?? 0n, { comm: 'kworker/right' });
    again.waits('sync', ['wb_wait_for_completion'], 'backing_dev_info', 'wb_waitq', bdis[1] ?? 0n);
    expect((await follow(again))['sync']).toMatchObject({
      what: 'write-back of device 8:16',
      holders: ['kworker/right'],
      unknown: undefined,
    });
  });

  it('name the device whose power changes, and who is at it', async () => {
    const scenery = world();
    const { kernel, waits, sleepers } = scenery;
    const device = kernel.make('device', { 'kobj.name': kernel.text('0000:03:00.0') });
    waits('waiter', ['rpm_resume', '__pm_runtime_resume', 'nvme_open'], 'device', 'power.wait_queue', device);
    kernel.word(sleepers.add('suspender', ['nvme_suspend', 'rpm_suspend']).room + 200n, device);
    expect((await follow(scenery))['waiter']).toMatchObject({
      kind: 'device',
      what: 'device 0000:03:00.0 to change its power',
      holders: ['suspender'],
    });
  });

  it.each([
    ['anon_pipe_read', 'rd_wait', 'data in a pipe', '3 writers have it open'],
    ['pipe_write', 'wr_wait', 'room in a pipe', '1 readers have it open'],
  ])('say of a pipe how many have its other end: %s', async (frame, member, what, unknown) => {
    const scenery = world();
    const { kernel, waits } = scenery;
    const pipe = kernel.make('pipe_inode_info', { readers: 1, writers: 3 });
    waits('waiter', [frame, 'vfs_rw'], 'pipe_inode_info', member, pipe);
    expect((await follow(scenery))['waiter']).toEqual({ kind: 'pipe', what, holders: [], unknown });
  });

  it('find the thread of an XFS by its log', async () => {
    const scenery = world();
    const { kernel, sleepers, waits } = scenery;
    const logs = [kernel.alloc(64), kernel.alloc(64)];
    logs.forEach((log, i) => {
      const data = kernel.alloc(256);
      kernel.word(data + 16n, log);
      const worker_private = kernel.make('kthread', { data });
      sleepers.add(`xfsaild/vd${'ab'[i] ?? ''}`, ['xfs_buf_submit'], { flags: PF_KTHREAD, worker_private });
    });
    const frames = ['xlog_grant_head_wait', 'xfs_log_reserve'];
    const own = waits('writer', frames, 'backing_dev_info', 'wb_waitq', kernel.make('backing_dev_info'));
    kernel.word(own.room + 200n, logs[1] ?? 0n);
    const both = waits('both', frames, 'backing_dev_info', 'wb_waitq', kernel.make('backing_dev_info'));
    logs.forEach((log, i) => {
      kernel.word(both.room + 200n + BigInt(i * 8), log);
    });
    waits('lost', frames, 'backing_dev_info', 'wb_waitq', kernel.make('backing_dev_info'));
    const found = await follow(scenery);
    expect(found['writer']).toMatchObject({ what: 'room in the log of XFS on vdb', holders: ['xfsaild/vdb'] });
    for (const comm of ['both', 'lost'])
      expect(found[comm]).toMatchObject({ what: 'the log of an XFS', unknown: 'its thread was not found' });
  });
});

describe('waits for processors and modules', () => {
  it.each([
    ['done_up', 'CPU 1 to come up'],
    ['done_down', 'CPU 1 to go down'],
  ])('lead to the thread of the processor: %s', async (member, what) => {
    const scenery = world();
    const { kernel, sleepers } = scenery;
    const states = kernel.perCpu('cpuhp_state', 'struct cpuhp_cpu_state');
    const thread = sleepers.add('cpuhp/1', ['some_callback'], { flags: PF_KTHREAD });
    kernel.set('cpuhp_cpu_state', states[1] ?? 0n, { thread: thread.task });
    const done = kernel.member('cpuhp_cpu_state', member, states[1] ?? 0n);
    complete(kernel, sleepers.add('offline', ['__wait_for_common', 'cpuhp_kick_ap']), done);
    expect((await follow(scenery))['offline']).toMatchObject({ kind: 'cpu-hotplug', what, holders: ['cpuhp/1'] });
  });

  it('name the processors that have yet to stop, and what runs there', async () => {
    const scenery = world();
    const { kernel, sleepers, tasks } = scenery;
    const stoppers = kernel.perCpu('cpu_stopper', 'struct cpu_stopper');
    const waiter = sleepers.add('stopper', ['__wait_for_common', 'stop_one_cpu', 'migrate']);
    const done = waiter.room + 128n;
    const works = [0n, done].map((at) => kernel.make('cpu_stop_work', { done: at }));
    stoppers.forEach((stopper, cpu) => {
      kernel.list(kernel.member('cpu_stopper', 'works', stopper), [
        kernel.member('cpu_stop_work', 'list', works[cpu] ?? 0n),
      ]);
    });
    const hog = tasks.add(90, 'hog', { __state: 0, on_cpu: 1 });
    kernel.set('rq', tasks.queues[1] ?? 0n, { curr: hog });
    complete(kernel, waiter, kernel.member('cpu_stop_done', 'completion', done));
    expect((await follow(scenery))['stopper']).toEqual({
      kind: 'cpu-hotplug',
      what: 'CPU 1 to stop',
      holders: ['hog'],
      unknown: undefined,
    });
  });

  it('lead to the one that initialises a module, and to nobody where there are two', async () => {
    const load = async (count: number) => {
      const scenery = world();
      const { kernel, sleepers } = scenery;
      complete(
        kernel,
        sleepers.add('modprobe', ['__wait_for_common', 'idempotent_init_module']),
        kernel.symbol('u', 32),
      );
      for (let i = 0; i < count; i++)
        sleepers.add(`insmod${i}`, ['msleep', 'init', 'do_one_initcall', 'do_init_module', 'load_module']);
      return (await follow(scenery))['modprobe'];
    };
    await expect(load(1)).resolves.toMatchObject({ kind: 'module', holders: ['insmod0'], unknown: undefined });
    await expect(load(2)).resolves.toMatchObject({ holders: [], unknown: '2 modules are being loaded or unloaded' });
    await expect(load(0)).resolves.toMatchObject({ holders: [], unknown: 'nobody loads or unloads one' });
  });

  it('lead to the workers that probe beside each other', async () => {
    const scenery = world();
    const { kernel, sleepers, waits } = scenery;
    const own = worker(kernel, sleepers, 'async', ['probe', 'async_run_entry_fn']);
    kernel.set('worker', own.address, { current_func: kernel.code('async_run_entry_fn', 0x300) });
    worker(kernel, sleepers, 'events', ['other']);
    waits('boot', ['async_synchronize_cookie_domain'], 'backing_dev_info', 'wb_waitq', kernel.make('backing_dev_info'));
    const found = await follow(scenery);
    expect(found['boot']).toMatchObject({ what: 'asynchronous probes to end', unknown: undefined });
    expect(found['boot']?.holders).toHaveLength(1);
  });
});
