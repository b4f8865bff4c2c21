import { describe, expect, it } from '@jest/globals';
import type { Frame, TaskInfo } from '../../../../../shared/contract/report.ts';
import { PanicKind, type TriageResult } from '../../../../../shared/contract/triage.ts';
import { findFindings, RULES, type FindingContext } from '../../../../../shared/vmcore/findings/index.ts';
import type { Lock } from '../../../../../shared/vmcore/locks/locks.ts';
import type { RegisterSet } from '../../../../../shared/vmcore/arch/register-set.ts';
import { FAULTS, GIVEN_UP, LOCKUPS, UNNAMED } from '../../../../../shared/vmcore/report/panic-kinds.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import type { TaskTrace, TaskTraces } from '../../../../../shared/vmcore/stacks/task-stacks.ts';
import type { RunQueue, Task, TaskList } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { waitGraph } from '../../../../../shared/vmcore/waits/chains.ts';
import type { Wait, WaitTarget } from '../../../../../shared/vmcore/waits/target.ts';
import type { RawFrame } from '../../../../../shared/vmcore/stacks/unwind.ts';

const STACK = 0xffff_c900_0000_0000n;
const BYTES = 16_384;

function task(pid: number, comm: string, values: Readonly<Record<string, number>> = {}): Task {
  const row = { has: (key: string) => key in values, int: (key: string) => values[key] ?? 0 };
  return {
    address: BigInt(pid) * 0x1_0000n,
    pid,
    tgid: pid,
    comm,
    state: 'D',
    kernelThread: true,
    cpu: 0,
    stack: STACK,
    row,
  } as unknown as Task;
}

interface FrameSpec {
  readonly symbol: string;
  readonly module?: string;
  readonly sp?: bigint;
  readonly stack?: 'nmi' | 'irq';
  /** Registers of what this frame interrupted. */
  readonly interrupted?: Partial<RegisterSet> & { readonly set?: Readonly<Record<string, bigint>> };
}

function registersOf(spec: NonNullable<FrameSpec['interrupted']>): RegisterSet {
  const values = new Map(Object.entries(spec.set ?? {}));
  return { pc: 0x1000n, sp: 0n, fp: 0n, user: false, interruptsOff: false, values, ...spec };
}

function trace(of: Task, specs: readonly FrameSpec[], image?: StackImage): TaskTrace {
  const frames = specs.map(({ symbol, module, stack }): Frame => {
    return {
      address: '0x1000',
      symbol,
      offset: 16,
      reliable: true,
      ...(module === undefined ? {} : { module }),
      ...(stack === undefined ? {} : { stack }),
    };
  });
  const raw = specs.map(({ sp, interrupted }, i): RawFrame => {
    return {
      pc: 0x1000n,
      sp: sp ?? STACK + 0x3000n + BigInt(i * 32),
      exact: false,
      reliable: true,
      user: false,
      interrupted: interrupted && registersOf(interrupted),
    };
  });
  return { task: of, image, start: undefined, unwound: { frames: raw }, frames, runningOn: 0, note: undefined };
}

interface Scene {
  readonly traces?: readonly TaskTrace[];
  readonly panic?: { readonly cpu: number; readonly trace: TaskTrace };
  readonly running?: ReadonlyMap<number, TaskTrace>;
  readonly kind?: TriageResult['kind'];
  /** The registers are those that the kernel saved as it went into the crash kernel. */
  readonly byKexec?: boolean;
  /** More of what the log says than its kind. */
  readonly named?: Partial<TriageResult>;
  readonly log?: string;
  readonly locks?: readonly Lock[];
  readonly more?: Partial<FindingContext>;
}

