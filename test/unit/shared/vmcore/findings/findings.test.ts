/** Findings of the dump and of the system, and for which panics each rule holds. */
import { describe, expect, it } from '@jest/globals';
import type { TaskInfo } from '../../../../../shared/contract/report.ts';
import { PanicKind } from '../../../../../shared/contract/triage.ts';
import { RULES, type FindingContext } from '../../../../../shared/vmcore/findings/index.ts';
import { FAULTS, GIVEN_UP, LOCKUPS, UNNAMED } from '../../../../../shared/vmcore/report/panic-kinds.ts';
import { task, trace, find } from './scene.ts';

describe('a dump that was filtered too much', () => {
  const left = {
    where: 'tasks',
    problem: { address: 1n, problem: 'x', failure: { reason: 'excluded', address: 1n } },
  } as const;
  const kernel = (release: string) =>
    ({ info: { get: () => `${release}\n` }, symbol: () => undefined }) as unknown as FindingContext['kernel'];

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

  it('names who asked vmalloc for what is a good part of it', async () => {
    const mib = 2 ** 20;
    const vmallocCallers = [
      { caller: 'alloc_ring', module: 'ixgbe', areas: 9, bytes: 60 * mib },
      { caller: 'load_module', areas: 30, bytes: 2 * mib },
    ];
    const [finding] = await find({
      more: { memory: { totalBytes: 100 * mib, freeBytes: mib, vmallocBytes: 63 * mib, vmallocCallers } },
    });
    expect(finding?.evidence).toEqual(['vmalloc: 63 MiB', 'vmalloc for alloc_ring [ixgbe]: 60 MiB']);
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
