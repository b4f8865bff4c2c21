import { describe, expect, it } from '@jest/globals';
import type { TaskTraces } from '../../../../../shared/vmcore/stacks/task-stacks.ts';
import { readTasks } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { waitGraph } from '../../../../../shared/vmcore/waits/chains.ts';
import { findWaits } from '../../../../../shared/vmcore/waits/find-waits.ts';
import { waitInfo } from '../../../../../shared/vmcore/waits/target.ts';
import { IMAGE } from '../../../../support/kernel-writer.ts';
import { Runners, type RunningFrame } from '../../../../support/running-tasks.ts';
import { scene } from '../../../../support/waiting-kernel.ts';

const NO_OWNER = 'the kernel notes no owner of a spinlock';
const LOCKED = 1;
const PENDING = 0x100;

/** A kernel of four processors with nodes for queues, all idle. */
function world({ tickets = false } = {}) {
  const parts = scene({ cpus: 4, tickets });
  const { kernel, tasks } = parts;
  const nodes = kernel.perCpu('qnodes', 'struct qnode[4]');
  const runners = new Runners(tasks);
  for (let cpu = 0; cpu < 4; cpu++)
    runners.idle(cpu, [{ symbol: 'stop_this_cpu', interrupted: {} }, { symbol: 'do_idle' }]);
  return { ...parts, nodes, runners, size: BigInt(kernel.btf.sizeOf('struct qnode')) };
}

/** What `tail` stands for in a lock's word: a node of a processor. */
function tail(cpu: number, index = 0): number {
  return (((cpu + 1) << 18) | (index << 16)) >>> 0;
}

/** An interrupt has come upon the slow path, which has the lock in a register. */
function spins(lock: bigint, caller: RunningFrame, path = 'native_queued_spin_lock_slowpath'): RunningFrame[] {
  return [
    { symbol: 'sysvec_reboot', interrupted: { rdi: lock } },
    { symbol: path },
    { symbol: '_raw_spin_lock' },
    caller,
  ];
}

async function follow({ kernel, tasks, sleepers, runners }: ReturnType<typeof world>) {
  tasks.writeIds();
  const opened = await kernel.open();
  const list = await readTasks(opened);
  const none: TaskTraces = await sleepers.traces(opened, list);
  const traces = await runners.traces(opened, list, none);
  const waits = await findWaits(opened, list, traces, [], { uptimeSeconds: 100, wallSeconds: undefined, hz: 250 });
  const told = waits.map((wait) => {
    const { kind, what, mode, holders, cause, unknown } = waitInfo(wait);
    return [wait.task.comm, { kind, what, mode, holders: holders.map(({ comm }) => comm), cause, unknown }] as const;
  });
  return { waits: Object.fromEntries(told), graph: waitGraph(waits) };
}