async function find(scene: Scene) {
  const traces = [...(scene.traces ?? []), ...(scene.running?.values() ?? [])];
  const queues = new Map<number, RunQueue>(
    [...(scene.running ?? [])].map(([cpu, own]) => [
      cpu,
      { running: 2, current: own.task.address, idle: 0n, clockNs: 20e9, uninterruptible: 0 },
    ]),
  );
  const byAddress = new Map(traces.map((own) => [own.task.address, own.task]));
  const list: TaskList = { tasks: [], idle: new Map(), byAddress, runQueues: queues, problems: [] };
  const saved = new Map(
    [...queues.keys()].map((cpu) => [cpu, { pid: 1, registers: registersOf({}), byKexec: scene.byKexec ?? false }]),
  );
  const context: FindingContext = {
    dump: { format: 'test', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
    named:
      scene.kind === undefined && scene.named === undefined
        ? undefined
        : ({
            kind: scene.kind,
            title: 'x',
            altTitles: [],
            others: [],
            frames: [],
            ...scene.named,
          } as unknown as TriageResult),
    log: scene.log === undefined ? undefined : { records: 1, text: scene.log },
    kernel: {
      symbolize: () => ({ symbol: 'victim', offset: 4 }),
      memory: { read: () => Promise.resolve([]) },
    } as unknown as NonNullable<FindingContext['kernel']>,
    state: undefined,
    list,
    traces: {
      byAddress: new Map(traces.map((own) => [own.task.address, own])),
      threadBytes: BYTES,
      tracer: { isText: (pc: bigint) => pc < 0x1_0000n },
    } as unknown as TaskTraces,
    tasks: [],
    saved,
    panic: scene.panic && { ...scene.panic, registers: undefined, bare: undefined },
    locks: scene.locks ?? [],
    memory: undefined,
    modules: [],
    walkProblems: [],
    text: undefined,
    ...scene.more,
  };
  const sections = new Sections();
  const findings = await findFindings(context, sections);
  expect(sections.unavailable).toEqual([]);
  return findings;
}

function blocked(of: Task, blockedSeconds: number): TaskInfo {
  return { ...info(of), blockedSeconds, frames: [{ address: '0x1', symbol: 'wait', reliable: true }] };
}

function info({ pid, comm, address }: Task): TaskInfo {
  return { pid, tgid: pid, comm, state: 'D', address: `0x${address.toString(16)}`, frames: [] };
}

function lock(symbol: string, owner: Task, ...waiters: readonly Task[]): Lock {
  const address = BigInt(symbol.length) * 0x100n;
  return {
    address,
    kind: 'mutex',
    symbol,
    owner,
    ownedByReaders: false,
    waits: waiters.map((waiter) => ({ task: waiter, kind: 'mutex', lock: address, mode: undefined })),
  };
}

describe('deadlocks', () => {
  const [a, b, third, watchdog] = [task(10, 'flush'), task(11, 'commit'), task(12, 'sh'), task(5, 'khungtaskd')];

  it('tells who holds what and waits for what, who else waits, and who only noticed', async () => {
    const [finding] = await find({
      traces: [
        trace(a, [{ symbol: '__schedule' }, { symbol: '__mutex_lock' }, { symbol: 'do_flush', module: 'fs' }]),
        trace(b, [{ symbol: '__schedule' }, { symbol: 'do_commit' }]),
      ],
      panic: { cpu: 1, trace: trace(watchdog, [{ symbol: 'panic' }, { symbol: 'watchdog' }]) },
      kind: 'hung-task',
      locks: [lock('lock_a', a, b, third), lock('lock_bb', b, a)],
    });
    expect(finding).toMatchObject({
      code: 'deadlock',
      severity: 'critical',
      summary:
        'Deadlock: flush (pid 10) holds mutex lock_a and waits for mutex lock_bb, commit (pid 11) holds mutex lock_bb and waits for mutex lock_a; khungtaskd only noticed.',
      culprit: { pid: 10, comm: 'flush', symbol: 'do_flush' },
    });
    expect(finding?.evidence).toContain('sh (pid 12) waits for mutex lock_a too');
  });

  it('names the one at the end of a chain of owners who holds everybody up', async () => {
    const findings = await find({
      traces: [trace(a, [{ symbol: '__schedule' }, { symbol: 'io_schedule' }, { symbol: 'slow_disk' }])],
      kind: 'hung-task',
      locks: [lock('outer', b, third), lock('inner', a, b)],
    });
    expect(findings.map(({ code }) => code)).toEqual(['lock-held']);
    expect(findings[0]?.summary).toContain(
      '2 tasks wait for mutex inner, mutex outer held by flush (pid 10), which is in slow_disk',
    );
  });

  it('says nothing of short waits in a kernel that died of something else', async () => {
    await expect(find({ kind: 'null-pointer', locks: [lock('busy', a, b)] })).resolves.toEqual([]);
  });
});

describe('stacks', () => {
  it('counts the recursion that overflowed a stack', async () => {
    const sh = task(20, 'sh');
    const image = new StackImage(
      STACK,
      BYTES,
      4096,
      Array.from({ length: 4 }, () => new Uint8Array(4096)),
    );
    const deep = Array.from({ length: 20 }, (_, i) => ({
      symbol: 'recurse',
      module: 'bad',
      sp: STACK - 16n + BigInt(i * 512),
    }));
    const own = trace(sh, [{ symbol: 'panic' }, ...deep, { symbol: 'start', sp: STACK + 0x3f00n }], image);
    const [finding] = await find({ traces: [own] });
    expect(finding).toMatchObject({
      code: 'stack-overflow',
      summary:
        'Kernel stack overflow in recurse [bad], recursion of 20 frames: sh (pid 20) ran into the guard page below its 16 KiB.',
      culprit: { pid: 20, symbol: 'recurse' },
    });
    expect(finding?.evidence[0]).toMatch(/^recurse \[bad\]: \d+ bytes in 20 frames$/);
  });

  it('tells an overwritten end, and who came close', async () => {
    const info = (pid: number, stack: TaskInfo['stack']): TaskInfo => ({
      pid,
      comm: 'task',
      state: 'S',
      frames: [],
      stack,
    });
    const findings = await find({
      more: {
        tasks: [
          info(7, { sizeBytes: BYTES, endMagicIntact: false, highWaterBytes: BYTES }),
          info(8, { sizeBytes: BYTES, endMagicIntact: true, highWaterBytes: 15_000 }),
          info(0, { sizeBytes: BYTES, endMagicIntact: true, highWaterBytes: BYTES }),
        ],
      },
    });
    expect(findings.map(({ code }) => code)).toEqual(['stack-end-overwritten', 'stack-nearly-full']);
  });
});

describe('spinning processors', () => {
  const spinner = task(30, 'kc_irqsoff');
  const nmi = [
    { symbol: 'stop_this_cpu' },
    { symbol: 'exc_nmi', stack: 'nmi', interrupted: { interruptsOff: true } },
  ] as const;

  it('tells a processor that an NMI found with interrupts off, and whose panic it was', async () => {
    const victim = trace(task(1, 'init'), [
      { symbol: 'panic' },
      { symbol: 'exc_nmi', stack: 'nmi', interrupted: {} },
      { symbol: 'idle_thing' },
    ]);
    const [finding] = await find({
      running: new Map([
        [0, victim],
        [1, trace(spinner, [...nmi, { symbol: 'kc_spin_forever', module: 'kcrash' }, { symbol: 'kthread' }])],
      ]),
      panic: { cpu: 0, trace: victim },
      kind: 'nmi',
    });
    expect(finding?.summary).toBe(
      'CPU 1 spins in kc_spin_forever [kcrash] with interrupts off: kc_irqsoff (pid 30); CPU 0 took the NMI.',
    );
  });

  it.each([
    ['into the crash kernel', true, 'busy', {}, []],
    ['into the crash kernel after a long run', true, 'busy', { lastArrival: 1e9 }, ['cpu-interrupts-off']],
    ['while it waited for the console', false, 'nbcon_context_try_acquire', {}, []],
    ['where it should not have been', false, 'busy', {}, ['cpu-interrupts-off']],
  ] as const)('judges a processor that an NMI fetched %s', async (_, byKexec, symbol, more, codes) => {
    const panicked = trace(task(1, 'sh'), [{ symbol: 'panic' }, { symbol: 'oops' }]);
    const findings = await find({
      running: new Map([
        [0, panicked],
        [1, trace(task(30, 'other', more), [...nmi, { symbol }, { symbol: 'kthread' }])],
      ]),
      panic: { cpu: 0, trace: panicked },
      kind: 'bug',
      byKexec,
    });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('makes nothing of interrupts that were off for a moment in a kernel that had not crashed', async () => {
    const running = new Map([[1, trace(task(30, 'other'), [...nmi, { symbol: 'vfs_write' }])]]);
    await expect(find({ running })).resolves.toEqual([]);
  });

  it('puts the holder of a spinlock before those who wait for it', async () => {
    const stopped = { symbol: 'sysvec_reboot', interrupted: {} } as const;
    const long = { lastArrival: 1e9 };
    const findings = await find({
      running: new Map([
        [
          0,
          trace(task(40, 'waiter', long), [
            stopped,
            { symbol: 'native_queued_spin_lock_slowpath' },
            { symbol: 'user_of_lock' },
          ]),
        ],
        [1, trace(task(41, 'holder', long), [stopped, { symbol: 'loops_for_ever' }])],
      ]),
      kind: 'soft-lockup',
    });
    expect(findings.map(({ code, culprit }) => [code, culprit?.comm])).toEqual([
      ['cpu-hog', 'holder'],
      ['spinlock-wait', 'waiter'],
    ]);
    expect(findings[1]?.summary).toContain('CPU 0 waits for a spinlock in user_of_lock');
  });

  describe('of which it is known whom they wait for', () => {
    const stopped = { symbol: 'sysvec_reboot', interrupted: {} } as const;
    const long = { lastArrival: 1e9 };
    const waiter = task(40, 'waiter', long);
    const holder = task(41, 'holder', long);
    const spin = [stopped, { symbol: 'native_queued_spin_lock_slowpath' }, { symbol: 'user_of_lock' }];
    const running = new Map([
      [0, trace(waiter, spin)],
      [1, trace(holder, [stopped, { symbol: 'loops_for_ever' }])],
    ]);
    const lockOf = (by: readonly Task[], guessed = false): WaitTarget => {
      return { kind: 'spinlock', what: 'spinlock the_lock', address: 0x99n, holders: by, guessed, unknown: 'no owner' };
    };

    it('tells the holder with those who wait for it, and then that it spins itself', async () => {
      const waits = waitGraph([{ task: waiter, for: lockOf([holder]) }]);
      const findings = await find({ running, kind: 'hard-lockup', more: { waits } });
      expect(findings.map(({ code, severity, culprit }) => [code, severity, culprit?.comm])).toEqual([
        ['lock-held', 'critical', 'holder'],
        ['cpu-hog', 'critical', 'holder'],
      ]);
      expect(findings[0]).toMatchObject({
        summary:
          'waiter (pid 40) waits for spinlock the_lock held by holder (pid 41), which is in loops_for_ever (state D); longest wait 19 s.',
        evidence: [
          'waiter (pid 40) waits for spinlock the_lock at 0x99 in user_of_lock, 19 s, for which holder (pid 41) has to act; no owner',
        ],
      });
    });

    it('says that the holder is a guess where it is', async () => {
      const waits = waitGraph([{ task: waiter, for: lockOf([holder], true) }]);
      const [finding] = await find({ running, kind: 'soft-lockup', more: { waits } });
      expect(finding?.summary).toContain('spinlock the_lock held as far as can be seen by holder (pid 41)');
    });

    it('names the lock where nobody is found to have it', async () => {
      const waits = waitGraph([{ task: waiter, for: lockOf([]) }]);
      const findings = await find({ running, kind: 'soft-lockup', more: { waits } });
      expect(findings.at(-1)).toMatchObject({
        code: 'spinlock-wait',
        summary: 'CPU 0 waits for spinlock the_lock in user_of_lock without giving up the processor: waiter (pid 40).',
      });
      expect(findings.at(-1)?.evidence).toContain('spinlock the_lock: no owner');
    });

    it.each([
      ['a panic of another kind soon after', 'panic', 19.9e9, []],
      ['a panic of another kind long after', 'panic', 1e9, ['lock-held', 'cpu-hog', 'spinlock-wait']],
    ] as const)('is not told of a short wait: %s', async (_, kind, lastArrival, codes) => {
      const own = task(40, 'waiter', { lastArrival });
      const waits = waitGraph([{ task: own, for: lockOf([holder]) }]);
      const panic = { cpu: 2, trace: trace(task(60, 'sh'), [{ symbol: 'sysrq' }]) };
      const findings = await find({ running: new Map([[0, trace(own, spin)]]), kind, panic, more: { waits } });
      expect(findings.every(({ code }) => (codes as readonly string[]).includes(code))).toBe(true);
      expect(findings.some(({ code }) => code === 'lock-held')).toBe(codes.length > 0);
    });
  });

  it('names the server that does not answer', async () => {
    const cause = { kind: 'server', key: 'server 1', text: 'filer has not answered READ of nfs for 60 s' } as const;
    const reader = task(72, 'reader');
    const waits = waitGraph([{ task: reader, for: { kind: 'rpc', what: 'an answer of filer', holders: [], cause } }]);
    const [finding] = await find({ kind: 'hung-task', more: { waits, tasks: [blocked(reader, 60)] } });
    expect(finding).toMatchObject({
      code: 'silent-server',
      severity: 'critical',
      summary: 'filer has not answered READ of nfs for 60 s: reader (pid 72) waits for that; longest wait 60 s.',
    });
  });

  it.each([
    [10, []],
    [70, ['wait-chain']],
  ])('leaves a program that waits for itself alone for %d s', async (seconds, codes) => {
    const [own, other] = [task(70, 'worker'), task(71, 'main')];
    const target: WaitTarget = { kind: 'futex', what: 'futex 0x10', holders: [other] };
    const waits = waitGraph([{ task: own, for: target }]);
    const found = await find({ kind: 'hung-task', more: { waits, tasks: [blocked(own, seconds)] } });
    expect(found.filter(({ code }) => code !== 'blocked-tasks').map(({ code }) => code)).toEqual(codes);
    if (codes.length > 0) expect(found[0]?.severity).toBe('info');
  });

  it('has nothing to say of processors that idle or were stopped at ordinary work', async () => {
    const stopped = { symbol: 'sysvec_reboot', interrupted: {} } as const;
    const running = new Map([
      [0, trace(task(50, 'worker', { lastArrival: 19.9e9 }), [stopped, { symbol: 'copy_page' }])],
      [1, trace(task(51, 'idler', { lastArrival: 1e9 }), [stopped, { symbol: 'default_idle' }, { symbol: 'do_idle' }])],
    ]);
    await expect(find({ running, kind: 'sysrq' })).resolves.toEqual([]);
  });
});

describe('faults', () => {
  const sh = task(60, 'sh');
  const struck = (set: Record<string, bigint>, pc = 0x1000n, symbols = ['peek', 'drain']): Scene['panic'] => ({
    cpu: 0,
    trace: trace(sh, [
      { symbol: 'panic' },
      { symbol: 'asm_exc_page_fault', interrupted: { pc, set } },
      ...symbols.map((symbol) => ({ symbol, module: 'drv' })),
    ]),
  });

  it('says what went wrong where, called from where, for whom', async () => {
    const panic = struck({ rax: 0n });
    const [finding] = await find({
      kind: 'null-pointer',
      log: '[    1.000000] BUG: kernel NULL pointer dereference, address: 0000000000000008\n',
      ...(panic === undefined ? {} : { panic }),
    });
    expect(finding).toMatchObject({
      code: 'null-pointer',
      summary:
        'peek [drv] went through a null pointer (address 0x8), called from drain [drv], for sh (pid 60) on CPU 0.',
      culprit: { pid: 60, symbol: 'peek' },
    });
  });

  it.each([
    [20, ['null-pointer']],
    [5, []],
  ])('knows the fault that came after what was survived: its report on line %d', async (line, codes) => {
    const panic = struck({ rax: 0n });
    const findings = await find({
      ...(panic === undefined ? {} : { panic }),
      named: { kind: 'rcu-stall', line: 10, others: [{ title: 'y', kind: 'null-pointer', line }] },
    });
    expect(findings.map(({ code }) => code).filter((code) => code !== 'earlier-reports')).toEqual(codes);
  });

  it('blames the caller of a helper, and the module from outside the tree', async () => {
    const panic = struck({}, 0x1000n, ['memcpy', 'careless', 'caller']);
    const findings = await find({
      kind: 'page-fault',
      ...(panic === undefined ? {} : { panic }),
      more: { modules: [{ name: 'drv', address: '0x1', sizeBytes: 1, tainted: ['O', 'E'] }] },
    });
    expect(findings.map(({ code, culprit }) => [code, culprit?.symbol])).toEqual([
      ['page-fault', 'careless'],
      ['out-of-tree-module', 'careless'],
    ]);
    expect(findings[0]?.summary).toContain('in memcpy [drv]');
    expect(findings[1]?.summary).toContain('out-of-tree, unsigned');
  });

  it.each([
    ['use-after-free', 0x6b6b_6b6b_6b6b_6b73n],
    ['uninitialized-memory', 0x5a5a_5a5a_5a5a_5a5an],
    ['list-poison', 0xdead_0000_0000_0108n],
  ])('knows %s by the poison in a register', async (code, value) => {
    const panic = struck({ rdi: value });
    const findings = await find({
      kind: 'general-protection',
      log: `general protection fault, probably for non-canonical address 0x${value.toString(16)}: 0000`,
      ...(panic === undefined ? {} : { panic }),
    });
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('does not take the poison that list checks compare with for one that was used', async () => {
    const panic = struck({ rax: 0xdead_0000_0000_0122n }, 0x1000n, ['__list_del_entry_valid', 'careless']);
    const findings = await find({
      kind: 'page-fault',
      log: 'BUG: unable to handle page fault for address: ffff888012345680',
      ...(panic === undefined ? {} : { panic }),
    });
    expect(findings.map(({ code, culprit }) => [code, culprit?.symbol])).toEqual([
      ['list-corruption', 'careless'],
      ['page-fault', 'careless'],
    ]);
  });

  it('tells a call of something that is no code', async () => {
    const panic = struck({}, 0xdead_beefn, ['', 'has_bad_pointer']);
    const findings = await find({ kind: 'page-fault', ...(panic === undefined ? {} : { panic }) });
    expect(findings[0]).toMatchObject({
      code: 'wild-jump',
      summary:
        'The kernel called 0xdeadbeef, which is no code, from has_bad_pointer [drv]: a function pointer was wrong.',
    });
  });
});

describe('panics that were called for', () => {
  const sh = task(149, 'sh');
  const asked = [{ symbol: 'panic' }, { symbol: 'sysrq_handle_crash' }] as const;
  const info = (pid: number, comm: string, ppid: number): TaskInfo => ({ pid, ppid, comm, state: 'R', frames: [] });

  it('says who asked for a crash, and whose child that was', async () => {
    const own = trace(sh, [...asked, { symbol: 'write_sysrq_trigger' }, { symbol: 'ksys_write' }]);
    const [finding] = await find({
      panic: { cpu: 0, trace: own },
      kind: 'sysrq',
      more: { tasks: [info(0, 'swapper/0', 0), info(1, 'init', 0), info(149, 'sh', 77), info(77, 'sshd', 1)] },
    });
    expect(finding).toMatchObject({
      code: 'crash-requested',
      summary: 'This crash was asked for: sh (pid 149) wrote to /proc/sysrq-trigger.',
      evidence: ['sh (pid 149), child of sshd (pid 77), child of init (pid 1)'],
      culprit: { pid: 149, comm: 'sh' },
    });
  });

  it('blames no task for a key that came by the console', async () => {
    const own = trace(sh, [...asked, { symbol: 'serial8250_handle_irq' }]);
    const [finding] = await find({ panic: { cpu: 0, trace: own }, kind: 'sysrq' });
    expect(finding?.summary).toContain('by keyboard or console, while sh (pid 149) ran');
    expect(finding?.culprit).toBeUndefined();
  });

  it('does not follow parents in a circle', async () => {
    const own = trace(sh, [...asked, { symbol: 'write_sysrq_trigger' }]);
    const [finding] = await find({
      panic: { cpu: 0, trace: own },
      kind: 'sysrq',
      more: { tasks: [info(149, 'sh', 77), info(77, 'bash', 149)] },
    });
    expect(finding?.evidence).toEqual(['sh (pid 149), child of bash (pid 77)']);
  });

  it.each([
    ['exitcode=0x00000300', 'init (pid 1) exited with status 3,'],
    ['exitcode=0x0000008b', 'init (pid 1) was killed by signal 11,'],
    ['exitcode=', 'init (pid 1) ended,'],
  ])('tells how init ended from %s', async (code, summary) => {
    const [finding] = await find({
      panic: { cpu: 0, trace: trace(task(1, 'init'), [{ symbol: 'panic' }, { symbol: 'do_exit' }]) },
      kind: 'init-died',
      log: `[    1.0] Kernel panic - not syncing: Attempted to kill init! ${code}\n`,
    });
    expect(finding?.summary).toMatch(new RegExp(`^${summary.replaceAll(/[()]/g, String.raw`\$&`)}`));
  });

  it('names who gave up, with what was said', async () => {
    const own = trace(task(1, 'swapper/0'), [
      { symbol: 'delay' },
      { symbol: 'vpanic' },
      { symbol: 'panic' },
      { symbol: 'mount_root_generic' },
    ]);
    const [finding] = await find({
      panic: { cpu: 0, trace: own },
      kind: 'no-root-fs',
      log:
        'noise\n[ 1.0] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)\n[ 1.1] CPU: 0\n' +
        '[ 1.2] ---[ end Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) ]---',
    });
    expect(finding).toMatchObject({
      code: 'panic-called',
      summary: 'mount_root_generic gave up, for swapper/0 (pid 1): VFS: Unable to mount root fs on unknown-block(0,0)',
      culprit: { symbol: 'mount_root_generic' },
    });
  });
});

describe('chains of waiting', () => {
  const frozen = { kind: 'frozen' as const, key: 'frozen 1', text: 'ext4 on sda1 is frozen' };
  const writer = task(10, 'writer');
  const sync = task(11, 'sync');
  const waits: Wait[] = [
    { task: writer, for: { kind: 'freeze', what: 'permission to write', holders: [], cause: frozen } },
    { task: sync, for: { kind: 'writeback', what: 'write-back of loop1', address: 16n, holders: [writer] } },
  ];

  it('end at what is no task, with the chain and whom the watchdog named', async () => {
    const [finding, ...others] = await find({
      kind: 'hung-task',
      log: 'INFO: task sync:11 blocked for more than 12 seconds.\nINFO: task other:12 blocked for more than 12 seconds.',
      more: { waits: waitGraph(waits), tasks: [blocked(writer, 40), blocked(sync, 39)] },
    });
    expect(others.map(({ code }) => code)).not.toContain('blocked-tasks');
    expect(finding).toMatchObject({
      code: 'frozen-filesystem',
      severity: 'critical',
      summary: 'ext4 on sda1 is frozen: 2 tasks wait for that; longest wait 40 s.',
    });
    expect(finding?.evidence).toEqual([
      'the longest chain: sync (pid 11) → write-back of loop1 → writer (pid 10) → permission to write → ext4 on sda1 is frozen',
      'writer (pid 10) waits for permission to write in unknown code, 40 s',
      'sync (pid 11) waits for write-back of loop1 at 0x10 in unknown code, 39 s, for which writer (pid 10) has to act',
      "the kernel's watchdog named: sync (pid 11)",
    ]);
  });

  it('are told where they last as long as the kernel itself allows, and not before', async () => {
    const at = (hungTaskSeconds: number, seconds: number) =>
      find({
        kind: 'sysrq',
        more: {
          waits: waitGraph(waits),
          state: { info: {}, hungTaskSeconds } as unknown as FindingContext['state'],
          tasks: [blocked(writer, seconds), blocked(sync, seconds)],
        },
      });
    await expect(at(4, 5)).resolves.toMatchObject([{ code: 'frozen-filesystem', severity: 'critical' }]);
    await expect(at(120, 15)).resolves.toMatchObject([{ code: 'frozen-filesystem', severity: 'warning' }]);
    await expect(at(120, 5)).resolves.toEqual([]);
  });

  it('are no hang where every task in them may be killed', async () => {
    const parent = task(20, 'parent', { state: 0x102 });
    const wait: Wait = { task: parent, for: { kind: 'child', what: 'its child', holders: [task(21, 'child')] } };
    const [finding] = await find({
      kind: 'hung-task',
      more: { waits: waitGraph([wait]), tasks: [blocked(parent, 99)] },
    });
    expect(finding).toMatchObject({ code: 'wait-chain', severity: 'info', culprit: { comm: 'child' } });
  });

  it.each<[string, WaitTarget, string]>([
    ['a task that RCU waits for', { kind: 'rcu', what: 'a grace period of RCU', holders: [sync] }, 'rcu-stall'],
    [
      'a processor that RCU waits for',
      { kind: 'rcu', what: 'RCU', holders: [], cause: { kind: 'cpu', key: 'rcu 1', text: 'CPU 1 has not passed' } },
      'rcu-stall',
    ],
    [
      'a device that does not answer',
      {
        kind: 'io',
        what: 'I/O',
        holders: [],
        cause: { kind: 'device', key: 'device 1', text: 'vda has not answered' },
      },
      'stalled-io',
    ],
    ['the owner of a lock', { kind: 'mutex', what: 'mutex a', holders: [sync] }, 'lock-held'],
    ['what runs a work item', { kind: 'workqueue', what: 'work item f', holders: [sync] }, 'wait-chain'],
  ])('that end at %s', async (_, target, code) => {
    const found = await find({
      kind: 'hung-task',
      more: { waits: waitGraph([{ task: writer, for: target }]), tasks: [blocked(writer, 99)] },
    });
    expect(found.map((finding) => finding.code)).toEqual([code]);
  });

  it('count whoever waits for one of a ring as told', async () => {
    const ring: Wait[] = [
      { task: task(13, 'fourth'), for: { kind: 'child', what: 'its child', holders: [task(12, 'third')] } },
      { task: writer, for: { kind: 'mutex', what: 'mutex a', holders: [sync] } },
      { task: sync, for: { kind: 'workqueue', what: 'work item f', holders: [writer] } },
      { task: task(12, 'third'), for: { kind: 'mutex', what: 'mutex a', holders: [sync] } },
    ];
    const tasks = [writer, sync, task(12, 'third'), task(13, 'fourth')].map((one) => blocked(one, 99));
    const found = await find({ kind: 'hung-task', more: { waits: waitGraph(ring), tasks } });
    expect(found.map(({ code }) => code)).toEqual(['deadlock']);
    expect(found[0]?.summary).toContain(
      'writer (pid 10) runs work item f and waits for mutex a, sync (pid 11) holds mutex a and waits for work item f',
    );
    expect(found[0]?.evidence).toContain('third (pid 12) waits for mutex a too');
  });
});

describe('a dump that was filtered too much', () => {
  const left = {
    where: 'tasks',
    problem: { address: 1n, problem: 'x', failure: { reason: 'excluded', address: 1n } },
  } as const;
  const kernel = (release: string) => ({ info: { get: () => `${release}\n` } }) as unknown as FindingContext['kernel'];

  it.each([
    ['6.12.117+deb12-amd64', 'A makedumpfile older than 1.7.6 takes slab pages'],
    ['6.10.0', 'A makedumpfile older than 1.7.6 takes slab pages'],
    ['6.9.12', 'No dump level leaves these out'],
    ['5.15.0-100', 'No dump level leaves these out'],
  ])('says of %s what the filter did wrong', async (release, said) => {
    const [finding] = await find({ more: { kernel: kernel(release), walkProblems: [left] } });
    expect(finding).toMatchObject({ code: 'overfiltered-dump', evidence: ["tasks: 1 that can't be read"] });
    expect(finding?.summary).toContain(said);
  });

  it('is told where all that is missing was found by other ways, and not where a dump breaks off', async () => {
    const list = { recovered: 3, runQueues: new Map() } as unknown as FindingContext['list'];
    const [finding] = await find({ more: { kernel: kernel('6.12.1'), list } });
    expect(finding?.evidence).toEqual(['tasks: 3 to which only their neighbours led']);
    const lost = { ...left, problem: { ...left.problem, failure: { reason: 'lost', address: 1n } } } as const;
    await expect(find({ more: { kernel: kernel('6.12.1'), walkProblems: [lost] } })).resolves.toEqual([]);
  });
});

describe('the state of the system', () => {
  it('says what took the memory', async () => {
    const mib = 2 ** 20;
    const [finding] = await find({
      kind: 'out-of-memory',
      more: {
        memory: { totalBytes: 100 * mib, freeBytes: mib, anonBytes: 80 * mib, slabBytes: 5 * mib },
        tasks: [{ pid: 9, tgid: 9, comm: 'hog', state: 'R', frames: [], rssBytes: 70 * mib }],
      },
    });
    expect(finding).toMatchObject({ code: 'out-of-memory', severity: 'critical', culprit: { pid: 9 } });
    expect(finding?.summary).toContain(
      'most was anonymous memory, 80 MiB; the largest process was hog (pid 9) with 70 MiB',
    );
  });

  it('tells tmpfs apart from files, with the mount that holds most and the group whose limit it was', async () => {
    const mib = 2 ** 20;
    const [finding] = await find({
      kind: 'out-of-memory',
      log: '[ 1.0] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/web.slice,task_memcg=/web.slice/a,task=x,pid=1,uid=0\n',
      more: {
        memory: {
          totalBytes: 100 * mib,
          freeBytes: mib,
          fileBytes: 85 * mib,
          shmemBytes: 80 * mib,
          tmpfs: [{ bytes: 50 * mib }, { mount: '/srv/cache', bytes: 30 * mib }, { mount: '/run', bytes: 1024 }],
        },
      },
    });
    expect(finding?.summary).toContain('most was tmpfs and shared memory, 80 MiB (/srv/cache alone holds 30 MiB)');
    expect(finding?.evidence).toEqual([
      'tmpfs and shared memory: 80 MiB',
      'files: 5 MiB',
      'shared memory of processes: 50 MiB',
      'tmpfs on /srv/cache: 30 MiB',
      'the limit was that of the control group /web.slice',
    ]);
  });

  it('groups tasks that are blocked for long by where they wait', async () => {
    const blocked = (pid: number): TaskInfo => ({
      pid,
      comm: 'nfsd',
      state: 'D',
      blockedSeconds: 100 + pid,
      frames: ['__schedule', 'schedule', 'io_schedule', 'nfs_wait'].map((symbol) => ({
        address: '0x1',
        symbol,
        reliable: true,
      })),
    });
    const [finding] = await find({ more: { tasks: [blocked(1), blocked(2), blocked(3)] } });
    expect(finding?.summary).toBe("3 tasks have been waiting in nfs_wait for up to 103 s, and can't be interrupted.");
  });

  it.each([
    ['Oops: 0000 [#1] SMP', 'The log holds 1 more report.'],
    ['Oops: 0002 [#3] PREEMPT SMP', 'The log holds 1 more report; the kernel had died 2 times before.'],
  ])('counts the deaths before this one by %s', async (line, summary) => {
    const [finding] = await find({
      named: { kind: 'panic', others: [{ title: 'y', kind: 'warning', line: 3 }] },
      log: `[    1.000000] ${line}\n`,
    });
    expect(finding?.summary).toBe(summary);
  });

  it('reports broken lists, hardware errors and a dump that breaks off', async () => {
    const findings = await find({
      more: {
        walkProblems: [{ where: 'modules', problem: { address: 16n, problem: 'next->prev of 0x20 is 0x0' } }],
        state: {
          info: {},
          time: { uptimeSeconds: 1, wallSeconds: undefined, hz: undefined },
          hardwareErrors: [{ kind: 'memory', count: 3 }],
        },
        dump: { format: 'x', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: true },
      },
    });
    expect(findings.map(({ code }) => code)).toEqual(['list-corruption', 'hardware-errors', 'incomplete-dump']);
  });
});

describe('evidence', () => {
  it('puts every kind of panic in one list: what its stack is evidence of', () => {
    const told = [...FAULTS, ...LOCKUPS, ...UNNAMED, ...GIVEN_UP];
    expect([...told].sort()).toEqual([...PanicKind.options].sort());
    expect(new Set(told).size).toBe(told.length);
  });

  it('lets each rule say for which kinds it holds', () => {
    const table = Object.fromEntries(
      RULES.map(({ name, kinds }) => [name, kinds.length === PanicKind.options.length ? 'all' : [...kinds].sort()]),
    );
    expect(table).toMatchObject({
      poison: [...FAULTS].sort(),
      'flipped bit': ['general-protection'],
      called: expect.arrayContaining(['out-of-memory', 'sysrq', 'watchdog']),
      deadlock: 'all',
    });
  });

  const poisoned = { set: { rax: 0x6b6b_6b6b_6b6b_6b6bn } };
  const struck = trace(task(7, 'dd'), [
    { symbol: 'panic' },
    { symbol: 'out_of_memory' },
    { symbol: 'asm_exc_page_fault', interrupted: poisoned },
    { symbol: 'fault_in_readable' },
  ]);

  it.each(PanicKind.options)('draws poison from the registers of a fault only: %s', async (kind) => {
    const found = await find({ kind, panic: { cpu: 0, trace: struck } });
    const isFault = FAULTS.some((fault) => fault === kind);
    expect(found.some(({ code }) => code === 'use-after-free')).toBe(isFault);
  });

  it('draws nothing from where a processor stood that printed the panic', async () => {
    const found = await find({
      kind: 'null-pointer',
      panic: { cpu: 0, trace: trace(task(7, 'dd'), [{ symbol: 'delay_tsc' }, { symbol: 'panic' }]) },
    });
    expect(found.map(({ code }) => code)).not.toContain('use-after-free');
  });

  it('does not lay at the door of a task what an interrupt did while it ran', async () => {
    const over = task(9, 'bpfspin');
    const [finding] = await find({
      kind: 'watchdog',
      log: 'Kernel panic - not syncing: softdog expired',
      panic: {
        cpu: 0,
        trace: trace(over, [
          { symbol: 'panic', stack: 'irq' },
          { symbol: 'softdog_fire', module: 'softdog', stack: 'irq' },
          { symbol: 'asm_sysvec_apic_timer_interrupt', interrupted: {} },
          { symbol: 'bpf_prog_1' },
        ]),
      },
    });
    expect(finding?.summary).toBe(
      'softdog_fire [softdog] gave up, in an interrupt, while bpfspin (pid 9) ran: softdog expired',
    );
  });
});
