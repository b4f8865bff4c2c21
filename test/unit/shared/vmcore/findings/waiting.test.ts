/** Findings of what waits and spins: deadlocks, chains of waiting, processors that get nowhere. */
import { describe, expect, it } from '@jest/globals';
import type { FindingContext } from '../../../../../shared/vmcore/findings/index.ts';
import type { Task } from '../../../../../shared/vmcore/tasks/tasks.ts';
import { waitGraph } from '../../../../../shared/vmcore/waits/chains.ts';
import type { Wait, WaitTarget } from '../../../../../shared/vmcore/waits/target.ts';
import { task, trace, find, blocked, lock } from './scene.ts';

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

  it('makes nothing of a processor that was interrupted while it panicked', async () => {
    const frames = [{ symbol: 'watchdog_timer_fn', interrupted: {} }, { symbol: 'udelay' }, { symbol: 'panic' }];
    const panicked = trace(task(34, 'khungtaskd', { lastArrival: 1e9 }), [...frames, { symbol: 'watchdog' }]);
    const running = new Map([[1, panicked]]);
    await expect(find({ running, panic: { cpu: 1, trace: panicked }, kind: 'hung-task' })).resolves.toEqual([]);
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

  it('tells of a device that does not answer, though who waits for it has woken up since', async () => {
    const cause = { kind: 'device', key: 'device 1', text: 'vda has not answered 1 request', seconds: 40 } as const;
    const reader = task(72, 'reader');
    const waits = waitGraph([{ task: reader, for: { kind: 'io', what: 'I/O on vda', holders: [], cause } }]);
    const [finding] = await find({ kind: 'sysrq', more: { waits, tasks: [blocked(reader, 2)] } });
    expect(finding).toMatchObject({
      code: 'stalled-io',
      summary: 'vda has not answered 1 request: reader (pid 72) waits for that; longest wait 40 s.',
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

  it.each([
    ['named by its watchdog', 'INFO: task sync:11 blocked for more than 12 seconds.', undefined, 'critical'],
    ['named by nobody', 'INFO: task other:12 blocked for more than 12 seconds.', undefined, 'warning'],
    ['whose watchdog is off now', 'INFO: task sync:11 blocked for more than 12 seconds.', 0, 'warning'],
  ])('are told by the kernel’s limit, or else by its watchdog: %s', async (_, log, hungTaskSeconds, severity) => {
    const [finding] = await find({
      kind: 'sysrq',
      log,
      more: {
        waits: waitGraph(waits),
        state: { info: {}, hungTaskSeconds } as unknown as FindingContext['state'],
        tasks: [blocked(writer, 40), blocked(sync, 39)],
      },
    });
    expect(finding).toMatchObject({ code: 'frozen-filesystem', severity });
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