describe('what a processor spins for', () => {
  it('is named by the lock in its registers, with the order of the queue and whose code leads to it', async () => {
    const scenery = world();
    const { kernel, nodes, runners, size } = scenery;
    const lock = kernel.symbol('some_lock', 4);
    // `mov $some_lock, %rdi` in the caller's code, before it called what it is in.
    const code = Buffer.from([0x48, 0xc7, 0xc7, 0, 0, 0, 0, 0xe8, 0, 0, 0, 0]);
    code.writeInt32LE(Number(BigInt.asIntN(32, lock)), 3);
    kernel.code('holder', 0x100, code);
    runners.add(1, 'holder', [
      { symbol: 'long_work' },
      { symbol: 'holder', start: IMAGE + 0x100n, offset: code.length },
    ]);
    runners.add(0, 'next', spins(lock, { symbol: 'wants' }));
    runners.add(2, 'last', spins(lock, { symbol: 'wants' }));
    runners.add(3, 'first', spins(lock, { symbol: 'wants' }));
    // The second node of processor 3: an interrupt of it waits for something else, and so does its first.
    const [, , two = 0n, three = 0n] = nodes;
    kernel.set('qnode', two, { 'mcs.count': 1 });
    kernel.set('qnode', three, { 'mcs.count': 2 });
    kernel.set('qnode', three + size, { 'mcs.next': two });
    kernel.word(lock, LOCKED | PENDING | tail(2), 4);
    const { waits, graph } = await follow(scenery);
    const expected = {
      kind: 'spinlock',
      what: 'spinlock some_lock',
      mode: undefined,
      holders: ['holder'],
      cause: undefined,
      unknown: `${NO_OWNER}: it is the only processor that leads to it; it goes to CPU 0, then CPU 3, then CPU 2`,
    };
    expect(waits).toEqual({ next: expected, first: expected, last: expected });
    expect(graph.hangs.map(({ root, waits: all }) => [root?.comm, all.length])).toEqual([['holder', 3]]);
  });

  it('is one of two that each has what the other wants: a ring, though nobody is noted as an owner', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const [a, b] = [kernel.symbol('lock_a', 4), kernel.symbol('lock_b', 4)];
    for (const [name, own, at] of [
      ['ab', a, 0x100],
      ['ba', b, 0x200],
    ] as const) {
      const code = Buffer.alloc(16, 0x90);
      // `lea own(%rip), %rdi`
      code.set([0x48, 0x8d, 0x3d]);
      code.writeInt32LE(Number(own - (IMAGE + BigInt(at) + 7n)), 3);
      kernel.code(name, at, code);
    }
    kernel.word(a, LOCKED | PENDING, 4);
    kernel.word(b, LOCKED | PENDING, 4);
    runners.add(0, 'ab', spins(b, { symbol: 'ab', start: IMAGE + 0x100n, offset: 12 }));
    runners.add(1, 'ba', spins(a, { symbol: 'ba', start: IMAGE + 0x200n, offset: 12 }));
    const { waits, graph } = await follow(scenery);
    expect(waits['ab']).toMatchObject({ what: 'spinlock lock_b', holders: ['ba'] });
    expect(waits['ba']).toMatchObject({ what: 'spinlock lock_a', holders: ['ab'] });
    expect(graph.rings.map((ring) => ring.map(({ task }) => task.comm))).toEqual([['ab', 'ba']]);
  });

  it.each([
    ['the lock itself', 0n, 'to it'],
    ['what the lock lies in', 64n, 'to the structure around it'],
  ])('is held by the one processor that has the address of %s', async (_, back, how) => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const lock = kernel.alloc(256) + 64n;
    kernel.word(lock, LOCKED | PENDING, 4);
    const holder = runners.add(1, 'holder', [{ symbol: 'long_work' }, { symbol: 'more' }]);
    kernel.word(holder.room + 40n, lock - back);
    runners.add(2, 'innocent', [{ symbol: 'other_work' }]);
    runners.add(0, 'waiter', spins(lock, { symbol: 'wants' }));
    const { waits } = await follow(scenery);
    expect(waits['waiter']).toMatchObject({
      holders: ['holder'],
      unknown: `${NO_OWNER}: it is the only processor that leads ${how}`,
    });
  });

  it('says who may have it where several lead to it, or none does', async () => {
    const lead = async (own: readonly boolean[]) => {
      const scenery = world();
      const { kernel, runners } = scenery;
      const lock = kernel.alloc(64, 64);
      kernel.word(lock, LOCKED | PENDING, 4);
      for (const [i, has] of own.entries()) {
        const { room } = runners.add(i + 1, `busy${i + 1}`, [{ symbol: 'work' }]);
        if (has) kernel.word(room + 40n, lock);
      }
      runners.add(0, 'waiter', spins(lock, { symbol: 'wants' }));
      const { waits, graph } = await follow(scenery);
      return [waits['waiter']?.holders, waits['waiter']?.unknown, graph.rings.length];
    };
    await expect(lead([true, true])).resolves.toEqual([
      [],
      `${NO_OWNER}: CPU 1 (busy1, pid 501), CPU 2 (busy2, pid 502) lead to it`,
      0,
    ]);
    await expect(lead([false])).resolves.toEqual([
      ['busy1'],
      `${NO_OWNER}: no other processor but CPU 1 (busy1, pid 501) runs the kernel; else it was taken on its own, or never let go`,
      0,
    ]);
    await expect(lead([false, false])).resolves.toEqual([
      [],
      `${NO_OWNER}: any of CPU 1 (busy1, pid 501), CPU 2 (busy2, pid 502) may have it`,
      0,
    ]);
    await expect(lead([])).resolves.toEqual([
      [],
      `${NO_OWNER}: no other processor runs the kernel, so it was taken there before or never let go`,
      0,
    ]);
  });

  it('is its own where an interrupt wants what the code has that it came upon', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const lock = kernel.symbol('shared_lock', 4);
    kernel.word(lock, LOCKED | PENDING, 4);
    const code = Buffer.alloc(16, 0x90);
    code.writeInt32LE(Number(BigInt.asIntN(32, lock)), 3);
    kernel.code('taker', 0x100, code);
    runners.add(0, 'victim', [
      ...spins(lock, { symbol: 'irq_handler', interrupted: {} }),
      { symbol: 'taker', start: IMAGE + 0x100n, offset: 12 },
    ]);
    runners.add(1, 'innocent', [{ symbol: 'work' }]);
    const { waits, graph } = await follow(scenery);
    expect(waits['victim']).toMatchObject({ what: 'spinlock shared_lock', holders: ['victim'] });
    expect(graph.rings.map((ring) => ring.length)).toEqual([1]);
  });

  it.each([
    ['free', 0],
    ['taken, and wanted by nobody', LOCKED],
    ['waited for by another', LOCKED | tail(3)],
    ['waited for by others, while this one stands in another queue', LOCKED | tail(3), 1],
  ])(
    'is no word that is %s, unless it is the only one that a guest without help could mean',
    async (_, word, used = 0) => {
      const scenery = world();
      const { kernel, nodes, runners } = scenery;
      kernel.set('qnode', nodes[0] ?? 0n, { 'mcs.count': used });
      const [lock, other] = [kernel.alloc(64), kernel.alloc(64)];
      kernel.word(lock, word, 4);
      kernel.word(other, word, 4);
      const frames = spins(lock, { symbol: 'wants' });
      runners.add(0, 'waiter', [
        { symbol: 'sysvec_reboot', interrupted: { rdi: lock, rbx: other } },
        ...frames.slice(1),
      ]);
      const { waits } = await follow(scenery);
      expect(waits['waiter']).toMatchObject({
        what: 'a spinlock',
        holders: [],
        unknown: 'no register holds the address of a lock that is held',
      });
    },
  );

  it('is the one lock that is taken in the registers of a guest that tries again and again', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const lock = kernel.symbol('plain_lock', 4);
    kernel.word(lock, LOCKED, 4);
    runners.add(0, 'waiter', spins(lock, { symbol: 'wants' }));
    const { waits } = await follow(scenery);
    expect(waits['waiter']).toMatchObject({ what: 'spinlock plain_lock' });
  });

  it('is a lock for readers and writers, and who notes its owner is believed', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    kernel.btf.struct('raw_spinlock', { raw_lock: 'struct qspinlock', magic: 'u32', owner_cpu: 'u32', owner: 'ptr' });
    const rwlock = kernel.symbol('tasklist', 8);
    kernel.word(rwlock, 0xffn | (1n << 32n));
    runners.add(0, 'writer', spins(rwlock, { symbol: 'wants' }, 'queued_write_lock_slowpath'));
    const lock = kernel.symbol('debugged', kernel.btf.sizeOf('struct raw_spinlock'));
    kernel.set('raw_spinlock', lock, { 'raw_lock.val': LOCKED | PENDING });
    runners.add(1, 'waiter', spins(lock, { symbol: 'wants' }));
    const owner = runners.add(2, 'owner', [{ symbol: 'work' }]);
    kernel.set('raw_spinlock', lock, { owner: owner.task });
    runners.add(3, 'innocent', [{ symbol: 'work' }]);
    const { waits } = await follow(scenery);
    expect(waits['writer']).toMatchObject({ kind: 'rwlock', what: 'rwlock tasklist', mode: 'write' });
    expect(waits['waiter']).toMatchObject({ holders: ['owner'], unknown: undefined });
  });

  it('is no lock for readers and writers that nobody waits for; of those who wait no order is known', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const [calm, wanted] = [kernel.symbol('calm', 8), kernel.symbol('wanted', 8)];
    kernel.word(calm, 0xffn);
    kernel.word(wanted, 0xffn | (1n << 32n));
    runners.add(0, 'reader', spins(calm, { symbol: 'wants' }, 'queued_read_lock_slowpath'));
    for (const cpu of [1, 2])
      runners.add(cpu, `writer${cpu}`, spins(wanted, { symbol: 'wants' }, 'queued_write_lock_slowpath'));
    const { waits } = await follow(scenery);
    expect(waits['reader']).toMatchObject({ kind: 'rwlock', what: 'a rwlock', mode: 'read' });
    for (const cpu of [1, 2])
      expect(waits[`writer${cpu}`]).toMatchObject({
        what: 'rwlock wanted',
        unknown: expect.not.stringContaining('it goes to') as unknown,
      });
  });

  it.each([
    ['three numbers are given out that have not had their turn', 0x0005_0002, 'spinlock ticketed'],
    ['one number is given out: it is taken, and wanted by nobody', 0x0003_0002, 'a spinlock'],
    ['more are given out than there are processors', 0x4000_0002, 'a spinlock'],
  ])('is a ticket lock where %s', async (_, word, what) => {
    const scenery = world({ tickets: true });
    const lock = scenery.kernel.symbol('ticketed', 4);
    scenery.kernel.word(lock, word, 4);
    scenery.runners.add(0, 'waiter', spins(lock, { symbol: 'wants' }, 'do_raw_spin_lock'));
    expect((await follow(scenery)).waits['waiter']).toMatchObject({ what });
  });

  it('is not asked of a task that only has such a function left on its stack', async () => {
    const scenery = world();
    const lock = scenery.kernel.symbol('some_lock', 4);
    scenery.kernel.word(lock, LOCKED | PENDING, 4);
    const frames = spins(lock, { symbol: 'wants' });
    scenery.runners.add(
      0,
      'worker',
      frames.map((frame) => ({ ...frame, reliable: false })),
    );
    expect((await follow(scenery)).waits).toEqual({});
  });

  it('lies in no structure where it is a variable of the kernel, whatever lies before it', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const before = kernel.symbol('something_else', 8);
    const lock = kernel.symbol('some_lock', 4);
    kernel.word(lock, LOCKED | PENDING, 4);
    for (const cpu of [1, 2]) {
      const { room } = runners.add(cpu, `busy${cpu}`, [{ symbol: 'work' }]);
      if (cpu === 1) kernel.word(room + 40n, before);
    }
    runners.add(0, 'waiter', spins(lock, { symbol: 'wants' }));
    expect((await follow(scenery)).waits['waiter']).toMatchObject({
      holders: [],
      unknown: expect.stringContaining('any of CPU 1 (busy1') as unknown,
    });
  });

  it.each([
    ['a caller has', 4, `${NO_OWNER}: its own callers lead to it, and no other processor runs the kernel`],
    ['only the function has that wants it', 3, `${NO_OWNER}: no other processor runs the kernel`],
  ])('may have been taken on the way to where it is wanted, if %s named it', async (_, at, unknown) => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const lock = kernel.symbol('some_lock', 4);
    kernel.word(lock, LOCKED | PENDING, 4);
    const code = Buffer.alloc(16, 0x90);
    code.writeInt32LE(Number(BigInt.asIntN(32, lock)), 3);
    kernel.code('taker', 0x100, code);
    const frames = [...spins(lock, { symbol: 'wants' }), { symbol: 'outer' }];
    frames[at] = { symbol: 'taker', start: IMAGE + 0x100n, offset: 12 };
    runners.add(0, 'waiter', frames);
    expect((await follow(scenery)).waits['waiter']).toMatchObject({
      holders: [],
      unknown: `${unknown}, so it was taken there before or never let go`,
    });
  });

  it('names a lock in a per-CPU variable by its processor', async () => {
    const scenery = world();
    const { kernel, runners, tasks } = scenery;
    const lock = (tasks.queues[1] ?? 0n) + 8n;
    kernel.word(lock, LOCKED | PENDING, 4);
    runners.add(0, 'waiter', spins(lock, { symbol: 'wants' }));
    // The word is where the queue names who runs: what is there now is nobody.
    runners.idle(2, [{ symbol: 'do_idle' }]);
    const { waits } = await follow(scenery);
    expect(waits['waiter']?.what).toMatch(/^spinlock (runqueues\+0x8 of CPU 1)$/);
  });
});

describe('a call on other processors', () => {
  const calls = (): RunningFrame[] => [
    { symbol: 'sysvec_reboot', interrupted: {} },
    { symbol: 'smp_call_function_many_cond' },
    { symbol: 'flush_tlb' },
  ];

  it('names those that have not answered, and what runs there', async () => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const data = kernel.perCpu('cfd_data', 'struct call_function_data');
    const csd = kernel.allocPerCpu(kernel.btf.sizeOf('struct __call_single_data'));
    kernel.set('call_function_data', data[0] ?? 0n, { csd: csd.pointer });
    for (const cpu of [1, 3]) kernel.set('__call_single_data', csd.places[cpu] ?? 0n, { 'node.u_flags': 0x11 });
    kernel.set('__call_single_data', csd.places[2] ?? 0n, { 'node.u_flags': 0x10 });
    runners.add(0, 'insmod', calls());
    runners.add(1, 'spinner', [{ symbol: 'forever' }]);
    runners.add(2, 'innocent', [{ symbol: 'work' }]);
    const { waits } = await follow(scenery);
    expect(waits['insmod']).toEqual({
      kind: 'ipi',
      what: 'CPU 1, CPU 3 to answer an interrupt',
      mode: undefined,
      holders: ['spinner'],
      cause: undefined,
      unknown: undefined,
    });
  });

  /** A processor whose calls on many have all been answered calls one other. */
  const single = (wait: RunningFrame = { symbol: 'smp_call_function_single' }) => {
    const scenery = world();
    const { kernel, runners } = scenery;
    const data = kernel.perCpu('cfd_data', 'struct call_function_data');
    kernel.set('call_function_data', data[0] ?? 0n, { csd: kernel.allocPerCpu(64).pointer });
    const queues = kernel.perCpu('call_single_queue', 'u64');
    const own = kernel.perCpu('csd_data', 'struct __call_single_data');
    const [first, ...outer] = calls();
    const caller = runners.add(0, 'caller', [...(first === undefined ? [] : [first]), wait, ...outer.slice(1)]);
    return { ...scenery, caller, queues, own, data };
  };

  it.each<[string, (scenery: ReturnType<typeof single>) => bigint]>([
    ['its own, which it has sent before', ({ own }) => own[0] ?? 0n],
    ['on its stack, for the end of which it waits', ({ caller }) => caller.room + 64n],
  ])('knows the one processor of a single call by its queue, and says so where that idles: %s', async (_, call) => {
    const scenery = single();
    const { kernel, queues, own } = scenery;
    // Which processor was called is written in the call itself only for debugging.
    kernel.set('__call_single_data', call(scenery), { 'node.u_flags': 0x11 });
    const [, , behind = 0n] = own;
    kernel.word(queues[2] ?? 0n, behind);
    kernel.word(behind, call(scenery));
    kernel.word(queues[1] ?? 0n, own[3] ?? 0n);
    const { waits } = await follow(scenery);
    expect(waits['caller']).toMatchObject({ holders: [], cause: 'CPU 2 idles and answers no interrupt' });
  });

  it('does not take a call that is in no queue for answered', async () => {
    const scenery = single();
    scenery.kernel.set('__call_single_data', scenery.own[0] ?? 0n, { 'node.u_flags': 0x11 });
    expect((await follow(scenery)).waits['caller']).toMatchObject({
      holders: [],
      cause: undefined,
      unknown: 'its call hangs in no queue: the processor that was called may be at it',
    });
  });

  it('takes no processor for idle of which it is not known what it runs', async () => {
    const scenery = single();
    const { kernel, queues, own, tasks } = scenery;
    for (const cpu of [1, 3]) kernel.word(queues[cpu] ?? 0n, own[0] ?? 0n);
    expect((await follow(scenery)).waits['caller']).toMatchObject({
      cause: 'CPU 1, CPU 3 idle and answer no interrupt',
    });
    kernel.set('rq', tasks.queues[3] ?? 0n, { curr: 0n });
    expect((await follow(scenery)).waits['caller']).toMatchObject({
      holders: [],
      cause: undefined,
      unknown: 'what runs there is not in the dump',
    });
  });

  it('takes no call for answered that can’t be read', async () => {
    const scenery = single({ symbol: 'smp_call_function_many_cond' });
    scenery.kernel.set('call_function_data', scenery.data[0] ?? 0n, { csd: 0x7000_0000_0000n });
    expect((await follow(scenery)).waits['caller']).toMatchObject({ unknown: 'its calls could not be read' });
  });

  it('says that it is not known where nothing can be read, and where all have answered', async () => {
    const scenery = world();
    scenery.runners.add(0, 'caller', calls());
    expect((await follow(scenery)).waits['caller']).toMatchObject({ unknown: 'its calls could not be read' });
    const other = world();
    const data = other.kernel.perCpu('cfd_data', 'struct call_function_data');
    other.kernel.set('call_function_data', data[0] ?? 0n, { csd: other.kernel.allocPerCpu(64).pointer });
    other.runners.add(0, 'caller', calls());
    expect((await follow(other)).waits['caller']).toMatchObject({
      unknown: 'every call of this processor has been answered',
    });
  });
});
